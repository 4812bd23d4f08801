"""Composing: a job and its document become a page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from composed_pages import ENGINE, composed, page
from tiny_clinic import TinyClinic, tiny_clinic

from generator.compose import Ingredients, compose
from generator.compose.page import Page
from generator.compose.side import language_name
from generator.compose.templates import Templates
from generator.findings import Finding
from generator.load import load_project
from generator.load.document import Message, map_messages
from generator.plan import Job


@pytest.fixture
def clinic(tmp_path_factory: pytest.TempPathFactory) -> TinyClinic:
    return tiny_clinic(tmp_path_factory.mktemp("tiny"))


@pytest.mark.parametrize(("language", "name"), [
    ("en", "English"), ("zh-Hans", "简体中文"), ("es", "Español"), ("ar", "العربية"), ("pt-BR", "Português (Brasil)"),
])
def test_a_language_is_named_in_itself(language: str, name: str) -> None:
    assert language_name(language) == name


def test_a_script_without_capitals_keeps_its_first_letter() -> None:
    assert language_name("ka") == "ქართული"


def test_a_page_has_its_text_its_paper_and_its_key(clinic: TinyClinic) -> None:
    made = page(clinic, language="es")
    assert '<html lang="es" dir="ltr">' in made.html
    assert "Beba 6 tazas de agua al día." in made.html
    assert "<strong> su médico</strong>" in made.html
    assert "Borrador" in made.html
    assert (made.width, made.height, made.pages, made.binding) == (105, 148, 1, "left")
    assert len(made.key) == 64


def test_a_page_carries_the_assets_that_it_names_in_the_brands_colours(clinic: TinyClinic) -> None:
    teal, indigo = page(clinic, brand="mill"), page(clinic, brand="oak")
    assert {name for name in teal.assets if not name.startswith("icons/")} == {"images/cup.svg", "logo.svg", "qr.svg"}
    assert b"#e8894f" not in teal.assets["images/cup.svg"]
    assert teal.assets["images/cup.svg"] != indigo.assets["images/cup.svg"]
    assert teal.assets["qr.svg"] != indigo.assets["qr.svg"]


def test_a_qr_code_has_its_quiet_zone(clinic: TinyClinic) -> None:
    # 27 characters in bytes at level M: version 3 with 29 modules (ISO 18004, table 7), and 4 on each side.
    assert b'viewBox="0 0 37 37"' in page(clinic, brand="oak").assets["qr.svg"]


def test_the_text_is_the_same_under_every_brand(clinic: TinyClinic) -> None:
    flows = {
        page(clinic, brand=brand).html.partition('<div class="flow">')[2].partition('<div class="anchored">')[0]
        for brand in ("mill", "oak")
    }
    assert len(flows) == 1


def test_the_layout_template_never_sees_the_brand(clinic: TinyClinic) -> None:
    clinic.change("templates/sheet/sheet.html", "</h1>", "{{ imprint.name }}</h1>")
    made = composed(clinic)
    assert isinstance(made, Finding)
    assert (made.rule, made.path, made.job) == ("template", "templates/sheet/sheet.html", "water/en/sheet/oak")


def test_paper_follows_the_brand(clinic: TinyClinic) -> None:
    clinic.change("content/brands/oak/brand.toml", 'paper = "A4"', 'paper = "Letter"')
    assert (page(clinic).width, page(clinic).height) == (100, 150)


def test_regions_follow_the_outline(clinic: TinyClinic) -> None:
    clinic.change("content/handouts/water/handout.md", "body: [drink, ask]", "body: [ask, drink]")
    html = page(clinic).html
    assert html.index("<h2>Ask</h2>") < html.index("<h2>Drink</h2>")


def test_blocks_of_other_formats_are_left_out(clinic: TinyClinic) -> None:
    (clinic.root / "templates/poster").mkdir()
    (clinic.root / "templates/poster/format.toml").touch()
    clinic.change("content/handouts/water/handout.md", "{#drink-daily .critical}", '{#drink-daily formats="poster"}')
    assert "6 cups" not in page(clinic).html


def test_an_unknown_placeholder_is_a_finding(clinic: TinyClinic) -> None:
    clinic.change("content/handouts/water/handout.md", "{emergency_number}", "{emergency_phone}")
    made = composed(clinic)
    assert isinstance(made, Finding)
    assert (made.rule, made.path) == ("placeholder-unknown", "content/handouts/water/handout.md")
    assert "emergency_phone" in made.message
    assert "emergency_number" in made.action


def test_a_right_to_left_page_is_mirrored_as_a_whole(clinic: TinyClinic) -> None:
    project, _found = load_project(clinic.root)
    country, brand = project.countries["GB"], project.brands["oak"]
    words = {**country.words, "ar": country.words["en"]}
    contacts = tuple(contact.model_copy(update={"label": {"ar": "اسأل"}}) for contact in brand.file.contacts)
    project = replace(
        project, countries={"GB": replace(country, words=words)},
        brands={"oak": replace(brand, file=brand.file.model_copy(update={"contacts": contacts}))},
    )

    def arabic(message: Message) -> Message:
        return replace(message, text="اشربي 6 أكواب")

    made = compose(
        Job(handout="water", language="ar", format="sheet", brand="oak"),
        Ingredients(project=project, document=map_messages(project.handouts["water"].document, arabic),
                    templates=Templates(project.templates, words=None), fonts=(), engine=ENGINE),
    )
    assert isinstance(made, Page), made
    assert made.binding == "right"
    assert '<html lang="ar" dir="rtl">' in made.html
    assert 'اشربي <bdi dir="ltr">6</bdi> أكواب' in made.html
    assert b"matrix(-1 0 0 1 40 0)" in made.assets["images/cup.svg"]
