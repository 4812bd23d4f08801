"""The laws of the schemes, over numbers alone: each page once, panels and cards back to back, tiles that meet."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.findings import Finding, Severity
from generator.finish.imposition import SHEETS, NUp, SaddleStitch, Scale, Tile, Trifold, thickness
from generator.finish.imposition.n_up import best_grid
from generator.finish.imposition.saddle import MOST_SHEETS, creep, padded
from generator.finish.imposition.sheets import MM, PRINTER_MARGIN, Plan, Side, in_points
from generator.finish.imposition.tile import stretches, tile_name
from generator.finish.imposition.trifold import trifold_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.finish.imposition.sheets import Binding, Box, Placement, Scheme, Size

CARD = in_points((85.6, 54))
bindings = st.sampled_from(["left", "right"])
page_counts = st.integers(1, 90)
sheets = st.sampled_from(sorted(SHEETS))
lengths = st.floats(70, 1000).map(lambda length: round(length, 1))
near = pytest.approx


def planned(scheme: Scheme, sizes: Sequence[Size], binding: Binding = "left") -> Plan:
    plan = scheme.plan(sizes, binding=binding)
    assert isinstance(plan, Plan), plan
    return plan


def refused(scheme: Scheme, sizes: Sequence[Size]) -> Finding:
    found = scheme.plan(sizes, binding="left")
    assert isinstance(found, Finding)
    assert found.severity is Severity.ERROR
    assert found.action
    return found


def tagged(plan: Plan) -> list[int]:
    """Return the pages of all placements that are no copies."""
    return [place.page for side in plan.sides for place in side.placements if not place.is_copy]


def box(place: Placement, sizes: Sequence[Size]) -> Box:
    width, height = sizes[place.page]
    return place.x, place.y, place.x + place.scale * width, place.y + place.scale * height


# Saddle stitch

@given(page_counts)
def test_blanks_stand_before_the_last_page(page_count: int) -> None:
    pages = padded(page_count)
    assert len(pages) % 4 == 0
    assert len(pages) - page_count < 4
    assert [page for page in pages if page is not None] == list(range(page_count))
    assert pages[0] == 0
    if page_count > 1:
        assert pages[-1] == page_count - 1
        assert pages[: page_count - 1] == tuple(range(page_count - 1))


def test_three_pages_are_cover_inside_blank_and_back() -> None:
    assert padded(3) == (0, 1, None, 2)
    assert padded(1) == (0, None, None, None)


@given(page_counts, bindings)
def test_a_booklet_has_every_page_once(page_count: int, binding: Binding) -> None:
    plan = planned(SaddleStitch(), [(300, 400)] * page_count, binding)
    assert sorted(tagged(plan)) == list(range(page_count))
    assert len(plan.sides) == 2 * math.ceil(page_count / 4)
    assert len([place for side in plan.sides for place in side.placements]) == page_count
    assert any("blank" in note.message for note in plan.notes) == bool(page_count % 4)


@given(page_counts, bindings, st.floats(0.03, 0.5))
def test_pages_of_inner_sheets_move_towards_the_fold(page_count: int, binding: Binding, paper: float) -> None:
    width, height = 300.0, 400.0
    plan = planned(SaddleStitch(paper_thickness=paper), [(width, height)] * page_count, binding)
    flat = planned(SaddleStitch(), [(width, height)] * page_count, binding)
    for number, (side, still) in enumerate(zip(plan.sides, flat.sides, strict=True)):
        for place, before in zip(side.placements, still.placements, strict=True):
            towards = 1 if before.x < width else -1
            assert place.page == before.page
            assert (place.x - before.x) * towards == near(number // 2 * paper * math.pi / 2 * MM)
            if number >= 2:  # nothing of a page lies beyond the fold
                assert place.window == (before.x, 0, before.x + width, height)


def test_creep_of_a_booklet_on_office_paper() -> None:
    assert thickness(80) == near(0.1)
    assert thickness(120, 1.1) == near(0.132)
    assert [round(creep(sheet, 0.1), 3) for sheet in range(4)] == [0, 0.157, 0.314, 0.471]


@pytest.mark.parametrize("paper", [0, -0.1, 1.1, 100, math.nan, math.inf])
def test_a_thickness_that_no_folded_paper_has(paper: float) -> None:
    found = refused(SaddleStitch(paper_thickness=paper), [(300, 400)] * 8)
    assert found.rule == "imposition-paper"
    assert f"{paper:g} mm" in found.message


def test_a_spread_lies_in_the_middle_of_a_named_sheet() -> None:
    plan = planned(SaddleStitch(sheet="A3"), [in_points((148, 210))] * 4)
    assert plan.sides[0].size == near(in_points((420, 297)))
    left, right = plan.sides[0].placements
    assert (left.x, left.y) == near(in_points((62, 43.5)))
    assert right.x - left.x == near(148 * MM)
    assert plan.sides[0].marks


def test_a_spread_of_high_pages_lies_on_an_upright_sheet() -> None:
    assert planned(SaddleStitch(sheet="A4"), [in_points((100, 280))] * 4).sides[0].size == near(in_points((210, 297)))


def test_a_spread_that_is_larger_than_its_sheet() -> None:
    found = refused(SaddleStitch(sheet="A4"), [in_points((210, 297))] * 4)
    assert (found.rule, "420 x 297 mm" in found.message) == ("imposition-sheet", True)


def test_a_stack_that_does_not_fold_is_told() -> None:
    plan = planned(SaddleStitch(), [(300, 400)] * 4 * (MOST_SHEETS + 1))
    assert [note.severity for note in plan.notes] == [Severity.WARNING]
    assert planned(SaddleStitch(), [(300, 400)] * 4 * MOST_SHEETS).notes == ()


# Trifold

PANELS = [in_points((width, 210)) for width in (100, 100, 100, 97, 97, 100)]


def test_the_panels_of_a_trifold() -> None:
    assert trifold_order(binding="left") == ((4, 5, 0), (1, 2, 3))
    assert trifold_order(binding="right") == ((0, 5, 4), (3, 2, 1))


@given(bindings, st.floats(60, 110), st.floats(0, 5), st.floats(180, 300))
def test_panels_back_to_back_are_one_piece_of_paper(binding: Binding, wide: float, less: float, height: float) -> None:
    sizes = [(wide, height)] * 3 + [(wide - less, height)] * 2 + [(wide, height)]
    outside, inside = planned(Trifold(), sizes, binding).sides
    assert outside.size == near(inside.size)
    width = outside.size[0]
    # Turned about its upright edge, what was at the left lies at the right.
    behind = {
        place.page: (width - place.x - sizes[place.page][0], width - place.x) for place in inside.placements
    }
    fronts = {place.page: (place.x, place.x + sizes[place.page][0]) for place in outside.placements}
    assert {page: behind[back] for page, back in {0: 1, 5: 2, 4: 3}.items()} == {
        page: near(edges) for page, edges in fronts.items()
    }


@given(bindings)
def test_the_panels_of_a_trifold_lie_edge_to_edge(binding: Binding) -> None:
    plan = planned(Trifold(), PANELS, binding)
    assert sorted(tagged(plan)) == list(range(6))
    for side in plan.sides:
        assert side.size == near(in_points((297, 210)))
        edges = [box(place, PANELS) for place in side.placements]
        assert edges[0][0] == 0
        assert all(left[2] == near(right[0]) for left, right in pairwise(edges))
        assert edges[-1][2] == near(side.size[0])


@given(bindings)
def test_folds_of_both_sides_are_marked_at_the_same_places(binding: Binding) -> None:
    outside, inside = planned(Trifold(), PANELS, binding).sides
    places = [sorted({stroke.points[0][0] for stroke in side.marks}) for side in (outside, inside)]
    assert places[0] == near([outside.size[0] - x for x in reversed(places[1])])
    height = outside.size[1]
    assert all(
        y <= 7.01 * MM or y >= height - 7.01 * MM for side in (outside, inside) for stroke in side.marks
        for _x, y in stroke.points
    )


def test_in_the_folded_trifold_the_flap_lies_within() -> None:
    outside = planned(Trifold(), PANELS).sides[0]
    flap, back, cover = outside.placements
    assert (flap.page, back.page, cover.page) == (4, 5, 0)
    assert PANELS[flap.page][0] == near(PANELS[back.page][0] - 3 * MM)


@pytest.mark.parametrize(("sizes", "rule", "said"), [
    (PANELS[:5], "imposition-pages", "six panels"),
    ([*PANELS, PANELS[0]], "imposition-pages", "7 pages"),
    ([*PANELS[:5], in_points((100, 211))], "imposition-sheet", "one height"),
    ([*PANELS[:4], PANELS[0], PANELS[5]], "imposition-sheet", "page 5 is 100 x 210 mm, page 4 is 97 x 210 mm"),
    ([PANELS[3]] * 3 + [PANELS[0]] * 2 + [PANELS[3]], "imposition-sheet", "wider than"),
])
def test_pages_that_are_no_panels(sizes: list[Size], rule: str, said: str) -> None:
    found = refused(Trifold(), sizes)
    assert (found.rule, said in found.message) == (rule, True), found.message


# n-up

@pytest.mark.parametrize("sheet", ["A4", "Letter"])
def test_ten_cards_to_a_sheet(sheet: str) -> None:
    grid = best_grid(CARD, in_points(SHEETS[sheet]), margin=PRINTER_MARGIN * MM)
    assert (grid.columns, grid.rows) == (2, 5)


cards = st.builds(NUp, sheet=sheets, repeats=st.booleans(), is_two_sided=st.booleans())


@given(cards, st.integers(1, 45), bindings, st.tuples(lengths, lengths))
def test_a_card_stands_on_its_sheets_as_often_as_it_should(
    scheme: NUp, page_count: int, binding: Binding, size: Size
) -> None:
    grid = best_grid(size, in_points(SHEETS[scheme.sheet]), margin=PRINTER_MARGIN * MM)
    assume(grid.count)
    sizes = [size] * page_count
    plan = planned(scheme, sizes, binding)
    assert sorted(tagged(plan)) == list(range(page_count))
    counts = Counter(place.page for side in plan.sides for place in side.placements)
    assert counts == dict.fromkeys(range(page_count), grid.count if scheme.repeats else 1)
    for side in plan.sides:
        assert_apart_and_within(side, sizes)


def assert_apart_and_within(side: Side, sizes: Sequence[Size]) -> None:
    """Cards lie between the printer's margins and nowhere on each other."""
    boxes = sorted(box(place, sizes) for place in side.placements)
    least = PRINTER_MARGIN * MM - 0.02
    assert all(
        left >= least and bottom >= least and right <= side.size[0] - least and top <= side.size[1] - least
        for left, bottom, right, top in boxes
    )
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert one[2] <= other[0] + 0.01 or one[3] <= other[1] + 0.01 or other[3] <= one[1] + 0.01


