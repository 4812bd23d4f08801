"""Stage 6, finish: what a rendered PDF still lacks, done with pikepdf.

Owns the structure of the finished file: artifacts, and the imposed print file. Never changes what a page shows, and
never lays out text.
"""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf

from generator.compose.page import Page
from generator.finish.actual_text import drop_spoken_glyphs
from generator.finish.artifacts import mark_artifacts
from generator.finish.forms import draw_fields
from generator.finish.greys import to_greys
from generator.finish.imposition.print_file import print_file
from generator.finish.interpolation import drop_interpolation
from generator.finish.metadata import write_metadata
from generator.finish.tables import scope_heads
from generator.finish.text_positions import merge_positions
from generator.render.pdf import Pdf

__all__ = ["finish", "mark_artifacts"]


def finish(pdf: Pdf, page: Page) -> Pdf:
    """Return the PDF with all that it lacks, and its print file where it is folded, cut or tiled.

    Another page count than the format's gives no print file: the check stage has a finding for it.
    """
    if not pdf.content:
        return pdf
    with pikepdf.open(io.BytesIO(pdf.content)) as document:
        merge_positions(document)
        mark_artifacts(document)
        scope_heads(document)
        drop_interpolation(document)
        draw_fields(document)
        drop_spoken_glyphs(document)
        write_metadata(document, page.metadata)
        if page.ink == "black":
            to_greys(document)
        finished = io.BytesIO()
        document.save(finished, deterministic_id=True, fix_metadata_version=False)
    content = finished.getvalue()
    fits = page.least_pages <= len(pdf.page_sizes) <= page.pages
    printed, found = print_file(content, page) if fits else (b"", ())
    return replace(pdf, content=content, print_content=printed, findings=(*pdf.findings, *found))
