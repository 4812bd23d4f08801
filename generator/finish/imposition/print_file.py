"""The print file of a build: the scheme that a format names, on the paper of the brand.

Owns what a format's word means. The command line offers more of each scheme.
"""

from __future__ import annotations

from dataclasses import replace

from generator.compose.page import Page
from generator.findings import Finding
from generator.finish.imposition import NUp, SaddleStitch, Scheme, Tile, Trifold, impose

RULE = "print-file"


def print_file(content: bytes, page: Page) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the print file, empty for a format that needs none, and what was found."""
    scheme = scheme_of(page)
    if scheme is None:
        return b"", ()
    printed = impose(content, scheme, binding=page.binding, is_ours=True)
    if isinstance(printed, Finding):
        return b"", (replace(printed, rule=RULE, job=page.job),)
    return printed.content, tuple(replace(note, rule=RULE, job=page.job) for note in printed.notes)


def scheme_of(page: Page) -> Scheme | None:
    """Return the scheme of a page's format: cards fill their sheet, and of two pages the second is the back."""
    schemes: dict[str, Scheme] = {
        "saddle-stitch": SaddleStitch(paper_thickness=page.paper_thickness),
        "trifold": Trifold(),
        "n-up": NUp(sheet=page.sheet, repeats=True, is_two_sided=page.pages % 2 == 0),
        "tile": Tile(sheet=page.sheet),
    }
    return schemes.get(page.imposition)
