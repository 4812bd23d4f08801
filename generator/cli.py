"""The command line: `handouts plan`, `build`, `check`. Reads the environment, prints, and decides the exit status.

Only click is imported at the top: `--help` and `--version` answer at once, and `plan` never loads the engine.

Exit statuses: 0 good; 1 findings at or above the policy's level; 2 usage or configuration; 3 a fault of the
program; 130 interrupted.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from generator import __version__

if TYPE_CHECKING:
    from generator.build import Built
    from generator.findings import Finding
    from generator.load import Project
    from generator.plan import Job, Selection

GOOD, FINDINGS, USAGE, PROGRAM_FAULT, INTERRUPTED = 0, 1, 2, 3, 130
EPILOG = """Exit statuses: 0 good; 1 findings at or above the policy's level; 2 usage or configuration;
3 a fault of the program; 130 interrupted."""

F = TypeVar("F", bound=Callable[..., Any])


def main() -> None:
    """Run the command line; a fault of the program is reported with a place to look, never as a traceback."""
    try:
        sys.exit(commands.main(standalone_mode=False) or GOOD)
    except click.exceptions.Abort:
        click.echo("Interrupted. What was finished is kept.", err=True)
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except Exception as error:  # noqa: BLE001 (the one boundary)
        sys.exit(_report_program_fault(error))


def _report_program_fault(error: Exception) -> int:
    import tempfile  # noqa: PLC0415
    import traceback  # noqa: PLC0415

    with tempfile.NamedTemporaryFile("w", prefix="handouts-", suffix=".txt", delete=False) as report:
        traceback.print_exception(error, file=report)
    click.echo(
        f"A fault of the program: {type(error).__name__}: {error}. "
        f"Nothing of yours is at fault or lost; please report it with {report.name}.", err=True,
    )
    return PROGRAM_FAULT


@click.group(epilog=EPILOG)
@click.version_option(__version__, prog_name="handouts")
@click.option(
    "--project", "root", type=click.Path(path_type=Path), default=None,
    help="The project's folder (default: this folder or the nearest above it with handouts.toml).",
)
@click.pass_context
def commands(context: click.Context, root: Path | None) -> None:
    """Make patient leaflets, posters and booklets from one reviewed text, its translations and a clinic's brand."""
    context.obj = root


