"""What a brand changes on a page, in two parts: the layout class and the imprint.

The layout class decides where words fall (paper, type, country words); pages of one class are laid out alike. The
imprint (colours, logo, name, contacts, codes) fills declared slots of fixed size and never moves a word. Layout
templates see the class only; slot templates see the imprint.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import phonenumbers

from generator.compose.inline import fill
from generator.compose.palette import Palette, make_palette
from generator.load import Project
from generator.load.brand import Brand
from generator.load.country import Country
from generator.load.handout import Handout
from generator.plan import BILINGUAL, Job


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutClass:
    """What decides a page's layout: `words` fill the placeholders of the text."""

    paper: str
    headings: str
    corner: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """One printed contact: what the number is for, and the number as its country writes it."""

    label: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What fills a page's slots: nothing here may move a word of the text."""

    name: str
    palette: Palette
    contacts: tuple[ContactLine, ...]
    web_address: str
    print_code: str


def layout_class(brand: Brand, country: Country, *, language: str) -> LayoutClass:
    """Return the layout class of a brand's pages in one language."""
    numbers = {"emergency_number": brand.file.numbers.emergency}
    if brand.file.numbers.urgent:
        numbers["urgent_number"] = brand.file.numbers.urgent
    words = {name: fill(text, numbers) for name, text in country.words[language].model_dump().items()}
    return LayoutClass(
        paper=brand.file.paper,
        headings=brand.file.type.headings,
        corner=brand.file.type.corner,
        words=MappingProxyType({**words, **numbers}),
    )


def imprint(brand: Brand, *, job: Job, handout: Handout, format_code: str) -> Imprint:
    """Return what fills the slots of one job's pages."""
    return Imprint(
        name=brand.file.name,
        palette=make_palette(brand.file.colour.brand, ground=brand.file.colour.ground),
        contacts=tuple(
            ContactLine(label=contact.label[job.language], phone=printed_phone(contact.phone, brand.file.country))
            for contact in brand.file.contacts
        ),
        web_address=brand.file.web.format(handout=job.handout, language=job.language),
        print_code=print_code(brand, job=job, handout=handout, format_code=format_code),
    )


def print_code(brand: Brand, *, job: Job, handout: Handout, format_code: str) -> str:
    """Return the code that stands on a job's pages: handout, version, format, language, brand."""
    return f"{handout.meta.code}-{handout.meta.version}-{format_code}-{job.language}-{brand.file.code}"


def job_code(job: Job, project: Project) -> str:
    """Return the print code of a job's pages: an edition has a code of its own."""
    file = project.formats[job.format].file
    code = file.editions[BILINGUAL].code if job.edition == BILINGUAL else file.code
    return print_code(project.brands[job.brand], job=job, handout=project.handouts[job.handout], format_code=code)


def printed_phone(number: str, country: str) -> str:
    """Return an E.164 number as people in `country` write it: national at home, international elsewhere."""
    parsed = phonenumbers.parse(number)
    at_home = parsed.country_code == phonenumbers.country_code_for_region(country)
    form = phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)
