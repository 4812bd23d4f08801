"""Stage 5, render: a page becomes a PDF, in any process, from the page alone.

`engine` is the only importer of weasyprint; it is imported where a page is rendered and nowhere else, so that a
build with nothing to render never loads it.
"""
