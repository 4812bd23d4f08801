"""The tables of brand.toml beside colours, contacts and numbers: logos, fonts, local text, lines of the house.

Owns their shape only. What a file that they name may hold is for `load/logo.py` and `load/brand_fonts.py`.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, field_validator

from generator.load.source import Model

#: A text in each language, by BCP 47 tag.
Localized = dict[str, Annotated[str, Field(min_length=1)]]
#: Six hexadecimal digits, as every colour of a brand is written.
COLOUR = "#[0-9a-fA-F]{6}"
COLOUR_PATTERN = f"^{COLOUR}$"
#: A script as ISO 15924 writes it; Aran is Arabic in Nastaliq.
ScriptCode = Annotated[str, Field(pattern=r"^[A-Z][a-z]{3}$")]


def colour_fault(value: object) -> object:
    """Return a colour as it is; ValueError with the remedy for what is none."""
    if not (isinstance(value, str) and re.fullmatch(COLOUR, value)):
        from generator.load.colour_hint import colour_hint  # noqa: PLC0415 (a fifth of a second, for a fault only)

        fault = f"{value!r} is no colour as it is written here; {colour_hint(value)}"
        raise ValueError(fault)
    return value


class Logo(Model):
    """The logo, as files beside the brand.toml that names them: SVG, or PNG where there is no SVG."""

    file: str = Field(description="The logo in its colours, for white ground.")
    one_colour: str | None = Field(default=None, description="The logo in one colour, for print in black.")
    reversed: str | None = Field(default=None, description="The logo in white, for dark ground.")
    clear_space: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.0, description="The space that is kept clear on every side, in parts of the logo's height.")
    minimum_height: Annotated[float, Field(gt=0, le=15)] = Field(
        default=6.0, description="The least height in print, in mm; a finding where it cannot be kept.")


class Partner(Model):
    """Another organisation whose logo stands beside the brand's."""

    name: Annotated[str, Field(min_length=1, description="Its name, read aloud in place of the logo.")]
    file: str = Field(description="Its logo, SVG or PNG, beside the file that names it.")


class BrandFont(Model):
    """A font file of the hospital's own for one script, use and weight."""

    script: ScriptCode = Field(description="The script that it sets, ISO 15924: Latn, Arab, Hans.")
    use: Literal["text", "headings"] = Field(description="What it sets.")
    weight: Literal[400, 500, 600, 700, 800] = Field(description="Its weight, as in CSS.")
    file: str = Field(description="TrueType or OpenType, beside the file that names it.")
    licence: Annotated[str, Field(min_length=3)] = Field(
        description="The licence under which the hospital may print with it: OFL-1.1, or the number of its contract.")


class Type(Model):
    """The feeling of the headings, the shape of the title block, and the typefaces of each script."""

    headings: Literal["serif", "sans"] = Field(default="sans", description="The face of the headings.")
    corner: Literal["round", "square"] = Field(default="square", description="The corner of the title block.")
    families: dict[ScriptCode, str] = Field(
        default_factory=dict, description='The shipped family of a script\'s text: Arab = "sans".')
    fonts: tuple[BrandFont, ...] = Field(default=(), description="Font files of the hospital's own.")


class LocalText(Model):
    """A box of the brand's own: where to park, where the ward is. It says nothing of health or treatment."""

    formats: Annotated[tuple[str, ...], Field(min_length=1)] = Field(
        description="The formats that print it; one box for each.")
    heading: Localized = Field(description="Its heading, by language.")
    text: Localized = Field(description="One or two sentences, by language.")


class Notes(Model):
    """Small print: who answers for the page, where to complain, how to get it in another form."""

    legal: Localized = Field(default_factory=dict, description="Who publishes it: a name, a number of registration.")
    complaints: Localized = Field(default_factory=dict, description="Where people complain or say thanks.")
    accessibility: Localized = Field(
        default_factory=dict, description="How to ask for large print or another language.")


