"""Rules over a finished document: page count, page size, print file."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.page import Page
from generator.findings import Finding
from generator.render.pdf import Pdf

#: How far a page may be off its paper, in mm: what rounding to PDF points leaves.
SIZE_TOLERANCE = 0.1


def page_count(page: Page, pdf: Pdf) -> Iterator[Finding]:
    """Yield a finding when the document has another number of pages than its format."""
    if pdf.content and not page.least_pages <= len(pdf.page_sizes) <= page.pages:
        budget = f"{page.pages}" if page.least_pages == page.pages else f"{page.least_pages} to {page.pages}"
        yield Finding(
            rule="page-count", job=page.job,
            message=f"the document has {len(pdf.page_sizes)} pages, its format {budget}.",
            action="Shorten the text, or move a section to another region.",
        )


def page_size(page: Page, pdf: Pdf) -> Iterator[Finding]:
    """Yield a finding for the first page that is not of the format's size."""
    for number, (width, height) in enumerate(pdf.page_sizes, start=1):
        wide, high = page.size(number)
        if abs(width - wide) > SIZE_TOLERANCE or abs(height - high) > SIZE_TOLERANCE:
            yield Finding(
                rule="page-size", job=page.job,
                message=f"page {number} is {width:.1f} x {height:.1f} mm, its format {wide} x {high} mm.",
                action="Remove the size from the stylesheet; it comes from format.toml.",
            )
            return


def print_file(page: Page, pdf: Pdf) -> Iterator[Finding]:
    """Yield a finding when a format that is folded, cut or tiled has no print file, unless finish said why."""
    told = any(finding.rule == "print-file" for finding in pdf.findings)
    if page.imposition != "none" and pdf.content and not pdf.print_content and not told:
        yield Finding(
            rule="print-file", job=page.job, message="the print file could not be imposed.",
            action=f"The scheme {page.imposition} needs the pages of the format, {page.pages}.",
        )
