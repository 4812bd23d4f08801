"""A new brand from a few answers: the texts of its files, and the project file with its name in it. Pure."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: Countries whose offices print on Letter (CLDR, territoryInfo measurementData/paperSize).
_LETTER = frozenset({"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"})
_LIST = r"(?m)^[ \t]*{}[ \t]*=[ \t]*\["
#: A name, a mark or a comment within a list of names.
_PART = re.compile(r"""'[^'\n]*'|"(?:[^"\\\n]|\\.)*"|[,\]]|\#[^\n]*|\s+""")
#: What stands behind a name that has its line for itself.
_REST = re.compile(r"(?P<comma>,?)(?P<comment>[ \t]*(?:\#[^\r\n]*)?)(?P<newline>\r?\n)")
_SHORTEST_CODE, _LONGEST_CODE = 2, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a new brand is made of: `folder` is its name under content/brands/, `logo` the content of `logo_file`.

    `confirmed` says for a number that our data does not know when and by whom it was confirmed.
    """

    folder: str
    name: str
    code: str
    colour: str
    logo: bytes
    logo_file: str
    country: str
    paper: str
    languages: tuple[str, ...]
    phone: str
    labels: Mapping[str, str]
    emergency: str
    urgent: str | None
    confirmed: Mapping[str, str]
    web: str


def paper_of(country: str) -> str:
    """Return the family of paper that a country's offices use."""
    return "Letter" if country in _LETTER else "A4"


def code_of(name: str, taken: Iterable[str]) -> str:
    """Return a short code for a name that no other brand has: initials, then more of its letters, then a number."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    words = re.findall(r"[A-Z0-9]+", plain) or ["BRAND"]
    initials, whole = "".join(word[0] for word in words), "".join(words)
    wanted = [initials[:_LONGEST_CODE], whole[:3], whole[:_LONGEST_CODE], *(f"{whole[:3]}{n}" for n in range(2, 100))]
    return next(code for code in wanted if len(code) >= _SHORTEST_CODE and code not in set(taken))


def labels_of(label: str, headings: Mapping[str, str]) -> dict[str, str]:
    """Return the label in each language: as it is, or the heading of the contacts where the script is another.

    Letters of another script in a line of Russian or Arabic are a fault of its own.
    """
    own = _script(label)
    return {language: label if _script(heading) == own else heading for language, heading in headings.items()}


def _script(text: str) -> str:
    """Return the name of the script of a text's first letter."""
    return next((unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha()), "")


def brand_files(answers: Answers) -> dict[str, bytes]:
    """Return a new brand's files by their paths in the project."""
    folder = f"content/brands/{answers.folder}"
    return {f"{folder}/brand.toml": _brand_toml(answers).encode(), f"{folder}/{answers.logo_file}": answers.logo}


def _brand_toml(answers: Answers) -> str:
    urgent = f"urgent = {_string(answers.urgent)}\n" if answers.urgent else ""
    confirmed = "".join(f"{_string(number)} = {_string(words)}\n" for number, words in answers.confirmed.items())
    if confirmed:
        confirmed = f"\n[numbers.confirmed]\n{confirmed}"
    labels = "\n".join(f"{language} = {_string(label)}" for language, label in answers.labels.items())
    return f"""\
#:schema ../../../docs/schemas/brand.schema.json
# {" ".join(answers.name.split())}. Confirm every number before print; docs/brands.md explains each key.
name = {_string(answers.name)}
code = {_string(answers.code)}
country = {_string(answers.country)}
paper = {_string(answers.paper)}
languages = {json.dumps(answers.languages)}
web = {_string(answers.web)}

[colour]
brand = {_string(answers.colour)}

[numbers]
emergency = {_string(answers.emergency)}
{urgent}{confirmed}
[logo]
file = {_string(answers.logo_file)}

[[contacts]]
phone = {_string(answers.phone)}

# What the number is for, in each language.
[contacts.label]
{labels}
"""


def with_brand(project_file: str, folder: str) -> str | None:
    """Return the text of handouts.toml with a brand in its list."""
    return with_name(project_file, "brands", folder)


def with_name(project_file: str, key: str, folder: str) -> str | None:
    """Return the text of handouts.toml with a name in one of its lists; None where we cannot read how that is written.

    Whatever else the file has, comments and ends of lines too, stays as it is.
    """
    wanted = tomllib.loads(project_file)
    names = wanted["project"][key]
    if folder in names:
        return project_file
    names.append(folder)
    found = re.search(_LIST.format(key), project_file)
    last = _last_name(project_file, found.end()) if found else None
    if last is None:
        return None
    made = _with_name_behind(project_file, last, folder)
    try:
        return made if tomllib.loads(made) == wanted else None
    except tomllib.TOMLDecodeError:
        return None


def _last_name(text: str, place: int) -> tuple[int, int] | None:
    """Return where the last name of a list begins and ends; `place` is behind the list's bracket."""
    last = None
    while part := _PART.match(text, place):
        if part[0] == "]":
            return last
        if part[0][0] in "\"'":
            last = part.span()
        place = part.end()
    return None


def _with_name_behind(text: str, last: tuple[int, int], folder: str) -> str:
    """Return the text with a name behind the last one: on a line of its own where that has one."""
    begin, end = last
    before = text[text.rfind("\n", 0, begin) + 1:begin]
    rest = _REST.match(text, end)
    if before.strip() or rest is None:
        return f'{text[:end]}, "{folder}"{text[end:]}'
    comma, comment, newline = rest["comma"] or ",", rest["comment"], rest["newline"]
    return f'{text[:end]}{comma}{comment}{newline}{before}"{folder}",{newline}{text[rest.end():]}'


def _string(text: str) -> str:
    """Return a text as a basic string of TOML, which a string of JSON is too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
