"""What a worker does with a page: render and finish. Loads the engine, so it is preloaded in the fork server."""

from generator.compose.page import Page
from generator.finish import finish
from generator.render.engine import render
from generator.render.pdf import Pdf


def render_and_finish(page: Page) -> Pdf:
    """Return the finished PDF of a page."""
    return finish(render(page), page)
