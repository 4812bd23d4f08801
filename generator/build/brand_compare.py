"""The same document of two brands, side by side: built like any other, then set beside each other as pictures."""

from __future__ import annotations

from dataclasses import replace

from generator.build import build
from generator.build.pantry import CACHE_FOLDER
from generator.build.pictures import pictures_of
from generator.build.task import render_and_finish
from generator.check import check_page
from generator.compose.brand_compare import NAME, PAGE_PIXELS, compose_comparison
from generator.compose.brand_type import brand_type
from generator.compose.layout import palette_of
from generator.compose.templates import Templates
from generator.compose.typefaces import faces_for
from generator.findings import Finding
from generator.fonts import FontFile, font_files
from generator.load import Project
from generator.load.brand import Brand
from generator.load.templates import shipped_base, staff_stylesheet
from generator.plan import Job, Selection, SelectionError, plan
from generator.render.pdf import Pdf
from generator.render.versions import engine_versions


def same_jobs(
    project: Project, brands: tuple[str, str], *, handout: str | None, language: str | None, format_: str | None
) -> tuple[Job, Job]:
    """Return the first document that both brands have of what is named; SelectionError where there is none."""
    first, second = (
        plan(project, Selection(
            brands=(brand,), editions=("standard",), handouts=(handout,) if handout else (),
            languages=(language,) if language else (), formats=(format_,) if format_ else (),
        )) for brand in brands
    )
    theirs = {replace(job, brand=""): job for job in second}
    shared = [job for job in first if replace(job, brand="") in theirs]
    if not shared:
        fault = f"{brands[0]} and {brands[1]} have no document in common: no language and format of one is the other's."
        raise SelectionError(fault)
    formats, languages = project.settings.project.formats, project.brands[brands[0]].file.languages
    chosen = min(shared, key=lambda job: (job.handout, formats.index(job.format), languages.index(job.language)))
    return chosen, theirs[replace(chosen, brand="")]


def brand_comparison(
    project: Project, jobs: tuple[Job, Job], *, loaded: tuple[Finding, ...], workers: int
) -> Pdf:
    """Return the pages of two jobs side by side, with what was found in either; empty where both failed."""
    built = build(project, jobs, loaded=loaded, workers=workers, progress=lambda _outcome: None)
    first, second = (tuple(pictures_of(outcome, pixels=PAGE_PIXELS)) for outcome in built.outcomes)
    ids = {job.id for job in jobs}
    found = tuple(finding for finding in built.all_findings if finding.job in ids or finding in built.findings)
    if not first and not second:
        return Pdf(job=NAME, content=b"", page_sizes=(), steps=(), findings=found)
    brands = project.brands[jobs[0].brand], project.brands[jobs[1].brand]
    base, stylesheet = shipped_base(project.root), staff_stylesheet(project.root, NAME)
    if isinstance(base, Finding):
        return Pdf(job=NAME, content=b"", page_sizes=(), steps=(), findings=(*found, base))
    if isinstance(stylesheet, Finding):
        return Pdf(job=NAME, content=b"", page_sizes=(), steps=(), findings=(*found, stylesheet))
    fonts, missing = _fonts(project, brands)
    page = compose_comparison(
        brands, (first, second), palette_of(brands[0]),
        title=f"{project.handouts[jobs[0].handout].meta.title}: {jobs[0].format}, {jobs[0].language}",
        templates=Templates(project.templates, words=None), fonts=fonts, engine=engine_versions(),
        stylesheets=(base, project.shared_stylesheet, stylesheet),
    )
    if isinstance(page, Finding):
        return Pdf(job=NAME, content=b"", page_sizes=(), steps=(), findings=(*found, page))
    pdf = render_and_finish(page)
    return replace(pdf, findings=tuple(dict.fromkeys((*found, *missing, *pdf.findings, *check_page(page, pdf)))))


def _fonts(project: Project, brands: tuple[Brand, Brand]) -> tuple[tuple[FontFile, ...], tuple[Finding, ...]]:
    """Return the files that set English and the brands' names, with what is missing of them."""
    faces = dict.fromkeys(face for brand in brands for tag in ("en", brand.file.languages[0])
                          for face in faces_for(tag, brand_type(brand)))
    fonts, missing = font_files(tuple(faces), cache=project.root / CACHE_FOLDER / "fonts")
    return (*fonts, *dict.fromkeys(font.font for brand in brands for font in brand.fonts)), missing
