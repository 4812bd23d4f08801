"""The sample sheets, from their text to a finished PDF, in this process: one document, no cache."""

from __future__ import annotations

from dataclasses import replace

from generator.build.pantry import CACHE_FOLDER
from generator.build.task import render_and_finish
from generator.check import check_page
from generator.compose.page import Page
from generator.compose.specimen import JOB, Look, compose_specimen
from generator.compose.templates import Templates
from generator.compose.typefaces import faces_for
from generator.findings import Finding
from generator.fonts import font_files
from generator.load import Project
from generator.load.specimen import Specimen
from generator.load.templates import staff_stylesheet
from generator.render.pdf import Pdf
from generator.render.versions import engine_versions


def specimen_pdf(project: Project, specimen: Specimen, look: Look) -> Pdf:
    """Return the sample sheets with all that was found: fonts that are missing, letters without a glyph, layout."""
    page, found = specimen_page(project, specimen, look)
    if page is None:
        return Pdf(job=JOB, content=b"", page_sizes=(), steps=(), findings=found)
    pdf = render_and_finish(page)
    return replace(pdf, findings=tuple(dict.fromkeys((*found, *pdf.findings, *check_page(page, pdf)))))


def specimen_page(project: Project, specimen: Specimen, look: Look) -> tuple[Page | None, tuple[Finding, ...]]:
    """Return the sample sheets as a page, None where they cannot be composed, and what is wrong with fonts or files."""
    stylesheet = staff_stylesheet(project.root, JOB)
    if isinstance(stylesheet, Finding):
        return None, (stylesheet,)
    faces = tuple(dict.fromkeys(face for tag in ("en", *specimen.languages) for face in faces_for(tag)))
    fonts, found = font_files(faces, cache=project.root / CACHE_FOLDER / "fonts")
    page = compose_specimen(
        specimen, look, templates=Templates(project.templates, words=None),
        stylesheets=(project.shared_stylesheet, stylesheet), fonts=fonts, engine=engine_versions(),
    )
    return (None, (*found, page)) if isinstance(page, Finding) else (page, found)
