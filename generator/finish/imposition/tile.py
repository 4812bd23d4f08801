"""Tile: a poster on many sheets that are glued together, and a sketch of how.

    sketch      +-----+-----+      A1  +--------+ - +      the sheet A1: what is seen of the poster, and
                |  A1 |  A2 |          |        |/ /|      behind it the flap on which A2 is glued; A2 is
                +-----+-----+          |        |/ /| A2   cut along its left edge first
                |  B1 |  B2 |          + - - - -+/ /|
                +-----+-----+          |/ / / / / / |
                                              B1

Owns windows, labels, marks and sketch. Rows have letters from the top, columns have numbers from the left: the poster
is a picture, and is the same way round in every language. Sheets carry equal windows, upright or across, whichever
needs fewer sheets. Scissors and solid ticks are for cutting; a hatched edge stays, for glue: dashed ticks say how far
its neighbour goes, whose name stands beside it.

The sketch comes first and shows the whole poster, small. It is where tags, links and destinations lead: there all
stands together, while on the sheets a line of text may run over several. On those the poster is an artifact. The bar
of 100 mm shows whether the printer scaled. No words: the sketch serves every language.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from generator.findings import Finding
from generator.finish.imposition.marks import centred, hatching, lettering, line, scissors, tag, text_width
from generator.finish.imposition.sheets import (
    MM,
    PRINTER_MARGIN,
    RULE_SHEET,
    SHEETS,
    Binding,
    Box,
    Placement,
    Plan,
    Side,
    Size,
    Stroke,
    fault,
    in_mm,
    in_points,
    turned,
)

#: Overlap in mm: what a glue stick covers in one stroke.
OVERLAP = 10.0
#: Room for marks and names around a window.
_BAND = 4 * MM
_GAP, _TICK = 0.7 * MM, 3 * MM
_LABEL = 2.6 * MM
_HATCH = 1.2 * MM
_TAG = 3 * MM
_FOOT = 16 * MM
_BAR = 100 * MM
_ROUNDING = 0.01
#: A wall of five by four metres in A4.
MOST_SHEETS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiling:
    """Windows on a poster, all of one size: stretches of its width from the left, of its height from the top."""

    sheet: Size
    poster: Size
    columns: tuple[tuple[float, float], ...]
    rows: tuple[tuple[float, float], ...]

    @property
    def count(self) -> int:
        """Return the number of sheets."""
        return len(self.columns) * len(self.rows)

    @property
    def window(self) -> Size:
        """Return the size of each window."""
        return self.columns[0][1] - self.columns[0][0], self.rows[0][1] - self.rows[0][0]


def tile_name(row: int, column: int) -> str:
    """Return the name of a sheet: rows A, B … Z, AA, columns 1, 2 and so on."""
    letters = ""
    while row >= 0:
        row, rest = divmod(row, 26)
        letters, row = chr(ord("A") + rest) + letters, row - 1
    return f"{letters}{column + 1}"


def stretches(length: float, *, room: float, overlap: float) -> tuple[tuple[float, float], ...]:
    """Cut a length in the fewest equal stretches that fit into the room and share `overlap` with the next one."""
    count = max(math.ceil((length - overlap - _ROUNDING) / (room - overlap)), 1)
    window = (length + (count - 1) * overlap) / count
    return tuple((index * (window - overlap), index * (window - overlap) + window) for index in range(count))


def _cut(poster: Size, sheet: Size, room: Size, *, overlap: float) -> Tiling:
    columns, rows = (stretches(length, room=most, overlap=overlap) for length, most in zip(poster, room, strict=True))
    return Tiling(sheet=sheet, poster=poster, columns=columns, rows=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """Posters, one after the other, on sheets with overlap; `overlap` and `margin` are in mm."""

    sheet: str = "A4"
    overlap: float = OVERLAP
    margin: float = PRINTER_MARGIN

    def plan(self, sizes: Sequence[Size], *, binding: Binding) -> Plan | Finding:  # noqa: ARG002 (a poster is not bound)
        """Return for each poster its sketch and its sheets, row by row."""
        sides: list[Side] = []
        for page, poster in enumerate(sizes):
            tiling = self._tiling(page, poster)
            if isinstance(tiling, Finding):
                return tiling
            prefix = f"{page + 1}-" if len(sizes) > 1 else ""
            sides.append(self._sketch(page, tiling, prefix))
            sides += [
                self._sheet(page, tiling, row, column, prefix)
                for row, column in product(range(len(tiling.rows)), range(len(tiling.columns)))
            ]
        return Plan(sides=tuple(sides), is_two_sided=False)

    def _tiling(self, page: int, poster: Size) -> Tiling | Finding:
        """Return the windows of a poster on the sheet as it lies best, or why there are none."""
        upright, overlap = in_points(SHEETS[self.sheet]), self.overlap * MM
        edge = 2 * (self.margin * MM + _BAND)
        rooms = [(lying, (lying[0] - edge, lying[1] - edge)) for lying in (upright, turned(upright))]
        if not (self.overlap >= 0 and self.margin >= 0 and min(rooms[0][1]) >= 2 * overlap):
            return fault(
                RULE_SHEET, f"no tile fits: margins of {self.margin:g} mm, marks, and {self.overlap:g} mm of overlap "
                f"leave nothing to see of the sheet {self.sheet}.", "Give a smaller overlap or a larger sheet.",
            )
        if any(poster[0] <= lying[0] + _ROUNDING and poster[1] <= lying[1] + _ROUNDING for lying, _room in rooms):
            return fault(
                RULE_SHEET,
                f"page {page + 1} is {in_mm(poster)}: it fits on one sheet {self.sheet} and needs no tiles.",
                "Print it as it is, or name a smaller sheet.",
            )
        tilings = (_cut(poster, lying, room, overlap=overlap) for lying, room in rooms)
        best = min(tilings, key=lambda tiling: tiling.count)
        if best.count > MOST_SHEETS:
            return fault(RULE_SHEET, f"page {page + 1} is {in_mm(poster)} and would take {best.count} sheets.",
                         "Name a larger sheet, or have it printed as one.")
        return best

    def _sheet(self, page: int, tiling: Tiling, row: int, column: int, prefix: str) -> Side:
        """Return the sheet of one window, in its middle."""
        (left, _right), (_top, foot) = tiling.columns[column], tiling.rows[row]
        width, height = tiling.window
        x, y = (tiling.sheet[0] - width) / 2, (tiling.sheet[1] - height) / 2
        window = (x, y, x + width, y + height)
        placement = Placement(page=page, x=x - left, y=y - (tiling.poster[1] - foot), window=window, is_copy=True)
        marks = tuple(self._marks(window, tiling, row, column, prefix))
        return Side(size=tiling.sheet, placements=(placement,), marks=marks)

    def _marks(self, window: Box, tiling: Tiling, row: int, column: int, prefix: str) -> Iterator[Stroke]:
        """Yield the marks of the four edges and the sheet's name, above its upper left corner."""
        left, bottom, right, top = window
        overlap = self.overlap * MM
        below = prefix + tile_name(row + 1, column) if row + 1 < len(tiling.rows) else ""
        beside = prefix + tile_name(row, column + 1) if column + 1 < len(tiling.columns) else ""
        yield from _upright_edge(left, bottom, top)
        yield from _level_edge(top, left, right)
        if beside:
            yield from _upright_edge(right - overlap, bottom, top, is_glue=True)
            yield from hatching((right, bottom, right + _HATCH, top), step=1.5 * _HATCH)
            yield from lettering(beside, (right + _HATCH + _GAP, (top + bottom) / 2), height=_LABEL)
        else:
            yield from _upright_edge(right, bottom, top)
        if below:
            yield from _level_edge(bottom + overlap, left, right, is_glue=True)
            yield from hatching((left, bottom - _HATCH, right, bottom), step=1.5 * _HATCH)
            middle = (left + right - text_width(below, _LABEL)) / 2
            yield from lettering(below, (middle, bottom - _HATCH - _GAP - _LABEL), height=_LABEL)
        else:
            yield from _level_edge(bottom, left, right)
        yield from lettering(prefix + tile_name(row, column), (left + 2 * MM, top + _GAP), height=_LABEL)

    def _sketch(self, page: int, tiling: Tiling, prefix: str) -> Side:
        """Return the whole poster, small, with the edges of its sheets and their names, and the bar of 100 mm."""
        margin = 2 * self.margin * MM
        width, height = tiling.sheet[0] - 2 * margin, tiling.sheet[1] - 2 * margin - _FOOT
        scale = min(width / tiling.poster[0], height / tiling.poster[1])
        x = (tiling.sheet[0] - scale * tiling.poster[0]) / 2
        y = margin + _FOOT + (height - scale * tiling.poster[1]) / 2
        drawing = (*_plan_of_sheets(tiling, (x, y), scale, prefix), *_bar(tiling.sheet[0] / 2, margin))
        return Side(size=tiling.sheet, placements=(Placement(page=page, x=x, y=y, scale=scale),), drawing=drawing)


