"""A country's words for services ({care_team}, {emergency_department} …), per language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import ConfigDict

from generator.findings import Finding
from generator.load.source import Model, Source, read_model

RULE = "country-file"


class CountryWords(Model):
    """The words of one language; a text may name any of them in braces."""

    emergency_department: str
    urgent_contact: str
    care_team: str
    medicine_advice: str
    physiotherapist: str
    caesarean: str
    fever_temperature: str

    # These keys are the placeholders of the texts, so they are written as there: with underscores.
    model_config = ConfigDict(alias_generator=None)


class CountryFile(Model):
    """The file GB.toml, US.toml …: one table for each language."""

    words: dict[str, CountryWords]


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country: its name is its ISO 3166 code, `words` is by BCP 47 language; `source` knows their lines."""

    code: str
    path: str
    words: dict[str, CountryWords]
    source: Source


def load_country(file: Path, *, root: Path) -> tuple[Country | None, tuple[Finding, ...]]:
    """Read one country's file; None where it cannot be used."""
    path = file.relative_to(root).as_posix()
    read, source, found = read_model(CountryFile, file, path=path, rule=RULE)
    if read is None or source is None:
        return None, found
    return Country(code=file.stem, path=path, words=read.words, source=source), found
