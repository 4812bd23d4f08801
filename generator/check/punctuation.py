"""Rules over what stands between the words: spaces, and the punctuation of each language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.check.addresses import without_addresses
from generator.check.text import PLACEHOLDERS, Pairs, told, unmarked
from generator.compose.typefaces import script_of
from generator.findings import Finding, Severity
from generator.load.settings import babel_locale


def space_altered(text: Pairs) -> Iterator[Finding]:
    """Yield a finding for space at an end of a text that its source has not, or has, and for doubled spaces."""
    for source, target in text.pairs():
        if not target.text.strip():
            continue
        for place, of in (("beginning", _leading), ("end", _trailing)):
            if of(source.text) != of(target.text):
                yield told(text, source, rule="space-altered", severity=Severity.WARNING,
                           message=f"{target.text!r} has other space at its {place} than its source.",
                           action="Begin and end as the source does.")
        if _DOUBLED.search(target.text.strip()) and not _DOUBLED.search(source.text.strip()):
            yield told(text, source, rule="space-altered", severity=Severity.WARNING,
                       message=f"{target.text!r} has two spaces in a row.", action="Leave one of them.")


_DOUBLED = re.compile(r"[^\S\n]{2,}")


def _leading(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _trailing(text: str) -> str:
    return text[len(text.rstrip()):]


# -- punctuation of the language ----------------------------------------------------------------------------------

#: The quotation marks of a language (CLDR, and what its printers use); the first two are the usual pair.
_QUOTES = {
    "ar": "«»“”‹›", "cs": "„“‚‘»«", "de": "„“‚‘»«›‹", "en": "“”‘’", "es": "«»“”‘’", "fa": "«»‹›", "fr": "«»“”‹›",
    "hi": "“”‘’", "it": "«»“”‘’", "ja": "「」『』", "pl": "„”«»‚’", "pt": "“”‘’«»", "ru": "«»„“", "so": "“”‘’",
    "uk": "«»„“", "ur": "“”‘’", "vi": "“”‘’", "zh": "“”‘’《》〈〉「」『』",
}
_QUOTE = re.compile('["«»“”„‟‹›‚「」『』《》〈〉＂]')
_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\ufffc"
_ARABIC = "\u0620-\u064a\u064b-\u0652\u066e-\u06d3\u06d5\ufffc"
_DEVANAGARI = "\u0900-\u0963\u0971-\u097f"
#: Hindi words that are shortened with a point.
_SHORTENED = r"(?:डॉ|प्रो|श्री|सं|पं|कं|मि|कि|ग्रा|ली|मी)"

Fault = tuple[str, str]


def punctuation_foreign(text: Pairs) -> Iterator[Finding]:
    """Yield a finding for each mark that the language writes otherwise."""
    language = babel_locale(text.language).language
    check = _BY_LANGUAGE.get(language) or _BY_SCRIPT.get(script_of(text.language), _nothing)
    for source, target in text.pairs():
        # A placeholder stands for words of the language, so it counts as a letter.
        plain = without_addresses(PLACEHOLDERS.sub("\ufffc", unmarked(target.text)))
        for wrong, right in dict.fromkeys((*check(plain), *_quotes(plain, language))):
            yield told(text, source, rule="punctuation-foreign", severity=Severity.WARNING,
                       message=f"{target.text!r} has {wrong}.", action=f"{right}.")


def _quotes(plain: str, language: str) -> Iterator[Fault]:
    own = _QUOTES.get(language)
    for mark in dict.fromkeys(_QUOTE.findall(plain)):
        if own is None and mark == '"':
            yield "straight quotation marks", "Write those of the language"
        elif own is not None and mark not in own:
            yield f"the quotation mark {mark}", f"Write {own[0]}…{own[1]}"


def _nothing(_plain: str) -> Iterator[Fault]:
    return iter(())


def _spanish(plain: str) -> Iterator[Fault]:
    for opening, closing in ("¿?", "¡!"):
        if plain.count(opening) != plain.count(closing):
            yield f"{closing} without {opening}, or {opening} without {closing}", f"Write {opening}…{closing}"


_CHINESE = dict(zip(",.;:?!()", "，。；：？！（）", strict=True))
_BY_HAN = re.compile(rf"(?<=[{_HAN}])[,.;:?!()]|[,.;:?!()](?=[{_HAN}])")


def _chinese(plain: str) -> Iterator[Fault]:
    for found in _BY_HAN.finditer(plain):
        yield f"{found[0]!r} beside a Chinese character", f"Write {_CHINESE[found[0]]}"


_ARABIC_MARKS = {",": "،", ";": "؛", "?": "؟"}
_BY_ARABIC = re.compile(rf"(?<=[{_ARABIC}])\s?[,;?]|[,;?](?=\s?[{_ARABIC}])")
_URDU_STOP = re.compile(rf"(?<=[{_ARABIC}])\.(?=\s|$)")


def _arabic(plain: str) -> Iterator[Fault]:
    for found in _BY_ARABIC.finditer(plain):
        mark = found[0].strip()
        yield f"{mark!r} beside an Arabic letter", f"Write {_ARABIC_MARKS[mark]}"


def _urdu(plain: str) -> Iterator[Fault]:
    yield from _arabic(plain)
    if _URDU_STOP.search(plain):
        yield "'.' at the end of a sentence", "Write ۔"


_HINDI_STOP = re.compile(rf"(?<![{_DEVANAGARI}])({_SHORTENED})\.|(?<=[{_DEVANAGARI}])\.(?=\s|$)")


def _hindi(plain: str) -> Iterator[Fault]:
    if any(found[1] is None for found in _HINDI_STOP.finditer(plain)):
        yield "'.' at the end of a sentence", "Write ।"


_FRENCH_MARK = re.compile(r"[^\W\d_][;:!?](?!\S)|«(?![\s\u00a0\u202f])|(?<![\s\u00a0\u202f])»")


def _french(plain: str) -> Iterator[Fault]:
    if found := _FRENCH_MARK.search(plain):
        yield f"{found[0]!r} without a space", "Put a no-break space (U+00A0) between the word and the mark"


_BY_LANGUAGE: dict[str, Callable[[str], Iterator[Fault]]] = {
    "ar": _arabic, "es": _spanish, "fa": _arabic, "fr": _french, "hi": _hindi, "ja": _chinese, "mr": _hindi,
    "ne": _hindi, "ur": _urdu, "zh": _chinese,
}
_BY_SCRIPT: dict[str, Callable[[str], Iterator[Fault]]] = {"Arab": _arabic, "Aran": _arabic}
