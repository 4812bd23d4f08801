"""Numbers and their units: each of the source stands in the translation, and no other.

Owns how a number is read in a language: digits of any script, CLDR's separators, CLDR's names of units.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol
from babel.units import format_unit

from generator.check.addresses import without_contacts
from generator.check.text import PLACEHOLDERS, Pairs, told, unmarked
from generator.findings import Finding
from generator.load.settings import babel_locale

#: Units that a handout may give, by the names of CLDR; inches are left out, "1 in 3" is none.
_UNITS = {
    "mg": "mass-milligram", "µg": "mass-microgram", "g": "mass-gram", "kg": "mass-kilogram", "lb": "mass-pound",
    "ml": "volume-milliliter", "l": "volume-liter", "mm": "length-millimeter", "cm": "length-centimeter",
    "m": "length-meter", "°C": "temperature-celsius", "°F": "temperature-fahrenheit", "%": "percent",
}
#: Spellings that CLDR does not have and leaflets do.
_MORE_SPELLINGS = {
    "mg": ("ملغ", "ملغم", "ملجم", "مجم", "मि.ग्रा.", "मि.ग्रा"), "µg": ("mcg", "ug"),
    "kg": ("كغ", "كغم", "كجم", "公斤", "किग्रा", "कि.ग्रा."), "ml": ("مل", "مليلتر", "cc", "मि.ली.", "मिली"),
    "cm": ("سم", "公分"), "mm": ("مم", "公厘"), "m": ("公尺",), "l": ("公升",), "g": ("غ", "غم", "公克"),
    "°C": ("° C", "°م", "℃", "ڈگری سینٹی گریڈ"), "°F": ("° F", "℉"), "%": ("٪", "﹪", "per cent"),
}
#: Numbers that between them take every plural form of CLDR.
_EVERY_PLURAL = (0, 1, 2, 3, 5, 11, 100, Decimal("1.5"))
_NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)
_MORE_NUMBER_WORDS = {
    "half": ("1", "2"), "once": ("1",), "twice": ("2",), "both": ("2",), "first": ("1",), "second": ("2",),
    "third": ("3",), "hundred": ("100",), "thousand": ("1000",),
}
#: What may stand before a minus sign, and what may not stand behind a unit: Chinese writes no spaces.
_BEFORE_SIGN = r"(?<![.,)%])(?<![^\W\u3400-\u9fff])"
_UNIT_ENDS = r"(?![^\W\d_\u3040-\u30ff\u3400-\u9fff]|[\u0300-\u036f\u064b-\u0652\u0900-\u0903\u093a-\u094d])"
_SPACES = "\u0020\u00a0\u202f"
_SAME = str.maketrans({"\u2044": "/", "\uff05": "%", "\u00ba": "°", "\u03bc": "µ", "\u2019": "'"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of a text: `unit` stands behind it, `lent` behind the other end of its range (2-3 mg)."""

    value: str
    unit: str = ""
    lent: str = ""

    def is_like(self, other: Number) -> bool:
        """Tell whether both may be the same number, one of them perhaps without the unit of its range."""
        units, others = {self.unit, self.lent or self.unit}, {other.unit, other.lent or other.unit}
        return self.value == other.value and bool(units & others)

    def __str__(self) -> str:
        """Write it as in English."""
        return f"{self.value} {self.unit}".strip()


def number_altered(text: Pairs) -> Iterator[Finding]:
    """Yield a finding for each number that is not in the source, or is no longer in the translation; order is free."""
    for source, target in text.pairs():
        expected = numbers(unmarked(source.text), text.source_language)
        lost, added = _differences(expected, numbers(unmarked(target.text), text.language))
        spelled = _spelled_out(source.text)
        for number in lost:
            yield told(text, source, rule="number-altered", message=f"{target.text!r} lost the number {number}.",
                       action="Write each number of the source, in digits and with its unit.")
        for number in added:
            if number.value not in spelled or number.unit:
                yield told(text, source, rule="number-altered",
                           message=f"{target.text!r} has the number {number}, its source has not.",
                           action="Write the numbers of the source and no others.")


def _differences(expected: list[Number], found: list[Number]) -> tuple[list[Number], list[Number]]:
    """Return what is lost and what is added, each number taken once."""
    lost, left = [], list(found)
    for number in expected:
        same = next((other for other in left if number == other), None) \
            or next((other for other in left if number.is_like(other)), None)
        if same is None:
            lost.append(number)
        else:
            left.remove(same)
    return lost, left


def numbers(text: str, language: str) -> list[Number]:
    """Return the numbers of a text, without those of telephone numbers, addresses and placeholders."""
    plain = without_contacts(PLACEHOLDERS.sub("\ufffc", text)).translate(_SAME)
    plain = "".join(_fraction(letter) for letter in plain)
    return [_number(found, plain, language) for found in _pattern(language).finditer(plain)]


def _number(found: re.Match[str], plain: str, language: str) -> Number:
    unit = _unit(found, language)
    return Number(
        value=_value(found["number"], language, negative=bool(found["sign"])),
        unit=unit, lent="" if unit else _lent(plain[found.end():], language),
    )


def without_units(text: str, language: str) -> str:
    """Return the text without its numbers and their units, a unit alone too if it is written with a sign: °C."""
    return re.sub(r"°\s?[CF](?!\w)", " ", _pattern(language).sub(" ", text.translate(_SAME)))


