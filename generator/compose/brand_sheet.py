"""The brand sheet: one page of A3 that shows a brand as its handouts use it, for those who approve it. Pure.

Owns what stands on the sheet. Its own words are English; what the brand says is shown in the brand's first language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.compose.brand_type import brand_type
from generator.compose.drawing import themed
from generator.compose.hours import written_hours
from generator.compose.inline import inline_html
from generator.compose.layout import ContactLine, printed_phone
from generator.compose.logos import on_paper
from generator.compose.page import Page, page_key
from generator.compose.palette import ContrastPair, Palette, contrast_table
from generator.compose.side import language_name
from generator.compose.specimen import english_name, script_name
from generator.compose.templates import TemplateFaultError, Templates
from generator.compose.type_list import UsedTypeface, used_typefaces
from generator.compose.typefaces import direction_of, script_of, setting_for
from generator.compose.typography import typeset
from generator.findings import Finding
from generator.fonts import FontFile
from generator.load.brand import Brand
from generator.load.format import FittingStep
from generator.load.logo import LogoFile
from generator.load.logo_size import printed_size

NAME = "brand-sheet"
#: A3, landscape, in mm.
WIDTH, HEIGHT = 420.0, 297.0
MINIMUM_TYPE_SIZE = 8.0
#: The room for logos on the sheet, in mm: the width of a row, the height of one row and of two, and what a tile's
#: frame takes. A row has three at most.
_LOGO_ROW, _LOGO_HEIGHT, _LOGO_HEIGHT_OF_TWO, _LOGO_FRAME, _LOGOS_IN_ROW = 108.0, 19.0, 12.0, 6.0, 3
#: The row of covers, in mm: no cover is higher or wider than the first, the second lies between two; beside the
#: third there is room for findings.
_COVER, _COVER_GAP, _COVER_ROW = 62.0, 5.0, 300.0
_FITTING = tuple(
    FittingStep(name=f"{gap} mm", properties={"type-gap": f"{gap}mm"}) for gap in (4, 2.6, 1.6, 0.8)
)
#: How many findings and contacts there is room for.
_MOST_FINDINGS, _MOST_CONTACTS = 9, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A page of a handout as a picture: `content` is a PNG, `ratio` width / height."""

    title: str
    content: bytes
    ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _LogoCell:
    """A variant of the logo at the size of the sheet, in mm, and the space that is kept clear about it."""

    title: str
    asset: str
    width: float
    height: float
    clear: float
    dark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _TypeRow:
    """A script: its languages, its faces, and two sentences in one of its languages."""

    title: str
    languages: str
    faces: str
    script: str
    language: str
    direction: str
    name: str
    text: Markup
    properties: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What the brand says in one place; each line runs as its own letters do."""

    title: str
    lines: tuple[tuple[str, str], ...]


def compose_brand_sheet(
    brand: Brand, palette: Palette, *, samples: Mapping[str, str], covers: tuple[Cover, ...], drawing: str,
    findings: Iterable[Finding], templates: Templates, stylesheets: tuple[str, ...],
    icons: Mapping[str, str], fonts: tuple[FontFile, ...], engine: Mapping[str, str],
) -> Page | Finding:
    """Return the sheet, or the finding that says what is wrong with its template.

    `samples` are two sentences by language, `drawing` the SVG of a cover.
    """
    file = brand.file
    types = tuple(_types(brand, samples))
    logos = tuple(_logos(brand))
    shown = [*findings]
    try:
        filled = templates.fill(
            f"{NAME}/{NAME}.html", brand_name=file.name, code=file.code, paper=file.paper, country=file.country,
            language_count=len(file.languages), black=palette.black,
            corner=file.type.corner, headings=file.type.headings,
            roles={**palette.custom_properties(), **dict(types[0].properties)}, types=types,
            logos=[cell for cell, _content in logos], logo_note=_logo_note(brand),
            swatches=_swatches(palette), contrasts=_contrasts(palette),
            first_contact=_contact(brand, 0), emergency=file.numbers.emergency, said=tuple(_said(brand)),
            covers=[{"title": cover.title, "asset": f"cover-{number}.png", "width": width, "height": height}
                    for number, (cover, (width, height)) in enumerate(zip(covers, _cover_sizes(covers), strict=True))],
            findings=_shown(shown),
        )
    except TemplateFaultError as fault:
        return fault.finding
    assets = {
        **{f"cover-{number}.png": cover.content for number, cover in enumerate(covers)},
        **{cell.asset: content for cell, content in logos},
        **{name: themed(svg, palette.icon_colours(), rtl=False, black=palette.black).encode()
           for name, svg in icons.items()},
        "cover.svg": themed(drawing, palette.drawing_colours(), rtl=False, black=palette.black).encode(),
    }
    page = Page(
        job=f"{NAME}-{brand.name}", html=typeset(str(filled)), stylesheets=stylesheets, assets=assets, fonts=fonts,
        fitting=_FITTING, first_step=0, width=WIDTH, height=HEIGHT, pages=1, minimum_type_size=MINIMUM_TYPE_SIZE,
        imposition="none", binding="left", key="",
    )
    return replace(page, key=page_key(page, engine))


def _logos(brand: Brand) -> Iterator[tuple[_LogoCell, bytes]]:
    """Yield the variants with their files: on white paper, in one colour, on a dark ground, and those of partners."""
    logos, clear_space = brand.logos, brand.file.logo.clear_space
    shown: list[tuple[str, str, LogoFile]] = [("In colour", "logo-colour", logos.colour)]
    if brand.file.colour.ink == "black":
        shown.append(("As printed in black", "logo-black", on_paper(logos.colour, brand, one_colour=logos.one_colour)))
    elif logos.one_colour:
        shown.append(("In one colour", "logo-one-colour", logos.one_colour))
    if logos.reversed:
        shown.append(("Reversed", "logo-reversed", logos.reversed))
    shown += [
        (f"Partner: {partner.name}", f"partner-{number}", on_paper(file, brand))
        for number, (partner, file) in enumerate(zip(brand.file.partners, logos.partners, strict=True), start=1)
    ]
    place = (_LOGO_ROW / min(len(shown), _LOGOS_IN_ROW) - _LOGO_FRAME,
             _LOGO_HEIGHT if len(shown) <= _LOGOS_IN_ROW else _LOGO_HEIGHT_OF_TWO)
    for title, asset, file in shown:
        clear = 0.0 if asset.startswith("partner") else clear_space
        width, height = printed_size(file.ratio, place, clear_space=2 * clear)
        yield _LogoCell(
            title=title, asset=f"{asset}{file.suffix}", width=round(width, 2), height=round(height, 2),
            clear=round(clear * height, 2), dark=asset == "logo-reversed",
        ), file.content


def _cover_sizes(covers: Sequence[Cover]) -> list[tuple[float, float]]:
    """Return width and height in mm of the covers; where they are too many for a row, all become smaller."""
    widths = [min(_COVER, _COVER * cover.ratio) for cover in covers]
    room = _COVER_ROW - _COVER_GAP * (len(covers) - 1)
    factor = min(1.0, room / sum(widths)) if widths else 1.0
    return [(round(width * factor, 1), round(width * factor / cover.ratio, 1))
            for width, cover in zip(widths, covers, strict=True)]


def _logo_note(brand: Brand) -> str:
    logo = brand.file.logo
    missing = [name for name, file in (("one-colour", brand.logos.one_colour), ("reversed", brand.logos.reversed))
               if not file]
    without = f" There is no {' and no '.join(missing)} file: greys and a white tile stand in." if missing else ""
    return (f"Clear space {logo.clear_space:g} of its height (dashed); never less than "
            f"{logo.minimum_height:g} mm high.{without}")


def _swatches(palette: Palette) -> list[dict[str, str]]:
    """Return the colours of the roles, each once, with the names of the roles that have it."""
    names: dict[str, list[str]] = {}
    for name, colour in palette.custom_properties().items():
        if name.startswith("--tier") or not colour.startswith("#"):
            continue
        names.setdefault(colour, []).append(name.removeprefix("--").replace("-", " "))
    return [{"colour": colour, "title": ", ".join(roles)} for colour, roles in names.items()]


def _contrasts(palette: Palette) -> tuple[ContrastPair, ...]:
    """Return the pairs that a brand decides, of each use the one with the least room; the panels are nobody's."""
    by_use: dict[str, ContrastPair] = {}
    for pair in contrast_table(palette):
        if not any(role.startswith("tier") for role in (pair.pair.ink, pair.pair.ground)):
            tightest = by_use.get(pair.use, pair)
            by_use[pair.use] = min(pair, tightest, key=lambda one: one.ratio / one.bound)
    return tuple(by_use.values())


