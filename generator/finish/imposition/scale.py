"""scale: each page on a sheet of another size, true to scale: a poster of A3 as A4 for a notice board, or as A0.

A page keeps its proportions and stands in the middle of the sheet, upright or across as the page is. Sheets of the A
series have one shape, so nothing is left white there; a page of another shape leaves white at two edges, and a note.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.findings import Finding, Severity
from generator.finish.imposition.sheets import (
    MM,
    RULE_SHEET,
    SHEETS,
    Binding,
    Placement,
    Plan,
    Side,
    Size,
    fault,
    in_mm,
    in_points,
    turned,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Pages made larger or smaller to fill a sheet."""

    sheet: str = "A4"

    def plan(self, sizes: Sequence[Size], *, binding: Binding) -> Plan | Finding:  # noqa: ARG002 (of every scheme)
        """Return a sheet side for each page, in order."""
        upright = in_points(SHEETS[self.sheet])
        sides = tuple(_side(number, size, upright) for number, size in enumerate(sizes))
        notes = tuple(dict.fromkeys(
            self._white(size) for side, size in zip(sides, sizes, strict=True) if not _fills(side, size)
        ))
        return Plan(sides=sides, is_two_sided=len(sides) > 1, notes=notes)

    def _white(self, size: Size) -> Finding:
        return fault(
            RULE_SHEET, f"a page of {in_mm(size)} has not the shape of {self.sheet} and leaves white at two edges.",
            "Take a sheet of the same shape: all of the A series have one.", severity=Severity.NOTE,
        )


def _side(number: int, size: Size, upright: Size) -> Side:
    sheet = upright if size[0] <= size[1] else turned(upright)
    scale = min(sheet[0] / size[0], sheet[1] / size[1])
    x, y = ((length - scale * own) / 2 for length, own in zip(sheet, size, strict=True))
    return Side(size=sheet, placements=(Placement(page=number, x=x, y=y, scale=scale),))


def _fills(side: Side, size: Size) -> bool:
    (place,) = side.placements
    # Sheets of the A series are rounded to whole millimetres.
    return all(abs(place.scale * own - length) <= MM for own, length in zip(size, side.size, strict=True))
