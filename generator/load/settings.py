"""The project file, handouts.toml: what the project consists of and which findings stop a build."""

from __future__ import annotations

import functools
from typing import Annotated, Literal

from babel import Locale, UnknownLocaleError
from pydantic import Field, field_validator, model_validator

from generator.editions import STANDARD, EditionName
from generator.load.inheritance import NAME
from generator.load.press import PressTable
from generator.load.source import Model
from generator.roles import Role

PROJECT_FILE = "handouts.toml"


#: The name of a folder, never a path.
FolderName = Annotated[str, Field(pattern=f"^{NAME}$")]


class ProjectTable(Model):
    """What the project consists of, in the order in which people name it."""

    name: str
    source_language: str
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    formats: Annotated[tuple[FolderName, ...], Field(min_length=1)]
    brands: Annotated[tuple[FolderName, ...], Field(min_length=1)]
    editions: Annotated[tuple[EditionName, ...], Field(min_length=1)] = (STANDARD,)

    @field_validator("languages")
    @classmethod
    def _are_languages(cls, tags: tuple[str, ...]) -> tuple[str, ...]:
        for tag in tags:
            try:
                Locale.parse(tag, sep="-")
            except (UnknownLocaleError, ValueError) as error:
                fault = f"{tag!r} is no language tag; write it as in BCP 47: en, zh-Hans, pt-BR"
                raise ValueError(fault) from error
        return tags


    @model_validator(mode="after")
    def _has_its_source(self) -> ProjectTable:
        if self.source_language not in self.languages:
            fault = f"the source language {self.source_language!r} is none of the languages"
            raise ValueError(fault)
        return self


class SignOffPolicy(Model):
    """Who has to sign before a text is released, and for how long a signature holds.

    `source`, `translation` and `brand` are the roles that the source text, each translation and a brand's own words
    need; `valid_days` is how old a signature may be; `grace_days` is for how long after its review date a handout may
    still be released; `block_on` is the level of finding that keeps a page from being released. With `require_keys`
    only entries count that are signed by a key of the file `allowed_signers` (ssh-keygen(1), ALLOWED SIGNERS).
    """

    source: tuple[Role, ...] = ("author", "clinician")
    translation: tuple[Role, ...] = ("translator", "checker", "clinician")
    brand: Annotated[tuple[Role, ...], Field(min_length=1)] = ("communications",)
    valid_days: Annotated[int, Field(ge=1)] = 1096
    grace_days: Annotated[int, Field(ge=0)] = 0
    block_on: Literal["note", "warning", "error"] = "warning"
    require_keys: bool = False
    allowed_signers: str = "allowed-signers"

    @field_validator("source", "translation")
    @classmethod
    def _has_a_clinician(cls, roles: tuple[Role, ...]) -> tuple[Role, ...]:
        # What a release leaves out says that no clinician has reviewed the page.
        if "clinician" not in roles:
            fault = "a clinician has to sign: a page without the draft line says that one has"
            raise ValueError(fault)
        return roles


class Policy(Model):
    """Which findings stop a build, and what a release needs."""

    fail_on: Literal["note", "warning", "error"] = "error"
    profile: str | None = None
    sign_off: SignOffPolicy = SignOffPolicy()


class RuleLevel(Model):
    """How much a rule weighs in a profile, and why."""

    level: Literal["off", "note", "warning", "error"]
    why: Annotated[str, Field(min_length=1, pattern=r"^[^\n]+$")]


class ProfileTable(Model):
    """A profile: what the rules weigh for a service. `generator/profiles` knows the rules."""

    about: Annotated[str, Field(min_length=1)]
    rules: dict[str, RuleLevel]


class PrintTable(Model):
    """What the office prints on: the thickness of one sheet in mm, for the creep of booklets."""

    #: Plain paper of 80 g/m2: 80 g/m2 x 1.25 cm3/g / 1000.
    paper_thickness: Annotated[float, Field(gt=0, le=1)] = 0.1


class Licence(Model):
    """The licence of the content, as every file names it, and where it stands in full."""

    name: Annotated[str, Field(min_length=1, pattern=r"^[^\n]+$")]
    url: Annotated[str, Field(pattern=r"^https?://\S+$")]


class Settings(Model):
    """The file handouts.toml."""

    project: ProjectTable
    licence: Licence | None = None
    policy: Policy = Policy()
    print: PrintTable = PrintTable()
    press: PressTable = PressTable()
    profiles: dict[FolderName, ProfileTable] = Field(default_factory=dict)


#: Generated languages that show what real ones would break, and whose dates, names and direction they use.
PSEUDO_LOCALES = {"en-XA": "en", "ar-XB": "ar"}


@functools.cache
def babel_locale(language: str) -> Locale:
    """Return CLDR's data for a BCP 47 tag."""
    return Locale.parse(PSEUDO_LOCALES.get(language, language), sep="-")


def posix_locale(language: str) -> str:
    """Return the name of a language's folder under locales/: zh-Hans becomes zh_Hans."""
    return language.replace("-", "_")
