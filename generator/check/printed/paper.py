"""Rules over the sheet: margins, what lies outside of it, pictures' resolution, blank pages, missing glyphs."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.printed.printed import MM, Box, Printed, Sheet
from generator.check.printed.telling import shown, told
from generator.compose.page import Page
from generator.findings import Finding, Severity

#: What office printers leave white at the edges: 1/6 inch, the unprintable margin that PCL states for laser printers.
SAFE_MARGIN = 25.4 / 6
#: What hand and guillotine may be off where small pages are cut from a sheet: their edges lie inside it.
CUT_MARGIN = 2.0
#: How far ink may reach over the paper's edge: what rounding leaves, in points.
OVER_EDGE = 0.5
#: Pixels to the inch: below the first a picture is seen to be made of squares, from the second on it prints smoothly.
LEAST_DPI, GOOD_DPI = 150.0, 300.0
#: A page with a smaller share of ink has nothing on it that is read.
LEAST_INK = 0.001


def text_near_edge(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding for the text of each page that lies nearest to the edge, if printer or knife could cut it off."""
    safe, why = SAFE_MARGIN, f"office printers leave {SAFE_MARGIN:.1f} mm white"
    if page.imposition == "n-up":
        safe, why = CUT_MARGIN, f"cuts may be {CUT_MARGIN:.1f} mm off"
    for sheet in printed.sheets:
        run = min(sheet.runs, key=lambda run: _margin(run.box, sheet), default=None)
        if run is None:
            continue
        margin = _margin(run.box, sheet)
        if -OVER_EDGE <= margin < safe * MM - OVER_EDGE:
            yield told(
                page, sheet.number, rule="text-near-edge", severity=Severity.WARNING, text=run.text,
                message=f"{shown(run.text)} lies {margin / MM:.1f} mm from the edge; {why}.",
                action="Move it inwards.",
            )


def outside_page(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding for the first text of each page that reaches over the paper, and for a picture beside it."""
    for sheet in printed.sheets:
        run = next((run for run in sheet.runs if _margin(run.box, sheet) < -OVER_EDGE), None)
        if run is not None:
            yield told(
                page, sheet.number, rule="outside-page", text=run.text,
                message=f"{shown(run.text)} reaches {-_margin(run.box, sheet) / MM:.1f} mm over the edge of the paper.",
                action="Move it onto the page, or let the line break.",
            )
        if any(_is_beside(picture.box, sheet) for picture in sheet.pictures):
            yield told(page, sheet.number, rule="outside-page", message="a picture lies beside the paper.",
                       action="Move it onto the page.")


def _margin(box: Box, sheet: Sheet) -> float:
    """Return how far a box is from the nearest edge of the paper, in points; less than 0 outside."""
    return min(box.left, box.bottom, sheet.width - box.right, sheet.height - box.top)


def _is_beside(box: Box, sheet: Sheet) -> bool:
    return box.right <= 0 or box.top <= 0 or box.left >= sheet.width or box.bottom >= sheet.height


def picture_coarse(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding for each page's picture with the fewest pixels to the inch of print."""
    for sheet in printed.sheets:
        dpi = min((picture.dpi for picture in sheet.pictures), default=GOOD_DPI)
        if dpi < GOOD_DPI:
            yield told(
                page, sheet.number, rule="picture-coarse",
                severity=Severity.ERROR if dpi < LEAST_DPI else Severity.NOTE,
                message=f"a picture is printed with {dpi:.0f} pixels to the inch; {GOOD_DPI:.0f} print smoothly, fewer "
                        f"than {LEAST_DPI:.0f} show squares.",
                action="Use a larger picture or a drawing (SVG), or print it smaller.",
            )


def page_blank(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding for each page that is white, or has nothing but header and footer."""
    for sheet in printed.sheets:
        bare = printed.tagged and not (sheet.figures or sheet.pictures or any(run.block for run in sheet.runs))
        if bare or sheet.ink < LEAST_INK:
            yield told(
                page, sheet.number, rule="page-blank", message="nothing is printed on this page.",
                action="Remove the break that makes it, or give the page a section.",
            )


def glyph_unprinted(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding for each letter that is printed as an empty box: no embedded font has its glyph."""
    for letter in printed.missing:
        sheet = next((sheet for sheet, run in printed.runs() if letter in run.text), None)
        yield told(
            page, sheet.number if sheet else None, rule="glyph-unprinted",
            message=f"no font has a glyph for {letter!r} ({_codes(letter)}): an empty box is printed.",
            action="Replace the character, or add a face that has it.",
        )


def _codes(text: str) -> str:
    return " ".join(f"U+{ord(letter):04X}" for letter in text)
