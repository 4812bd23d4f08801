"""Write the positions of glyphs so that every viewer reads them alike.

WeasyPrint 70 raises a mark between two text operators and leaves empty strings in their arrays: `[<>782<>-963<004b>963]
TJ`. PDFium, which Chrome and Edge show and print with, loses a number that follows only empty strings; a word of
Urdu came out a letter's width off its place. An empty string shows nothing, so it is left out, and the numbers
around it are added up (ISO 32000-1, 9.4.3).
"""

from __future__ import annotations

import re
from decimal import Decimal

import pikepdf

_NUMBER = rb"[-+]?(?:\d+\.?\d*|\.\d+)"
#: An array of numbers and hexadecimal strings; one with a literal string is not WeasyPrint's.
_ARRAY = re.compile(rb"\[([0-9A-Fa-f<>+.\s-]*+)\](?=\s*TJ)")
_PART = re.compile(rb"<[0-9A-Fa-f]*>|" + _NUMBER)


def merge_positions(document: pikepdf.Pdf) -> None:
    """Rewrite the text arrays of all pages and form XObjects, in place; nothing moves by it."""
    for page in document.pages:
        page.contents_coalesce()
        contents = page.obj.get("/Contents")
        if contents is not None:
            _rewrite(contents)
    for part in document.objects:
        if isinstance(part, pikepdf.Stream) and part.get("/Subtype") == pikepdf.Name.Form:
            _rewrite(part)


def _rewrite(stream: pikepdf.Object) -> None:
    content = stream.read_bytes()
    merged = merged_arrays(content)
    if merged != content:
        stream.write(merged)


def merged_arrays(content: bytes) -> bytes:
    """Return a content stream whose text arrays have no empty strings."""
    return _ARRAY.sub(lambda found: b"[" + _merged(found[1]) + b"]" if b"<>" in found[1] else found[0], content)


def _merged(array: bytes) -> bytes:
    parts: list[bytes | Decimal] = []
    for part in _PART.findall(array):
        if part == b"<>":
            continue
        if part.startswith(b"<"):
            parts.append(part)
        elif parts and isinstance(parts[-1], Decimal):
            parts[-1] += Decimal(part.decode())
        else:
            parts.append(Decimal(part.decode()))
    return b" ".join(part if isinstance(part, bytes) else f"{part:f}".encode() for part in parts)
