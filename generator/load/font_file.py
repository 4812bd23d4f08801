"""What a font file says of itself, or why it cannot be printed with.

Owns the opening of fonts that we did not choose: any bytes give facts or a fault, never an exception.
"""

from __future__ import annotations

import io
import logging
import struct
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

#: Chinese, Japanese and Korean fonts have some twenty million bytes.
MOST_BYTES = 40_000_000
_MOST_TABLES = 100
#: How many letters of the script are drawn to see that the outlines can be.
_DRAWN = 200
_KINDS = {b"\x00\x01\x00\x00", b"OTTO", b"true"}
_NEEDED = ("head", "hhea", "hmtx", "maxp", "cmap", "name", "OS/2", "post")
#: OS/2 fsType (OpenType specification): the lowest bits are one value, the others stand for themselves.
_USAGE, _RESTRICTED, _NO_SUBSETTING, _BITMAP_ONLY = 0x000F, 0x0002, 0x0100, 0x0200
#: Ends of the scripts' letters in tables of rules are of no interest: fontTools tells of them on stderr.
logging.getLogger("fontTools").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFault:
    """Why a font file is refused, and what to do; `message` goes on from the file's name."""

    message: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFacts:
    """A font that can be printed with: its own name and weight, the characters that it has glyphs for.

    `joined` are the OpenType tags of the scripts that it has rules of glyphs for; `height` is that of the letter that
    was asked for, in parts of the type size, None where it has no such letter.
    """

    name: str
    weight: int
    joined: frozenset[str]
    height: float | None
    characters: frozenset[int] = field(repr=False)


_BROKEN = FontFault(message="is broken", action="Ask for the file again, and copy it whole.")
_FORM = "Use the .ttf or .otf file of the same font; whoever made or sold it has it."
_LICENCE = "Ask the foundry for a licence that lets printed documents embed it, and for the file that says so."


def read_font(content: bytes, letter: str) -> FontFacts | FontFault:
    """Return the facts of a font file, with the height of one letter, or why it is refused."""
    if fault := _form_fault(content):
        return fault
    # Most projects have no fonts of their own, and reading a project should not wait for what opens them.
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    try:
        with TTFont(io.BytesIO(content), checkChecksums=2, lazy=True) as font:
            return _refusal(font) or _facts(font, letter)
    except Exception:  # noqa: BLE001 (fontTools raises whatever a wrong byte leads to)
        return _BROKEN


def _form_fault(content: bytes) -> FontFault | None:
    kind = content[:4]
    if kind == b"ttcf":
        return FontFault(message="is a collection of several fonts", action=f"Save one font of it by itself. {_FORM}")
    if kind in (b"wOFF", b"wOF2"):
        return FontFault(message="is a font for the web (WOFF)", action=_FORM)
    if kind not in _KINDS:
        return FontFault(message="is neither TrueType nor OpenType", action=_FORM)
    if len(content) < 12 or struct.unpack(">H", content[4:6])[0] > _MOST_TABLES:  # noqa: PLR2004 (a header's length)
        return _BROKEN
    return None


def _refusal(font: TTFont) -> FontFault | None:
    """Return why a font that can be opened is refused all the same."""
    if "fvar" in font:
        return FontFault(message="is a variable font, which holds many weights",
                         action="Save each weight that is needed as a static file, or ask the foundry for them.")
    for table in font.reader.keys():  # noqa: SIM118 (a reader is no mapping); reading a table tries its checksum
        font.reader[table]
    if missing := [table for table in _NEEDED if table not in font]:
        return FontFault(message=f"lacks the table {missing[0]}", action=_BROKEN.action)
    if not ("CFF " in font or {"glyf", "loca"} <= {*font.reader.keys()}):
        return FontFault(message="has no outlines: its letters are pictures", action=_FORM)
    if font["OS/2"].fsSelection & 1 or font["head"].macStyle & 2:
        return FontFault(message="is an italic", action="Use the upright file: italics are hard to read.")
    return _licence_fault(font["OS/2"].fsType)