class RoleWords(Model):
    """The names of roles in one language, where the brand's people have others than its country's."""

    care_team: str | None = Field(default=None, description="The people who look after the reader.")
    medicine_advice: str | None = Field(default=None, description="Whom to ask about medicines.")
    physiotherapist: str | None = Field(default=None, description="What a physiotherapist is called.")
    urgent_contact: str | None = Field(default=None, description="Whom to call for urgent advice.")

    # The placeholders of the texts are written with underscores, and so are these keys.
    model_config = ConfigDict(alias_generator=None)


#: The days of `hours`, Monday first, as OpenStreetMap's opening_hours writes them.
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
ALWAYS = "24/7"
_HOURS = re.compile(
    rf"(?:(?P<first>{'|'.join(DAYS)})(?:-(?P<last>{'|'.join(DAYS)}))? )?"
    r"(?P<opens>(?:[01][0-9]|2[0-3]):[0-5][0-9])-(?P<closes>(?:[01][0-9]|2[0-4]):[0-5][0-9])"
)


def opening_hours(text: str) -> tuple[tuple[str, str, str, str], ...]:
    """Return first and last day, opening and closing time of each part of `Mo-Fr 09:00-17:00; Sa 09:00-12:00`.

    A subset of OpenStreetMap's opening_hours; ValueError for what is outside it. `24/7` has no parts.
    """
    if text == ALWAYS:
        return ()
    parts = []
    for part in re.split(r";\s*", text):
        found = _HOURS.fullmatch(part)
        # Times of the day in this form sort as letters do.
        if not found or found["opens"] >= found["closes"] or found["closes"] > "24:00":
            fault = f'{text!r} are no opening hours; write them as "Mo-Fr 09:00-17:00; Sa 09:00-12:00", or "24/7"'
            raise ValueError(fault)
        first, last = found["first"] or DAYS[0], found["last"] or found["first"] or DAYS[-1]
        if DAYS.index(first) > DAYS.index(last):
            fault = f"{text!r} ends before it begins; write the days from Monday on, in two parts"
            raise ValueError(fault)
        parts.append((first, last, found["opens"], found["closes"]))
    return tuple(parts)


class Hours(Model):
    """Mixed into a contact: when somebody answers."""

    hours: str | None = Field(
        default=None, description='When somebody answers: "Mo-Fr 09:00-17:00" or "24/7"; each language in its way.')

    @field_validator("hours")
    @classmethod
    def _are_hours(cls, value: str | None) -> str | None:
        if value is not None:
            opening_hours(value)
        return value


#: A colour of one of the roles that a brand may set by hand.
RoleColour = Annotated[str, Field(json_schema_extra={"pattern": COLOUR_PATTERN})] | None


class Roles(Model):
    """Colours set by hand; what is left out is computed. Emergency and safety colours are nobody's to change."""

    heading: RoleColour = Field(default=None, description="Headings, on paper.")
    bullet: RoleColour = Field(default=None, description="Squares before list items.")
    rule: RoleColour = Field(default=None, description="Rules and bars, on paper.")
    ground: RoleColour = Field(default=None, description="The ground of panels and pictures.")
    title_ground: RoleColour = Field(default=None, description="The ground of the title.")
    title_ink: RoleColour = Field(default=None, description="The words of the title.")
    title_bar: RoleColour = Field(default=None, description="The bar beside the title.")
    picture_ground: RoleColour = Field(default=None, description="The ground of the cover picture.")

    @field_validator("*", mode="before")
    @classmethod
    def _are_colours(cls, value: object) -> object:
        return colour_fault(value)


class Colour(Model):
    """The brand's one colour, the ground of its panels, and what of the rest it insists on."""

    brand: str = Field(json_schema_extra={"pattern": COLOUR_PATTERN},
                       description="One colour; all others are computed from it so that every text keeps its contrast.")
    ground: Literal["sand", "neutral"] = Field(default="neutral", description="The ground of the panels.")
    ink: Literal["colour", "black"] = Field(
        default="colour", description="black: pages for printers with black ink only; no meaning is lost.")
    roles: Roles = Field(default=Roles(), description="Colours set by hand, each tried against its ground.")

    @field_validator("brand", mode="before")
    @classmethod
    def _is_colour(cls, value: object) -> object:
        return colour_fault(value)
