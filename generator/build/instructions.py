"""Printing instructions from a project to finished PDFs, in this process: small pages, no cache."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.build.pantry import CACHE_FOLDER
from generator.build.task import render_and_finish
from generator.check import check_page
from generator.compose.instructions import NAME, Family, compose_instructions
from generator.compose.templates import Templates
from generator.compose.typefaces import faces_for
from generator.findings import Finding
from generator.fonts import font_files
from generator.load import Project
from generator.load.instructions import Instructions, load_instructions
from generator.load.templates import shipped_base, staff_stylesheet
from generator.render.pdf import Pdf
from generator.render.versions import engine_versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Which page is made: how to print a format on a family's paper, for a language of the project."""

    format: str
    language: str
    family: Family

    @property
    def path(self) -> str:
        """Return its place under the output folder."""
        return f"{NAME}/{self.language}/{self.format}-{self.family}.pdf"


def notes_of(project: Project) -> tuple[Note, ...]:
    """Return a page for each format, language and paper family that the project prints."""
    table = project.settings.project
    families = sorted({brand.file.paper for brand in project.brands.values()})
    return tuple(
        Note(format=format_, language=language, family=family)
        for language in table.languages for format_ in table.formats if format_ in project.formats
        for family in families
    )


def printed_notes(project: Project, notes: tuple[Note, ...]) -> Iterator[tuple[Note, Pdf]]:
    """Yield each page with what was found: fonts that are missing, letters without a glyph, layout."""
    instructions = load_instructions()
    for note in notes:
        yield note, _printed(project, note, instructions)


def _printed(project: Project, note: Note, instructions: Instructions) -> Pdf:
    base, stylesheet = shipped_base(project.root), staff_stylesheet(project.root, NAME)
    for sheet in (base, stylesheet):
        if isinstance(sheet, Finding):
            return Pdf(job=NAME, content=b"", page_sizes=(), steps=(), findings=(sheet,))
    told = instructions.texts.language(note.language)
    faces = tuple(dict.fromkeys(face for tag in ("en", told) for face in faces_for(tag)))
    fonts, found = font_files(faces, cache=project.root / CACHE_FOLDER / "fonts")
    page = compose_instructions(
        project.formats[note.format], note.language, note.family, instructions=instructions,
        templates=Templates(project.templates, words=None), stylesheets=(str(base), str(stylesheet)), fonts=fonts,
        engine=engine_versions(),
    )
    if isinstance(page, Finding):
        return Pdf(job=NAME, content=b"", page_sizes=(), steps=(), findings=(*found, page))
    pdf = render_and_finish(page)
    return replace(pdf, findings=tuple(dict.fromkeys((*found, *pdf.findings, *check_page(page, pdf)))))
