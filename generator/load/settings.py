"""The project file, handouts.toml: what the project consists of and which findings stop a build."""

from __future__ import annotations

from typing import Annotated, Literal

from babel import Locale, UnknownLocaleError
from pydantic import Field, field_validator, model_validator

from generator.load.source import Model

PROJECT_FILE = "handouts.toml"


#: The name of a folder, never a path.
FolderName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]


class ProjectTable(Model):
    """What the project consists of, in the order in which people name it."""

    name: str
    source_language: str
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    formats: Annotated[tuple[FolderName, ...], Field(min_length=1)]
    brands: Annotated[tuple[FolderName, ...], Field(min_length=1)]
    editions: Annotated[tuple[Literal["standard", "bilingual"], ...], Field(min_length=1)] = ("standard",)

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


class Policy(Model):
    """Which findings stop a build."""

    fail_on: Literal["note", "warning", "error"] = "error"


class Settings(Model):
    """The file handouts.toml."""

    project: ProjectTable
    policy: Policy = Policy()


#: Generated languages that show what real ones would break, and whose dates, names and direction they use.
PSEUDO_LOCALES = {"en-XA": "en", "ar-XB": "ar"}


def babel_locale(language: str) -> Locale:
    """Return CLDR's data for a BCP 47 tag."""
    return Locale.parse(PSEUDO_LOCALES.get(language, language), sep="-")


def posix_locale(language: str) -> str:
    """Return the name of a language's folder under locales/: zh-Hans becomes zh_Hans."""
    return language.replace("-", "_")
