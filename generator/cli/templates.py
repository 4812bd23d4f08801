"""`handouts templates list` and `copy`: which template is whose, and a shipped one to start from."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.common import GOOD, loaded_project, print_json, print_table


@click.group()
def templates() -> None:
    """See which templates are the project's own, and take a shipped one to change it."""


@templates.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout.")
@click.pass_obj
def list_templates(root: Path | None, /, *, as_json: bool) -> int:
    """List every file by its name: the project's own, an own one in the place of a shipped one, or shipped."""
    from generator.load.templates import template_folder  # noqa: PLC0415

    folder = template_folder(loaded_project(root)[0].root)
    rows = [
        {"name": name, "from": "project" if folder.is_own(name) else "shipped",
         "overrides": folder.is_own(name) and folder.own != folder.shipped and (folder.shipped / name).is_file()}
        for name in folder.all_names()
    ]
    if as_json:
        print_json({"templates": rows})
    else:
        told = {True: "in the place of a shipped one", False: ""}
        print_table(("name", "from", ""), [(str(row["name"]), str(row["from"]), told[bool(row["overrides"])])
                                           for row in rows])
    return GOOD


@templates.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.pass_obj
def copy(root: Path | None, /, *, names: tuple[str, ...]) -> int:
    """Copy shipped files into the project, where they stand before the shipped ones: shared/slots/contacts.html."""
    from generator.files import write_whole  # noqa: PLC0415
    from generator.findings import suggestion  # noqa: PLC0415
    from generator.load.templates import template_folder  # noqa: PLC0415

    folder = template_folder(loaded_project(root)[0].root)
    known = folder.all_names()
    for name in names:
        fault = ""
        if name not in known:
            fault = f"there is no template {name!r}.{suggestion(name, known)} `handouts templates list` names them all."
        elif folder.is_own(name):
            fault = f"templates/{name} is the project's own already."
        if fault:
            message = f"{fault} Nothing was written."
            raise click.ClickException(message)
    for name in names:
        write_whole(folder.own / name, folder.file(name).read_bytes())
        click.echo(f"wrote templates/{name}")
    return GOOD
