"""Walk the structure tree of a tagged PDF.

Owns the reading of elements, their kids and the content that they own. Never changes the tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from pikepdf import Array, Dictionary, Object

if TYPE_CHECKING:
    from collections.abc import Iterator

ObjectId = tuple[int, int]
ContentItem = tuple[ObjectId, int]  # the page or form that holds the marked content, and its MCID there


def kids_of(element: Object) -> list[Object | int]:
    """Return the kids of a structure element, which PDF writes as one or as many."""
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def is_element(kid: Object | int) -> TypeGuard[Object]:
    """Tell a structure element from a content item."""
    return isinstance(kid, Dictionary) and "/S" in kid


def elements(root: Object) -> Iterator[Object]:
    """Yield `root` and the elements below it in reading order; kids may be taken out of one just yielded."""
    waiting = [root]  # no recursion: a tree may be deeper than Python's stack
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(kid for kid in reversed(kids_of(element)) if is_element(kid))


def content_items(element: Object) -> Iterator[ContentItem]:
    """Yield the marked content that the element itself owns (ISO 32000-1, 14.7.4.2)."""
    for kid in kids_of(element):
        if isinstance(kid, int):
            yield element.Pg.objgen, kid
        elif isinstance(kid, Dictionary) and "/MCID" in kid:
            home = kid.Stm if "/Stm" in kid else kid.Pg if "/Pg" in kid else element.Pg
            yield home.objgen, int(kid.MCID)
