"""Stage 4, compose: a job and its translated document become a page.

Pure: HTML, the assets it names, the fonts, the options and the key. The layout template gets the document and the
layout class; only the slot templates get the imprint, so a brand cannot change a word of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from generator.compose.bilingual_page import bilingual_page
from generator.compose.inline import UnknownPlaceholderError
from generator.compose.large_print import large_print_page
from generator.compose.page import Page
from generator.compose.page_numbers import contents_of
from generator.compose.parts import Ingredients, context_of, finished, marks_of, side_of, slots_of, unset_text
from generator.compose.side import regions_of
from generator.compose.templates import TemplateFaultError
from generator.compose.typefaces import script_of
from generator.compose.typography import typeset
from generator.editions import BILINGUAL, EDITIONS, LARGE_PRINT
from generator.findings import Finding
from generator.plan import Job

__all__ = ["Ingredients", "compose"]


def compose(job: Job, ingredients: Ingredients) -> Page | Finding:
    """Return the job's page, or the finding that says why it cannot be composed."""
    project = ingredients.project
    handout = project.handouts[job.handout]
    try:
        return _PAGES.get(job.edition, _page)(job, ingredients)
    except TemplateFaultError as fault:
        return replace(fault.finding, job=job.id)
    except UnknownPlaceholderError as error:
        return Finding(
            rule="placeholder-unknown", path=handout.path, job=job.id,
            message=f"the text names {{{error.args[0]}}}, which country and brand do not define.",
            action=f"Use one of: {', '.join(_placeholders(job, ingredients))}.",
        )


def _placeholders(job: Job, ingredients: Ingredients) -> list[str]:
    """Return what a text may name."""
    document = ingredients.project.handouts[job.handout].document
    return sorted(side_of(job, ingredients, document=document).layout.words)


def _page(job: Job, ingredients: Ingredients) -> Page | Finding:
    """Return the page of the standard edition, or of another in its layout: one side for each page of the format."""
    project = ingredients.project
    handout, format_ = project.handouts[job.handout], project.formats[job.format]
    side = side_of(job, ingredients, document=ingredients.document)
    marks = marks_of(job, ingredients, side)
    paper = format_.file.paper[side.layout.paper]  # type: ignore[index]  # both are checked to be A4 or Letter
    regions = regions_of(side.document, handout, format_)
    count, has_fields = format_.file.page_count(regions), EDITIONS[job.edition].has_fields
    filled = ingredients.templates.fill(
        f"{format_.name}/{format_.name}.html",
        **context_of(side, handout), regions=regions, organisation=marks.name,
        slots=slots_of(ingredients.templates, marks),
        side_count=count, brand_side=min(format_.file.brand_side or count, count - 1),
        contents=contents_of(format_.file, job.edition, regions), has_fields=has_fields,
        hyphenation=format_.file.hyphenation, released=ingredients.released,
        untranslated_count=len(side.untranslated(regions)),
        roles={**marks.palette.custom_properties(), **side.setting.custom_properties()},
        page_width=paper.width, page_height=paper.height, page_widths=paper.widths,
    )
    if left_out := side.unset(regions):
        return unset_text(job, handout, left_out)
    rtl = side.direction == "rtl"
    return finished(Page(
        job=job.id, html=typeset(str(filled)), stylesheets=(project.shared_stylesheet, format_.stylesheet),
        assets={}, fonts=ingredients.fonts, fitting=format_.file.fitting,
        first_step=format_.file.first_step.get(script_of(job.language), 0),
        width=paper.width, height=paper.height, widths=paper.widths, pages=count,
        minimum_type_size=format_.file.minimum_type_size, minimum_body_size=format_.file.minimum_body_size,
        untranslated=side.untranslated(regions),
        imposition="none" if has_fields else format_.file.imposition, binding="right" if rtl else "left", key="",
        sheet=side.layout.paper, paper_thickness=project.settings.print.paper_thickness,
    ), job, ingredients, sides=((side, regions),))


#: How the editions that flow are composed.
_PAGES: Mapping[str, Callable[[Job, Ingredients], Page | Finding]] = {
    BILINGUAL: bilingual_page, LARGE_PRINT: large_print_page,
}
