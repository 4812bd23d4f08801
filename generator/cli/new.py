"""`handouts new brand`: a brand from a few answers, complete enough to build at once."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.common import FINDINGS, GOOD, loaded_project, plain_words, print_findings, print_json

if TYPE_CHECKING:
    from generator.load import Project
    from generator.scaffold import Answers

_FOLDER = re.compile(r"[a-z0-9][a-z0-9-]*")


@click.group()
def new() -> None:
    """Make something new in the project, from a few answers."""


@new.command()
@click.argument("folder", metavar="NAME")
@click.option("--name", default=None, callback=plain_words, help="The full name, as on the logo.")
@click.option("--colour", default=None, help="One colour, as #0b6b6b; all others are computed from it.")
@click.option("--logo", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=None,
              help="An SVG with the name in it, as outlines (default: the name in our own letters).")
@click.option("--country", default=None, help="ISO 3166 code of the country of use: GB, US.")
@click.option("--phone", default=None, help="A telephone number for questions, as +44….")
@click.option("--emergency", default=None,
              help="What to dial in an emergency (default: as other brands of the country).")
@click.option("--urgent", default=None,
              help="What to dial for urgent advice (default: as other brands of the country).")
@click.option("--code", default=None, help="Two to five capitals at the end of the print code (default: the initials).")
@click.option("--paper", type=click.Choice(["A4", "Letter"]), default=None, help="(default: that of the country)")
@click.option("--web", default=None, help="Where the QR code leads; {handout} and {language} are filled in.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout, and ask nothing.")
@click.pass_obj
def brand(root: Path | None, /, *, folder: str, as_json: bool, **given: Any) -> int:  # noqa: ANN401 (options of click)
    """Make the brand NAME: a folder under content/brands/ with brand.toml and a logo, and its line in handouts.toml.

    What is missing is asked for on a terminal; a script gives --name, --colour, --country and --phone.
    """
    from generator.cli.common import project_root  # noqa: PLC0415
    from generator.files import write_whole  # noqa: PLC0415
    from generator.load.settings import PROJECT_FILE  # noqa: PLC0415
    from generator.scaffold import brand_files, with_brand  # noqa: PLC0415

    project, _loaded = loaded_project(root)
    place = project_root(root)
    if not _FOLDER.fullmatch(folder):
        fault = f"{folder!r} is no name of a folder: small letters, digits and hyphens."
        raise click.UsageError(fault)
    if (place / "content" / "brands" / folder).exists():
        fault = f"content/brands/{folder} is there already. Nothing was written."
        raise click.ClickException(fault)
    answers = _answers(project, folder, given, ask=not as_json and sys.stdin.isatty())
    files = brand_files(answers)
    settings = (place / PROJECT_FILE).read_text(encoding="utf-8")
    named = with_brand(settings, folder)
    for path, text in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        write_whole(place / path, text.encode())
    if named:
        write_whole(place / PROJECT_FILE, named.encode())
    faults = [one for one in loaded_project(root)[1] if one.brand == folder]
    todo = _todo(answers, given, named=bool(named))
    if as_json:
        print_json({"brand": folder, "files": [*files, *([PROJECT_FILE] if named else [])], "to-do": todo,
                    "findings": [one.as_data() for one in faults]})
    else:
        print_findings(faults)
        click.echo("\n".join([*(f"wrote {path}" for path in files), *(f"to do: {one}" for one in todo),
                              f"then: handouts build --brand {folder}"]))
    return FINDINGS if faults else GOOD


def _answers(project: Project, folder: str, given: dict[str, Any], *, ask: bool) -> Answers:
    """Return the answers: those of the options, those that are asked for, and what follows from them."""
    from generator.scaffold import Answers, code_of, paper_of  # noqa: PLC0415

    name = _asked("name", given, ask=ask)
    colour = _asked("colour", given, ask=ask)
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        fault = f"--colour {colour!r} is no colour: write six hexadecimal digits, such as #0b6b6b."
        raise click.UsageError(fault)
    country = _asked("country", given, ask=ask).upper()
    languages = _languages(project, country)
    like = [one.file.numbers for one in project.brands.values() if one.file.country == country]
    if not given["emergency"] and like:
        given = {**given, "emergency": like[0].emergency, "urgent": given["urgent"] or like[0].urgent}
    return Answers(
        folder=folder, name=name, colour=colour, country=country, languages=languages,
        logo=_logo(project, given["logo"], name, colour), phone=_asked("phone", given, ask=ask),
        emergency=_asked("emergency", given, ask=ask), urgent=given["urgent"],
        code=given["code"] or code_of(name, [one.file.code for one in project.brands.values()]),
        paper=given["paper"] or paper_of(country),
        web=given["web"] or f"https://{folder}.example/{{handout}}/{{language}}",
    )


def _asked(option: str, given: dict[str, Any], *, ask: bool) -> str:
    """Return the answer to a question; one that a script does not give ends with status 2."""
    value = given[option]
    if value is None and ask:
        value = click.prompt(option.capitalize())
    if not value or not str(value).strip():
        fault = f"--{option} is missing."
        raise click.UsageError(fault)
    return str(value).strip()


def _languages(project: Project, country: str) -> tuple[str, ...]:
    """Return the languages of the project that the country has words for services in."""
    from generator.load.country import load_country  # noqa: PLC0415

    folder = project.root / "content" / "countries"
    known = sorted(file.stem for file in folder.glob("*.toml"))
    loaded = load_country(folder / f"{country}.toml", root=project.root)[0] if country in known else None
    if loaded is None:
        fault = (f"there are no words for services in {country!r}, but for {', '.join(known)}: write "
                 f"content/countries/{country}.toml first, as docs/texts.md says.")
        raise click.ClickException(fault)
    return tuple(language for language in project.settings.project.languages if language in loaded.words)


def _logo(project: Project, file: Path | None, name: str, colour: str) -> str:
    """Return the logo's SVG: the file's, or the name as outlines."""
    from generator.build.pantry import CACHE_FOLDER  # noqa: PLC0415
    from generator.check.drawings import has_red_cross  # noqa: PLC0415
    from generator.fonts import LATIN, font_files  # noqa: PLC0415
    from generator.load.source import read_text  # noqa: PLC0415
    from generator.load.svg import svg_fault  # noqa: PLC0415
    from generator.wordmark import wordmark  # noqa: PLC0415

    if file is None:
        faces = tuple(face for face in LATIN if face.description == "Handout Sans 700")
        fonts, _found = font_files(faces, cache=project.root / CACHE_FOLDER / "fonts")
        drawn = wordmark(name, colour=colour, font=fonts[0].path) if fonts else None
        if drawn is None:
            fault = f"{name!r} cannot be drawn in our letters: name a logo with --logo."
            raise click.ClickException(fault)
        return drawn
    text = read_text(file, path=str(file), rule="image-file")
    if not isinstance(text, str):
        raise click.ClickException(str(text))
    unfit = svg_fault(text) or ("seems to have a red cross, which the Geneva Conventions protect"
                                if has_red_cross(text) else None)
    if unfit:
        fault = f"the logo {file} {unfit}. Save it as a plain SVG: paths, shapes and colours. Nothing was written."
        raise click.ClickException(fault)
    return text


def _todo(answers: Answers, given: dict[str, Any], *, named: bool) -> list[str]:
    """Return what is left to people: what was guessed, and what nobody but the clinic can know."""
    numbers = " and ".join(filter(None, (answers.emergency, answers.urgent)))
    todo = [f"confirm {numbers} with the clinic: what people dial in {answers.country}",
            "write under [contacts.label] what the telephone number is for, in each language"]
    if not given["web"]:
        todo.append(f"replace the address {answers.web}, to which the QR code leads")
    if not given["logo"]:
        todo.append("put the logo in the place of logo.svg, which has the name in our own letters")
    if not named:
        todo.append(f'add "{answers.folder}" to brands in handouts.toml')
    return todo
