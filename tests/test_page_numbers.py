"""Pages that a text names, and the list of contents: both come from the outline and the laid-out page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from support import shipped

from generator.build.pantry import Pantry
from generator.check.printed import Printed
from generator.check.printed.signed_wording import text_altered
from generator.compose import compose
from generator.compose.page import Page
from generator.compose.page_numbers import contents_of, page_words
from generator.compose.side import regions_of
from generator.load.format import FormatFile
from generator.plan import Job

HANDOUT = "back-pain-after-birth"
OUTLINE = {"page-2": ("emergency",), "page-3": ("own-questions", "soon"), "page-4": ("about",)}


def booklet() -> FormatFile:
    return shipped()[0].formats["booklet"].file


def page(language: str = "en", edition: str = "standard") -> Page:
    project, _found = shipped()
    job = Job(handout=HANDOUT, language=language, format="booklet", brand="riverside", edition=edition)
    made = compose(job, Pantry(project).ingredients(job))
    assert isinstance(made, Page), made
    return made


# -- numbers in a text ----------------------------------------------------------------------------------------------


def test_a_section_is_on_the_page_of_its_region() -> None:
    assert page_words(booklet(), "standard", OUTLINE) == {
        "page_emergency": "2", "page_own_questions": "3", "page_soon": "3", "page_about": "4",
    }


def test_where_the_text_flows_only_pages_that_are_asked_for_have_a_number() -> None:
    assert set(page_words(booklet(), "large-print", OUTLINE)) == {"page_emergency", "page_own_questions", "page_soon"}


def test_a_format_without_numbered_regions_has_none() -> None:
    assert page_words(shipped()[0].formats["leaflet"].file, "standard", {"start-column": ("why",)}) == {}


def test_a_section_that_moves_takes_its_number_along() -> None:
    project, _found = shipped()
    handout = project.handouts[HANDOUT]
    outline = dict(handout.meta.outline["booklet"])
    outline["page-3"], outline["page-5"] = outline["page-5"], outline["page-3"]
    meta = handout.meta.model_copy(update={"outline": {**handout.meta.outline, "booklet": outline}})
    moved = replace(project, handouts={HANDOUT: replace(handout, meta=meta)})
    job = Job(handout=HANDOUT, language="en", format="booklet", brand="riverside")
    made = compose(job, Pantry(moved).ingredients(job))
    assert isinstance(made, Page)
    assert "Read pages 2 and 5 first." in made.html
    assert "the signs on pages 2 and 5." in made.html


# -- contents -------------------------------------------------------------------------------------------------------


def test_contents_are_headings_without_panels_and_without_their_own() -> None:
    project, _found = shipped()
    handout, format_ = project.handouts[HANDOUT], project.formats["booklet"]
    entries = contents_of(format_.file, "standard", regions_of(handout.document, handout, format_))
    listed = [(entry.section.id, entry.page) for entry in entries]
    assert listed[:4] == [("reasons", 5), ("disc", 6), ("needle", 6), ("lifting", 7)]
    assert listed[-1] == ("words", 16)
    assert not {"emergency", "today", "soon", "about", "medicines"} & {name for name, _page in listed}
    flowing = contents_of(format_.file, "large-print", regions_of(handout.document, handout, format_))
    assert {entry.page for entry in flowing} == {None}


def entries_of(html: str) -> list[tuple[str, str, str]]:
    """Return target, heading and number of each entry."""
    found = re.findall(r'<div class="entry" data-target="([^"]+)">(.*?)</div>', html)
    return [(target, *re.findall(r">([^<]*)</a>", inner)[:1], "".join(re.findall(r"page-number[^>]*>([^<]*)<", inner)))
            for target, inner in found]


def test_each_entry_leads_to_its_section() -> None:
    html = page().html
    listed = entries_of(html)
    assert listed[0] == ("section-reasons", "Why does it hurt?", "5")
    assert len(listed) == 14
    for target, _heading, number in listed:
        side = html.index(f'id="{target}"')
        assert html.rindex('id="side-', 0, side) == html.index(f'id="side-{number}"')


def test_where_the_text_flows_the_engine_counts() -> None:
    assert {number for _target, _heading, number in entries_of(page(edition="large-print").html)} == {""}


def told(made: Page) -> list[str]:
    unread = Printed(sheets=(), language="", title="", tagged=False)
    return [finding.message.partition(": ")[2] for finding in text_altered(made, unread)]


@pytest.mark.parametrize(("old", "new"), [
    (">5</span>", ">6</span>"),
    (">5</span>", ">5</span> 6"),
    (">Why does it hurt?</a>", ">Easing the pain</a>"),
    ('data-target="section-reasons"', 'data-target="section-comfort"'),
    ('data-target="section-reasons"', 'data-target="section-nothing"'),
])
def test_an_entry_that_misleads_is_found(old: str, new: str) -> None:
    made = page()
    assert told(made) == []
    start = made.html.index('class="entry" data-target="section-reasons"')
    misled = made.html[:start] + made.html[start:].replace(old, new, 1)
    assert any("is not the heading and page of what it leads to" in one or "is no text that was read" in one
               for one in told(replace(made, html=misled)))


def test_an_entry_is_no_heading_of_its_section() -> None:
    """A section whose heading stands in the contents only has lost it."""
    made = page()
    lost = made.html.replace("<h2>Why does it hurt?</h2>", "")
    assert lost != made.html
    assert any("'Why does it hurt?'" in one for one in told(replace(made, html=lost)))
