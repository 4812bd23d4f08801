"""Whether a page says what was signed, whole and nothing else.

A template can drop a message, cut it, or add words to it, though each word that it was given is signed. So the page is
read as it went to the engine, block by block: each must be made up of whole messages, words of the templates and
words of the brand. What the engine loses of it is `text-lost`; what it draws, the other rules read.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser

from generator.check.printed.printed import Printed
from generator.check.printed.telling import shown, told
from generator.compose.inline import plain_text
from generator.compose.literal_words import stylesheet_words
from generator.compose.page import Page
from generator.compose.templates import SOURCE_TAG
from generator.compose.wording import Passage, Wording
from generator.findings import Finding

RULE = "text-altered"
_ASSET = "asset:"
#: Text goes on across these.
_INLINE = frozenset({"b", "bdi", "br", "em", "i", "span", "strong", "wbr"})
#: What a voice reads, and what a window or a catalogue shows.
_READ_ATTRIBUTES = frozenset({"alt", "title", "aria-label", "placeholder"})
_READ_METADATA = frozenset({"author", "description", "keywords", "subject"})
#: What may stand between words of several messages.
_BETWEEN = frozenset("·/")
#: A value in the words of a template, as gettext for Python names it.
_VALUE = re.compile(r"%\(\w+\)[sd]")
#: Pages and steps are counted up to here; a number may stand beside words, never beside another number.
_MOST_COUNTED = 40


class _Blocks(HTMLParser):
    """Collects the texts of a page: those of its blocks, and what is read of attributes; style sheets apart."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.styles: list[str] = []
        self.pictures: list[tuple[str, str]] = []
        self._parts: list[str] = []
        self._tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self._end()
        given = {name: value for name, value in attrs if value}
        self.texts += [value for name, value in given.items() if name in _READ_ATTRIBUTES]
        if tag == "img" and given.get("src", "").startswith(_ASSET):
            self.pictures.append((given["src"].removeprefix(_ASSET), given.get("alt", "")))
            self.texts.append(given.get("alt", ""))
        if tag == "meta" and given.get("name") in _READ_METADATA:
            self.texts.append(given.get("content", ""))
        self._tag = tag

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self._end()
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

    A picture with another picture's alternative text is one that a template has exchanged.
    """
    if page.expected is None:
        return
    wording = page.expected.wording
    known = dict(_known(wording))
    blocks = _Blocks()
    blocks.feed(page.html)
    blocks.close()
    said = {text: _parted(_bare(text), known) for text in blocks.texts}
    yield from (_unknown(page, text, known) for text, parts in said.items() if parts is None)
    yield from _unsaid(page, wording, {part for parts in said.values() for part in parts or ()})
    yield from _exchanged(page, wording, [(image, said[alt] or ()) for image, alt in blocks.pictures])
    for words in (words for style in blocks.styles for _line, words in stylesheet_words(style)):
        yield told(page, None, rule=RULE, message=f"its style says {shown(words)}, which nobody signed.",
                   action="Put words into {% trans %}, not into a style.")


def _unknown(page: Page, text: str, known: Mapping[str, str]) -> Finding:
    near = difflib.get_close_matches(_bare(text), known, n=1)
    return told(
        page, None, rule=RULE, text=known[near[0]] if near else "",
        message=f"it says {shown(text)}, which is no text that was read and signed.",
        action="Let the template print messages as they are, and put its own words into {% trans %}.",
    )


def _unsaid(page: Page, wording: Wording, said: set[str]) -> Iterator[Finding]:
    for passage in wording.passages:
        plain = _plain(passage, wording)
        if passage.needed and _bare(plain) not in said:
            yield told(page, None, rule=RULE, text=plain, message=f"it does not say {shown(plain)}.",
                       action="Let the template print the message.")


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


def _known(wording: Wording) -> Iterator[tuple[str, str]]:
    """Yield the texts that may stand on the page, bare, each with how it is written."""
    for number in range(1, _MOST_COUNTED + 1):
        yield str(number), str(number)
    for words in wording.beside:
        # The values of the placeholders are known as well.
        for piece in _VALUE.split(words):
            yield _bare(piece), piece
    for passage in wording.passages:
        plain = _plain(passage, wording)
        yield _bare(plain), plain
    yield from ((mark, mark) for mark in (SOURCE_TAG, f"[{SOURCE_TAG}]"))


def _plain(passage: Passage, wording: Wording) -> str:
    words = wording.fillings.get(passage.language) or next(iter(wording.fillings.values()))
    return plain_text(passage.text, words=words)


def _bare(text: str) -> str:
    """Return a text without white space and signs that nobody sees, which typesetting puts in and takes out."""
    return "".join(
        letter for letter in unicodedata.normalize("NFC", text)
        if not letter.isspace() and unicodedata.category(letter) != "Cf"
    )


def _parted(text: str, known: Mapping[str, str]) -> tuple[str, ...] | None:
    """Return the known texts that make up a text, the longest first where several would do; None where none do."""
    if not text or text in known:
        return (text,)
    lengths = sorted({len(words) for words in known if words}, reverse=True)
    behind: list[tuple[str, ...] | None] = [*([None] * len(text)), ()]
    for start in range(len(text) - 1, -1, -1):
        if text[start] in _BETWEEN:
            behind[start] = behind[start + 1]
        for length in lengths:
            if behind[start] is not None:
                break
            words = text[start:start + length]
            rest = behind[start + length] if start + length <= len(text) else None
            if rest is not None and words in known and not _is_torn(words, text[start + length:], rest):
                behind[start] = (words, *rest)
    return behind[0]


def _is_torn(words: str, behind: str, rest: tuple[str, ...]) -> bool:
    """Tell whether one number would be read as two: a 4 and a 1 are no 41."""
    return words.isdigit() and behind[:1].isdigit() and rest[0].isdigit()

