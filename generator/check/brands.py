"""Rules over what a brand says in its own words: its translations, and that it leaves the clinical text alone.

A brand may say where its building is. What to do about one's health is said by the reviewed text, and nobody who
owns a brand has reviewed it. Owns how a text is known to speak of health: it is a sentence of a handout in other
words, says what a fact forbids, or gives a dose.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from generator.check import check_words
from generator.check.claims import dose_in
from generator.check.terms import UNSPACED_LETTER
from generator.check.text import unmarked
from generator.findings import Finding, Severity
from generator.load.brand import Brand
from generator.load.brand_texts import brand_texts
from generator.load.document import Message
from generator.load.format import Format
from generator.load.glossary import Glossary
from generator.load.handout import Handout

#: A text with so many words that are so much like a message's is that message reworded.
_LEAST_WORDS, _LIKE = 5, 0.7
#: A text that shares this part of its words with a message speaks of the same.
_NEAR = 0.5
#: What names somebody, and is no sentence.
_NAMES = frozenset({"name", "short name", "word for a role"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandPairs:
    """The texts of a brand in one language beside those in the source's."""

    brand: Brand
    language: str
    source_language: str = "en"
    glossary: Glossary = field(default_factory=Glossary)

    def pairs(self) -> Iterator[tuple[Message, Message]]:
        """Yield each text of the source language with that of this one; names are nobody's translation."""
        for text in brand_texts(self.brand.file):
            ours, theirs = (text.texts.get(tag) for tag in (self.source_language, self.language))
            if ours and theirs and text.role not in _NAMES:
                line = text.place(self.brand.source, self.language)[1] or 1
                yield (Message(text=ours, context=text.id, role="words", line=line),
                       Message(text=theirs, context=text.id, role="words", line=line))

    def place(self, source: Message) -> tuple[str, int | None]:
        """Return the file and line where the translation is written."""
        text = next(one for one in brand_texts(self.brand.file) if one.id == source.context)
        return text.place(self.brand.source, self.language)


def translation_findings(brand: Brand, language: str, *, source_language: str, glossary: Glossary) -> Iterator[Finding]:
    """Yield what the rules over pairs find in a brand's texts in one language."""
    pairs = BrandPairs(brand=brand, language=language, source_language=source_language, glossary=glossary)
    return (replace(finding, brand=brand.name) for finding in check_words(pairs))


def clinical_findings(
    brand: Brand, language: str, handouts: Iterable[Handout], messages: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield a finding for each text of the brand that speaks of health in one language.

    `messages` are the texts of the handouts in that language by the names under which people know them.
    """
    handouts = tuple(handouts)
    by_words = {name: _words(text) for name, text in messages.items()}
    for text in brand_texts(brand.file):
        said = text.texts.get(language)
        if not said or text.role in _NAMES:
            continue
        if reason := _clinical(said, language, handouts, by_words):
            path, line = text.place(brand.source, language)
            yield Finding(
                rule="brand-clinical", path=path, line=line, language=language, brand=brand.name,
                message=f"{said!r} {reason}.",
                action="Say where, when and whom to ask; what to do about one's health is said by the handout, "
                       "which clinicians have reviewed.",
            )


def _clinical(
    said: str, language: str, handouts: tuple[Handout, ...], messages: Mapping[str, tuple[str, ...]]
) -> str:
    """Return in which way a text speaks of health; empty where it does not."""
    words = _words(said)
    for handout in handouts:
        for name, fact in handout.facts.items():
            # What a fact forbids is forbidden where its matter is spoken of, and nowhere else.
            patterns = fact.patterns.get(language)
            near = any(_shared(words, messages.get(guarded, ())) >= _NEAR for guarded in fact.messages)
            if patterns and near and re.search(patterns.must_not, unmarked(said), re.IGNORECASE):
                return f"says what the fact {name!r} forbids: {fact.why.rstrip('.')}"
    if dose := dose_in(said, language):
        return f"gives a dose: {dose}"
    like = next((name for name, other in messages.items() if _alike(words, other)), "")
    return f"is the message {like!r} in other words" if like else ""


@functools.lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text; of a script that writes no spaces between them each letter is one."""
    return tuple(_WORD.findall(UNSPACED_LETTER.sub(r" \g<0> ", unmarked(text).casefold())))


def _shared(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """Return which part of the first text's words the second has too."""
    return len(set(first) & set(second)) / len(set(first)) if first else 0.0


def _alike(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    # What shares too few words cannot be alike in their order, and most texts share none.
    if min(len(first), len(second)) < _LEAST_WORDS or _shared(first, second) < _NEAR:
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _LIKE


def room_findings(brand: Brand, formats: Mapping[str, Format]) -> Iterator[Finding]:
    """Yield a finding for each box that no format prints, and a note for what a format has no room for."""
    file = brand.file
    for name, box in file.local.items():
        path, line = brand.source.place(("local", name, "formats"))
        for format_name in box.formats:
            format_ = formats.get(format_name)
            if format_ is None or not format_.file.local_box:
                what = "which the project does not have" if format_ is None else "which has no room for one"
                known = ", ".join(one for one, format_ in formats.items() if format_.file.local_box)
                yield Finding(rule="brand-local", path=path, line=line, brand=brand.name,
                              message=f"the box {name!r} is for the format {format_name!r}, {what}.",
                              action=f"Name formats with room for a box: {known or 'none has any'}.")
    for format_name, format_ in formats.items():
        room = format_.file.contacts
        if 0 < room < len(file.contacts):
            path, line = brand.source.place(("contacts", room))
            left_out = ", ".join(contact.phone for contact in file.contacts[room:])
            yield Finding(rule="brand-contacts-left-out", severity=Severity.NOTE, path=path, line=line,
                          brand=brand.name, message=f"the {format_name} prints {room} contacts, not {left_out}.",
                          action="Put the most important ones first; the address of the QR code may list all.")
