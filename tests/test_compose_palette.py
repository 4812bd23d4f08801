"""The colours of a page: the examples of the visual specification, section 5."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import generator
from generator.compose.palette import GROUNDS, INK, PAPER, TIER_1, TIER_2, contrast, make_palette

BASE_CSS = Path(generator.__file__).parent.parent / "templates" / "shared" / "base.css"


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
