"""The page of the bilingual edition: rows of source and translation, flowing from page to page."""

from __future__ import annotations

from generator.compose.bilingual import Row, RowGroup, row_groups
from generator.compose.inline import isolated
from generator.compose.layout import brand_of, palette_of
from generator.compose.page import Page
from generator.compose.parts import Ingredients, context_of, finished, marks_of, side_of, slots_of, unset_text
from generator.compose.side import Side, regions_of
from generator.compose.templates import Templates
from generator.compose.typography import typeset
from generator.editions import BILINGUAL
from generator.findings import Finding
from generator.load import SHARED_TEMPLATES
from generator.load.document import Document
from generator.plan import Job


def bilingual_page(job: Job, ingredients: Ingredients) -> Page | Finding:
    """Return the page of the bilingual edition: rows of source and translation, flowing from page to page."""
    project = ingredients.project
    handout, format_ = project.handouts[job.handout], project.formats[job.format]
    edition = format_.file.editions.flowing()[BILINGUAL]
    source = side_of(job, ingredients, document=handout.document, language=project.settings.project.source_language)
    side = side_of(job, ingredients, document=ingredients.document)
    paper = edition.paper[side.layout.paper]  # type: ignore[index]  # both are checked to be A4 or Letter
    ours, theirs = (regions_of(one.document, handout, format_) for one in (source, side))
    groups = row_groups(ours, theirs, pages=edition.new_page)
    title, summary, groups = _titled(groups, edition.title_region, source=source.document, translation=side.document)
    slots = _bilingual_slots(job, ingredients, source=source, translation=side)
    source_words = Templates(project.templates, words=None)
    filled = ingredients.templates.fill(
        f"{BILINGUAL}/{BILINGUAL}.html",
        **context_of(side, handout), source=source, translation=side, in_source=source_words.say,
        title=title, summary=summary, groups=groups, slots=slots, cover=edition.cover,
        contacts=edition.contacts, format=format_.name, released=ingredients.released,
        organisation=project.brands[job.brand].file.name, untranslated_count=len(side.untranslated(theirs)),
        roles={
            **palette_of(brand_of(job, project)).custom_properties(), **side.setting.custom_properties(),
            **{f"--{name}": value for name, value in edition.properties.items()},
        },
        page_width=paper.width, page_height=paper.height,
        side_roles={"source": source.setting.custom_properties(), "target": side.setting.custom_properties()},
    )
    if left_out := source.unset(ours) or side.unset(theirs):
        return unset_text(job, handout, left_out)
    return finished(Page(
        job=job.id, html=typeset(str(filled)),
        stylesheets=(project.shared_stylesheet, project.edition_stylesheets[BILINGUAL]),
        assets={}, fonts=ingredients.fonts, fitting=edition.fitting, first_step=0,
        width=paper.width, height=paper.height, pages=edition.most_pages, aimed_pages=edition.aimed_pages,
        fewest_pages=edition.least_pages,
        minimum_type_size=edition.minimum_type_size, untranslated=side.untranslated(theirs),
        imposition="none", binding="left", key="",
    ), job, ingredients, sides=((source, ours), (side, theirs)))


def _titled(
    groups: tuple[RowGroup, ...], region: str | None, *, source: Document, translation: Document
) -> tuple[Row, Row, tuple[RowGroup, ...]]:
    """Return title and summary, of the format's own region if it has one, and the groups without that region."""
    own = next((group for group in groups if group.region == region and group.rows), None)
    if own is not None:
        return own.heading, own.rows[0], tuple(group for group in groups if group is not own)
    title = Row(kind="heading", source=source.title, translation=translation.title)
    return title, Row(kind="paragraph", source=source.summary, translation=translation.summary), groups


def _bilingual_slots(
    job: Job, ingredients: Ingredients, *, source: Side, translation: Side
) -> dict[str, object]:
    """Return the slots: one logo, contacts in both languages, and the print code as each language names it."""
    project = ingredients.project
    marks, source_marks = marks_of(job, ingredients, translation), marks_of(job, ingredients, source)
    source_words = Templates(project.templates, words=None)
    slots = slots_of(ingredients.templates, marks)
    return {
        "logo": slots["logo"],
        "partners": slots["partners"],
        "print-code": {
            source.language: slots_of(source_words, marks)["print-code"],
            translation.language: slots["print-code"],
        },
        "contacts": ingredients.templates.fill(
            f"{SHARED_TEMPLATES}/slots/bilingual-contacts.html", imprint=marks, source_imprint=source_marks,
            isolated=isolated, source=source, translation=translation, in_source=source_words.say,
        ),
    }
