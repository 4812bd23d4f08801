"""What a worker does with a page: render, finish, read back. Loads the engine: preloaded in the fork server."""

from dataclasses import replace

from generator.check.printed import check_printed
from generator.compose.page import Page
from generator.finish import finish
from generator.render.engine import render
from generator.render.pdf import Pdf


def render_and_finish(page: Page) -> Pdf:
    """Return the finished PDF of a page, with what is found in its bytes: so the cache keeps both together."""
    pdf = finish(render(page), page)
    return replace(pdf, findings=(*pdf.findings, *check_printed(page, pdf.content)))
