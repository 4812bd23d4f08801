"""What changed between two versions of a sentence, word by word. Pure: texts in, pieces out."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Literal

#: A word, a run of spaces, or a single sign; a script without spaces goes by its characters.
_PIECE = re.compile(r"\s+|[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    kind: Literal["same", "gone", "come"]
    text: str


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces of both texts: those that stayed and came make `after`, those that stayed and went `before`."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    pieces = []
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        gone, come = "".join(old[old_start:old_end]), "".join(new[new_start:new_end])
        if kind == "equal":
            pieces.append(Piece(kind="same", text=come))
            continue
        if gone:
            pieces.append(Piece(kind="gone", text=gone))
        if come:
            pieces.append(Piece(kind="come", text=come))
    return tuple(pieces)
