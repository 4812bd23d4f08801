"""The bilingual edition: one row for each message, source beside translation.

Pure data: two documents of the same shape become rows; the template sets them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

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

#: What the rows of a box are, where its name does not say it.
_BOX_ROWS = {"tips": "tip", "frames": "tip", "checklist": "check", "takeaway": "takeaway"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the page: a message in both languages.

    `kind` is what it is (heading, subheading, paragraph, item, step, check, note, takeaway, tip, figure, cell, term,
    meaning, and in panels instruction and closing); `number` counts steps. `figure`, source and translation, is
    printed once, between the two sides; a row of the kind figure has nothing else.
    """

    kind: str
    source: Message
    translation: Message
    number: int = 0
    figure: tuple[Figure, Figure] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGroup:
    """A section's rows; `tier` is 1 to 3 for a panel of warning signs, `page` the page that it begins (0: any)."""

    region: str
    tier: int
    level: int
    heading: Row
    rows: tuple[Row, ...]
    page: int | None = None

    @property
    def instruction(self) -> Row | None:
        """Return what a panel says to do: its first row, if that is a sentence and no sign."""
        return next((row for row in self.rows[:1] if row.kind == "instruction"), None)

    @property
    def body(self) -> tuple[Row, ...]:
        """Return the rows below the heading and the instruction."""
        return tuple(row for row in self.rows if row.kind != "instruction")


B = TypeVar("B", bound=Block)
Regions = Mapping[str, tuple[Section, ...]]


def row_groups(source: Regions, translation: Regions, *, pages: Mapping[str, int]) -> tuple[RowGroup, ...]:
    """Return the groups of the regions of two documents that are the same text; `pages` says which page one begins."""
    return tuple(
        RowGroup(
            region=region, tier=ours.tier, level=ours.level,
            heading=Row(kind="heading", source=ours.heading, translation=theirs.heading),
            rows=_section_rows(ours, theirs),
            page=None if number else pages.get(region),
        )
        for region, sections in source.items()
        for number, (ours, theirs) in enumerate(zip(sections, translation[region], strict=True))
    )


def _section_rows(source: Section, translation: Section) -> tuple[Row, ...]:
    rows = [*_rows(source.blocks, translation.blocks)]
    if source.tier and rows and rows[0].kind == "paragraph":
        rows[0] = replace(rows[0], kind="instruction")
    if source.tier and rows and rows[-1].kind == "paragraph":
        rows[-1] = replace(rows[-1], kind="closing")
    return tuple(rows)


def _rows(source: Iterable[Block], translation: Iterable[Block], *, kind: str = "") -> Iterator[Row]:
    """Yield the rows of two lists of blocks; a figure among tips waits for the words that stand beside it."""
    figure: tuple[Figure, Figure] | None = None
    for ours, theirs in zip(source, translation, strict=True):
        if figure and kind == "tip" and isinstance(ours, Paragraph):
            yield Row(kind="tip", source=ours.message, translation=_twin(ours, theirs).message, figure=figure)
            figure = None
            continue
        if figure:
            yield _figure_row(figure)
            figure = None
        if isinstance(ours, Figure):
            figure = ours, _twin(ours, theirs)
            if ours.caption and (caption := figure[1].caption):
                yield Row(kind="tip", source=ours.caption, translation=caption, figure=figure)
                figure = None
        else:
            yield from _block_rows(ours, theirs, kind=kind)
    if figure:
        yield _figure_row(figure)


def _figure_row(figure: tuple[Figure, Figure]) -> Row:
    """Return the row of a figure that stands alone: its alternative texts say what it shows."""
    return Row(kind="figure", source=figure[0].alternative, translation=figure[1].alternative, figure=figure)


def _block_rows(source: Block, translation: Block, *, kind: str) -> Iterator[Row]:
    match source:
        case Paragraph() | Subheading() | Item():
            yield Row(kind=kind or source.kind, source=source.message, translation=_twin(source, translation).message)
        case Listing():
            name = "step" if source.numbered else kind or "item"
            items = zip(source.items, _twin(source, translation).items, strict=True)
            for number, (ours, theirs) in enumerate(items, start=1):
                yield Row(kind=name, source=ours.message, translation=theirs.message, number=number)
        case Definition():
            twin = _twin(source, translation)
            yield Row(kind="term", source=source.term, translation=twin.term)
            yield Row(kind="meaning", source=source.meaning, translation=twin.meaning)
        case Table():
            table = _twin(source, translation)
            for cells, others in zip((source.header, *source.rows), (table.header, *table.rows), strict=True):
                for cell, other in zip(cells, others, strict=True):
                    yield Row(kind="cell", source=cell, translation=other)
        case Box():
            yield from _rows(source.blocks, _twin(source, translation).blocks, kind=_BOX_ROWS.get(source.kind, "note"))


def _twin(source: B, translation: Block) -> B:
    """Return the block that stands beside `source`: of the same kind, since both documents are one text."""
    if not isinstance(translation, type(source)):
        fault = f"{source.kind} stands beside {translation.kind}"
        raise TypeError(fault)
    return translation
