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
from generator.plan import BILINGUAL, Job

#: Ends the print code of whatever was not released.
DRAFT_MARK = "DRAFT"


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

    def words(self) -> tuple[str, ...]:
        """Return all that the slots say."""
        return (self.name, self.web_address, self.print_code, *(
            words for contact in self.contacts for words in (contact.label, contact.phone)
        ))


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


def imprint(brand: Brand, *, job: Job, language: str, print_code: str) -> Imprint:
    """Return what fills the slots of one job's pages, contacts in `language`; the address is that of the job."""
    return Imprint(
        name=brand.file.name,
        palette=make_palette(brand.file.colour.brand, ground=brand.file.colour.ground),
        contacts=tuple(
            ContactLine(label=contact.label[language], phone=printed_phone(contact.phone, brand.file.country))
            for contact in brand.file.contacts
        ),
        web_address=brand.file.web.format(handout=job.handout, language=job.language),
        print_code=print_code,
    )


def job_code(job: Job, project: Project) -> str:
    """Return the print code under which a job is released: handout, version, format or edition, language, brand."""
    file, meta = project.formats[job.format].file, project.handouts[job.handout].meta
    code = file.editions[BILINGUAL].code if job.edition == BILINGUAL else file.code
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
