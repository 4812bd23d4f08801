"""Logos of a brand and of its partners: read by what they are, measured, told with place and remedy."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from logo_files import HTML, INKSCAPE, drawing, plain, png, vast_png
from PIL import Image, ImageCms
from support import BRAND, found_in, line_of, only, read, write
from tiny_clinic import LOGO, TinyClinic, tiny_clinic

from generator.findings import Finding, Severity
from generator.load import load_project
from generator.load.logo import Logos
from generator.load.logo_size import ROOM, partner_sizes, printed_size, spare_width

FOLDER = "content/brands/oak"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def named(clinic: TinyClinic, name: str, content: str | bytes, *, more: str = "") -> tuple[Finding, ...]:
    """Give the oak this logo and return what loading finds."""
    write(clinic, f"{FOLDER}/{name}", content)
    clinic.change(BRAND, 'file = "logo.svg"', f'file = "{name}"\n{more}')
    return found_in(clinic)


def logos(clinic: TinyClinic) -> Logos:
    return load_project(clinic.root)[0].brands["oak"].logos


def with_partners(clinic: TinyClinic, *contents: str | bytes) -> tuple[Finding, ...]:
    """Give the oak partners with these logos and return what loading finds."""
    text = read(clinic, BRAND)
    for number, content in enumerate(contents, start=1):
        name = f"p{number}.{'svg' if isinstance(content, str) else 'png'}"
        write(clinic, f"{FOLDER}/{name}", content)
        text += f'\n[[partners]]\nname = "Partner {number}"\nfile = "{name}"\n'
    write(clinic, BRAND, text)
    return found_in(clinic)


def test_a_plain_svg_is_taken_to_the_letter(clinic: TinyClinic) -> None:
    logo = logos(clinic).colour
    assert (logo.text, logo.media_type, logo.suffix) == (LOGO, "image/svg+xml", ".svg")
    assert (logo.ratio, logo.pixels) == (4, None)


def test_a_dirty_svg_is_cleaned_and_a_note_says_of_what(clinic: TinyClinic) -> None:
    found = only(named(clinic, "logo.svg", INKSCAPE))
    assert (found.rule, found.severity, found.path, found.brand) \
        == ("logo-cleaned", Severity.NOTE, f"{FOLDER}/logo.svg", "oak")
    assert "editor data, metadata" in found.message
    assert "and an odd view box; it is made plain for print" in found.message
    assert "inkscape" not in logos(clinic).colour.text


@pytest.mark.parametrize(("name", "content", "rule", "said"), [
    ("logo.svg", HTML, "image-kind", "is a web page (HTML), whatever its name says"),
    ("logo.png", HTML, "image-kind", "is a web page (HTML)"),
    ("logo.svg", "<?xml version='1.0'?><html><svg/></html>", "image-kind", "is a web page (HTML)"),
    ("logo.svg", png(9, 9), "image-kind", "is a PNG picture"),
    ("logo.png", LOGO, "image-kind", "is an SVG drawing"),
    ("logo.png", b"\xff\xd8\xff\xe0 JFIF", "image-kind", "is a photograph (JPEG)"),
    ("logo.svg", b"%PDF-1.7 %Illustrator", "image-kind", "is a PDF or Illustrator document"),
    ("logo.svg", b"\x1f\x8b\x08 svgz", "image-kind", "is a compressed file (SVGZ)"),
    ("logo.svg", LOGO.encode("utf-16"), "image-kind", "is a text in UTF-16"),
    ("logo.svg", "", "image-kind", "neither an SVG nor a PNG"),
    ("logo.jpg", b"\xff\xd8\xff", "image-kind", "is no SVG and no PNG"),
    ("logo.png", vast_png(20_000, 10_000), "logo-large", "20,000 x 10,000 pixels, 200 million"),
    ("logo.png", vast_png(10_000, 5_001), "logo-large", "50 million"),
    ("logo.png", vast_png(4000, 1000), "image-file", "is broken"),
    ("logo.png", png(800, 200)[:20], "image-file", "ends before its size"),
    ("logo.png", png(800, 200)[:90], "image-file", "is broken"),
    ("logo.png", png(800, 200).replace(b"IHDR", b"IHDX"), "image-file", "does not tell its size"),
    ("logo.png", vast_png(0, 9), "image-file", "does not tell its size"),
    ("logo.svg", b"<svg>\xff</svg>", "image-file", "not UTF-8"),
    ("logo.svg", drawing('<image href="/etc/passwd"/>'), "image-unsafe", "embeds a picture"),
    ("logo.svg", drawing('<rect fill="url(file:///etc/passwd)"/>'), "image-unsafe", "outside itself"),
    ("logo.svg", f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{drawing("<desc>&x;</desc>")}',
     "image-unsafe", "declares an entity"),
])
def test_a_file_that_is_no_logo(clinic: TinyClinic, name: str, content: str | bytes, rule: str, said: str) -> None:
    found = only(named(clinic, name, content))
    assert (found.rule, found.severity, found.brand) == (rule, Severity.ERROR, "oak")
    assert found.path in {f"{FOLDER}/{name}", BRAND}
    assert said in found.message
    assert found.action
    assert "oak" not in load_project(clinic.root)[0].brands


def test_a_file_that_is_huge_is_not_read(clinic: TinyClinic) -> None:
    write(clinic, f"{FOLDER}/logo.png", b"")
    with (clinic.root / FOLDER / "logo.png").open("r+b") as file:
        file.truncate(20_000_001)
    clinic.change(BRAND, 'file = "logo.svg"', 'file = "logo.png"')
    assert (only(found_in(clinic)).rule, "more than 20 MB" in only(found_in(clinic)).message) == ("logo-large", True)


def test_every_variant_and_partner_is_tried_at_once(clinic: TinyClinic) -> None:
    write(clinic, f"{FOLDER}/white.svg", "no logo")
    write(clinic, f"{FOLDER}/partner.svg", HTML)
    clinic.change(BRAND, 'file = "logo.svg"', 'file = "logo.svg"\none-colour = "black.svg"\nreversed = "white.svg"')
    write(clinic, BRAND, read(clinic, BRAND) + '\n[[partners]]\nname = "P"\nfile = "partner.svg"\n')
    found = found_in(clinic)
    assert [(one.rule, one.path, one.line) for one in found] == [
        ("image-missing", BRAND, line_of(read(clinic, BRAND), "black.svg")),
        ("image-kind", f"{FOLDER}/white.svg", None), ("image-kind", f"{FOLDER}/partner.svg", None),
    ]


def test_variants_and_partners_are_read(clinic: TinyClinic) -> None:
    write(clinic, f"{FOLDER}/black.svg", plain(4, "#000000"))
    write(clinic, f"{FOLDER}/white.png", png(900, 225))
    clinic.change(BRAND, 'file = "logo.svg"', 'file = "logo.svg"\none-colour = "black.svg"\nreversed = "white.png"')
    assert with_partners(clinic, plain(1), plain(2)) == ()
    assert {name: file.name for name, file in logos(clinic).all().items()} == {
        "logo": "logo.svg", "logo one-colour": "black.svg", "logo reversed": "white.png",
        "partner 1": "p1.svg", "partner 2": "p2.svg",
    }


@pytest.mark.parametrize(("mode", "colour", "printed"), [
    ("1", 0, (0, 0, 0)), ("L", 77, (77, 77, 77)), ("LA", (77, 9), (77, 77, 77, 9)), ("I;16", 32896, (128, 128, 128)),
    ("P", 0, (0, 0, 0)), ("RGB", (1, 2, 3), (1, 2, 3)), ("RGBA", (1, 2, 3, 4), (1, 2, 3, 4)),
])
def test_a_png_of_any_kind_is_made_plain(
    clinic: TinyClinic, mode: str, colour: object, printed: tuple[int, ...]
) -> None:
    assert named(clinic, "logo.png", png(1000, 250, mode=mode, colour=colour, dpi=(72, 72))) == ()
    logo = logos(clinic).colour
    with Image.open(io.BytesIO(logo.content)) as image:
        assert (image.mode, image.info) == ("RGBA" if len(printed) == 4 else "RGB", {})
        assert image.getpixel((5, 5)) == printed
    assert (logo.pixels, logo.ratio, logo.media_type, logo.text) == ((1000, 250), 4, "image/png", "")


def test_a_see_through_colour_of_a_palette_stays_so(clinic: TinyClinic) -> None:
    assert named(clinic, "logo.png", png(1000, 250, mode="P", colour=0, transparency=0)) == ()
    with Image.open(io.BytesIO(logos(clinic).colour.content)) as image:
        assert (image.mode, image.getpixel((0, 0))[3]) == ("RGBA", 0)  # type: ignore[index]  # four numbers


def test_a_profile_is_written_into_the_colours(clinic: TinyClinic) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert named(clinic, "logo.png", png(1000, 250, colour=(200, 30, 60), icc_profile=profile)) == ()
    with Image.open(io.BytesIO(logos(clinic).colour.content)) as image:
        assert image.info == {}
        assert image.getpixel((0, 0)) == pytest.approx((200, 30, 60), abs=2)
    write(clinic, f"{FOLDER}/logo.png", png(1000, 250, colour=(200, 30, 60), icc_profile=b"no profile"))
    assert found_in(clinic) == ()


def test_a_png_finer_than_any_press_becomes_smaller_and_keeps_its_shape(clinic: TinyClinic) -> None:
    assert named(clinic, "logo.png", png(6000, 1500)) == ()
    logo = logos(clinic).colour
    with Image.open(io.BytesIO(logo.content)) as image:
        assert image.size == (3402, 851)
    assert (logo.pixels, logo.ratio) == ((6000, 1500), 4)


@pytest.mark.parametrize(("size", "severity", "said"), [
    ((851, 213), None, ""), ((600, 150), Severity.WARNING, "212 to the inch on the poster"),
    ((400, 100), Severity.ERROR, "141 to the inch on the poster, where it is printed 72 x 18 mm"),
    ((100, 100), Severity.ERROR, "at least 213 x 213 pixels"),
])
def test_the_pixels_of_a_png(
    clinic: TinyClinic, size: tuple[int, int], severity: Severity | None, said: str
) -> None:
    found = named(clinic, "logo.png", png(*size))
    assert [(one.rule, one.severity) for one in found] == ([("logo-resolution", severity)] if severity else [])
    assert all(said in f"{one.message} {one.action}" for one in found)


def test_clear_space_leaves_fewer_millimetres_for_the_pixels(clinic: TinyClinic) -> None:
    assert named(clinic, "logo.png", png(600, 150), more="clear-space = 0.25\n") == ()


@pytest.mark.parametrize(("ratio", "more", "said"), [
    (4, "", ""), (7.9, "", ""), (8.1, "", "is printed 5.9 mm high on the booklet, where 48 x 12 mm are kept"),
    (20, "", "2.4 mm high on the booklet"), (0.6, "", ""), (0.2, "", "2.4 mm wide on the booklet"),
    (4, "clear-space = 1.0\n", "4.0 mm high on the booklet"),
    (4, "minimum-height = 15\n", "minimum-height asks for 15 mm"),
    (20, "minimum-height = 2\n", ""),
])
def test_the_millimetres_of_a_logo(clinic: TinyClinic, ratio: float, more: str, said: str) -> None:
    found = named(clinic, "logo.svg", plain(ratio), more=more)
    assert [(one.rule, one.severity) for one in found] == ([("logo-small", Severity.WARNING)] if said else [])
    assert all(said in one.message for one in found)


@pytest.mark.parametrize(("contents", "told"), [
    ([plain(1)], []), ([plain(1), plain(3), plain(3)], []), ([plain(4), plain(4), plain(4)], [1, 2, 3]),
    ([plain(0.3)], [1]), ([png(400, 150)], []), ([png(200, 75)], [1]),
])
def test_the_size_of_partners(clinic: TinyClinic, contents: list[str | bytes], told: list[int]) -> None:
    found = with_partners(clinic, *contents)
    assert [one.path and one.path[-6:-4] for one in found] == [f"p{number}" for number in told]


def test_beside_a_box_on_the_poster_partners_have_less_room(clinic: TinyClinic) -> None:
    box = """
