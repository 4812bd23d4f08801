"""A brand's folder: brand.toml and the logo. A brand is data; it never edits a template.

Owns the brand as written. What a page takes from it, the layout class and the imprint, is made in compose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal

import phonenumbers
from pydantic import Field, field_validator

from generator.findings import Finding
from generator.load.brand_fonts import OwnFont, read_fonts
from generator.load.brand_numbers import Numbers, number_faults
from generator.load.brand_parts import Colour, Hours, Localized, LocalText, Logo, Notes, Partner, RoleWords, Type
from generator.load.inheritance import inherited
from generator.load.source import Model, Source, checked, read_text, read_toml
from generator.load.svg import read_svg

RULE = "brand-file"
BRAND_FILE = "brand.toml"
#: Name, format and conversion of the placeholders of an address, as `Formatter.parse` gives them; None for plain text.
_PLAIN_FIELDS = frozenset({("handout", "", None), ("language", "", None), (None, None, None)})


class Contact(Hours):
    """A telephone number, what it is for in each language, and when somebody answers."""

    phone: str = Field(description="As +44…, with the country's code.")
    label: dict[str, str] = Field(description="What the number is for, by language.")

    @field_validator("phone")
    @classmethod
    def _is_phone(cls, value: str) -> str:
        try:
            number = phonenumbers.parse(value)
        except phonenumbers.NumberParseException as error:
            fault = f"{value!r} is no telephone number; write it as +44…, with the country's code"
            raise ValueError(fault) from error
        if not phonenumbers.is_possible_number(number):
            fault = f"{value!r} is too short or too long for its country"
            raise ValueError(fault)
        if not phonenumbers.is_valid_number(number):
            fault = f"{value!r} is no telephone number of its country; a digit may be missing"
            raise ValueError(fault)
        return value


class BrandFile(Model):
    """The file brand.toml."""

    name: Annotated[str, Field(min_length=1, description="The full name: metadata, the logo's alternative text.")]
    names: Localized = Field(default_factory=dict, description="The full name in languages that write it otherwise.")
    short_names: Localized = Field(default_factory=dict, description="The name as people say it, by language.")
    code: Annotated[str, Field(pattern=r"^[A-Z0-9]{2,5}$", description="It ends the print code.")]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166 code of the country of use.")]
    paper: Literal["A4", "Letter"] = Field(description="The family of paper sizes.")
    languages: Annotated[tuple[str, ...], Field(min_length=1, description="The languages on offer, BCP 47.")]
    web: Annotated[str, Field(
        pattern=r"^https://", description="Where the QR code leads; {handout} and {language} are filled in.")]
    colour: Colour
    type: Type = Type()
    numbers: Numbers
    logo: Logo
    contacts: Annotated[tuple[Contact, ...], Field(
        min_length=1, description="The most important first: a format prints as many as it has room for.")]
    partners: Annotated[tuple[Partner, ...], Field(max_length=3)] = Field(
        default=(), description="Organisations whose logos stand beside the brand's.")
    local: dict[str, LocalText] = Field(default_factory=dict, description="Boxes of the brand's own, by a name.")
    notes: Notes = Field(default=Notes(), description="Small print.")
    words: dict[str, RoleWords] = Field(
        default_factory=dict, description="Words for roles by language, in place of the country's.")

    @field_validator("web")
    @classmethod
    def _names_known_fields(cls, value: str) -> str:
        fault = f"{value!r} has a placeholder other than {{handout}} and {{language}}"
        try:
            parts = list(Formatter().parse(value))
        except ValueError as error:
            raise ValueError(fault) from error
        if any(part[1:] not in _PLAIN_FIELDS for part in parts):
            raise ValueError(fault)
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """One brand: its name is its folder's; `logo` is the SVG text, `source` knows where each value was written.

    `fonts` are the font files of its own.
    """

    name: str
    path: str
    file: BrandFile
    logo: str
    source: Source
    fonts: tuple[OwnFont, ...] = ()


def load_brand(folder: Path, *, root: Path) -> tuple[Brand | None, tuple[Finding, ...]]:
    """Read one brand's folder; None where it cannot be used."""
    path = (folder / BRAND_FILE).relative_to(root).as_posix()
    brand, found = _load(folder, root=root, path=path)
    return brand, tuple(replace(finding, brand=folder.name) for finding in found)


def _load(folder: Path, *, root: Path, path: str) -> tuple[Brand | None, tuple[Finding, ...]]:
    source = inherited(
        folder.name, lambda name: _source(folder.with_name(name), root=root),
        known=lambda: sorted(one.parent.name for one in folder.parent.glob(f"*/{BRAND_FILE}")), rule=RULE,
    )
    if isinstance(source, Finding):
        return None, (source,)
    file, found = checked(BrandFile, source, rule=RULE)
    if file is None:
        return None, found
    found += (*_label_faults(file, source), *number_faults(file.numbers, file.country, source))
    fonts, font_faults = read_fonts(file.type, source, root=root)
    found += font_faults
    logo_path, logo_line = source.place(("logo", "file"))
    # A logo stands beside the file that names it.
    logo = read_svg((root / logo_path).parent, file.logo.file, root=root, path=logo_path, line=logo_line)
    if isinstance(logo, Finding):
        return None, (*found, logo)
    return Brand(name=folder.name, path=path, file=file, logo=logo, source=source, fonts=fonts), found


def _source(folder: Path, *, root: Path) -> Source | Finding:
    path = (folder / BRAND_FILE).relative_to(root).as_posix()
    text = read_text(folder / BRAND_FILE, path=path, rule=RULE)
    return text if isinstance(text, Finding) else read_toml(text, path=path, rule=RULE)


def _label_faults(file: BrandFile, source: Source) -> Iterator[Finding]:
    """Yield a finding for each contact without a label in one of the brand's languages."""
    for index, contact in enumerate(file.contacts):
        path, line = source.place(("contacts", index, "label"))
        yield from (
            Finding(rule="brand-contact-label", path=path, line=line,
                    message=f"the contact {contact.phone} has no label in {language}.",
                    action=f'Add {language} = "…" under its label.')
            for language in file.languages if not contact.label.get(language, "").strip()
        )

