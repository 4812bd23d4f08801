"""The colours of a page: a closed list of roles, computed from one brand colour in OKLCH.

Owns every colour that a brand may change. Templates and drawings name roles and never compute a colour.
Contrast is WCAG 2.2's (1.4.3): 4.5:1 for text, 3:1 for large text and graphics.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from coloraide import Color

INK = "#1d1d1b"
PAPER = "#ffffff"
GROUNDS = {"sand": "#f7f1e7", "neutral": "#f2f1ee"}
TIER_1 = "#a80f1c"
TIER_2 = "#ffd27a"

TEXT_CONTRAST = 4.5
GRAPHIC_CONTRAST = 3.0
DEEP_CONTRAST = 7.0
#: A brand nearer than this to a signal colour (OKLab distance) is set quietly, so that alarms stay alone.
NEAR_TIER_1, NEAR_TIER_2 = 0.20, 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The roles of a page's colours, as #rrggbb.

    `surface` carries the brand; `heading`, `bullet` and `rule` stand on paper; `mid` is the pale ground of
    pictures; `figure_*` colour the drawings.
    """

    surface: str
    on_surface: str
    heading: str
    bullet: str
    rule: str
    mid: str
    ground: str
    title_ground: str
    title_ink: str
    title_bar: str
    picture_ground: str
    figure_ink: str
    figure_accent: str
    figure_skin: str
    figure_top: str
    figure_legs: str
    figure_cheek: str
    quiet: bool

    def custom_properties(self) -> dict[str, str]:
        """Return the roles as CSS custom properties."""
        return {
            f"--{name.replace('_', '-')}": getattr(self, name)
            for name in self.__slots__
            if name != "quiet" and not name.startswith("figure_")
        }

    def drawing_colours(self) -> dict[str, str]:
        """Return the colour that replaces each of the colours drawings are made with."""
        return {
            "#22313f": self.figure_ink,
            "#e8894f": self.figure_accent,
            "#f7ebe0": self.figure_skin,
            "#ffffff": PAPER,
            "#d3e2e8": self.figure_top,
            "#8eadbb": self.figure_legs,
            "#f0c6aa": self.figure_cheek,
        }


def contrast(first: str, second: str) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21."""
    return float(Color(first).contrast(second, method="wcag21"))


@functools.lru_cache(maxsize=64)
def make_palette(brand: str, *, ground: str) -> Palette:
    """Return the roles for a brand colour (#rrggbb) on the ground `sand` or `neutral`."""
    surface = _surface(brand)
    on_surface = _readable_on(surface)
    deep = _deep(brand)
    mid = _shade(brand, lightness=0.87, chroma=0.045)
    quiet = _is_near_signal(brand)
    return Palette(
        surface=surface,
        on_surface=on_surface,
        heading=INK if quiet else deep,
        bullet=INK if quiet else deep,
        rule=surface if contrast(surface, PAPER) >= GRAPHIC_CONTRAST else deep,
        mid=mid,
        ground=GROUNDS["neutral"] if quiet else GROUNDS[ground],
        title_ground=GROUNDS["neutral"] if quiet else surface,
        title_ink=INK if quiet else on_surface,
        title_bar=surface,
        picture_ground=surface if quiet else mid,
        figure_ink=INK,
        figure_accent=_accent(brand),
        figure_skin=PAPER,
        figure_top=_shade(brand, lightness=0.93, chroma=0.03),
        figure_legs=_shade(brand, lightness=0.76, chroma=0.07),
        figure_cheek=_shade(brand, lightness=0.88, chroma=0.05),
        quiet=quiet,
    )


def _hex(colour: Color) -> str:
    return str(colour.convert("srgb").fit(method="oklch-chroma").to_string(hex=True))


def _readable_on(ground: str) -> str:
    return PAPER if contrast(PAPER, ground) >= TEXT_CONTRAST else INK


def _surface(brand: str) -> str:
    """Darken the brand's colour just enough for white text, where neither white nor ink can stand on it."""
    if max(contrast(PAPER, brand), contrast(INK, brand)) >= TEXT_CONTRAST:
        # A mid tone that only ink reaches keeps the brand as given: ink is a good title colour.
        return brand.lower()
    return _darkened(brand, against=PAPER, ratio=TEXT_CONTRAST)


def _deep(brand: str) -> str:
    tint = _shade(brand, lightness=0.96, chroma=0.02)
    start = Color(brand).convert("oklch")
    start["lightness"] = min(start["lightness"], 0.50)
    return _darkened(_hex(start), against=tint, ratio=DEEP_CONTRAST)


def _darkened(colour: str, *, against: str, ratio: float) -> str:
    shade = Color(colour).convert("oklch")
    while contrast(_hex(shade), against) < ratio and shade["lightness"] > 0:
        shade["lightness"] -= 0.005
    return _hex(shade)


def _shade(brand: str, *, lightness: float, chroma: float) -> str:
    shade = Color(brand).convert("oklch")
    shade["lightness"], shade["chroma"] = lightness, min(shade["chroma"], chroma)
    return _hex(shade)


def _accent(brand: str) -> str:
    """Return the brand's hue in a middle tone: ink lines stay visible on it and it stands out from the clothes."""
    accent = Color(brand).convert("oklch")
    accent["lightness"] = min(max(accent["lightness"], 0.60), 0.80)
    return _hex(accent)


def _is_near_signal(brand: str) -> bool:
    colour = Color(brand)
    return bool(
        colour.distance(TIER_1, space="oklab") < NEAR_TIER_1 or colour.distance(TIER_2, space="oklab") < NEAR_TIER_2
    )
