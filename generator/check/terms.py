"""Rules over the glossary: what must be called so, and what must never be.

Owns how a term is found in a text of any script. Words are compared by their letters: case, bold marks, the kind of
hyphen and apostrophe, Arabic vowel signs and the dot below of Devanagari do not tell two words apart. Chinese,
Japanese and Thai write no spaces, so there each letter is a word of its own and a term is found inside a line.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from generator.check.text import PLACEHOLDERS, Pairs, told, unmarked
from generator.findings import Finding, Severity
from generator.load.glossary import Term
from generator.load.settings import babel_locale

Span = tuple[int, int]

#: Marks that a writer may leave out: Arabic vowel signs and tatweel, the nukta of Devanagari, joiners.
_OPTIONAL = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u093c"
    "\u00ad\u200b-\u200f\u2060\ufeff]"
)
#: Letters that writers exchange: forms of alef, yeh, kaf and heh, candrabindu, yo; apostrophes.
_EXCHANGED = str.maketrans({
    **dict.fromkeys("أإآٱ", "ا"), **dict.fromkeys("يى", "ی"), "ك": "ک", **dict.fromkeys("هۀ", "ہ"), "ة": "ۃ",
    "ँ": "ं", "ё": "е", **dict.fromkeys("’ʼ‘`´", "'"),
})
#: What parts words and is not compared: spaces, hyphens, apostrophes.
_BETWEEN = frozenset(" \u00a0\u202f\t\n-\u2010\u2011\u2212'")
#: Letters of scripts that write no spaces between words: Thai, Lao, Burmese, Khmer, kana, Han.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
UNSPACED_LETTER = re.compile(f"[{_UNSPACED}]")
#: What Arabic writes together with the next word (and, so, in, like, for, will, the), as `folded` leaves it.
_PREFIXES = {"ar": "(?:[وف]?(?:[بک]?(?:ال)?|لل?|س))", "ur": "(?:و?ب?(?:ال)?)"}
#: A shorter word is compared as it stands: too many words begin with a prefix and its letters.
_LEAST_STEM = 3


def term_missing(text: Pairs) -> Iterator[Finding]:
    """Yield a finding for each message whose source has a term, and whose translation has none of its words."""
    for source, target in text.pairs():
        words = _words(unmarked(target.text))
        for name, term in _terms_of(text, source.text):
            if term.preferred and not _found(term.preferred, words, text.language):
                yield told(text, source, rule="term-missing", severity=Severity.WARNING,
                           message=f"{target.text!r} has no word for {term.source[0]!r}, the term {name!r}.",
                           action=f"Write {_listed(term.preferred)}. {term.reason} ({text.glossary.path})")


def term_forbidden(text: Pairs) -> Iterator[Finding]:
    """Yield a finding for each word that a term of the message forbids.

    A word that stands within what one of the message's terms prefers is not meant: the cushion is a "gối tựa" in
    Vietnamese, and a pillow, "gối", must not be one.
    """
    for source, target in text.pairs():
        terms = list(_terms_of(text, source.text))
        words = _words(unmarked(target.text))
        allowed = [span for _name, term in terms for span in _found(term.preferred, words, text.language)]
        for name, term in terms:
            for start, end in _found(term.forbidden, words, text.language):
                if not any(first <= start and end <= last for first, last in allowed):
                    yield told(text, source, rule="term-forbidden",
                               message=f"{target.text!r} has {_joined(words[start:end])!r},"
                                       f" which the term {name!r} forbids.",
                               action=f"{_instead(term)}{term.reason} ({text.glossary.path})")


def _instead(term: Term) -> str:
    return f"Write {_listed(term.preferred)}. " if term.preferred else "Use another word. "


def _listed(forms: Iterable[str]) -> str:
    return " or ".join(repr(form) for form in forms)


def _joined(words: Iterable[str]) -> str:
    """Return words as they are read: letters of scripts without spaces stand together."""
    return re.sub(rf"(?<=[{_UNSPACED}]) (?=[{_UNSPACED}])", "", " ".join(words))


def _terms_of(text: Pairs, source: str) -> Iterator[tuple[str, Term]]:
    """Yield the terms that the source of a message has."""
    words = _words(unmarked(source))
    return (
        (name, term) for name, term in text.glossary.terms.items() if _found(term.source, words, text.source_language)
    )


def _found(forms: Iterable[str], words: tuple[str, ...], language: str) -> list[Span]:
    """Return where any of the forms stands among the words of a text."""
    spans: list[Span] = []
    for form in forms:
        first, *rest = _patterns(form, babel_locale(language).language)
        for start, word in enumerate(words[:max(0, len(words) - len(rest))]):
            # Nearly always the first word is another one already.
            if first.fullmatch(word) and all(
                pattern.fullmatch(next_) for pattern, next_ in zip(rest, words[start + 1:], strict=False)
            ):
                spans.append((start, start + 1 + len(rest)))
    return spans


@functools.lru_cache(maxsize=4096)
def _patterns(form: str, language: str) -> tuple[re.Pattern[str], ...]:
    """Return a pattern for each word of a glossary's form."""
    if language in _PREFIXES:
        form = re.sub(r"(?<!\w)ال(?=\w{3})", "", form)
    return tuple(re.compile(_pattern(word, language)) for word in _split(folded(form), letters="*"))


def _pattern(word: str, language: str) -> str:
    """Return the pattern of one word; what its language writes together with it may stand before it."""
    pattern = re.escape(word).replace(r"\*", ".*")
    takes_prefix = len(word.replace("*", "")) >= _LEAST_STEM and "ARABIC" in unicodedata.name(word[0], "")
    return f"{_PREFIXES[language]}?{pattern}" if takes_prefix and language in _PREFIXES else pattern


@functools.lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """Return the words and the marks of a text, folded."""
    return tuple(_split(folded(text)))


def folded(text: str) -> str:
    """Return a text as it is compared: by the letters that tell words apart."""
    return _OPTIONAL.sub("", unicodedata.normalize("NFC", text.casefold())).translate(_EXCHANGED)


def _split(text: str, letters: str = "") -> Iterator[str]:
    """Yield the words, placeholders and marks of a folded text; `letters` are taken for parts of words too."""
    for part in re.split(f"({PLACEHOLDERS.pattern})", text):
        if PLACEHOLDERS.fullmatch(part):
            yield part
        else:
            parted = "".join(_parted(before, letter, letters) for before, letter in pairwise(f" {part}"))
            yield from parted.split()


def _parted(before: str, letter: str, letters: str) -> str:
    """Return the letter with a space before it where it does not go on with the word of the one before."""
    if letter in _BETWEEN:
        return " "
    if unicodedata.category(letter)[0] == "M" or letter in letters:
        return letter
    alone = not _in_word(letter, letters) or not _in_word(before, letters)
    unspaced = bool(UNSPACED_LETTER.match(letter) or UNSPACED_LETTER.match(before))
    return f" {letter}" if alone or unspaced else letter


def _in_word(letter: str, letters: str) -> bool:
    return unicodedata.category(letter)[0] in "LMN" or letter in letters
