"""The items of the two scorecards, as they are published.

Owns how the files beside this module are read. They belong to the program; a wording that could not be confirmed is
marked as paraphrased in them and on every sheet.
"""

from __future__ import annotations

import tomllib
from importlib import resources

from pydantic import BaseModel, ConfigDict

#: The files of the scorecards, in the order in which a sheet has them.
FILES = ("pemat-p.toml", "cdc-index.toml")


class _Data(BaseModel):
    """A table of a scorecard's file: an unknown key is a fault of the program."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Item(_Data):
    """One item: `measure` names what the program can count for it, `judged` says that the count decides it."""

    id: str
    part: str
    text: str
    paraphrased: bool = False
    not_applicable: str | None = None
    measure: str | None = None
    judged: bool = False
    note: str | None = None


class Instrument(_Data):
    """One scorecard; `answers` are the boxes of an item: good, bad, not applicable."""

    name: str
    title: str
    publisher: str
    source: str
    answers: tuple[str, str, str]
    items: tuple[Item, ...]


def instruments() -> tuple[Instrument, ...]:
    """Return the scorecards."""
    folder = resources.files(__package__)
    return tuple(Instrument.model_validate(tomllib.loads((folder / name).read_text("utf-8"))) for name in FILES)
