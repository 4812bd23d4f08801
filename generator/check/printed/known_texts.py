"""The texts that may stand on a page, and how a block is made up of them: whole, and no number joined to another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from generator.check.printed.page_texts import PAGE, STEP
from generator.compose.wording import Wording

#: What may stand between words of several messages.
_BETWEEN = frozenset("·/")
#: A value in the words of a template, as gettext for Python names it.
_VALUE = re.compile(r"%\(\w+\)[sd]")
#: What may stand between two numbers that would then be read as one.
_JOINING = ".,/٫٬"
_NUMBER = re.compile(rf"({STEP}[0-9]*{STEP})|({PAGE}[0-9]*{PAGE})")
#: How many letters texts are found by.
_HEAD = 2
#: Signs that nobody sees, yet turn the order of what stands behind them.
_OVERRIDES = frozenset("\u202d\u202e")


def bare(text: str) -> str:
    """Return a text without white space and signs that nobody sees, which typesetting puts in and takes out."""
    return "".join(
        letter for letter in unicodedata.normalize("NFC", text)
        if not letter.isspace() and (unicodedata.category(letter) != "Cf" or letter in _OVERRIDES)
    )


class KnownTexts:
    """The texts of a page's wording.

    `texts` are whole, bare, each with how it is written; a text of a template with places for values is kept in its
    pieces, which only values may part. `counted` are the numbers that stand in such places.
    """

    def __init__(self, wording: Wording, passages: Iterable[tuple[str, str]], *, counted: Iterable[str]) -> None:
        pieces = [tuple(map(bare, _VALUE.split(words))) for words in wording.beside]
        beside = {bare(words): words for words in wording.beside}
        self.texts: dict[str, str] = {text: words for text, words in beside.items() if not _VALUE.search(words)}
        self._values = _by_head({*self.texts, *counted})
        self._pieces = tuple(dict.fromkeys(one for one in pieces if len(one) > 1))
        passages = tuple(passages)
        self.texts |= dict(passages)
        self._heads = _by_head(self.texts)
        # A term and its meaning may be set in one line, L5 and 5 bones: they are signed as neighbours.
        self._neighbours = frozenset(pairwise(text for text, _words in passages))

    def parts(self, text: str) -> tuple[str, ...] | None:
        """Return the known texts that make up a text, the longest first where several would do; None where none do."""
        text = bare(text)
        if not text or text in self.texts:
            return (text,)
        behind: list[tuple[str, ...] | None] = [*([None] * len(text)), ()]
        for start in range(len(text) - 1, -1, -1):
            if text[start] in _BETWEEN:
                behind[start] = behind[start + 1]
            for end in self._ends(text, start):
                rest = behind[end]
                if rest is not None and not self._is_joined(text, start, end, rest):
                    behind[start] = (text[start:end], *rest)
                    break
        return behind[0]

    def _ends(self, text: str, start: int) -> Iterator[int]:
        """Yield where a known text that begins here may end."""
        yield from _ends_among(self._heads, text, start)
        if number := _NUMBER.match(text, start):
            yield number.end()
        for pieces in self._pieces:
            yield from self._filled(text, start, pieces)

    def _filled(self, text: str, start: int, pieces: tuple[str, ...]) -> Iterator[int]:
        """Yield where the pieces of a template's text may end, each behind a value."""
        if not text.startswith(pieces[0], start):
            return
        end = start + len(pieces[0])
        if len(pieces) == 1:
            yield end
            return
        for value in _ends_among(self._values, text, end):
            yield from self._filled(text, value, pieces[1:])

    def _is_joined(self, text: str, start: int, end: int, rest: tuple[str, ...]) -> bool:
        """Tell whether a text would be read as one number with what follows: 1 and 4 weeks, 3 / 4 weeks."""
        before, after = text[:end].rstrip(_JOINING), text[end:].lstrip(_JOINING)
        if not (before[-1:].isdecimal() and after[:1].isdecimal()):
            return False
        return (text[start:end], rest[0]) not in self._neighbours


def number_of(part: str) -> tuple[str, int]:
    """Return what kind of number a part is (STEP, PAGE or nothing), and the number, 0 where the element is empty."""
    if not _NUMBER.fullmatch(part):
        return "", 0
    return part[0], int(part[1:-1] or 0)


def _by_head(texts: Iterable[str]) -> dict[str, list[str]]:
    """Return texts by their first letters, the longest first."""
    found: dict[str, list[str]] = {}
    for text in sorted(filter(None, texts), key=len, reverse=True):
        found.setdefault(text[:_HEAD], []).append(text)
    return found


def _ends_among(heads: dict[str, list[str]], text: str, start: int) -> Iterator[int]:
    """Yield where a text of some begins here and ends."""
    # A text of one letter stands under that letter.
    for length in range(_HEAD, 0, -1):
        for known in heads.get(text[start:start + length], ()):
            if text.startswith(known, start):
                yield start + len(known)
