"""Sentences, words and syllables of a message, and the readability of a text.

Owns how they are counted. Sentences and words are those of ICU (UAX #29, with its dictionaries for Chinese, Thai and
their like); syllables and readability exist only for languages with a formula of their own.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.check.text import PLACEHOLDERS, unmarked

#: What stands for a placeholder: each is filled with a name or a number of a word or two.
_FILLED = "clinic"
_VOWELS = {"en": "aeiouy", "es": "aeiouáéíóúü", "fr": "aeiouyàâäéèêëîïôöùûüœæ"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Readability:
    """How hard a text is: the formula's name and value, and the school grade (United States) that it stands for."""

    formula: str
    value: float
    grade: float


@functools.lru_cache(maxsize=4096)
def sentences(text: str, language: str) -> tuple[str, ...]:
    """Return the sentences of a message as its reader sees them, placeholders filled with a word."""
    from icu4py.breakers import SentenceBreaker  # noqa: PLC0415 (30 MB of data, not needed to load or to plan)

    read = PLACEHOLDERS.sub(_FILLED, unmarked(text))
    return tuple(filter(None, (part.strip() for part in SentenceBreaker(read, language))))


@functools.lru_cache(maxsize=4096)
def words(text: str, language: str) -> tuple[str, ...]:
    """Return the words of a sentence; a compound with a hyphen is one, a number too, a mark is none."""
    from icu4py.breakers import WordBreaker  # noqa: PLC0415 (as above)

    joined = re.sub("(?<=\\w)[\u2010\u2011-](?=\\w)", "_", text)
    return tuple(part for part in WordBreaker(joined, language) if re.search(r"\w", part))


def syllables(word: str, language: str) -> int:
    """Return the syllables of a word by its groups of vowels, at least one; English, Spanish and French only."""
    word = word.casefold()
    groups = re.findall(f"[{_VOWELS[language]}]+", word)
    count = len(groups)
    if language == "en":
        count -= bool(re.search(r"[^aeiouyl]e$|[^aeioutd]ed$|[^aeiouyscxzgh]es$", word))
    elif language == "fr":
        count -= bool(re.search(r"[^aeiouyàâéèê](?:e|es|ent)$", word))
    else:
        # Two strong vowels, or a weak one with an accent, are two syllables: ca-er, dí-a.
        count += sum(len(re.findall(r"[aeoáéó](?=[aeoáéó])|[íú](?=[aeo])|[aeo](?=[íú])", group)) for group in groups)
    return max(count, 1)


def readability(messages: Iterable[str], language: str) -> Readability | None:
    """Return how hard the sentences of some messages are; None for a language without a formula, or without text.

    English: Flesch-Kincaid grade (Kincaid 1975). Spanish: Fernández-Huerta (1959, as Law 2011 corrected it). French:
    Kandel and Moles (1958). The last two are scales of ease like Flesch's, whose table gives the grade.
    """
    base = language.partition("-")[0]
    if base not in _FORMULAS:
        return None
    found = [words(sentence, language) for message in messages for sentence in sentences(message, language)]
    found = [sentence for sentence in found if sentence]
    if not found:
        return None
    count = sum(map(len, found))
    syllables_a_word = sum(syllables(word, base) for sentence in found for word in sentence) / count
    name, formula = _FORMULAS[base]
    value = formula(count / len(found), syllables_a_word)
    return Readability(formula=name, value=value, grade=value if base == "en" else _grade_of_ease(value))


#: Words a sentence and syllables a word -> the value of the formula.
_FORMULAS: dict[str, tuple[str, Callable[[float, float], float]]] = {
    "en": ("Flesch-Kincaid", lambda length, weight: 0.39 * length + 11.8 * weight - 15.59),
    "es": ("Fernández-Huerta", lambda length, weight: 206.84 - 1.02 * length - 60 * weight),
    "fr": ("Kandel-Moles", lambda length, weight: 207 - 1.015 * length - 73.6 * weight),
}


def _grade_of_ease(ease: float) -> float:
    """Return the grade of a reading ease (Flesch 1949, How to Write Plain English, table of grades)."""
    table = ((90, 5), (80, 6), (70, 7), (60, 9), (50, 12))
    return next((grade for least, grade in table if ease >= least), 13)
