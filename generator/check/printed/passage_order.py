"""Whether the messages of a section stand together and in their order.

The order of sections is the template's. What a page says beside them, a title in a header, is left out; what it says
once more than it must may stand anywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """A text that stands where another one should follow; `expected` is empty where a section begins amiss."""

    before: str
    found: str
    expected: str


#: The texts of a section in their order, and whether each must be there.
Group = tuple[tuple[str, bool], ...]


def first_turn(said: Sequence[str], groups: Iterable[Group]) -> Turn | None:
    """Return the first place at which texts are not the groups, each whole and on its own, in any order."""
    left = [*groups]
    spare = Counter(said) - Counter(text for group in left for text, _needed in group)
    place = 0
    while place < len(said):
        longest, group = max(((_length(said, place, group), group) for group in left), default=(0, ()),
                             key=lambda one: one[0])
        if longest:
            left.remove(group)
            place += longest
        elif spare[said[place]]:
            spare[said[place]] -= 1
            place += 1
        else:
            return _turn(said, place, left)
    return None


def _length(said: Sequence[str], place: int, group: Group) -> int:
    """Return how many texts from a place on are the group; 0 where they are not."""
    end = place
    for text, needed in group:
        if end < len(said) and said[end] == text:
            end += 1
        elif needed:
            return 0
    return end - place


def _turn(said: Sequence[str], place: int, groups: Iterable[Group]) -> Turn:
    """Return where the group that comes farthest from a place on is left."""
    turn = Turn("", said[place], "")
    farthest = place
    for group in groups:
        end = place
        for text, needed in group:
            if end < len(said) and said[end] == text:
                end += 1
            elif needed:
                if end > farthest:
                    farthest, turn = end, Turn(said[end - 1], said[end] if end < len(said) else "", text)
                break
    return turn
