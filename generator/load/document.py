"""The document: sections, blocks and messages of a handout, and the one walk over them.

Owns the tree that all stages share. Never parses and never renders: `markdown.py` builds it, compose sets it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

#: Formats that a block is meant for; None means all.
Formats = frozenset[str] | None
#: The class of a section whose heading a format may leave out.
UNHEADED = "unheaded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """The unit of translation: the inline Markdown of one block.

    `context` is the id of its section (gettext's msgctxt), `role` says what it is on the page (heading,
    paragraph, item, caption, alternative text), `line` is its line in the source file. An `untranslated` one stands
    in a translated document in the words of the source.
    """

    text: str
    context: str
    role: str
    line: int
    id: str | None = None
    critical: bool = False
    untranslated: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Return (context, text): what identifies the message in a catalog."""
        return self.context, self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph."""

    kind: ClassVar[str] = "paragraph"
    message: Message
    formats: Formats = None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Subheading:
    """A heading inside a section."""

    kind: ClassVar[str] = "subheading"
    message: Message
    formats: Formats = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a list; an `optional` one may be left out where a language runs long."""

    kind: ClassVar[str] = "item"
    message: Message
    formats: Formats = None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list, bulleted or numbered."""

    kind: ClassVar[str] = "list"
    items: tuple[Item, ...]
    numbered: bool = False
    formats: Formats = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawing with its alternative text and perhaps a caption; `image` is relative to the handout's folder."""

    kind: ClassVar[str] = "figure"
    image: str
    alternative: Message
    caption: Message | None = None
    formats: Formats = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A term of the word list and its meaning."""

    kind: ClassVar[str] = "definition"
    term: Message
    meaning: Message
    formats: Formats = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: header cells and rows of cells."""

    kind: ClassVar[str] = "table"
    header: tuple[Message, ...]
    rows: tuple[tuple[Message, ...], ...] = ()
    formats: Formats = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A named container: `kind` is the word behind the colons, one of BOX_KINDS in load/markdown.py."""

    kind: str
    blocks: tuple[Block, ...]
    formats: Formats = None


Block = Paragraph | Subheading | Item | Listing | Figure | Definition | Table | Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with an id and the blocks under it; `classes` say how a template sets it."""

    id: str
    level: int
    heading: Message
    blocks: tuple[Block, ...]
    classes: frozenset[str] = frozenset()

    @property
    def tier(self) -> int:
        """Return 1 to 3 for a panel of warning signs (class tier-1 …), 0 for any other section."""
        return next((tier for tier in (1, 2, 3) if f"tier-{tier}" in self.classes), 0)

    @property
    def headed(self) -> bool:
        """Tell whether every format prints the heading; that of warning signs says how fast to act."""
        return bool(self.tier) or UNHEADED not in self.classes


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A handout's text: the front matter's messages and the sections in source order."""

    title: Message
    summary: Message
    document_type: Message
    cover: Figure
    sections: tuple[Section, ...]

    def section(self, section_id: str) -> Section:
        """Return the section with this id; KeyError when there is none."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def messages(self) -> Iterator[Message]:
        """Yield every message in the order of the source."""
        found: list[Message] = []

        def collect(message: Message) -> Message:
            found.append(message)
            return message

        map_messages(self, collect)
        yield from found


def messages_of(sections: Iterable[Section]) -> tuple[Message, ...]:
    """Return the messages of some sections, in the order of the source."""
    found: list[Message] = []

    def collect(message: Message) -> Message:
        found.append(message)
        return message

    for section in sections:
        collect(section.heading)
        for block in section.blocks:
            _map_block(block, collect)
    return tuple(found)


def map_messages(document: Document, change: Callable[[Message], Message]) -> Document:
    """Return the document with each message replaced by `change(message)`.

    The one walk: extraction collects with it, translation replaces with it, so both see the same messages.
    """
    return Document(
        title=change(document.title),
        summary=change(document.summary),
        document_type=change(document.document_type),
        cover=replace(document.cover, alternative=change(document.cover.alternative)),
        sections=tuple(
            replace(
                section,
                heading=change(section.heading),
                blocks=tuple(_map_block(block, change) for block in section.blocks),
            )
            for section in document.sections
        ),
    )


def _map_block(block: Block, change: Callable[[Message], Message]) -> Block:
    match block:
        case Paragraph() | Subheading() | Item():
            return replace(block, message=change(block.message))
        case Listing():
            return replace(block, items=tuple(replace(item, message=change(item.message)) for item in block.items))
        case Figure():
            caption = change(block.caption) if block.caption else None
            return replace(block, alternative=change(block.alternative), caption=caption)
        case Definition():
            return replace(block, term=change(block.term), meaning=change(block.meaning))
        case Table():
            return replace(
                block,
                header=tuple(map(change, block.header)),
                rows=tuple(tuple(map(change, row)) for row in block.rows),
            )
        case Box():
            return replace(block, blocks=tuple(_map_block(inner, change) for inner in block.blocks))


def blocks_for(blocks: tuple[Block, ...], format_name: str) -> tuple[Block, ...]:
    """Return the blocks that this format prints, inner ones filtered alike."""
    return tuple(_narrowed(block, format_name) for block in blocks if _printed_in(block, format_name))


def _printed_in(block: Block, format_name: str) -> bool:
    return block.formats is None or format_name in block.formats


def _narrowed(block: Block, format_name: str) -> Block:
    match block:
        case Listing():
            return replace(block, items=tuple(item for item in block.items if _printed_in(item, format_name)))
        case Box():
            return replace(block, blocks=blocks_for(block.blocks, format_name))
        case _:
            return block


def figures(document: Document) -> Iterator[Figure]:
    """Yield every figure of the document, those in boxes too."""
    for section in document.sections:
        yield from _figures_in(section.blocks)


def _figures_in(blocks: tuple[Block, ...]) -> Iterator[Figure]:
    for block in blocks:
        match block:
            case Figure():
                yield block
            case Box():
                yield from _figures_in(block.blocks)
            case _:
                pass


def restrictions(document: Document) -> Iterator[tuple[frozenset[str], int]]:
    """Yield the formats that blocks and items are kept to, with the line of each."""
    for section in document.sections:
        yield from _restrictions_in(section.blocks)


def _restrictions_in(blocks: tuple[Block, ...]) -> Iterator[tuple[frozenset[str], int]]:
    for block in blocks:
        if block.formats is not None:
            yield block.formats, _first_line(block)
        match block:
            case Listing():
                yield from _restrictions_in(block.items)
            case Box():
                yield from _restrictions_in(block.blocks)
            case _:
                pass


def _first_line(block: Block) -> int:
    found: list[int] = []

    def note(message: Message) -> Message:
        found.append(message.line)
        return message

    _map_block(block, note)
    return min(found, default=1)
