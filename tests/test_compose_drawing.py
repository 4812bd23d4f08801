"""Drawings in the colours of a page."""

from __future__ import annotations

import pytest

from generator.compose.drawing import drawing_ratio, themed
from generator.compose.palette import make_palette

SVG = '<svg viewBox="0 0 40 30"{}><path fill="#E8894F" stroke="#22313f"/><path fill="#123456"/></svg>'
PLAIN, DIRECTED, FIXED = SVG.format(""), SVG.format(' data-mirror="yes"'), SVG.format(' data-mirror="no"')
COLOURS = {"#e8894f": "#aaaaaa", "#22313f": "#bbbbbb"}


def test_colours_are_replaced_whatever_their_case_and_others_kept() -> None:
    assert themed(PLAIN, COLOURS, rtl=False) == (
        '<svg viewBox="0 0 40 30"><path fill="#aaaaaa" stroke="#bbbbbb"/><path fill="#123456"/></svg>'
    )


def test_colours_are_replaced_at_once_and_not_in_turn() -> None:
    swapped = themed(PLAIN, {"#e8894f": "#22313f", "#22313f": "#e8894f"}, rtl=False)
    assert 'fill="#22313f" stroke="#e8894f"' in swapped


def test_a_brand_recolours_all_seven_colours() -> None:
    colours = make_palette("#0b6b6b", ground="sand").drawing_colours()
    assert len(colours) == 7
    drawn = "".join(f'<path fill="{colour}"/>' for colour in colours)
    assert themed(drawn, colours, rtl=False).count("<path") == 7
    assert themed('<path fill="#e8894f"/>', colours, rtl=False) != '<path fill="#e8894f"/>'


@pytest.mark.parametrize(("svg", "rtl", "mirrored"), [
    (DIRECTED, True, True), (DIRECTED, False, False), (FIXED, True, False), (PLAIN, True, False),
])
def test_only_drawings_with_a_direction_are_mirrored_and_only_right_to_left(
    svg: str, rtl: bool, mirrored: bool,  # noqa: FBT001 (parameters of a test)
) -> None:
    assert ('transform="matrix(-1 0 0 1 40 0)"' in themed(svg, COLOURS, rtl=rtl)) is mirrored


def test_a_mirrored_drawing_keeps_its_root() -> None:
    assert themed(DIRECTED, {}, rtl=True) == (
        '<svg viewBox="0 0 40 30" data-mirror="yes"><g transform="matrix(-1 0 0 1 40 0)">'
        '<path fill="#E8894F" stroke="#22313f"/><path fill="#123456"/></g></svg>'
    )


def test_ratio() -> None:
    assert drawing_ratio(PLAIN) == pytest.approx(4 / 3)
    assert drawing_ratio('<svg viewBox="0 0 60 15.5">') == pytest.approx(60 / 15.5)
    assert drawing_ratio("<svg>") == pytest.approx(4 / 3)


def test_in_black_ink_what_is_no_known_colour_becomes_a_grey_too() -> None:
    svg = '<svg><path fill="#123456" stroke="none"/><g style="stroke:red; fill:#e8894f"/><b fill="rgb(0,128,0)"/></svg>'
    drawn = themed(svg, COLOURS, rtl=False, black=True)
    assert drawn == (
        '<svg><path fill="#333333" stroke="none"/><g style="stroke:#7f7f7f; fill:#aaaaaa"/><b fill="#6d6d6d"/></svg>'
    )
