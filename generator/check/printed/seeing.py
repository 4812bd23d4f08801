"""What is seen of letters on the picture of a page: the grounds on which they stand, and whether they are there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PIL import Image

from generator.check.printed.printed import Box, Colour, Run

#: A colour is ground where it has this share of the pixels beside the letters.
GROUND_SHARE = 0.3
#: Colours nearer than this are one: rounding, and the engine's 6 decimals.
SAME = 6
#: Thin strokes show no pixel of the full colour: so far from ground to letter is ink, and no farther off the way.
INK_SHARE, INK_OFF = 0.25, 70.0
#: Runs are looked at in pieces of so many times their size, so that half a covered line is found.
PIECE = 6.0
#: So much of the size is looked at around the ink: a full stop covers all of its own box.
AROUND = 0.12


def seen(run: Run, picture: Image.Image, *, scale: float) -> Run:
    """Return the run with its grounds and whether a piece of it is covered; `scale` is in pixels to the point."""
    width = (run.box.right - run.box.left) / (count := max(1, round((run.box.right - run.box.left) / PIECE / run.size)))
    around = AROUND * run.size
    grounds: set[Colour] = set()
    covered = False
    for place in range(count):
        piece = Box(left=run.box.left + place * width - around, right=run.box.left + (place + 1) * width + around,
                    bottom=run.box.bottom - around, top=run.box.top + around)
        under, inked = _look(run.colour, _colours(picture, piece, scale))
        covered = covered or not inked
        grounds.update(under if inked else ())
    return replace(run, grounds=tuple(sorted(grounds)), covered=covered)


def _colours(picture: Image.Image, box: Box, scale: float) -> Mapping[Colour, int]:
    """Return how many pixels of each colour a rectangle has; none outside the paper."""
    left, right = max(0, round(box.left * scale)), min(picture.width, round(box.right * scale) + 1)
    top = max(0, picture.height - round(box.top * scale))
    bottom = min(picture.height, picture.height - round(box.bottom * scale) + 1)
    if left >= right or top >= bottom:
        return {}
    # Pillow sets a table aside for as many colours as it is told.
    counted = picture.crop((left, top, right, bottom)).getcolors((right - left) * (bottom - top)) or []
    return {colour: count for count, colour in counted}  # type: ignore[misc]  # an RGB picture has triples


def _look(letters: Colour, colours: Mapping[Colour, int]) -> tuple[tuple[Colour, ...], bool]:
    """Return the grounds of a piece, and whether there is ink; letters of their ground's colour have no contrast."""
    red, green, blue = letters
    # Written out, since a booklet has a quarter of a million shades to compare.
    beside = {
        colour: count for colour, count in colours.items()
        if not (abs(colour[0] - red) <= SAME and abs(colour[1] - green) <= SAME and abs(colour[2] - blue) <= SAME)
    }
    if not beside:
        # Outside the paper nothing is seen, which is another rule's.
        return ((letters,) if colours else ()), True
    most, all_beside = max(beside.values()), sum(beside.values())
    grounds = tuple(colour for colour, count in beside.items() if count == most or count > GROUND_SHARE * all_beside)
    inked = len(beside) < len(colours) or any(
        _is_ink(colour, letters, ground) for colour in beside for ground in grounds
    )
    return grounds, inked


def _is_ink(colour: Colour, letters: Colour, ground: Colour) -> bool:
    """Tell whether a colour lies on the way from the ground to the letters, far enough to be their edge."""
    way = [letter - under for letter, under in zip(letters, ground, strict=True)]
    gone = [here - under for here, under in zip(colour, ground, strict=True)]
    length = sum(step * step for step in way)
    share = sum(one * other for one, other in zip(way, gone, strict=True)) / length if length else 0.0
    off = sum((here - share * step) ** 2 for here, step in zip(gone, way, strict=True)) ** 0.5
    return share >= INK_SHARE and off <= INK_OFF
