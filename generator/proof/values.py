"""The values of a proof: its rows and groups, and the findings that are told at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.findings import Finding
from generator.load.sign_off import Pair
from generator.messages.status import text_to_sign
from generator.proof.structure import is_guarded


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One message: `source` and `target` hold a text, or one for each plural form; an empty target is untranslated.

    `facts` are name and reason of the facts that guard it; `previous` is the source that its translation was made
    for; `printed_in` is empty where its section says it; `images` are shown here for the first time in the section.
    """

    key: tuple[str, str]
    name: str
    role: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    number: int = 0
    markdown: bool = True
    critical: bool = False
    facts: tuple[tuple[str, str], ...] = ()
    fuzzy: bool = False
    previous: str = ""
    changed: bool = False
    printed_in: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def translated(self) -> bool:
        """Tell whether every form has a text."""
        return bool(self.target) and all(form.strip() for form in self.target)

    @property
    def guarded(self) -> bool:
        """Tell whether a change of it is signed and never accepted."""
        return self.critical or bool(self.facts) or is_guarded(self.key)

    @property
    def pair(self) -> Pair:
        """Return what is signed: the message and the text that stands beside it."""
        return self.key, text_to_sign(self.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The rows of a section, or of what stands beside the text; `printed_in` names format and region."""

    id: str
    title: str
    rows: tuple[Row, ...]
    printed_in: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The findings of a language, by the file and line that they speak of; each is told at one row only."""

    by_place: Mapping[tuple[str | None, int | None], tuple[Finding, ...]]
    told: set[tuple[str | None, int | None]] = field(default_factory=set)

    def at(self, path: str, line: int | None) -> tuple[Finding, ...]:
        """Return the findings of a place, which no longer stand alone."""
        self.told.add((path, line))
        return self.by_place.get((path, line), ())

    def left(self) -> tuple[Finding, ...]:
        """Return what belongs to no row."""
        return tuple(
            finding for place, found in self.by_place.items() if place not in self.told for finding in found
        )
