"""Right-to-left pages are mirrored as a whole; clocks, telephones and numbers are not."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from printed_lines import ROOT, boxes_of
from support import shipped

from generator.build.pantry import Pantry
from generator.compose import compose
from generator.compose.page import Page
from generator.plan import Job

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("isolated_fonts"),
    pytest.mark.filterwarnings("ignore:No fonts configured in FontConfig:UserWarning"),
]
HANDOUT = "back-pain-after-birth"


@cache
def shipped_page(language: str, format_: str) -> Page:
    project, _found = shipped()
    job = Job(handout=HANDOUT, language=language, format=format_, brand="riverside")
    page = compose(job, Pantry(project).ingredients(job))
    assert isinstance(page, Page), page
    return page


@cache
def classed(language: str, format_: str, name: str) -> Any:  # noqa: ANN401 (the engine has no types)
    """Return the first box of a class."""
    return next(
        box for box in boxes_of(shipped_page(language, format_))
        if box.element is not None and box.element_tag == box.element.tag
        and name in box.element.get("class", "").split()
    )


def left_of(language: str, format_: str, first: str, second: str) -> bool:
    """Tell whether one part of a page stands left of another."""
    return bool(classed(language, format_, first).position_x < classed(language, format_, second).position_x)


@pytest.mark.parametrize("language", ["ar", "ur"])
@pytest.mark.parametrize(("format_", "first", "second"), [
    ("booklet", "step-number", "step-words"),
    ("leaflet", "title-cell", "picture-cell"),
    ("leaflet", "panel-icon", "panel-words"),
    ("leaflet", "icon-phone", "number"),
    ("leaflet", "tip-picture", "tip-words"),
    ("leaflet", "foot-panel", "slot-contacts"),
    ("leaflet", "slot-logo", "masthead-end"),
    ("poster", "tile-cell", "tile-words"),
    ("poster", "alarm-icon", "alarm-number"),
])
def test_what_stands_left_in_english_stands_right(language: str, format_: str, first: str, second: str) -> None:
    assert left_of("en", format_, first, second)
    assert left_of(language, format_, second, first)


def test_the_bar_of_the_title_block_is_at_the_right() -> None:
    english, arabic = (classed(language, "leaflet", "title-cell") for language in ("en", "ar"))
    assert english.border_left_width > 10
    assert english.border_right_width == 0
    assert arabic.border_right_width == english.border_left_width
    assert arabic.border_left_width == 0


@pytest.mark.parametrize("format_", ["leaflet", "poster", "booklet"])
def test_icons_are_drawn_as_they_are_and_figures_with_a_direction_are_turned(format_: str) -> None:
    english, arabic = shipped_page("en", format_), shipped_page("ar", format_)
    for icon in (ROOT / "templates" / "shared" / "icons").glob("*.svg"):
        name = f"icons/{icon.name}"
        assert arabic.assets[name] == english.assets[name] == icon.read_bytes()
    for name, drawing in arabic.assets.items():
        if name.startswith("images/"):
            source = (ROOT / "content" / "handouts" / HANDOUT / name).read_text(encoding="utf-8")
            assert (b"matrix(-1" in drawing) == ('data-mirror="yes"' in source), name
    assert any(b"matrix(-1" in drawing for drawing in arabic.assets.values())


@pytest.mark.parametrize("format_", ["leaflet", "poster", "booklet"])
def test_no_number_of_an_arabic_page_stands_outside_an_isolate(format_: str) -> None:
    """Content, brand, country, template words and dates alike."""
    for box in boxes_of(shipped_page("ar", format_)):
        if type(box).__name__ == "TextBox" and any("0" <= letter <= "9" for letter in box.text):
            single = box.text.strip().isdecimal()
            assert single or box.style["direction"] == "ltr", box.text


def test_a_right_to_left_booklet_is_bound_at_the_right() -> None:
    assert (shipped_page("ar", "booklet").binding, shipped_page("en", "booklet").binding) == ("right", "left")
