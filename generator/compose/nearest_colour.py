"""The colour nearest to one that fails: of the same hue, as much darker or lighter as its contrast needs. Pure."""

from __future__ import annotations

from collections.abc import Callable

from coloraide import Color

from generator.compose.tones import as_hex, contrast

#: Lightness (OKLCH, 0 to 1) is tried in steps of so much: less than one step of the eight bits of a colour.
STEP = 0.002
#: Rounding to eight bits can let a colour pass before its neighbour does: so many steps are tried one by one.
_ROUNDING = 4


def nearest_passing(colour: str, needs: tuple[tuple[str, float], ...]) -> str | None:
    """Return the nearest colour (#rrggbb) that has the contrast to each of some colours; None where none can.

    Only the lightness changes; the chroma falls where the hue has no such light or dark tone.
    """
    def passes(tone: str) -> bool:
        return all(contrast(tone, other) >= bound for other, bound in needs)

    if passes(colour):
        return colour
    found = [step for way in (-1, 1) if (step := _first(colour, way, passes)) is not None]
    return tone_of(colour, min(found, key=abs)) if found else None


def tone_of(colour: str, steps: int) -> str:
    """Return a colour so many steps lighter, or darker where they are negative."""
    tone = Color(colour).convert("oklch")
    tone["lightness"] = min(max(tone["lightness"] + steps * STEP, 0.0), 1.0)
    return as_hex(tone)


def steps_to_end(colour: str, way: int) -> int:
    """Return how many steps there are from a colour to black (way -1) or to white (way 1)."""
    light = Color(colour).convert("oklch")["lightness"]
    return int((light if way < 0 else 1 - light) / STEP) + 1


def _first(colour: str, way: int, passes: Callable[[str], bool]) -> int | None:
    """Return the first step of a way that passes: once the contrast is enough, it only grows."""
    fails, good = 0, steps_to_end(colour, way)
    if not passes(tone_of(colour, way * good)):
        return None
    while good - fails > 1:
        middle = (good + fails) // 2
        fails, good = (fails, middle) if passes(tone_of(colour, way * middle)) else (middle, good)
    near = range(max(1, good - _ROUNDING), good)
    return way * next((step for step in near if passes(tone_of(colour, way * step))), good)
