"""A language's glossary, locales/<locale>/glossary.toml: the words that its translators agreed on, with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from generator.findings import Finding
from generator.load.settings import posix_locale
from generator.load.source import Model, read_model

RULE = "glossary-file"
GLOSSARY_FILE = "glossary.toml"

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Term(Model):
    """A term: messages whose source has one of `source` need one of `preferred` and none of `forbidden`.

    Forms are matched as whole words without regard to case; `*` stands for any ending (or beginning) of a word.
    """

    source: Annotated[tuple[Words, ...], Field(min_length=1)]
    preferred: tuple[Words, ...] = ()
    forbidden: tuple[Words, ...] = ()
    reason: Words

    @model_validator(mode="after")
    def _asks_for_something(self) -> Term:
        if not self.preferred and not self.forbidden:
            fault = "the term has neither preferred nor forbidden words"
            raise ValueError(fault)
        if both := set(self.preferred) & set(self.forbidden):
            fault = f"{', '.join(sorted(both))} is preferred and forbidden"
            raise ValueError(fault)
        return self


class GlossaryFile(Model):
    """The file glossary.toml; the last three tables give a reason for each text.

    Those of `without_negation` are by source and translation: the same words lose a negation of another source.
    """

    terms: dict[str, Term] = Field(default_factory=dict)
    same_as_source: dict[Words, Words] = Field(default_factory=dict)
    foreign_words: dict[Words, Words] = Field(default_factory=dict)
    without_negation: dict[Words, dict[Words, Words]] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """The glossary of one language; all empty where the language has no file."""

    path: str = ""
    terms: Mapping[str, Term] = field(default_factory=dict)
    same_as_source: Mapping[str, str] = field(default_factory=dict)
    foreign_words: Mapping[str, str] = field(default_factory=dict)
    without_negation: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def load_glossary(locales: Path, *, language: str, root: Path) -> tuple[Glossary, tuple[Finding, ...]]:
    """Read one language's glossary; a missing file is none, a faulty one gives its findings and no terms."""
    file = locales / posix_locale(language) / GLOSSARY_FILE
    path = file.relative_to(root).as_posix()
    if not file.exists():
        return Glossary(path=path), ()
    read, _source, found = read_model(GlossaryFile, file, path=path, rule=RULE)
    if read is None:
        return Glossary(path=path), tuple(replace(finding, language=language) for finding in found)
    return Glossary(
        path=path, terms=read.terms, same_as_source=read.same_as_source, foreign_words=read.foreign_words,
        without_negation=read.without_negation,
    ), ()
