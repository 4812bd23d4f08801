"""Rules over the Markdown of a message: bold, emphasis, links, lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.check.text import Pairs, tokens, told
from generator.findings import Finding

#: Asterisks of other widths, which an input method writes and no reader of Markdown knows.
_WIDE_ASTERISKS = re.compile("[\uff0a\ufe61\u204e\u066d]{2}")
_LINK = re.compile(r"\]\(")


def marks_altered(text: Pairs) -> Iterator[Finding]:
    """Yield a finding where bold, emphasis, links or lines differ from the source, or a mark would be printed."""
    for source, target in text.pairs():
        if _printed_marks(target.text):
            yield told(text, source, rule="marks-altered",
                       message=f"a mark in {target.text!r} is not closed and would print as asterisks.",
                       action="Put ** directly before and after the words, without spaces or quotes inside.")
            continue
        for name, count in _COUNTS.items():
            expected, found = count(source.text), count(target.text)
            if expected != found:
                yield told(text, source, rule="marks-altered",
                           message=f"{target.text!r} has {found} {name}, its source {expected}.",
                           action=_ACTIONS[name])
                break


def _runs(kind: str) -> Callable[[str], int]:
    return lambda text: sum(token["type"] == kind for token in tokens(text))


_COUNTS: dict[str, Callable[[str], int]] = {
    "bold runs": _runs("strong_open"),
    "emphasised runs": _runs("em_open"),
    "links": lambda text: len(_LINK.findall(text)),
    "lines": lambda text: text.strip("\n").count("\n") + 1,
}
_ACTIONS = {
    "bold runs": "Mark the same words bold as in the source.",
    "emphasised runs": "Emphasise the same words as in the source.",
    "links": "Keep each link on the words that carry its meaning.",
    "lines": "Begin a new line where the source does, and only there.",
}


def _printed_marks(text: str) -> bool:
    return bool(_WIDE_ASTERISKS.search(text)) or any(
        token["type"] == "text" and "*" in token["content"] for token in tokens(text)
    )