def _plan_of_sheets(tiling: Tiling, corner: tuple[float, float], scale: float, prefix: str) -> Iterator[Stroke]:
    """Yield the poster's outline, solid lines where a sheet begins, dashed ones where the one below it ends, names."""
    left, bottom = corner
    width, height = (scale * length for length in tiling.poster)
    top = bottom + height
    outline = ((left, bottom), (left + width, bottom), (left + width, top), (left, top), (left, bottom))
    yield Stroke(points=outline, width=0.75)
    for stretch, following in zip(tiling.columns, tiling.columns[1:], strict=False):
        for x, is_end in ((stretch[1], True), (following[0], False)):
            at = left + scale * x
            yield line((at, bottom), (at, top), is_dashed=is_end, has_halo=True, width=0.5)
    for stretch, following in zip(tiling.rows, tiling.rows[1:], strict=False):
        for y, is_end in ((stretch[1], True), (following[0], False)):
            at = top - scale * y
            yield line((left, at), (left + width, at), is_dashed=is_end, has_halo=True, width=0.5)
    size = min(scale * min(tiling.window) / 5, _TAG)
    for (row, down), (column, across) in product(enumerate(tiling.rows), enumerate(tiling.columns)):
        name = prefix + tile_name(row, column)  # in the corner, where it covers least of the poster
        middle = left + scale * across[0] + text_width(name, size) / 2 + size, top - scale * down[0] - 1.3 * size
        yield from tag(name, middle, height=size)


