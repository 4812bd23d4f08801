"""`handouts impose`: any PDF on the sheets of an office printer: folded, cut apart, or glued together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from generator.cli.common import FINDINGS, GOOD, print_findings

if TYPE_CHECKING:
    from generator.findings import Finding
    from generator.finish.imposition import Imposed, Scheme

SHEETS = ("A4", "Letter", "Legal", "A3", "Tabloid", "A2", "A1", "A0", "ANSI-C", "ANSI-D", "ANSI-E")
_PAPER = frozenset({"paper_thickness", "grammage", "bulk"})
#: The options that a scheme has a use for, beside those of all schemes.
_OPTIONS = {
    "saddle": _PAPER | {"binding", "sheet", "flip"},
    "trifold": frozenset({"binding", "flip"}),
    "n-up": frozenset({"binding", "sheet", "flip", "repeat", "two_sided", "margin"}),
    "tile": frozenset({"sheet", "overlap", "margin"}),
    "scale": frozenset({"sheet", "flip"}),
}
_OF_SCHEMES = frozenset().union(*_OPTIONS.values())
_PRINTED = {"long": "two-sided, flip on long edge", "short": "two-sided, flip on short edge", None: "one-sided"}


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE.pdf")
@click.option("--scheme", type=click.Choice(tuple(_OPTIONS)), required=True,
              help="saddle: a booklet, folded once; trifold: six panels; n-up: cards; tile: a poster on many "
                   "sheets; scale: each page as large as a sheet.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), default=None,
              help="The file to write (default: FILE-print.pdf beside FILE.pdf).")
@click.option("--sheet", type=click.Choice(SHEETS, case_sensitive=False), default=None,
              help="The paper (default: A4; for saddle, as large as two pages).")
@click.option("--binding", type=click.Choice(("left", "right")), default=None,
              help="The edge of the fold (default: right where the document's language runs from right to left).")
@click.option("--flip", type=click.Choice(("long", "short")), default=None,
              help="The edge about which the printer turns the sheet (default: the one that stands upright).")
@click.option("--marks/--no-marks", default=True, help="With marks for cutting, folding and gluing, or without.")
@click.option("--paper-thickness", type=float, default=None, help="saddle: mm of one sheet, for creep.")
@click.option("--grammage", type=float, default=None, help="saddle: g/m2 in place of the thickness, as 80.")
@click.option("--bulk", type=float, default=None, help="saddle: cm3/g of the paper, with --grammage (default: 1.25).")
@click.option("--repeat", is_flag=True, help="n-up: fill a sheet with each page; else all pages in turn.")
@click.option("--two-sided", is_flag=True, help="n-up: the pages are fronts and backs in turn.")
@click.option("--overlap", type=float, default=None, help="tile: mm that two sheets share for glue (default: 10).")
@click.option("--margin", type=float, default=None,
              help="n-up, tile: mm that the printer leaves white at each edge (default: 4.5).")
@click.pass_context
def impose(context: click.Context, /, *, file: Path, output: Path | None, marks: bool, **options: Any) -> int:  # noqa: ANN401
    """Lay the pages of any PDF on sheets for the office printer: at full size, with their tags and links.

    Exit status 1 where the file cannot be imposed so.
    """
    from generator.findings import Finding  # noqa: PLC0415

    _refuse_useless(context, options["scheme"])
    target = output or file.with_name(f"{file.stem}-print.pdf")
    printed = _imposed(file, target, options, has_marks=marks)
    print_findings(replace(finding, path=str(file)) for finding in _findings(printed))
    if isinstance(printed, Finding):
        return FINDINGS
    _write(printed, target)
    return GOOD


def _refuse_useless(context: click.Context, scheme: str) -> None:
    """End with status 2 where an option was given that the scheme has no use for: it would be left out in silence."""
    for parameter in context.command.params:
        name = parameter.name or ""
        given = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if given and name in _OF_SCHEMES - _OPTIONS[scheme]:
            users = ", ".join(one for one, names in _OPTIONS.items() if name in names)
            fault = f"{parameter.opts[0]} is of no use for {scheme}; it is for {users}."
            raise click.UsageError(fault)
    if context.params["paper_thickness"] is not None and context.params["grammage"] is not None:
        fault = "give --paper-thickness or --grammage, not both."
        raise click.UsageError(fault)
    if context.params["bulk"] is not None and context.params["grammage"] is None:
        fault = "--bulk is the bulk of a paper whose --grammage is given."
        raise click.UsageError(fault)


def _imposed(file: Path, target: Path, options: dict[str, Any], *, has_marks: bool) -> Imposed | Finding:
    """Return the print file, or why there is none."""
    from generator.findings import Finding  # noqa: PLC0415
    from generator.finish.imposition import impose as impose_pdf  # noqa: PLC0415

    if target.exists() and target.samefile(file):
        return Finding(rule="imposition-file", message="the print file would overwrite the file that it is made of.",
                       action="Name another file with --output.")
    try:
        content = file.read_bytes()
    except OSError as error:
        fault = f"{file} cannot be read: {error.strerror}."
        raise click.ClickException(fault) from error
    return impose_pdf(content, _scheme(options), binding=options["binding"], flip=options["flip"], has_marks=has_marks)


def _scheme(options: dict[str, Any]) -> Scheme:
    """Return the scheme as the options want it; what they leave open, the scheme decides."""
    from generator.finish.imposition import NUp, SaddleStitch, Scale, Tile, Trifold, thickness  # noqa: PLC0415

    if options["scheme"] == "saddle":
        paper, bulk = options["paper_thickness"], options["bulk"]
        if options["grammage"] is not None:
            paper = thickness(options["grammage"]) if bulk is None else thickness(options["grammage"], bulk)
        return SaddleStitch(paper_thickness=paper, sheet=options["sheet"])
    if options["scheme"] == "trifold":
        return Trifold()
    wanted = {name: options[name] for name in ("sheet", "margin", "overlap") if options[name] is not None}
    if options["scheme"] == "tile":
        return Tile(**wanted)
    if options["scheme"] == "scale":
        return Scale(**wanted)
    return NUp(repeats=options["repeat"], is_two_sided=options["two_sided"], **wanted)


def _findings(printed: Imposed | Finding) -> tuple[Finding, ...]:
    from generator.findings import Finding  # noqa: PLC0415

    return (printed,) if isinstance(printed, Finding) else printed.notes


def _write(printed: Imposed, target: Path) -> None:
    """Write the print file and say how it is printed."""
    from generator.files import write_whole  # noqa: PLC0415

    try:
        write_whole(target, printed.content)
    except OSError as error:
        fault = f"{target} cannot be written: {error.strerror}. Name another file with --output."
        raise click.ClickException(fault) from error
    click.echo(f"{target}: sides: {printed.sides}; print at actual size, {_PRINTED[printed.flip]}.", err=True)
