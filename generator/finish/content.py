"""Read a content stream as operators with their places, so that it can be edited without being rewritten.

Owns the scanner and the editing of stretches of bytes. Never interprets an operand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pikepdf import Array

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Page

# One match reads white space, operands and the operator; it stops short at a literal string, which may nest.
_OPERATION = re.compile(
    rb"(?P<skip>(?:[\s\0]+|%[^\r\n]*)*+)"
    rb"(?P<operands>(?:"
    rb"[\s\0]+|%[^\r\n]*|<<|>>|<[^>]*>|[\[\]{})>]|/[^\s\0()<>\[\]{}/%]*"
    rb"|[^\s\0()<>\[\]{}/%A-Za-z'\"][^\s\0()<>\[\]{}/%]*"
    rb")*+)"
    rb"(?P<operator>[A-Za-z'\"][^\s\0()<>\[\]{}/%]*)?",
)
_PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
_IMAGE_END = re.compile(rb"\sID\s.*?\sEI(?=\s|$)", re.DOTALL)
_CONSTANTS = frozenset({b"true", b"false", b"null"})

Edit = tuple[int, int, bytes]  # the stretch to replace, from and to, and what to put there


@dataclass(frozen=True, slots=True)
class Operation:
    """One operator of a content stream with its operands: the bytes from `start` to `end`."""

    operator: bytes
    start: int
    end: int


def operations(content: bytes) -> Iterator[Operation]:
    """Yield the operators of a content stream in order; an inline image is one operation, named BI."""
    position, start = 0, -1
    while match := _OPERATION.match(content, position):
        start = match.end("skip") if start < 0 else start
        operator, position = match["operator"], match.end()
        if operator is None:
            if content[position : position + 1] != b"(":
                return
            position = _string_end(content, position + 1)
        elif operator not in _CONSTANTS:
            if operator == b"BI":
                image = _IMAGE_END.search(content, position)
                position = image.end() if image else len(content)
            yield Operation(operator, start, position)
            start = -1


def _string_end(content: bytes, position: int) -> int:
    """Return the offset behind the literal string whose opening parenthesis ends at `position`."""
    depth = 1
    for match in _PARENTHESIS.finditer(content, position):
        depth += {b"(": 1, b")": -1}.get(match.group(), 0)
        if not depth:
            return match.end()
    return len(content)


def edited(content: bytes, edits: list[Edit]) -> bytes:
    """Return the content with stretches replaced; the edits come in order and do not overlap."""
    parts, position = [], 0
    for start, end, replacement in edits:
        parts += [content[position:start], replacement]
        position = end
    return b"".join([*parts, content[position:]])


def page_content(page: Page) -> bytes:
    """Return the content of a page, which may be cut in several streams, as one."""
    contents = page.obj.get("/Contents", Array())
    streams = contents if isinstance(contents, Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)
