"""Stage 4, compose: a job and its translated document become a page.

Pure: HTML, the assets it names, the fonts, the options and the key. The layout template gets the document and the
layout class; only the slot templates get the imprint, so a brand cannot change a word of the text.
"""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import segno
from markupsafe import Markup

from generator.compose.bilingual import Row, RowGroup, row_groups
from generator.compose.drawing import themed
from generator.compose.expected import expected_of
from generator.compose.inline import UnknownPlaceholderError, isolated
from generator.compose.layout import Imprint, imprint, layout_class, palette_of, printed_code
from generator.compose.page import Page, page_key
from generator.compose.side import Side, regions_of
from generator.compose.templates import TemplateFaultError, Templates
from generator.compose.typefaces import script_of, setting_for
from generator.compose.typography import typeset
from generator.compose.wording import Regions, wording_of
from generator.findings import Finding
from generator.fonts import FontFile
from generator.load import SHARED_TEMPLATES, Project
from generator.load.document import Document, Message
from generator.load.handout import Handout
from generator.plan import BILINGUAL, Job

_ASSET = re.compile(r'src="asset:([^"]+)"')
SLOTS = ("logo", "partners", "contacts", "print-code", "local", "notes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingredients:
    """What composing takes beside the job: the translated document, templates, fonts and the engine's versions.

    `released` pages have no draft line; only a build that has seen the signatures asks for them.
    """

    project: Project
    document: Document
    templates: Templates
    fonts: tuple[FontFile, ...]
    engine: Mapping[str, str]
    released: bool = False


def compose(job: Job, ingredients: Ingredients) -> Page | Finding:
    """Return the job's page, or the finding that says why it cannot be composed."""
    project = ingredients.project
    handout = project.handouts[job.handout]
    try:
        return _bilingual_page(job, ingredients) if job.edition == BILINGUAL else _page(job, ingredients)
    except TemplateFaultError as fault:
        return replace(fault.finding, job=job.id)
    except UnknownPlaceholderError as error:
        return Finding(
            rule="placeholder-unknown", path=handout.path, job=job.id,
            message=f"the text names {{{error.args[0]}}}, which country and brand do not define.",
            action=f"Use one of: {', '.join(sorted(_side(job, ingredients, document=handout.document).layout.words))}.",
        )


def _side(job: Job, ingredients: Ingredients, *, document: Document, language: str | None = None) -> Side:
    """Return one language's side of a job's page; its own language where none is named."""
    project = ingredients.project
    brand, format_ = project.brands[job.brand], project.formats[job.format]
    tag = language or job.language
    layout = layout_class(brand, project.countries[brand.file.country], format_, language=tag)
    return Side(
        language=tag, document=document, layout=layout,
        setting=setting_for(tag, headings=layout.headings, arabic_body=format_.file.arabic_body,
                            typefaces=layout.typefaces),
        source_language=project.settings.project.source_language,
    )


def _page(job: Job, ingredients: Ingredients) -> Page | Finding:
    """Return the page of the standard edition: one side for each page of the format."""
    project = ingredients.project
    handout, format_ = project.handouts[job.handout], project.formats[job.format]
    side = _side(job, ingredients, document=ingredients.document)
    marks = _marks(job, ingredients, side)
    paper = format_.file.paper[side.layout.paper]  # type: ignore[index]  # both are checked to be A4 or Letter
    regions = regions_of(side.document, handout, format_)
    filled = ingredients.templates.fill(
        f"{format_.name}/{format_.name}.html",
        **_context(side, handout), regions=regions, organisation=marks.name,
        slots=_slots(ingredients.templates, marks),
        side_count=format_.file.pages, brand_side=format_.file.brand_side,
        hyphenation=format_.file.hyphenation, released=ingredients.released,
        untranslated_count=len(side.untranslated(regions)),
        roles={**marks.palette.custom_properties(), **side.setting.custom_properties()},
        page_width=paper.width, page_height=paper.height,
    )
    if left_out := side.unset(regions):
        return _unset(job, handout, left_out)
    rtl = side.direction == "rtl"
    return _finished(Page(
        job=job.id, html=typeset(str(filled)), stylesheets=(project.shared_stylesheet, format_.stylesheet),
        assets={}, fonts=ingredients.fonts, fitting=format_.file.fitting,
        first_step=format_.file.first_step.get(script_of(job.language), 0),
        width=paper.width, height=paper.height, pages=format_.file.pages,
        minimum_type_size=format_.file.minimum_type_size, untranslated=side.untranslated(regions),
        imposition=format_.file.imposition, binding="right" if rtl else "left", key="",
    ), job, ingredients, sides=((side, regions),))


def _bilingual_page(job: Job, ingredients: Ingredients) -> Page | Finding:
    """Return the page of the bilingual edition: rows of source and translation, flowing from page to page."""
    project = ingredients.project
    handout, format_ = project.handouts[job.handout], project.formats[job.format]
    edition = format_.file.editions[BILINGUAL]
    source = _side(job, ingredients, document=handout.document, language=project.settings.project.source_language)
    side = _side(job, ingredients, document=ingredients.document)
    paper = edition.paper[side.layout.paper]  # type: ignore[index]  # both are checked to be A4 or Letter
    ours, theirs = (regions_of(one.document, handout, format_) for one in (source, side))
    groups = row_groups(ours, theirs, pages=edition.new_page)
    title, summary, groups = _titled(groups, edition.title_region, source=source.document, translation=side.document)
    slots = _bilingual_slots(job, ingredients, source=source, translation=side)
    source_words = Templates(project.templates, words=None)
    filled = ingredients.templates.fill(
        f"{BILINGUAL}/{BILINGUAL}.html",
        **_context(side, handout), source=source, translation=side, in_source=source_words.say,
        title=title, summary=summary, groups=groups, slots=slots, cover=edition.cover,
        contacts=edition.contacts, format=format_.name, released=ingredients.released,
        organisation=project.brands[job.brand].file.name, untranslated_count=len(side.untranslated(theirs)),
        roles={
            **_palette(job, ingredients), **side.setting.custom_properties(),
            **{f"--{name}": value for name, value in edition.properties.items()},
        },
        page_width=paper.width, page_height=paper.height,
        side_roles={"source": source.setting.custom_properties(), "target": side.setting.custom_properties()},
    )
    if left_out := source.unset(ours) or side.unset(theirs):
        return _unset(job, handout, left_out)
    return _finished(Page(
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


def _palette(job: Job, ingredients: Ingredients) -> dict[str, str]:
    return palette_of(ingredients.project.brands[job.brand]).custom_properties()


def _bilingual_slots(
    job: Job, ingredients: Ingredients, *, source: Side, translation: Side
) -> dict[str, object]:
    """Return the slots: one logo, contacts in both languages, and the print code as each language names it."""
    project = ingredients.project
    marks, source_marks = _marks(job, ingredients, translation), _marks(job, ingredients, source)
    source_words = Templates(project.templates, words=None)
    slots = _slots(ingredients.templates, marks)
    return {
        "logo": slots["logo"],
        "partners": slots["partners"],
        "print-code": {
            source.language: _slots(source_words, marks)["print-code"],
            translation.language: slots["print-code"],
        },
        "contacts": ingredients.templates.fill(
            f"{SHARED_TEMPLATES}/slots/bilingual-contacts.html", imprint=marks, source_imprint=source_marks,
            isolated=isolated, source=source, translation=translation, in_source=source_words.say,
        ),
    }


def _unset(job: Job, handout: Handout, message: Message) -> Finding:
    return Finding(
        rule="text-unset", path=handout.path, line=message.line, message_id=message.id, job=job.id,
        message=f"the template of {job.format} has no place for {message.text!r}.",
        action="Move it to a section or a box that prints it; ARCHITECTURE.md says what a template sets.",
    )


def _finished(page: Page, job: Job, ingredients: Ingredients, *, sides: tuple[tuple[Side, Regions], ...]) -> Page:
    """Return the page with its assets, what it promises, and its key; the last of its sides is the job's own."""
    project = ingredients.project
    handout = project.handouts[job.handout]
    marks = [_marks(job, ingredients, side) for side, _regions in sides]
    wording = wording_of(project, handout, sides, beside=(words for one in marks for words in one.words()))
    page = replace(page, assets=_assets(
        page.html, drawings=handout.images, icons=project.icons, marks=marks[-1],
        rtl=sides[0][0].direction == "rtl",
    ), expected=expected_of(
        job, project, sides[-1][0], wording=wording, print_code=marks[-1].print_code, released=ingredients.released,
    ))
    return replace(page, key=page_key(page, ingredients.engine))


def _marks(job: Job, ingredients: Ingredients, side: Side) -> Imprint:
    """Return what fills the slots of a job's page, its contacts in the language of one side."""
    code = printed_code(job, ingredients.project, released=ingredients.released)
    brand = ingredients.project.brands[job.brand]
    format_ = ingredients.project.formats[job.format]
    return imprint(brand, job=job, format_=format_, print_code=code, language=side.language)


def _slots(templates: Templates, marks: Imprint) -> dict[str, Markup]:
    """Return the slots by name; what a brand leaves empty prints nothing, and needs no template."""
    empty = {"local": marks.local is None, "notes": not marks.notes, "partners": not marks.partners}
    return {
        name: Markup("") if empty.get(name) else templates.fill(
            f"{SHARED_TEMPLATES}/slots/{name}.html",
            imprint=marks, isolated=isolated,
        )
        for name in SLOTS
    }


def _context(side: Side, handout: Handout) -> dict[str, object]:
    """Return what every layout template may use: text and the layout class, never the brand."""
    return {
        "language": side.language,
        "language_name": side.name,
        "direction": side.direction,
        "script": side.script,
        "document": side.document,
        "layout": side.layout,
        "inline": side.inline,
        "plain": side.plain,
        "isolated": isolated,
        "number": side.number,
        "listed": side.listed,
        "version": handout.meta.version,
        "drafted": handout.meta.drafted.isoformat(),
        "next_review": side.date(handout.meta.next_review),
        "review_day": handout.meta.next_review,
        "sources": handout.meta.sources,
    }


def _assets(
    html: str, *, drawings: Mapping[str, str], icons: Mapping[str, str], marks: Imprint, rtl: bool
) -> dict[str, bytes]:
    """Return what the HTML names: drawings and icons in the page's colours, the logos and the QR code."""
    palette = marks.palette
    drawn, signs, black = palette.drawing_colours(), palette.icon_colours(), palette.black
    named = set(_ASSET.findall(html))
    return {
        **{name: themed(svg, drawn, rtl=rtl, black=black).encode() for name, svg in drawings.items() if name in named},
        **{name: themed(svg, signs, rtl=False, black=black).encode() for name, svg in icons.items()},  # named in CSS
        **{mark.asset: mark.content for mark in (marks.logo, *marks.partners)},
        "qr.svg": _qr_code(marks.web_address),
    }


@functools.lru_cache(maxsize=256)
def _qr_code(address: str) -> bytes:
    """Return the QR code of an address as SVG, error correction M, with the quiet zone of 4 modules (ISO 18004)."""
    code = segno.make(address, error="m", micro=False)
    drawing = io.BytesIO()
    code.save(drawing, kind="svg", border=4, xmldecl=False, omitsize=True, svgclass=None, lineclass=None)
    return drawing.getvalue()
