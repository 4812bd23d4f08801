"""What is done with a colour in OKLCH, where equal steps look equal: measured, darkened, paled, deepened. Pure.

A colour is #rrggbb throughout.
"""

from __future__ import annotations

from coloraide import Color

#: An area nearer than this to what lies beside it (OKLab distance) has no edge that is seen on paper; what is deepened
#: for that reason is as far off as the second number. A colour of less chroma has no hue to deepen.
_FAINT, _SEEN, _LEAST_CHROMA = 0.08, 0.11, 0.02
#: The step in which lightness and chroma are tried.
_FINE = 0.005


def contrast(first: str, second: str) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21."""
    return float(Color(first).contrast(second, method="wcag21"))


def as_hex(colour: Color) -> str:
    """Return a colour as #rrggbb, its chroma lowered until the screen and the press can show it."""
    return str(colour.convert("srgb").fit(method="oklch-chroma").to_string(hex=True))


def is_seen_on(colour: str, beside: str) -> bool:
    """Tell whether an area has an edge that is seen beside another."""
    return float(Color(colour).distance(beside, space="oklab")) >= _FAINT


def against(colour: str, grounds: tuple[str, ...], ratio: float) -> str:
    """Return a colour, darkened as little as its contrast with every ground needs."""
    shade = Color(colour).convert("oklch")
    while min(contrast(colour, ground) for ground in grounds) < ratio and shade["lightness"] > 0:
        shade["lightness"] -= _FINE
        colour = as_hex(shade)
    return colour


def deepened(colour: str, beside: tuple[str, ...]) -> str:
    """Return a colour, deeper where it is too pale to be seen beside others; one without a hue stays as it is."""
    tone = Color(colour).convert("oklch")
    if all(is_seen_on(colour, other) for other in beside) or tone["chroma"] < _LEAST_CHROMA:
        return colour
    while min(tone.distance(other, space="oklab") for other in beside) < _SEEN:
        tone["lightness"] -= _FINE
        tone["chroma"] += _FINE
    return as_hex(tone)


def shade(brand: str, *, lightness: float, chroma: float) -> str:
    """Return a colour's hue in another lightness, with at most so much chroma."""
    shade = Color(brand).convert("oklch")
    shade["lightness"], shade["chroma"] = lightness, min(shade["chroma"], chroma)
    return as_hex(shade)
