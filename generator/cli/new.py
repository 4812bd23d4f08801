"""`handouts new brand`: a brand from a few answers, complete enough to build at once.

The texts are made and tried with the rest of the project before anything is written, so that a slip can be mended by
asking again.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.common import exit_status, loaded_project, plain_answer, plain_words, print_findings, print_json
from generator.cli.trial import project_with

if TYPE_CHECKING:
    from generator.findings import Finding
    from generator.load import Project
    from generator.load.brand_numbers import Numbers
    from generator.scaffold import Answers

BRANDS = "content/brands"
NOTHING = "Nothing was written."
#: A longer name is no label: beside the drawings of a leaflet in Arabic it pushes the number off its place.
LONGEST_LABEL = 40
#: What to do about a finding in terms of the command, where the file's own remedy says something else.
_REMEDIES = {
    "brand-emergency": 'Correct it, or say when and by whom it was confirmed: --confirmed "2026-11-20 by A. Name".',
    "country-number": "The words of the country need it: give --urgent.",
}
#: What stands above the contacts, as the templates write it: the label where the given one is in another script.
CONTACTS_HEADING = "Questions?"
#: Why an answer is missing that is not always needed.
_WHY = {
    "label": f": the name has more than {LONGEST_LABEL} letters, so say in few words what the telephone number is for",
    "emergency": ": no brand of the country is there to take it from",
}


@click.group()
def new() -> None:
    """Make something new in the project, from a few answers."""


@new.command()
@click.argument("folder", metavar="NAME")
@click.option("--name", default=None, callback=plain_words, help="The full name, as on the logo.")
@click.option("--colour", default=None, callback=plain_words, help="One colour, as #0b6b6b; all others are computed.")
@click.option("--logo", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=None,
              help="An SVG or PNG with the name in it (default: the name in our own letters).")
@click.option("--country", default=None, callback=plain_words, help="ISO 3166 code of the country of use: GB, US.")
@click.option("--phone", default=None, callback=plain_words, help="A telephone number for questions, as +44….")
@click.option("--label", default=None, callback=plain_words,
              help="What the telephone number is for, in few words (default: the name, where it is short).")
@click.option("--emergency", default=None, callback=plain_words,
              help="What to dial in an emergency (default: as other brands of the country).")
@click.option("--urgent", default=None, callback=plain_words,
              help="What to dial for urgent advice (default: as other brands of the country).")
@click.option("--confirmed", default=None, callback=plain_words,
              help='When and by whom these numbers were confirmed, as "2026-11-20 by A. Name".')
@click.option("--code", default=None, callback=plain_words,
              help="Two to five capitals at the end of the print code (default: the initials).")
@click.option("--paper", type=click.Choice(["A4", "Letter"]), default=None, help="(default: that of the country)")
@click.option("--web", default=None, callback=plain_words,
              help="Where the QR code leads; {handout} and {language} are filled in.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout, and ask nothing.")
@click.pass_obj
def brand(root: Path | None, /, *, folder: str, as_json: bool, **given: Any) -> int:  # noqa: ANN401 (options of click)
    """Make the brand NAME: a folder under content/brands/ with brand.toml and a logo, and its line in handouts.toml.

    What is missing is asked for on a terminal; a script gives --name, --colour, --country and --phone.
    """
    project, _loaded = loaded_project(root)
    _refuse_folder(project.root, folder)
    answers = _answers(project, folder, given, ask=not as_json and _on_terminal())
    files = _files(project.root, answers)
    found = _tried(project.root, answers, files, given)
    _write(project.root, folder, files)
    _report(answers, files, found, _todo(answers, given), as_json=as_json)
    return exit_status(project, found)


def _on_terminal() -> bool:
    """Tell whether somebody is there to be asked."""
    return sys.stdin.isatty()


def _refuse_folder(root: Path, folder: str) -> None:
    """End with status 2 where the name is none of a folder, or the folder is there."""
    from generator.load.inheritance import NAME  # noqa: PLC0415

    if not re.fullmatch(NAME, folder):
        fault = f"{folder!r} is no name of a folder: small letters, digits and hyphens."
        raise click.UsageError(fault)
    if (root / BRANDS / folder).exists():
        fault = f"{BRANDS}/{folder} is there already. {NOTHING}"
        raise click.ClickException(fault)


def _answers(project: Project, folder: str, given: dict[str, Any], *, ask: bool) -> Answers:
    """Return the answers: those of the options, those that are asked for, and what follows from them."""
    from generator.scaffold import Answers, paper_of  # noqa: PLC0415

    name = _asked("name", given, ask=ask)
    colour = _asked("colour", given, ask=ask)
    country = _asked("country", given, ask=ask).upper()
    languages = _languages(project, country)
    phone = _asked("phone", given, ask=ask)
    label = given["label"] or (name if len(name) <= LONGEST_LABEL else _asked("label", given, ask=ask))
    like = next((one.file.numbers for one in project.brands.values() if one.file.country == country), None)
    # Each for itself: who names another emergency number still has the country's number for urgent advice.
    emergency = given["emergency"] or (like.emergency if like else _asked("emergency", given, ask=ask))
    urgent = given["urgent"] or (like.urgent if like else None)
    return Answers(
        folder=folder, name=name, colour=colour, country=country, languages=languages, phone=phone,
        labels=_labels(project, label, languages), emergency=emergency, urgent=urgent,
        confirmed=_confirmed(given["confirmed"], (emergency, urgent), like),
        logo=given["logo"].read_bytes() if given["logo"] else _wordmark(project, name, colour),
        logo_file=f"logo{_ending(given['logo'])}", code=_code(project, given["code"], name),
        paper=given["paper"] or paper_of(country),
        web=given["web"] or f"https://{folder}.example/{{handout}}/{{language}}",
    )


def _asked(option: str, given: dict[str, Any], *, ask: bool) -> str:
    """Return the answer to a question; one that a script does not give ends with status 2."""
    value = given[option]
    if value is None and ask:
        # A refused answer is asked for again.
        value = click.prompt(option.capitalize(), value_proc=plain_answer)
    if value is None:
        fault = f"--{option} is missing{_WHY.get(option, '')}. {NOTHING}"
        raise click.UsageError(fault)
    return str(value)


def _languages(project: Project, country: str) -> tuple[str, ...]:
    """Return the languages of the project that the country has words for services in."""
    from generator.load.country import load_country  # noqa: PLC0415

    folder = project.root / "content" / "countries"
    known = sorted(file.stem for file in folder.glob("*.toml"))
    if country not in known:
        fault = (f"there are no words for services in {country!r}, but for {', '.join(known)}: write "
                 f"content/countries/{country}.toml first, as docs/texts.md says. {NOTHING}")
        raise click.ClickException(fault)
    loaded, found = load_country(folder / f"{country}.toml", root=project.root)
    if loaded is None:
        raise click.ClickException("\n".join([*map(str, found), NOTHING]))
    return tuple(language for language in project.settings.project.languages if language in loaded.words)


def _labels(project: Project, label: str, languages: tuple[str, ...]) -> dict[str, str]:
    """Return what the telephone number is for in each language, as far as that can be known before anybody says it."""
    from generator.load import TEMPLATE_DOMAIN  # noqa: PLC0415
    from generator.scaffold import labels_of  # noqa: PLC0415

    catalogs = (project.catalogs.get((language, TEMPLATE_DOMAIN)) for language in languages)
    entries = (words.entries.get(("", CONTACTS_HEADING)) if words else None for words in catalogs)
    return labels_of(label, {
        language: entry.text if entry and entry.usable else label
        for language, entry in zip(languages, entries, strict=True)
    })


def _confirmed(words: str | None, numbers: Iterable[str | None], like: Numbers | None) -> dict[str, str]:
    """Return who confirmed each number: as the option says, else as the brand does that it is taken from."""
    known = like.confirmed if like else {}
    return {number: words or known[number] for number in numbers if number and (words or number in known)}


def _code(project: Project, code: str | None, name: str) -> str:
    """Return the code that ends the print code: the given one, or one made of the name, that no other brand has."""
    from generator.scaffold import code_of  # noqa: PLC0415

    taken = {one.file.code: one.name for one in project.brands.values()}
    if code in taken:
        fault = f"--code {code} is that of {taken[code]}: a print code says whose page it is. {NOTHING}"
        raise click.UsageError(fault)
    return code or code_of(name, taken)


def _ending(logo: Path | None) -> str:
    """Return the ending of the logo's file; what is in it is judged when it is loaded."""
    return ".png" if logo and logo.suffix.lower() == ".png" else ".svg"


