"""`handouts new format`: a format of the project's own from a few answers, with a place in a handout's outline.

All texts are made and tried with the rest of the project before anything is written.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator.cli.common import GOOD, loaded_project, plain_words, print_json
from generator.cli.trial import project_with

if TYPE_CHECKING:
    from generator.findings import Finding
    from generator.load import Project
    from generator.scaffold_format import NewFormat

NOTHING = "Nothing was written."
_CODE = re.compile("[A-Z]{2}")


@click.command("format")
@click.argument("name", metavar="NAME")
@click.option("--title", default=None, callback=plain_words, help="What it is, for those who read its files.")
@click.option("--size", type=click.Choice(["A5", "A4", "A3"]), default=None,
              help="The sheet; brands on Letter get half Letter, Letter or Tabloid (default: A4).")
@click.option("--pages", type=click.Choice(["1", "2"]), default=None, help="One side or two (default: 1; 2 on A5).")
@click.option("--code", default=None, callback=plain_words,
              help="Two capitals for the print code (default: letters of the name).")
@click.option("--handout", "handouts", multiple=True, help="Give this handout an outline for it. Repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout, and ask nothing.")
@click.pass_obj
def new_format(root: Path | None, /, *, name: str, handouts: tuple[str, ...], as_json: bool, **given: Any) -> int:  # noqa: ANN401 (options of click)
    """Make the format NAME: a folder under templates/ that extends the shared ones, and its line in handouts.toml.

    --handout writes into that handout's outline too, so that it builds at once.
    """
    project, loaded = loaded_project(root)
    _refuse(project, name, handouts)
    new = _answers(project, name, given, ask=not as_json and sys.stdin.isatty())
    outlines = {handout: _outline(project, handout, new) for handout in handouts}
    files = _files(project, new, outlines)
    _try(project.root, new, files, loaded, outlines)
    _write(project.root, new, files)
    _report(project, new, files, handouts, as_json=as_json)
    return GOOD


def _end(fault: str) -> NoReturn:
    """End with status 2."""
    message = f"{fault} {NOTHING}"
    raise click.ClickException(message)


def _refuse(project: Project, name: str, handouts: tuple[str, ...]) -> None:
    """End with status 2 where the name is none of a folder or taken, or a handout does not exist."""
    from generator.findings import suggestion  # noqa: PLC0415
    from generator.load.inheritance import NAME  # noqa: PLC0415
    from generator.load.templates import RESERVED, template_folder  # noqa: PLC0415

    fault, folder = "", template_folder(project.root)
    if not re.fullmatch(NAME, name):
        fault = f"{name!r} is no name of a folder: small letters, digits and hyphens."
    elif name in RESERVED:
        fault = f"{name!r} is a name that the program uses itself."
    elif folder.is_own(name) or name in project.settings.project.formats:
        fault = f"there is a format {name} already."
    elif (folder.shipped / name).exists():
        fault = f'{name} is a shipped format: add "{name}" to formats in handouts.toml to use it.'
    for handout in handouts:
        if handout not in project.handouts:
            fault = fault or f"there is no handout {handout!r}.{suggestion(handout, project.handouts)}"
    if fault:
        _end(fault)


def _answers(project: Project, name: str, given: Mapping[str, Any], *, ask: bool) -> NewFormat:
    """Return the answers: those of the options, those that are asked for, and what is usual."""
    from generator.editions import EDITIONS, STANDARD  # noqa: PLC0415
    from generator.scaffold_format import NewFormat, format_code  # noqa: PLC0415

    taken = {code: one.name for one in project.formats.values()
             for code in (one.file.code, *(edition.code[:2] for edition in one.file.editions.named().values()))}
    usual = {"title": name.replace("-", " ").capitalize(), "code": format_code(name, taken), "size": "A4"}
    answers = {key: given[key] or _asked(key, value, ask=ask) for key, value in usual.items()}
    # A panel of warning signs leaves no room beside it on A5.
    answers["pages"] = given["pages"] or _asked("pages", "2" if answers["size"] == "A5" else "1", ask=ask)
    code = answers["code"]
    if not _CODE.fullmatch(code) or code in taken:
        fault = f"it is that of {taken[code]}" if code in taken else "it is not two capitals"
        _end(f"--code {code}: {fault}; a print code says which format it is.")
    return NewFormat(name=name, title=answers["title"], code=code, size=answers["size"], pages=int(answers["pages"]),
                     editions=tuple(name for name in project.settings.project.editions
                                    if name != STANDARD and not EDITIONS[name].has_fields))


def _asked(key: str, usual: str, *, ask: bool) -> str:
    kinds = {"size": click.Choice(["A5", "A4", "A3"]), "pages": click.Choice(["1", "2"])}
    return str(click.prompt(key.capitalize(), default=usual, type=kinds.get(key))) if ask else usual


def _outline(project: Project, handout: str, new: NewFormat) -> dict[str, tuple[str, ...]]:
    """Return which sections of a handout the format sets, to begin with."""
    from generator.load.document import blocks_for, messages_of  # noqa: PLC0415
    from generator.scaffold_format import Part, proposed  # noqa: PLC0415

    document = project.handouts[handout].document
    named = next(iter(project.handouts[handout].meta.outline.values()), {})
    parts = []
    for section in (document.section(one) for region in named.values() for one in region):
        blocks = blocks_for(section.blocks, new.name)
        parts.append(Part(
            id=section.id, tier=section.tier, classes=section.classes,
            letters=sum(len(message.text) for message in messages_of([section])),
            acts=any(block.kind in {"list", "tips"} for block in blocks),
        ))
    return proposed(new, parts)


def _files(
    project: Project, new: NewFormat, outlines: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> dict[str, bytes]:
    """Return all files that have to be written, by their paths in the project; handouts.toml is the last."""
    from generator.load.settings import PROJECT_FILE  # noqa: PLC0415
    from generator.scaffold import with_name  # noqa: PLC0415
    from generator.scaffold_format import format_files, with_outline  # noqa: PLC0415

    files = {path: text.encode() for path, text in format_files(new).items()}
    for handout, outline in outlines.items():
        path = project.handouts[handout].path
        text = with_outline((project.root / path).read_bytes().decode(), new, outline)
        if text is None:
            _end(f"{path} has no outline with a line for each format; leave out --handout {handout}.")
        files[path] = text.encode()
    settings = with_name((project.root / PROJECT_FILE).read_bytes().decode(), "formats", new.name)
    if settings is None:
        fault = f"the list of formats in {PROJECT_FILE} is written so that we cannot add to it."
        _end(f'{fault} Write it on lines of its own: formats = ["{new.name}", …].')
    return {**files, PROJECT_FILE: settings.encode()}


def _try(
    root: Path, new: NewFormat, files: Mapping[str, bytes], loaded: tuple[Finding, ...],
    outlines: Mapping[str, Mapping[str, tuple[str, ...]]],
) -> None:
    """End with status 2 where the format would bring findings that the project did not have, or sets no page."""
    from generator.findings import Severity  # noqa: PLC0415

    # A drawing has to lie in its handout's folder, so a handout that changes is tried whole.
    beside = {file.relative_to(root).as_posix(): file.read_bytes() for path in files if path.endswith("/handout.md")
              for file in (root / path).parent.rglob("*") if file.is_file()}
    project, found = project_with(root, {**beside, **files})
    known = {(one.rule, one.path, one.message) for one in loaded}
    faults = [str(one) for one in (*found, *_composed(project, new.name))
              if one.severity is Severity.ERROR and (one.rule, one.path, one.message) not in known]
    faults += [f"{name}: the outline was not read as it was written." for name, outline in outlines.items()
               if name not in project.handouts or project.handouts[name].meta.outline.get(new.name) != outline]
    if faults or new.name not in project.formats:
        _end("\n".join(faults))


def _composed(project: Project, name: str) -> tuple[Finding, ...]:
    """Return what is wrong with the pages of the format in the source language, which are set and not rendered."""
    from generator.build.pantry import Pantry  # noqa: PLC0415
    from generator.compose import compose  # noqa: PLC0415
    from generator.findings import Finding  # noqa: PLC0415
    from generator.plan import all_jobs  # noqa: PLC0415

    pantry = Pantry(project)
    made = [compose(job, pantry.ingredients(job)) for job in all_jobs(project)
            if job.format == name and job.language == project.settings.project.source_language]
    return tuple(one for one in made if isinstance(one, Finding))


def _write(root: Path, new: NewFormat, files: Mapping[str, bytes]) -> None:
    """Write all files, or none; handouts.toml last, so that it never names a format that is not there."""
    from generator.files import write_whole  # noqa: PLC0415

    before = {path: (root / path).read_bytes() for path in files if (root / path).is_file()}
    try:
        for path, content in files.items():
            write_whole(root / path, content)
    except OSError as error:
        shutil.rmtree(root / "templates" / new.name, ignore_errors=True)
        for path, content in before.items():
            if (root / path).read_bytes() != content:
                write_whole(root / path, content)
        _end(f"{error.filename or root}: {error.strerror}.")


def _report(
    project: Project, new: NewFormat, files: Mapping[str, bytes], handouts: tuple[str, ...], *, as_json: bool
) -> None:
    from generator.scaffold_format import outline_lines  # noqa: PLC0415

    todo = [
        f"name its sections under outline in {one.path}:\n{outline_lines(new, _outline(project, one.name, new))}"
        for one in project.handouts.values() if one.name not in handouts
    ]
    todo += [f"whoever signed {one} signs again: what a format prints is signed too"
             for one in handouts if project.handouts[one].signatures]
    if as_json:
        print_json({"format": new.name, "code": new.code, "files": list(files), "to-do": todo})
        return
    click.echo("\n".join([*(f"wrote {path}" for path in files), *(f"to do: {one.rstrip()}" for one in todo),
                          f"then: handouts build --format {new.name}"]))
