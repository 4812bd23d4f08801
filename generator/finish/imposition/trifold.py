"""Trifold: one sheet folded twice to six panels, the flap tucked in (letter fold, C-fold).

The reader has its panels in reading order, each as wide as it is printed:

    1 front cover   2 inside start   3 inside middle   4 inside end (narrow)   5 flap (narrow)   6 back

                 outside                                inside
    left    +------+-------+-------+          +-------+-------+------+
    binding |  5   |   6   |   1   |          |   2   |   3   |  4   |
            | flap | back  | cover |          |       |       |      |
            +------+-------+-------+          +-------+-------+------+

    right   +-------+-------+------+          +------+-------+-------+
    binding |   1   |   6   |  5   |          |  4   |   3   |   2   |
            | cover | back  | flap |          |      |       |       |
            +-------+-------+------+          +------+-------+-------+

Whoever opens the cover sees the flap 5 beside panel 2. Flap 5 and panel 4 are the two sides of one piece of paper, so
both are narrow: the flap lies inside the fold without buckling. Turned about the upright edge, which is the short one
of a landscape sheet, panels back to back are 1 and 2, 6 and 3, 5 and 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from generator.findings import Finding
from generator.finish.imposition.marks import line
from generator.finish.imposition.sheets import (
    MM,
    RULE_PAGES,
    RULE_SHEET,
    TOLERANCE,
    Binding,
    Placement,
    Plan,
    Side,
    Size,
    fault,
    in_mm,
    is_near,
)

PANELS = 6
#: Reader pages, counted from 0, from left to right on the outside and on the inside of a left-bound sheet.
OUTSIDE, INSIDE = (4, 5, 0), (1, 2, 3)
#: Panels that are two sides of one piece of paper.
BACK_TO_BACK = ((0, 1), (5, 2), (4, 3))
#: From the edge of the sheet: most printers leave 4.2 mm white, text stands at least 8 mm off.
TICK = 7 * MM


def trifold_order(*, binding: Binding) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the reader pages, counted from 0, from left to right: outside, inside."""
    return (OUTSIDE, INSIDE) if binding == "left" else (OUTSIDE[::-1], INSIDE[::-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Trifold:
    """Six panels edge to edge on the two sides of a sheet that is as wide as three of them."""

    def plan(self, sizes: Sequence[Size], *, binding: Binding) -> Plan | Finding:
        """Return outside and inside."""
        wrong = _wrong_panels(sizes)
        if wrong is not None:
            return wrong
        return Plan(sides=tuple(_side(order, sizes) for order in trifold_order(binding=binding)), is_two_sided=True)


def _side(order: Sequence[int], sizes: Sequence[Size]) -> Side:
    *edges, width = accumulate((sizes[page][0] for page in order), initial=0.0)
    height = sizes[0][1]
    folds = edges[1:]
    marks = tuple(
        line((fold, start), (fold, end), is_dashed=True, has_halo=True, grey=0.4, width=0.5)
        for fold in folds for start, end in ((0, TICK), (height, height - TICK))
    )
    placements = tuple(Placement(page=page, x=left, y=0) for page, left in zip(order, edges, strict=True))
    return Side(size=(width, height), placements=placements, marks=marks)


def _wrong_panels(sizes: Sequence[Size]) -> Finding | None:
    """Return why pages are no panels of a trifold."""
    if len(sizes) != PANELS:
        return fault(
            RULE_PAGES, f"a trifold has six panels, this file {len(sizes)} page{'s' * (len(sizes) != 1)}.",
            "Give one page for each panel: cover, three of the inside, flap, back.",
        )
    heights = [height for _width, height in sizes]
    if max(heights) - min(heights) > TOLERANCE:
        return fault(RULE_SHEET, "the panels of a trifold have one height, these have several.",
                     "Give all six pages the height of the sheet.")
    for one, other in BACK_TO_BACK:
        if not is_near(sizes[one][0], sizes[other][0]):
            return fault(
                RULE_SHEET, f"page {one + 1} is {in_mm(sizes[one])}, page {other + 1} is {in_mm(sizes[other])}; they "
                "are two sides of one panel.", "Give both one width; the flap, 5, and its other side, 4, are narrow.",
            )
    if sizes[4][0] > min(sizes[0][0], sizes[5][0]) + TOLERANCE:
        return fault(RULE_SHEET, f"the flap, page 5, is {in_mm(sizes[4])}, wider than the panels that it lies between.",
                     "Make pages 4 and 5 about 3 mm narrower than the others.")
    return None
