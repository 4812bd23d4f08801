"""Rows of the bilingual edition: every message once and in order, source beside its own translation."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import document, listing, message, paragraphs, shipped

from generator.compose import Ingredients, compose
from generator.compose.bilingual import Row, RowGroup, row_groups
from generator.compose.page import Page
from generator.compose.side import regions_of
from generator.compose.templates import Templates
from generator.load import Project
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
    map_messages,
    messages_of,
)
from generator.load.format import EditionFile
from generator.plan import Job
from generator.translate import translate

SHIPPED = "back-pain-after-birth"


def translated(text: Document) -> Document:
    return map_messages(text, lambda one: replace(one, text=f"es {one.text}"))


def groups(*blocks: Block, classes: frozenset[str] = frozenset()) -> tuple[RowGroup, ...]:
    """Return the groups of a document with one section of these blocks and its translation."""
    text = document(*blocks)
    text = replace(text, sections=tuple(replace(section, classes=classes) for section in text.sections))
    return row_groups({"r": text.sections}, {"r": translated(text).sections}, pages={})


def rows(*blocks: Block) -> tuple[Row, ...]:
    (group,) = groups(*blocks)
    return group.rows


def kinds(*blocks: Block) -> list[tuple[str, str]]:
    """Return kind and source text of each row."""
    return [(row.kind, row.source.text) for row in rows(*blocks)]


def figure(name: str, caption: str = "") -> Figure:
    return Figure(image=f"{name}.svg", alternative=message(name, role="alternative text"),
                  caption=message(caption, role="caption") if caption else None)


def flattened(found: Iterable[RowGroup], side: int) -> list[Message]:
    """Return the messages of one side (0 source, 1 translation) as the template prints them, in order."""
    messages: list[Message] = []
    for group in found:
        for row in (group.heading, *group.rows):
            words = (row.source, row.translation)[side]
            shown = row.figure[side] if row.figure else None
            messages += (
                [words] if shown is None or shown.alternative == words
                else [words, shown.alternative] if shown.caption == words else [shown.alternative, words]
            )
    return messages


def test_each_kind_of_block_becomes_its_rows() -> None:
    cell = message("cell", role="cell")
    assert kinds(
        *paragraphs("One."), Subheading(message=message("Two")), listing("Three.", "Four."),
        Definition(term=message("Five"), meaning=message("Six")), Table(header=(cell, cell), rows=((cell, cell),)),
    ) == [
        ("paragraph", "One."), ("subheading", "Two"), ("item", "Three."), ("item", "Four."),
        ("term", "Five"), ("meaning", "Six"), *[("cell", "cell")] * 4,
    ]


def test_steps_are_numbered_from_one_in_each_list() -> None:
    steps = replace(listing("Sit.", "Stand."), numbered=True)
    assert [(row.kind, row.number) for row in rows(steps, steps)] == [("step", 1), ("step", 2)] * 2


@pytest.mark.parametrize(("box", "kind"), [
    (Box(kind="note", blocks=paragraphs("x")), "note"), (Box(kind="takeaway", blocks=paragraphs("x")), "takeaway"),
    (Box(kind="checklist", blocks=(listing("x"),)), "check"),
    (Box(kind="diary", blocks=(Table(header=(message("x"),)),)), "cell"),
])
def test_a_box_gives_its_rows_their_kind(box: Box, kind: str) -> None:
    assert kinds(box) == [(kind, "x")]


def test_a_tip_stands_beside_its_figure() -> None:
    found = rows(Box(kind="tips", blocks=(figure("a"), *paragraphs("Bend."), figure("b"), *paragraphs("Lift."))))
    assert [(row.kind, row.source.text, row.translation.text) for row in found] \
        == [("tip", "Bend.", "es Bend."), ("tip", "Lift.", "es Lift.")]
    assert [row.figure and (row.figure[0].image, row.figure[1].alternative.text) for row in found] \
        == [("a.svg", "es a"), ("b.svg", "es b")]


def test_a_frame_stands_beside_its_caption() -> None:
    (row,) = rows(Box(kind="frames", blocks=(figure("a", "Breathe."),)))
    assert (row.kind, row.source.text, row.figure and row.figure[0].image) == ("tip", "Breathe.", "a.svg")


@pytest.mark.parametrize("blocks", [
    (figure("a"),), (figure("a"), *paragraphs("x")), (*paragraphs("x"), figure("a")), (figure("a"), figure("b")),
    (figure("a"), figure("b", "Caption")),
])
def test_a_figure_that_stands_alone_keeps_its_row_and_its_alternative_text(blocks: tuple[Block, ...]) -> None:
    found = [row for row in rows(*blocks) if row.kind == "figure"]
    assert [row.source.text for row in found] == [
        one.alternative.text for one in blocks if isinstance(one, Figure) and not one.caption
    ]
    assert all(row.figure and row.source == row.figure[0].alternative for row in found)


@pytest.mark.parametrize("tier", [1, 2, 3])
def test_the_first_paragraph_of_a_panel_is_its_instruction(tier: int) -> None:
    (group,) = groups(*paragraphs("Call now if you have:"), listing("numb legs"),
                      classes=frozenset({f"tier-{tier}"}))
    assert group.tier == tier
    assert group.instruction is not None
    assert group.instruction.source.text == "Call now if you have:"
    assert [row.source.text for row in group.body] == ["numb legs"]


def test_a_section_without_tier_or_without_paragraph_has_no_instruction() -> None:
    panel = frozenset({"tier-1"})
    assert [group.instruction for group in (*groups(*paragraphs("x")), *groups(listing("x"), classes=panel),
                                            *groups(classes=panel))] == [None, None, None]


@pytest.mark.parametrize(("ours", "theirs"), [
    (paragraphs("a", "b"), paragraphs("a")), ((listing("a", "b"),), (listing("a"),)),
    (paragraphs("a"), (listing("a"),)),
])
def test_texts_of_another_shape_are_never_set_side_by_side(
    ours: tuple[Block, ...], theirs: tuple[Block, ...]
) -> None:
    """A row that is off by one would put a sign beside another sign's translation."""
    with pytest.raises((ValueError, TypeError)):
        row_groups({"r": document(*ours).sections}, {"r": document(*theirs).sections}, pages={})


