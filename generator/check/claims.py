"""Rules over what a handout must not say: promises, doses that nobody answers for, blame.

Owns what counts as one. The words stand in `words/<language>.toml`; a language without a file is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.numbers import numbers
from generator.check.plain_language import read_messages
from generator.check.sentences import sentences
from generator.check.text import Text, told, unmarked
from generator.check.vocabulary import Vocabulary, any_of, plain_marks, said, vocabulary
from generator.findings import Finding, Severity

#: Units in which medicines are measured, by the names of `numbers`; food and drink have the last two as well.
_UNITS = frozenset({"mg", "µg", "g", "ml"})
#: What is measured in the blood is no dose: 180 mg/dl.
_CONCENTRATION = re.compile(r"\d[\d.,]*\s?\w+\s?/\s?(?:dl|l)\b", re.IGNORECASE)


def promise_made(text: Text) -> Iterator[Finding]:
    """Yield a finding for each sentence that promises what no treatment can; translations too, in known languages."""
    words = vocabulary(text.language)
    yield from (
        told(text, source, rule="promise-made", message=f"{sentence!r} promises: {found!r}.",
             action='Say what it may do: "may help", "can ease", "for most people".')
        for source, target in text.pairs()
        for sentence in sentences(target.text, text.language)
        if (found := said(plain_marks(sentence), words.promises, words.negations))
    )


def blame_put(text: Text) -> Iterator[Finding]:
    """Yield a finding for each sentence that lays the fault on the reader; translations too, in known languages."""
    words = vocabulary(text.language)
    yield from (
        told(text, source, rule="blame-put", severity=Severity.WARNING,
             message=f"{sentence!r} may sound like blame: {found!r}.",
             action="Say what the reader can do now, not what she or he did not do.")
        for source, target in text.pairs()
        for sentence in sentences(target.text, text.language)
        if (found := said(plain_marks(sentence), words.blame, words.negations))
    )


def dose_given(text: Text) -> Iterator[Finding]:
    """Yield a finding for each dose of a medicine, unless the front matter says `doses: true`.

    A translation may not add one either, but that is what `number-altered` sees to.
    """
    if text.handout.meta.doses:
        return
    words = vocabulary(text.language)
    for message in read_messages(text):
        for sentence in sentences(unmarked(message.text), text.language):
            if found := _dose(plain_marks(sentence), text.language, words):
                yield told(text, message, rule="dose-given", message=f"{sentence!r} gives a dose: {found}.",
                           action="Leave it to the prescriber and the package, or say doses: true in the front matter,"
                                  " so that who signs knows to check each.")


def dose_in(text: str, language: str) -> str:
    """Return the dose that a text gives, empty where it gives none."""
    words = vocabulary(language)
    doses = (_dose(plain_marks(sentence), language, words) for sentence in sentences(unmarked(text), language))
    return next(filter(None, doses), "")


def _dose(sentence: str, language: str, words: Vocabulary) -> str:
    """Return the dose of a sentence: a number with a unit of medicine, or so many of its forms; else nothing."""
    # "5 ml of water" and "two drops of blood" are none; "5 ml with water" is one.
    sentence = _CONCENTRATION.sub(" ", sentence)
    number = "|".join((r"\d[\d.,/]*", *words.number_words))
    if words.not_medicine:
        link = r"(?:(?: (?:of|de|du))? (?:d')?|(?: (?:of|de|du)) \w+ )"
        sentence = any_of((rf"(?:{number}) ?\w+{link}(?:{'|'.join(words.not_medicine)})",)).sub(" ", sentence)
    forms = rf"(?:{number})(?: \w+)? (?:{'|'.join(words.dose_forms)})"
    if words.dose_forms and (found := any_of((forms,)).search(sentence)):
        return found[0]
    return next((str(number) for number in numbers(sentence, language) if number.unit in _UNITS), "")