def _fraction(letter: str) -> str:
    """Return ½ as 1/2 and other letters as they are."""
    if unicodedata.category(letter) != "No" or letter.isdecimal() or not unicodedata.decomposition(letter):
        return letter
    number = Fraction(unicodedata.numeric(letter)).limit_denominator(10)
    return f" {number.numerator}/{number.denominator}" if number.denominator > 1 else letter


def _lent(rest: str, language: str) -> str:
    """Return the unit of the number that ends the range, if `rest` is the second half of one."""
    joined = re.match(r"\s*(?:[-\u2010-\u2013~\uff5e\u301c\u81f3\u5230]|\w{1,5}\s)\s*(?=\d)", rest)
    found = _pattern(language).match(rest[joined.end():]) if joined else None
    return _unit(found, language) if found else ""


def _unit(found: re.Match[str], language: str) -> str:
    written = found["unit"] or found["before"]
    return _spellings(language)[_key(written)] if written else ""


def _value(number: str, language: str, *, negative: bool) -> str:
    """Return the number as it is written in English, without grouping: 100,0 in French is 100."""
    decimal, group = _separators(language)
    number = number.replace("\u066b", decimal)
    whole, _mark, rest = number.partition(decimal)
    if decimal != "." and not rest and "." in number and not re.fullmatch(_grouped(group), number):
        whole, _mark, rest = number.partition(".")
    whole = re.sub(r"\D", "", whole)
    value = Decimal(f"{whole}.{rest or 0}").normalize()
    return ("-" if negative else "") + format(value, "f")


@functools.cache
def _separators(language: str) -> tuple[str, str]:
    """Return the decimal and the grouping character of a language with western digits (CLDR)."""
    locale = babel_locale(language)
    return (str(get_decimal_symbol(locale, numbering_system="latn")),
            str(get_group_symbol(locale, numbering_system="latn")))


def _grouped(group: str) -> str:
    """Return the pattern of a whole number in groups; Indian ones have two digits before the last three."""
    marks = "[\u202f\u00a0 ]" if group.isspace() else f"[{re.escape(group)}\u066c]"
    return rf"\d{{1,3}}(?:{marks}\d{{2,3}})*{marks}\d{{3}}(?!\d)"


@functools.cache
def _pattern(language: str) -> re.Pattern[str]:
    decimal, group = _separators(language)
    number = rf"(?:{_grouped(group)}|\d+)(?:[.{re.escape(decimal)}\u066b]\d+(?![.{re.escape(decimal)}]\d))?"
    return re.compile(
        rf"(?:(?<!\w)(?P<before>{_any(_leading(language))})[{_SPACES}]?)?(?P<sign>{_BEFORE_SIGN}[-\u2212])?"
        rf"(?P<number>{number})(?:[{_SPACES}\u2011-]?(?P<unit>{_any(_spellings(language))}){_UNIT_ENDS})?",
        re.IGNORECASE,
    )


def _any(spellings: Iterable[str]) -> str:
    """Return the pattern of any of these, the longest first."""
    return "|".join(map(re.escape, sorted(spellings, key=len, reverse=True))).replace(r"\ ", f"[{_SPACES}]")


def _key(spelling: str) -> str:
    return re.sub(rf"[{_SPACES}]", " ", spelling).casefold()


@functools.cache
def _spellings(language: str) -> dict[str, str]:
    """Return the units by their names in a language (CLDR), in Latin letters and in other use."""
    names = {_key(name): unit for unit, more in _MORE_SPELLINGS.items() for name in more}
    for unit, cldr in _UNITS.items():
        names.update((_key(name), unit) for name in (*_cldr_names(babel_locale(language), cldr), unit))
    return names


@functools.cache
def _leading(language: str) -> frozenset[str]:
    """Return the names of units that stand before their number in a language: %5 in Turkish."""
    locale = babel_locale(language)
    return frozenset({"%"} | {
        _key(name) for unit in _UNITS.values() for name, leads in _cldr_forms(locale, unit) if leads
    })


def _cldr_names(locale: Locale, unit: str) -> Iterator[str]:
    return (name for name, _leads in _cldr_forms(locale, unit))


def _cldr_forms(locale: Locale, unit: str) -> Iterator[tuple[str, bool]]:
    """Yield each name of a unit, and whether it stands before its number."""
    for number in _EVERY_PLURAL:
        for length in ("long", "short", "narrow"):
            written = format_unit(number, unit, length=length, locale=locale, numbering_system="latn")
            written = "".join(letter for letter in written if unicodedata.category(letter) != "Cf")
            name = re.sub(r"\d[.,\u066b\d]*", "", written).strip(_SPACES)
            if name and unit not in name and name != "°":  # Babel writes CLDR's own name where it has no other
                yield name, not written[0].isdecimal()


def _spelled_out(source: str) -> set[str]:
    """Return the numbers that an English source writes in words: a translation may write them in digits."""
    words = re.findall(r"[a-z]+", source.casefold())
    return {str(_NUMBER_WORDS.index(word)) for word in words if word in _NUMBER_WORDS} \
        | {value for word in words for value in _MORE_NUMBER_WORDS.get(word, ())}
