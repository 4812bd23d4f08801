"""The large-print edition as it is composed: nothing left out, warning signs first, in letters of full width."""

from __future__ import annotations

import re

import pytest
from support import shipped

from generator.build.pantry import Pantry
from generator.compose import compose
from generator.compose.page import Page
from generator.compose.side import regions_of
from generator.editions import LARGE_PRINT
from generator.load.document import messages_of
from generator.plan import Job

HANDOUT = "back-pain-after-birth"
FORMATS = ("leaflet", "booklet")


def job(format_: str, language: str = "en") -> Job:
    return Job(handout=HANDOUT, language=language, format=format_, brand="riverside", edition=LARGE_PRINT)


def page(format_: str, language: str = "en", *, released: bool = False) -> Page:
    made = compose(job(format_, language), Pantry(shipped()[0], released=released).ingredients(job(format_, language)))
    assert isinstance(made, Page), made
    return made


def headings(html: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", heading) for heading in re.findall(r"<h2[^>]*>(.*?)</h2>", html)]


def test_the_signs_stand_before_all_that_explains() -> None:
    assert headings(page("leaflet").html)[:4] == ["Key points", "Emergency", "Today", "Soon"]
    assert headings(page("booklet").html)[:3] == ["Emergency", "Today", "Soon"]


@pytest.mark.parametrize("format_", FORMATS)
def test_it_prints_all_that_the_format_prints(format_: str) -> None:
    project = shipped()[0]
    handout, made = project.handouts[HANDOUT], page(format_)
    regions = regions_of(handout.document, handout, project.formats[format_])
    messages = [message for sections in regions.values() for message in messages_of(sections)]
    assert len(messages) > 40
    assert made.expected is not None
    printed = {passage.text for passage in made.expected.wording.passages if passage.needed}
    assert {message.text for message in messages if message.role != "heading"} <= printed
    assert made.html.count("data-whole=") == 3
    # Nothing in it may be left out to make the rest fit: the text flows.
    assert not any(step.shortened for step in made.fitting)


def test_the_pages_that_the_booklet_names_are_asked_for() -> None:
    """The text says: read pages 2 and 3 first. Emergency stands on one, today on the other."""
    assert re.findall(r'data-page="(\d)">\s*<section class="panel tier-(\d)"', page("booklet").html) == [
        ("2", "1"), ("3", "2"),
    ]
    assert re.findall(r'data-page="(\d)"', page("leaflet").html) == ["2"]


@pytest.mark.parametrize(("language", "narrow"), [("en", False), ("hi", False), ("ur", True)])
def test_small_lines_have_the_letters_of_the_text(language: str, narrow: bool) -> None:  # noqa: FBT001 (a table)
    """But in Urdu, whose Nastaliq does not fit the height of a line at the head or foot."""
    roles = dict(re.findall(r"--(small|body)-family: ([^;]+);", page("leaflet", language).html))
    assert (roles["small"] != roles["body"]) is narrow


def test_every_measure_of_a_step_is_used() -> None:
    """A property that no style sheet names would tighten nothing."""
    project = shipped()[0]
    css = project.edition_stylesheets[LARGE_PRINT] + project.shared_stylesheet
    for format_ in FORMATS:
        for step in project.formats[format_].file.editions.flowing()[LARGE_PRINT].fitting:
            assert [name for name in step.properties if f"var(--{name}" not in css] == []


def test_a_released_page_has_no_draft_line_and_its_own_code() -> None:
    made = page("leaflet", released=True)
    assert "draft-line" not in made.html
    assert "BP-1.0-LFL-en-RWC" in made.html
    assert "DRAFT" not in made.html
    assert "draft-line" in page("leaflet").html


def test_the_type_is_never_smaller_than_the_edition_says() -> None:
    for format_ in FORMATS:
        made = page(format_)
        assert (made.minimum_type_size, made.flowing, made.imposition) == (18, True, "none")
    sheet = shipped()[0].edition_stylesheets[LARGE_PRINT]
    assert [float(size) for size in re.findall(r"font-size: ([\d.]+)pt", sheet) if float(size) < 18] == []
