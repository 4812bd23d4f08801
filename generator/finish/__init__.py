"""Stage 6, finish: what a rendered PDF still lacks, done with pikepdf.

Owns the structure of the finished file: artifacts, and the imposed print file of a folded format. Never changes
what a page shows, and never lays out text.
"""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf

from generator.compose.page import Page
from generator.finish.artifacts import mark_artifacts
from generator.finish.imposition import impose_saddle_stitch, saddle_stitch_order
from generator.finish.tables import scope_heads
from generator.finish.text_positions import merge_positions
from generator.render.pdf import Pdf

__all__ = ["finish", "impose_saddle_stitch", "mark_artifacts", "saddle_stitch_order"]


def finish(pdf: Pdf, page: Page) -> Pdf:
    """Return the PDF with its headers and footers as artifacts and, for a folded format, its print file.

    A page count that cannot be folded gives no print file: the check stage has a finding for it.
    """
    if not pdf.content:
        return pdf
    with pikepdf.open(io.BytesIO(pdf.content)) as document:
        merge_positions(document)
        mark_artifacts(document)
        scope_heads(document)
        finished = io.BytesIO()
        document.save(finished, deterministic_id=True, fix_metadata_version=False)
    content = finished.getvalue()
    folded = page.imposition == "saddle-stitch" and len(pdf.page_sizes) == page.pages
    printed = impose_saddle_stitch(content, binding=page.binding) if folded else b""
    return replace(pdf, content=content, print_content=printed)
