"""How large logos are printed, and what is wrong with their size: too few pixels, too few millimetres.

Owns the sizes of their places. The stylesheets say the same; a test compares them on rendered pages.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.findings import Severity

#: Width and height in mm of the places for logos, the largest first.
SLOTS: Mapping[str, tuple[float, float]] = {"poster": (72, 18), "leaflet": (60, 15), "booklet": (48, 12)}
#: A place is so many times as wide as it is high; what follows is in parts of its height. The largest that a partner's
#: logo is printed, the space between two, the room for all, and the room beside a box of the brand's own.
_WIDE = 4.0
_WIDEST, _HIGHEST, _GAP = 1.78, 0.667, 0.4
ROOM, ROOM_BESIDE = 3.5, 2.5
#: Below this the name in a partner's logo is hard to read; what its own rules ask for is not known here.
_LEAST_PARTNER = 4.5
#: Dots to the inch that print smoothly, and those below which squares are seen.
GOOD_DPI, LEAST_DPI = 300, 150
_MM_PER_INCH = 25.4

Size = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeFault:
    """What is wrong with a logo's size: `said` follows on "the image"."""

    rule: str
    said: str
    action: str
    severity: Severity = Severity.WARNING


def printed_size(ratio: float, slot: Size, *, clear_space: float = 0.0) -> Size:
    """Return width and height at which a logo fills a slot and keeps its clear space inside it.

    At the start of the line the margin of the page keeps clear, so the space is kept above, below and at the end.
    """
    width, height = slot
    printed = min(height / (1 + 2 * clear_space), width / (ratio + clear_space))
    return printed * ratio, printed


def spare_width(ratio: float, *, clear_space: float) -> float:
    """Return the width that a logo leaves of its slot, in parts of the slot's height: partners' logos follow there."""
    return _WIDE - printed_size(ratio, (_WIDE, 1), clear_space=clear_space)[0]


def partner_sizes(ratios: Sequence[float], *, room: float) -> tuple[Size, ...]:
    """Return width and height of the partners' logos in a room, in parts of the height of the brand's slot.

    Where they are too wide together, all become smaller by the same factor, so that none is more than the others.
    """
    heights = [min(_HIGHEST, _WIDEST / ratio) for ratio in ratios]
    width = sum(height * ratio for height, ratio in zip(heights, ratios, strict=True))
    factor = min(1.0, (room - _GAP * (len(heights) - 1)) / width) if width else 1.0
    return tuple((height * factor * ratio, height * factor) for height, ratio in zip(heights, ratios, strict=True))


def logo_faults(
    ratio: float, pixels: tuple[int, int] | None, *, clear_space: float, least: float
) -> Iterator[SizeFault]:
    """Yield what is wrong with the size of a brand's logo; `least` is its least height in mm."""
    if pixels:
        format_, slot = next(iter(SLOTS.items()))
        yield from _coarse(pixels, printed_size(ratio, slot, clear_space=clear_space), format_)
    for format_, slot in reversed([*SLOTS.items()]):
        width, height = printed_size(ratio, slot, clear_space=clear_space)
        if min(width, height) < least:
            yield SizeFault(
                rule="logo-small",
                said=f"is printed {_least_side((width, height))} on the {format_}, where {slot[0]:g} x {slot[1]:g} mm "
                     f"are kept for it; minimum-height asks for {least:g} mm",
                action="Use a variant that is nearer to a square, or correct minimum-height or clear-space.",
            )
            return


def partner_faults(
    sizes: Sequence[Size], pixels: Sequence[tuple[int, int] | None], *, beside: Sequence[Size]
) -> Iterator[tuple[int, SizeFault]]:
    """Yield what is wrong with the sizes of partners' logos, with the number of the logo from 0.

    `beside` are their sizes on a poster with a box of the brand's own, none where it has no such box.
    """
    poster, leaflet = list(SLOTS)[:2]
    for index, dots in enumerate(pixels):
        if dots:
            yield from ((index, fault) for fault in _coarse(dots, _in_mm(sizes[index], poster), poster))
        printed = [(leaflet, _in_mm(sizes[index], leaflet))]
        if beside:
            printed.append((poster, _in_mm(beside[index], poster)))
        format_, size = min(printed, key=lambda one: min(one[1]))
        if min(size) < _LEAST_PARTNER:
            yield index, SizeFault(
                rule="logo-small",
                said=f"is printed {_least_side(size)} on the {format_}, where it shares the line; "
                     f"{_LEAST_PARTNER:g} mm can be read",
                action="Name fewer partners, or use variants of their logos that are nearer to a square.",
            )


def _in_mm(size: Size, format_: str) -> Size:
    """Return a size that is in parts of the height of a format's slot."""
    height = SLOTS[format_][1]
    return size[0] * height, size[1] * height


def needed_pixels(size: Size) -> str:
    """Return the pixels that a size in mm needs."""
    across, down = (math.ceil(side / _MM_PER_INCH * GOOD_DPI) for side in size)
    return f"{across:,} x {down:,} pixels"


def _coarse(pixels: tuple[int, int], size: Size, format_: str) -> Iterator[SizeFault]:
    dpi = pixels[1] / size[1] * _MM_PER_INCH
    if dpi < GOOD_DPI:
        yield SizeFault(
            rule="logo-resolution",
            said=f"has {pixels[0]} x {pixels[1]} pixels: {dpi:.0f} to the inch on the {format_}, where it is printed "
                 f"{size[0]:.0f} x {size[1]:.0f} mm",
            action=f"Export it with at least {needed_pixels(size)}, or better ask for the logo as SVG.",
            severity=Severity.ERROR if dpi < LEAST_DPI else Severity.WARNING,
        )


def _least_side(size: Size) -> str:
    width, height = size
    return f"{height:.1f} mm high" if height <= width else f"{width:.1f} mm wide"
