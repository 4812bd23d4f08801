"""`handouts messages export` and `import`: for a translator who works in a spreadsheet."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import FINDINGS, exit_status, print_findings
from generator.cli.messages import _catalogs, _domains, _languages, _shown, _usable_project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.findings import Finding
    from generator.load import Project
    from generator.load.po import PoEntry, PoFile
    from generator.messages.spreadsheet import Table

FORMATS = ("csv", "xlsx")


@click.command("export")
@click.argument("handout")
@click.argument("language")
@click.option("--format", "kind", type=click.Choice(FORMATS), default=None,
              help="The kind of file (default: that of --output, else xlsx).")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), default=None,
              help="The file to write (default: HANDOUT.LANGUAGE.xlsx here). It must not exist.")
@click.pass_obj
def export_table(root: Path | None, /, *, handout: str, language: str, kind: str | None, output: Path | None) -> int:
    """Write the messages of HANDOUT (or `templates`) in LANGUAGE as a spreadsheet for a translator."""
    from generator.files import write_whole  # noqa: PLC0415
    from generator.messages.spreadsheet import table_of, without_refused  # noqa: PLC0415

    project = _usable_project(root)
    kind = kind or (suffix if output and (suffix := output.suffix[1:].lower()) in FORMATS else "xlsx")
    output = output or Path(f"{handout}.{language}.{kind}")
    _file, catalog = _catalog(project, handout, language, current=True)
    if catalog is None:
        return FINDINGS
    if output.exists():
        fault = f"{output} exists, and may hold a translator's work. Move it away, or name another with --output."
        raise click.ClickException(fault)
    table = table_of(catalog, project=project.settings.project.name, domain=handout, language=language)
    table, found = without_refused(table, path=output.name, xlsx=kind == "xlsx")
    print_findings(found)
    try:
        write_whole(output, _content(table, kind))
    except OSError as error:
        fault = f"{output} cannot be written: {error.strerror}."
        raise click.ClickException(fault) from error
    click.echo(f"{output}: {len(table.rows)} rows")
    return exit_status(project, found)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False, readable=True))
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@click.pass_obj
def import_table(root: Path | None, /, *, file: Path, dry_run: bool) -> int:
    """Take the translations of FILE, a spreadsheet from `export`, into its PO file. Nothing is lost or overwritten."""
    from generator.messages.spreadsheet_merge import merge_rows  # noqa: PLC0415
    from generator.messages.workbook import read_table  # noqa: PLC0415

    project = _usable_project(root)
    table, found = read_table(file.read_bytes(), path=file.name)
    if table is None:
        print_findings(found)
        return FINDINGS
    if table.project != project.settings.project.name:
        fault = f"{file.name} belongs to the project {table.project!r}, this is {project.settings.project.name!r}."
        raise click.ClickException(fault)
    target, catalog = _catalog(project, table.domain, table.language)
    if catalog is None:
        return FINDINGS
    merged, found = merge_rows(catalog, table, path=file.name)
    print_findings(found)
    shown = _shown(target, project)
    faults = _take(catalog, merged, table=table, target=target, shown=shown, dry_run=dry_run)
    return exit_status(project, (*found, *faults))


def _take(
    before: PoFile, after: PoFile, *, table: Table, target: Path, shown: str, dry_run: bool
) -> tuple[Finding, ...]:
    """Print what changes and write it, unless the PO file could not be read any more: then return why."""
    from generator.files import write_whole  # noqa: PLC0415
    from generator.load.catalog import parse_catalog  # noqa: PLC0415
    from generator.messages.spreadsheet_merge import changes  # noqa: PLC0415
    from generator.messages.write import po_text  # noqa: PLC0415

    taken = changes(before, after)
    for change in taken:
        click.echo(f"{change.name}: {'; '.join(change.what)}")
    if not taken:
        click.echo(f"{shown}: nothing to change")
        return ()
    text = po_text(_dated(after))
    _catalog_now, faults = parse_catalog(text, domain=table.domain, language=table.language, path=shown)
    if faults:
        print_findings(faults)
        click.echo(f"{shown}: left as it is, since it could not be read with these translations", err=True)
        return faults
    if not dry_run:
        write_whole(target, text.encode())
    click.echo(f"{shown}: {len(taken)} messages {'would change' if dry_run else 'changed'}")
    return ()


def _catalog(project: Project, domain: str, language: str, *, current: bool = False) -> tuple[Path, PoFile | None]:
    """Return the PO file of a domain; `current`: only if it has the messages of the present texts."""
    domains = _domains(project)
    if domain not in domains:
        fault = f"there is no handout {domain!r}. Use one of: {', '.join(domains)}."
        raise click.ClickException(fault)
    [(_language, _domain, file, catalog)] = _catalogs(project, _languages(project, (language,)), (domain,))
    if current and catalog and _names(catalog.entries) != _names(domains[domain]):
        fault = f"{_shown(file, project)} is behind the texts. Run `handouts messages update {language}`, then export."
        raise click.ClickException(fault)
    return file, catalog


def _names(entries: Iterable[PoEntry]) -> set[tuple[str, str, str]]:
    return {(*entry.key, entry.plural) for entry in entries if not entry.obsolete}


def _content(table: Table, kind: str) -> bytes:
    from generator.load.settings import babel_locale  # noqa: PLC0415
    from generator.messages.workbook import csv_bytes, xlsx_bytes  # noqa: PLC0415

    if kind == "csv":
        return csv_bytes(table)
    return xlsx_bytes(table, rtl=babel_locale(table.language).text_direction == "rtl")


def _dated(file: PoFile) -> PoFile:
    """Return the PO file with the date of its revision."""
    from dataclasses import replace  # noqa: PLC0415

    from generator.messages.catalogs import with_fields  # noqa: PLC0415

    if file.header is None:
        return file
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M+0000")
    return replace(file, header=with_fields(file.header, {"PO-Revision-Date": now}))
