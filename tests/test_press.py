"""Copies for the print shop: inks, marks, PDF/X-4, and a preflight that finds what is wrong."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hand_pages import hand_page
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf
from support import ROOT
from tiny_clinic import TinyClinic, handouts, tiny_clinic

from generator.check.preflight import preflight
from generator.findings import Finding
from generator.finish.identity import read_identity
from generator.finish.imposition.sheets import MM, Binding
from generator.finish.press import press_copy
from generator.finish.press.flat import flat_sheets
from generator.finish.press.inks import Inks
from generator.load.press import SHIPPED_PROFILE, PressTable, PrintingCondition, load_press

CONDITION = PrintingCondition(name="FOGRA39", profile=SHIPPED_PROFILE.read_bytes(), most_ink=300)
INKS = Inks(CONDITION.profile)
PAGE = b"1 0 0 rg 20 20 60 60 re f 0.114 0.114 0.106 rg 10 10 5 5 re f 0.2 g 40 5 5 5 re f"
RED = (200, 10, 60)
#: By name: how many dots wide and high, and the colour of all.
Images = dict[str, tuple[int, tuple[int, ...]]]
channels = st.integers(0, 255)


def reader(content: bytes = PAGE, *, full_bleed: bool = False, images: Images | None = None) -> bytes:
    """Return a file of one page, 100 points square, dated and titled as ours are; `images` are square."""
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(100, 100))
    ground = b"0 0 1 rg -9 -9 118 118 re f " if full_bleed else b""
    page.obj.Contents = pdf.make_stream(ground + content)
    page.obj.Resources = Dictionary(XObject=Dictionary())
    for name, (side, colour) in (images or {}).items():
        page.obj.Resources.XObject[name] = picture(pdf, side, colour, Name.DeviceRGB)
    pdf.docinfo.Title, pdf.docinfo.CreationDate = "Water & more", "D:20261122"
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([page.obj, Name.Fit]))
    made = io.BytesIO()
    pdf.save(made, deterministic_id=True)
    return made.getvalue()


def picture(pdf: Pdf, side: int, colour: tuple[int, ...], space: Name) -> pikepdf.Stream:
    return pdf.make_stream(bytes(colour) * side**2, Type=Name.XObject, Subtype=Name.Image, Width=side, Height=side,
                           ColorSpace=space, BitsPerComponent=8)


def copied(content: bytes = PAGE, **more: object) -> bytes:
    return press_copy(reader(content, **more), CONDITION)  # type: ignore[arg-type]


def changed(content: bytes, change: Callable[[Pdf], None]) -> bytes:
    with Pdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True, fix_metadata_version=False)
    return made.getvalue()


def rules(content: bytes, *, most_ink: float = 300) -> list[str]:
    return [finding.rule for finding in preflight(content, most_ink=most_ink)]


@given(channels, channels, channels)
@settings(max_examples=60)
def test_no_colour_has_more_ink_than_the_profile_allows(red: int, green: int, blue: int) -> None:
    inks = INKS.of((red / 255, green / 255, blue / 255))
    assert sum(inks) <= 3.005
    assert all(0 <= ink <= 1 for ink in inks)


@given(channels)
@settings(max_examples=40)
def test_greys_are_printed_in_black_alone_and_the_darker_the_more(level: int) -> None:
    grey, darker = (INKS.of((part / 255,) * 3) for part in (level, max(level - 20, 0)))
    assert grey[:3] == (0, 0, 0)
    assert darker[3] >= grey[3]


@pytest.mark.parametrize(("colour", "black"), [((1, 1, 1), 0), ((0, 0, 0), 1), ((0.114, 0.114, 0.106), 1)])
def test_white_is_paper_and_ink_is_all_black(colour: tuple[float, float, float], black: float) -> None:
    assert INKS.of(colour) == (0, 0, 0, black)


def test_the_red_of_an_emergency_is_magenta_and_yellow() -> None:
    cyan, magenta, yellow, _black = INKS.of((0xA8 / 255, 0x0F / 255, 0x1C / 255))
    assert cyan < 0.05
    assert magenta > 0.9
    assert yellow > 0.7


def test_a_copy_passes_and_is_the_same_each_time() -> None:
    images = {"/Colour": (400, RED), "/Grey": (400, (90, 90, 90))}
    drawn = PAGE + b" q 20 0 0 20 70 70 cm /Colour Do Q q 20 0 0 20 5 70 cm /Grey Do Q"
    copy = copied(drawn, images=images)
    assert preflight(copy, most_ink=300) == ()
    assert copy == copied(drawn, images=images)
    with Pdf.open(io.BytesIO(copy)) as pdf:
        spaces = sorted(str(one.ColorSpace) for one in pdf.objects
                        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Image)
    assert spaces == ["/DeviceCMYK", "/DeviceGray"]


def test_the_boxes_leave_three_millimetres_of_bleed_and_the_marks_stand_outside() -> None:
    with Pdf.open(io.BytesIO(press_copy(reader(full_bleed=True), CONDITION, folds=((10,),)))) as pdf:
        (page,) = pdf.pages
        trim, bleed, media = ([float(edge) for edge in box] for box in (page.trimbox, page.bleedbox, page.mediabox))
        drawn = page.obj.Contents[-1].read_bytes().decode()
    assert trim == [0, 0, 100, 100]
    assert bleed == pytest.approx([-8.504, -8.504, 108.504, 108.504], abs=0.01)
    assert media == pytest.approx([-28.346, -28.346, 128.346, 128.346], abs=0.01)
    lines = [line.split() for line in drawn.splitlines() if line.endswith(" S")]
    assert len(lines) == 8 + 2
    for x, y, _m, to_x, to_y, _l, _s in lines:
        assert not all(-8 < float(place) < 108 for place in (x, y))
        assert not all(-8 < float(place) < 108 for place in (to_x, to_y))
    assert "28.346 " in drawn, "the fold, 10 mm from the left"


def _with_colour(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"1 0 0 rg 1 1 2 2 re f")


def _with_rich_grey(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"0.3 0.3 0.3 0.5 k 1 1 2 2 re f")


def _with_much_ink(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"1 0.9 0.8 0.7 k 1 1 2 2 re f")


def _with_profile_of_a_screen(pdf: Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 3


def _without_bleed(pdf: Pdf) -> None:
    pdf.pages[0].obj.BleedBox = pdf.pages[0].obj.TrimBox


def _without_trim(pdf: Pdf) -> None:
    del pdf.pages[0].obj.TrimBox


def _with_small_sheet(pdf: Pdf) -> None:
    pdf.pages[0].obj.MediaBox = Array([-4, -4, 104, 104])


def _with_link(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 1, 1])])


def _with_font(pdf: Pdf) -> None:
    pdf.Root.Font = pdf.make_indirect(Dictionary(Type=Name.FontDescriptor, FontName=Name.Times))


def _without_trapping(pdf: Pdf) -> None:
    del pdf.docinfo["/Trapped"]


def _in_another_form(pdf: Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes().replace(b"PDF/X-4", b"PDF/X-1")
    pdf.Root.Metadata = pdf.make_stream(xmp, Type=Name.Metadata, Subtype=Name.XML)


def _with_screen_picture(pdf: Pdf) -> None:
    pdf.pages[0].resources.XObject = Dictionary(A=picture(pdf, 9, RED, Name.DeviceRGB))


def _with_wet_picture(pdf: Pdf) -> None:
    wet = picture(pdf, 2, (255, 255, 255, 200), Name.DeviceCMYK)
    pdf.pages[0].resources.XObject = Dictionary(A=wet)


@pytest.mark.parametrize(("change", "rule"), [
    (_with_colour, "press-colour"), (_with_rich_grey, "press-colour"), (_with_much_ink, "press-ink"),
    (_with_profile_of_a_screen, "press-intent"), (_without_bleed, "press-boxes"), (_without_trim, "press-boxes"),
    (_with_small_sheet, "press-boxes"), (_with_link, "press-document"), (_with_font, "press-font"),
    (_without_trapping, "press-document"), (_in_another_form, "press-document"),
    (_with_screen_picture, "press-colour"), (_with_wet_picture, "press-ink"),
])
def test_preflight_finds(change: Callable[[Pdf], None], rule: str) -> None:
    assert rules(changed(copied(), change)) == [rule]


def test_preflight_finds_all_that_a_reader_file_lacks() -> None:
    assert {"press-boxes", "press-colour", "press-intent", "press-document"} <= set(rules(reader()))
    assert rules(b"no file") == ["press-document"]


def test_preflight_finds_a_coarse_picture_and_lets_it_pass() -> None:
    copy = copied(PAGE + b" q 60 0 0 60 20 20 cm /A Do Q", images={"/A": (100, RED)})
    (found,) = preflight(copy, most_ink=300)
    assert (found.rule, found.severity.label) == ("press-picture", "warning")
    assert "120 dpi" in found.message


def test_preflight_finds_a_colour_that_ends_at_the_edge() -> None:
    assert rules(copied(b"0 0 1 rg 0 0 100 100 re f")) == ["press-bleed"]
    assert rules(copied(full_bleed=True)) == []


def test_the_shipped_profile_is_used_where_none_is_named(tmp_path: Path) -> None:
    assert load_press(PressTable(), root=tmp_path) == CONDITION


@pytest.mark.parametrize(("content", "said"), [
    (b"not a profile", "is no ICC profile"), (b"", "is no ICC profile"), (CONDITION.profile[:-9], "is cut off"),
    (CONDITION.profile[:12] + b"mntrRGB " + CONDITION.profile[20:], "is one of 'RGB'"), (None, "cannot be read"),
])
def test_a_profile_that_is_none_is_told(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "press.icc").write_bytes(content)
    found = load_press(PressTable(profile="press.icc"), root=tmp_path)
    assert isinstance(found, Finding)
    assert (found.rule, found.path) == ("press-profile", "handouts.toml")
    assert said in found.message
    assert "print shop" in found.action


@pytest.mark.parametrize(("imposition", "binding", "widths", "folds"), [
    ("trifold", "left", (100, 100, 100, 97, 97, 100), ((97, 197), (100, 200))),
    ("trifold", "right", (100, 100, 100, 97, 97, 100), ((100, 200), (97, 197))),
    ("saddle-stitch", "left", (148,) * 4, ((148,), (148,))),
    ("saddle-stitch", "left", (148,) * 8, ()),
    ("none", "left", (210,) * 2, ()),
])
def test_what_is_folded_comes_flat_with_its_folds(
    imposition: str, binding: Binding, widths: tuple[float, ...], folds: tuple[tuple[float, ...], ...]
) -> None:
    page = replace(hand_page("<p>A</p>"), imposition=imposition, binding=binding, pages=len(widths))
    pdf, made = Pdf.new(), io.BytesIO()
    for width in widths:
        pdf.add_blank_page(page_size=(width * MM, 210 * MM))
    pdf.save(made)
    flat, found = flat_sheets(made.getvalue(), page, [(width, 210) for width in widths])
    assert [pytest.approx(side) for side in folds] == list(found)
    with Pdf.open(io.BytesIO(flat)) as sheets:
        assert len(sheets.pages) == (len(folds) or len(widths))


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


@pytest.mark.slow
def test_copies_are_made_on_demand_and_kept(clinic: TinyClinic) -> None:
    assert clinic.build("--press", "--jobs", "1").status == 0
    files = sorted(file.name for file in (clinic.root / "output").rglob("*-press.pdf"))
    assert files == ["water-sheet-en-press.pdf"] * 2 + ["water-sheet-es-press.pdf"] * 2
    for file in (clinic.root / "output").rglob("*-press.pdf"):
        copy, reader = (read_identity(one.read_bytes()).metadata for one in (
            file, file.with_name(file.name.replace("-press", "")),
        ))
        assert copy is not None
        assert reader is not None
        assert copy == replace(reader, subject=copy.subject)  # a plate has no summary
    again = clinic.build("--press", "--jobs", "1")
    assert len(again.jobs_with("reused")) == 4
    assert clinic.build("--jobs", "1").status == 0
    assert not list((clinic.root / "output").rglob("*-press.pdf")), "an outdated copy must not lie there"


@pytest.mark.slow
def test_what_does_not_pass_is_not_called_press(clinic: TinyClinic) -> None:
    with (clinic.root / "handouts.toml").open("a", encoding="utf-8") as settings_file:
        settings_file.write("\n[press]\nmost-ink = 100\n")
    run = clinic.build("--press", "--jobs", "1")
    assert (run.status, "press-ink" in run.rules()) == (1, True)
    assert not list((clinic.root / "output").rglob("*.pdf"))


@pytest.mark.slow
def test_shipped_pages_pass(tmp_path: Path) -> None:
    jobs = ("*/en/booklet/riverside", "*/ar/leaflet/cedar-ridge", "*/zh-Hans/poster/riverside")
    run = handouts("build", "--press", "--json", "--output", str(tmp_path), *jobs, cwd=ROOT)
    assert run.status == 0, run.findings()
    files = list(tmp_path.rglob("*-press.pdf"))
    assert len(files) == len(jobs)
    for file in files:
        assert preflight(file.read_bytes(), most_ink=300) == ()
