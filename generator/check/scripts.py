"""Rules over letters: those of another script, and characters that nobody can see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from fontTools.unicodedata import script

from generator.check.addresses import without_addresses
from generator.check.numbers import without_units
from generator.check.terms import folded
from generator.check.text import PLACEHOLDERS, Pairs, told, unmarked
from generator.compose.typefaces import script_of
from generator.findings import Finding, Severity
from generator.load.document import Message
from generator.load.settings import babel_locale

#: The scripts of letters that a language's script of ISO 15924 stands for; any other stands for itself.
LETTERS = {
    "Aran": {"Arab"}, "Hans": {"Hani"}, "Hant": {"Hani", "Bopo"}, "Jpan": {"Hani", "Hira", "Kana"},
    "Kore": {"Hang", "Hani"},
}
#: Letters of Latin, Cyrillic and Greek that look alike.
_ALIKE = {
    "Latn": frozenset("ABCEHIJKMOPSTXYaceijopsxyäëïöăĕ"),
    "Cyrl": frozenset("АВСЕНІЈКМОРЅТХУасеіјорѕхуӓёїӧӑӗ"),
    "Grek": frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧνοικαρυ"),
}
#: Letters of the same script that another language writes in the place of these: they look alike and are not found.
_OTHER_LETTERS = {
    "ar": dict(zip("یکہۃے", "يكهةي", strict=True)),
    "ur": dict(zip("يىكهة", "یےکہۃ", strict=True)),
    "fa": dict(zip("يك", "یک", strict=True)),
}
_ALWAYS = {"Zyyy", "Zinh", "Zzzz"}
#: Chinese and Japanese write no space beside a word of another script.
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]+|[^\W\d_{_UNSPACED}](?:[^\W\d_{_UNSPACED}]|[\u0300-\u036f])*")


def script_mixed(text: Pairs) -> Iterator[Finding]:
    """Yield a finding for each word in letters of another script: an error where the letters only look right."""
    expected = _letters_of(text.language)
    for source, target in text.pairs():
        plain = _own_words(text, target.text)
        for word in dict.fromkeys(_WORD.findall(plain)):
            scripts = {script(letter) for letter in word} - _ALWAYS
            if _is_disguised(word, scripts, expected):
                yield told(text, source, rule="script-mixed",
                           message=f"the word {word!r} has letters of another script that look alike: {_named(word)}.",
                           action="Type the word anew with one keyboard layout.")
            elif foreign := scripts - expected:
                yield _foreign(text, source, word, min(foreign))
        yield from _other_letters(text, source, target)


def _foreign(text: Pairs, source: Message, word: str, found: str) -> Finding:
    return told(
        text, source, rule="script-mixed", severity=Severity.WARNING,
        message=f"the word {word!r} is left in another script ({found}).",
        action=f"Translate it; if it may stand, give the reason under [foreign-words] in {text.glossary.path}.",
    )


def _letters_of(language: str) -> set[str]:
    own = script_of(language)
    return LETTERS.get(own, {own})


def _own_words(text: Pairs, message: str) -> str:
    """Return what should be in the language's own letters: no placeholders, addresses, units or allowed words."""
    plain = unmarked(message)
    if folded(plain) in {folded(same) for same in text.glossary.same_as_source}:
        return ""
    plain = without_units(without_addresses(PLACEHOLDERS.sub(" ", plain)), text.language)
    for word in sorted(text.glossary.foreign_words, key=len, reverse=True):
        plain = re.sub(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", " ", plain, flags=re.IGNORECASE)
    return plain


def _is_disguised(word: str, scripts: set[str], expected: set[str]) -> bool:
    """Tell whether letters of one alphabet stand in a word of another, or make up a whole word that looks like one."""
    alphabets = scripts & _ALIKE.keys()
    if len(alphabets) > 1:
        return True
    own = expected & _ALIKE.keys()
    return bool(own) and bool(alphabets - own) and all(letter in _ALIKE[min(alphabets)] for letter in word)


def _named(word: str) -> str:
    counts = {letter: script(letter) for letter in word}
    rare = min(set(counts.values()) - _ALWAYS, key=list(counts.values()).count)
    return ", ".join(f"{letter!r} is {unicodedata.name(letter)}" for letter, of in counts.items() if of == rare)


def _other_letters(text: Pairs, source: Message, target: Message) -> Iterator[Finding]:
    others = _OTHER_LETTERS.get(babel_locale(text.language).language, {})
    for letter in sorted(set(unicodedata.normalize("NFC", target.text)) & others.keys()):
        yield told(
            text, source, rule="script-mixed",
            message=f"{target.text!r} has {letter!r} ({unicodedata.name(letter)}), a letter of another language.",
            action=f"Write {others[letter]!r}: both look alike, and only one is found and joined rightly.",
        )


# -- what nobody sees ---------------------------------------------------------------------------------------------

#: Controls that turn the order of letters (Unicode Standard Annex 9).
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
#: Other characters without a shape of their own.
_UNSEEN = re.compile("[\u00ad\u034f\u115f\u1160\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff]")
_JOINERS = frozenset("\u200c\u200d")
#: Scripts whose spelling needs joiners (Unicode Standard, chapter 12 and 23.2).
_JOINING = frozenset({
    "Arab", "Aran", "Beng", "Deva", "Gujr", "Guru", "Khmr", "Knda", "Mlym", "Mong", "Mymr", "Orya", "Sinh", "Syrc",
    "Taml", "Telu", "Thaa", "Tibt",
})


def bidi_control_hidden(text: Pairs) -> Iterator[Finding]:
    """Yield a finding for each kind of invisible character: an error for those that turn the order of letters."""
    joins = script_of(text.language) in _JOINING
    for source, target in text.pairs():
        for letter in sorted(set(_BIDI.findall(target.text))):
            yield told(text, source, rule="bidi-control-hidden",
                       message=f"{_shown(target.text)!r} holds {_name(letter)}, which turns letters round unseen.",
                       action="Remove it; numbers and names are kept in order when the page is set.")
        for letter in sorted(set(_UNSEEN.findall(target.text)) - (_JOINERS if joins else frozenset())):
            yield told(text, source, rule="bidi-control-hidden", severity=Severity.WARNING,
                       message=f"{_shown(target.text)!r} holds {_name(letter)}, which cannot be seen.",
                       action="Remove it.")


def _name(letter: str) -> str:
    return f"U+{ord(letter):04X} {unicodedata.name(letter, 'without a name')}"


def _shown(text: str) -> str:
    """Return the text with its invisible characters as numbers."""
    return re.sub(f"{_BIDI.pattern}|{_UNSEEN.pattern}", lambda found: f"<U+{ord(found[0]):04X}>", text)