def _types(brand: Brand, samples: Mapping[str, str]) -> Iterator[_TypeRow]:
    """Yield a row for each script of the brand's languages, in their order; its first language is shown."""
    used = used_typefaces(brand)
    by_script: dict[str, list[str]] = {}
    for language in brand.file.languages:
        by_script.setdefault(script_of(language), []).append(language)
    for script, languages in by_script.items():
        language = next((tag for tag in languages if tag in samples), languages[0])
        setting = setting_for(language, headings=brand.file.type.headings, arabic_body="naskh",
                              typefaces=brand_type(brand))
        yield _TypeRow(
            title=script_name(script), languages=", ".join(map(english_name, languages)), script=script,
            faces=_faces(one for one in used if one.script == script), language=language,
            direction=direction_of(language), name=language_name(language),
            text=inline_html(samples.get(language, ""), words={}, tail=setting.tail),
            properties=setting.custom_properties(),
        )


def _faces(used: Iterable[UsedTypeface]) -> str:
    """Return the families of text and headings; of files of the brand's own their licence."""
    return "; ".join(
        f"{one.use} {one.name}" + (f" (own file, {one.licence})" if one.source == "own" else "") for one in used
    )


def _contact(brand: Brand, index: int) -> ContactLine:
    contact, language = brand.file.contacts[index], brand.file.languages[0]
    hours = written_hours(contact.hours, language=language, country=brand.file.country) if contact.hours else ""
    return ContactLine(label=contact.label.get(language, ""), hours=hours,
                       phone=printed_phone(contact.phone, brand.file.country))


