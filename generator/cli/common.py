"""What the commands share: the project and the selected jobs, the exit status, how findings and JSON are printed."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from generator.editions import EDITIONS

if TYPE_CHECKING:
    from generator.findings import Finding
    from generator.load import Project
    from generator.plan import Job, Selection

GOOD, FINDINGS, USAGE, PROGRAM_FAULT, INTERRUPTED = 0, 1, 2, 3, 130

#: Columns of a table that nobody's name fills.
_WIDEST = 1000

F = TypeVar("F", bound=Callable[..., Any])


def selects(command: F) -> F:
    """Add the selector arguments and options."""
    options = (
        click.argument("selectors", nargs=-1, metavar="[SELECTOR]..."),
        click.option("--handout", "handouts", multiple=True, help="Only this handout. Repeatable."),
        click.option("--language", "languages", multiple=True, help="Only this language (BCP 47). Repeatable."),
        click.option("--format", "formats", multiple=True, help="Only this format. Repeatable."),
        click.option("--brand", "brands", multiple=True, help="Only this brand. Repeatable."),
        click.option("--edition", "editions", multiple=True,
                     help=f"Only this edition: {', '.join(EDITIONS)}. Repeatable."),
        click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout, nothing else."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def plain_words(_context: click.Context, option: click.Parameter, text: str | None) -> str | None:
    """Return an option's text without spaces around it; status 2 where it is empty or cannot be written."""
    return None if text is None else plain_answer(text, option)


def plain_answer(text: str, option: click.Parameter | None = None) -> str:
    """Return what somebody answered without spaces around it; what is empty or cannot be written is refused."""
    from generator.load.sign_off import is_seen  # noqa: PLC0415

    printable = all(unicodedata.category(letter) not in {"Cc", "Cs", "Co", "Cn"} for letter in text)
    if not is_seen(text) or not printable:
        fault = "write it in plain words, without control characters."
        raise click.BadParameter(fault, param=option)
    return text.strip()


def loaded_project(root: Path | None) -> tuple[Project, tuple[Finding, ...]]:
    """Load the project; a project file that is unusable ends with status 2."""
    from generator.load import ProjectError, load_project  # noqa: PLC0415

    try:
        return load_project(project_root(root))
    except ProjectError as error:
        raise click.ClickException("\n".join(map(str, error.findings))) from error


def loaded_jobs(
    root: Path | None, names: dict[str, tuple[str, ...]]
) -> tuple[Project, tuple[Finding, ...], tuple[Job, ...]]:
    """Load the project and plan the selected jobs; what is unusable ends with status 2."""
    from generator.plan import SelectionError  # noqa: PLC0415
    from generator.plan import plan as plan_jobs  # noqa: PLC0415

    project, loaded = loaded_project(root)
    project = _with_named_pseudo_locales(project, (*names["languages"], *names["selectors"]))
    try:
        return project, loaded, _planned(project, loaded, _selection(names), plan_jobs)
    except SelectionError as error:
        # What could not be loaded may be why nothing matches.
        raise click.ClickException("\n".join([*map(str, loaded), str(error)])) from error


def _with_named_pseudo_locales(project: Project, named: Iterable[str]) -> Project:
    """Add the pseudo-locales that a selector or an option names; nothing else ever builds them."""
    from generator.load.settings import PSEUDO_LOCALES  # noqa: PLC0415

    tags = [tag for tag in PSEUDO_LOCALES if any(tag in name.split("/") for name in named)]
    if not tags:
        return project
    from generator.pseudo import with_pseudo_locales  # noqa: PLC0415

    return with_pseudo_locales(project, tags)


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


def project_root(root: Path | None) -> Path:
    """Return the project's folder: the named one, or the nearest from here upwards; status 2 where there is none."""
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
                     formats=names["formats"], brands=names["brands"], editions=names["editions"])


def exit_status(project: Project, found: Iterable[Finding]) -> int:
    """Return 1 where a finding reaches the policy's level, else 0."""
    from generator.findings import Severity  # noqa: PLC0415

    level = Severity.named(project.settings.policy.fail_on)
    return FINDINGS if any(finding.severity >= level for finding in found) else GOOD


def print_json(data: object) -> None:
    """Print the result for a program, on stdout."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def print_findings(found: Iterable[Finding]) -> None:
    """Print each finding as one line, on stderr."""
    for finding in found:
        click.echo(str(finding), err=True)


def print_table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Print rows under their heads: each word as it is written, none cut to the width of a terminal."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(*heads, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*map(Text, row))
    Console(width=_WIDEST).print(table)


def cores() -> int:
    """Return how many processes may render at once: the cores that this one may use."""
    return len(os.sched_getaffinity(0))


def told_progress(doing: str, count: int, *, quiet: bool) -> Any:  # noqa: ANN401 (a context manager that gives a Progress)
    """Return the progress of rendering: a bar on a terminal, a line for each job otherwise, nothing where quiet."""
    from contextlib import contextmanager  # noqa: PLC0415

    @contextmanager
    def lines() -> Any:  # noqa: ANN401
        yield lambda outcome: None if quiet or outcome.reused else click.echo(f"rendered {outcome.job.id}", err=True)

    @contextmanager
    def bar() -> Any:  # noqa: ANN401
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import Progress as RichProgress  # noqa: PLC0415

        with RichProgress(console=Console(stderr=True), transient=True) as shown:
            task = shown.add_task(doing, total=count)
            yield lambda outcome: shown.update(task, advance=1, description=outcome.job.id)

    return bar() if sys.stderr.isatty() and not quiet else lines()
