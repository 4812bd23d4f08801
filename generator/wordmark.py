"""A name as outlines, for a brand that has no logo yet: no font is needed to print it.

Owns where the letters stand. Letters that the face lacks, and scripts that have to be shaped, give no wordmark.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

#: Units of the drawing: the height of the logo and of its capitals in one line and in two, the space beside the mark.
_HEIGHT, _SIZE, _SMALL, _GAP = 60.0, 30.0, 24.0, 14.0
#: A longer name takes two lines.
_LONG = 20
_INK = "#22313f"


def wordmark(name: str, *, colour: str, font: Path) -> str | None:
    """Return the SVG of a mark in the colour and the name beside it; None where the face cannot write the name."""
    lines = _lines(" ".join(unicodedata.normalize("NFC", name).split()))
    size = _SIZE if len(lines) == 1 else _SMALL
    with TTFont(font) as face:
        drawn = [_outline(line, face, size) for line in lines]
    if any(one is None for one in drawn):
        return None
    outlines = [one for one in drawn if one is not None]
    width = _HEIGHT + _GAP + max(advance for _path, advance in outlines)
    # The baselines share the height evenly; capitals of Noto Sans are 0.714 of the size.
    step = _HEIGHT / len(outlines)
    paths = "".join(
        f'<path fill="{_INK}" transform="translate({_HEIGHT + _GAP:g} {step * (number + 0.5) + 0.357 * size:.1f})" '
        f'd="{path}"/>' for number, (path, _advance) in enumerate(outlines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {_HEIGHT:g}">\n'
        f'<rect width="{_HEIGHT:g}" height="{_HEIGHT:g}" rx="12" fill="{colour}"/>'
        '<circle cx="30" cy="30" r="13" fill="none" stroke="#ffffff" stroke-width="6"/>\n'
        f"{paths}\n</svg>\n"
    )


def _lines(name: str) -> list[str]:
    """Return the name in one line, or in two that are as long as each other where it is long."""
    words = name.split(" ")
    if len(name) <= _LONG or len(words) == 1:
        return [name]
    cuts = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    return list(min(cuts, key=lambda cut: max(map(len, cut))))


def _outline(text: str, face: TTFont, size: float) -> tuple[str, float] | None:
    """Return the path of a line of text from its baseline, y downwards, and its width; None without all glyphs."""
    letters, glyphs = face.getBestCmap(), face.getGlyphSet()
    names = [letters.get(ord(letter)) for letter in text]
    if not all(names) or any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text):
        return None
    scale, left, paths = size / face["head"].unitsPerEm, 0.0, []
    for name in names:
        pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.2f}".rstrip("0").rstrip("."))
        glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, left, 0)))
        paths.append(pen.getCommands())
        left += glyphs[name].width * scale
    return "".join(paths), left

