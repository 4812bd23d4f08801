"""The sample sheet: every language that the fonts can set, its name, its direction and two sentences, as a `Page`.

Sheets of A3, four languages in a row, the row's group named beside it. Its own words are English: who prints it
judges type. Pure, as all composing is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from babel import Locale
from markupsafe import Markup

from generator.compose.inline import inline_html
from generator.compose.page import Page, page_key
from generator.compose.palette import make_palette
from generator.compose.side import language_name
from generator.compose.templates import TemplateFaultError, Templates
from generator.compose.typefaces import Setting, direction_of, script_of, setting_for
from generator.compose.typography import typeset
from generator.findings import Finding
from generator.fonts import FontFile
from generator.load.format import FittingStep
from generator.load.settings import babel_locale
from generator.load.specimen import Specimen, SpecimenGroup, SpecimenSheet

JOB = "specimen"
#: A3, in mm.
WIDTH, HEIGHT = 297.0, 420.0
COLUMNS = 4
MINIMUM_TYPE_SIZE = 8.0
#: From airy to close: what a sheet's rows have below them. A sheet takes the first step at which it fits.
_FITTING = tuple(
    FittingStep(name=f"{gap} mm", properties={"row-gap": f"{gap}mm"}) for gap in (12, 8, 5.6, 4, 2.8)
)
_ENGLISH = Locale("en")
#: Noto Sans has no arrows, so they are drawn; `colour` is the quiet ink of the words beside them.
_ARROW = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 6">'
    '<path d="{}" fill="none" stroke="#4d4d49" stroke-width="0.9"/></svg>'
)
_ARROWS = {"arrow-ltr.svg": _ARROW.format("M0 3H11M8 0.6L11 3L8 5.4"), "arrow-rtl.svg": _ARROW.format(
    "M12 3H1M4 0.6L1 3L4 5.4"
)}
#: Scripts that CLDR's English names only beside the word Chinese.
_SCRIPT_NAMES = {"Hans": "Simplified Han", "Hant": "Traditional Han", "Aran": "Arabic in Nastaliq"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a brand may change; without one, the visual specification's teal on white and serif headings."""

    colour: str = "#0b6b6b"
    ground: str = "neutral"
    headings: str = "serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One language as it stands on the sheet."""

    language: str
    name: str
    english: str
    direction: str
    script: str
    text: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The rows of a group of languages, with the English names of its scripts."""

    name: str
    scripts: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: how many languages in how many scripts (ISO 15924; Nastaliq is a hand of the Arabic script)."""

    title: str
    groups: tuple[Group, ...]
    language_count: int
    script_count: int


def compose_specimen(
    specimen: Specimen, look: Look, *, templates: Templates, stylesheets: tuple[str, ...],
    fonts: tuple[FontFile, ...], engine: Mapping[str, str],
) -> Page | Finding:
    """Return the sample sheets, or the finding that says what is wrong with their template."""
    settings = {
        tag: setting_for(tag, headings=look.headings, arabic_body="naskh") for tag in ("en", *specimen.languages)
    }
    sheets = tuple(_sheet(sheet, settings) for sheet in specimen.sheets)
    try:
        filled = templates.fill(
            f"{JOB}/{JOB}.html", sheets=sheets, language_count=len(specimen.languages),
            script_count=len(_scripts(specimen.languages)), columns=COLUMNS,
            colours=make_palette(look.colour, ground=look.ground).custom_properties(),
            settings={tag: setting.custom_properties() for tag, setting in settings.items()},
        )
    except TemplateFaultError as fault:
        return fault.finding
    page = Page(
        job=JOB, html=typeset(str(filled)), stylesheets=stylesheets,
        assets={name: drawing.encode() for name, drawing in _ARROWS.items()}, fonts=fonts,
        fitting=_FITTING, first_step=0, width=WIDTH, height=HEIGHT,
        pages=len(sheets), minimum_type_size=MINIMUM_TYPE_SIZE, imposition="none", binding="left", key="",
    )
    return replace(page, key=page_key(page, engine))


def _sheet(sheet: SpecimenSheet, settings: Mapping[str, Setting]) -> Sheet:
    languages = tuple(tag for group in sheet.groups for tag in group.texts)
    return Sheet(
        title=sheet.title, groups=tuple(_group(group, settings) for group in sheet.groups),
        language_count=len(languages), script_count=len(_scripts(languages)),
    )


def _group(group: SpecimenGroup, settings: Mapping[str, Setting]) -> Group:
    entries = [_entry(tag, text, settings[tag]) for tag, text in group.texts.items()]
    return Group(
        name=group.name, scripts=tuple(dict.fromkeys(script_name(script_of(tag)) for tag in group.texts)),
        rows=tuple(tuple(entries[start:start + COLUMNS]) for start in range(0, len(entries), COLUMNS)),
    )


def _entry(tag: str, text: str, setting: Setting) -> Entry:
    return Entry(
        language=tag, name=language_name(tag), english=english_name(tag), direction=direction_of(tag),
        script=script_of(tag).lower(), text=inline_html(text, words={}, tail=setting.tail),
    )


def english_name(tag: str) -> str:
    """Return a language's name in English (CLDR): Simplified Chinese, Brazilian Portuguese."""
    locale = babel_locale(tag)
    return str(_ENGLISH.languages.get(str(locale)) or locale.get_display_name(_ENGLISH) or tag)


def script_name(script: str) -> str:
    """Return a script's name in English (CLDR)."""
    return _SCRIPT_NAMES.get(script) or str(_ENGLISH.scripts.get(script, script))


def _scripts(languages: tuple[str, ...]) -> frozenset[str]:
    def codes() -> Iterator[str]:
        for tag in languages:
            script = script_of(tag)
            yield "Arab" if script == "Aran" else script

    return frozenset(codes())
