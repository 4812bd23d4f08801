"""Spaces that must not end a line."""

from __future__ import annotations

import pytest

from generator.compose.punctuation import with_french_spaces, with_units

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(("text", "expected"), [
    ("Quand : non", "Quand_: non"),
    ("Oui ! Non ? Peut-être ; bien", "Oui_! Non_? Peut-être_; bien"),
    ("« mot »", "«_mot_»"),
    ("à 10:30 ou 10:45", "à 10:30 ou 10:45"),
    ("Attention: oui!", "Attention: oui!"),
    ("déjà\u202f! fait\u00a0?", "déjà\u202f! fait\u00a0?"),
    ("https://exemple.fr ?", "https://exemple.fr_?"),
])
def test_french(text: str, expected: str) -> None:
    assert with_french_spaces(text) == expected.replace("_", NO_BREAK)


def test_units() -> None:
    assert with_units("500 mg, 38 °C, 5 gh, 6 weeks") == f"500{NO_BREAK}mg, 38{NO_BREAK}°C, 5 gh, 6 weeks"