_words = st.text("ab .", max_size=4).map(message)
_figures = st.builds(Figure, image=st.just("a.svg"), alternative=_words, caption=st.none() | _words)
_items = st.builds(Item, message=_words)
_paragraphs = st.builds(Paragraph, message=_words)
_listings = st.builds(Listing, items=st.lists(_items, max_size=3).map(tuple), numbered=st.booleans())
_tables = st.integers(1, 3).flatmap(lambda width: st.builds(
    Table, header=st.tuples(*[_words] * width), rows=st.lists(st.tuples(*[_words] * width), max_size=2).map(tuple)
))
_plain = st.one_of(_paragraphs, _listings, _figures, _tables, st.builds(Subheading, message=_words),
                   st.builds(Definition, term=_words, meaning=_words))
_boxes = st.builds(Box, kind=st.sampled_from(("tips", "note", "takeaway", "frames", "diary", "checklist")),
                   blocks=st.lists(_plain, max_size=3).map(tuple))
_sections = st.builds(
    Section, id=st.just("s"), level=st.sampled_from((2, 3)), heading=_words,
    blocks=st.lists(_plain | _boxes, max_size=4).map(tuple),
    classes=st.sampled_from((frozenset(), frozenset({"tier-1"}), frozenset({"tier-3"}))),
)


@settings(max_examples=40)
@given(st.lists(_sections, max_size=2))
def test_every_message_appears_exactly_once_in_order_beside_its_translation(sections: list[Section]) -> None:
    """Messages are told apart by their line, so that equal words cannot stand in for each other."""
    numbers = iter(range(1_000_000))
    text = map_messages(replace(document(), sections=tuple(sections)), lambda one: replace(one, line=next(numbers)))
    other = translated(text)
    found = row_groups({"r": text.sections}, {"r": other.sections}, pages={})
    assert flattened(found, 0) == list(messages_of(text.sections))
    assert flattened(found, 1) == list(messages_of(other.sections))


