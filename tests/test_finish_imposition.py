"""Saddle stitch: the order of a folded booklet, and a print file that keeps what the reader knows."""

from __future__ import annotations

import time
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from hand_pages import bare_pdf
from hypothesis import given
from hypothesis import strategies as st
from imposed_pages import HEIGHT, WIDTH, numbers, pictures, printed_by, reader, same, saved, square, tree_text
from pikepdf import Array, Dictionary, Name, Pdf
from verapdf import validate

from generator.findings import Finding
from generator.finish import mark_artifacts
from generator.finish.imposition import SaddleStitch, impose, saddle_stitch_order

if TYPE_CHECKING:
    from pathlib import Path

    from generator.finish.imposition import Binding

BOOKLET = """<html lang="{language}" dir="{direction}"><head><title>Back care</title><style>
@page {{ size: 300pt 400pt; margin: 50pt; @bottom-left {{ content: "Page " counter(page) }} }}
body {{ font: 11pt "DejaVu Sans" }} h2 {{ break-before: page }}
</style></head><body><h1>Back care</h1><p>See <a href="#s5">sitting</a> or <a href="https://example.org/">more</a>.</p>
<p><span style="opacity: .5; display: inline-block">Gently</span> does it.</p>{sections}</body></html>"""
SECTION = """<h2 id="s{0}">Part {0}</h2><p style="background: #def">Move, <a href="#s2">part two</a>.</p>
<ul><li>One</li></ul>"""
XMP = b"<x:xmpmeta>pdfuaid</x:xmpmeta>"

bindings = st.sampled_from(["left", "right"])
page_counts = st.integers(1, 60).map(lambda sheets: 4 * sheets)


def test_the_order_of_eight_pages() -> None:
    assert saddle_stitch_order(8, binding="left") == ((7, 0), (1, 6), (5, 2), (3, 4))
    assert saddle_stitch_order(8, binding="right") == ((0, 7), (6, 1), (2, 5), (4, 3))


@pytest.mark.parametrize("page_count", [-4, 0, 1, 2, 6, 11])
def test_pages_that_do_not_fill_sheets_are_refused(page_count: int) -> None:
    with pytest.raises(ValueError, match="multiple of four"):
        saddle_stitch_order(page_count, binding="left")


@given(page_counts, bindings)
def test_the_order_is_a_permutation_of_the_pages(page_count: int, binding: Binding) -> None:
    order = saddle_stitch_order(page_count, binding=binding)
    assert sorted(index for side in order for index in side) == list(range(page_count))


@given(page_counts, bindings)
def test_folding_the_stack_puts_the_pages_in_reading_order(page_count: int, binding: Binding) -> None:
    assert folded(saddle_stitch_order(page_count, binding=binding), binding) == list(range(page_count))


@given(page_counts, bindings)
def test_each_leaf_is_backed_by_the_next_page(page_count: int, binding: Binding) -> None:
    order = saddle_stitch_order(page_count, binding=binding)
    inner = 1 if binding == "left" else 0
    for front, back in zip(order[::2], order[1::2], strict=True):
        assert front[inner] + 1 == back[1 - inner]
        assert back[inner] + 1 == front[1 - inner]


