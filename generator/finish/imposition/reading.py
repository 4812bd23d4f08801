"""Open any PDF for imposition, or say what is wrong with it.

Owns the faults of files that others made. A file that a viewer repairs in silence may lack pages or words, so it is
refused: nobody would notice on paper.
"""

from __future__ import annotations

from io import BytesIO

from babel import Locale, UnknownLocaleError
from pikepdf import Name, PasswordError, Pdf, PdfError

from generator.findings import Finding
from generator.finish.imposition.carry import page_size
from generator.finish.imposition.sheets import RULE_FILE, Binding, fault

#: Where the header may stand (ISO 32000-1, annex H, note 13).
_HEADER_WITHIN = 1024
#: What reading a part of a PDF raises that is not what the standard says.
MALFORMED = (PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RuntimeError)
_DAMAGED = "Save it anew from the program that made it, or print it to a PDF, and compare its pages."


def opened(content: bytes, *, is_ours: bool = False) -> Pdf | Finding:
    """Return the file, or why it cannot be imposed. Whoever opens it closes it.

    A file of ours was written a moment ago: it is not read to its end a second time.
    """
    if b"%PDF-" not in content[:_HEADER_WITHIN]:
        return fault(RULE_FILE, "this is no PDF.", "Give a PDF file; other documents are first printed to one.")
    try:
        pdf = Pdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True)
    except PasswordError:
        return fault(RULE_FILE, "the file needs a password.", "Save it without its password, and impose that.")
    except PdfError as error:
        return damaged(error)
    wrong = None if is_ours else _wrong(pdf)
    if wrong is not None:
        pdf.close()
        return wrong
    return pdf


def _wrong(pdf: Pdf) -> Finding | None:
    """Return what keeps an opened file from being imposed."""
    if pdf.is_encrypted and not (pdf.allow.modify_assembly or pdf.allow.modify_other):
        return fault(RULE_FILE, "its owner protected the file against changes, and sheets would be one.",
                     "Ask for a file without protection.")
    try:
        problems = pdf.check_pdf_syntax()
        sizes = [page_size(page) for page in pdf.pages]
    except MALFORMED as error:
        return damaged(error)
    if problems:
        return fault(RULE_FILE, f"the file is damaged: {problems[0].rstrip('.')}.", _DAMAGED)
    if not sizes:
        return fault(RULE_FILE, "the file has no pages.", "Give a PDF that has some.")
    for number, (width, height) in enumerate(sizes, start=1):
        if width <= 0 or height <= 0:
            return fault(RULE_FILE, f"page {number} has no size.", _DAMAGED)
    return None


def damaged(error: Exception) -> Finding:
    """Return the finding for a file whose reading raised an error."""
    said = " ".join(str(error).split()).rstrip(".") or type(error).__name__
    return fault(RULE_FILE, f"the file is damaged: {said}.", _DAMAGED)


def binding_of(pdf: Pdf) -> Binding:
    """Return the edge at which a document is bound: the right one where it says so, or its language runs that way."""
    preferences = pdf.Root.get("/ViewerPreferences")
    if preferences is not None and preferences.get("/Direction") == Name.R2L:
        return "right"
    try:
        return "right" if Locale.parse(str(pdf.Root.get("/Lang", "")), sep="-").text_direction == "rtl" else "left"
    except (UnknownLocaleError, ValueError, TypeError):
        return "left"
