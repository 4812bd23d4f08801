"""Arrange reader pages on printed sheets: saddle stitch, two pages a side, folded once, stapled in the fold.

Owns the order of the pages and their move onto sheets, with everything that points at a page: structure tree,
links, destinations. Never scales, turns or redraws a page, never adds one: a booklet comes with its blanks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from pikepdf import Array, Dictionary, Name, NameTree, Object, ObjectStreamMode, Page, Pdf

from generator.finish.structure import ObjectId, elements, is_element, kids_of

if TYPE_CHECKING:
    from collections.abc import Iterator

Binding = Literal["left", "right"]

PAGES_PER_SHEET = 4
DIGITS = 6  # behind the point, as the engine writes coordinates
TOLERANCE = 0.01  # points by which page sizes may differ: what rounding leaves of one CSS length

# Places of the coordinates in an explicit destination, behind page and kind (ISO 32000-1, table 151).
_COORDINATES = {
    "/XYZ": "xy",
    "/FitH": "y",
    "/FitBH": "y",
    "/FitV": "x",
    "/FitBV": "x",
    "/FitR": "xyxy",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a reader page went: its sheet side, the form that draws it, and how far it moved, in points."""

    sheet: Object
    form: Object
    dx: float
    dy: float

    def moved(self, value: Object, axis: str) -> float:
        """Return a coordinate on the sheet."""
        return round(float(value) + (self.dx if axis == "x" else self.dy), DIGITS)


Places = Mapping[ObjectId, _Place]


def saddle_stitch_order(page_count: int, *, binding: Binding) -> tuple[tuple[int, int], ...]:
    """Return for each sheet side the reader pages, counted from 0, at its left and its right.

    The sides come in print order: front, back, front, back, the outermost sheet first. A binding at the
    right, for scripts that run from right to left, mirrors each side. Raises ValueError when the pages do not
    fill sheets.
    """
    if page_count <= 0 or page_count % PAGES_PER_SHEET:
        message = f"a saddle-stitched booklet has a multiple of four pages, not {page_count}"
        raise ValueError(message)
    sides = []
    for first in range(0, page_count // 2, 2):
        last = page_count - 1 - first
        sides += [(last, first), (first + 1, last - 1)]
    if binding == "right":
        sides = [(right, left) for left, right in sides]
    return tuple(sides)


def impose_saddle_stitch(reader: bytes, *, binding: Binding) -> bytes:
    """Return the print file of a booklet: its reader pages, trimmed, side by side at full size.

    Print both sides, fold the stack once, staple in the fold. Tags, links, outline, destinations, language,
    title and XMP metadata stay valid, so the print file conforms to PDF/UA-1 when the reader does. Creep is
    not compensated and bleed is cut off in this version. The same reader gives the same bytes. Raises
    ValueError when the pages do not fill sheets or differ in size.
    """
    with Pdf.open(BytesIO(reader)) as pdf:
        order = saddle_stitch_order(len(pdf.pages), binding=binding)
        width, height = _page_size(pdf)
        places = _lay_out(pdf, order, width=width, height=height)
        _move_structure(pdf, places)
        _move_destinations(pdf, places)
        _set_printing(pdf, is_landscape=2 * width >= height)
        printed = BytesIO()
        pdf.save(
            printed,
            deterministic_id=True,
            fix_metadata_version=False,  # the XMP stays byte for byte
            object_stream_mode=ObjectStreamMode.generate,
        )
    return printed.getvalue()


def _page_size(pdf: Pdf) -> tuple[float, float]:
    """Return width and height, in points, that all pages share after trimming."""
    sizes = [_size(page) for page in pdf.pages]
    spread = max(max(axis) - min(axis) for axis in zip(*sizes, strict=True))
    if spread > TOLERANCE:
        message = f"the pages of a booklet have one size, not sizes {spread:.2f} points apart"
        raise ValueError(message)
    return sizes[0]


def _size(page: Page) -> tuple[float, float]:
    """Return width and height of a trimmed page in points."""
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    return right - left, top - bottom


def _lay_out(
    pdf: Pdf, order: tuple[tuple[int, int], ...], *, width: float, height: float
) -> dict[ObjectId, _Place]:
    """Replace the pages by sheet sides and return where each page went, by the id of its object."""
    pages = [page.obj for page in pdf.pages]
    places: dict[ObjectId, _Place] = {}
    sheets = []
    for pair in order:
        box = [0, 0, round(2 * width, DIGITS), height]
        sheet = pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=box, Tabs=Name.S, Annots=[]))
        for index, offset in zip(pair, (0.0, width), strict=True):
            places[pages[index].objgen] = _place(Page(pages[index]), sheet, offset=offset)
        left, right = (places[pages[index].objgen] for index in pair)
        sheet.Resources = Dictionary(XObject=Dictionary(LeftPage=left.form, RightPage=right.form))
        sheet.Contents = pdf.make_stream(_painting(left, "LeftPage") + _painting(right, "RightPage"))
        sheets.append(sheet)
    del pdf.pages[:]
    pdf.pages.extend(Page(sheet) for sheet in sheets)
    return places