@given(page_counts, bindings)
def test_only_the_centre_holds_a_spread_of_the_reader(page_count: int, binding: Binding) -> None:
    *others, centre = saddle_stitch_order(page_count, binding=binding)
    assert sorted(centre) == [page_count // 2 - 1, page_count // 2]
    assert all(abs(left - right) > 1 for left, right in others)


def folded(order: tuple[tuple[int, int], ...], binding: Binding) -> list[int]:
    """Return the pages in the order in which they are read after folding the stack behind its last back."""
    leaves: list[tuple[int, int]] = []
    for front, back in reversed(list(zip(order[::2], order[1::2], strict=True))):
        # Turned about the fold, what is left on the front is right on the back.
        halves = [(front[1], back[0]), (back[1], front[0])]
        if binding == "right":
            halves = [(front[0], back[1]), (back[0], front[1])]
        leaves = [halves[0], *leaves, halves[1]]
    return [page for leaf in leaves for page in leaf]


def impose_saddle_stitch(source: bytes, *, binding: Binding) -> bytes:
    """Return the print file of a booklet whose creep is left as it is."""
    return printed_by(source, SaddleStitch(), binding=binding).content


def imposed(pdf: Pdf, binding: Binding = "left") -> Pdf:
    """Return the print file, opened."""
    return Pdf.open(BytesIO(impose_saddle_stitch(saved(pdf), binding=binding)))


def test_sheets_are_two_pages_wide_and_as_many_as_sides() -> None:
    printed = imposed(reader(8))
    assert [numbers(page.MediaBox) for page in printed.pages] == [[0, 0, 2 * WIDTH, HEIGHT]] * 4


@pytest.mark.slow
def test_the_same_reader_gives_the_same_bytes_at_another_time() -> None:
    source = saved(reader(8))
    printed = impose_saddle_stitch(source, binding="left")
    time.sleep(1.1)  # a file id made from the clock counts seconds
    assert impose_saddle_stitch(source, binding="left") == printed


def test_pages_of_different_sizes_are_refused() -> None:
    pdf = reader()
    pdf.pages[2].TrimBox = Array([0, 0, WIDTH, HEIGHT - 1])
    found = impose(saved(pdf), SaddleStitch(), binding="left")
    assert isinstance(found, Finding)
    assert (found.rule, "page 3 is 105.8 x 140.8 mm" in found.message) == ("imposition-sheet", True)


def test_no_reader_page_is_left_behind() -> None:
    pdf = reader()
    pdf.Root.OpenAction = Array([pdf.pages[1].obj, Name.Fit])
    printed = imposed(pdf)
    dictionaries = [thing for thing in printed.objects if isinstance(thing, Dictionary)]
    pages = [dictionary for dictionary in dictionaries if dictionary.get("/Type") == Name.Page]
    assert len(pages) == len(printed.pages) == 2


def test_marked_content_points_at_its_form_and_back() -> None:
    printed = imposed(reader())
    root = printed.Root.StructTreeRoot
    parents = pikepdf.NumberTree(root.ParentTree)
    for index, paragraph in enumerate(list(root.K[0].K)[::2]):
        (reference,) = paragraph.K
        assert reference.Type == Name.MCR
        assert int(reference.MCID) == 0
        assert f"{square(index)} f".encode() in reference.Stm.read_bytes()
        assert parents[int(reference.Stm.StructParents)][0].objgen == paragraph.objgen
        assert reference.Pg.objgen == paragraph.Pg.objgen == sheet_of(printed, index).obj.objgen
    assert not any("/StructParents" in page.obj for page in printed.pages)


def sheet_of(printed: Pdf, index: int) -> pikepdf.Page:
    """Return the sheet side of a reader page in a booklet of four, bound at the left."""
    return printed.pages[{3: 0, 0: 0, 1: 1, 2: 1}[index]]


@pytest.mark.parametrize(("index", "offset"), [(0, WIDTH), (1, 0), (2, WIDTH), (3, 0)])
def test_links_move_with_their_page(index: int, offset: int) -> None:
    printed = imposed(reader())
    anchor = printed.Root.StructTreeRoot.K[0].K[2 * index + 1]
    (reference,) = anchor.K
    link, sheet = reference.Obj, sheet_of(printed, index).obj
    assert reference.Pg.objgen == link.P.objgen == sheet.objgen
    assert link.objgen in [annotation.objgen for annotation in sheet.Annots]
    assert numbers(link.Rect) == [10 + offset, 20, 110 + offset, 40]
    assert numbers(link.QuadPoints)[::2] == [10 + offset, 110 + offset] * 2
    root = printed.Root.StructTreeRoot
    assert numbers(root.K[0].K[2 * index].A.BBox) == [10 + offset, 20, 30 + offset, 40]
    assert pikepdf.NumberTree(root.ParentTree)[int(link.StructParent)].objgen == anchor.objgen


@pytest.mark.parametrize(
    ("kind", "coordinates", "moved"),
    [("XYZ", [5, 6, 0], [305, 6, 0]), ("XYZ", [None, None, None], [None, None, None]), ("Fit", [], []),
     ("FitH", [6], [6]), ("FitV", [5], [305]), ("FitR", [1, 2, 3, 4], [301, 2, 303, 4])],
)  # fmt: skip
def test_destinations_of_every_kind_move(kind: str, coordinates: list[Any], moved: list[Any]) -> None:
    pdf = reader()
    destination = pdf.make_indirect(Array([pdf.pages[0].obj, Name("/" + kind), *coordinates]))
    item = pdf.make_indirect(Dictionary(Title="One", Dest=destination))
    action = Dictionary(S=Name.GoTo, D=Array(destination))
    item.First = item.Last = pdf.make_indirect(Dictionary(Title="Two", A=action, Parent=item))
    item.Next = pdf.make_indirect(Dictionary(Title="Three", Dest=Array(destination), Prev=item))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item.Next, Count=3))
    tree = ["one", Dictionary(D=Array(destination)), "two", destination]
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=tree))
    pdf.Root.Dests = Dictionary(old=Array(destination))
    pdf.Root.OpenAction = Array(destination)
    pdf.pages[2].Annots[0].Dest = Array(destination)
    printed = imposed(pdf)
    root = printed.Root
    first = root.Outlines.First
    names = root.Names.Dests.Names
    link = root.StructTreeRoot.K[0].K[5].K[0].Obj
    found = [first.Dest, first.First.A.D, first.Next.Dest, names[1].D, names[3], root.Dests.old, link.Dest]
    found.append(root.OpenAction)
    front = root.Pages.Kids[0]
    for array in found:
        assert array[0].objgen == front.objgen
        assert [value if value is None else float(value) for value in list(array)[2:]] == moved