def _wordmark(project: Project, name: str, colour: str) -> bytes:
    """Return the SVG of the name as outlines."""
    from generator.build.pantry import CACHE_FOLDER  # noqa: PLC0415
    from generator.fonts import LATIN, font_files  # noqa: PLC0415
    from generator.wordmark import wordmark  # noqa: PLC0415

    faces = tuple(face for face in LATIN if face.description == "Handout Sans 700")
    fonts, _found = font_files(faces, cache=project.root / CACHE_FOLDER / "fonts")
    drawn = wordmark(name, colour=colour, font=fonts[0].path) if fonts else None
    if drawn is None:
        fault = f"{name!r} cannot be drawn in our letters: name a logo with --logo. {NOTHING}"
        raise click.ClickException(fault)
    return drawn.encode()


def _files(root: Path, answers: Answers) -> dict[str, bytes]:
    """Return all files that have to be written, by their paths in the project."""
    from generator.load.settings import PROJECT_FILE  # noqa: PLC0415
    from generator.scaffold import brand_files, with_brand  # noqa: PLC0415

    # Bytes: the ends of the lines stay as they are.
    before = (root / PROJECT_FILE).read_bytes().decode()
    named = with_brand(before, answers.folder)
    if named is None:
        fault = (f"the list of brands in {PROJECT_FILE} is written so that we cannot add to it: add "
                 f'"{answers.folder}" there, and ask again. {NOTHING}')
        raise click.ClickException(fault)
    return {**brand_files(answers), **({} if named == before else {PROJECT_FILE: named.encode()})}


