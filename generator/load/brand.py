"""A brand's folder: brand.toml and the logo. A brand is data; it never edits a template.

Owns the brand as written. What a page takes from it, the layout class and the imprint, is made in compose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

import phonenumbers
from pydantic import Field, field_validator

from generator.findings import Finding
from generator.load.source import Model, read_model
from generator.load.svg import read_svg

RULE = "brand-file"


class Colour(Model):
    """The brand's one colour and the ground of its panels."""

    brand: str
    ground: Literal["sand", "neutral"] = "neutral"

    @field_validator("brand", mode="before")
    @classmethod
    def _is_colour(cls, value: object) -> object:
        if not (isinstance(value, str) and re.fullmatch(r"#[0-9a-fA-F]{6}", value)):
            fault = f'{value!r} is no colour; write six hexadecimal digits such as "#0b6b6b"'
            raise ValueError(fault)
        return value


class Type(Model):
    """The feeling of the headings and the shape of the title block."""

    headings: Literal["serif", "sans"] = "sans"
    corner: Literal["round", "square"] = "square"


class Numbers(Model):
    """The numbers that the text names; the clinic confirms them for its country before print."""

    emergency: Annotated[str, Field(pattern=r"^\d{2,6}$")]
    urgent: Annotated[str, Field(pattern=r"^\d{2,6}$")] | None = None


class Logo(Model):
    """The logo as an SVG file beside brand.toml."""

    file: str


class Contact(Model):
    """A telephone number and what it is for, per language."""

    phone: str
    label: dict[str, str]

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

    name: Annotated[str, Field(min_length=1)]
    code: Annotated[str, Field(pattern=r"^[A-Z0-9]{2,5}$")]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    paper: Literal["A4", "Letter"]
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    web: Annotated[str, Field(pattern=r"^https://")]
    colour: Colour
    type: Type = Type()
    numbers: Numbers
    logo: Logo
    contacts: Annotated[tuple[Contact, ...], Field(min_length=1, max_length=2)]

    @field_validator("web")
    @classmethod
    def _names_known_fields(cls, value: str) -> str:
        try:
            value.format(handout="", language="")
        except (KeyError, IndexError, ValueError) as error:
            fault = f"{value!r} has a placeholder other than {{handout}} and {{language}}"
            raise ValueError(fault) from error
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """One brand: its name is its folder's; `logo` is the SVG text."""

    name: str
    path: str
    file: BrandFile
    logo: str


def load_brand(folder: Path, *, root: Path) -> tuple[Brand | None, tuple[Finding, ...]]:
    """Read one brand's folder; None where it cannot be used."""
    path = (folder / "brand.toml").relative_to(root).as_posix()
    brand, found = _load(folder, root=root, path=path)
    return brand, tuple(replace(finding, brand=folder.name) for finding in found)


def _load(folder: Path, *, root: Path, path: str) -> tuple[Brand | None, tuple[Finding, ...]]:
    file, source, found = read_model(BrandFile, folder / "brand.toml", path=path, rule=RULE)
    if file is None or source is None:
        return None, found
    found += tuple(
        Finding(rule="brand-contact-label", path=path, line=source.line(("contacts", index, "label")),
                message=f"the contact {contact.phone} has no label in {language}.",
                action=f'Add {language} = "…" under its label.')
        for index, contact in enumerate(file.contacts)
        for language in file.languages
        if not contact.label.get(language, "").strip()
    )
    logo = read_svg(folder, file.logo.file, root=root, path=path, line=source.line(("logo", "file")))
    if isinstance(logo, Finding):
        return None, (*found, logo)
    return Brand(name=folder.name, path=path, file=file, logo=logo), found

