"""What a worker does with a page: render, finish, read back. Loads the engine: preloaded in the fork server."""

from dataclasses import replace

from generator.check.preflight import preflight
from generator.check.printed import check_printed
from generator.compose.page import Page
from generator.findings import Severity
from generator.finish import finish
from generator.finish.press import press_copy
from generator.finish.press.flat import flat_sheets
from generator.load.press import PrintingCondition
from generator.render.engine import render
from generator.render.pdf import Pdf


def render_and_finish(page: Page) -> Pdf:
    """Return the finished PDF of a page, with what is found in its bytes: so the cache keeps both together."""
    pdf = finish(render(page), page)
    pdf = replace(pdf, findings=(*pdf.findings, *check_printed(page, pdf.content)))
    return _with_press_copy(pdf, page, page.press) if page.press and pdf.content else pdf


def _with_press_copy(pdf: Pdf, page: Page, condition: PrintingCondition) -> Pdf:
    """Return the PDF with its copy for the print shop, which there is only where preflight found no error."""
    flat, folds = flat_sheets(pdf.content, page, pdf.page_sizes)
    copy = press_copy(flat, condition, folds=folds)
    found = preflight(copy, most_ink=condition.most_ink, job=pdf.job)
    passed = all(finding.severity < Severity.ERROR for finding in found)
    return replace(pdf, press_content=copy if passed else b"", findings=(*pdf.findings, *found))
