"""What imposition plans: sheet sides, the places of reader pages on them, and the marks beside them.

Owns these values and the sheets that offices have. Pure: no PDF is read or written here, so that the laws of a
scheme can be tried over numbers alone. Lengths are points, y grows upwards, as in PDF.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from generator.findings import Finding, Severity

MM = 72 / 25.4

Binding = Literal["left", "right"]
Flip = Literal["long", "short"]
Point = tuple[float, float]
Size = tuple[float, float]
Box = tuple[float, float, float, float]

#: Sheets by name, upright, in mm: those of offices, then those of plotters (ISO 216, ANSI/ASME Y14.1).
SHEETS: Mapping[str, Size] = {
    "A4": (210, 297), "Letter": (215.9, 279.4), "Legal": (215.9, 355.6), "A3": (297, 420), "Tabloid": (279.4, 431.8),
    "A2": (420, 594), "A1": (594, 841), "A0": (841, 1189),
    "ANSI-C": (431.8, 558.8), "ANSI-D": (558.8, 863.6), "ANSI-E": (863.6, 1117.6),
}
#: What an office printer leaves white at each edge, in mm: 1/6 inch (4.23 mm), rounded up. At 5 mm two by five cards
#: of 54 mm would miss Letter by 0.6 mm.
PRINTER_MARGIN = 4.5
#: Points by which sizes may differ that are meant to be the same: what rounding to whole points leaves.
TOLERANCE = 0.5

RULE_FILE, RULE_PAGES, RULE_PAPER, RULE_SHEET = (
    "imposition-file", "imposition-pages", "imposition-paper", "imposition-sheet",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A reader page, counted from 0, on a sheet side: its lower left corner, scale and what of the sheet it may paint.

    One placement of each page carries its tags, links and destinations; the others are copies, artifacts.
    """

    page: int
    x: float
    y: float
    scale: float = 1
    window: Box | None = None
    is_copy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A line of a mark; one with a halo stands out on any ground."""

    points: tuple[Point, ...]
    width: float = 0.5
    grey: float = 0.0
    is_dashed: bool = False
    has_halo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a sheet. Marks may be left out, a drawing is what the side is for; both are artifacts."""

    size: Size
    placements: tuple[Placement, ...] = ()
    marks: tuple[Stroke, ...] = ()
    drawing: tuple[Stroke, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The sheet sides in print order; where they are two-sided, each second one is the back of the one before it."""

    sides: tuple[Side, ...]
    is_two_sided: bool
    notes: tuple[Finding, ...] = ()


class Scheme(Protocol):
    """A way to lay reader pages on sheets."""

    def plan(self, sizes: Sequence[Size], *, binding: Binding) -> Plan | Finding:
        """Return the sheets for reader pages of these sizes, or what keeps them from being laid out."""


def fault(rule: str, message: str, action: str, *, severity: Severity = Severity.ERROR) -> Finding:
    """Return what is wrong with a file or a wish; whoever knows the file or the job adds the place."""
    return Finding(rule=rule, severity=severity, message=message, action=action)


def in_points(size_mm: Size) -> Size:
    """Return a size in points."""
    return size_mm[0] * MM, size_mm[1] * MM


def in_mm(size: Size) -> str:
    """Write a size in points as people say it: 148 x 210 mm."""
    width, height = (f"{length / MM:.1f}".removesuffix(".0") for length in size)
    return f"{width} x {height} mm"


def turned(size: Size) -> Size:
    """Return a size with width and height exchanged."""
    return size[1], size[0]


def is_near(one: float, other: float) -> bool:
    """Tell whether two lengths are meant to be the same."""
    return abs(one - other) <= TOLERANCE


def odd_one(sizes: Sequence[Size]) -> int | None:
    """Return the index of the first page that has not the size of the first one, None where all are alike."""
    width, height = sizes[0]
    return next((
        index for index, size in enumerate(sizes) if not (is_near(size[0], width) and is_near(size[1], height))
    ), None)


def sizes_differ(sizes: Sequence[Size], index: int, *, what: str) -> Finding:
    """Return the finding for pages that have to be alike, the page at `index` not being so."""
    return fault(
        RULE_SHEET,
        f"page {index + 1} is {in_mm(sizes[index])}, page 1 is {in_mm(sizes[0])}; {what} has pages of one size.",
        "Give all pages one size, or impose them as files of their own.",
    )
