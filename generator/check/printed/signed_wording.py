"""Whether a page says what was signed, whole and nothing else.

A template can drop a message, cut it, or add words to it, though each word that it was given is signed. So the page is
read as it went to the engine, block by block: each must be made up of whole messages, words of the templates and
words of the brand. What the engine loses of it is `text-lost`; what it draws, the other rules read.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import pairwise

from generator.check.printed.printed import Printed
from generator.check.printed.telling import shown, told
from generator.compose.inline import plain_text
from generator.compose.literal_words import READ_ATTRIBUTES, stylesheet_words
from generator.compose.page import Page
from generator.compose.templates import SOURCE_TAG
from generator.compose.wording import Passage, Wording
from generator.findings import Finding

RULE = "text-altered"
_ASSET = "asset:"
#: Text goes on across these.
_INLINE = frozenset({"b", "bdi", "br", "em", "i", "span", "strong", "wbr"})
_EMPTY = frozenset({"br", "wbr"})
#: What a window or a catalogue shows.
_READ_METADATA = frozenset({"author", "description", "keywords", "subject"})
#: What may stand between words of several messages.
_BETWEEN = frozenset("·/")
#: A value in the words of a template, as gettext for Python names it.
_VALUE = re.compile(r"%\(\w+\)[sd]")
#: Pages and steps are counted up to here.
_COUNTED = frozenset(str(number) for number in range(1, 41))
#: The elements that hold such a number apart from the words beside it: a cell of its own.
_NUMBERS = frozenset({"step-number", "page-number"})
#: What may stand between two numbers that would then be read as one.
_JOINING = frozenset(".,/٫٬")
#: Stands for the edge of such an element.
_EDGE = "\uffff"


class _Blocks(HTMLParser):
    """Collects the texts of a page: those of its blocks, and what is read of attributes; style sheets apart."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.styles: list[str] = []
        self.pictures: list[tuple[str, str]] = []
        self._parts: list[str] = []
        self._tag = ""
        #: The inline elements that are open, and whether each holds a number.
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value for name, value in attrs if value}
        if tag not in _INLINE:
            self._end()
        elif tag not in _EMPTY:
            self._open.append((tag, given.get("class", "") in _NUMBERS))
            self._parts += [_EDGE] if self._open[-1][1] else []
        self.texts += [value for name, value in given.items() if name in READ_ATTRIBUTES]
        self.styles += [f"p{{{given['style']}}}"] if "style" in given else []
        if tag == "img" and given.get("src", "").startswith(_ASSET):
            self.pictures.append((given["src"].removeprefix(_ASSET), given.get("alt", "")))
            self.texts.append(given.get("alt", ""))
        if tag == "meta" and given.get("name") in _READ_METADATA:
            self.texts.append(given.get("content", ""))
        self._tag = tag

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self._end()
        elif self._open and self._open[-1][0] == tag:
            self._parts += [_EDGE] if self._open.pop()[1] else []
        self._tag = ""

    def handle_data(self, data: str) -> None:
        if self._tag == "style":
            self.styles.append(data)
        else:
            self._parts.append(data)

    def close(self) -> None:
        super().close()
        self._end()

    def _end(self) -> None:
        self.texts.append("".join(self._parts))
        self._parts = []


def text_altered(page: Page, _printed: Printed) -> Iterator[Finding]:
    """Yield a finding for each text of the page that is no message, and for each message that it does not say.

    A message that the format prints twice is there twice, and those of a section stand in their order. A picture with
    another picture's alternative text is one that a template has exchanged.
    """
    if page.expected is None:
        return
    wording = page.expected.wording
    known = _Known(wording)
    blocks = _Blocks()
    blocks.feed(page.html)
    blocks.close()
    said = {text: known.parts(text) for text in dict.fromkeys(blocks.texts)}
    yield from (_unknown(page, text, known) for text, parts in said.items() if parts is None)
    order = [part for text in blocks.texts for part in said[text] or ()]
    yield from _unsaid(page, wording, Counter(order))
    yield from _disordered(page, wording, order)
    yield from _exchanged(page, wording, [(image, said[alt] or ()) for image, alt in blocks.pictures])
    for words in (words for style in blocks.styles for _line, words in stylesheet_words(style)):
        yield told(page, None, rule=RULE, message=f"its style says {shown(words)}, which nobody signed.",
                   action="Put words into {% trans %}, not into a style.")


def _unknown(page: Page, text: str, known: _Known) -> Finding:
    text = text.replace(_EDGE, " ")
    near = difflib.get_close_matches(_bare(text), known.texts, n=1)
    return told(
        page, None, rule=RULE, text=known.texts[near[0]] if near else "",
        message=f"it says {shown(text)}, which is no text that was read and signed.",
        action="Let the template print messages as they are, and put its own words into {% trans %}.",
    )


def _unsaid(page: Page, wording: Wording, said: Counter[str]) -> Iterator[Finding]:
    needed = Counter(_plain(passage, wording) for passage in wording.passages if passage.needed)
    for plain, times in needed.items():
        there = said[_bare(plain)]
        if there < times:
            often = f"{there} times, not {times}" if there else ""
            yield told(page, None, rule=RULE, text=plain, action="Let the template print the message.",
                       message=f"it says {shown(plain)} {often}." if often else f"it does not say {shown(plain)}.")


