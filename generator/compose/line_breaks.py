"""Where a line may end in scripts that write no spaces between words: Thai, Khmer, Lao, Burmese.

The engine breaks Khmer, Lao and Burmese nowhere; so the places that ICU's dictionaries find are marked with U+200B
(zero width space, UAX #14 class ZW) before a page is laid out. Pure: text in, text out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

#: The languages by their first subtag; ICU has a dictionary for each.
LANGUAGES = frozenset({"th", "km", "lo", "my"})
ZERO_WIDTH_SPACE = "\u200b"
#: The letters of class SA (complex context) of UAX #14 that these languages use; of all others the engine knows
#: where a line may end.
_LETTER = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f]")


def needs_breaks(language: str) -> bool:
    """Tell whether a BCP 47 language is written without spaces between words."""
    return language.partition("-")[0] in LANGUAGES


def with_breaks(parts: Sequence[str], language: str) -> list[str]:
    """Return the parts of one text with a zero width space where a line may end between two words.

    A word may begin in one part and end in the next: what is bold is no boundary of words.
    """
    marked = [*parts]
    starts = [sum(map(len, parts[:index])) for index in range(len(parts))]
    for place in reversed(_places("".join(parts), language)):
        index = max(index for index, start in enumerate(starts) if start < place)
        within = place - starts[index]
        marked[index] = marked[index][:within] + ZERO_WIDTH_SPACE + marked[index][within:]
    return marked


def _places(text: str, language: str) -> list[int]:
    """Return the offsets between two words that touch each other."""
    if not _LETTER.search(text):
        return []
    from icu4py.breakers import LineBreaker  # noqa: PLC0415 (30 MB of dictionaries, for four languages)

    places, end = [], 0
    for segment in LineBreaker(text, language):
        end += len(segment)
        around = text[end - 1:end + 1]
        if len(around) > 1 and not re.search(rf"[\s{ZERO_WIDTH_SPACE}]", around) and _LETTER.search(around):
            places.append(end)
    return places