@given(st.integers(2, 40), bindings, st.booleans(), sheets)
def test_backs_lie_behind_their_fronts(page_count: int, binding: Binding, repeats: bool, sheet: str) -> None:  # noqa: FBT001
    sizes = [CARD] * (page_count // 2 * 2)
    plan = planned(NUp(sheet=sheet, repeats=repeats, is_two_sided=True), sizes, binding)
    assert plan.is_two_sided
    for front, back in zip(plan.sides[::2], plan.sides[1::2], strict=True):
        width = front.size[0] - CARD[0]
        turned = {(round(width - place.x, 3), round(place.y, 3)): place.page for place in back.placements}
        assert turned == {(round(place.x, 3), round(place.y, 3)): place.page + 1 for place in front.placements}


@given(lengths, lengths, sheets)
def test_no_other_grid_holds_more(width: float, height: float, sheet: str) -> None:
    size = in_points(SHEETS[sheet])
    grid = best_grid((width, height), size, margin=PRINTER_MARGIN * MM)
    room = [length - 2 * PRINTER_MARGIN * MM + 0.01 for length in size]
    for across, up in (room, room[::-1]):
        assert grid.count >= math.floor(across / width) * math.floor(up / height)
    assert grid.columns * width <= grid.sheet[0] - 2 * PRINTER_MARGIN * MM + 0.01
    assert grid.rows * height <= grid.sheet[1] - 2 * PRINTER_MARGIN * MM + 0.01


def test_cards_run_in_reading_direction() -> None:
    first, second, third = planned(NUp(), [CARD] * 3).sides[0].placements
    assert first.x < second.x
    assert first.y == second.y > third.y
    first, second, third = planned(NUp(), [CARD] * 3, "right").sides[0].placements
    assert first.x > second.x
    assert third.x == first.x


@pytest.mark.parametrize("sheet", ["A4", "Letter"])
def test_every_line_of_cutting_is_marked_where_it_can_be_seen(sheet: str) -> None:
    plan = planned(NUp(sheet=sheet, repeats=True), [CARD])
    side = plan.sides[0]
    edges_x = {round(x, 2) for place in side.placements for x in (place.x, place.x + CARD[0])}
    edges_y = {round(y, 2) for place in side.placements for y in (place.y, place.y + CARD[1])}
    margin = PRINTER_MARGIN * MM
    seen: set[tuple[str, float]] = set()
    for stroke in side.marks:
        (x, y), (end_x, end_y) = stroke.points
        if x == end_x and min(max(y, end_y), side.size[1] - margin) - max(min(y, end_y), margin) > 1 * MM:
            seen.add(("x", round(x, 2)))
        if y == end_y and min(max(x, end_x), side.size[0] - margin) - max(min(x, end_x), margin) > 1 * MM:
            seen.add(("y", round(y, 2)))
    assert seen == {*(("x", x) for x in edges_x), *(("y", y) for y in edges_y)}


@pytest.mark.parametrize(("scheme", "sizes", "said"), [
    (NUp(), [in_points((210, 297))], "does not fit on the sheet A4"),
    (NUp(margin=300), [CARD], "does not fit"),
    (NUp(margin=-1), [CARD], "margins of -1 mm"),
    (NUp(margin=math.nan), [CARD], "does not fit"),
    (NUp(), [CARD, in_points((85.6, 60))], "page 2 is 85.6 x 60 mm"),
    (NUp(), [(2, 2)], "too small"),
])
def test_cards_that_fit_on_no_sheet(scheme: NUp, sizes: list[Size], said: str) -> None:
    found = refused(scheme, sizes)
    assert (found.rule, said in found.message) == ("imposition-sheet", True), found.message


def test_a_front_without_back_is_told() -> None:
    plan = planned(NUp(is_two_sided=True), [CARD] * 3)
    assert [note.severity for note in plan.notes] == [Severity.WARNING]
    assert [len(side.placements) for side in plan.sides] == [2, 1]


# Tile

posters = st.tuples(st.floats(900, 2500), st.floats(900, 2500))


@given(st.floats(100, 6000), st.floats(150, 1200), st.floats(0, 70))
def test_stretches_cover_a_length_and_share_the_overlap(length: float, room: float, overlap: float) -> None:
    parts = stretches(length, room=room, overlap=overlap)
    assert parts[0][0] == 0
    assert parts[-1][1] == near(length)
    assert all(one[1] - two[0] == near(overlap, abs=1e-6) for one, two in pairwise(parts))
    assert max(end - start for start, end in parts) <= room + 0.02
    fewer = len(parts) - 1
    assert fewer == 0 or (length + (fewer - 1) * overlap) / fewer > room  # no fewer would do


@given(posters, st.sampled_from(["A4", "Letter", "A3"]), st.floats(0, 30))
def test_every_point_of_a_poster_is_on_a_sheet_within_the_printer_s_margins(
    poster: Size, sheet: str, overlap: float,
) -> None:
    plan = planned(Tile(sheet=sheet, overlap=overlap), [poster])
    sketch, *tiles = plan.sides
    assert [(place.page, place.is_copy) for place in sketch.placements] == [(0, False)]
    corners: set[Box] = set()
    for side in tiles:
        (place,) = side.placements
        assert place.is_copy
        assert place.window is not None
        left, bottom, right, top = place.window
        assert min(left, bottom, side.size[0] - right, side.size[1] - top) >= (PRINTER_MARGIN + 4) * MM - 0.02
        corners.add((left - place.x, bottom - place.y, right - place.x, top - place.y))
    columns = sorted({(left, right) for left, _bottom, right, _top in corners})
    rows = sorted({(bottom, top) for _left, bottom, _right, top in corners})
    assert len(corners) == len(tiles)
    for parts, length in ((columns, poster[0]), (rows, poster[1])):
        assert min(part[0] for part in parts) == near(0, abs=1e-6)
        assert max(part[1] for part in parts) == near(length)


@settings(max_examples=25)
@given(posters)
def test_the_sketch_shows_the_whole_poster(poster: Size) -> None:
    sketch = planned(Tile(), [poster]).sides[0]
    (place,) = sketch.placements
    left, bottom, right, top = box(place, [poster])
    least = PRINTER_MARGIN * MM
    assert min(left, bottom, sketch.size[0] - right, sketch.size[1] - top) >= least
    assert place.scale < 1
    assert sketch.marks == ()  # the sketch stays where marks are left out
    assert sketch.drawing


@settings(max_examples=25)
@given(posters)
def test_marks_stand_outside_of_what_is_seen(poster: Size) -> None:
    for side in planned(Tile(), [poster]).sides[1:]:
        (place,) = side.placements
        assert place.window is not None
        left, bottom, right, top = place.window
        assert side.marks
        for stroke in side.marks:
            assert not any(left + 0.01 < x < right - 0.01 and bottom + 0.01 < y < top - 0.01 for x, y in stroke.points)


def test_an_a3_poster_takes_four_sheets_and_a_sketch() -> None:
    plan = planned(Tile(), [in_points((297, 420))])
    assert len(plan.sides) == 5
    assert not plan.is_two_sided
    assert {side.size for side in plan.sides} == {in_points((210, 297))}
    windows = [side.placements[0].window for side in plan.sides[1:]]
    assert all(window is not None and window[2] - window[0] == near(153.5 * MM) for window in windows)


def test_names_of_sheets() -> None:
    assert [tile_name(row, column) for row, column in ((0, 0), (1, 2), (25, 0), (26, 9), (27, 0))] \
        == ["A1", "B3", "Z1", "AA10", "AB1"]


@pytest.mark.parametrize(("scheme", "size", "said"), [
    (Tile(), in_points((210, 297)), "fits on one sheet A4"),
    (Tile(), in_points((297, 200)), "fits on one sheet A4"),
    (Tile(overlap=100), in_points((297, 420)), "no tile fits"),
    (Tile(overlap=-1), in_points((297, 420)), "no tile fits"),
    (Tile(overlap=math.nan), in_points((297, 420)), "no tile fits"),
    (Tile(overlap=math.inf), in_points((297, 420)), "no tile fits"),
    (Tile(margin=100), in_points((297, 420)), "no tile fits"),
    (Tile(margin=-1), in_points((297, 420)), "no tile fits"),
    (Tile(), in_points((5000, 5000)), "sheets"),
])
def test_posters_that_no_tile_fits(scheme: Tile, size: Size, said: str) -> None:
    found = refused(scheme, [size])
    assert (found.rule, said in found.message) == ("imposition-sheet", True), found.message


@given(st.tuples(lengths, lengths), sheets)
def test_a_scaled_page_keeps_its_shape_and_stands_in_the_middle(size: Size, sheet: str) -> None:
    (side,) = planned(Scale(sheet=sheet), [size]).sides
    (place,) = side.placements
    width, height = (place.scale * length for length in size)
    assert (place.x, place.y) == near(((side.size[0] - width) / 2, (side.size[1] - height) / 2), abs=1e-6)
    assert min(place.x, place.y) == near(0, abs=1e-6), "it fills the sheet one way"
    assert (side.size[0] <= side.size[1]) == (size[0] <= size[1]), "the sheet lies as the page does"


@pytest.mark.parametrize(("sheet", "scale", "noted"), [
    ("A4", 1 / math.sqrt(2), 0), ("A2", math.sqrt(2), 0), ("A0", math.sqrt(8), 0), ("Tabloid", 279.4 / 297, 1),
])
def test_a_poster_of_a3_is_true_to_scale_on_the_a_series(sheet: str, scale: float, noted: int) -> None:
    plan = planned(Scale(sheet=sheet), [in_points((297, 420))])
    assert plan.sides[0].placements[0].scale == near(scale, rel=0.003)
    assert len(plan.notes) == noted
    assert not plan.is_two_sided
