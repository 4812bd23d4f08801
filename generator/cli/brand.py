"""`handouts brand show` and `schema`: what a brand says, where it says it, and what it may say."""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator.cli.common import FINDINGS, GOOD, loaded_project, print_findings, print_json, print_table


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
