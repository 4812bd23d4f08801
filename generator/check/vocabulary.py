"""The words of a language that the rules over a text look for: promises, blame, doses, jargon.

Owns how the files of `words/` are read and tried. They belong to the program, like the rules themselves.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable
from importlib import resources

from pydantic import BaseModel, ConfigDict, Field

#: How many words a negation governs: "nobody can say that this will cure you".
_REACH = 6


class _Data(BaseModel):
    """A table of a words file: an unknown key is a fault of the program."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Jargon(_Data):
    """Words that many readers do not know or misread, what to write instead, and why."""

    words: tuple[str, ...]
    instead: str
    reason: str


class Passive(_Data):
    """How a language forms its passive, and the participles that are none."""

    auxiliaries: tuple[str, ...]
    participles: tuple[str, ...]
    states: tuple[str, ...] = ()


class Vocabulary(_Data):
    """The words of a language; what a language has no list for is not looked for.

    `negations` are whole regular expressions: in some languages a negation is a sign or a part of a word. So are
    `not_negations`, which look like one and negate nothing.
    """

    promises: tuple[str, ...] = ()
    blame: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    not_negations: tuple[str, ...] = ()
    dose_forms: tuple[str, ...] = ()
    number_words: tuple[str, ...] = ()
    not_medicine: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    passive: Passive | None = None
    jargon: tuple[Jargon, ...] = Field(default=())


@functools.cache
def vocabulary(language: str) -> Vocabulary:
    """Return the words of a BCP 47 language by its first subtag; an empty vocabulary where there is no file."""
    file = resources.files(__package__) / "words" / f"{language.partition('-')[0]}.toml"
    return Vocabulary.model_validate(tomllib.loads(file.read_text("utf-8"))) if file.is_file() else Vocabulary()


@functools.lru_cache(maxsize=512)
def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of any of these at word bounds, case ignored; nothing matches where there is none."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)" if patterns else r"(?!)", re.IGNORECASE)


@functools.lru_cache(maxsize=64)
def negation(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a language's negations, case ignored; nothing matches where there is none."""
    return re.compile("|".join(patterns) or r"(?!)", re.IGNORECASE)


def negations_in(text: str, words: Vocabulary) -> tuple[str, ...]:
    """Return the negations of a text in the order in which they stand."""
    plain = negation(words.not_negations).sub(" ", plain_marks(text))
    return tuple(found[0] for found in negation(words.negations).finditer(plain))


def plain_marks(text: str) -> str:
    """Return the text with plain spaces, hyphens and apostrophes, so that one pattern finds every spelling."""
    return re.sub("[\u00a0\u202f]", " ", re.sub("[\u2010\u2011]", "-", text.replace("\u2019", "'")))


def said(sentence: str, patterns: tuple[str, ...], negations: Iterable[str]) -> str:
    """Return the first words that one of the patterns finds and that no negation stands before; else nothing."""
    turned = negation(tuple(negations))
    for found in any_of(patterns).finditer(sentence):
        # A negation governs a few words, and none beyond a semicolon.
        before = re.split("[;:]", sentence[:found.start()])[-1].split()
        if not turned.search(" ".join(before[-_REACH:])):
            return found[0]
    return ""
