"""A rule over how much wider than its source a translation may be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.check.text import PLACEHOLDERS, Text, told, unmarked
from generator.findings import Finding, Severity
from generator.load.document import Message, blocks_for, messages_of
from generator.load.handout import Handout

#: A source narrower than this many columns has room left on its line: its translation may be longer by what it lacks.
_LINE = 40
#: How wide a placeholder is taken to be, when it is filled.
_FILLED = "-" * 10
#: Read aloud, not printed: its length costs no place.
_UNPRINTED = "alternative text"


def length_grown(text: Text) -> Iterator[Finding]:
    """Yield a finding for each message that is wider than a format that prints it can hold."""
    if text.catalog is None:
        return
    printed = {name: _printed(text.handout, name) for name in text.growth}
    for source, target in text.pairs():
        if source.role == _UNPRINTED:
            continue
        formats = [name for name, keys in printed.items() if source.key in keys]
        wide, width = _columns(source.text), _columns(target.text)
        tight = [name for name in formats if width > most_columns(wide, text.growth[name])]
        if tight:
            yield told(
                text, source, rule="length-grown", severity=Severity.WARNING,
                message=f"{target.text!r} is {width} columns wide, its source {wide}: too much for {_listed(tight)}.",
                action=f"Say it in at most {min(most_columns(wide, text.growth[name]) for name in tight)} columns.",
            )


def most_columns(source: int, growth: float) -> int:
    """Return how wide the translation of a text may be that is `source` columns wide."""
    return int(source * growth) + max(0, _LINE - source)


def _columns(text: str) -> int:
    """Return the width of what is read, in columns: two for a wide letter, none for a combining mark."""
    return sum(_column(letter) for letter in PLACEHOLDERS.sub(_FILLED, unmarked(text)))


def _column(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Mc", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _printed(handout: Handout, format_name: str) -> set[tuple[str, str]]:
    """Return the keys of the messages that a format prints: its sections, and what stands on every page."""
    document = handout.document
    outline: Mapping[str, tuple[str, ...]] = handout.meta.outline.get(format_name, {})
    named = {name for names in outline.values() for name in names}
    sections = (
        replace(section, blocks=blocks_for(section.blocks, format_name))
        for section in document.sections if section.id in named
    )
    first: tuple[Message, ...] = (document.title, document.summary, document.document_type)
    return {message.key for message in (*(first if outline else ()), *messages_of(sections))}


def _listed(names: list[str]) -> str:
    return ", ".join(f"the {name}" for name in names)
