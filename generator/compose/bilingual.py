"""The bilingual edition: one row for each message, source beside translation.

Pure data: two documents of the same shape become rows; the template sets them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.load.document import (
    Block,
    Box,
    Definition,
    Figure,
    Item,
    Listing,
    Message,
    Paragraph,
    Section,
    Subheading,
    Table,
)

#: What the rows of a box are; those of any other are notes.
_BOX_ROWS = {"tips": "tip", "frames": "tip", "checklist": "check"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the page: the message in both languages.

    `kind` is what it is (heading, subheading, paragraph, item, step, check, note, tip, figure, cell, term, meaning);
    `number` counts steps; `figure` is printed once, between the two sides.
    """

    kind: str
    source: Message
    translation: Message
    number: int = 0
    figure: tuple[Figure, Figure] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGroup:
    """A section's rows; `tier` is 1 to 3 for a panel of warning signs, whose first paragraph is its instruction."""

    tier: int
    level: int
    heading: Row
    instruction: Row | None
    rows: tuple[Row, ...]


def row_groups(source: Iterable[Section], translation: Iterable[Section]) -> tuple[RowGroup, ...]:
    """Return the groups of two lists of sections that come from the same text."""
    return tuple(_group(ours, theirs) for ours, theirs in zip(source, translation, strict=True))


def _group(source: Section, translation: Section) -> RowGroup:
    rows = tuple(_rows(source.blocks, translation.blocks))
    instructed = bool(source.tier and rows and rows[0].kind == "paragraph")
    return RowGroup(
        tier=source.tier, level=source.level,
        heading=Row(kind="heading", source=source.heading, translation=translation.heading),
        instruction=rows[0] if instructed else None, rows=rows[1:] if instructed else rows,
    )


def _rows(source: Iterable[Block], translation: Iterable[Block], *, kind: str = "") -> Iterator[Row]:
    """Yield the rows of two lists of blocks; a figure waits for the words that stand beside it."""
    figure: tuple[Figure, Figure] | None = None
    for pair in zip(source, translation, strict=True):
        match pair:
            case Figure() as ours, Figure() as theirs if ours.caption and theirs.caption:
                yield Row(kind="tip", source=ours.caption, translation=theirs.caption, figure=(ours, theirs))
            case Figure() as ours, Figure() as theirs:
                if figure:
                    yield _figure_row(figure)
                figure = ours, theirs
            case Paragraph() as ours, Paragraph() as theirs if figure and kind == "tip":
                yield Row(kind="tip", source=ours.message, translation=theirs.message, figure=figure)
                figure = None
            case ours, theirs:
                if figure:
                    yield _figure_row(figure)
                    figure = None
                yield from _block_rows(ours, theirs, kind=kind)
    if figure:
        yield _figure_row(figure)


def _figure_row(figure: tuple[Figure, Figure]) -> Row:
    """Return the row of a figure that stands alone: its alternative texts say what it shows."""
    return Row(kind="figure", source=figure[0].alternative, translation=figure[1].alternative, figure=figure)


def _block_rows(source: Block, translation: Block, *, kind: str) -> Iterator[Row]:
    match source, translation:
        case (Paragraph() | Subheading() | Item()) as ours, (Paragraph() | Subheading() | Item()) as theirs:
            yield Row(kind=kind or ours.kind, source=ours.message, translation=theirs.message)
        case Listing() as ours, Listing() as theirs:
            name = "step" if ours.numbered else kind or "item"
            for number, (item, translated) in enumerate(zip(ours.items, theirs.items, strict=True), start=1):
                yield Row(kind=name, source=item.message, translation=translated.message, number=number)
        case Definition() as ours, Definition() as theirs:
            yield Row(kind="term", source=ours.term, translation=theirs.term)
            yield Row(kind="meaning", source=ours.meaning, translation=theirs.meaning)
        case Table() as ours, Table() as theirs:
            for our_row, their_row in zip((ours.header, *ours.rows), (theirs.header, *theirs.rows), strict=True):
                for cell, translated_cell in zip(our_row, their_row, strict=True):
                    yield Row(kind="cell", source=cell, translation=translated_cell)
        case Box() as ours, Box() as theirs:
            yield from _rows(ours.blocks, theirs.blocks, kind=_BOX_ROWS.get(ours.kind, "note"))
        case _:
            fault = f"{source.kind} stands beside {translation.kind}"
            raise TypeError(fault)
