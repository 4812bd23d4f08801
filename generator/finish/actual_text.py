"""Leave /ActualText where it says another text than the glyphs do, and nowhere else.

Where both are the same it would only cost: a reader that is given the text by itself cannot tell which letter stands
where on the page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from unicodedata import bidirectional, category

from pikepdf import Dictionary, Name, Object, Page, Pdf, Stream

from generator.compose.typefaces import direction_of
from generator.finish.content import operations, page_content
from generator.finish.structure import ContentItem, ObjectId, content_items, elements

_MCID = re.compile(rb"/MCID\s+(\d+)")
_STRING = re.compile(rb"<([0-9A-Fa-f]*)>")
_FONT = re.compile(rb"/(\S+)\s")
_PAIR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]*)>")
_SHOWING = frozenset({b"Tj", b"TJ"})
#: Stands for a glyph without a letter: no text has it.
_UNKNOWN = "\ufffe"

Letters = Mapping[str, str]


def drop_spoken_glyphs(document: Pdf) -> None:
    """Take /ActualText from every element whose glyphs say the same to any reader, in place.

    A document that runs from right to left keeps all of it: readers turn around what they take to run that way, and
    brackets and Latin words beside it.
    """
    root = document.Root.get("/StructTreeRoot")
    if root is None or direction_of(str(document.Root.get("/Lang", "en"))) == "rtl":
        return
    drawn = drawn_texts(document)
    for element in elements(root):
        if "/ActualText" in element:
            said = "".join(drawn.get(item, "") for item in content_items(element))
            if said and _is_heard_alike(said, str(element.ActualText)):
                del element.ActualText


def _is_heard_alike(drawn: str, text: str) -> bool:
    """Tell whether glyphs say a text: a space is a space, and readers part the words of two lines by themselves.

    Signs that stand on letters or run from right to left are put in order by each reader in its own way.
    """
    if any(category(letter)[0] == "M" or bidirectional(letter) in {"R", "AL"} for letter in text):
        return False
    one, two = (said.replace("\u00a0", " ").strip() for said in (drawn, text))
    return one == two


def drawn_texts(document: Pdf) -> dict[ContentItem, str]:
    """Return what the glyphs of each piece of marked content say, in the order in which they are drawn."""
    reader = _Reader()
    for page in document.pages:
        reader.read_page(page)
    for part in document.objects:
        if isinstance(part, Stream) and part.get("/Subtype") == Name.Form:
            reader.read(part.read_bytes(), part, part.get("/Resources", Dictionary()))
    return {item: "".join(parts) for item, parts in reader.texts.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads content streams; each font's table is read once."""

    texts: dict[ContentItem, list[str]] = field(default_factory=lambda: defaultdict(list))
    fonts: dict[ObjectId, Letters] = field(default_factory=dict)

    def read_page(self, page: Page) -> None:
        self.read(page_content(page), page.obj, page.resources)

    def read(self, content: bytes, home: Object, resources: Object) -> None:
        """Note the text of each piece of marked content in a stream; pieces never nest."""
        letters: Letters = {}
        mcid = -1
        for operation in operations(content):
            operator = operation.operator
            if operator in {b"BDC", b"BMC"}:
                found = _MCID.search(content, operation.start, operation.end)
                mcid = int(found[1]) if found else -1
            elif operator == b"EMC":
                mcid = -1
            elif operator == b"Tf":
                letters = self._letters(content[operation.start:operation.end], resources)
            elif operator in _SHOWING and mcid >= 0:
                shown = _shown(content[operation.start:operation.end], letters)
                self.texts[home.objgen, mcid].append(shown)

    def _letters(self, setting: bytes, resources: Object) -> Letters:
        """Return the letters of the font that an operation sets, by glyph."""
        found = _FONT.match(setting)
        font = resources.get("/Font", Dictionary()).get(f"/{found[1].decode()}") if found else None
        if not isinstance(font, Dictionary) or "/ToUnicode" not in font:
            return {}
        if font.objgen not in self.fonts:
            self.fonts[font.objgen] = {
                # Viewers make up a letter for a glyph without one, as the second of a cluster has none.
                glyph.decode().lower(): bytes.fromhex(letter.decode()).decode("utf-16-be", "replace") or _UNKNOWN
                for block in re.findall(rb"beginbfchar(.*?)endbfchar", font.ToUnicode.read_bytes(), re.DOTALL)
                for glyph, letter in _PAIR.findall(block)
            }
        return self.fonts[font.objgen]


def _shown(showing: bytes, letters: Letters) -> str:
    """Return what an operation's glyphs say; a literal string is not WeasyPrint's, and says nothing here."""
    if b"(" in showing:
        return _UNKNOWN
    glyphs = b"".join(_STRING.findall(showing)).decode().lower()
    return "".join(letters.get(glyphs[place:place + 4], _UNKNOWN) for place in range(0, len(glyphs), 4))
