"""A rule over what was left in the source language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.addresses import without_contacts
from generator.check.terms import folded
from generator.check.text import PLACEHOLDERS, Pairs, told, unmarked
from generator.findings import Finding, Severity
from generator.load.document import Message

#: So many words of the source in a row are a passage that nobody translated; two languages share no more.
_PASSAGE = 4


def source_copied(text: Pairs) -> Iterator[Finding]:
    """Yield a finding for each translation that is its source, or has a passage of it."""
    if text.language == text.source_language:
        return
    allowed = _allowed(text)
    for source, target in text.pairs():
        words = _words(source.text)
        if not words:
            continue
        if _words(target.text) == words:
            if tuple(words) not in allowed:
                yield _told(text, source, f"{target.text!r} is the same as its source.")
        elif passage := _passage(words, _words(target.text)):
            yield _told(text, source, f"{target.text!r} has the words {passage!r} of its source.")


def _told(text: Pairs, source: Message, message: str) -> Finding:
    return told(
        text, source, rule="source-copied", severity=Severity.WARNING, message=message,
        action=f"Translate it; if it is right, give the reason under [same-as-source] in {text.glossary.path}.",
    )


def _allowed(text: Pairs) -> set[tuple[str, ...]]:
    """Return the words of texts that may be as in the source: the glossary's list, and what its terms prefer."""
    preferred = (form for term in text.glossary.terms.values() for form in term.preferred)
    return {tuple(_words(form)) for form in (*text.glossary.same_as_source, *preferred)}


def _words(text: str) -> list[str]:
    """Return the words of a text, without placeholders, numbers, addresses and single letters."""
    plain = without_contacts(PLACEHOLDERS.sub(" ", unmarked(text)))
    return re.findall(r"[^\W\d_]{2,}(?:'[^\W\d_]+)*", folded(plain))


def _passage(source: list[str], target: list[str]) -> str:
    """Return the first words of the source that stand in a row in the translation."""
    rows = {tuple(target[start:start + _PASSAGE]) for start in range(len(target) - _PASSAGE + 1)}
    for start in range(len(source) - _PASSAGE + 1):
        if tuple(source[start:start + _PASSAGE]) in rows:
            return " ".join(source[start:start + _PASSAGE])
    return ""
