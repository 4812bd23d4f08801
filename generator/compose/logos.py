"""Which of a brand's logos a page prints: in colour, in one colour for black ink, or in white on a dark ground."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from coloraide import Color

from generator.load.brand import Brand
from generator.load.logo import LogoFile, Logos
from generator.load.png import grey_png

_PAINT = re.compile(r"""\b(fill|stroke|stop-color|color)(\s*=\s*)(["'])([^"']+)\3""")
_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class LogoMark:
    """A logo as a slot prints it: `asset` is its name on the page, `name` is read aloud in its place.

    `ratio` is width / height; `clear_space` is kept clear about it, in parts of its height.
    """

    asset: str
    name: str
    content: bytes
    ratio: float
    clear_space: float = 0.0


def logo_mark(brand: Brand, *, name: str) -> LogoMark:
    """Return the brand's logo for white paper; `name` is the brand's in the language of the page."""
    return replace(_mark(on_paper(brand.logos.colour, brand, one_colour=brand.logos.one_colour), "logo", name=name),
                   clear_space=brand.file.logo.clear_space)


def partner_marks(brand: Brand) -> tuple[LogoMark, ...]:
    """Return the logos of the brand's partners."""
    pairs = zip(brand.file.partners, brand.logos.partners, strict=True)
    return tuple(
        _mark(on_paper(file, brand), f"partner-{number}", name=partner.name)
        for number, (partner, file) in enumerate(pairs, start=1)
    )


def on_paper(colour: LogoFile, brand: Brand, *, one_colour: LogoFile | None = None) -> LogoFile:
    """Return a logo for white paper: where a brand prints in black only, that in one colour, or the one in greys."""
    if brand.file.colour.ink != "black":
        return colour
    return one_colour or replace(colour, content=in_greys(colour))


def on_dark(logos: Logos) -> tuple[LogoFile, bool]:
    """Return the logo for a dark ground, and whether it needs a white tile there."""
    return (logos.reversed, False) if logos.reversed else (logos.colour, True)


@functools.lru_cache(maxsize=64)
def in_greys(logo: LogoFile) -> bytes:
    """Return a logo with every colour as the grey of the same lightness."""
    if logo.pixels:
        return grey_png(logo.content)
    # What has no colour of its own is black; a style sheet there is none.
    return _PAINT.sub(lambda found: f'{found[1]}="{_grey(found[4])}"', logo.text).encode()


def _grey(paint: str) -> str:
    """Return the grey of a colour, anything else (none, currentColor, url) as it is."""
    try:
        colour = Color(paint.strip())
    except ValueError:
        return paint
    light = min(max(colour.luminance(), 0.0), 1.0)
    return Color("srgb-linear", [light] * 3, colour.alpha(nans=False)).convert("srgb").to_string(hex=True)


def _mark(logo: LogoFile, asset: str, *, name: str) -> LogoMark:
    return LogoMark(asset=f"{asset}{logo.suffix}", name=name, content=logo.content, ratio=round(logo.ratio, _DIGITS))
