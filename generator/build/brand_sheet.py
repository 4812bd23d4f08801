"""The brand sheet from a project to a finished PDF: covers are the pages that a build would publish."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.build import Built, build
from generator.build.pantry import CACHE_FOLDER
from generator.build.pictures import pictures_of
from generator.build.task import render_and_finish
from generator.check import check_page
from generator.compose.brand_sheet import NAME, Cover, compose_brand_sheet
from generator.compose.brand_type import brand_type
from generator.compose.layout import palette_of
from generator.compose.page import Page
from generator.compose.templates import Templates
from generator.compose.typefaces import direction_of, faces_for, script_of
from generator.findings import Finding
from generator.fonts import font_files
from generator.load import Project
from generator.load.brand import Brand
from generator.load.specimen import load_specimen
from generator.load.templates import shipped_base, staff_stylesheet
from generator.plan import Job, Selection, plan
from generator.render.pdf import Pdf
from generator.render.versions import engine_versions

#: Pixels of a cover's height: 62 mm at 300 dpi.
_COVER_PIXELS = 740
#: A single sheet is shown on both sides.
_SIDES = 2


def brand_sheet(project: Project, brand: Brand, *, loaded: tuple[Finding, ...], workers: int) -> Pdf:
    """Return the sheet of a brand with what was found on it; the brand's own findings stand on it in words."""
    built = build(project, cover_jobs(project, brand), loaded=loaded, workers=workers, progress=lambda _outcome: None)
    own = [finding for finding in built.all_findings if _concerns(finding, brand, built)]
    page, found = _page(project, brand, tuple(_covers(built)), own)
    if page is None:
        return Pdf(job=NAME, content=b"", page_sizes=(), steps=(), findings=found)
    pdf = render_and_finish(page)
    return replace(pdf, findings=tuple(dict.fromkeys((*found, *pdf.findings, *check_page(page, pdf)))))


def cover_jobs(project: Project, brand: Brand) -> tuple[Job, ...]:
    """Return the jobs whose covers are shown: every format in the first language, and one in another script."""
    jobs = plan(project, Selection(brands=(brand.name,), editions=("standard",)))
    handout = jobs[0].handout
    first = brand.file.languages[0]
    other = next((tag for tag in brand.file.languages if direction_of(tag) != direction_of(first)),
                 next((tag for tag in brand.file.languages if script_of(tag) != script_of(first)), None))
    formats = project.settings.project.formats
    wanted = [(first, format_) for format_ in formats] + ([(other, formats[0])] if other else [])
    by_name = {(job.language, job.format): job for job in jobs if job.handout == handout}
    return tuple(by_name[name] for name in wanted if name in by_name)


def _concerns(finding: Finding, brand: Brand, built: Built) -> bool:
    """Tell whether a finding is the brand's: about its file or folder, or on one of its pages."""
    folder = brand.path.rpartition("/")[0]
    in_folder = bool(finding.path and finding.path.startswith(f"{folder}/"))
    return finding.brand == brand.name or in_folder or finding.job in {outcome.job.id for outcome in built.outcomes}


def _covers(built: Built) -> Iterator[Cover]:
    """Yield the first page of each document, and the back of the first one."""
    for number, outcome in enumerate(built.outcomes):
        sheet = outcome.pdf is not None and len(outcome.pdf.page_sizes) == _SIDES
        yield from pictures_of(outcome, pixels=_COVER_PIXELS, pages=(0, 1) if number == 0 and sheet else (0,))


def _page(
    project: Project, brand: Brand, covers: tuple[Cover, ...], findings: list[Finding]
) -> tuple[Page | None, tuple[Finding, ...]]:
    base, stylesheet = shipped_base(project.root), staff_stylesheet(project.root, NAME)
    if isinstance(base, Finding):
        return None, (base,)
    if isinstance(stylesheet, Finding):
        return None, (stylesheet,)
    handout = next(iter(project.handouts.values()))
    specimen = load_specimen()
    samples = {tag: text for sheet in specimen.sheets for group in sheet.groups for tag, text in group.texts.items()}
    chosen = brand_type(brand)
    faces = tuple(dict.fromkeys(face for tag in ("en", *brand.file.languages) for face in faces_for(tag, chosen)))
    fonts, found = font_files(faces, cache=project.root / CACHE_FOLDER / "fonts")
    page = compose_brand_sheet(
        brand, palette_of(brand), samples=samples, covers=covers, drawing=handout.images[handout.document.cover.image],
        findings=findings, templates=Templates(project.templates, words=None),
        stylesheets=(base, project.shared_stylesheet, stylesheet), icons=project.icons,
        fonts=(*fonts, *(font.font for font in brand.fonts)), engine=engine_versions(),
    )
    return (None, (*found, page)) if isinstance(page, Finding) else (page, found)
