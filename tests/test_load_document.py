"""The document: one walk over its messages, and what a format prints of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support import document, listing, message, paragraphs

from generator.load.document import (
    Box,
    Definition,
    Figure,
    Item,
    Listing,
    Message,
    Paragraph,
    Subheading,
    Table,
    blocks_for,
    figures,
    map_messages,
)

INNER = Figure(image="inner.svg", alternative=message("inner"), caption=message("caption"))
EVERYTHING = document(
    *paragraphs("paragraph"),
    Subheading(message=message("subheading")),
    listing("item 1", "item 2"),
    Figure(image="outer.svg", alternative=message("outer")),
    Definition(term=message("term"), meaning=message("meaning")),
    Table(header=(message("head"),), rows=((message("cell"),),)),
    Box(kind="tips", blocks=(INNER, Box(kind="note", blocks=(listing("deep"),)))),
)


def test_the_walk_sees_every_message_in_the_order_of_the_source() -> None:
    assert [found.text for found in EVERYTHING.messages()] == [
        "Title", "Summary", "Information", "Cover", "Heading", "paragraph", "subheading", "item 1", "item 2", "outer",
        "term", "meaning", "head", "cell", "caption", "inner", "deep",
    ]


def test_what_the_walk_changes_is_all_that_changes() -> None:
    def loud(found: Message) -> Message:
        return replace(found, text=found.text.upper())

    changed = map_messages(EVERYTHING, loud)
    assert list(changed.messages()) == [loud(found) for found in EVERYTHING.messages()]
    originals = iter(EVERYTHING.messages())
    assert map_messages(changed, lambda _found: next(originals)) == EVERYTHING


def test_a_message_is_known_by_its_context_and_text() -> None:
    assert message("Bend.", context="lifting").key == ("lifting", "Bend.")


def test_a_section_is_found_by_its_id() -> None:
    assert EVERYTHING.section("s") is EVERYTHING.sections[0]
    with pytest.raises(KeyError):
        EVERYTHING.section("none")


@pytest.mark.parametrize(("classes", "tier"), [({"tier-1"}, 1), ({"tier-3", "x"}, 3), ({"tier-4"}, 0), (set(), 0)])
def test_the_tier_of_a_section_is_a_class(classes: set[str], tier: int) -> None:
    assert replace(EVERYTHING.sections[0], classes=frozenset(classes)).tier == tier


def test_figures_in_boxes_are_found_too() -> None:
    assert [figure.image for figure in figures(EVERYTHING)] == ["outer.svg", "inner.svg"]


def test_a_format_prints_what_is_meant_for_it_or_for_all() -> None:
    everywhere, poster = Item(message=message("all")), Item(message=message("p"), formats=frozenset({"poster"}))
    blocks = (
        Listing(items=(everywhere, poster)),
        Paragraph(message=message("b"), formats=frozenset({"booklet"})),
        Box(kind="note", blocks=(Listing(items=(poster,)), *paragraphs("x")), formats=frozenset({"poster", "leaflet"})),
    )
    assert blocks_for(blocks, "poster") == (blocks[0], blocks[2])
    assert blocks_for(blocks, "leaflet") == (
        Listing(items=(everywhere,)), replace(blocks[2], blocks=(Listing(items=()), *paragraphs("x"))),
    )
    assert blocks_for(blocks, "booklet") == (Listing(items=(everywhere,)), blocks[1])
