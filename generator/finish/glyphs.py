"""The letters of a finished PDF that have no glyph: read from the embedded fonts, not from what the engine says.

The engine writes such a letter as a glyph number beyond the font's last, and every viewer shows an empty box
(PDF/UA-1, 7.21.8: a font's .notdef is not to be shown).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
from fontTools.ttLib import TTFont

_PAIR = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")


def missing_letters(content: bytes) -> tuple[str, ...]:
    """Return the letters that a PDF shows without a glyph, each once; PdfError where the bytes are no PDF."""
    with pikepdf.open(io.BytesIO(content)) as document:
        fonts = [
            thing for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == "/Type0" and "/ToUnicode" in thing
        ]
        return tuple(dict.fromkeys(letter for font in fonts for letter in _missing(font)))


def _missing(font: pikepdf.Dictionary) -> Iterator[str]:
    descriptor = font.DescendantFonts[0].FontDescriptor
    file = next((descriptor[name] for name in ("/FontFile2", "/FontFile3") if name in descriptor), None)
    count = _glyph_count(file.read_bytes()) if file is not None else 0
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", font.ToUnicode.read_bytes(), re.DOTALL):
        for glyph, letter in _PAIR.findall(block):
            if count and not 0 < int(glyph, 16) < count:
                yield bytes.fromhex(letter.decode()).decode("utf-16-be", "replace")


def _glyph_count(file: bytes) -> int:
    """Return how many glyphs an embedded font has; 0 where it is no OpenType file and cannot tell."""
    if file[:4] not in {b"\0\1\0\0", b"OTTO", b"true"}:
        return 0
    with TTFont(io.BytesIO(file), lazy=True) as opened:
        return int(opened["maxp"].numGlyphs)
