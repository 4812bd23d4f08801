"""A new brand from a few answers: the texts of its files, and the project file with its name in it. Pure."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

#: Countries whose offices print on Letter (CLDR, territoryInfo measurementData/paperSize).
_LETTER = frozenset({"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"})
_BRANDS = re.compile(r"(?m)^(?P<head>brands\s*=\s*\[)(?P<names>[^\]]*)\]")
_SHORTEST_CODE, _LONGEST_CODE = 2, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a new brand is made of: `folder` is its name under content/brands/, `logo` its SVG text."""

    folder: str
    name: str
    code: str
    colour: str
    logo: str
    country: str
    paper: str
    languages: tuple[str, ...]
    phone: str
    emergency: str
    urgent: str | None
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


def brand_files(answers: Answers) -> dict[str, str]:
    """Return the texts of a new brand's files by their paths in the project."""
    folder = f"content/brands/{answers.folder}"
    return {f"{folder}/brand.toml": _brand_toml(answers), f"{folder}/logo.svg": answers.logo}


def _brand_toml(answers: Answers) -> str:
    urgent = f"urgent = {_string(answers.urgent)}\n" if answers.urgent else ""
    labels = "\n".join(f"{language} = {_string(answers.name)}" for language in answers.languages)
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
{urgent}
[logo]
file = "logo.svg"

[[contacts]]
phone = {_string(answers.phone)}

# What the number is for, in each language.
[contacts.label]
{labels}
"""


def with_brand(project_file: str, folder: str) -> str | None:
    """Return the text of handouts.toml with one brand more; None where its list is not written as we can read it."""
    found = _BRANDS.search(project_file)
    if not found:
        return None
    names = found["names"].rstrip().rstrip(",")
    made = f'{project_file[:found.start()]}{found["head"]}{names}, "{folder}"]{project_file[found.end():]}'
    wanted = tomllib.loads(project_file)
    wanted["project"]["brands"].append(folder)
    try:
        return made if tomllib.loads(made) == wanted else None
    except tomllib.TOMLDecodeError:
        return None


def _string(text: str) -> str:
    """Return a text as a basic string of TOML, which a string of JSON is too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
