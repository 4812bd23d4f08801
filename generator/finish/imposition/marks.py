"""Marks beside the pages: strokes, ticks at the lines of cutting and folding, letters and digits.

Owns how they are drawn. Letters are strokes of our own, so that marks need no font: one that was not embedded would
break PDF/UA (ISO 14289-1, 7.21.4.1), and Latin letters and digits are read in every language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.finish.imposition.sheets import Box, Point, Stroke

HAIRLINE = 0.25
_HALO = 1.5
#: Marks are production aids, no part of the text (ISO 32000-1, table 330).
_OPENING, _CLOSING = b"/Artifact <</Type /Page>> BDC\nq 1 J 1 j\n", b"Q EMC\n"

#: Letters as polylines on a grid of 4 by 6: a digit for x, a digit for y.
_GLYPHS = {
    "0": "10 30 41 45 36 16 05 01 10", "1": "05 26 20;00 40", "2": "05 16 36 45 44 00 40",
    "3": "06 46 24 34 43 41 30 10 01", "4": "30 36 02 42", "5": "46 06 04 34 43 41 30 10 01",
    "6": "45 36 16 05 01 10 30 41 42 33 13 02", "7": "06 46 10",
    "8": "13 04 05 16 36 45 44 33 13 02 01 10 30 41 42 33", "9": "01 10 30 41 45 36 16 05 04 13 33 44",
    "A": "00 26 40;12 32", "B": "00 06 36 45 44 33 03;33 42 41 30 00", "C": "45 36 16 05 01 10 30 41",
    "D": "00 06 26 44 42 20 00", "E": "46 06 00 40;03 33", "F": "46 06 00;03 33",
    "G": "45 36 16 05 01 10 30 41 43 23", "H": "00 06;40 46;03 43", "I": "10 30;20 26;16 36", "J": "01 10 20 31 36",
    "K": "00 06;46 02;13 40", "L": "06 00 40", "M": "00 06 23 46 40", "N": "00 06 40 46",
    "O": "10 30 41 45 36 16 05 01 10", "P": "00 06 36 45 44 33 03", "Q": "10 30 41 45 36 16 05 01 10;22 40",
    "R": "00 06 36 45 44 33 03;23 40", "S": "45 36 16 05 04 13 33 42 41 30 10 01", "T": "06 46;26 20",
    "U": "06 01 10 30 41 46", "V": "06 20 46", "W": "06 10 23 30 46", "X": "00 46;06 40", "Y": "06 23 46;23 20",
    "Z": "06 46 00 40", "m": "00 04;03 14 23 20;23 34 43 40", "-": "03 33", " ": "",
}
_ADVANCE, _HEIGHT = 5.6, 6
#: Scissors that cut towards the right, their point at 9 3, on the same grid.
_SCISSORS = "01 10 21 12 01;05 14 25 16 05;21 94;25 92"


def text_width(text: str, height: float) -> float:
    """Return how wide a text of strokes is."""
    return (len(text) * _ADVANCE - (_ADVANCE - 4)) * height / _HEIGHT


def lettering(
    text: str, at: Point, *, height: float, width: float = 0.0, grey: float = 0.0, has_halo: bool = False
) -> Iterator[Stroke]:
    """Yield the strokes of a text, its first letter's foot at `at`."""
    unit = height / _HEIGHT
    for number, letter in enumerate(text):
        left = at[0] + number * _ADVANCE * unit
        for line in filter(None, _GLYPHS[letter].split(";")):
            points = tuple((left + int(spot[0]) * unit, at[1] + int(spot[1]) * unit) for spot in line.split())
            yield Stroke(points=points, width=width or height / 9, grey=grey, has_halo=has_halo)


def centred(text: str, at: Point, *, height: float, has_halo: bool = False, grey: float = 0.0) -> Iterator[Stroke]:
    """Yield the strokes of a text whose middle stands at `at`."""
    corner = at[0] - text_width(text, height) / 2, at[1] - height / 2
    return lettering(text, corner, height=height, has_halo=has_halo, grey=grey)


def tag(text: str, at: Point, *, height: float) -> Iterator[Stroke]:
    """Yield the strokes of a text on a white tag with a black edge, which is read on any ground."""
    half = (text_width(text, height) - height) / 2
    ends = (at[0] - half, at[1]), (at[0] + half, at[1])
    yield Stroke(points=ends, width=2.15 * height)
    yield Stroke(points=ends, width=2 * height, grey=1)
    yield from centred(text, at, height=height)


def scissors(point: Point, towards: Point, *, height: float) -> Iterator[Stroke]:
    """Yield scissors that stand before a line of cutting, their point at `point`, a step `towards` into it."""
    unit, (ahead, up) = height / _HEIGHT, towards
    for path in _SCISSORS.split(";"):
        spots = [((int(spot[0]) - 9) * unit, (int(spot[1]) - 3) * unit) for spot in path.split()]
        yield Stroke(
            points=tuple((point[0] + x * ahead - y * up, point[1] + x * up + y * ahead) for x, y in spots), width=0.5,
        )


def hatching(box: Box, *, step: float) -> Iterator[Stroke]:
    """Yield slanting hairlines that fill a box."""
    left, bottom, right, top = box
    start = left - (top - bottom)
    while start < right:
        low = max(left, start)
        high = min(right, start + top - bottom)
        if high > low:
            yield Stroke(points=((low, bottom + low - start), (high, bottom + high - start)), width=HAIRLINE, grey=0.5)
        start += step


def line(start: Point, end: Point, *, is_dashed: bool = False, has_halo: bool = False, grey: float = 0.0,
         width: float = HAIRLINE) -> Stroke:
    """Return a straight stroke."""
    return Stroke(points=(start, end), width=width, grey=grey, is_dashed=is_dashed, has_halo=has_halo)


def painted(strokes: Iterable[Stroke]) -> bytes:
    """Return the operators that draw the strokes, as an artifact; nothing where there are none."""
    operators, last = [], ""
    for style, path in (part for stroke in strokes for part in _parts(stroke)):
        operators.append(path if style == last else f"{style} {path}")
        last = style
    return b"".join((_OPENING, "\n".join(operators).encode(), b"\n", _CLOSING)) if operators else b""


def _parts(stroke: Stroke) -> Iterator[tuple[str, str]]:
    """Yield the style and the path of a halo, where there is one, and of the stroke."""
    spots = (f"{x:.3f} {y:.3f} {'l' if index else 'm'}" for index, (x, y) in enumerate(stroke.points))
    path = " ".join((*spots, "S"))
    if stroke.has_halo:
        yield f"[] 0 d 1 G {stroke.width + _HALO:.3f} w", path
    yield f"{'[3 2]' if stroke.is_dashed else '[]'} 0 d {stroke.grey:g} G {stroke.width:.3f} w", path
