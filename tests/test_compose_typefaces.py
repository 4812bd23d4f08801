"""How each script is set."""

from __future__ import annotations

import pytest

from generator.compose.typefaces import direction_of, faces_for, script_of, setting_for
from generator.fonts import ARABIC, CHINESE_SIMPLIFIED, FACES, LATIN

SCRIPTS = {
    "Latn": ("en", "es", "pt-BR", "fr", "pl", "ro", "tr", "vi", "so", "sw", "ht", "tl", "sr-Latn"),
    "Arab": ("ar", "fa", "ur", "ps", "ckb"),
    "Hans": ("zh", "zh-Hans"),
    "Hant": ("zh-Hant", "zh-TW"),
    "Hebr": ("he",),
    "Cyrl": ("ru", "uk"),
    "Deva": ("hi", "ne"),
    "Beng": ("bn",), "Guru": ("pa",), "Gujr": ("gu",), "Taml": ("ta",), "Ethi": ("am", "ti"), "Thai": ("th",),
    "Laoo": ("lo",), "Khmr": ("km",), "Mymr": ("my",), "Jpan": ("ja",), "Kore": ("ko",),
}


@pytest.mark.parametrize(("language", "script"), [
    (language, script) for script, languages in SCRIPTS.items() for language in languages
])
def test_script(language: str, script: str) -> None:
    assert script_of(language) == script


@pytest.mark.parametrize(("language", "direction"), [
    ("ar", "rtl"), ("fa", "rtl"), ("ur", "rtl"), ("ps", "rtl"), ("ckb", "rtl"), ("he", "rtl"),
    ("en", "ltr"), ("zh-Hans", "ltr"), ("es", "ltr"), ("hi", "ltr"), ("am", "ltr"),
])
def test_direction(language: str, direction: str) -> None:
    assert direction_of(language) == direction


def test_faces_follow_the_script_and_latin_is_always_there() -> None:
    assert faces_for("es") == LATIN
    assert faces_for("ar") == (*LATIN, *ARABIC)
    assert faces_for("zh-Hans") == (*LATIN, *CHINESE_SIMPLIFIED)


@pytest.mark.parametrize("language", ["en", "ar", "zh-Hans"])
@pytest.mark.parametrize("headings", ["serif", "sans"])
@pytest.mark.parametrize("arabic_body", ["naskh", "sans"])
def test_a_setting_names_only_faces_of_its_script(language: str, headings: str, arabic_body: str) -> None:
    setting = setting_for(language, headings=headings, arabic_body=arabic_body)
    ours = {(face.family, face.weight) for face in faces_for(language)}
    named = [name.strip(' "') for name in f"{setting.body},{setting.heading}".split(",")]
    assert set(named) <= {family for family, _weight in ours}
    heading = setting.heading.split(",")[0].strip('" ')
    assert (heading, setting.heading_weight) in ours, "the weight of headings would be synthesised"


def test_a_brands_feeling_changes_headings_only() -> None:
    for language in ("en", "ar", "zh-Hans"):
        serif, sans = (setting_for(language, headings=kind, arabic_body="naskh") for kind in ("serif", "sans"))
        assert serif.heading != sans.heading
        assert serif.body == sans.body


def test_custom_properties_are_complete() -> None:
    properties = setting_for("ar", headings="serif", arabic_body="naskh").custom_properties()
    assert properties["--script-size"] == "1.125"
    assert properties["--body-family"] == '"Handout Naskh", "Handout Sans"'
    assert all(properties.values())


def test_families_are_private() -> None:
    assert all(face.family.startswith("Handout ") for face in FACES)
