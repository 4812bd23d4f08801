"""How a rule over the printed page speaks: job and page in the message, the source's place where the text is known."""

from __future__ import annotations

import re
import unicodedata

from generator.compose.expected import PlacedText
from generator.compose.page import Page
from generator.findings import Finding, Severity

#: Shorter texts stand in too many places to say which of them is meant.
_SHORTEST = 4
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
    return next((placed for placed in page.expected.messages if wanted in letters(_MARKUP.sub("", placed.text))), None)
