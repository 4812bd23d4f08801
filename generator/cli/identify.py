"""`handouts identify`: what a PDF is, and whether it may still be handed out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import FINDINGS, GOOD, loaded_project, print_findings, print_json, project_root
from generator.cli.sign_off import clerk_of, today

if TYPE_CHECKING:
    from datetime import date

    from generator.compose.metadata import Metadata
    from generator.findings import Finding
    from generator.identify import Today
    from generator.load import Project
    from generator.sign_off.release import Clerk


@dataclass(frozen=True, slots=True, kw_only=True)
class _Identified:
    """One file: what it says of itself, what it is in one word, and what is wrong with it."""

    file: Path
    metadata: Metadata | None
    state: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """The project beside which files are identified."""

    project: Project
    clerk: Clerk


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE.pdf...",
                type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as-of", "day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="On which day (default: today).")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout, nothing else.")
@click.pass_obj
def identify(root: Path | None, /, *, files: tuple[Path, ...], day: date | None, as_json: bool) -> int:
    """Say what PDFs are: handout, language, version, print code; inside a project, whether they are still current.

    Exit status 1 where a file must not be handed out, or cannot be identified. A draft is a warning.
    """
    on = day.date() if day else today()  # type: ignore[attr-defined]  # click gives a datetime
    known, faults = _known(root, on)
    print_findings(faults)
    if faults:
        return FINDINGS
    found = [_identified(file, known, on) for file in files]
    if as_json:
        print_json({"as-of": on.isoformat(), "files": [_data(one) for one in found]})
    else:
        for one in found:
            _print(one)
            print_findings(one.findings)
    return FINDINGS if any(_stops(finding, known) for one in found for finding in one.findings) else GOOD


def _known(root: Path | None, day: date) -> tuple[_Known | None, tuple[Finding, ...]]:
    """Return the project, None where files are identified by themselves, and what keeps it from being asked."""
    from generator.load.releases import load_releases  # noqa: PLC0415

    try:
        folder = project_root(root)
    except click.ClickException:
        if root is not None:
            raise
        return None, ()
    project, _loaded = loaded_project(folder)
    # A list that cannot be read is not empty: saying that nothing was called back would be false.
    faults = load_releases(folder)[1]
    return _Known(project=project, clerk=clerk_of(project, today=day)), faults


def _identified(file: Path, known: _Known | None, day: date) -> _Identified:
    from generator.finish.identity import read_identity  # noqa: PLC0415
    from generator.identify import beside_project, by_itself, state_of  # noqa: PLC0415

    try:
        content = file.read_bytes()
    except OSError as error:
        fault = f"{file} cannot be read: {error.strerror}."
        raise click.ClickException(fault) from error
    read = read_identity(content)
    found, said = read.findings, read.metadata
    if said is not None:
        found += tuple(by_itself(said, day))
        found += tuple(beside_project(said, _today(said, known))) if known else ()
    found = tuple(replace(finding, path=str(file), job=said.job if said else None) for finding in found)
    return _Identified(file=file, metadata=said, findings=found, state=state_of(found, compared=known is not None))


def _today(said: Metadata, known: _Known) -> Today:
    from generator.build.current import current_metadata  # noqa: PLC0415
    from generator.identify import Today  # noqa: PLC0415
    from generator.plan import all_jobs  # noqa: PLC0415

    job = next((job for job in all_jobs(known.project) if job.id == said.job), None)
    now = current_metadata(known.project, job, released=said.released) if job else None
    return Today(clerk=known.clerk, job=job, metadata=now)


def _stops(finding: Finding, known: _Known | None) -> bool:
    from generator.findings import Severity  # noqa: PLC0415

    return finding.severity >= Severity.named(known.project.settings.policy.fail_on if known else "error")


def _data(one: _Identified) -> dict[str, object]:
    return {
        "file": str(one.file), "state": one.state,
        "metadata": one.metadata.content() if one.metadata else None,
        "findings": [finding.as_data() for finding in one.findings],
    }


def _print(one: _Identified) -> None:
    """Print what a person at a rack wants to know, one thing a line."""
    click.echo(f"{one.file}: {one.state}")
    said = one.metadata
    if said is None:
        return
    lines = {
        "title": said.title, "print code": said.print_code, "handout": f"{said.handout}, version {said.version}",
        "language": " and ".join(said.languages), "format": f"{said.format}, {said.edition}",
        "brand": f"{said.brand} ({said.publisher})",
        "reviewed": f"{said.reviewed or 'never'}, next by {said.next_review}",
        "status": f"{said.status}, signatures {said.signatures}", "licence": said.licence,
        "source text": said.source, "all words": said.text,
    }
    for label, value in lines.items():
        if value:
            click.echo(f"  {label:<12} {value}")