def _contact_lines(brand: Brand) -> Iterator[str]:
    """Yield the contacts that there is room for, and how many there are beyond."""
    contacts = [_contact(brand, index) for index in range(len(brand.file.contacts))]
    yield from (" · ".join(filter(None, (one.label, one.phone, one.hours))) for one in contacts[:_MOST_CONTACTS])
    if len(contacts) > _MOST_CONTACTS:
        yield f"and {len(contacts) - _MOST_CONTACTS} more"


def _said(brand: Brand) -> Iterator[_Said]:
    """Yield what the brand says beside the texts: names, contacts, boxes, small print, words for roles."""
    file, language = brand.file, brand.file.languages[0]
    notes = (file.notes.legal, file.notes.complaints, file.notes.accessibility)
    words = file.words.get(language)
    parts = {
        "Names": (*dict.fromkeys((file.name, *file.names.values(), *file.short_names.values())),),
        "Contacts": tuple(_contact_lines(brand)),
        **{f"Box in {', '.join(box.formats)}": (f"{box.heading.get(language, '')}: {box.text.get(language, '')}",)
           for box in file.local.values()},
        "Small print": tuple(text[language] for text in notes if language in text),
        "Words for roles": tuple(text for text in words.model_dump().values() if text) if words else (),
        "Web address": (file.web,),
    }
    for title, lines in parts.items():
        if lines:
            yield _Said(title=title, lines=tuple((line, _direction(line)) for line in lines))


def _direction(text: str) -> str:
    """Return `rtl` or `ltr` by the first letter that has a direction (UAX 9, P2)."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return "rtl" if next((one for one in strong if one in {"L", "R", "AL"}), "L") != "L" else "ltr"


def _in_words(finding: Finding) -> str:
    """Return a finding in short: where, and what is wrong."""
    place = finding.job or (f"{finding.path}:{finding.line}" if finding.line else finding.path)
    return f"{place}: {finding.message} [{finding.rule}]" if place else f"{finding.message} [{finding.rule}]"


def _shown(findings: list[Finding]) -> list[dict[str, str]]:
    """Return the gravest findings, and how many there are beyond."""
    ordered = sorted(dict.fromkeys(findings), key=lambda finding: -finding.severity)
    shown = [{"severity": finding.severity.label, "words": _in_words(finding)} for finding in ordered[:_MOST_FINDINGS]]
    more = len(ordered) - _MOST_FINDINGS
    return [*shown, {"severity": "more", "words": f"{more} further findings: handouts check"}] if more > 0 else shown
