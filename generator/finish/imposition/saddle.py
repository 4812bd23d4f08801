"""Saddle stitch: two pages a sheet side, the stack folded once and stapled in the fold.

    outer side of the outermost sheet        inner side
    +---------+---------+                    +---------+---------+
    |   back  |  cover  |                    |    2    |  last-1 |
    +---------+---------+                    +---------+---------+

A binding at the right mirrors each side. Four pages are a bifold: one sheet.

**Blanks.** A page count that fills no sheets is padded; the blanks stand before the last page, so that the back cover
stays at the back. A single page stays the cover.

**Creep.** In the folded stack each sheet lies around those within it, so the inner ones stand out at the fore edge.
Taken as concentric half circles, a fold whose sheet lies `k` sheets further in has a radius that is smaller by `k t`
(`t` is the thickness of the sheet), and each half of the sheet loses a quarter of a circle less: it stands out by
`k t pi/2`. A sharp crease would give `k t`, a square spine `2 k t`; what printers use in practice, thickness times a
factor of 1 to 1.6, lies between. Pages move towards the fold by that much, which keeps text and margins in line from
leaf to leaf (shingling), whether the fore edge is trimmed afterwards or not. What crosses the fold is cut off there.

Thickness follows from what a wrapper says: grammage (g/m2) x bulk (cm3/g) / 1000 = mm (ISO 534). Office paper has
80 x 1.25 / 1000 = 0.1 mm.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from generator.findings import Finding, Severity
from generator.finish.imposition.marks import line
from generator.finish.imposition.sheets import (
    MM,
    RULE_PAGES,
    RULE_PAPER,
    RULE_SHEET,
    SHEETS,
    Binding,
    Placement,
    Plan,
    Point,
    Side,
    Size,
    Stroke,
    fault,
    in_mm,
    in_points,
    odd_one,
    sizes_differ,
    turned,
)

PAGES_PER_SHEET = 4
#: Bulk of plain office paper, cm3/g.
OFFICE_BULK = 1.25
#: How much further than the sheet around it a sheet stands out, in thicknesses: a quarter of a circle.
CREEP_PER_SHEET = math.pi / 2
#: Board of 1 mm does not fold; whoever writes 100 means micrometres.
MOST_THICKNESS = 1.0
#: What a long-arm stapler holds and a hand folds.
MOST_SHEETS = 20
_TICK, _GAP = 4 * MM, 1 * MM


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


def padded(page_count: int) -> tuple[int | None, ...]:
    """Return the pages of the folded booklet: those of the reader, with blanks (None) before the last one."""
    blanks = (None,) * (-page_count % PAGES_PER_SHEET)
    kept = max(page_count - 1, 1)
    return (*range(kept), *blanks, *range(kept, page_count))


def thickness(grammage: float, bulk: float = OFFICE_BULK) -> float:
    """Return the thickness in mm of a paper of so many g/m2 and cm3/g."""
    return grammage * bulk / 1000


def creep(sheet: int, paper_thickness: float) -> float:
    """Return how far, in mm, a sheet stands out from the outermost; sheets are counted from 0, from outside."""
    return sheet * paper_thickness * CREEP_PER_SHEET


@dataclass(frozen=True, slots=True, kw_only=True)
class SaddleStitch:
    """Saddle stitch on sheets of two pages, or on a named one with cutting marks.

    `paper_thickness` is in mm; None leaves creep as it is.
    """

    paper_thickness: float | None = None
    sheet: str | None = None

    def plan(self, sizes: Sequence[Size], *, binding: Binding) -> Plan | Finding:
        """Return the sheets, outermost first."""
        wrong = _wrong_thickness(self.paper_thickness)
        if wrong is None and (odd := odd_one(sizes)) is not None:
            wrong = sizes_differ(sizes, odd, what="a booklet")
        if wrong is not None:
            return wrong
        width, height = sizes[0]
        size = self._sheet_size(2 * width, height)
        if isinstance(size, Finding):
            return size
        pages = padded(len(sizes))
        corner = (size[0] - 2 * width) / 2, (size[1] - height) / 2
        marks = () if self.sheet is None else tuple(_corner_marks(corner, 2 * width, height))
        sides = tuple(
            Side(size=size, marks=marks, placements=self._side(
                [pages[index] for index in pair], corner, sizes[0],
                shift=creep(number // 2, self.paper_thickness or 0) * MM,
            ))
            for number, pair in enumerate(saddle_stitch_order(len(pages), binding=binding))
        )
        return Plan(sides=sides, is_two_sided=True, notes=_notes(len(sizes), len(pages)))

    def _sheet_size(self, width: float, height: float) -> Size | Finding:
        """Return the sheet of a spread, as it lies best."""
        if self.sheet is None:
            return width, height
        upright = in_points(SHEETS[self.sheet])
        for size in (turned(upright), upright) if width > height else (upright, turned(upright)):
            if width <= size[0] + 0.01 and height <= size[1] + 0.01:
                return size
        return fault(
            RULE_SHEET,
            f"two pages side by side are {in_mm((width, height))}, the sheet {self.sheet} is {in_mm(upright)}.",
            "Name a larger sheet, or none: the sheet then has the size of two pages.",
        )

    def _side(self, pages: list[int | None], corner: Point, size: Size, *, shift: float) -> tuple[Placement, ...]:
        """Return the pages left and right of the fold, moved towards it; a blank is no page at all."""
        placements = []
        for page, left, towards in zip(pages, (corner[0], corner[0] + size[0]), (shift, -shift), strict=True):
            if page is not None:
                window = (left, corner[1], left + size[0], corner[1] + size[1]) if shift else None
                placements.append(Placement(page=page, x=left + towards, y=corner[1], window=window))
        return tuple(placements)


def _wrong_thickness(paper_thickness: float | None) -> Finding | None:
    if paper_thickness is None or 0 < paper_thickness <= MOST_THICKNESS:
        return None
    return fault(
        RULE_PAPER, f"no paper that folds is {paper_thickness:g} mm thick.",
        "Give the thickness of one sheet in mm, as 0.1 for office paper of 80 g/m2, or its grammage.",
    )


def _corner_marks(corner: Point, width: float, height: float) -> list[Stroke]:
    """Return ticks outside the corners of a spread for cutting, and at its middle, dashed, for folding."""
    left, bottom = corner
    right, top = left + width, bottom + height
    ticks = [
        line((x, y + step * _GAP), (x, y + step * (_GAP + _TICK)), is_dashed=x not in {left, right})
        for x in (left, left + width / 2, right) for y, step in ((bottom, -1), (top, 1))
    ]
    ticks += [
        line((x + step * _GAP, y), (x + step * (_GAP + _TICK), y))
        for y in (bottom, top) for x, step in ((left, -1), (right, 1))
    ]
    return ticks


def _notes(page_count: int, padded_count: int) -> tuple[Finding, ...]:
    """Return what the reader should know: blanks that were added, a stack that will hardly fold."""
    notes = []
    sheets = padded_count // PAGES_PER_SHEET
    if blanks := padded_count - page_count:
        notes.append(fault(
            RULE_PAGES, f"{page_count} pages fill no sheets of four; {blanks} blank stand{'s' * (blanks == 1)} before "
            "the last page.", "Nothing has to be done, unless the blanks are not wanted.", severity=Severity.NOTE,
        ))
    if sheets > MOST_SHEETS:
        notes.append(fault(
            RULE_PAGES, f"{sheets} sheets are more than a stapler holds and a fold keeps flat ({MOST_SHEETS}).",
            "Divide the file into booklets, or have it bound another way.", severity=Severity.WARNING,
        ))
    return tuple(notes)
