"""What keeps its left-to-right order inside right-to-left text: numbers, ranges, doses, phone numbers, Latin words.

The Unicode bidirectional algorithm (UAX #9) reorders the parts of a number at its spaces, signs and hyphens:
`+44 20 7946 0958` is printed as `0958 7946 20 44+`. So each is isolated. Arabic-Indic digits are not: a range of
them is read from right to left.
"""

from __future__ import annotations

import re

from generator.compose.punctuation import NO_BREAK_SPACE, UNIT

_SPACE = f"[ {NO_BREAK_SPACE}]"
_DASH = "\u2010\u2011\u2012\u2013\u2014\u2212-"
_NUMBER = (
    rf"(?:(?<!\w)[+\u2212±<>≤≥~≈-])?[0-9]+(?:(?:[.,:/]|{_SPACE}?[×{_DASH}]{_SPACE}?|{_SPACE})[0-9]+)*"
    rf"(?:{_SPACE}?{UNIT})?"
)
_LETTERS = "A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ"
#: A Latin word, address or code: what stands inside may be more than letters, its end may not.
_WORD = rf"[{_LETTERS}](?:[{_LETTERS}0-9_.:/@&'’+#?=%{_DASH}]*[{_LETTERS}0-9_/])?"
_BETWEEN = rf"{_SPACE}?[&,;:+/{_DASH}]?{_SPACE}?"
_WORDS = rf"{_WORD}(?:{_BETWEEN}{_NUMBER})?"
#: A number with its unit and the same in another unit in brackets, or Latin words and the numbers among them.
LEFT_TO_RIGHT = re.compile(
    rf"(?:{_NUMBER}|{_WORDS})(?:{_BETWEEN}{_WORDS})*(?:{_SPACE}\({_NUMBER}\))?"
)
#: What stands inside an override keeps the direction that it was given.
_OVERRIDDEN = re.compile("[\u202d\u202e][^\u202c]*\u202c?")
_INSIDE_NUMBER = re.compile(r"(?<=[0-9]) (?=[0-9])")


def left_to_right_runs(text: str) -> list[tuple[int, int]]:
    """Return start and end of each run of right-to-left text that is to keep its left-to-right order."""
    kept = _OVERRIDDEN.sub(lambda found: "\ufffc" * len(found[0]), text)
    return [found.span() for found in LEFT_TO_RIGHT.finditer(kept)]


def with_whole_numbers(text: str) -> str:
    """Return text whose numbers do not part at the end of a line."""
    return _INSIDE_NUMBER.sub(NO_BREAK_SPACE, text)
