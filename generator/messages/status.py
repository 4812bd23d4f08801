"""How far each language is: what is translated and needs no review, by message and by word, critical ones apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.load.catalog import Catalog, Entry
from generator.load.po import PoEntry
from generator.load.sign_off import Pair
from generator.messages.extract import is_critical

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The counts of one domain in one language; words are those of the source.

    `covered` is translated and not fuzzy; `review` is translated and fuzzy; `critical_left` are safety-critical
    messages that are not covered. `readable` is false where the file is missing or broken.
    """

    domain: str
    language: str
    messages: int
    covered: int
    words: int
    covered_words: int
    review: int
    critical: int
    critical_left: int
    sign_off: str
    readable: bool = True

    @property
    def share(self) -> float:
        """Return the covered share of the messages, from 0 to 1."""
        return self.covered / self.messages if self.messages else 1.0

    @property
    def word_share(self) -> float:
        """Return the covered share of the words, from 0 to 1."""
        return self.covered_words / self.words if self.words else 1.0


def coverage(source: Iterable[PoEntry], catalog: Catalog, *, sign_off: str = "") -> Coverage:
    """Return the counts of a catalog over the messages of its source."""
    source = tuple(source)
    covered = [entry for entry in source if (found := catalog.entries.get(entry.key)) and found.usable]
    known = [catalog.entries[entry.key] for entry in source if entry.key in catalog.entries]
    critical = [entry for entry in source if is_critical(entry)]
    return Coverage(
        domain=catalog.domain, language=catalog.language, readable=catalog.readable, sign_off=sign_off,
        messages=len(source), covered=len(covered),
        words=sum(map(_words, source)), covered_words=sum(map(_words, covered)),
        review=sum(entry.fuzzy for entry in known),
        critical=len(critical), critical_left=len([entry for entry in critical if entry not in covered]),
    )


def pairs_to_sign(source: Iterable[PoEntry], catalog: Catalog) -> tuple[Pair, ...]:
    """Return each message with the text that a proof shows beside it."""
    return tuple((entry.key, text_to_sign(texts_of(catalog.entries.get(entry.key)))) for entry in source)


def texts_of(entry: Entry | None) -> tuple[str, ...]:
    """Return the forms of a translation, reviewed or not; none where one is missing."""
    forms = (entry.plural or (entry.text,)) if entry else ()
    return forms if all(form.strip() for form in forms) else ()


def text_to_sign(forms: Iterable[str]) -> str:
    """Return the forms as one text; they stand apart as in gettext's own files (U+0000)."""
    return "\0".join(forms)


def _words(entry: PoEntry) -> int:
    return len(_WORD.findall(entry.msgid))
