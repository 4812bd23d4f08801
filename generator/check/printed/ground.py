"""Rules over letters and their ground, as the picture of the page shows them: contrast, and covered letters."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from coloraide import Color

from generator.check.printed.printed import Colour, Printed, Run
from generator.check.printed.telling import shown, told
from generator.compose.page import Page
from generator.compose.palette import GRAPHIC_CONTRAST, TEXT_CONTRAST
from generator.findings import Finding

#: Large text of WCAG 2.2 in points: so large, or so large and bold; it needs the contrast of graphics.
LARGE, LARGE_BOLD = 18.0, 14.0
#: What a contrast may be short of its least: a picture's colours are whole numbers.
TOLERANCE = 0.05


def contrast_low(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding for each pair of colours of a page that is too weak for the text set in it."""
    for sheet in printed.sheets:
        told_pairs = set()
        for run in sheet.runs:
            least = GRAPHIC_CONTRAST if _is_large(run) else TEXT_CONTRAST
            for ground in run.grounds:
                found = contrast(run.colour, ground)
                if found < least - TOLERANCE and (run.colour, ground) not in told_pairs:
                    told_pairs.add((run.colour, ground))
                    yield told(
                        page, sheet.number, rule="contrast-low", text=run.text,
                        message=f"{shown(run.text)} has a contrast of {found:.1f}:1 ({_hex(run.colour)} on "
                                f"{_hex(ground)}), {least:g}:1 is the least.",
                        action="Set it darker, or on a lighter ground.",
                    )


def text_covered(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding for the first run of a page whose letters cannot be seen in full: something lies over them."""
    for sheet in printed.sheets:
        run = next((run for run in sheet.runs if run.covered), None)
        if run is not None:
            yield told(
                page, sheet.number, rule="text-covered", text=run.text,
                message=f"{shown(run.text)} is printed and cannot be seen: something lies over it.",
                action="Move the picture or the box that lies there.",
            )


def _is_large(run: Run) -> bool:
    return run.size >= LARGE - TOLERANCE or (run.bold and run.size >= LARGE_BOLD - TOLERANCE)


@functools.lru_cache(maxsize=4096)
def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    return Color(_hex(one)).contrast(Color(_hex(other)), method="wcag21")


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