def _upright_edge(x: float, bottom: float, top: float, *, is_glue: bool = False) -> Iterator[Stroke]:
    """Yield the ticks of an upright line, above and below the window, and scissors where it is cut."""
    yield line((x, top + _GAP), (x, top + _GAP + _TICK), is_dashed=is_glue, width=0.5)
    yield line((x, bottom - _GAP), (x, bottom - _GAP - _TICK), is_dashed=is_glue, width=0.5)
    if not is_glue:
        yield from scissors((x, top + _GAP + _TICK), (0, -1), height=_LABEL)


def _level_edge(y: float, left: float, right: float, *, is_glue: bool = False) -> Iterator[Stroke]:
    """Yield the ticks of a level line, left and right of the window, and scissors where it is cut."""
    yield line((left - _GAP, y), (left - _GAP - _TICK, y), is_dashed=is_glue, width=0.5)
    yield line((right + _GAP, y), (right + _GAP + _TICK, y), is_dashed=is_glue, width=0.5)
    if not is_glue:
        yield from scissors((left - _GAP - _TICK, y), (1, 0), height=_LABEL)


def _bar(middle: float, bottom: float) -> Iterator[Stroke]:
    """Yield a bar that is 100 mm long when it is printed at full size."""
    start, end, y = middle - _BAR / 2, middle + _BAR / 2, bottom + 3 * MM
    yield line((start, y), (end, y), width=0.5)
    for tenth in range(11):
        x = start + tenth * _BAR / 10
        yield line((x, y), (x, y + (3 if tenth % 5 == 0 else 1.5) * MM), width=0.5)
    yield from centred("100 mm", (middle, y + 6.5 * MM), height=3 * MM)
