"""The view box of an SVG, however it is written, as `0 0 width height`."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from generator.load.svg_faults import Element, refuse

#: Pixels of CSS in each unit of length.
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6}
_LENGTH = re.compile(r"\s*([+]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-z%]*)\s*", re.IGNORECASE)
#: As the drawings of handouts write it, and compose reads it.
_PLAIN = re.compile(r"0 0 [\d.]+ [\d.]+")
#: A drawing whose sides differ more is a line, or a mistake.
_MOST_RATIO = 100.0
#: How far the size may differ in shape from the view box before it counts.
_NEAR = 0.01
_ACTION = "Set the page to the size of the drawing (in Inkscape: Edit > Resize Page to Selection), and save it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewBox:
    """What of the drawing is seen; `odd` where the file wrote it in another form."""

    left: float
    top: float
    width: float
    height: float
    odd: bool

    @property
    def ratio(self) -> float:
        """Return width / height."""
        return self.width / self.height

    def written(self) -> str:
        """Return it as the attribute of a drawing that begins at 0 0."""
        return f"0 0 {plain(self.width)} {plain(self.height)}"

    def shift(self) -> str:
        """Return the transformation that moves the drawing to 0 0, empty where it stands there."""
        return f"translate({plain(-self.left)} {plain(-self.top)})" if self.left or self.top else ""


def view_box(root: Element) -> ViewBox:
    """Return the view box of a drawing's root; RefusedSvgError where none can be told."""
    written = root.get("viewBox")
    size = length(root.get("width")), length(root.get("height"))
    if written is None:
        if not all(size):
            refuse("says neither its view box nor its size", _ACTION, root.sourceline)
        return _checked((0.0, 0.0, size[0] or 0.0, size[1] or 0.0), root, odd=True)
    try:
        numbers = tuple(float(part) for part in re.split(r"[\s,]+", written.strip()))
    except ValueError:
        numbers = ()
    if len(numbers) != 4:  # noqa: PLR2004 (left, top, width, height)
        refuse(f"has a view box that is none: {written!r}", _ACTION, root.sourceline)
    box = _checked(numbers, root, odd=False)
    stretched = all(size) and abs((size[0] or 1) / (size[1] or 1) / box.ratio - 1) > _NEAR
    odd = not _PLAIN.fullmatch(written) or stretched or "preserveAspectRatio" in root.attrib or _has_percent(root)
    return ViewBox(left=box.left, top=box.top, width=box.width, height=box.height, odd=odd)


def length(text: str | None) -> float | None:
    """Return a length in pixels; None where it is none, or depends on something else."""
    found = _LENGTH.fullmatch(text or "")
    factor = _UNITS.get(found[2].lower()) if found else None
    return float(found[1]) * factor if found and factor else None


def plain(number: float) -> str:
    """Write a number in digits, without an exponent and without zeros at the end."""
    # Adding zero makes a zero of minus zero.
    return f"{round(number, 6) + 0.0:.6f}".rstrip("0").rstrip(".")


def _has_percent(root: Element) -> bool:
    return any("%" in root.get(name, "") for name in ("width", "height"))


def _checked(numbers: tuple[float, ...], root: Element, *, odd: bool) -> ViewBox:
    left, top, width, height = numbers
    if not all(map(math.isfinite, numbers)) or min(width, height) < 1e-3:  # noqa: PLR2004 (six digits are written)
        refuse("has a view box without a size", _ACTION, root.sourceline)
    if not 1 / _MOST_RATIO < width / height < _MOST_RATIO:
        refuse(f"is {plain(width)} wide and {plain(height)} high, which is a line", _ACTION,
                              root.sourceline)
    return ViewBox(left=left, top=top, width=width, height=height, odd=odd)
