"""Rules over what is dialled and typed: telephone numbers and web addresses.

Owns what counts as one; numbers elsewhere in a text are `numbers.py`'s.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator

import phonenumbers

from generator.check.text import Pairs, told, unmarked
from generator.findings import Finding
from generator.load.document import Message

#: Seven digits or more with what people write between them; shorter ones (999, 111) are numbers.
_PHONE = re.compile(
    r"(?<![A-Za-z0-9_.,])(?:\+|\(0|\()?\d(?:[ \u00a0\u202f()./\-\u2010-\u2013]{0,3}\d){6,}(?![A-Za-z0-9_%])"
)
#: What has as many digits and is none: a date, a number with grouped digits, a range of years.
_NO_PHONE = re.compile(
    r"\d{1,4}([./-])\d{1,2}\1\d{1,4}|\d{1,3}([., \u00a0\u202f])\d{3}(?:\2\d{3})*|\d{4}[-\u2013]\d{4}"
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[A-Za-z0-9._~:/?#@!$&'*+,;=%()\[\]-]+"
    r"|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?<![A-Za-z0-9.@])(?:[a-z0-9-]{2,}\.)+[a-z]{2,}(?![A-Za-z0-9])(?:/[A-Za-z0-9._~:/?#@!$&'*+,;=%()-]*)?"
)


def western_digits(text: str) -> str:
    """Return the text with the decimal digits of every script as 0 to 9."""
    return "".join(
        letter if letter.isascii() or unicodedata.category(letter) != "Nd" else str(unicodedata.decimal(letter))
        for letter in text
    )


def addresses(text: str) -> list[str]:
    """Return the web and mail addresses of a text as they are typed, without the sentence's punctuation."""
    return [_typed(found[0]) for found in _ADDRESS.finditer(text)]


def _typed(address: str) -> str:
    address = re.sub(r"^https?://", "", address.rstrip(".,;:!?'")).rstrip("/")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1]
    host, slash, path = address.partition("/")
    return host.casefold() + slash + path


def phones(text: str) -> list[str]:
    """Return the telephone numbers of a text as they are dialled: E.164, or the digits of a national one."""
    return [_dialled(found[0]) for found in _phones(without_addresses(western_digits(text)))]


def _phones(text: str) -> Iterator[re.Match[str]]:
    return (found for found in _PHONE.finditer(text) if not _NO_PHONE.fullmatch(found[0]))


def _dialled(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    if number.startswith("+"):
        try:
            parsed = phonenumbers.parse(number)
        except phonenumbers.NumberParseException:
            return f"+{digits}"
        return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
    return digits


def without_addresses(text: str) -> str:
    """Return the text with its web and mail addresses left out."""
    return _ADDRESS.sub(" ", text)


def without_contacts(text: str) -> str:
    """Return the text with western digits, its telephone numbers and addresses left out."""
    text = without_addresses(western_digits(text))
    for found in list(_phones(text)):
        text = text.replace(found[0], " ", 1)
    return text


def phone_altered(text: Pairs) -> Iterator[Finding]:
    """Yield a finding for each telephone number that is not dialled as in the source; spacing is free."""
    yield from _altered(text, phones, rule="phone-altered", name="telephone number")


def address_altered(text: Pairs) -> Iterator[Finding]:
    """Yield a finding for each web or mail address that is not that of the source."""
    yield from _altered(text, addresses, rule="address-altered", name="address")


def _altered(text: Pairs, read: Callable[[str], list[str]], *, rule: str, name: str) -> Iterator[Finding]:
    for source, target in text.pairs():
        expected, found = Counter(read(unmarked(source.text))), Counter(read(unmarked(target.text)))
        for value in (expected - found).elements():
            yield _told(text, source, rule=rule, message=f"{target.text!r} lost the {name} {value}.")
        for value in (found - expected).elements():
            yield _told(text, source, rule=rule, message=f"{target.text!r} has the {name} {value}, its source has not.")


def _told(text: Pairs, source: Message, *, rule: str, message: str) -> Finding:
    return told(text, source, rule=rule, message=message, action="Copy it from the source, digit by digit.")
