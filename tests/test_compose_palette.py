"""The colours of a page: the examples of the visual specification, section 5."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

import generator
from generator.compose.palette import (
    FIXED,
    FIXED_BLACK,
    GROUNDS,
    INK,
    PAIRS,
    PAPER,
    TIER_1,
    TIER_2,
    contrast_table,
    make_palette,
)
from generator.compose.tones import contrast, is_seen_on
from generator.load.brand_parts import Roles

TEMPLATES = Path(generator.__file__).parent.parent / "templates"
BASE_CSS = TEMPLATES / "shared" / "base.css"
#: The sheets that patients get.
SHEETS = [TEMPLATES / name for name in (
    "shared/base.css", "leaflet/leaflet.css", "poster/poster.css", "booklet/booklet.css", "bilingual/bilingual.css",
    "large-print/large-print.css",
)]
BLACK = make_palette("#0b6b6b", ground="sand", ink="black")


def test_teal_is_set_in_its_own_colour() -> None:
    palette = make_palette("#0B6B6B", ground="sand")
    assert (palette.surface, palette.on_surface, palette.quiet) == ("#0b6b6b", PAPER, False)
    assert contrast(palette.on_surface, palette.surface) == pytest.approx(6.3, abs=0.05)
    assert contrast(palette.heading, PAPER) >= 7
    assert palette.title_ground == palette.rule == palette.surface
    assert palette.ground == GROUNDS["sand"]


def test_red_orange_is_darkened_for_white_and_set_quietly() -> None:
    palette = make_palette("#E8431F", ground="sand")
    assert (palette.surface, palette.on_surface, palette.quiet) == ("#dd3710", PAPER, True)
    assert (palette.title_ground, palette.title_ink) == (GROUNDS["neutral"], INK)
    assert (palette.heading, palette.bullet) == (INK, INK)
    assert palette.title_bar == palette.surface


def test_pale_yellow_carries_ink_and_is_set_quietly() -> None:
    palette = make_palette("#F7DF7A", ground="neutral")
    assert (palette.surface, palette.on_surface, palette.quiet) == ("#f7df7a", INK, True)
    assert contrast(INK, palette.surface) == pytest.approx(12.7, abs=0.1)
    assert contrast(palette.rule, PAPER) >= 7, "yellow lines would not be seen on white"


@pytest.mark.parametrize("signal", [TIER_1, TIER_2])
def test_a_brand_in_a_signal_colour_is_quiet(signal: str) -> None:
    assert make_palette(signal, ground="sand").quiet


def test_the_ground_is_the_brands_choice() -> None:
    assert make_palette("#4f46a5", ground="neutral").ground == "#f2f1ee"
    assert make_palette("#4f46a5", ground="sand").ground == "#f7f1e7"


def test_a_brand_changes_no_fixed_colour() -> None:
    fixed = set(re.findall(r"^\s*(--[a-z0-9-]+):\s*#", BASE_CSS.read_text(encoding="utf-8"), re.MULTILINE))
    assert {"--tier-1", "--tier-2-header", "--tier-2-body", "--tier-2-accent", "--tier-3", "--ink"} <= fixed
    assert fixed.isdisjoint(make_palette("#0b6b6b", ground="sand").custom_properties())


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_fixed_colours_are_those_of_the_style_sheet() -> None:
    text = BASE_CSS.read_text(encoding="utf-8")
    assert dict(FIXED) == dict(re.findall(r"^\s*--([a-z0-9-]+):\s*(#[0-9a-f]{6})", text, re.MULTILINE))


def test_the_table_has_every_role_that_a_style_sheet_sets() -> None:
    """A role that colours letters is an ink of the table, any other one of its grounds or inks."""
    letters, areas = set(), set()
    for sheet in SHEETS:
        text = sheet.read_text(encoding="utf-8")
        letters |= set(re.findall(r"(?<![-a-z])color:\s*var\(--([a-z0-9-]+)", text))
        areas |= set(re.findall(r"(?:background|border[a-z-]*|outline):[^;}]*var\(--([a-z0-9-]+)", text))
    roles = {*FIXED, *(name.removeprefix("--") for name in BLACK.custom_properties())}
    # The bar and the thinnest lines only part what would be understood without them.
    assert (areas & roles) - {"title-bar", "pale-line", "tier-2-line"} <= {
        role for pair in PAIRS for role in (pair.ink, pair.ground)
    }
    assert letters <= {pair.ink for pair in PAIRS if pair.bound == 4.5}


def test_no_style_sheet_has_a_colour_of_its_own() -> None:
    """White is paper; any other colour is a role, or black ink could not replace it."""
    for sheet in SHEETS:
        rules = re.sub(r":root \{.*?\}", "", sheet.read_text(encoding="utf-8"), count=1, flags=re.DOTALL)
        assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", rules)) <= {"#fff"}, sheet.name


@pytest.mark.parametrize("brand", ["#ffffff", "#fefefa", "#fff9c4", "#fffdf0", "#f4f8ff", "#cfe8ff"])
def test_the_title_of_a_pale_brand_has_an_edge(brand: str) -> None:
    palette = make_palette(brand, ground="sand")
    bar_or_ground = palette.title_bar if palette.title_ground != palette.surface else palette.title_ground
    assert is_seen_on(bar_or_ground, PAPER)
    assert is_seen_on(palette.picture_ground, PAPER)


@pytest.mark.parametrize("brand", ["#ff0000", TIER_1, "#e8431f", "#7a3b69"])
def test_near_red_no_field_of_it_stands_beside_the_alarm(brand: str) -> None:
    palette = make_palette(brand, ground="sand")
    assert palette.picture_ground == palette.mid
    assert palette.title_bar == palette.surface, "the bar shows the brand"


def test_roles_by_hand_stand_as_they_are_written() -> None:
    by_hand = Roles(heading="#123456", bullet="#234567", rule="#345678", ground="#EEEEEE", title_ground="#456789",
                    title_ink="#fffffe", title_bar="#56789a", picture_ground="#dddddd")
    palette = make_palette("#0b6b6b", ground="sand", roles=by_hand)
    assert {name: getattr(palette, name) for name in Roles.model_fields} == {
        name: colour.lower() for name, colour in by_hand.model_dump().items()
    }


def test_a_ground_of_the_title_by_hand_brings_no_bar() -> None:
    palette = make_palette("#0b6b6b", ground="sand", roles=Roles(title_ground="#224488"))
    assert (palette.title_ink, palette.title_bar) == (PAPER, "#224488")


def test_between_white_and_ink_a_title_is_black() -> None:
    """No text of #1d1d1b reaches 4.5:1 on this grey, nor does white."""
    assert make_palette("#0b6b6b", ground="sand", roles=Roles(title_ground="#7b7b7b")).title_ink == "#000000"


