"""What points at a reader page follows it onto its sheet: structure tree, annotations, destinations, outline.

Owns the rewriting of these references and of the coordinates in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Matrix, Name, NameTree, Object, Pdf, Stream

from generator.finish.imposition.transform import Transform
from generator.finish.structure import ObjectId, elements, is_element, kids_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# Places of the coordinates in an explicit destination, behind page and kind (ISO 32000-1, table 151).
_COORDINATES = {
    "/XYZ": "xy",
    "/FitH": "y",
    "/FitBH": "y",
    "/FitV": "x",
    "/FitBV": "x",
    "/FitR": "xyxy",
}
#: Lists of points in an annotation (ISO 32000-1, tables 175 to 182).
_POINTS = ("/QuadPoints", "/Vertices", "/L", "/CL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a reader page went: its sheet side, the form that draws it, and the way there."""

    sheet: Object
    form: Object
    way: Transform

    def box(self, values: Object) -> Array:
        """Return a rectangle on the sheet."""
        left, bottom, right, top = (float(value) for value in values)
        return Array(self.way.box((left, bottom, right, top)))

    def points(self, values: Object) -> Array:
        """Return a list of x, y, x, y … on the sheet."""
        numbers = [float(value) for value in values]
        pairs = zip(numbers[::2], numbers[1::2], strict=False)
        return Array([value for x, y in pairs for value in self.way.point(x, y)])


Places = Mapping[ObjectId, Place]


def move_annotation(pdf: Pdf, annotation: Object, place: Place) -> None:
    """Move an annotation onto the sheet: its rectangle, its corners, and how its appearance is turned."""
    if "/Rect" in annotation:
        annotation.Rect = place.box(annotation.Rect)
    for key in _POINTS:
        if key in annotation:
            annotation[key] = place.points(annotation[key])
    if "/InkList" in annotation:
        annotation.InkList = Array([place.points(line) for line in annotation.InkList])
    if "/P" in annotation:
        annotation.P = place.sheet
    if "/AP" in annotation and not (place.way.keeps_axes and place.way.a > 0):
        annotation.AP = _turned(pdf, annotation.AP, place.way)


def _turned(pdf: Pdf, appearances: Object, way: Transform) -> Object:
    """Return appearances whose drawings turn with their page; the rectangle gives them their size (12.5.5)."""
    if isinstance(appearances, Stream):
        turned = pdf.make_stream(appearances.read_raw_bytes(), dict(appearances.stream_dict.items()))
        matrix = Matrix(appearances.get("/Matrix", Array([1, 0, 0, 1, 0, 0])))
        turned.Matrix = (matrix @ Matrix(way.a, way.b, way.c, way.d, 0, 0)).as_array()
        return turned
    return Dictionary({key: _turned(pdf, value, way) for key, value in appearances.items()})


def move_structure(pdf: Pdf, places: Places) -> None:
    """Point the structure tree at sheets, and its marked content at the forms that hold it now."""
    root = pdf.Root.get("/StructTreeRoot")
    for element in elements(root) if root is not None else ():
        page = element.get("/Pg")
        if "/K" in element:
            element.K = Array([_moved_kid(kid, page, places) for kid in kids_of(element)])
        if page is not None and page.objgen in places:
            place = places[page.objgen]
            element.Pg = place.sheet
            _move_bounding_box(element, place)


def _move_bounding_box(element: Object, place: Place) -> None:
    """Move the bounding box among the layout attributes of a figure or table (ISO 32000-1, table 343)."""
    attributes = element.get("/A", Dictionary())
    for owner in attributes if isinstance(attributes, Array) else [attributes]:
        if isinstance(owner, Dictionary) and "/BBox" in owner:
            owner.BBox = place.box(owner.BBox)


def _moved_kid(kid: Object | int, page: Object | None, places: Places) -> Object:
    """Return a kid of a structure element, whose own page is `page`, for the sheet (ISO 32000-1, 14.7.4)."""
    if isinstance(kid, int):
        kid = Dictionary(Type=Name.MCR, MCID=kid)
    if is_element(kid):
        return kid
    home = kid.get("/Pg", page)
    place = None if home is None else places.get(home.objgen)
    if place is None:
        return kid
    kid.Pg = place.sheet
    if "/MCID" in kid and "/Stm" not in kid:
        kid.Stm = place.form
    return kid


def move_destinations(pdf: Pdf, places: Places) -> None:
    """Point all destinations at sheets: named ones, those of links and bookmarks, that of opening."""
    for destination in _destinations(pdf):
        array = destination.get("/D") if isinstance(destination, Dictionary) else destination
        if not isinstance(array, Array) or not len(array) or not isinstance(array[0], Dictionary):
            continue  # a name, an action that goes elsewhere, a page of another file
        place = places.get(array[0].objgen)
        if place is None:  # moved already, through another holder
            continue
        array[0] = place.sheet
        _move_coordinates(array, place.way)


def _move_coordinates(array: Array, way: Transform) -> None:
    """Move the coordinates of an explicit destination; a page that lies on its side is shown as a whole."""
    axes = _COORDINATES.get(str(array[1]), "") if len(array) > 1 else ""
    values = [array[index] for index in range(2, min(2 + len(axes), len(array)))]
    if not way.keeps_axes and axes:
        del array[1:]
        array.append(Name.Fit)
        return
    for index, (axis, value) in enumerate(zip(axes, values, strict=False), start=2):
        if value is not None:
            x, y = way.point(float(value), float(value))
            array[index] = x if axis == "x" else y
    if axes == "xyxy" and len(values) == len(axes):
        left, bottom, right, top = (float(array[index]) for index in range(2, 6))
        array[2:6] = [min(left, right), min(bottom, top), max(left, right), max(bottom, top)]


def _destinations(pdf: Pdf) -> Iterator[Object]:
    """Yield destinations, explicit or by name, and the actions that may hold one."""
    catalog = pdf.Root
    if "/Names" in catalog and "/Dests" in catalog.Names:
        yield from NameTree(catalog.Names.Dests).values()
    yield from catalog.get("/Dests", Dictionary()).values()
    annotations = [annotation for page in pdf.pages for annotation in page.obj.Annots]
    for holder in [*annotations, *_bookmarks(catalog.get("/Outlines"))]:
        if "/Dest" in holder:
            yield holder.Dest
        yield from _actions(holder.get("/A"))
    opening = catalog.get("/OpenAction")
    if isinstance(opening, Array):
        yield opening
    yield from _actions(opening)


def _actions(first: Object | None) -> Iterator[Object]:
    """Yield an action and those that follow it (ISO 32000-1, table 193)."""
    waiting, seen = [first], set()
    while waiting:
        action = waiting.pop()
        if not isinstance(action, Dictionary) or (action.is_indirect and action.objgen in seen):
            continue
        seen.add(action.objgen)
        yield action
        following = action.get("/Next")
        waiting += list(following) if isinstance(following, Array) else [following]


def _bookmarks(outline: Object | None) -> Iterator[Object]:
    """Yield the items of an outline; one that leads in a circle is left where it closes."""
    waiting, seen = [outline], set()
    while waiting:
        item = waiting.pop()
        if item is not None and item.objgen not in seen:
            seen.add(item.objgen)
            yield item
            waiting += [item.get("/Next"), item.get("/First")]
