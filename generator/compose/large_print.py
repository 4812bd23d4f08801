"""The page of the large-print edition: one column of large type, flowing from page to page."""

from __future__ import annotations

from dataclasses import replace

from generator.compose.layout import brand_of, palette_of
from generator.compose.page import Page
from generator.compose.page_numbers import contents_of
from generator.compose.parts import Ingredients, context_of, finished, marks_of, side_of, slots_of, unset_text
from generator.compose.side import regions_of
from generator.compose.typefaces import Setting
from generator.compose.typography import typeset
from generator.editions import LARGE_PRINT
from generator.findings import Finding
from generator.plan import Job


def large_print_page(job: Job, ingredients: Ingredients) -> Page | Finding:
    """Return the page of the large-print edition: all that the format prints, in the order of the edition."""
    project = ingredients.project
    handout, format_ = project.handouts[job.handout], project.formats[job.format]
    edition = format_.file.editions.flowing()[LARGE_PRINT]
    side = side_of(job, ingredients, document=ingredients.document)
    marks = marks_of(job, ingredients, side)
    paper = edition.paper[side.layout.paper]  # type: ignore[index]  # both are checked to be A4 or Letter
    regions = regions_of(side.document, handout, format_)
    filled = ingredients.templates.fill(
        f"{LARGE_PRINT}/{LARGE_PRINT}.html",
        **context_of(side, handout),
        regions={name: regions[name] for name in edition.order or regions if name in regions},
        contents=contents_of(format_.file, job.edition, regions), has_fields=False,
        new_page=edition.new_page, slots=slots_of(ingredients.templates, marks), organisation=marks.name,
        contacts=edition.contacts, format=format_.name, hyphenation=False, released=ingredients.released,
        untranslated_count=len(side.untranslated(regions)),
        roles={
            **palette_of(brand_of(job, project)).custom_properties(),
            **_in_full_width(side.setting).custom_properties(),
            **{f"--{name}": value for name, value in edition.properties.items()},
        },
        page_width=paper.width, page_height=paper.height,
    )
    if left_out := side.unset(regions):
        return unset_text(job, handout, left_out)
    return finished(Page(
        job=job.id, html=typeset(str(filled)),
        stylesheets=(project.shared_stylesheet, project.edition_stylesheets[LARGE_PRINT]),
        assets={}, fonts=ingredients.fonts, fitting=edition.fitting, first_step=0,
        width=paper.width, height=paper.height, pages=edition.most_pages, aimed_pages=edition.aimed_pages,
        fewest_pages=edition.least_pages,
        minimum_type_size=edition.minimum_type_size, untranslated=side.untranslated(regions),
        imposition="none", binding="right" if side.direction == "rtl" else "left", key="",
    ), job, ingredients, sides=((side, regions),))


def _in_full_width(setting: Setting) -> Setting:
    """Return a setting whose small lines, which are no smaller here, have the letters of the text, not narrow ones."""
    return replace(setting, small=setting.body) if setting.small == setting.narrow else setting
