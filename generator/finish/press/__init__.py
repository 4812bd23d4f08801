"""A copy for the print shop: PDF/X-4 (ISO 15930-7) in the inks of one printing condition, with bleed and marks.

Works on the finished PDF, so nothing is laid out again. What a screen reader needs leaves the file (tags, links,
bookmarks): PDF/X allows no link on the page, and nobody reads a printing plate aloud. Whether the copy may be called
ready for the press is for `check/preflight.py` to say.
"""

from __future__ import annotations

import io

import pikepdf

from generator.finish.press.colours import convert_colours
from generator.finish.press.conformance import PDF_VERSION, make_pdf_x
from generator.finish.press.inks import Inks
from generator.finish.press.marks import Folds, mark_sheets
from generator.load.press import PrintingCondition


def press_copy(content: bytes, condition: PrintingCondition, *, folds: Folds = ()) -> bytes:
    """Return a PDF as PDF/X-4 in the inks of the condition; the same content gives the same bytes.

    Colours that cannot be converted stay as they are: preflight finds them.
    """
    with pikepdf.open(io.BytesIO(content)) as document:
        convert_colours(document, Inks(condition.profile))
        mark_sheets(document, folds=folds)
        make_pdf_x(document, name=condition.name, profile=condition.profile)
        made = io.BytesIO()
        document.remove_unreferenced_resources()
        document.save(made, deterministic_id=True, fix_metadata_version=False, force_version=PDF_VERSION)
    return made.getvalue()
