"""`handouts plan` and `build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    FINDINGS,
    cores,
    exit_status,
    loaded_jobs,
    print_findings,
    print_json,
    selects,
    told_progress,
)
from generator.cli.release import outdated_releases, record_releases, release_clerk
from generator.findings import Finding

if TYPE_CHECKING:
    from generator.build import Built
    from generator.load import Project
    from generator.load.press import PrintingCondition


@click.command()
@selects
@click.pass_obj
def plan(root: Path | None, /, *, as_json: bool, **names: tuple[str, ...]) -> int:
    """List the jobs that a build would make. A SELECTOR is a glob over job ids, such as '*/ar/leaflet/*'."""
    project, loaded, jobs = loaded_jobs(root, names)
    if as_json:
        print_json({
            "jobs": [{"id": job.id, "path": job.path} for job in jobs],
            "findings": [finding.as_data() for finding in loaded],
        })
    else:
        click.echo("\n".join(job.id for job in jobs))
        print_findings(loaded)
    return exit_status(project, loaded)


@click.command()
@selects
@click.option("--output", type=click.Path(path_type=Path), default=None, help="Where to write (default: output/).")
@click.option("--jobs", "workers", type=click.IntRange(min=1), default=None,
              help="How many processes render (default: the machine's cores).")
@click.option("--allow-incomplete", "incomplete", is_flag=True,
              help="Print passages that are not translated in the source's language, each marked, instead of refusing.")
@click.option("--release", "release", is_flag=True,
              help="Print without the draft line what is signed and in date; refuse the rest, with all reasons.")
@click.option("--press", "for_press", is_flag=True,
              help="Also make copies for the print shop: PDF/X-4 with bleed and marks, in the inks that [press] names.")
@click.pass_obj
def build(
    root: Path | None, /, *, as_json: bool, output: Path | None, workers: int | None, incomplete: bool, release: bool,
    for_press: bool, **names: tuple[str, ...],
) -> int:
    """Build the selected jobs: PDFs and manifest.json. What has not changed is taken from the cache."""
    from generator.build import build as build_jobs  # noqa: PLC0415
    from generator.load.handout import handout_names  # noqa: PLC0415
    from generator.plan import is_named  # noqa: PLC0415
    from generator.publish import publish  # noqa: PLC0415
    from generator.render.versions import engine_versions  # noqa: PLC0415

    if release and incomplete:
        fault = "--release prints what is complete and signed; it does not go with --allow-incomplete."
        raise click.UsageError(fault)
    project, loaded, jobs = loaded_jobs(root, names)
    clerk = release_clerk(project) if release else None
    press = _printing_condition(project) if for_press else None
    target = output or project.root / "output"
    if any(place.exists() and not place.is_dir() for place in (target, *target.parents)):
        fault = f"{target} is no folder that can be written to. Name another with --output."
        raise click.ClickException(fault)
    with told_progress("building", len(jobs), quiet=as_json) as progress:
        built = build_jobs(project, jobs, loaded=loaded, workers=workers or cores(), progress=progress,
                           incomplete=incomplete, release=clerk.open_points if clerk else None, press=press)
    if clerk:
        # Before the files: a page that is out must never be missing in the list of what is out.
        record_releases(clerk, built)
    outdated = outdated_releases(project, target, jobs)
    for job in outdated:
        click.echo(f"took away {job.path}: it was released, and its text may not go out any more", err=True)
    handouts = handout_names(project.root)
    publish(built.outcomes, target, generator=engine_versions(),
            keeps=lambda job: job not in outdated and is_named(project, job, handouts=handouts))
    _report_build(built, target, as_json=as_json)
    failed = any(outcome.failed for outcome in built.outcomes)
    return FINDINGS if failed else exit_status(project, built.all_findings)


def _printing_condition(project: Project) -> PrintingCondition:
    from generator.load.press import load_press  # noqa: PLC0415

    press = load_press(project.settings.press, root=project.root)
    if isinstance(press, Finding):
        raise click.UsageError(str(press))
    return press


def _report_build(built: Built, output: Path, *, as_json: bool) -> None:
    failed = [outcome for outcome in built.outcomes if outcome.failed]
    reused = sum(outcome.reused for outcome in built.outcomes)
    summary = {"rendered": len(built.outcomes) - reused - len(failed), "reused": reused, "failed": len(failed)}
    if as_json:
        print_json({
            "summary": summary,
            "jobs": [
                {"id": outcome.job.id, "path": None if outcome.failed else outcome.job.path,
                 "status": "failed" if outcome.failed else "reused" if outcome.reused else "rendered",
                 "findings": [finding.as_data() for finding in outcome.findings]}
                for outcome in built.outcomes
            ],
            "findings": [finding.as_data() for finding in built.findings],
        })
        return
    print_findings(built.all_findings)
    for outcome in failed:
        click.echo(f"failed {outcome.job.id}", err=True)
    click.echo(f"{summary['rendered']} rendered, {reused} reused, {len(failed)} failed; in {output}", err=True)
