"""What a brand says in its own words: translated like everything else, and nothing of health."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_clinic import TinyClinic, tiny_clinic

BRAND = "content/brands/oak/brand.toml"
BOX = """
[local.parking]
formats = ["sheet"]
heading = { en = "Where to park", es = "Dónde aparcar" }
text = { en = "Park behind house 4.", es = "Aparque detrás de la casa 4." }
"""


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    made = tiny_clinic(tmp_path)
    made.change("templates/sheet/format.toml", "pages = 1", "pages = 1\nlocal-box = true\nnotes = true")
    (made.root / BRAND).write_text((made.root / BRAND).read_text(encoding="utf-8") + BOX, encoding="utf-8")
    return made


def told(clinic: TinyClinic) -> list[tuple[str, str]]:
    run = clinic.run("check", "--no-pages", "--report", "json")
    return [(str(one["rule"]), f"{one['path']}:{one.get('line')}") for one in run.data()["findings"]]


def line(clinic: TinyClinic, start: str) -> str:
    text = (clinic.root / BRAND).read_text(encoding="utf-8")
    return f"{BRAND}:{text[:text.index(start)].count(chr(10)) + 1}"


def test_a_box_that_says_where_things_are_is_good(clinic: TinyClinic) -> None:
    assert not [one for one in told(clinic) if one[0].startswith("brand")]


@pytest.mark.parametrize(("old", "new", "place"), [
    # Reworded, forbidden by a fact, a dose; in the source and in a translation.
    ("Park behind house 4.", "Drink 2 cups of water each day.", "text ="),
    ("Park behind house 4.", "Do not drink the water each day.", "text ="),
    ("Aparque detrás de la casa 4.", "No beba agua al día.", "text ="),
    ("Aparque detrás de la casa 4.", "Beba solo 6 tazas de agua al día.", "text ="),
    ("Park behind house 4.", "Take 400 mg of ibuprofen.", "text ="),
    ("Where to park", "Ask us when you are thirsty", "heading ="),
])
def test_a_brand_leaves_the_clinical_text_alone(clinic: TinyClinic, old: str, new: str, place: str) -> None:
    clinic.change(BRAND, old, new)
    assert ("brand-clinical", line(clinic, place)) in told(clinic)


@pytest.mark.parametrize(("old", "new", "rule"), [
    ("casa 4.", "casa 5.", "number-altered"),
    ('es = "Aparque detrás de la casa 4."', 'es = "Park behind house 4."', "source-copied"),
    (', es = "Aparque detrás de la casa 4."', "", "brand-text-missing"),
    ('formats = ["sheet"]', 'formats = ["leaflet"]', "brand-local"),
])
def test_its_texts_are_checked_like_others(clinic: TinyClinic, old: str, new: str, rule: str) -> None:
    clinic.change(BRAND, old, new)
    assert rule in {one for one, _place in told(clinic)}


def test_two_boxes_for_one_format(clinic: TinyClinic) -> None:
    text = (clinic.root / BRAND).read_text(encoding="utf-8")
    (clinic.root / BRAND).write_text(text + BOX.replace("parking", "ward"), encoding="utf-8")
    assert "brand-local" in {one for one, _place in told(clinic)}


def test_a_format_without_room_for_a_box(clinic: TinyClinic) -> None:
    clinic.change("templates/sheet/format.toml", "local-box = true", "local-box = false")
    assert ("brand-local", line(clinic, "formats =")) in told(clinic)


def test_contacts_that_have_no_room_are_named(clinic: TinyClinic) -> None:
    clinic.change("templates/sheet/format.toml", "local-box = true", "contacts = 1")
    text = (clinic.root / BRAND).read_text(encoding="utf-8")
    more = '\n[[contacts]]\nphone = "+442079460124"\nlabel = { en = "More", es = "Más" }\n'
    (clinic.root / BRAND).write_text(text + more, encoding="utf-8")
    assert ("brand-contacts-left-out", line(clinic, '[[contacts]]\nphone = "+442079460124"')) in told(clinic)


@pytest.mark.parametrize("word", ["fever_temperature", "caesarean"])
def test_words_that_are_clinical_are_not_a_brands(clinic: TinyClinic, word: str) -> None:
    text = (clinic.root / BRAND).read_text(encoding="utf-8")
    (clinic.root / BRAND).write_text(f'{text}\n[words.en]\n{word} = "45 °C"\n', encoding="utf-8")
    assert "brand-file" in {one for one, _place in told(clinic)}
