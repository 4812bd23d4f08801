"""A text beside its source: what the rules over texts look at.

Owns how a message is read: as it is written, and as its reader sees it. Never judges.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from markdown_it import MarkdownIt

from generator.findings import Finding, Severity
from generator.load.catalog import Catalog
from generator.load.country import Country
from generator.load.document import Document, Message
from generator.load.glossary import Glossary
from generator.load.handout import Handout

#: What the program fills in: a handout's placeholders and those of the templates' words.
PLACEHOLDERS = re.compile(r"\{[a-z_]+\}|%\([a-z_]+\)[sd]")


class Pairs(Protocol):
    """Messages with their translations: a handout's text, or the words of the templates."""

    @property
    def language(self) -> str:
        """The BCP 47 tag of the translations."""

    @property
    def source_language(self) -> str:
        """The BCP 47 tag of the source."""

    @property
    def glossary(self) -> Glossary:
        """The glossary of the language."""

    def pairs(self) -> Iterator[tuple[Message, Message]]:
        """Yield each source message with its translation."""

    def place(self, source: Message) -> tuple[str, int | None]:
        """Return the file and line where the translation of a message is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A handout's text in one language beside its source; `catalog` is None for the source language itself.

    `growth` holds, for each format, how many times as wide as its source a message may be.
    """

    handout: Handout
    language: str
    document: Document
    catalog: Catalog | None
    source_language: str = "en"
    glossary: Glossary = field(default_factory=Glossary)
    growth: Mapping[str, float] = field(default_factory=dict)

    def pairs(self) -> Iterator[tuple[Message, Message]]:
        """Yield each source message with its translation; what has none has a finding of its own."""
        pairs = zip(self.handout.document.messages(), self.document.messages(), strict=True)
        return (pair for pair in pairs if not pair[1].untranslated)

    def place(self, source: Message) -> tuple[str, int | None]:
        """Return the file and line where a message of this text is written."""
        if self.catalog is None:
            return self.handout.path, source.line
        entry = self.catalog.entries.get(source.key)
        return self.catalog.path, entry.line if entry else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of the templates in one language beside their source; each plural form is a pair of its own."""

    catalog: Catalog
    source_language: str = "en"
    glossary: Glossary = field(default_factory=Glossary)

    @property
    def language(self) -> str:
        """The language of the catalog."""
        return self.catalog.language

    def pairs(self) -> Iterator[tuple[Message, Message]]:
        """Yield each source text with its translation; shipped ones are judged by the program's own glossary."""
        for (context, msgid), entry in self.catalog.entries.items():
            if entry.path:
                continue
            for text in entry.plural or (entry.text,):
                yield (Message(text=msgid, context=context, role="words", line=entry.line),
                       Message(text=text, context=context, role="words", line=entry.line))

    def place(self, source: Message) -> tuple[str, int | None]:
        """Return the file and line where the translation is written."""
        return self.catalog.path, source.line


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryPairs:
    """The words of a country in one language beside those in the source's: they stand in the middle of messages."""

    country: Country
    language: str
    source_language: str = "en"
    glossary: Glossary = field(default_factory=Glossary)

    def pairs(self) -> Iterator[tuple[Message, Message]]:
        """Yield each word of the source language with that of this one."""
        ours, theirs = (self.country.words.get(tag) for tag in (self.source_language, self.language))
        texts = theirs.model_dump() if theirs else {}
        for name, text in (ours.model_dump() if ours and theirs else {}).items():
            line = self.country.source.line(("words", self.language, name)) or 1
            yield (Message(text=text, context=name, role="words", line=line),
                   Message(text=texts[name], context=name, role="words", line=line))

    def place(self, source: Message) -> tuple[str, int | None]:
        """Return the file and line where the word is written."""
        return self.country.path, source.line


def told(
    text: Pairs, source: Message, *, rule: str, message: str, action: str, severity: Severity = Severity.ERROR
) -> Finding:
    """Return a finding at the place where the translation of `source` is written."""
    path, line = text.place(source)
    return Finding(rule=rule, severity=severity, path=path, line=line, message_id=source.id, message=message,
                   action=action)


INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_PARSER = MarkdownIt("zero").enable(["emphasis", "escape"])


@functools.lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[Mapping[str, str], ...]:
    """Return the inline Markdown of a message as type and content of its tokens."""
    # An escaped asterisk is a letter, not a mark.
    children = _PARSER.parseInline(text.replace("\\*", "\u2217"))[0].children or []
    return tuple({"type": child.type, "content": child.content} for child in children)


@functools.lru_cache(maxsize=8192)
def unmarked(text: str) -> str:
    """Return a message as its reader sees it, without marks and invisible characters: facts are matched against it."""
    seen = "".join(token["content"] for token in tokens(text) if token["type"] == "text")
    return unicodedata.normalize("NFC", INVISIBLE.sub("", seen))
