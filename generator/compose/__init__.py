"""Stage 4, compose: a job and its translated document become a page.

Pure: HTML, the assets it names, the fonts, the options and the key. The layout template gets the document and the
layout class; only the slot templates get the imprint, so a brand cannot change a word of the text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

import segno
from babel.dates import format_skeleton
from markupsafe import Markup

from generator.compose.drawing import drawing_ratio, themed
from generator.compose.inline import UnknownPlaceholderError, inline_html, isolated, plain_text
from generator.compose.layout import Imprint, LayoutClass, imprint, layout_class
from generator.compose.page import Page, page_key
from generator.compose.templates import TemplateFaultError, Templates
from generator.compose.typefaces import Setting, direction_of, script_of, setting_for
from generator.compose.typography import typeset
from generator.findings import Finding
from generator.fonts import FontFile
from generator.load import SHARED_TEMPLATES, Project
from generator.load.document import Document, Message, Section, blocks_for, messages_of
from generator.load.format import Format
from generator.load.handout import Handout
from generator.load.settings import PSEUDO_LOCALES, babel_locale
from generator.plan import Job

_ASSET = re.compile(r'src="asset:([^"]+)"')
SLOTS = ("logo", "contacts", "print-code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingredients:
    """What composing takes beside the job: the translated document, templates, fonts and the engine's versions."""

    project: Project
    document: Document
    templates: Templates
    fonts: tuple[FontFile, ...]
    engine: Mapping[str, str]


def compose(job: Job, ingredients: Ingredients) -> Page | Finding:
    """Return the job's page, or the finding that says why it cannot be composed."""
    project = ingredients.project
    handout, brand = project.handouts[job.handout], project.brands[job.brand]
    format_ = project.formats[job.format]
    country = project.countries[brand.file.country]
    class_ = layout_class(brand, country, language=job.language)
    marks = imprint(brand, job=job, handout=handout, format_code=format_.file.code)
    try:
        return _page(job, ingredients, handout=handout, format_=format_, class_=class_, marks=marks, logo=brand.logo)
    except TemplateFaultError as fault:
        return replace(fault.finding, job=job.id)
    except UnknownPlaceholderError as error:
        return Finding(
            rule="placeholder-unknown", path=handout.path, job=job.id,
            message=f"the text names {{{error.args[0]}}}, which country and brand do not define.",
            action=f"Use one of: {', '.join(sorted(class_.words))}.",
        )


def _unset(regions: Mapping[str, tuple[Section, ...]], used: set[tuple[str, str, int]]) -> Message | None:
    """Return a message of the regions that the template did not set; section headings may be left out by design."""
    for sections in regions.values():
        for message in messages_of(sections):
            if message.role != "heading" and message.text.strip() and _name(message) not in used:
                return message
    return None


def _name(message: Message) -> tuple[str, str, int]:
    return message.context, message.text, message.line


def _page(
    job: Job, ingredients: Ingredients, *, handout: Handout, format_: Format, class_: LayoutClass, marks: Imprint,
    logo: str,
) -> Page | Finding:
    project = ingredients.project
    rtl = direction_of(job.language) == "rtl"
    paper = format_.file.paper[class_.paper]  # type: ignore[index]  # both are checked to be A4 or Letter
    slots = _slots(ingredients.templates, marks, logo=logo)
    setting = setting_for(job.language, headings=class_.headings, arabic_body=format_.file.arabic_body)
    used: set[tuple[str, str, int]] = set()
    context = _context(
        job, ingredients.document, handout=handout, format_=format_, class_=class_, setting=setting, used=used
    )
    filled = ingredients.templates.fill(
        f"{format_.name}/{format_.name}.html",
        **context, slots=slots, organisation=marks.name,
        roles={**marks.palette.custom_properties(), **setting.custom_properties()},
        page_width=paper.width, page_height=paper.height,
    )
    if left_out := _unset(cast("dict[str, tuple[Section, ...]]", context["regions"]), used):
        return Finding(
            rule="text-unset", path=handout.path, line=left_out.line, job=job.id,
            message=f"the template of {format_.name} has no place for {left_out.text!r}.",
            action="Move it to a section or a box that prints it; ARCHITECTURE.md says what a template sets.",
        )
    html = typeset(str(filled))
    page = Page(
        job=job.id, html=html, stylesheets=(project.shared_stylesheet, format_.stylesheet),
        assets=_assets(html, drawings=handout.images, icons=project.icons, marks=marks, logo=logo, rtl=rtl),
        fonts=ingredients.fonts, fitting=format_.file.fitting,
        first_step=format_.file.first_step.get(script_of(job.language), 0),
        width=paper.width, height=paper.height, pages=format_.file.pages,
        minimum_type_size=format_.file.minimum_type_size,
        imposition=format_.file.imposition, binding="right" if rtl else "left", key="",
    )
    return replace(page, key=page_key(page, ingredients.engine))


