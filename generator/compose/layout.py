"""What a brand changes on a page, in two parts: the layout class and the imprint.

The layout class decides where words fall (paper, type, country words); pages of one class are laid out alike. The
imprint (colours, logo, name, contacts, codes) fills declared slots of fixed size and never moves a word. Layout
templates see the class only; slot templates see the imprint.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import phonenumbers

from generator.compose.brand_type import SHIPPED, BrandType, brand_type
from generator.compose.hours import written_hours
from generator.compose.inline import fill
from generator.compose.logos import LogoMark, logo_mark, partner_marks
from generator.compose.palette import Palette, make_palette
from generator.editions import EDITIONS
from generator.load import Project
from generator.load.brand import Brand
from generator.load.brand_file import Contact
from generator.load.brand_parts import LocalText
from generator.load.country import Country
from generator.load.format import Format
from generator.plan import Job

#: Ends the print code of whatever was not released.
DRAFT_MARK = "DRAFT"


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutClass:
    """What decides a page's layout: `words` fill the placeholders of the text.

    `local` and `notes` say whether the page keeps room for a box of the brand's own and for a line of small print.
    """

    paper: str
    headings: str
    corner: str
    words: Mapping[str, str]
    local: bool = False
    notes: bool = False
    typefaces: BrandType = SHIPPED


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """One printed contact: what the number is for, the number as its country writes it, and when somebody answers."""

    label: str
    phone: str
    hours: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalBox:
    """A box of the brand's own, in one language."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What fills a page's slots: nothing here may move a word of the text.

    `short_name` stands before the small print; `notes` are its sentences.
    """

    name: str
    short_name: str
    palette: Palette
    logo: LogoMark
    contacts: tuple[ContactLine, ...]
    web_address: str
    print_code: str
    local: LocalBox | None = None
    notes: tuple[str, ...] = ()
    partners: tuple[LogoMark, ...] = ()

    def words(self) -> tuple[str, ...]:
        """Return all that the slots say."""
        box = (self.local.heading, self.local.text) if self.local else ()
        return (self.name, self.short_name, self.web_address, self.print_code, *box, *self.notes, *(
            partner.name for partner in self.partners
        ), *(
            words for contact in self.contacts for words in (contact.label, contact.phone, contact.hours) if words
        ))


def layout_class(brand: Brand, country: Country, format_: Format, *, language: str) -> LayoutClass:
    """Return the layout class of a brand's pages of a format in one language."""
    return LayoutClass(
        paper=brand.file.paper,
        headings=brand.file.type.headings,
        corner=brand.file.type.corner,
        words=MappingProxyType(words_of_use(brand, country, language)),
        local=local_text(brand, format_) is not None,
        notes=format_.file.notes and bool(_notes(brand, language)),
        typefaces=brand_type(brand),
    )


def words_of_use(brand: Brand, country: Country, language: str) -> dict[str, str]:
    """Return what fills a text's placeholders: the country's words, those of the brand before them, and numbers."""
    numbers = {f"{name}_number": number for name, number in brand.file.numbers.by_name().items()}
    words = {**country.words[language].model_dump(), **brand_words(brand, language)}
    return {**{name: fill(text, numbers) for name, text in words.items()}, **numbers}


def brand_words(brand: Brand, language: str) -> dict[str, str]:
    """Return the words for roles that a brand has of its own in a language."""
    words = brand.file.words.get(language)
    return {name: text for name, text in words.model_dump().items() if text} if words else {}


def local_text(brand: Brand, format_: Format) -> LocalText | None:
    """Return the brand's box for a format, None where it has none or the format no room."""
    boxes = [box for box in brand.file.local.values() if format_.name in box.formats]
    return boxes[0] if boxes and format_.file.local_box else None


def brand_of(job: Job, project: Project) -> Brand:
    """Return a job's brand as its edition prints it: that of one ink prints as a clinic with black ink only."""
    brand = project.brands[job.brand]
    if not EDITIONS[job.edition].one_ink:
        return brand
    colour = brand.file.colour.model_copy(update={"ink": "black"})
    return replace(brand, file=brand.file.model_copy(update={"colour": colour}))


def palette_of(brand: Brand) -> Palette:
    """Return the colours of a brand's pages."""
    colour = brand.file.colour
    return make_palette(colour.brand, ground=colour.ground, ink=colour.ink, roles=colour.roles)


def imprint(brand: Brand, *, job: Job, format_: Format, language: str, print_code: str) -> Imprint:
    """Return what fills the slots of one job's pages, its words in `language`; the address is that of the job."""
    file = brand.file
    box = local_text(brand, format_)
    name = file.names.get(language, file.name)
    return Imprint(
        name=name, short_name=_short_name(brand, language) or name,
        palette=palette_of(brand),
        logo=logo_mark(brand, name=name), partners=partner_marks(brand),
        contacts=tuple(_contact(contact, language, file.country) for contact in file.contacts[:format_.file.contacts]),
        web_address=file.web.format(handout=job.handout, language=job.language),
        print_code=print_code,
        local=LocalBox(heading=box.heading[language], text=box.text[language]) if box else None,
        notes=_notes(brand, language) if format_.file.notes else (),
    )


def _short_name(brand: Brand, language: str) -> str:
    """Return the name as people say it, that of the first language where this one has none; empty without any."""
    names = brand.file.short_names
    return names.get(language) or next((names[tag] for tag in brand.file.languages if tag in names), "")


def _contact(contact: Contact, language: str, country: str) -> ContactLine:
    hours = written_hours(contact.hours, language=language, country=country) if contact.hours else ""
    return ContactLine(label=contact.label[language], phone=printed_phone(contact.phone, country), hours=hours)


def _notes(brand: Brand, language: str) -> tuple[str, ...]:
    """Return the sentences of the small print in a language."""
    notes = brand.file.notes
    said = (notes.legal, notes.complaints, notes.accessibility)
    return tuple(texts[language] for texts in said if language in texts)


def job_code(job: Job, project: Project) -> str:
    """Return the print code under which a job is released: handout, version, format or edition, language, brand."""
    file, meta = project.formats[job.format].file, project.handouts[job.handout].meta
    code = file.code_of(job.edition)
    return f"{meta.code}-{meta.version}-{code}-{job.language}-{project.brands[job.brand].file.code}"


def printed_code(job: Job, project: Project, *, released: bool) -> str:
    """Return the print code as it stands on the pages: that of a draft says so, in letters that nobody translates."""
    return job_code(job, project) if released else f"{job_code(job, project)}-{DRAFT_MARK}"


def printed_phone(number: str, country: str) -> str:
    """Return an E.164 number as people in `country` write it: national at home, international elsewhere."""
    parsed = phonenumbers.parse(number)
    at_home = parsed.country_code == phonenumbers.country_code_for_region(country)
    form = phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)
