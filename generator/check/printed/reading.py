"""Reading a PDF's bytes into a `Printed`: PDFium, which is not the engine that wrote them, and ZXing for codes.

PDFium is what Chrome and Edge show and print with. Its own interface is used where pypdfium2 has no method.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import zxingcpp
from PIL import Image
from pypdfium2 import PdfDocument, raw  # type: ignore[import-untyped]  # ships no types

from generator.check.printed.printed import Block, Box, Figure, Picture, Printed, Run, Sheet
from generator.check.printed.seeing import seen
from generator.finish.glyphs import missing_letters

#: Pixels to the inch of a page's picture: a QR code's module of 0.4 mm has two of them, letters of 9 pt a dozen.
PICTURE_DPI = 110
#: The longest text of one run, in UTF-16 units; PDFium cuts what is longer.
_LONGEST = 4096
#: A level line is at most this high, in points.
_RULE_HEIGHT = 2.5
#: PDF 32000-1 table 123: the font is italic.
_ITALIC = 1 << 6
_INVISIBLE = 3
#: Lighter than this is paper, from 0 to 255.
PAPER = 245
#: Kinds of structure elements that hold together a text that is set in lines.
_TEXT_KINDS = frozenset({
    "P", "LBody", "Lbl", "H", "H1", "H2", "H3", "H4", "H5", "H6", "TD", "TH", "Caption", "BlockQuote", "Note", "LI",
})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tags:
    """What the tags of one page say: the block of each marked content, and the figures."""

    blocks: Mapping[int, Block]
    figures: tuple[Figure, ...]
    tagged: bool


def read_printed(content: bytes) -> Printed:
    """Return what stands on the pages of a PDF; PdfiumError where the bytes are none."""
    with PdfDocument(content) as document:
        language = _string(lambda buffer, size: raw.FPDFCatalog_GetLanguage(document, buffer, size))
        sheets, tagged = [], False
        for number, page in enumerate(document, start=1):
            tags = _tags(page, language)
            tagged = tagged or tags.tagged
            sheets.append(_sheet(document, page, number, tags))
        return Printed(
            sheets=tuple(sheets), language=language, title=document.get_metadata_value("Title"), tagged=tagged,
            missing=missing_letters(content),
        )


def printed_pictures(content: bytes) -> Iterator[tuple[int, Picture]]:
    """Yield the pictures of a PDF, each with the number of its page."""
    with PdfDocument(content) as document:
        for number, page in enumerate(document, start=1):
            for thing, kind in _objects(page):
                if kind == raw.FPDF_PAGEOBJ_IMAGE:
                    yield number, _picture(thing, page)


def _sheet(document: PdfDocument, page: Any, number: int, tags: _Tags) -> Sheet:  # noqa: ANN401 (no types)
    width, height = page.get_size()
    scale = PICTURE_DPI / 72
    picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    objects = list(_objects(page))
    text = page.get_textpage()
    return Sheet(
        number=number, width=width, height=height, ink=_ink(picture),
        runs=tuple(
            seen(run, picture, scale=scale) for run in _runs(objects, text, tags.blocks) if run.text.strip()
        ),
        pictures=tuple(_picture(thing, page) for thing, kind in objects if kind == raw.FPDF_PAGEOBJ_IMAGE),
        rules=tuple(
            box for thing, kind in objects if kind == raw.FPDF_PAGEOBJ_PATH
            if (box := _bounds(thing)).top - box.bottom <= _RULE_HEIGHT < box.right - box.left
        ),
        figures=tags.figures, links=tuple(_links(document, page)), codes=tuple(_codes(picture)),
    )


def _objects(page: Any) -> Iterator[tuple[Any, int]]:  # noqa: ANN401
    """Yield the objects of a page with their kinds, those in forms too."""
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _with_inner(raw.FPDFPage_GetObject(page, index))


def _with_inner(thing: Any) -> Iterator[tuple[Any, int]]:  # noqa: ANN401
    kind = raw.FPDFPageObj_GetType(thing)
    if kind != raw.FPDF_PAGEOBJ_FORM:
        yield thing, kind
        return
    for index in range(raw.FPDFFormObj_CountObjects(thing)):
        inner = raw.FPDFFormObj_GetObject(thing, index)
        # Places inside a form are the form's own: its paths and letters are only counted where they are pictures.
        if raw.FPDFPageObj_GetType(inner) in {raw.FPDF_PAGEOBJ_FORM, raw.FPDF_PAGEOBJ_IMAGE}:
            yield from _with_inner(inner)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """One text object: PDFium makes a new one wherever a mark is raised, so a word of Nastaliq has several."""

    run: Run
    marked: int

    def continues(self, other: _Piece) -> bool:
        """Tell whether both are one run: same marked content, same type, and for artifacts the same line."""
        one, two = self.run, other.run
        same_type = (one.font, round(one.size, 2), one.colour) == (two.font, round(two.size, 2), two.colour)
        beside = abs(one.baseline - two.baseline) < one.size / 2 and _gap(one.box, two.box) < one.size
        return self.marked == other.marked and same_type and (self.marked >= 0 or beside)


def _runs(objects: list[tuple[Any, int]], text: Any, blocks: Mapping[int, Block]) -> Iterator[Run]:  # noqa: ANN401
    """Yield the runs of a page in the order in which they are drawn."""
    last: _Piece | None = None
    for thing, kind in objects:
        piece = _piece(thing, text, blocks) if kind == raw.FPDF_PAGEOBJ_TEXT else None
        if piece is None:
            continue
        if last is not None and last.continues(piece):
            last = replace(last, run=_joined(last.run, piece.run))
            continue
        if last is not None:
            yield last.run
        last = piece
    if last is not None:
        yield last.run


def _gap(one: Box, other: Box) -> float:
    """Return the white between two boxes on a line; 0 or less where they overlap."""
    return max(one.left, other.left) - min(one.right, other.right)


def _joined(first: Run, second: Run) -> Run:
    one, two = first.box, second.box
    box = Box(left=min(one.left, two.left), bottom=min(one.bottom, two.bottom),
              right=max(one.right, two.right), top=max(one.top, two.top))
    return replace(first, text=first.text + second.text, box=box)


def _piece(thing: Any, text: Any, blocks: Mapping[int, Block]) -> _Piece | None:  # noqa: ANN401
    """Return a text object; None where nothing is drawn: invisible text, no ink."""
    box = _bounds(thing)
    if raw.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE or box.left >= box.right:
        return None
    words = _string(lambda buffer, size: raw.FPDFTextObj_GetText(thing, text, buffer, size))
    size, matrix, angle = ctypes.c_float(), raw.FS_MATRIX(), ctypes.c_int()
    raw.FPDFTextObj_GetFontSize(thing, size)
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    font = raw.FPDFTextObj_GetFont(thing)
    raw.FPDFFont_GetItalicAngle(font, angle)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha)
    name = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, name, 256)
    marked = raw.FPDFPageObj_GetMarkedContentID(thing)
    return _Piece(marked=marked, run=Run(
        text=words, box=box, baseline=matrix.f, colour=(red.value, green.value, blue.value),
        # The height of the letters after every transformation: the length of the matrix's second row.
        size=size.value * (matrix.c ** 2 + matrix.d ** 2) ** 0.5,
        font=name.value.decode("utf-8", "replace"),
        # A synthetic slant is a sheared matrix.
        slanted=angle.value != 0 or bool(raw.FPDFFont_GetFlags(font) & _ITALIC) or abs(matrix.c) > abs(matrix.b) + 0.01,
        block=blocks.get(marked),
    ))


def _picture(thing: Any, page: Any) -> Picture:  # noqa: ANN401
    data = raw.FPDF_IMAGEOBJ_METADATA()
    raw.FPDFImageObj_GetImageMetadata(thing, page, data)
    return Picture(box=_bounds(thing), dpi=min(data.horizontal_dpi, data.vertical_dpi))


def _bounds(thing: Any) -> Box:  # noqa: ANN401
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return Box(left=left.value, bottom=bottom.value, right=right.value, top=top.value)


def _ink(picture: Image.Image) -> float:
    """Return the share of a page's picture that is not paper."""
    return sum(picture.convert("L").histogram()[:PAPER]) / (picture.width * picture.height)


