"""n-up: many small pages on a sheet, edge to edge, cut apart: cards, labels, appointment slips.

Owns the grid. As many pages as fit between the margins of the printer, upright or across, whichever holds more; 85.6 x
54 mm gives two by five on A4 and on Letter. Pages are never scaled. With fronts and backs, each back side is mirrored,
so that a back lies behind its front when the sheet turns about its upright edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.findings import Finding, Severity
from generator.finish.imposition.marks import HAIRLINE, line
from generator.finish.imposition.sheets import (
    MM,
    PRINTER_MARGIN,
    RULE_PAGES,
    RULE_SHEET,
    SHEETS,
    Binding,
    Placement,
    Plan,
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

#: Nobody cuts smaller pages apart.
LEAST_CELL = 5 * MM
_GAP, _TICK, _CROSS = 1 * MM, 5 * MM, 1.5 * MM
#: Where less of a tick is printed, the lines of cutting are marked within the block too.
_SEEN = 3 * MM
_ROUNDING = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Columns and rows of pages in the middle of a sheet."""

    sheet: Size
    cell: Size
    columns: int
    rows: int

    @property
    def count(self) -> int:
        """Return how many pages the sheet holds."""
        return self.columns * self.rows

    @property
    def corner(self) -> tuple[float, float]:
        """Return the lower left corner of the block."""
        return (
            (self.sheet[0] - self.columns * self.cell[0]) / 2, (self.sheet[1] - self.rows * self.cell[1]) / 2,
        )

    def place(self, number: int, *, is_mirrored: bool) -> tuple[float, float]:
        """Return the lower left corner of a cell; cells are counted from the upper left, along the rows."""
        row, column = divmod(number, self.columns)
        if is_mirrored:
            column = self.columns - 1 - column
        left, bottom = self.corner
        return left + column * self.cell[0], bottom + (self.rows - 1 - row) * self.cell[1]


def best_grid(cell: Size, sheet: Size, *, margin: float) -> Grid:
    """Return the grid that holds most on an upright sheet or the same one across; it may hold nothing."""
    grids = [
        Grid(sheet=lying, cell=cell, columns=_fitting(lying[0] - 2 * margin, cell[0]),
             rows=_fitting(lying[1] - 2 * margin, cell[1]))
        for lying in (sheet, turned(sheet))
    ]
    return max(grids, key=lambda grid: grid.count)


def _fitting(room: float, length: float) -> int:
    return int((room + _ROUNDING) // length) if room > 0 else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NUp:
    """Pages in turn, or each one as often as the sheet holds it (`repeats`).

    `is_two_sided` takes the pages as fronts and backs in turn. `margin` is in mm.
    """

    sheet: str = "A4"
    repeats: bool = False
    is_two_sided: bool = False
    margin: float = PRINTER_MARGIN

    def plan(self, sizes: Sequence[Size], *, binding: Binding) -> Plan | Finding:
        """Return the sheets; from right to left where the binding is at the right."""
        if (odd := odd_one(sizes)) is not None:
            return sizes_differ(sizes, odd, what="a sheet of cards")
        if min(sizes[0]) < LEAST_CELL:
            return fault(RULE_SHEET, f"a page of {in_mm(sizes[0])} is too small to be cut out.", "Give larger pages.")
        grid = best_grid(sizes[0], in_points(SHEETS[self.sheet]), margin=self.margin * MM)
        if not grid.count or not self.margin >= 0:
            return fault(
                RULE_SHEET, f"a page of {in_mm(sizes[0])} does not fit on the sheet {self.sheet} between margins of "
                f"{self.margin:g} mm.", "Name a larger sheet; a page that is larger than all sheets is for tile.",
            )
        sides = tuple(self._sides(len(sizes), grid, is_rtl=binding == "right"))
        return Plan(sides=sides, is_two_sided=self.is_two_sided, notes=self._notes(len(sizes)))

    def _sides(self, page_count: int, grid: Grid, *, is_rtl: bool) -> Iterator[Side]:
        """Yield the sides: fronts, and behind each one its backs."""
        marks = tuple(cutting_marks(grid, margin=self.margin * MM))
        step = 2 if self.is_two_sided else 1
        for cards in self._sheetfuls(list(range(0, page_count, step)), grid.count):
            for back in range(step):
                placements = [
                    Placement(page=card + back, x=x, y=y, is_copy=self.repeats and number > 0)
                    for number, card in enumerate(cards) if card + back < page_count
                    for x, y in [grid.place(number, is_mirrored=is_rtl != bool(back))]
                ]
                yield Side(size=grid.sheet, placements=tuple(placements), marks=marks)

    def _sheetfuls(self, cards: list[int], count: int) -> Iterator[list[int]]:
        """Yield what stands on each sheet: one card many times, or many cards in turn."""
        if self.repeats:
            yield from ([card] * count for card in cards)
        else:
            yield from (cards[start : start + count] for start in range(0, len(cards), count))

    def _notes(self, page_count: int) -> tuple[Finding, ...]:
        if not self.is_two_sided or page_count % 2 == 0:
            return ()
        return (fault(
            RULE_PAGES, f"{page_count} pages are no pairs of front and back: the last front has no back.",
            "Add its back, or leave out --two-sided.", severity=Severity.WARNING,
        ),)


def cutting_marks(grid: Grid, *, margin: float) -> Iterator[Stroke]:
    """Yield ticks outside the block at each line of cutting, and on the lines within it where no tick has room."""
    left, bottom = grid.corner
    columns = [left + column * grid.cell[0] for column in range(grid.columns + 1)]
    rows = [bottom + row * grid.cell[1] for row in range(grid.rows + 1)]
    for x in columns:
        for start, end in _ticks(rows, room=bottom - margin):
            yield line((x, start), (x, end), width=HAIRLINE, grey=0.4)
    for y in rows:
        for start, end in _ticks(columns, room=left - margin):
            yield line((start, y), (end, y), width=HAIRLINE, grey=0.4)


def _ticks(edges: Sequence[float], *, room: float) -> Iterator[tuple[float, float]]:
    """Yield the stretches of one line of cutting that are drawn; `edges` are the lines that cross it."""
    first, last = edges[0], edges[-1]
    yield first - _GAP - _TICK, first - _GAP
    yield last + _GAP, last + _GAP + _TICK
    if room < _GAP + _SEEN:
        for edge in edges:
            yield max(edge - _CROSS, first), min(edge + _CROSS, last)
