"""Carry out a plan: reader pages become forms on sheet sides, and what points at them follows.

Owns the sheets and the forms on them. A page is never redrawn: its content stays one stream, placed by a matrix. Blanks
are what no page covers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from generator.finish.imposition.copies import artifact_copy
from generator.finish.imposition.marks import painted
from generator.finish.imposition.pointers import Place, move_annotation, move_destinations, move_structure
from generator.finish.imposition.sheets import Placement, Plan, Side, Size
from generator.finish.imposition.transform import DIGITS, Transform, half_turn, moved, scaled, upright
from generator.finish.structure import ObjectId


def page_size(page: Page) -> Size:
    """Return width and height, in points, of a trimmed page as it is seen."""
    return _laid_upright(page)[1]


def carry_out(pdf: Pdf, plan: Plan, *, turns_backs: bool = False) -> None:
    """Replace the pages of a file by the sheet sides of a plan, in place.

    `turns_backs` turns each second side by half, for a printer that turns the sheet about its other edge.
    """
    pages = [Page(page.obj) for page in pdf.pages]
    stock = _Stock(pdf=pdf, pages=pages)
    sheets = []
    for number, side in enumerate(plan.sides):
        is_turned = turns_backs and plan.is_two_sided and number % 2 == 1
        sheets.append(_sheet(side, stock, half_turn(side.size) if is_turned else Transform()))
    del pdf.pages[:]
    pdf.pages.extend(Page(sheet) for sheet in sheets)
    move_structure(pdf, stock.places)
    move_destinations(pdf, stock.places)
    for key in ("/PageLabels", "/Threads"):  # they number reader pages, and lead through them
        if key in pdf.Root:
            del pdf.Root[key]


def _laid_upright(page: Page) -> tuple[Transform, Size]:
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    box = min(left, right), min(bottom, top), max(left, right), max(bottom, top)
    return upright(box, _rotation(page.obj), float(page.obj.get("/UserUnit", 1)))


def _rotation(page: Object) -> int:
    """Return how far a page is turned, which the nodes above it may say (ISO 32000-1, 7.7.3.4)."""
    node: Object | None = page
    while node is not None:
        if "/Rotate" in node:
            return round(int(node.Rotate) / 90) * 90
        node = node.get("/Parent")
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stock:
    """The forms that draw reader pages, made when they are first wanted, and where each page went."""

    pdf: Pdf
    pages: list[Page]
    places: dict[ObjectId, Place] = field(default_factory=dict)
    forms: dict[int, Object] = field(default_factory=dict)
    copies: dict[int, Object] = field(default_factory=dict)

    def form(self, number: int) -> Object:
        """Return the form of a page, which keeps its place in the parent tree."""
        if number not in self.forms:
            page = self.pages[number]
            form = page.as_form_xobject(handle_transformations=False)
            if "/StructParents" in page.obj:  # the parent tree's list by MCID now speaks for the form
                form.StructParents = page.obj.StructParents
            self.forms[number] = form
        return self.forms[number]

    def copy(self, number: int) -> Object:
        """Return a form of the page that no structure element owns: what is tagged is drawn once."""
        if number not in self.copies:
            self.copies[number] = artifact_copy(self.pdf, self.form(number))
        return self.copies[number]


def _sheet(side: Side, stock: _Stock, turn: Transform) -> Object:
    """Return a side with its pages, its marks over them, and the annotations of the pages that are no copies."""
    sheet = stock.pdf.make_indirect(Dictionary(
        Type=Name.Page, MediaBox=[0, 0, *(round(length, DIGITS) for length in side.size)], Tabs=Name.S, Annots=[],
    ))
    forms, painting = Dictionary(), b""
    for placement in side.placements:
        page = stock.pages[placement.page]
        way = _laid_upright(page)[0].then(scaled(placement.scale)).then(moved(placement.x, placement.y)).then(turn)
        form = stock.copy(placement.page) if placement.is_copy else stock.form(placement.page)
        name = f"/{'Copy' if placement.is_copy else 'Page'}{placement.page + 1}"
        forms[name] = form
        painting += _painting(name, way, placement, turn)
        if not placement.is_copy:
            stock.places[page.obj.objgen] = place = Place(sheet=sheet, form=form, way=way)
            for annotation in page.obj.get("/Annots", Array()):
                move_annotation(stock.pdf, annotation, place)
                sheet.Annots.append(annotation)
    sheet.Resources = Dictionary(XObject=forms)
    sheet.Contents = stock.pdf.make_stream(painting + painted((*side.drawing, *side.marks)))
    return sheet


def _painting(name: str, way: Transform, placement: Placement, turn: Transform) -> bytes:
    """Return the operators that draw a page at its place, within its window."""
    clip = ""
    if placement.window is not None:
        left, bottom, right, top = turn.box(placement.window)
        clip = f"{_written(left, bottom, right - left, top - bottom)} re W n "
    return f"q {clip}{_written(*way.numbers())} cm {name} Do Q\n".encode()


def _written(*numbers: float) -> str:
    return " ".join(f"{number:.{DIGITS}f}".rstrip("0").rstrip(".") for number in numbers)
