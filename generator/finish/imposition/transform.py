"""Move, scale and turn points: from a reader page's own coordinates to those of its sheet.

Owns the six numbers of a PDF transformation (ISO 32000-1, 8.3.3) and what happens to pages that are stored turned.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.finish.imposition.sheets import Box, Point, Size

DIGITS = 6  # behind the point, as the engine writes coordinates


@dataclass(frozen=True, slots=True)
class Transform:
    """x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def then(self, other: Transform) -> Transform:
        """Return this transformation followed by another one."""
        return Transform(
            self.a * other.a + self.b * other.c, self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c, self.c * other.b + self.d * other.d,
            self.e * other.a + self.f * other.c + other.e, self.e * other.b + self.f * other.d + other.f,
        )

    @property
    def keeps_axes(self) -> bool:
        """Tell whether what is upright stays so, or stands on its head."""
        return not self.b and not self.c

    def numbers(self) -> list[float]:
        """Return the six numbers, rounded."""
        return [round(value, DIGITS) + 0.0 for value in (self.a, self.b, self.c, self.d, self.e, self.f)]

    def point(self, x: float, y: float) -> Point:
        """Return a point's new place."""
        across, up = self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f
        return round(across, DIGITS) + 0.0, round(up, DIGITS) + 0.0

    def box(self, box: Box) -> Box:
        """Return a box's new place, its lower left corner first."""
        (left, bottom), (right, top) = self.point(box[0], box[1]), self.point(box[2], box[3])
        return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def moved(x: float, y: float) -> Transform:
    """Return a move."""
    return Transform(e=x, f=y)


def scaled(factor: float) -> Transform:
    """Return a scaling."""
    return Transform(a=factor, d=factor)


def half_turn(size: Size) -> Transform:
    """Return half a turn of a sheet about its middle."""
    return Transform(-1, 0, 0, -1, size[0], size[1])


def upright(box: Box, rotation: int, unit: float) -> tuple[Transform, Size]:
    """Return how a page with this trim box is laid upright with its corner at 0, 0, and its size then.

    `rotation` is the page's /Rotate, clockwise in quarters of 90; `unit` its /UserUnit.
    """
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    turn, size = {
        0: (Transform(1, 0, 0, 1, -left, -bottom), (width, height)),
        90: (Transform(0, -1, 1, 0, -bottom, right), (height, width)),
        180: (Transform(-1, 0, 0, -1, right, top), (width, height)),
        270: (Transform(0, 1, -1, 0, top, -left), (height, width)),
    }[rotation % 360]
    return turn.then(scaled(unit)), (size[0] * unit, size[1] * unit)