def test_black_ink_has_greys_only_and_the_alarm_is_the_only_black_area() -> None:
    colours = {**BLACK.custom_properties(), **BLACK.drawing_colours(), **BLACK.icon_colours()}
    assert all(re.fullmatch(r"#(..)\1\1", colour) for colour in colours.values()), colours
    assert {f"--{name}" for name in FIXED} <= set(colours)
    areas = ("title-ground", "ground", "picture-ground", "mid", "surface", "tier-2-header", "tier-2-body")
    assert BLACK.colour("tier-1") == "#000000"
    assert all(contrast("#000000", BLACK.colour(area)) > 10 for area in areas)
    assert all(pair.good for pair in contrast_table(BLACK))


def test_black_ink_knows_neither_brand_nor_hand() -> None:
    other = make_palette("#ff0000", ground="neutral", ink="black", roles=Roles(heading="#ff0000"))
    assert other == BLACK
    assert BLACK.fixed == FIXED_BLACK


def test_the_drawings_keep_their_parts_apart_in_black_ink() -> None:
    tones = sorted({contrast(colour, PAPER) for colour in BLACK.drawing_colours().values()})
    assert len(tones) == 6, "skin and white are both paper"
    assert all(later / earlier > 1.15 for earlier, later in pairwise(tones))


def test_in_colour_the_icons_are_as_they_are_drawn() -> None:
    assert make_palette("#0b6b6b", ground="sand").icon_colours() == {}
    assert BLACK.icon_colours()[TIER_1] == "#000000"
