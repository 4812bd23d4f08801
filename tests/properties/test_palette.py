"""Laws of the palette: whatever colour a brand has, its pages can be read."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from generator.compose.palette import INK, PAPER, Palette, contrast, make_palette

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
palettes = st.builds(make_palette, colours, ground=st.sampled_from(["sand", "neutral"]))
WHITE_BRAND = make_palette("#ffffff", ground="sand")
MID_GREY_BRAND = make_palette("#7a7a7a", ground="neutral")
GREEN_BRAND = make_palette("#00ff00", ground="sand")


@given(palettes)
@example(WHITE_BRAND)
@example(MID_GREY_BRAND)
@example(GREEN_BRAND)
def test_everything_printed_can_be_read(palette: Palette) -> None:
    assert contrast(palette.on_surface, palette.surface) >= 4.5
    assert contrast(palette.title_ink, palette.title_ground) >= 4.5
    for ground in (PAPER, palette.ground):
        assert contrast(palette.heading, ground) >= 4.5
        assert contrast(palette.bullet, ground) >= 3
    assert contrast(palette.rule, PAPER) >= 3
    assert contrast(INK, palette.mid) >= 11
    for garment in (palette.figure_top, palette.figure_legs, palette.figure_cheek, palette.figure_accent):
        assert contrast(palette.figure_ink, garment) >= 3


@given(colours)
def test_a_brand_is_only_ever_darkened(brand: str) -> None:
    assert contrast(make_palette(brand, ground="sand").surface, PAPER) >= contrast(brand, PAPER) - 0.01
