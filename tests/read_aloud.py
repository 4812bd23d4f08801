"""The words of a PDF as a screen reader takes them, through the tree as PDFium reads it; and those of its HTML."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from lxml import etree, html
from pypdfium2 import PdfDocument, raw

from generator.check.printed.reading import _objects, _property, _string

#: Structure elements that do not part words: those of a line.
_OF_LINES = frozenset({"Span", "NonStruct", "Link"})
INLINE = frozenset({"a", "abbr", "b", "bdi", "em", "i", "span", "strong", "sup", "small", "time"})
#: What is in no tree: metadata, what runs on each page, and what only paints.
_UNREAD = ("head", "svg")
_RUNNING = ("draft-line", "footer", "first-head", "page-head")
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Glyphs:
    """What the glyphs of a piece of marked content say, and the line on which they stand."""

    text: str
    baseline: float


@dataclass(slots=True, kw_only=True)
class _Reading:
    """Where the reader is: on which line, and whether the last piece said its text itself."""

    glyphs: Mapping[int, _Glyphs]
    baseline: float = 0.0
    was_said: bool = False

    def piece(self, mcid: int, said: str) -> str:
        """Return the text of a piece; where glyphs begin a line, a reader parts the words."""
        piece = self.glyphs.get(mcid, _Glyphs(text="", baseline=self.baseline))
        parts = abs(piece.baseline - self.baseline) > 1 and not (said and self.was_said)
        self.baseline, self.was_said = piece.baseline, bool(said)
        return "\n" * parts + (said or piece.text)


def spoken_words(content: bytes) -> list[str]:
    """Return the words of a PDF in the order of its structure tree: the text that elements say, else their glyphs'."""
    with PdfDocument(content) as document:
        return _words("".join(part for page in document for part in _page(page)))


def _page(page: Any) -> Iterator[str]:  # noqa: ANN401 (PDFium has no types)
    reading = _Reading(glyphs=_glyphs(page))
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        for index in range(raw.FPDF_StructTree_CountChildren(tree)):
            yield from _element(raw.FPDF_StructTree_GetChildAtIndex(tree, index), reading)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _glyphs(page: Any) -> Mapping[int, _Glyphs]:  # noqa: ANN401
    """Return what the glyphs of each piece of marked content say."""
    text, parts = page.get_textpage(), defaultdict(list)
    for thing, kind in _objects(page):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            matrix = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(thing, matrix)
            said = _string(lambda buffer, size, thing=thing: raw.FPDFTextObj_GetText(thing, text, buffer, size))
            parts[raw.FPDFPageObj_GetMarkedContentID(thing)].append((said, matrix.f))
    return {
        mcid: _Glyphs(text="".join(said for said, _line in pieces), baseline=pieces[0][1])
        for mcid, pieces in parts.items()
    }


def _element(element: Any, reading: _Reading) -> Iterator[str]:  # noqa: ANN401
    kind = _property(raw.FPDF_StructElement_GetType, element)
    if kind == "Lbl":
        return
    apart = "" if kind in _OF_LINES else " "
    yield apart
    said = _property(raw.FPDF_StructElement_GetActualText, element)
    for index in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        mcid = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if mcid >= 0:
            yield reading.piece(mcid, said)
        elif child:
            yield from _element(child, reading)
    yield apart


def written_words(page: str, *, inline: frozenset[str] = INLINE, shortened: Iterable[str] = ()) -> list[str]:
    """Return the words of a page's HTML in their order, but for what stands in its margins; `inline` part no words.

    The sides that are `shortened` lack what the text marks as optional.
    """
    root = html.document_fromstring(page)
    for side in shortened:
        for element in root.get_element_by_id(side).find_class("optional"):
            element.drop_tree()
    for element in [*root.iter(*_UNREAD), *(one for name in _RUNNING for one in root.find_class(name))]:
        element.drop_tree()
    return _words("".join(_of_html(root, inline)))


def _of_html(element: Any, inline: frozenset[str]) -> Iterator[str]:  # noqa: ANN401 (lxml has no types)
    if element.tag is not etree.Comment:
        apart = "" if element.tag in inline else " "
        yield apart + (element.text or "")
        for child in element:
            yield from _of_html(child, inline)
            yield child.tail or ""
        yield apart


def edges(words: list[str]) -> set[int]:
    """Return where words end, counted in letters."""
    return set(accumulate(map(len, words)))


def _words(text: str) -> list[str]:
    """Return words without invisible marks; parts of one that a soft hyphen divides are one."""
    joined = re.sub(rf"{_SOFT_HYPHEN}\s*|(?<=[–/-])\n", "", text)
    return re.sub("[\u200b-\u200f\u2060\u2066-\u2069\ufeff]", "", joined).casefold().split()
