"""`handouts specimen`: sample sheets that prove which languages this machine's fonts can set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import loaded_project, print_findings

if TYPE_CHECKING:
    from generator.compose.specimen import Look
    from generator.load import Project
    from generator.load.specimen import Specimen


@click.command()
@click.argument("languages", nargs=-1, metavar="[LANGUAGE]...")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), default=None,
              help="The file to write (default: output/specimen.pdf).")
@click.option("--brand", default=None, help="Use this brand's colour and headings.")
@click.pass_obj
def specimen(root: Path | None, /, *, languages: tuple[str, ...], output: Path | None, brand: str | None) -> int:
    """Print two sentences in every language that the fonts can set, or in these, as sheets to look at and pin up.

    The sentences are unreviewed drafts. Exit status 1 where a letter has no glyph or a font is missing.
    """
    from generator.build.specimen import specimen_pdf  # noqa: PLC0415
    from generator.cli.common import exit_status  # noqa: PLC0415
    from generator.files import write_whole  # noqa: PLC0415
    from generator.load.specimen import load_specimen  # noqa: PLC0415

    project, _loaded = loaded_project(root)
    shown = _selected(load_specimen(), languages)
    pdf = specimen_pdf(project, shown, _look(project, brand))
    print_findings(pdf.findings)
    if pdf.content:
        target = output or project.root / "output" / "specimen.pdf"
        try:
            write_whole(target, pdf.content)
        except OSError as error:
            fault = f"{target} cannot be written: {error.strerror}. Name another file with --output."
            raise click.ClickException(fault) from error
        counts = f"languages: {len(shown.languages)}, sheets: {len(pdf.page_sizes)}"
        click.echo(f"{counts}; in {target}", err=True)
    return exit_status(project, pdf.findings)


def _selected(specimen: Specimen, languages: tuple[str, ...]) -> Specimen:
    """Return the sheets with the named languages, all where none is named; an unknown one ends with status 2."""
    from generator.findings import suggestion  # noqa: PLC0415

    for tag in languages:
        if tag not in specimen.languages:
            known = ", ".join(sorted(specimen.languages))
            fault = f"there is no sample in {tag!r}.{suggestion(tag, specimen.languages)} There are: {known}."
            raise click.ClickException(fault)
    return specimen.only(frozenset(languages)) if languages else specimen


def _look(project: Project, brand: str | None) -> Look:
    """Return the look of a brand, or that of no brand; an unknown brand ends with status 2."""
    from generator.compose.specimen import Look  # noqa: PLC0415
    from generator.findings import suggestion  # noqa: PLC0415

    if brand is None:
        return Look()
    if brand not in project.brands:
        fault = f"there is no brand {brand!r}.{suggestion(brand, project.brands)}"
        raise click.ClickException(fault)
    file = project.brands[brand].file
    return Look(colour=file.colour.brand, ground=file.colour.ground, headings=file.type.headings)
