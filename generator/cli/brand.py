"""`handouts brand show` and `schema`: what a brand says, where it says it, and what it may say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    FINDINGS,
    GOOD,
    cores,
    exit_status,
    loaded_project,
    print_findings,
    print_json,
    print_table,
)

if TYPE_CHECKING:
    from generator.load import Project
    from generator.render.pdf import Pdf


@click.group()
def brand() -> None:
    """Show the brands. A brand is a folder under content/brands/ with brand.toml and a logo."""


@brand.command()
@click.argument("name")
@click.option("--resolved", is_flag=True, help="Show what the brand inherits too, each value with its file and line.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout, nothing else.")
@click.pass_obj
def show(root: Path | None, /, *, name: str, resolved: bool, as_json: bool) -> int:
    """Show what the brand NAME says, and where each value was written."""
    from generator.cli.proof import known_name  # noqa: PLC0415
    from generator.load.brand_texts import written_key  # noqa: PLC0415
    from generator.load.inheritance import values  # noqa: PLC0415

    project, loaded = loaded_project(root)
    known_name(name, project.brands, "brand", loaded)
    one = project.brands[name]
    rows = [(written_key(key), value, *one.source.place(key)) for key, value in values(one.source.data)]
    shown = [row for row in rows if resolved or row[2] == one.path]
    faults = [finding for finding in loaded if finding.brand == name]
    if as_json:
        print_json({
            "brand": name, "findings": [finding.as_data() for finding in faults],
            "values": [{"key": key, "value": value, "path": path, "line": line} for key, value, path, line in shown],
        })
    else:
        print_findings(faults)
        print_table(("key", "value", "from"), (
            (key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), f"{path}:{line}")
            for key, value, path, line in shown
        ))
    return FINDINGS if faults else GOOD


@brand.command()
def schema() -> int:
    """Print the JSON Schema of brand.toml, with which editors complete it."""
    from generator.load.brand_schema import brand_schema  # noqa: PLC0415

    click.echo(json.dumps(brand_schema(), ensure_ascii=False, indent=2))
    return GOOD


@brand.command()
@click.argument("name")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), default=None,
              help="The file to write (default: output/brand-sheet-NAME.pdf).")
@click.option("--jobs", "workers", type=click.IntRange(min=1), default=None, help="How many processes render.")
@click.pass_obj
def sheet(root: Path | None, /, *, name: str, output: Path | None, workers: int | None) -> int:
    """Print the brand NAME on one sheet: logo, colours and contrast, type, boxes, covers, findings.

    It is what a communications department approves. Exit status 1 where the brand has findings that stop a build.
    """
    from generator.build.brand_sheet import brand_sheet  # noqa: PLC0415
    from generator.cli.proof import known_name  # noqa: PLC0415

    project, loaded = loaded_project(root)
    known_name(name, project.brands, "brand", loaded)
    pdf = brand_sheet(project, project.brands[name], loaded=loaded, workers=workers or cores())
    return _written(project, pdf, output or project.root / "output" / f"brand-sheet-{name}.pdf")


@brand.command()
@click.argument("names", nargs=2, metavar="A B")
@click.option("--handout", default=None, help="The handout (default: the first).")
@click.option("--language", default=None, help="The language (default: the first that both offer).")
@click.option("--format", "format_", default=None, help="The format (default: the first).")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), default=None,
              help="The file to write (default: output/brand-compare-A-B.pdf).")
@click.option("--jobs", "workers", type=click.IntRange(min=1), default=None, help="How many processes render.")
@click.pass_obj
def compare(
    root: Path | None, /, *, names: tuple[str, str], handout: str | None, language: str | None, format_: str | None,
    output: Path | None, workers: int | None,
) -> int:
    """Set the same pages under the brands A and B side by side, one sheet a page."""
    from generator.build.brand_compare import brand_comparison, same_jobs  # noqa: PLC0415
    from generator.cli.proof import known_name  # noqa: PLC0415
    from generator.plan import SelectionError  # noqa: PLC0415

    project, loaded = loaded_project(root)
    for name in names:
        known_name(name, project.brands, "brand", loaded)
    try:
        jobs = same_jobs(project, names, handout=handout, language=language, format_=format_)
    except SelectionError as error:
        raise click.ClickException(str(error)) from error
    pdf = brand_comparison(project, jobs, loaded=loaded, workers=workers or cores())
    return _written(project, pdf, output or project.root / "output" / f"brand-compare-{names[0]}-{names[1]}.pdf")


def _written(project: Project, pdf: Pdf, target: Path) -> int:
    """Write a sheet, tell what was found, and return the exit status."""
    from generator.files import write_whole  # noqa: PLC0415

    print_findings(pdf.findings)
    if pdf.content:
        try:
            write_whole(target, pdf.content)
        except OSError as error:
            fault = f"{target} cannot be written: {error.strerror}. Name another file with --output."
            raise click.ClickException(fault) from error
        click.echo(f"sheets: {len(pdf.page_sizes)}; in {target}", err=True)
    return exit_status(project, pdf.findings)
