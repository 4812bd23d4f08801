"""Laws of the palette: whatever colour a brand has, its pages can be read."""

from __future__ import annotations

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from generator.compose.nearest_colour import STEP, nearest_passing, steps_to_end, tone_of
from generator.compose.palette import INK, PAPER, Palette, contrast_table, make_palette
from generator.compose.tones import contrast
from generator.load.brand_parts import Roles

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
grounds = st.sampled_from(["sand", "neutral"])
palettes = st.builds(make_palette, colours, ground=grounds, ink=st.sampled_from(["colour", "black"]))
#: Colours chosen to hurt: pale, black, neon, pure, the signals, and a grey that white does not reach.
HURT = ("#fff9c4", "#000000", "#39ff14", "#0000ff", "#ff0000", "#ffffff", "#808080", "#ffd27a", "#a80f1c", "#7a7a7a")


def weak(palette: Palette) -> list[str]:
    return [f"{pair.pair.ink} {pair.ink} on {pair.pair.ground} {pair.ground}: {pair.ratio:.2f}, {pair.bound:g} needed"
            for pair in contrast_table(palette) if not pair.good]


@settings(max_examples=120)
@given(palettes)
def test_everything_printed_can_be_read(palette: Palette) -> None:
    assert weak(palette) == []
    assert contrast(palette.on_surface, palette.surface) >= 4.5
    assert contrast(palette.colour("ink"), palette.ground) >= 7
    assert contrast(palette.colour("ink"), palette.mid) >= 11


def test_what_hurts_can_be_read_on_every_ground() -> None:
    for brand in HURT:
        for ground in ("sand", "neutral"):
            assert weak(make_palette(brand, ground=ground)) == [], brand


@given(colours)
def test_a_brand_is_only_ever_darkened(brand: str) -> None:
    assert contrast(make_palette(brand, ground="sand").surface, PAPER) >= contrast(brand, PAPER) - 0.01


pale = st.tuples(*[st.integers(120, 255)] * 3).map(lambda parts: "#{:02x}{:02x}{:02x}".format(*parts))


@given(colours, grounds, colours, pale)
@example("#0b6b6b", "sand", "#767676", "#9a9a9a")
def test_what_is_computed_follows_what_is_set_by_hand(brand: str, ground: str, title: str, panel: str) -> None:
    """Any ground of the title has words that can be read, any panel that carries text has headings and rules."""
    assume(contrast(INK, panel) >= 4.5)
    assert weak(make_palette(brand, ground=ground, roles=Roles(title_ground=title, ground=panel))) == []


needs = st.lists(st.tuples(colours, st.sampled_from([3.0, 4.5])), min_size=1, max_size=2)


@settings(max_examples=12)  # every step of a hue's line is tried
@given(colours, needs)
@example("#ffff00", [("#ffffff", 4.5), ("#f7f1e7", 4.5)])
@example("#777777", [("#808080", 4.5)])
@example("#0000ff", [("#000000", 4.5)])
def test_the_nearest_that_passes_passes_and_is_the_nearest(colour: str, others: list[tuple[str, float]]) -> None:
    def passes(tone: str) -> bool:
        return all(contrast(tone, other) >= bound for other, bound in others)

    found = nearest_passing(colour, tuple(others))
    # What is seen on a dark and on a pale ground at once lies between them: the contrast does not only grow there.
    assume(len(others) == 1 or passes("#000000") or passes("#ffffff"))
    if found is None:
        assert not passes("#000000")
        assert not passes("#ffffff")
        return
    assert passes(found)
    lines = {way: [tone_of(colour, way * step) for step in range(steps_to_end(colour, way) + 1)] for way in (-1, 1)}
    if found == colour.lower():
        return
    way, steps = min((line.index(found), way) for way, line in lines.items() if found in line)[::-1]
    assert not [step for line in lines.values() for step in range(steps) if step < len(line) and passes(line[step])], (
        f"{found} is {steps * STEP:.3f} off ({way}), and a nearer one passes"
    )
