"""Spaces that must not end a line: French marks, numbers and their units. Pure: text in, text out.

Spaces are made unbreakable, never added or taken away: which marks have one is the translator's decision, and it
differs between France and Canada.
"""

from __future__ import annotations

import re

NO_BREAK_SPACE = "\u00a0"
#: Units that stand behind a number with a space (SI brochure 5.4.3).
UNIT = r"(?:°[CF]|%|mg|mcg|µg|g|ml|mL|kg|cm|mm|IU)(?!\w)"
_BEFORE_UNIT = re.compile(rf"(?<=\d) (?={UNIT})")
#: Lexique des règles typographiques en usage à l'Imprimerie nationale: a space before high marks, and inside
#: quotation marks.
#: The one-letter words that end no line, by language (the orthographic tradition of each).
_SHORT_WORDS = {
    language: re.compile(rf"(?<!\w)([{letters}]) (?=\w)", re.IGNORECASE)
    for language, letters in {
        "pl": "aiouwz", "cs": "aikosuvz", "sk": "aikosuvz", "ru": "авикосуя", "uk": "авзіоуйя",
    }.items()
}
_FRENCH = re.compile(r" (?=[:;!?»])|(?<=«) ")


def with_units(text: str) -> str:
    """Return text whose numbers stay on the line of their units."""
    return _BEFORE_UNIT.sub(NO_BREAK_SPACE, text)


def with_short_words(text: str, language: str) -> str:
    """Return text whose one-letter words stay on the line of the word behind them, where the language asks for it."""
    pattern = _SHORT_WORDS.get(language)
    # A second pass joins two such words in a row.
    return pattern.sub(rf"\1{NO_BREAK_SPACE}", pattern.sub(rf"\1{NO_BREAK_SPACE}", text)) if pattern else text


def with_french_spaces(text: str) -> str:
    """Return French text whose marks stay on the line of their words."""
    return _FRENCH.sub(NO_BREAK_SPACE, text)
