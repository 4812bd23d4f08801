"""The flat sheets of what is printed before it is folded: a trifold, a sheet folded once.

A booklet is none: print shops impose its pages themselves, on sheets of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.compose.page import Page
from generator.findings import Finding
from generator.finish.imposition import SaddleStitch, Trifold, impose
from generator.finish.imposition.print_file import scheme_of
from generator.finish.imposition.sheets import MM, Size, in_points
from generator.finish.press.marks import Folds

#: The pages of a sheet folded once.
_ONE_SHEET = 4


def flat_sheets(content: bytes, page: Page, sizes: Sequence[Size]) -> tuple[bytes, Folds]:
    """Return the file that a print shop prints, and where its sheets are folded; `sizes` of pages are in mm."""
    scheme = scheme_of(page)
    is_one_sheet = isinstance(scheme, SaddleStitch) and len(sizes) == _ONE_SHEET
    if scheme is None or not (is_one_sheet or isinstance(scheme, Trifold)):
        return content, ()
    plan = scheme.plan([in_points(size) for size in sizes], binding=page.binding)
    imposed = impose(content, scheme, binding=page.binding, has_marks=False)
    if isinstance(plan, Finding) or isinstance(imposed, Finding):
        return content, ()  # what cannot be folded has its finding from the print file
    folds = tuple(tuple(place.x / MM for place in side.placements if place.x > 0) for side in plan.sides)
    return imposed.content, folds
