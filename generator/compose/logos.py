"""Which of a brand's logos a page prints: in colour, in one colour for black ink, or in white on a dark ground."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from coloraide import Color

from generator.load.brand import Brand
from generator.load.logo import LogoFile, Logos
from generator.load.logo_size import ROOM, ROOM_BESIDE, Size, spare_width
from generator.load.png import grey_png

_PAINT = re.compile(r"""\b(fill|stroke|stop-color|color)\s*=\s*(["'])([^"']+)\2""")
_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class LogoMark:
    """A logo as a slot prints it: `asset` is its name on the page, `name` is read aloud in its place.

    `ratio` is width / height; `clear_space` is kept clear about it, in parts of its height. Of a partner's logo `room`
    is width and height in parts of the height of the brand's slot, `beside` those where the line has a box as well;
    of the brand's own `spare` is the width that it leaves of its slot, in the same parts.
    """

    asset: str
    name: str
    content: bytes
    ratio: float
    clear_space: float = 0.0
    spare: float = 0.0
    room: Size = (0.0, 0.0)
    beside: Size = (0.0, 0.0)


def logo_mark(brand: Brand, *, name: str) -> LogoMark:
    """Return the brand's logo for white paper; `name` is the brand's in the language of the page."""
    logo, clear = on_paper(brand.logos.colour, brand, one_colour=brand.logos.one_colour), brand.file.logo.clear_space
    return LogoMark(
        asset=f"logo{logo.suffix}", name=name, content=logo.content, ratio=round(logo.ratio, _DIGITS),
        clear_space=clear, spare=round(spare_width(logo.ratio, clear_space=clear), _DIGITS),
    )


def partner_marks(brand: Brand) -> tuple[LogoMark, ...]:
    """Return the logos of the brand's partners."""
    clear = brand.file.logo.clear_space
    sizes = [brand.logos.partner_sizes(clear_space=clear, room=room) for room in (ROOM, ROOM_BESIDE)]
    return tuple(
        LogoMark(
            asset=f"partner-{number}{file.suffix}", name=partner.name, content=on_paper(file, brand).content,
            ratio=round(file.ratio, _DIGITS), room=_rounded(room), beside=_rounded(beside),
        )
        for number, (partner, file, room, beside) in enumerate(
            zip(brand.file.partners, brand.logos.partners, *sizes, strict=True), start=1,
        )
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
    return _PAINT.sub(lambda found: f'{found[1]}="{_grey(found[3])}"', logo.text).encode()


def _grey(paint: str) -> str:
    """Return the grey of a colour, anything else (none, currentColor, url) as it is."""
    try:
        colour = Color(paint.strip())
    except ValueError:
        return paint
    light = min(max(colour.luminance(), 0.0), 1.0)
    return Color("srgb-linear", [light] * 3, colour.alpha(nans=False)).convert("srgb").to_string(hex=True)


def _rounded(size: Size) -> Size:
    return round(size[0], _DIGITS), round(size[1], _DIGITS)
