"""Print files of every scheme, cut apart and put in order again: what is seen, what is tagged, what points where."""

from __future__ import annotations

import math
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hand_pages import bare_pdf
from hypothesis import given, settings
from hypothesis import strategies as st
from imposed_pages import (
    HEIGHT,
    WIDTH,
    cut_out,
    numbers,
    pictures,
    printed_by,
    reader,
    same,
    saved,
    slanted,
    tree,
    tree_text,
)
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageChops
from verapdf import validate

from generator.finish import mark_artifacts
from generator.finish.imposition import NUp, SaddleStitch, Tile, Trifold
from generator.finish.imposition.sheets import MM, SHEETS, in_points
from generator.finish.structure import content_items, elements

if TYPE_CHECKING:
    from pathlib import Path

    from generator.finish.imposition import Binding, Scheme
    from generator.finish.imposition.sheets import Size

PANELS = tuple((width, 400) for width in (200, 200, 200, 190, 190, 200))
POSTER = (900, 1400)
CARD = (240, 120)
#: mm that are 36 points, so that windows begin at whole points.
OVERLAP = 12.7
#: A reader and a scheme of each kind.
SCHEMES: dict[str, tuple[Pdf, Scheme]] = {
    "saddle": (reader(6), SaddleStitch(paper_thickness=0.1, sheet="A3")),
    "trifold": (reader(sizes=PANELS), Trifold()),
    "n-up": (reader(5, size=CARD), NUp()),
    "n-up two-sided": (reader(2, size=CARD), NUp(repeats=True, is_two_sided=True)),
    "tile": (reader(1, size=POSTER), Tile(overlap=OVERLAP)),
}
schemes = pytest.mark.parametrize("name", SCHEMES)


# Folded by hand

