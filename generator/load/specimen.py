"""The text of the sample sheet, generator/specimen.toml: it belongs to the program, whatever project is printed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import Field

from generator.load.source import Model

TEXTS = Path(__file__).parents[1] / "specimen.toml"


class SpecimenGroup(Model):
    """Languages that stand together under one name; `texts` is by BCP 47 tag, in the order of the sheet."""

    name: str
    texts: Annotated[dict[str, str], Field(min_length=1)]


class SpecimenSheet(Model):
    """One sheet of paper."""

    title: str
    groups: Annotated[tuple[SpecimenGroup, ...], Field(min_length=1)]


class Specimen(Model):
    """The file specimen.toml."""

    sheets: Annotated[tuple[SpecimenSheet, ...], Field(min_length=1)]

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the tags of all languages, in the order of the sheets."""
        return tuple(tag for sheet in self.sheets for group in sheet.groups for tag in group.texts)

    def only(self, languages: frozenset[str]) -> Specimen:
        """Return the sheets with these languages alone; a group or sheet without any is left out."""
        sheets = []
        for sheet in self.sheets:
            groups = [
                group.model_copy(update={"texts": {tag: text for tag, text in group.texts.items() if tag in languages}})
                for group in sheet.groups if languages & group.texts.keys()
            ]
            if groups:
                sheets.append(sheet.model_copy(update={"groups": tuple(groups)}))
        return self.model_copy(update={"sheets": tuple(sheets)})


def load_specimen() -> Specimen:
    """Return the sample sheet's text; it is ours, and a test keeps it right, so it has no findings."""
    return Specimen.model_validate(tomllib.loads(TEXTS.read_text(encoding="utf-8")))
