"""What to write in place of what is no colour of six hexadecimal digits: the digits of what was meant.

Read only where there is a fault, so that a project without one loads no colour library.
"""

from __future__ import annotations

import difflib

from coloraide import Color
from coloraide.css.color_names import name2val_map

EXAMPLE = 'write six hexadecimal digits such as "#0b6b6b"'
#: Below this likeness a name is another word, and no slip of the hand.
_LIKE = 0.7


def colour_hint(value: object) -> str:
    """Return what to write: the digits of a colour written otherwise (teal, #fff), or of the name that was meant."""
    if not isinstance(value, str):
        return EXAMPLE
    word = value.strip().lower()
    for written in (word, f"#{word}"):
        if digits := _digits(written):
            return f'write "{digits}"'
    names = [name for name in name2val_map if _digits(name)]
    near = difflib.get_close_matches(word, names, n=1, cutoff=_LIKE)
    return f'for {near[0]} write "{_digits(near[0])}"' if near else EXAMPLE


def _digits(written: str) -> str:
    """Return the digits of a colour in any notation of CSS; empty for what is none, or can be seen through."""
    try:
        colour = Color(written)
    except ValueError:
        return ""
    if colour.alpha(nans=False) < 1:
        return ""
    return str(colour.convert("srgb").fit(method="oklch-chroma").to_string(hex=True))