def _disordered(page: Page, wording: Wording, order: list[str]) -> Iterator[Finding]:
    """Yield a finding for the first message of a section that stands before the one that it should follow.

    What a page says more than once, a title in a header or a word in two cells, has no place to be compared.
    """
    once = {part: place for place, part in enumerate(order) if order.count(part) == 1}
    by_section: dict[tuple[str, str], list[str]] = {}
    for passage in wording.passages:
        if passage.needed and not passage.picture:
            by_section.setdefault((passage.language, passage.section), []).append(_plain(passage, wording))
    for texts in by_section.values():
        placed = [(text, once[_bare(text)]) for text in texts if _bare(text) in once]
        for (before, first), (after, second) in pairwise(placed):
            if second < first:
                yield told(page, None, rule=RULE, text=after,
                           message=f"it says {shown(after)} before {shown(before)}; signed is the other order.",
                           action="Let the template print the messages of a section in their order.")
                break


def _exchanged(
    page: Page, wording: Wording, pictures: Iterable[tuple[str, tuple[str, ...]]]
) -> Iterator[Finding]:
    own: dict[str, set[str]] = {}
    for passage in wording.passages:
        if passage.picture:
            own.setdefault(passage.picture, set()).add(_bare(_plain(passage, wording)))
    for image, parts in pictures:
        if parts and not own.get(image, set()) & set(parts) and set(parts) & set().union(*own.values()):
            yield told(page, None, rule=RULE, message=f"the picture {image} stands in the place of another.",
                       action="Let the template print each figure with its own alternative text.")


class _Known:
    """The texts that may stand on a page, and how a block is made up of them.

    `texts` are whole, bare, each with how it is written; a text of a template with places for values is kept in its
    pieces, which only values may part.
    """

    def __init__(self, wording: Wording) -> None:
        self.texts: dict[str, str] = {mark: mark for mark in (SOURCE_TAG, f"[{SOURCE_TAG}]")}
        self._with_values = tuple(dict.fromkeys(
            tuple(map(_bare, _VALUE.split(words))) for words in wording.beside if _VALUE.search(words)
        ))
        for words in wording.beside:
            if not _VALUE.search(words):
                self.texts[_bare(words)] = words
        self._values = {*self.texts, *_COUNTED}
        for passage in wording.passages:
            plain = _plain(passage, wording)
            self.texts[_bare(plain)] = plain
        self._lengths = sorted({len(words) for words in self.texts if words}, reverse=True)
        self._value_lengths = sorted({len(words) for words in self._values if words}, reverse=True)

    def parts(self, text: str) -> tuple[str, ...] | None:
        """Return the known texts that make up a text, the longest first where several would do; None where none do."""
        text = _bare(text)
        if not text or text in self.texts or text.strip(_EDGE) in _COUNTED:
            return (text,)
        behind: list[tuple[str, ...] | None] = [*([None] * len(text)), ()]
        for start in range(len(text) - 1, -1, -1):
            if text[start] in _BETWEEN:
                behind[start] = behind[start + 1]
            for end in self._ends(text, start):
                rest = behind[end]
                if rest is not None and not _joins(text, end):
                    behind[start] = (text[start:end], *rest)
                    break
        return behind[0]

    def _ends(self, text: str, start: int) -> Iterator[int]:
        """Yield where a known text that begins here may end."""
        room = len(text) - start
        yield from (
            start + length for length in self._lengths if length <= room and text[start:start + length] in self.texts
        )
        if text[start] == _EDGE:
            end = text.find(_EDGE, start + 1)
            if text[start + 1:end] in _COUNTED:
                yield end + 1
        for pieces in self._with_values:
            yield from self._filled(text, start, pieces)

    def _filled(self, text: str, start: int, pieces: tuple[str, ...]) -> Iterator[int]:
        """Yield where the pieces of a template's text may end, each behind a value."""
        if not text.startswith(pieces[0], start):
            return
        end = start + len(pieces[0])
        if len(pieces) == 1:
            yield end
            return
        for length in self._value_lengths:
            if end + length <= len(text) and text[end:end + length] in self._values:
                yield from self._filled(text, end + length, pieces[1:])


def _joins(text: str, end: int) -> bool:
    """Tell whether a text that ends here would be read as one number with what follows: 1 and 4 weeks, 3 / 4 weeks."""
    before, after = text[:end].rstrip("".join(_JOINING)), text[end:].lstrip("".join(_JOINING))
    return before[-1:].isdecimal() and after[:1].isdecimal()


def _plain(passage: Passage, wording: Wording) -> str:
    words = wording.fillings.get(passage.language) or next(iter(wording.fillings.values()))
    return plain_text(passage.text, words=words)


def _bare(text: str) -> str:
    """Return a text without white space and signs that nobody sees, which typesetting puts in and takes out."""
    return "".join(
        letter for letter in unicodedata.normalize("NFC", text)
        if not letter.isspace() and unicodedata.category(letter) != "Cf"
    )