def _links(document: PdfDocument, page: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the addresses that the links of a page open; links within the document have none."""
    start, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, start, link):
        action = raw.FPDFLink_GetAction(link)
        if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI:
            size = raw.FPDFAction_GetURIPath(document, action, None, 0)
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFAction_GetURIPath(document, action, buffer, size)
            yield buffer.value.decode("utf-8", "replace")


def _codes(picture: Image.Image) -> Iterator[str]:
    """Yield what a camera reads in the QR codes of a page's picture."""
    kinds = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(
        picture.convert("L"), formats=kinds, try_rotate=False, try_downscale=False, try_invert=False,
    )
    return (code.text for code in found)


def _tags(page: Any, language: str) -> _Tags:  # noqa: ANN401
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return _Tags(blocks={}, figures=(), tagged=False)
    blocks: dict[int, Block] = {}
    figures: list[Figure] = []
    numbers = iter(range(1 << 30))
    try:
        count = raw.FPDF_StructTree_CountChildren(tree)
        for index in range(count):
            element = raw.FPDF_StructTree_GetChildAtIndex(tree, index)
            _walk(element, Block(number=-1, kind="", language=language), blocks, figures, numbers)
    finally:
        raw.FPDF_StructTree_Close(tree)
    return _Tags(blocks=blocks, figures=tuple(figures), tagged=count > 0)


def _walk(
    element: Any, block: Block, blocks: dict[int, Block], figures: list[Figure], numbers: Iterator[int]  # noqa: ANN401
) -> None:
    """Note the block of each marked content under an element, and the figures."""
    kind = _property(raw.FPDF_StructElement_GetType, element)
    language = _property(raw.FPDF_StructElement_GetLang, element) or block.language
    if kind in _TEXT_KINDS:
        block = Block(number=next(numbers), kind=kind, language=language)
    elif language != block.language:
        block = Block(number=block.number, kind=block.kind, language=language)
    for index in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        marked = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if marked >= 0:
            blocks[marked] = block
        elif child:
            _walk(child, block, blocks, figures, numbers)
    if kind == "Figure":
        figures.append(Figure(alternative=_property(raw.FPDF_StructElement_GetAltText, element).strip()))


def _property(read: Callable[[Any, Any, int], int], element: Any) -> str:  # noqa: ANN401
    return _string(lambda buffer, size: read(element, buffer, size))


def _string(read: Callable[[Any, int], int]) -> str:
    """Return what a function of PDFium writes into a buffer of UTF-16, without its closing zero."""
    length = read(ctypes.cast(_BUFFER, ctypes.POINTER(raw.FPDF_WCHAR)), _LONGEST)
    return _BUFFER.raw[:max(0, min(length, _LONGEST) - 2)].decode("utf-16-le", "replace")


_BUFFER = ctypes.create_string_buffer(_LONGEST)
