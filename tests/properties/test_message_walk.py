"""Extraction and translation see the same messages, whatever the document."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from support import catalog, message

from generator.load.document import (
    Block,
    Box,
    Definition,
    Document,
    Figure,
    Item,
    Listing,
    Message,
    Paragraph,
    Section,
    Subheading,
    Table,
    blocks_for,
)
from generator.translate import translate

messages = st.builds(message, st.text(min_size=1, max_size=8).filter(str.strip), context=st.sampled_from("ab"))
formats = st.none() | st.frozensets(st.sampled_from(["leaflet", "poster"]))
plain: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, message=messages, formats=formats),
    st.builds(Subheading, message=messages, formats=formats),
    st.builds(
        Listing, formats=formats,
        items=st.lists(st.builds(Item, message=messages, formats=formats), max_size=3).map(tuple),
    ),
    st.builds(Figure, image=st.just("x.svg"), alternative=messages, caption=st.none() | messages, formats=formats),
    st.builds(Definition, term=messages, meaning=messages, formats=formats),
    st.builds(
        Table, header=st.lists(messages, max_size=2).map(tuple), formats=formats,
        rows=st.lists(st.lists(messages, max_size=2).map(tuple), max_size=2).map(tuple),
    ),
)
blocks = st.recursive(
    plain,
    lambda inner: st.builds(
        Box, kind=st.just("note"), blocks=st.lists(inner, max_size=3).map(tuple), formats=formats
    ),
    max_leaves=6,
)
sections = st.builds(
    Section, id=st.just("s"), level=st.just(2), heading=messages, blocks=st.lists(blocks, max_size=3).map(tuple)
)
documents = st.builds(
    Document, title=messages, summary=messages, document_type=messages,
    cover=st.builds(Figure, image=st.just("x.svg"), alternative=messages),
    sections=st.lists(sections, max_size=2).map(tuple),
)


@settings(max_examples=25)
@given(documents)
def test_the_identity_catalog_changes_nothing(document: Document) -> None:
    identity = catalog({found.key: found.text for found in document.messages()})
    assert translate(document, identity) == (document, ())


@settings(max_examples=25)
@given(documents)
def test_a_catalog_of_the_extracted_messages_translates_every_one(document: Document) -> None:
    extracted = list(document.messages())
    translated, found = translate(document, catalog({key: f"<{key}>" for key in {one.key for one in extracted}}))
    assert found == ()
    assert list(translated.messages()) == [replace(one, text=f"<{one.key}>") for one in extracted]
    # Nothing of the source is left anywhere in the tree, seen or not seen by the walk.
    assert not any(f"text={one.text!r}," in repr(translated) for one in extracted)


@settings(max_examples=25)
@given(documents)
def test_each_extracted_message_is_looked_up(document: Document) -> None:
    _translated, found = translate(document, catalog({}))
    assert len(found) == len(list(document.messages()))
    assert {finding.rule for finding in found} == {"translation-missing"}


@settings(max_examples=25)
@given(documents, st.data())
def test_one_lost_entry_is_missed_wherever_it_stands(document: Document, data: st.DataObject) -> None:
    extracted = list(document.messages())
    lost = data.draw(st.sampled_from(extracted))
    _translated, found = translate(
        document, catalog({one.key: "x" for one in extracted if one.key != lost.key})
    )
    assert len(found) == sum(one.key == lost.key for one in extracted)


@settings(max_examples=25)
@given(documents, st.sampled_from(["leaflet", "poster", "booklet"]))
def test_narrowing_to_a_format_twice_is_narrowing_once(document: Document, name: str) -> None:
    for section in document.sections:
        once = blocks_for(section.blocks, name)
        assert blocks_for(once, name) == once
        assert {one.text for one in _printed(once)} <= {one.text for one in document.messages()}


def _printed(printed: tuple[Block, ...]) -> list[Message]:
    words = message("x")
    return list(Document(
        title=words, summary=words, document_type=words, cover=Figure(image="x", alternative=words),
        sections=(Section(id="s", level=2, heading=words, blocks=printed),),
    ).messages())[5:]
