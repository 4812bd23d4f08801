"""Drawings: an SVG of the handout in the colours of a page, mirrored where the page runs leftwards.

The engine paints `var()` inside an SVG black, so the colours themselves are written in, by plain replacement of
the seven colours that drawings are made with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from coloraide import Color

from generator.load.brand_parts import COLOUR

_VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_MIRRORS = re.compile(r'data-mirror="yes"')
_COLOUR = re.compile(rf"{COLOUR}\b")
#: What is painted with a colour of its own, as an attribute or in a style.
_PAINT = re.compile(r"""\b((?:fill|stroke|stop-color|color)\s*[=:]\s*["']?\s*)([^"';<>]+)""")
_ROOT = re.compile(r"(<svg\b[^>]*>)(.*)(</svg>)", re.DOTALL)


def drawing_ratio(svg: str) -> float:
    """Return width / height of the drawing's view box; 4:3 where it does not say."""
    box = _VIEW_BOX.search(svg)
    return float(box[1]) / float(box[2]) if box and float(box[2]) else 4 / 3


def themed(svg: str, colours: Mapping[str, str], *, rtl: bool, black: bool = False) -> str:
    """Return the drawing with its colours replaced and, if it has a direction and the page runs leftwards, mirrored.

    In `black` ink a colour that is none of those becomes the grey that is as light.
    """
    coloured = _COLOUR.sub(lambda found: colours.get(found[0].lower(), found[0]), svg)
    if black:
        coloured = _PAINT.sub(lambda found: found[1] + grey_of(found[2]), coloured)
    if not (rtl and _MIRRORS.search(coloured)):
        return coloured
    box = _VIEW_BOX.search(coloured)
    if box is None:
        return coloured
    return _ROOT.sub(rf'\1<g transform="matrix(-1 0 0 1 {box[1]} 0)">\2</g>\3', coloured)


def grey_of(paint: str) -> str:
    """Return the grey that is as light as a colour; what names no colour (none, currentColor) stays as it is."""
    try:
        colour = Color(paint.strip())
    except ValueError:
        return paint
    light = min(max(colour.luminance(), 0.0), 1.0)
    grey = Color("srgb-linear", [light] * 3, colour.alpha(nans=False)).convert("srgb")
    return str(grey.to_string(hex=True))