def test_destinations_elsewhere_stay() -> None:
    pdf = reader()
    pdf.pages[0].Annots[0].A = Dictionary(S=Name.GoToR, F="other.pdf", D=[0, Name.XYZ, 5, 6, 0])
    pdf.pages[1].Annots[0].Dest = pikepdf.String("name")
    printed = imposed(pdf)
    links = [anchor.K[0].Obj for anchor in list(printed.Root.StructTreeRoot.K[0].K)[1::2]]
    assert [str(entry) for entry in links[0].A.D] == ["0", "/XYZ", "5", "6", "0"]
    assert str(links[1].Dest) == "name"


def test_the_catalog_keeps_what_it_says_and_asks_for_two_sides() -> None:
    pdf = reader()
    pdf.Root.Lang, pdf.Root.MarkInfo = pikepdf.String("ar"), Dictionary(Marked=True)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.Metadata = pdf.make_stream(XMP, Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.PageLabels = Dictionary(Nums=[0, Dictionary(S=Name.D)])
    pdf.docinfo["/Title"] = "Back care"
    printed = imposed(pdf)
    preferences = printed.Root.ViewerPreferences
    assert str(printed.Root.Lang) == "ar"
    assert printed.Root.MarkInfo.Marked
    assert printed.Root.Metadata.read_bytes() == XMP
    assert str(printed.docinfo["/Title"]) == "Back care"
    assert preferences.DisplayDocTitle
    assert (preferences.Duplex, preferences.PrintScaling) == (Name.DuplexFlipShortEdge, Name("/None"))
    assert "/PageLabels" not in printed.Root


def test_sheets_higher_than_wide_turn_about_their_long_edge() -> None:
    assert imposed(reader(size=(100, 210))).Root.ViewerPreferences.Duplex == Name.DuplexFlipLongEdge


def assert_halves_equal_pages(source: bytes, binding: Binding, scale: float = 1, bleed: int = 0) -> None:
    """Compare each half of each sheet side with its reader page, pixel by pixel."""
    pages, sides = pictures(source, scale), pictures(impose_saddle_stitch(source, binding=binding), scale)
    for pair, side in zip(saddle_stitch_order(len(pages), binding=binding), sides, strict=True):
        for index, left in zip(pair, (0, side.width // 2), strict=True):
            half = side.crop((left, 0, left + side.width // 2, side.height))
            page = pages[index].crop((bleed, bleed, pages[index].width - bleed, pages[index].height - bleed))
            assert half.size == page.size
            assert same(half, page)


@pytest.mark.parametrize("binding", ["left", "right"])
def test_each_half_of_a_side_equals_its_page(binding: Binding) -> None:
    assert_halves_equal_pages(saved(reader(8)), binding)


def test_bleed_is_cut_off() -> None:
    assert_halves_equal_pages(saved(reader(bleed=9)), "left", bleed=9)


def test_the_origin_of_a_page_may_lie_elsewhere() -> None:
    pdf = reader()
    for page in pdf.pages:
        page.MediaBox = page.TrimBox = page.BleedBox = Array([8, 9, 8 + WIDTH, 9 + HEIGHT])
    assert_halves_equal_pages(saved(pdf), "left")


def booklet(*, language: str, direction: str) -> bytes:
    """Return a booklet of eight pages as the pipeline makes it."""
    sections = "".join(map(SECTION.format, range(2, 9)))
    html = BOOKLET.format(language=language, direction=direction, sections=sections)
    with Pdf.open(BytesIO(bare_pdf(html))) as pdf:
        mark_artifacts(pdf)
        return saved(pdf)


@pytest.fixture(scope="module", params=["left", "right"])
def printed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path, Binding]:
    """Return a booklet's reader and print file, and the side of its binding."""
    folder = tmp_path_factory.mktemp(request.param)
    language, direction = ("en", "ltr") if request.param == "left" else ("ar", "rtl")
    source, target = folder / "reader.pdf", folder / "print.pdf"
    source.write_bytes(booklet(language=language, direction=direction))
    target.write_bytes(impose_saddle_stitch(source.read_bytes(), binding=request.param))
    return source, target, request.param


@pytest.mark.slow
def test_the_print_file_conforms_when_the_reader_does(printed: tuple[Path, Path, Binding]) -> None:
    assert validate(printed[:2], "ua1") == {printed[0]: (), printed[1]: ()}


@pytest.mark.slow
def test_the_print_file_reads_like_the_reader(printed: tuple[Path, Path, Binding]) -> None:
    text = tree_text(printed[0])
    assert tree_text(printed[1]) == text
    assert "Gently" in text
    assert "Part 8" in text


@pytest.mark.slow
def test_the_print_file_looks_like_the_reader(printed: tuple[Path, Path, Binding]) -> None:
    assert_halves_equal_pages(printed[0].read_bytes(), printed[2], scale=2)
