"""Stage 5, render: a page becomes a PDF, in any process, from the page alone."""

from generator.render.engine import Pdf, render

__all__ = ["Pdf", "render"]