def _licence_fault(fs_type: int) -> FontFault | None:
    """Return which right to embed it a font withholds (OS/2 fsType)."""
    if fs_type & _USAGE == _RESTRICTED:
        return FontFault(message="forbids embedding (fsType 0x0002, restricted licence)", action=_LICENCE)
    if fs_type & _NO_SUBSETTING:
        return FontFault(message="forbids that a part of it is embedded (fsType 0x0100, no subsetting)",
                         action=_LICENCE)
    if fs_type & _BITMAP_ONLY:
        return FontFault(message="lets only pictures of its letters be embedded (fsType 0x0200, bitmap)",
                         action=_LICENCE)
    return None


def _facts(font: TTFont, letter: str) -> FontFacts:
    if _mapped(font.reader["cmap"]) > 0x110000:  # noqa: PLR2004 (all code points that there are)
        raise ValueError
    glyphs = {code: glyph for code, glyph in font.getBestCmap().items() if glyph != ".notdef"}
    blank = _blank(font) if "glyf" in font else frozenset()
    characters = frozenset(code for code, glyph in glyphs.items() if glyph not in blank or _may_be_blank(code))
    for code in [code for code in sorted(characters) if unicodedata.category(chr(code))[0] == "L"][:_DRAWN]:
        _bounds(font, glyphs[code])
    weight = font["OS/2"].usWeightClass
    height = _height(font, glyphs[ord(letter)]) if ord(letter) in characters else None
    for table in ("hmtx", "post"):
        font[table]
    return FontFacts(
        name=_name(font), weight=weight * 100 if weight < 10 else weight,  # noqa: PLR2004 (as old files count)
        joined=_scripts_with_rules(font), height=height, characters=characters,
    )


def _mapped(cmap: bytes) -> int:
    """Return how many characters the groups of a table claim: fontTools would write each of billions down."""
    count = struct.unpack(">H", cmap[2:4])[0]
    offsets = {struct.unpack(">L", cmap[place:place + 4])[0] for place in range(8, 8 + 8 * count, 8)}
    most = 0
    for start in offsets:
        if struct.unpack(">H", cmap[start:start + 2])[0] in (12, 13):
            groups = struct.unpack(">L", cmap[start + 12:start + 16])[0]
            table = cmap[start + 16:start + 16 + 12 * groups]
            claimed = (last - first + 1 for first, last, _glyph in struct.iter_unpack(">LLL", table))
            most = max(most, sum(max(0, number) for number in claimed))
    return most


def _blank(font: TTFont) -> frozenset[str]:
    """Return the glyphs without an outline: trial versions of fonts leave letters empty."""
    places = font["loca"].locations
    return frozenset(
        glyph for glyph, start, end in zip(font.getGlyphOrder(), places, places[1:], strict=False) if start == end
    )


def _may_be_blank(code: int) -> bool:
    return unicodedata.category(chr(code))[0] not in "LMNPS"


def _bounds(font: TTFont, glyph: str) -> tuple[float, float, float, float] | None:
    from fontTools.pens.boundsPen import BoundsPen  # noqa: PLC0415

    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[glyph].draw(pen)
    return pen.bounds  # type: ignore[no-any-return]  # fontTools has no types


def _height(font: TTFont, glyph: str) -> float | None:
    bounds = _bounds(font, glyph)
    return (bounds[3] - bounds[1]) / font["head"].unitsPerEm if bounds else None


def _name(font: TTFont) -> str:
    """Return the name under which people know a font, without what cannot be seen."""
    names = font["name"]
    said = f"{names.getDebugName(16) or names.getDebugName(1) or ''}"
    return "".join(letter for letter in said if letter.isprintable())[:80].strip()


def _scripts_with_rules(font: TTFont) -> frozenset[str]:
    scripts = font["GSUB"].table.ScriptList if "GSUB" in font else None
    return frozenset(record.ScriptTag for record in scripts.ScriptRecord) if scripts else frozenset()
