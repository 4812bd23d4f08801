"""Logos on the printed pages of the shipped handout: in their place and size, and no letter moves for them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from logo_files import plain, png
from PIL import Image, ImageChops
from pypdfium2 import PdfDocument
from support import ROOT
from tiny_clinic import handouts
from verapdf import validate

from generator.load.logo_size import ROOM, SLOTS, partner_sizes, printed_size, spare_width

pytestmark = pytest.mark.slow

HANDOUT = "back-pain-after-birth"
#: Margins of the pages at the start of the line and, for the booklet's back, the page that has it.
MARGINS = {"leaflet": 14, "poster": 18}
MAIN, PARTNERS = "#ff00ff", ("#00ff00", "#0000ff", "#ff8000")
#: Name of the brand, ratio and clear space of its logo, ratios of its partners' logos.
BRANDS = {
    "plain": (4.0, 0.0, ()), "clear": (2.0, 0.25, (1.0, 3.0, 2.0)), "wide": (8.0, 0.0, (1.0, 3.0, 2.0)),
    "tall": (0.5, 0.5, (2.0,)),
}
CASES = [(brand, language, format_) for brand in BRANDS for language in ("en", "ar") for format_ in MARGINS]
DPI = 150
Box = tuple[float, float, float, float]
Printed = Callable[[str, str, str], Path]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Build every brand; return what gives a page's file by brand, language and format."""
    root = tmp_path_factory.mktemp("logos")
    for name in ("content", "locales"):
        shutil.copytree(ROOT / name, root / name)
    for number, name in enumerate(BRANDS):
        _write_brand(root, name, code=f"L{number}")
    settings = (ROOT / "handouts.toml").read_text(encoding="utf-8")
    names = ", ".join(f'"{name}"' for name in BRANDS)
    (root / "handouts.toml").write_text(re.sub(r"brands = \[.*\]", f"brands = [{names}]", settings), encoding="utf-8")
    run = handouts("build", "--json", "--language", "en", "--language", "ar", "--format", "leaflet", "--format",
                   "poster", "--edition", "standard", cwd=root)
    assert run.status == 0, [one for one in run.findings() if one["severity"] == "error"]
    return lambda brand, language, format_: root / f"output/{brand}/{language}/{HANDOUT}-{format_}-{language}.pdf"


def _write_brand(root: Path, name: str, *, code: str) -> None:
    ratio, clear, partners = BRANDS[name]
    folder = root / "content/brands" / name
    folder.mkdir()
    text = (ROOT / "content/brands/riverside/brand.toml").read_text(encoding="utf-8")
    # One of them is a PNG.
    file = "logo.png" if name == "clear" else "logo.svg"
    content = png(900, 450, colour=(255, 0, 255)) if name == "clear" else plain(ratio, MAIN).encode()
    (folder / file).write_bytes(content)
    text = text.replace('code = "RWC"', f'code = "{code}"').replace(
        'file = "logo.svg"', f'file = "{file}"\nclear-space = {clear}\nminimum-height = 2')
    for number, (shape, colour) in enumerate(zip(partners, PARTNERS, strict=False), start=1):
        (folder / f"partner-{number}.svg").write_text(plain(shape, colour), encoding="utf-8")
        text += f'\n[[partners]]\nname = "Partner {number}"\nfile = "partner-{number}.svg"\n'
    (folder / "brand.toml").write_text(text, encoding="utf-8")


def box_of(file: Path, colour: str) -> Box:
    """Return left, top, right and bottom in mm of what the first page prints in a colour, counted from its start."""
    page: Image.Image = PdfDocument(file)[0].render(scale=DPI / 72).to_pil().convert("RGB")
    if file.stem.endswith("-ar"):
        page = page.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    plate = Image.new("RGB", page.size, colour)
    # Where the difference is small the colour is printed; the picture of the title has none of these.
    alike = ImageChops.difference(page, plate).convert("L").point(lambda value: 255 * (value < 24))
    box = alike.getbbox()
    assert box, f"nothing is printed in {colour}"
    return tuple(side / DPI * 25.4 for side in box)  # type: ignore[return-value]  # four numbers


@pytest.mark.parametrize(("brand", "language", "format_"), CASES)
def test_the_logo_has_its_size_and_its_clear_space(
    printed: Printed, brand: str, language: str, format_: str
) -> None:
    ratio, clear, _partners = BRANDS[brand]
    left, top, right, bottom = box_of(printed(brand, language, format_), MAIN)
    width, height = printed_size(ratio, SLOTS[format_], clear_space=clear)
    assert (right - left, bottom - top) == pytest.approx((width, height), abs=0.35), "of its size, and not distorted"
    assert left == pytest.approx(MARGINS[format_], abs=0.35), "at the start of the line"
    full = box_of(printed("plain", language, format_), MAIN)
    assert (top + bottom) / 2 == pytest.approx((full[1] + full[3]) / 2, abs=0.35), "in the middle of its slot"
    assert top - full[1] >= clear * height - 0.35, "with its space above and below"


@pytest.mark.parametrize(("brand", "language", "format_"), [case for case in CASES if BRANDS[case[0]][2]])
def test_partners_stand_behind_the_logo_with_space_between(
    printed: Printed, brand: str, language: str, format_: str
) -> None:
    file, (ratio, clear, partners) = printed(brand, language, format_), BRANDS[brand]
    high = SLOTS[format_][1]
    sizes = partner_sizes(partners, room=ROOM + spare_width(ratio, clear_space=clear))
    logo = before = box_of(file, MAIN)
    for (width, height), colour in zip(sizes, PARTNERS, strict=False):
        box = box_of(file, colour)
        assert (box[2] - box[0], box[3] - box[1]) == pytest.approx((width * high, height * high), abs=0.35)
        assert box[0] - before[2] >= 6 - 0.35, "6 mm are between two logos"
        assert (box[1] + box[3]) / 2 == pytest.approx((logo[1] + logo[3]) / 2, abs=0.35), "on one axis"
        before = box


def letters(file: Path) -> set[tuple[int, str, float, float]]:
    """Return page, letter and place of all that is printed above the footers, which have the print code."""
    found = set()
    for number, page in enumerate(PdfDocument(file)):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, _right, _top = text.get_charbox(index)
            if bottom > 50:
                found.add((number, text.get_text_range(index, 1), round(left, 1), round(bottom, 1)))
    return found


@pytest.mark.parametrize(("brand", "language", "format_"), [case for case in CASES if case[0] != "plain"])
def test_no_letter_moves_for_a_logo(printed: Printed, brand: str, language: str, format_: str) -> None:
    assert letters(printed(brand, language, format_)) == letters(printed("plain", language, format_))


def test_pages_with_pixels_and_partners_conform(printed: Printed) -> None:
    files = [printed(brand, "en", "leaflet") for brand in BRANDS]
    assert set(validate(files).values()) == {()}
