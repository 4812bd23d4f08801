"""The last step over a composed page: every run of text set right for its language and its direction.

Works on the whole HTML, so that no text escapes it, whether it comes from a handout, a brand, a country or a
template. Reads `lang` and `dir` of the elements; never touches a tag or an attribute. Pure: HTML in, HTML out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from generator.compose.bidi import left_to_right_runs, with_whole_numbers
from generator.compose.line_breaks import needs_breaks, with_breaks
from generator.compose.punctuation import with_french_spaces, with_short_words

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-z0-9!]+)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r'\s(lang|dir)="([^"]*)"')
_VOID = frozenset({"!doctype", "area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
#: Text goes on across these; any other tag begins and ends a run.
_INLINE = frozenset({"b", "bdi", "em", "i", "span", "strong"})
_NOT_TEXT = frozenset({"style", "title", "script"})
ISOLATE, END = '<bdi dir="ltr">', "</bdi>"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a text stands: language and direction, and whether it is kept as it is."""

    language: str = ""
    rtl: bool = False
    kept: bool = False


@dataclass(slots=True, kw_only=True)
class _Part:
    """A tag or a text of a run; `text` is None for a tag."""

    source: str
    text: str | None = None
    kept: bool = False

    @property
    def depth(self) -> int:
        """Return how many elements the part opens: 1, 0 or -1."""
        return 0 if self.text is not None else -1 if self.source.startswith("</") else 1


def typeset(page: str) -> str:
    """Return the HTML of a page with its text set right."""
    return "".join(
        part for run, place in _runs(page) for part in _set(run, language=place.language, rtl=place.rtl)
    )


def _runs(page: str) -> Iterator[tuple[list[_Part], _Place]]:
    """Yield the runs of a page: text with the inline tags in it, or a single other tag."""
    places = [_Place()]
    run: list[_Part] = []
    for token in filter(None, _TAG.split(page)):
        before = places[-1]
        if not token.startswith("<"):
            run.append(_Part(source=token, text=html.unescape(token), kept=before.kept))
            continue
        _follow(places, token)
        after = places[-1]
        tag = _Part(source=token)
        if _name(token) in _INLINE and (before.language, before.rtl) == (after.language, after.rtl):
            run.append(tag)
        else:
            yield run, before
            yield [tag], after
            run = []
    yield run, places[-1]


def _follow(places: list[_Place], tag: str) -> None:
    """Follow a tag into its element or out of it."""
    name, place = _name(tag), places[-1]
    if name in _VOID:
        return
    if tag.startswith("</"):
        places.pop()
        return
    given = dict(_ATTRIBUTE.findall(tag))
    isolates = name == "bdi" and given.get("dir") == "ltr"
    places.append(_Place(
        language=given.get("lang", place.language),
        # An isolate is a stretch of its line, whose direction stays.
        rtl=given["dir"] == "rtl" if "dir" in given and not isolates else place.rtl,
        kept=place.kept or isolates or name in _NOT_TEXT,
    ))


def _name(tag: str) -> str:
    found = _NAME.match(tag)
    return found[1].lower() if found else ""


def _set(run: list[_Part], *, language: str, rtl: bool) -> Iterator[str]:
    """Yield the parts of a run as they stand in the page."""
    texts = [part for part in run if part.text is not None]
    words = [part.text or "" for part in texts]
    # A word or a space may stand before a tag and what it belongs to behind it, so the run is read as one.
    if language.partition("-")[0] == "fr":
        words = _replaced(words, with_french_spaces)
    # Within a part only: before a bold run the engine would break the line too early.
    words = [with_short_words(word, language.partition("-")[0]) for word in words]
    if rtl:
        words = _replaced(words, with_whole_numbers)
    if needs_breaks(language):
        words = with_breaks(words, language)
    for part, text in zip(texts, words, strict=True):
        if not part.kept and text != part.text:
            part.source, part.text = html.escape(text, quote=False), text
    yield from _isolated(run) if rtl else (part.source for part in run)


def _replaced(words: list[str], replace: Callable[[str], str]) -> list[str]:
    """Return the texts of a run after a replacement that keeps every letter in its place."""
    text = replace("".join(words))
    ends = [*accumulate(map(len, words))]
    return [text[end - len(word):end] for word, end in zip(words, ends, strict=True)]


def _isolated(run: list[_Part]) -> Iterator[str]:
    """Yield the parts of a right-to-left run with its left-to-right runs isolated, across the tags in them."""
    line = "".join("\ufffc" * len(part.text) if part.kept else part.text for part in run if part.text)
    for start, end in reversed(left_to_right_runs(line)):
        _cut(run, end)
        _cut(run, start)
        offsets = _offsets(run)
        inside = [index for index, part in enumerate(run) if part.text and start <= offsets[index] < end]
        _isolate(run, inside)
    yield from (part.source for part in run)


def _offsets(run: list[_Part]) -> list[int]:
    return [0, *accumulate(len(part.text or "") for part in run)]


def _cut(run: list[_Part], place: int) -> None:
    """Split the text of a run at an offset, where it is not split yet."""
    for index, offset in enumerate(_offsets(run)[:-1]):
        text = run[index].text or ""
        if offset < place < offset + len(text):
            halves = text[:place - offset], text[place - offset:]
            run[index:index + 1] = [_Part(source=html.escape(half, quote=False), text=half) for half in halves]
            return


def _isolate(run: list[_Part], inside: list[int]) -> None:
    """Put an isolate around parts of a run: one around all where the tags among them allow it, else one for each."""
    first, last = inside[0], inside[-1] + 1
    while _lowest(run[first:last]) < 0 and first and run[first - 1].depth > 0:
        first -= 1
    while sum(part.depth for part in run[first:last]) > 0 and last < len(run) and run[last].depth < 0:
        last += 1
    stretches = [(first, last)]
    if _lowest(run[first:last]) < 0 or sum(part.depth for part in run[first:last]) > 0:
        stretches = [(index, index + 1) for index in inside]
    for start, end in reversed(stretches):
        run.insert(end, _Part(source=END))
        run.insert(start, _Part(source=ISOLATE))


def _lowest(run: list[_Part]) -> int:
    return min(accumulate((part.depth for part in run), initial=0))
