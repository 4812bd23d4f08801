"""How a rule over the printed page speaks: job and page in the message, the source's place where the text is known."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from generator.compose.expected import PlacedText
from generator.compose.page import Page
from generator.findings import Finding, Severity

#: Shorter texts stand in too many places to say which of them is meant.
_SHORTEST = 4
#: A line whose letters are not read in order is known by which they are, from so many on, and this share of them.
_LINE, _HELD = 12, 0.9
_MARKUP = re.compile(r"\{[a-z_]+\}|\*\*")


def told(
    page: Page, sheet: int | None, *, rule: str, message: str, action: str, severity: Severity = Severity.ERROR,
    text: str = "",
) -> Finding:
    """Return a finding of a page; `text` is what stands at the fault, `sheet` the page's number, from 1."""
    where = f"page {sheet} of {page.job}" if sheet else page.job
    place = _place(page, text)
    return Finding(
        rule=rule, severity=severity, job=page.job, message=f"{where}: {message}", action=action,
        path=place.path if place else None, line=place.line if place else None,
        message_id=place.id if place else None,
    )


def letters(text: str) -> str:
    """Return the letters and digits of a text: what is left of it however it was set, and however it is read."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())


def shown(text: str) -> str:
    """Return the text as a message quotes it: without control characters, and no more than its beginning."""
    plain = " ".join("".join(letter for letter in text if unicodedata.category(letter) != "Cf").split())
    return repr(plain if len(plain) <= 40 else f"{plain[:40]}…")  # noqa: PLR2004 (as much as names a line)


def _place(page: Page, text: str) -> PlacedText | None:
    """Return the message in which the text stands; None where that is not known for sure."""
    wanted = letters(text)
    if page.expected is None or len(wanted) < _SHORTEST:
        return None
    messages = [(placed, letters(_MARKUP.sub("", placed.text))) for placed in page.expected.messages]
    exact = next((placed for placed, said in messages if wanted in said), None)
    return exact or (_likeliest(wanted, messages) if is_scrambled(text) and len(wanted) >= _LINE else None)


def _likeliest(wanted: str, messages: list[tuple[PlacedText, str]]) -> PlacedText | None:
    """Return the message that has nearly all letters of a line, and of those that have them the fewest others."""
    counted = Counter(wanted)
    held = [(placed, said) for placed, said in messages
            if (counted & Counter(said)).total() >= _HELD * len(wanted)]
    return min(held, key=lambda one: len(one[1]), default=(None, ""))[0]


def is_scrambled(words: str) -> bool:
    """Tell whether words are of a script whose letters are not read back in their order: joined, or with marks."""
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} or unicodedata.category(letter) in {"Mn", "Mc"}
               for letter in unicodedata.normalize("NFC", words))
