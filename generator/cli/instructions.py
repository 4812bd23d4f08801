"""`handouts instructions`: how to print each format, for whoever stands at the printer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import loaded_project, print_findings

if TYPE_CHECKING:
    from generator.findings import Finding


@click.command()
@click.option("--format", "formats", multiple=True, help="Only this format. Repeatable.")
@click.option("--language", "languages", multiple=True, help="Only this language (BCP 47). Repeatable.")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), default=None,
              help="The folder to write to (default: output/).")
@click.pass_obj
def instructions(
    root: Path | None, /, *, formats: tuple[str, ...], languages: tuple[str, ...], output: Path | None
) -> int:
    """Print how to print: half a sheet for each format, language and paper, with the settings of the printer.

    The texts are drafts that come with the program, in the languages of the shipped project, else English.
    """
    from generator.build.instructions import notes_of, printed_notes  # noqa: PLC0415
    from generator.cli.common import exit_status  # noqa: PLC0415
    from generator.files import write_whole  # noqa: PLC0415

    project, _loaded = loaded_project(root)
    notes = notes_of(project)
    _refuse_unknown("--format", formats, {note.format for note in notes})
    _refuse_unknown("--language", languages, {note.language for note in notes})
    wanted = tuple(note for note in notes if note.format in (formats or (note.format,))
                   and note.language in (languages or (note.language,)))
    target = output or project.root / "output"
    found: list[Finding] = []
    for note, pdf in printed_notes(project, wanted):
        found += pdf.findings
        if pdf.content:
            try:
                write_whole(target / note.path, pdf.content)
            except OSError as error:
                fault = f"{target / note.path} cannot be written: {error.strerror}. Name another folder with --output."
                raise click.ClickException(fault) from error
    print_findings(tuple(dict.fromkeys(found)))
    click.echo(f"pages: {len(wanted)}; in {target / 'instructions'}", err=True)
    return exit_status(project, tuple(found))


def _refuse_unknown(option: str, names: tuple[str, ...], known: set[str]) -> None:
    from generator.findings import suggestion  # noqa: PLC0415

    for name in names:
        if name not in known:
            there_are = f"There are: {', '.join(sorted(known))}."
            fault = f"{option} {name!r} is none of the project.{suggestion(name, known)} {there_are}"
            raise click.UsageError(fault)