def selects(command: F) -> F:
    """Add the selector arguments and options."""
    options = (
        click.argument("selectors", nargs=-1, metavar="[SELECTOR]..."),
        click.option("--handout", "handouts", multiple=True, help="Only this handout. Repeatable."),
        click.option("--language", "languages", multiple=True, help="Only this language (BCP 47). Repeatable."),
        click.option("--format", "formats", multiple=True, help="Only this format. Repeatable."),
        click.option("--brand", "brands", multiple=True, help="Only this brand. Repeatable."),
        click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout, nothing else."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@commands.command()
@selects
@click.pass_obj
def plan(root: Path | None, /, *, as_json: bool, **names: tuple[str, ...]) -> int:
    """List the jobs that a build would make. A SELECTOR is a glob over job ids, such as '*/ar/leaflet/*'."""
    project, loaded, jobs = _loaded(root, names)
    if as_json:
        _print_json({
            "jobs": [{"id": job.id, "path": job.path} for job in jobs],
            "findings": [finding.as_data() for finding in loaded],
        })
    else:
        click.echo("\n".join(job.id for job in jobs))
        _print_findings(loaded)
    return _status(project, loaded)


@commands.command()
@selects
@click.option("--output", type=click.Path(path_type=Path), default=None, help="Where to write (default: output/).")
@click.option("--jobs", "workers", type=click.IntRange(min=1), default=None,
              help="How many processes render (default: the machine's cores).")
@click.pass_obj
def build(
    root: Path | None, /, *, as_json: bool, output: Path | None, workers: int | None, **names: tuple[str, ...]
) -> int:
    """Build the selected jobs: PDFs and manifest.json. What has not changed is taken from the cache."""
    from generator.build import build as build_jobs  # noqa: PLC0415
    from generator.plan import all_jobs  # noqa: PLC0415
    from generator.publish import publish  # noqa: PLC0415
    from generator.render.versions import engine_versions  # noqa: PLC0415

    project, loaded, jobs = _loaded(root, names)
    target = output or project.root / "output"
    if any(place.exists() and not place.is_dir() for place in (target, *target.parents)):
        fault = f"{target} is no folder that can be written to. Name another with --output."
        raise click.ClickException(fault)
    cores = workers or len(os.sched_getaffinity(0))
    with _progress(len(jobs), quiet=as_json) as progress:
        built = build_jobs(project, jobs, loaded=loaded, workers=cores, progress=progress)
    publish(built.outcomes, target, planned=all_jobs(project), generator=engine_versions())
    _report_build(built, target, as_json=as_json)
    failed = any(outcome.failed for outcome in built.outcomes)
    return FINDINGS if failed else _status(project, built.all_findings)


@commands.command()
@selects
@click.pass_obj
def check(root: Path | None, /, *, as_json: bool, **names: tuple[str, ...]) -> int:
    """Check content, translations and brands against the rules, without rendering."""
    from generator.build import composition_findings  # noqa: PLC0415

    project, loaded, jobs = _loaded(root, names)
    found = composition_findings(project, jobs, loaded=loaded)
    if as_json:
        _print_json({"findings": [finding.as_data() for finding in found]})
    else:
        _print_findings(found)
        click.echo(f"{len(found)} findings in {len(jobs)} jobs.", err=True)
    return _status(project, found)


def _loaded(
    root: Path | None, names: dict[str, tuple[str, ...]]
) -> tuple[Project, tuple[Finding, ...], tuple[Job, ...]]:
    """Load the project and plan the selected jobs; what is unusable ends with status 2."""
    from generator.load import ProjectError, load_project  # noqa: PLC0415
    from generator.plan import SelectionError  # noqa: PLC0415
    from generator.plan import plan as plan_jobs  # noqa: PLC0415

    try:
        project, loaded = load_project(_root(root))
        return project, loaded, _planned(project, loaded, _selection(names), plan_jobs)
    except ProjectError as error:
        raise click.ClickException("\n".join(map(str, error.findings))) from error
    except SelectionError as error:
        # What could not be loaded may be why nothing matches.
        raise click.ClickException("\n".join([*map(str, loaded), str(error)])) from error


def _planned(
    project: Project, loaded: tuple[Finding, ...], selection: Selection,
    plan_jobs: Callable[[Project, Selection], tuple[Job, ...]],
) -> tuple[Job, ...]:
    from generator.plan import SelectionError, all_jobs  # noqa: PLC0415

    try:
        return plan_jobs(project, selection)
    except SelectionError:
        # Where loading failed, its findings explain best why there is nothing to select.
        if not all_jobs(project) and loaded:
            return ()
        raise


def _root(root: Path | None) -> Path:
    from generator.load.settings import PROJECT_FILE  # noqa: PLC0415

    start = (root or Path.cwd()).resolve()
    for folder in (start, *(() if root else start.parents)):
        if (folder / PROJECT_FILE).is_file():
            return folder
    where = f"{start}" if root else f"{start} or above it"
    fault = f"there is no {PROJECT_FILE} in {where}. Go to a project's folder, or use --project."
    raise click.ClickException(fault)


def _selection(names: dict[str, tuple[str, ...]]) -> Selection:
    from generator.plan import Selection  # noqa: PLC0415

    return Selection(patterns=names["selectors"], handouts=names["handouts"], languages=names["languages"],
                     formats=names["formats"], brands=names["brands"])


def _status(project: Project, found: Iterable[Finding]) -> int:
    from generator.findings import Severity  # noqa: PLC0415

    level = Severity.named(project.settings.policy.fail_on)
    return FINDINGS if any(finding.severity >= level for finding in found) else GOOD


def _print_json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def _print_findings(found: Iterable[Finding]) -> None:
    for finding in found:
        click.echo(str(finding), err=True)


def _progress(count: int, *, quiet: bool) -> Any:  # noqa: ANN401 (a context manager that gives a Progress)
    """Return the progress of a build: a bar on a terminal, a line for each job otherwise, nothing with --json."""
    from contextlib import contextmanager  # noqa: PLC0415

    @contextmanager
    def lines() -> Any:  # noqa: ANN401
        yield lambda outcome: None if quiet or outcome.reused else click.echo(f"rendered {outcome.job.id}", err=True)

    @contextmanager
    def bar() -> Any:  # noqa: ANN401
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import Progress as RichProgress  # noqa: PLC0415

        with RichProgress(console=Console(stderr=True), transient=True) as shown:
            task = shown.add_task("building", total=count)
            yield lambda outcome: shown.update(task, advance=1, description=outcome.job.id)

    return bar() if sys.stderr.isatty() and not quiet else lines()


def _report_build(built: Built, output: Path, *, as_json: bool) -> None:
    failed = [outcome for outcome in built.outcomes if outcome.failed]
    reused = sum(outcome.reused for outcome in built.outcomes)
    summary = {"rendered": len(built.outcomes) - reused - len(failed), "reused": reused, "failed": len(failed)}
    if as_json:
        _print_json({
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
    _print_findings(built.all_findings)
    for outcome in failed:
        click.echo(f"failed {outcome.job.id}", err=True)
    click.echo(f"{summary['rendered']} rendered, {reused} reused, {len(failed)} failed; in {output}", err=True)
