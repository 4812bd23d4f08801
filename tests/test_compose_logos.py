"""Which logo a page prints, and what it becomes for black ink."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from composed_pages import page
from logo_files import drawing, plain, png
from PIL import Image
from support import BRAND, read, write
from tiny_clinic import TinyClinic, tiny_clinic

from generator.compose.logos import in_greys, logo_mark, on_dark, on_paper, partner_marks
from generator.load import load_project
from generator.load.brand import Brand
from generator.load.logo import LogoFile
from generator.proof.structure import brand_structure

FOLDER = "content/brands/oak"
BLACK = 'brand = "#4f46a5"\nink = "black"'


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    clinic = tiny_clinic(tmp_path)
    write(clinic, f"{FOLDER}/colour.svg", plain(4))
    clinic.change(BRAND, 'file = "logo.svg"', 'file = "colour.svg"')
    return clinic


def oak(clinic: TinyClinic) -> Brand:
    project, found = load_project(clinic.root)
    assert found == ()
    return project.brands["oak"]


def svg(inner: str) -> LogoFile:
    return LogoFile(name="a.svg", media_type="image/svg+xml", content=drawing(inner).encode(), ratio=4)


def with_variants(clinic: TinyClinic) -> Brand:
    write(clinic, f"{FOLDER}/black.svg", plain(4, "#000000"))
    write(clinic, f"{FOLDER}/white.png", png(1000, 250, colour=(255, 255, 255)))
    clinic.change(BRAND, 'file = "colour.svg"',
                  'file = "colour.svg"\none-colour = "black.svg"\nreversed = "white.png"\nclear-space = 0.25')
    return oak(clinic)


def test_white_paper_takes_the_logo_in_colour(clinic: TinyClinic) -> None:
    brand = with_variants(clinic)
    mark = logo_mark(brand, name="Oak")
    assert (mark.asset, mark.name, mark.content) == ("logo.svg", "Oak", brand.logos.colour.content)
    assert (mark.ratio, mark.clear_space) == (4, 0.25)


def test_black_ink_takes_the_logo_in_one_colour(clinic: TinyClinic) -> None:
    clinic.change(BRAND, 'brand = "#4f46a5"', BLACK)
    brand = with_variants(clinic)
    assert logo_mark(brand, name="Oak").content == plain(4, "#000000").encode()


def test_black_ink_makes_greys_where_there_is_no_such_logo(clinic: TinyClinic) -> None:
    clinic.change(BRAND, 'brand = "#4f46a5"', BLACK)
    write(clinic, f"{FOLDER}/partner.png", png(800, 400, mode="RGBA", colour=(200, 30, 60, 90)))
    write(clinic, BRAND, read(clinic, BRAND) + '\n[[partners]]\nname = "P"\nfile = "partner.png"\n')
    brand = oak(clinic)
    assert b'fill="#636363"' in logo_mark(brand, name="Oak").content
    (partner,) = partner_marks(brand)
    with Image.open(io.BytesIO(partner.content)) as image:
        assert (image.mode, image.size, image.getpixel((0, 0))) == ("LA", (800, 400), (84, 90))
    assert (partner.asset, partner.name) == ("partner-1.png", "P")


@pytest.mark.parametrize(("paint", "grey"), [
    ('fill="#336699"', 'fill="#636363"'), ("stroke='red'", 'stroke="#7f7f7f"'), ('fill="#fff"', 'fill="#ffffff"'),
    ('stop-color="rgb(0, 0, 0)"', 'stop-color="#000000"'), ('fill="hsl(120 100% 50%)"', 'fill="#dcdcdc"'),
    ('fill="#33669980"', 'fill="#63636380"'), ('fill = "lime"', 'fill="#dcdcdc"'),
    ('fill="none"', 'fill="none"'), ('fill="url(#a)"', 'fill="url(#a)"'), ('stroke="currentColor"',) * 2,
    ('fill-opacity="0.5"', 'fill-opacity="0.5"'), ('stroke-width="2"', 'stroke-width="2"'),
])
def test_every_colour_becomes_the_grey_of_its_lightness(paint: str, grey: str) -> None:
    assert in_greys(svg(f"<rect {paint}/>")).decode() == drawing(f"<rect {grey}/>")


def test_a_dark_ground_takes_the_reversed_logo_or_a_white_tile(clinic: TinyClinic) -> None:
    brand = oak(clinic)
    assert on_dark(brand.logos) == (brand.logos.colour, True)
    brand = with_variants(clinic)
    assert on_dark(brand.logos) == (brand.logos.reversed, False)
    assert on_paper(brand.logos.colour, brand) is brand.logos.colour


def test_a_page_has_its_logos_under_the_names_of_their_kinds(clinic: TinyClinic) -> None:
    write(clinic, f"{FOLDER}/logo.png", png(1000, 250))
    write(clinic, f"{FOLDER}/partner.svg", plain(1))
    clinic.change(BRAND, 'file = "colour.svg"', 'file = "logo.png"')
    clinic.change("templates/shared/slots/logo.html", "asset:logo.svg", "asset:{{ imprint.logo.asset }}")
    write(clinic, "templates/shared/slots/partners.html",
          '{% for one in imprint.partners %}<img src="asset:{{ one.asset }}" alt="{{ one.name }}">{% endfor %}\n')
    write(clinic, BRAND, read(clinic, BRAND) + '\n[[partners]]\nname = "Maple"\nfile = "partner.svg"\n')
    made = page(clinic)
    assert {"logo.png", "partner-1.svg"} < set(made.assets)
    assert made.assets["logo.png"].startswith(b"\x89PNG")
    assert "Maple" in made.expected.wording.beside if made.expected else False


def test_every_logo_is_signed_with_its_content(clinic: TinyClinic) -> None:
    write(clinic, f"{FOLDER}/partner.svg", plain(1))
    write(clinic, BRAND, read(clinic, BRAND) + '\n[[partners]]\nname = "Maple"\nfile = "partner.svg"\n')
    brand = with_variants(clinic)
    white = brand.logos.reversed
    assert white is not None
    assert [(key[1], text) for key, text in brand_structure(brand)][2:] == [
        ("logo", plain(4)), ("logo one-colour", plain(4, "#000000")),
        ("logo reversed", hashlib.sha256(white.content).hexdigest()),
        ("partner 1", plain(1)), ("partner 1 name", "Maple"),
    ]
