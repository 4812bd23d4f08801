"""How to print a format: one small page for whoever stands at the printer, in one language. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from markupsafe import escape

from generator.compose.inline import isolated
from generator.compose.page import Page, page_key
from generator.compose.side import language_name
from generator.compose.templates import TemplateFaultError, Templates
from generator.compose.typefaces import direction_of, script_of, setting_for
from generator.compose.typography import typeset
from generator.findings import Finding
from generator.fonts import FontFile
from generator.load.format import FittingStep, Format
from generator.load.instructions import Instructions

NAME = "instructions"
Family = Literal["A4", "Letter"]
#: Half a sheet of the family, in mm.
SIZES: Mapping[Family, tuple[float, float]] = {"A4": (148, 210), "Letter": (139.7, 215.9)}
#: The paper that an office has, and the one of twice its size.
LARGE: Mapping[Family, str] = {"A4": "A3", "Letter": "Tabloid"}
MINIMUM_TYPE_SIZE = 9.0
#: From roomy to tight; seven steps in Nastaliq need the last.
_FITTING = tuple(
    FittingStep(name=name, properties={"step-gap": f"{gap}mm", "step-size": f"{size}pt", "drawing": f"{drawing}mm"})
    for name, gap, size, drawing in (
        ("roomy", 4.2, 13.5, 24), ("normal", 3.2, 13, 22), ("snug", 2.2, 12.5, 19), ("tight", 1.4, 12, 16),
    )
)
#: A sheet folded once is a booklet of four pages, without staples.
_ONE_SHEET = 4


def scheme_name(format_: Format) -> str:
    """Return the name of the steps that a format takes."""
    special = {("saddle-stitch", _ONE_SHEET): "one-sheet", ("none", 1): "single"}
    return special.get((format_.file.imposition, format_.file.pages), format_.file.imposition)


def compose_instructions(
    format_: Format, language: str, family: Family, *, instructions: Instructions, templates: Templates,
    stylesheets: tuple[str, ...], fonts: tuple[FontFile, ...], engine: Mapping[str, str],
) -> Page | Finding:
    """Return the page, or the finding that says what is wrong with its template.

    A language that has no texts is told in English; a format that has no name there is called as its folder is.
    """
    told = instructions.texts.language(language)
    words = instructions.texts.texts[told]
    steps = instructions.texts.steps[scheme_name(format_)]
    # What is imposed is laid on the paper that an office has; a page as it is may be larger.
    is_large = scheme_name(format_) == "single" and format_.file.paper[family].width > SIZES[family][1]
    filled_in = {"paper": isolated(LARGE[family] if is_large else family), "large": isolated(LARGE[family]),
                 "ending": isolated("-print.pdf")}
    setting = setting_for(told, headings="sans", arabic_body="naskh")
    width, height = SIZES[family]
    try:
        filled = templates.fill(
            f"{NAME}/{NAME}.html", language=told, language_name=language_name(told), direction=direction_of(told),
            script=script_of(told).lower(), title=words["title"], draft=words["draft"],
            called=words.get(format_.name, format_.name), folder=format_.name, family=family,
            page_width=width, page_height=height, roles=setting.custom_properties(),
            steps=[{"drawing": name, "words": escape(words[name]).format(**filled_in)} for name in steps],
        )
    except TemplateFaultError as fault:
        return fault.finding
    page = Page(
        job=f"{NAME}/{told}/{format_.name}/{family}", html=typeset(str(filled)), stylesheets=stylesheets,
        assets={f"{name}.svg": instructions.drawings[name] for name in dict.fromkeys(steps)}, fonts=fonts,
        fitting=_FITTING, first_step=0, width=width, height=height, pages=1,
        minimum_type_size=MINIMUM_TYPE_SIZE, imposition="none", binding="left", key="",
    )
    return replace(page, key=page_key(page, engine))
