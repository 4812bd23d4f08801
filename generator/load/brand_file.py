"""The file brand.toml: what a brand says of itself, as it is written. A brand is data; it never edits a template."""

from __future__ import annotations

from string import Formatter
from typing import Annotated, Literal

import phonenumbers
from pydantic import Field, field_validator

from generator.load.brand_numbers import Numbers
from generator.load.brand_parts import Colour, Hours, Localized, LocalText, Logo, Notes, Partner, RoleWords, Type
from generator.load.source import Model

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