def _tried(
    root: Path, answers: Answers, files: Mapping[str, bytes], given: Mapping[str, object]
) -> tuple[Finding, ...]:
    """Return what loading would say of the brand; what would stop its pages ends with status 2."""
    from generator.check.drawings import has_red_cross  # noqa: PLC0415
    from generator.findings import Severity  # noqa: PLC0415

    project, loaded = project_with(root, files)
    made = project.brands.get(answers.folder)
    found = tuple(one for one in loaded if one.brand == answers.folder)
    faults = [_told(one, files, given) for one in found if one.severity is Severity.ERROR]
    if made and any(has_red_cross(logo.text) for logo in made.logos.all().values()):
        faults.append("--logo: it seems to have a red cross, which the Geneva Conventions protect. Use another.")
    if faults:
        raise click.UsageError("\n".join([*faults, NOTHING]))
    return found


def _told(finding: Finding, files: Mapping[str, bytes], given: Mapping[str, object]) -> str:
    """Return a finding in terms of the command: the option that gave the line, what is wrong, what to do."""
    path = finding.path or ""
    lines = files[path].decode().split("\n") if path.endswith(".toml") and path in files else []
    key = lines[finding.line - 1].partition(" = ")[0] if finding.line and finding.line <= len(lines) else ""
    option = {"brand": "colour", "file": "logo"}.get(key, "logo" if finding.rule.startswith("image-") else key)
    where = f"--{option}: " if option in given else ""
    return f"{where}{finding.message} {_REMEDIES.get(finding.rule, finding.action)}"


def _write(root: Path, folder: str, files: Mapping[str, bytes]) -> None:
    """Write all files, or none; handouts.toml last, so that it never names a brand that is not there."""
    from generator.files import write_whole  # noqa: PLC0415

    try:
        for path, content in files.items():
            write_whole(root / path, content)
    except OSError as error:
        shutil.rmtree(root / BRANDS / folder, ignore_errors=True)
        fault = f"{error.filename or root}: {error.strerror}. {NOTHING}"
        raise click.ClickException(fault) from error


def _report(
    answers: Answers, files: Iterable[str], found: tuple[Finding, ...], todo: list[str], *, as_json: bool
) -> None:
    if as_json:
        print_json({"brand": answers.folder, "files": list(files), "to-do": todo,
                    "findings": [one.as_data() for one in found]})
        return
    print_findings(found)
    click.echo("\n".join([*(f"wrote {path}" for path in files), *(f"to do: {one}" for one in todo),
                          f"then: handouts build --brand {answers.folder}"]))


def _todo(answers: Answers, given: Mapping[str, object]) -> list[str]:
    """Return what is left to people: what was guessed, and what nobody but the clinic can know."""
    numbers = " and ".join(filter(None, (answers.emergency, answers.urgent)))
    todo = [f"confirm {numbers} with the clinic: what people dial in {answers.country}",
            "write under [contacts.label] what the telephone number is for, in each language"]
    if not given["web"]:
        todo.append(f"replace the address {answers.web}, to which the QR code leads")
    if not given["logo"]:
        todo.append("put the logo in the place of logo.svg, which has the name in our own letters")
    return todo