def _place(page: Page, sheet: Object, *, offset: float) -> _Place:
    """Make a form of the page, `offset` points from the left of the sheet, and move its annotations there."""
    left, bottom, *_ = (float(edge) for edge in page.trimbox)
    form = page.as_form_xobject()
    if "/StructParents" in page.obj:  # the parent tree's list by MCID now speaks for the form
        form.StructParents = page.obj.StructParents
    place = _Place(sheet=sheet, form=form, dx=offset - left, dy=-bottom)
    for annotation in page.obj.get("/Annots", Array()):
        _move_annotation(annotation, place)
        sheet.Annots.append(annotation)
    return place


def _painting(place: _Place, name: str) -> bytes:
    """Return the operators that draw a page at its place on the sheet."""
    return f"q 1 0 0 1 {place.dx:.{DIGITS}f} {place.dy:.{DIGITS}f} cm /{name} Do Q\n".encode()


def _move_annotation(annotation: Object, place: _Place) -> None:
    """Move the rectangle and the corners of an annotation onto the sheet."""
    for key in ("/Rect", "/QuadPoints"):
        if key in annotation:
            axes = "xy" * (len(annotation[key]) // 2)
            annotation[key] = Array(map(place.moved, annotation[key], axes))
    if "/P" in annotation:
        annotation.P = place.sheet


def _move_structure(pdf: Pdf, places: Places) -> None:
    """Point the structure tree at sheets, and its marked content at the forms that hold it now."""
    root = pdf.Root.get("/StructTreeRoot")
    for element in elements(root) if root is not None else ():
        page = element.get("/Pg")
        if "/K" in element:
            element.K = Array([_moved_kid(kid, page, places) for kid in kids_of(element)])
        if page is not None:
            element.Pg = places[page.objgen].sheet
            _move_bounding_box(element, places[page.objgen])


def _move_bounding_box(element: Object, place: _Place) -> None:
    """Move the bounding box among the layout attributes of a figure or table (ISO 32000-1, table 343)."""
    attributes = element.get("/A", Dictionary())
    for owner in attributes if isinstance(attributes, Array) else [attributes]:
        if isinstance(owner, Dictionary) and "/BBox" in owner:
            owner.BBox = Array(map(place.moved, owner.BBox, "xyxy"))


def _moved_kid(kid: Object | int, page: Object | None, places: Places) -> Object:
    """Return a kid of a structure element, whose own page is `page`, for the sheet (ISO 32000-1, 14.7.4)."""
    if isinstance(kid, int):
        kid = Dictionary(Type=Name.MCR, MCID=kid)
    if is_element(kid):
        return kid
    place = places[kid.get("/Pg", page).objgen]  # type: ignore[union-attr]  # one of the two is required
    kid.Pg = place.sheet
    if "/MCID" in kid and "/Stm" not in kid:
        kid.Stm = place.form
    return kid


def _move_destinations(pdf: Pdf, places: Places) -> None:
    """Point all destinations at sheets: named ones, those of links and bookmarks, that of opening."""
    for destination in _destinations(pdf):
        array = destination.get("/D") if isinstance(destination, Dictionary) else destination
        if not isinstance(array, Array) or not isinstance(array[0], Dictionary):
            continue  # a name, an action that goes elsewhere, a page of another file
        place = places.get(array[0].objgen)
        if place is None:  # moved already, through another holder
            continue
        array[0] = place.sheet
        for index, axis in enumerate(_COORDINATES.get(str(array[1]), ""), start=2):
            if array[index] is not None:
                array[index] = place.moved(array[index], axis)


def _destinations(pdf: Pdf) -> Iterator[Object]:
    """Yield destinations, explicit or by name, and the actions that may hold one."""
    catalog = pdf.Root
    if "/Names" in catalog and "/Dests" in catalog.Names:
        yield from NameTree(catalog.Names.Dests).values()
    yield from catalog.get("/Dests", Dictionary()).values()
    annotations = [annotation for page in pdf.pages for annotation in page.obj.Annots]
    for holder in [*annotations, *_bookmarks(catalog.get("/Outlines"))]:
        yield from (holder[key] for key in ("/Dest", "/A") if key in holder)
    if "/OpenAction" in catalog:
        yield catalog.OpenAction


def _bookmarks(outline: Object | None) -> Iterator[Object]:
    """Yield the items of an outline."""
    waiting = [outline]
    while waiting:
        item = waiting.pop()
        if item is not None:
            yield item
            waiting += [item.get("/Next"), item.get("/First")]


def _set_printing(pdf: Pdf, *, is_landscape: bool) -> None:
    """Ask the print dialogue for full size and for sheets that turn about the fold."""
    if "/ViewerPreferences" not in pdf.Root:
        pdf.Root.ViewerPreferences = Dictionary()
    preferences = pdf.Root.ViewerPreferences
    preferences.Duplex = Name.DuplexFlipShortEdge if is_landscape else Name.DuplexFlipLongEdge
    preferences.PrintScaling = Name("/None")
    if "/PageLabels" in pdf.Root:
        del pdf.Root.PageLabels  # they number reader pages