def _slots(templates: Templates, marks: Imprint, *, logo: str) -> dict[str, Markup]:
    return {
        name: templates.fill(
            f"{SHARED_TEMPLATES}/slots/{name}.html",
            imprint=marks, isolated=isolated, logo_ratio=drawing_ratio(logo),
        )
        for name in SLOTS
    }


def _context(
    job: Job, document: Document, *, handout: Handout, format_: Format, class_: LayoutClass, setting: Setting,
    used: set[tuple[str, str, int]],
) -> dict[str, object]:
    """Return what a layout template may use: text, regions and the layout class, never the brand.

    `used` collects the messages that the template sets.
    """
    locale = babel_locale(job.language)
    direction = direction_of(job.language)

    def inline(message: Message) -> Markup:
        used.add(_name(message))
        return inline_html(message.text, words=class_.words, tail=setting.tail)

    def plain(message: Message) -> str:
        used.add(_name(message))
        return plain_text(message.text, words=class_.words)

    return {
        "language": job.language,
        "language_name": language_name(job.language),
        "direction": direction,
        "script": script_of(job.language).lower(),
        "document": document,
        "regions": _regions(document, handout, format_),
        "layout": class_,
        "inline": inline,
        "plain": plain,
        "isolated": isolated,
        "version": handout.meta.version,
        "drafted": handout.meta.drafted.isoformat(),
        "next_review": format_skeleton("yMMM", handout.meta.next_review, locale=locale),
        "sources": handout.meta.sources,
        "side_count": format_.file.pages,
        "hyphenation": format_.file.hyphenation,
    }


def language_name(language: str) -> str:
    """Return a language's name in itself, as it stands in a footer (CLDR): 简体中文, Español."""
    if language in PSEUDO_LOCALES:
        return language
    locale = babel_locale(language)
    name = locale.languages.get(str(locale)) or locale.display_name or language
    return str(name[0].title() + name[1:])


def _regions(document: Document, handout: Handout, format_: Format) -> dict[str, tuple[Section, ...]]:
    """Return the sections of each region, narrowed to the blocks that this format prints."""
    outline = handout.meta.outline[format_.name]
    return {
        region: tuple(
            replace(section, blocks=blocks_for(section.blocks, format_.name))
            for section in map(document.section, outline[region])
        )
        for region in format_.file.regions
    }


def _assets(
    html: str, *, drawings: Mapping[str, str], icons: Mapping[str, str], marks: Imprint, logo: str, rtl: bool
) -> dict[str, bytes]:
    """Return what the HTML names: the drawings in the page's colours, icons, the logo and the QR code."""
    colours = marks.palette.drawing_colours()
    named = set(_ASSET.findall(html))
    return {
        **{name: themed(svg, colours, rtl=rtl).encode() for name, svg in drawings.items() if name in named},
        **{name: svg.encode() for name, svg in icons.items()},  # stylesheets name these
        "logo.svg": logo.encode(),
        "qr.svg": _qr_code(marks.web_address),
    }


def _qr_code(address: str) -> bytes:
    """Return the QR code of an address as SVG, error correction M, with the quiet zone of 4 modules (ISO 18004)."""
    code = segno.make(address, error="m", micro=False)
    drawing = io.BytesIO()
    code.save(drawing, kind="svg", border=4, xmldecl=False, omitsize=True, svgclass=None, lineclass=None)
    return drawing.getvalue()
