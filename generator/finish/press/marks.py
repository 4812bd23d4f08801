"""Bleed, crop marks and folding marks: the sheet around the trimmed page.

Boxes are those of ISO 32000-1, 14.11.2; marks are printed on every plate (the separation All) and stand outside the
bleed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

#: Where sheets are folded: for each page the places in mm from the left of its trim; empty where none is.
Folds = tuple[tuple[float, ...], ...]
#: Left, bottom, right and top of a box, or the two ends of a line, in points.
Box = tuple[float, float, float, float]
POINTS_PER_MM = 72 / 25.4
#: How far colour reaches beyond the trimmed page, how long a mark is, and the paper around all, in mm.
BLEED, MARK, MARGIN = 3.0, 5.0, 10.0
_LINE = 0.25  # points: the hairline of a mark
_DASHES = b"[3 2] 0 d"
_SPACE = "PressMarks"


def mark_sheets(document: pikepdf.Pdf, *, folds: Folds) -> None:
    """Set the boxes of every page and draw its marks, in place; with its folds."""
    registration = document.make_indirect(Array([
        Name.Separation, Name.All, Name.DeviceCMYK,
        Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1),
    ]))
    for page, places in zip(document.pages, folds or ((),) * len(document.pages), strict=True):
        trim = _trim(page)
        _set_boxes(page, trim)
        drawn = b"q /%s CS 1 SCN %.2f w\n%s%s\n%sQ\n" % (
            _SPACE.encode(), _LINE, _drawn(_crop_lines(trim)), _DASHES, _drawn(_fold_lines(trim, places)),
        )
        # Whatever state the page's own drawing leaves, marks do not see it.
        page.contents_add(document.make_stream(b"q\n"), prepend=True)
        page.contents_add(document.make_stream(b"Q\n" + drawn))
        # Resources are shared between pages: what is set twice is the same.
        spaces = page.resources.get("/ColorSpace", Dictionary())
        page.resources.ColorSpace = Dictionary({**dict(spaces.items()), f"/{_SPACE}": registration})


def _trim(page: pikepdf.Page) -> Box:
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    return left, bottom, right, top


def _drawn(lines: Iterable[Box]) -> bytes:
    return b"".join(b"%.3f %.3f m %.3f %.3f l S\n" % line for line in lines)


def _set_boxes(page: pikepdf.Page, trim: Box) -> None:
    page.obj.TrimBox = Array(trim)
    page.obj.BleedBox = Array(_around(trim, BLEED))
    page.obj.MediaBox = Array(_around(trim, MARGIN))
    for key in ("/CropBox", "/ArtBox"):
        if key in page.obj:
            del page.obj[key]


def _around(box: Box, distance: float) -> Box:
    """Return a box that is larger by a distance in mm on every side."""
    by = distance * POINTS_PER_MM
    left, bottom, right, top = box
    return round(left - by, 4), round(bottom - by, 4), round(right + by, 4), round(top + by, 4)


def _crop_lines(trim: Box) -> Iterator[Box]:
    """Yield two lines at each corner, which begin where the bleed ends."""
    left, bottom, right, top = trim
    near, far = BLEED * POINTS_PER_MM, (BLEED + MARK) * POINTS_PER_MM
    for x, outwards in ((left, -1), (right, 1)):
        yield from ((x + outwards * near, y, x + outwards * far, y) for y in (bottom, top))
    for y, outwards in ((bottom, -1), (top, 1)):
        yield from ((x, y + outwards * near, x, y + outwards * far) for x in (left, right))


def _fold_lines(trim: Box, places: tuple[float, ...]) -> Iterator[Box]:
    left, bottom, _right, top = trim
    near, far = BLEED * POINTS_PER_MM, (BLEED + MARK) * POINTS_PER_MM
    for place in places:
        x = left + place * POINTS_PER_MM
        yield from ((x, y + outwards * near, x, y + outwards * far) for y, outwards in ((bottom, -1), (top, 1)))
