"""What the pages of all editions are made of: sides, slots, the words for templates, and what finishes a page.

Layout templates get the document and the layout class; only the slot templates get the imprint.
"""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import segno
from markupsafe import Markup

from generator.compose.drawing import themed
from generator.compose.expected import expected_of
from generator.compose.inline import isolated
from generator.compose.layout import Imprint, brand_of, imprint, layout_class, printed_code
from generator.compose.metadata import metadata_of
from generator.compose.page import Page, page_key
from generator.compose.page_numbers import page_words
from generator.compose.side import Side
from generator.compose.templates import Templates
from generator.compose.typefaces import setting_for
from generator.compose.wording import Regions, wording_of
from generator.findings import Finding
from generator.fonts import FontFile
from generator.load import SHARED_TEMPLATES, Project
from generator.load.document import Document, Message
from generator.load.handout import Handout
from generator.plan import Job

_ASSET = re.compile(r'src="asset:([^"]+)"')
SLOTS = ("logo", "name", "partners", "contacts", "print-code", "local", "notes")


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


def side_of(job: Job, ingredients: Ingredients, *, document: Document, language: str | None = None) -> Side:
    """Return one language's side of a job's page; its own language where none is named."""
    project = ingredients.project
    brand, format_ = brand_of(job, project), project.formats[job.format]
    tag = language or job.language
    layout = layout_class(brand, project.countries[brand.file.country], format_, language=tag)
    pages = page_words(format_.file, job.edition, project.handouts[job.handout].meta.outline.get(job.format, {}))
    return Side(
        language=tag, document=document, layout=replace(layout, words={**layout.words, **pages}),
        setting=setting_for(tag, headings=layout.headings, arabic_body=format_.file.arabic_body,
                            typefaces=layout.typefaces),
        source_language=project.settings.project.source_language,
    )


def unset_text(job: Job, handout: Handout, message: Message) -> Finding:
    """Return the finding for a message that no template has set."""
    return Finding(
        rule="text-unset", path=handout.path, line=message.line, message_id=message.id, job=job.id,
        message=f"the template of {job.format} has no place for {message.text!r}.",
        action="Move it to a section or a box that prints it; ARCHITECTURE.md says what a template sets.",
    )


def finished(page: Page, job: Job, ingredients: Ingredients, *, sides: tuple[tuple[Side, Regions], ...]) -> Page:
    """Return the page with its assets, what it promises, and its key; the last of its sides is the job's own."""
    project = ingredients.project
    handout = project.handouts[job.handout]
    marks = [marks_of(job, ingredients, side) for side, _regions in sides]
    wording = wording_of(project, handout, sides, beside=(words for one in marks for words in one.words()))
    page = replace(page, assets=_assets(
        page.html, drawings=handout.images, icons=project.icons, marks=marks[-1],
        rtl=sides[0][0].direction == "rtl",
    ), expected=expected_of(
        job, project, sides[-1][0], wording=wording, print_code=marks[-1].print_code, released=ingredients.released,
    ), metadata=metadata_of(
        job, project, sides[-1][0], wording=wording, publisher=marks[-1].name, released=ingredients.released,
    ), ink="black" if marks[-1].palette.black else "colour")
    return replace(page, key=page_key(page, ingredients.engine))


def marks_of(job: Job, ingredients: Ingredients, side: Side) -> Imprint:
    """Return what fills the slots of a job's page, its contacts in the language of one side."""
    code = printed_code(job, ingredients.project, released=ingredients.released)
    brand = brand_of(job, ingredients.project)
    format_ = ingredients.project.formats[job.format]
    return imprint(brand, job=job, format_=format_, print_code=code, language=side.language)


def slots_of(templates: Templates, marks: Imprint) -> dict[str, Markup]:
    """Return the slots by name; what a brand leaves empty prints nothing, and needs no template."""
    empty = {"local": marks.local is None, "notes": not marks.notes, "partners": not marks.partners}
    return {
        name: Markup("") if empty.get(name) else templates.fill(
            f"{SHARED_TEMPLATES}/slots/{name}.html",
            imprint=marks, isolated=isolated,
        )
        for name in SLOTS
    }


def context_of(side: Side, handout: Handout) -> dict[str, object]:
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