[local.find]
formats = ["poster"]
heading = { en = "Here", es = "Aquí" }
text = { en = "Ward 4", es = "Planta 4" }
"""
    write(clinic, BRAND, read(clinic, BRAND) + box)
    found = [one for one in with_partners(clinic, plain(1), plain(3), plain(3)) if one.rule == "logo-small"]
    assert {one.message.partition(" on the ")[2][:6] for one in found} == {"poster"}


@pytest.mark.parametrize("ratio", [0.1, 0.5, 1, 3.5, 4, 5, 12])
@pytest.mark.parametrize("clear", [0, 0.25, 1])
def test_a_logo_and_its_clear_space_fill_the_slot_and_no_more(ratio: float, clear: float) -> None:
    width, height = printed_size(ratio, (60, 15), clear_space=clear)
    assert width / height == pytest.approx(ratio)
    across, down = width + clear * height, height * (1 + 2 * clear)
    assert max(across / 60, down / 15) == pytest.approx(1)
    assert spare_width(ratio, clear_space=clear) == pytest.approx(4 - width / 15)


@pytest.mark.parametrize("ratios", [[1], [4], [0.3, 4], [1, 1, 1], [6, 6, 6], [0.5, 3, 5]])
def test_partners_share_their_room_without_distortion(ratios: list[float]) -> None:
    sizes = partner_sizes(ratios, room=ROOM)
    assert [width / height for width, height in sizes] == pytest.approx(ratios)
    assert sum(width for width, _height in sizes) + 0.4 * (len(ratios) - 1) <= ROOM + 1e-9