def bilingual_page(project: Project, language: str, format_: str, *, words: bool = True) -> Page:
    """Compose a bilingual page of the shipped handout without fonts."""
    catalog = project.catalogs[language, SHIPPED] if words else None
    text, _found = translate(project.handouts[SHIPPED].document, catalog)
    page = compose(
        Job(handout=SHIPPED, language=language, format=format_, brand="riverside", edition="bilingual"),
        Ingredients(project=project, document=text, fonts=(), engine={},
                    templates=Templates(project.templates, words=project.catalogs[language, "templates"])),
    )
    assert isinstance(page, Page), page
    return page


def project_edition(format_: str) -> EditionFile:
    return shipped()[0].formats[format_].file.editions.flowing()["bilingual"]


def seen(text: str) -> str:
    """Return the letters of HTML or of a message's plain words, without what typography adds."""
    return re.sub(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069]", "", html.unescape(re.sub(r"<[^>]+>", "", text)))


@pytest.mark.parametrize("format_", ["leaflet", "poster", "booklet"])
@pytest.mark.parametrize("language", ["ar", "es", "zh-Hans"])
def test_the_shipped_page_prints_every_row_in_order_in_both_languages(language: str, format_: str) -> None:
    project, _found = shipped()
    handout, layout = project.handouts[SHIPPED], project.formats[format_]
    text, _missing = translate(handout.document, project.catalogs[language, SHIPPED])
    found = row_groups(
        regions_of(handout.document, handout, layout), regions_of(text, handout, layout), pages={},
    )
    page = bilingual_page(project, language, format_)
    printed, place = seen(page.html), 0
    body = [group for group in found if group.region != "title"]  # a poster's title stands in its title block
    for row in (row for group in body for row in (group.heading, *group.rows) if row.kind != "figure"):
        for words in (row.source, row.translation):
            for part in filter(None, map(seen, re.split(r"\*\*|\{\w+\}|[\"']", words.text))):
                place = printed.find(part, place)
                assert place >= 0, part


def test_a_page_of_two_languages_has_the_setting_of_both_and_flows_over_as_many_sheets_as_it_takes() -> None:
    page = bilingual_page(shipped()[0], "ar", "leaflet")
    assert '<html lang="ar" dir="ltr"' in page.html
    assert ".source { --body-family" in page.html
    assert ".target { --body-family" in page.html
    assert (page.flowing, page.sides, page.least_pages, page.binding, page.imposition) \
        == (True, 1, project_edition("leaflet").least_pages, "left", "none")
    assert page.html.count('class="side"') == 1


def test_drawings_are_not_turned_where_the_page_runs_from_left_to_right() -> None:
    page = bilingual_page(shipped()[0], "ar", "leaflet")
    assert page.assets
    assert not any(b"matrix(-1" in drawing for drawing in page.assets.values())


def test_a_sign_that_the_template_does_not_set_stops_the_page() -> None:
    project, _found = shipped()
    name = "bilingual/bilingual.html"
    source = project.templates[name]
    broken = source.replace("{% if group.instruction %}{{ line(group.instruction) }}{% endif %}", "")
    assert broken != source
    text, _missing = translate(project.handouts[SHIPPED].document, project.catalogs["ar", SHIPPED])
    found = compose(
        Job(handout=SHIPPED, language="ar", format="leaflet", brand="riverside", edition="bilingual"),
        Ingredients(project=project, document=text, fonts=(), engine={},
                    templates=Templates({**project.templates, name: broken},
                                        words=project.catalogs["ar", "templates"])),
    )
    assert not isinstance(found, Page)
    assert (found.rule, found.job) == ("text-unset", f"{SHIPPED}/ar/leaflet+bilingual/riverside")