def unfolded(sides: list[Image.Image], binding: Binding, page_count: int) -> list[Image.Image]:
    """Return the halves of printed sides in the order in which the folded stack is read."""
    leaves: list[Image.Image] = []
    for front, back in reversed(list(zip(sides[::2], sides[1::2], strict=True))):
        (left, right), (back_left, back_right) = (
            (side.crop((0, 0, side.width // 2, side.height)), side.crop((side.width // 2, 0, side.width, side.height)))
            for side in (front, back)
        )
        first, last = [right, back_left], [back_right, left]
        if binding == "right":
            first, last = [left, back_right], [back_left, right]
        leaves = [*first, *leaves, *last]
    assert len(leaves) == page_count
    return leaves


@pytest.mark.parametrize("binding", ["left", "right"])
@pytest.mark.parametrize("page_count", [1, 2, 4, 7, 12])
def test_a_folded_booklet_reads_like_its_reader(binding: Binding, page_count: int) -> None:
    source = saved(reader(page_count))
    pages = pictures(source)
    leaves = unfolded(pictures(printed_by(source, SaddleStitch(), binding=binding).content), binding,
                      -(-page_count // 4) * 4)
    blank = Image.new("RGB", pages[0].size, "white")
    back = pages[1:][-1:]
    assert all(map(same, leaves, [*pages[: max(page_count - 1, 1)], *[blank] * (-page_count % 4), *back]))


@pytest.mark.parametrize("binding", ["left", "right"])
def test_pages_of_inner_sheets_are_seen_nearer_to_the_fold(binding: Binding) -> None:
    source = saved(reader(12))
    paper = 4 / MM / (math.pi / 2)  # each sheet stands out by 4 points more
    printed = printed_by(source, SaddleStitch(paper_thickness=paper), binding=binding).content
    leaves, pages = unfolded(pictures(printed), binding, 12), pictures(source)
    for number, sheet in enumerate((0, 0, 1, 1, 2, 2, 2, 2, 1, 1, 0, 0)):
        shift = 4 * sheet
        # The first page is a right page of a left binding: its fold is at its left, and it moves to the left.
        moves_left = (number % 2 == 0) == (binding == "left")
        near, far = (shift, 0, WIDTH, HEIGHT), (0, 0, WIDTH - shift, HEIGHT)
        kept, seen = (near, far) if moves_left else (far, near)
        assert same(leaves[number].crop(seen), pages[number].crop(kept)), number


def panels(sheet: Image.Image, order: tuple[int, ...]) -> dict[int, Image.Image]:
    """Return the panels of a side, cut apart at the folds, by reader page."""
    cut, left = {}, 0
    for page in order:
        width = int(PANELS[page][0])
        cut[page] = sheet.crop((left, 0, left + width, sheet.height))
        left += width
    return cut


@pytest.mark.parametrize(("binding", "outside", "inside"), [
    ("left", (4, 5, 0), (1, 2, 3)), ("right", (0, 5, 4), (3, 2, 1)),
])
def test_a_trifold_cut_at_its_folds_gives_the_reader(
    binding: Binding, outside: tuple[int, ...], inside: tuple[int, ...]
) -> None:
    source = saved(reader(sizes=PANELS))
    sides = pictures(printed_by(source, Trifold(), binding=binding, has_marks=False).content)
    cut = panels(sides[0], outside) | panels(sides[1], inside)
    assert all(same(cut[number], page) for number, page in enumerate(pictures(source)))


def test_marks_of_a_trifold_are_ticks_at_the_folds_and_nothing_else() -> None:
    source = saved(reader(sizes=PANELS))
    marked, plain = (
        pictures(printed_by(source, Trifold(), binding="left", has_marks=marks).content) for marks in (True, False)
    )
    for one, other, folds in zip(marked, plain, ((190, 390), (200, 400)), strict=True):
        changed = ImageChops.difference(one.convert("L"), other.convert("L"))
        spots = {(x, y) for x in range(one.width) for y in range(one.height) if changed.getpixel((x, y))}
        assert spots
        assert all(min(abs(x - fold) for fold in folds) <= 2 for x, _y in spots)
        assert all(y <= 7 * MM + 1 or y >= one.height - 7 * MM - 2 for _x, y in spots)


def cells(count: int, *, is_mirrored: bool = False) -> list[Size]:
    """Return the corners of cards on A4, two by six of them, worked out from the middle of the sheet."""
    width, height = in_points(SHEETS["A4"])
    left, top = width / 2 - CARD[0], height / 2 + 3 * CARD[1]
    columns = [number % 2 != is_mirrored for number in range(count)]
    return [
        (left + column * CARD[0], top - (number // 2 + 1) * CARD[1]) for number, column in enumerate(columns)
    ]


def test_cards_cut_apart_are_the_pages_in_turn() -> None:
    source = saved(reader(13, size=CARD))
    printed = printed_by(source, NUp(), has_marks=False).content
    pages = pictures(source)
    cut = [cut_out(printed, 0, corner, CARD) for corner in cells(12)]
    assert all(map(same, [*cut, cut_out(printed, 1, cells(1)[0], CARD)], pages))


def test_each_copy_looks_like_its_card_and_has_its_back_behind_it() -> None:
    source = saved(reader(2, size=CARD))
    printed = printed_by(source, NUp(repeats=True, is_two_sided=True), has_marks=False).content
    front, back = pictures(source)
    for one, other in zip(cells(12), cells(12, is_mirrored=True), strict=True):
        assert same(cut_out(printed, 0, one, CARD), front)
        assert same(cut_out(printed, 1, other, CARD), back)
        assert one[0] + other[0] + CARD[0] == pytest.approx(SHEETS["A4"][0] * MM)  # back to back


#: A poster of 900 x 1400 points on four sheets of A4: windows with 36 points in common.
WINDOW, STEP = (468, 718), (432, 682)


def windows() -> list[tuple[int, int, int]]:
    """Return side, column and row of each window; the sketch is side 0."""
    return [(1 + 2 * row + column, column, row) for row in range(2) for column in range(2)]


def window_corner() -> Size:
    """Return the corner of a window in the middle of a sheet."""
    width, height = in_points(SHEETS["A4"])
    return (width - WINDOW[0]) / 2, (height - WINDOW[1]) / 2


def test_tiles_glued_together_are_the_poster() -> None:
    source = saved(reader(1, size=POSTER))
    printed = printed_by(source, Tile(overlap=OVERLAP), has_marks=False).content
    (poster,) = pictures(source)
    assert len(pictures(printed)) == 5
    glued = Image.new("RGB", poster.size, "lime")
    for side, column, row in windows():
        glued.paste(cut_out(printed, side, window_corner(), WINDOW), (column * STEP[0], row * STEP[1]))
    assert same(glued, poster)


def test_the_flap_shows_what_the_neighbour_covers_it_with() -> None:
    content = b"".join(f"{index / 90:.2f} g {slanted(10 * index, 0, 10, 1400)} f ".encode() for index in range(90))
    pdf = reader(1, size=POSTER)
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC " + content + b" EMC")
    printed = printed_by(pdf, Tile(overlap=OVERLAP), has_marks=False).content
    x, y = window_corner()
    flap = cut_out(printed, 1, (x + STEP[0], y), (36, WINDOW[1]))
    assert same(flap, cut_out(printed, 2, (x, y), (36, WINDOW[1])))
    assert flap.getextrema() != ((255, 255),) * 3


# What the file knows

@schemes
def test_the_structure_tree_says_what_it_said(name: str) -> None:
    source, scheme = SCHEMES[name]
    before = tree(source)
    with Pdf.open(BytesIO(printed_by(source, scheme).content)) as printed:
        assert tree(printed) == before


@schemes
def test_tagged_content_is_drawn_exactly_once(name: str) -> None:
    source, scheme = SCHEMES[name]
    with Pdf.open(BytesIO(printed_by(source, scheme).content)) as printed:
        drawn = [
            form for page in printed.pages for form in painted_forms(page) if b"/MCID" in form.read_bytes()
        ]
        assert len({form.objgen for form in drawn}) == len(drawn) == len(source.pages)
        owned = {item for element in elements(printed.Root.StructTreeRoot) for item in content_items(element)}
        assert {home for home, _mcid in owned} == {form.objgen for form in drawn}
        parents = pikepdf.NumberTree(printed.Root.StructTreeRoot.ParentTree)
        assert all(int(form.StructParents) in parents for form in drawn)
        copies = [form for page in printed.pages for form in painted_forms(page) if b"/MCID" not in form.read_bytes()]
        assert not any("/StructParents" in form for form in copies)


def painted_forms(page: pikepdf.Page) -> list[pikepdf.Object]:
    """Return the forms that a sheet side paints, each as often as it does."""
    content = page.obj.Contents.read_bytes().decode("latin-1").split()
    return [page.obj.Resources.XObject[content[index - 1]] for index, word in enumerate(content) if word == "Do"]


@schemes
def test_links_and_destinations_lead_to_where_their_page_is_tagged(name: str) -> None:
    source, scheme = SCHEMES[name]
    with Pdf.open(BytesIO(saved(source))) as pdf:
        last = pdf.pages[-1].obj
        pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([last, Name.XYZ, 5, 6, 0]))
        pdf.Root.OpenAction.Next = Dictionary(S=Name.GoTo, D=Array([last, Name.Fit]))
        pdf.Root.Lang = pikepdf.String("en")
        content = printed_by(pdf, scheme).content
    with Pdf.open(BytesIO(content)) as printed:
        sheets = {page.obj.objgen: page.obj for page in printed.pages}
        for element in elements(printed.Root.StructTreeRoot):
            if "/Pg" in element:
                assert element.Pg.objgen in sheets
        annotations = [annotation for sheet in sheets.values() for annotation in sheet.Annots]
        assert len(annotations) == len(source.pages)
        for sheet in sheets.values():
            for annotation in sheet.Annots:
                assert annotation.P.objgen == sheet.objgen
                left, bottom, right, top = numbers(annotation.Rect)
                assert 0 <= left < right <= float(sheet.MediaBox[2])
                assert 0 <= bottom < top <= float(sheet.MediaBox[3])
        opening = printed.Root.OpenAction
        assert opening.D[0].objgen == opening.Next.D[0].objgen
        assert opening.D[0].objgen in sheets
        kinds = [thing.get("/Type") for thing in printed.objects if isinstance(thing, Dictionary)]
        assert kinds.count(Name.Page) == len(printed.pages)  # no reader page is left behind


@schemes
def test_marks_are_artifacts_without_fonts(name: str) -> None:
    source, scheme = SCHEMES[name]
    with Pdf.open(BytesIO(printed_by(source, scheme).content)) as printed:
        for page in printed.pages:
            assert "/Font" not in page.obj.Resources
            drawn = page.obj.Contents.read_bytes().split(b"/Artifact <</Type /Page>> BDC\n")
            assert all(line.startswith(b"q ") and line.endswith(b" Q") for line in drawn[0].splitlines())
            if len(drawn) > 1:
                assert drawn[1].endswith(b"EMC\n")
        if name != "saddle":
            assert any(b"/Artifact" in page.obj.Contents.read_bytes() for page in printed.pages)


@schemes
def test_the_same_reader_gives_the_same_bytes(name: str) -> None:
    source, scheme = SCHEMES[name]
    assert printed_by(saved(source), scheme) == printed_by(saved(source), scheme)


@pytest.mark.parametrize(("name", "duplex"), [
    ("saddle", "DuplexFlipShortEdge"), ("trifold", "DuplexFlipShortEdge"), ("n-up", "Simplex"),
    ("n-up two-sided", "DuplexFlipLongEdge"), ("tile", "Simplex"),
])
def test_the_print_dialogue_is_told_how(name: str, duplex: str) -> None:
    source, scheme = SCHEMES[name]
    with Pdf.open(BytesIO(printed_by(source, scheme).content)) as printed:
        preferences = printed.Root.ViewerPreferences
        assert (preferences.Duplex, preferences.PrintScaling) == (Name("/" + duplex), Name("/None"))


def test_for_a_printer_that_turns_about_the_other_edge_the_backs_stand_on_their_heads() -> None:
    source = saved(reader(4))
    plain, other = printed_by(source, SaddleStitch()), printed_by(source, SaddleStitch(), flip="long")
    assert (plain.flip, other.flip) == ("short", "long")
    (front, back), (other_front, other_back) = pictures(plain.content), pictures(other.content)
    assert same(front, other_front)
    assert same(back, other_back.rotate(180))
    with Pdf.open(BytesIO(other.content)) as printed:
        assert printed.Root.ViewerPreferences.Duplex == Name.DuplexFlipLongEdge
        link = printed.pages[1].obj.Annots[0]  # of page 2, at the left, now at the right
        assert numbers(link.Rect) == [2 * WIDTH - 110, HEIGHT - 40, 2 * WIDTH - 10, HEIGHT - 20]


@pytest.mark.parametrize(("language", "direction", "cover_is_left"), [
    ("en", None, False), ("ar", None, True), ("ur-PK", None, True), ("en", "R2L", True), ("x-unknown", None, False),
    ("", None, False),
])
def test_the_binding_is_that_of_the_language(language: str, direction: str | None, cover_is_left: bool) -> None:  # noqa: FBT001
    pdf = reader(4)
    pdf.Root.Lang = pikepdf.String(language)
    if direction:
        pdf.Root.ViewerPreferences = Dictionary(Direction=Name("/" + direction))
    side = pictures(printed_by(pdf, SaddleStitch()).content)[0]
    left = side.crop((0, 0, WIDTH, HEIGHT))
    assert same(left, pictures(saved(pdf))[0 if cover_is_left else 3])


# Pages as other programs make them

@pytest.mark.parametrize("rotation", [90, 180, 270, -90])
@pytest.mark.parametrize("unit", [1, 2])
def test_a_page_that_is_stored_turned_or_in_larger_units_is_printed_as_it_is_seen(rotation: int, unit: int) -> None:
    pdf = reader(4)
    for page in pdf.pages:
        page.obj.Rotate = rotation
        page.obj.UserUnit = unit
    source = saved(pdf)
    pages = pictures(source)
    sides = pictures(printed_by(source, SaddleStitch()).content)
    half = sides[0].width // 2
    scale = half / pages[0].width  # the viewer of this test knows no UserUnit
    assert scale in {1, unit}
    cover = sides[0].crop((half, 0, sides[0].width, sides[0].height))
    assert same(cover, pictures(source, scale)[0])


def test_the_appearance_of_a_field_turns_with_its_page() -> None:
    pdf = reader(4)
    appearance = pdf.make_stream(b"0 0 1 rg 0 0 50 20 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 100, 20])
    link = pdf.pages[0].Annots[0]
    link.Subtype, link.AP = Name.Stamp, Dictionary(N=pdf.make_indirect(appearance))
    pdf.pages[0].obj.Rotate = 90
    for page in list(pdf.pages)[1:]:
        page.obj.MediaBox = page.obj.TrimBox = page.obj.BleedBox = Array([0, 0, HEIGHT, WIDTH])
    source = saved(pdf)
    cover = pictures(printed_by(source, SaddleStitch()).content)[0].crop((HEIGHT, 0, 2 * HEIGHT, WIDTH))
    assert same(cover, pictures(source)[0])


def test_attributes_of_the_page_tree_hold() -> None:
    pdf = reader(4)
    for page in pdf.pages:
        del page.obj.MediaBox, page.obj.TrimBox, page.obj.BleedBox
    pdf.Root.Pages.MediaBox = Array([0, 0, WIDTH, HEIGHT])
    pdf.Root.Pages.Rotate = 180
    source = saved(pdf)
    side = pictures(printed_by(source, SaddleStitch()).content)[0]
    assert same(side.crop((WIDTH, 0, 2 * WIDTH, HEIGHT)), pictures(source)[0])


def test_copies_of_a_page_with_forms_within_forms_are_no_part_of_the_structure() -> None:
    pdf = reader(1, size=CARD)
    page = pdf.pages[0]
    inner = pdf.make_stream(b"/Span <</MCID 7>> BDC 1 0 0 rg 5 5 m 40 9 l 9 40 l f EMC", Type=Name.XObject,
                            Subtype=Name.Form, BBox=[0, 0, 200, 120], StructParents=9)
    outer = pdf.make_stream(b"/Span /Known BDC EMC /In Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 200, 120])
    outer.Resources = Dictionary(XObject=Dictionary(In=inner), Properties=Dictionary(Known=Dictionary(MCID=3)))
    page.obj.Resources = Dictionary(XObject=Dictionary(Out=outer))
    page.obj.Contents = pdf.make_stream(page.obj.Contents.read_bytes() + b" /Out Do")
    source = saved(pdf)
    content = printed_by(source, NUp(repeats=True), has_marks=False).content
    with Pdf.open(BytesIO(content)) as printed:
        copy = printed.pages[0].obj.Resources.XObject["/Copy1"]
        deeper = copy.Resources.XObject["/Out"]
        deepest = deeper.Resources.XObject["/In"]
        texts = [stream.read_bytes() for stream in (copy, deeper, deepest)]
        assert not any(b"MCID" in text or b"/Known" in text for text in texts)
        assert not any("/StructParents" in stream for stream in (copy, deeper, deepest))
        first = printed.pages[0].obj.Resources.XObject["/Page1"].Resources.XObject["/Out"].Resources.XObject["/In"]
        assert b"/MCID 7" in first.read_bytes()
    cut = [cut_out(content, 0, corner, CARD) for corner in cells(2)]
    assert all(same(piece, pictures(source)[0]) for piece in cut)


def test_a_file_without_tags_is_imposed_without_copies_of_its_streams() -> None:
    pdf = reader(1, size=CARD)
    del pdf.Root.StructTreeRoot
    with Pdf.open(BytesIO(printed_by(pdf, NUp(repeats=True)).content)) as printed:
        forms = painted_forms(printed.pages[0])
        assert len(forms) == 12
        assert len({form.objgen for form in forms}) == 1


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 13), st.sampled_from(["left", "right"]), st.sampled_from(["A3", "Tabloid", None]))
def test_no_page_of_any_booklet_is_lost(page_count: int, binding: Binding, sheet: str | None) -> None:
    source = reader(page_count)
    with Pdf.open(BytesIO(printed_by(source, SaddleStitch(sheet=sheet), binding=binding).content)) as printed:
        assert tree(printed) == tree(source)
        assert sum(len(painted_forms(page)) for page in printed.pages) == page_count


# What the validator says

HTML = """<html lang="en"><head><title>Back care</title><style>
@page {{ size: {width}pt {height}pt; margin: 20pt; @bottom-left {{ content: "Page " counter(page) }} }}
body {{ font: 11pt "DejaVu Sans" }} h2 {{ break-before: page; font-size: 12pt }} {style}
</style></head><body><h1 id="s1">Back care</h1><p>See <a href="#s{count}">the end</a> or <a href="https://example.org/">more</a>.
</p><p><span style="opacity: .5; display: inline-block">Gently</span> does it.</p>{sections}</body></html>"""
FILES: dict[str, tuple[tuple[int, float, float], str, Scheme]] = {
    "saddle": ((6, 300, 400), "", SaddleStitch(paper_thickness=0.1, sheet="A3")),
    "trifold": ((6, 280, 590), "@page :nth(4) { size: 270pt 590pt } @page :nth(5) { size: 270pt 590pt }", Trifold()),
    "n-up": ((2, 242.6, 153), "body { font-size: 9pt }", NUp(repeats=True, is_two_sided=True)),
    "tile": ((1, 842, 1190), "body { font-size: 40pt }", Tile()),
}


def made_in(folder: Path, variant: str) -> dict[str, tuple[Path, Path]]:
    """Return reader and print file of each scheme, as the engine makes pages."""
    made = {}
    for name, ((count, width, height), style, scheme) in FILES.items():
        sections = "".join(f'<h2 id="s{number}">Part {number}</h2><p>Move.</p>' for number in range(2, count + 1))
        html = HTML.format(width=width, height=height, style=style, count=count, sections=sections)
        with Pdf.open(BytesIO(bare_pdf(html, variant=variant))) as pdf:
            mark_artifacts(pdf)
            content = saved(pdf)
        made[name] = folder / f"{name}.pdf", folder / f"{name}-print.pdf"
        made[name][0].write_bytes(content)
        made[name][1].write_bytes(printed_by(content, scheme).content)
    return made


@pytest.fixture(scope="module")
def conforming(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    """Return readers that conform to PDF/UA-1, and their print files."""
    return made_in(tmp_path_factory.mktemp("imposed"), "pdf/ua-1")


@pytest.mark.slow
def test_print_files_conform_to_pdf_ua(conforming: dict[str, tuple[Path, Path]]) -> None:
    files = [file for pair in conforming.values() for file in pair]
    assert validate(files, "ua1") == dict.fromkeys(files, ())


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the engine leaves its profile open
def test_print_files_conform_to_pdf_a(tmp_path: Path) -> None:
    files = [file for pair in made_in(tmp_path, "pdf/a-2a").values() for file in pair]
    assert validate(files, "2a") == dict.fromkeys(files, ())


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_print_files_are_read_aloud_like_their_readers(conforming: dict[str, tuple[Path, Path]], name: str) -> None:
    source, target = conforming[name]
    text = tree_text(source)
    assert tree_text(target) == text
    assert "Gently" in text


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_title_language_outline_and_metadata_stay(conforming: dict[str, tuple[Path, Path]], name: str) -> None:
    with Pdf.open(conforming[name][0]) as before, Pdf.open(conforming[name][1]) as after:
        assert after.docinfo["/Title"] == before.docinfo["/Title"] == "Back care"
        assert after.Root.Lang == before.Root.Lang == "en"
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert after.Root.MarkInfo.Marked
        assert titles(after) == titles(before)
        assert titles(before)[0] == "Back care"


def titles(pdf: Pdf) -> list[str]:
    """Return the bookmarks, all of which lead to pages of the file."""
    pages = {page.obj.objgen for page in pdf.pages}
    found, waiting = [], [pdf.Root.Outlines.First]
    while waiting:
        item = waiting.pop()
        found.append(str(item.Title))
        assert (item.Dest if "/Dest" in item else item.A.D)[0].objgen in pages
        waiting += [item[key] for key in ("/Next", "/First") if key in item]
    return found
