"""What is isolated in right-to-left text."""

from __future__ import annotations

import pytest

from generator.compose.bidi import left_to_right_runs, with_whole_numbers

NO_BREAK = "\u00a0"


def runs(text: str) -> list[str]:
    return [text[start:end] for start, end in left_to_right_runs(text)]


@pytest.mark.parametrize("number", [
    "999", "+44 20 7946 0958", "2-3", "2\u20133", "2 \u2013 3", "2026-11-22", "1/2", "37.5", "1,000", "24:00", "-3",
    f"500{NO_BREAK}mg", "500 mg", f"38{NO_BREAK}°C", "100.4 °F (38 °C)", "50%", "<5 kg", "≥38 °C",
    "NHS", "NHS 111", "vitamin D 400 IU", "paracetamol 500 mg", "COVID-19", "Women's Clinic", "R&D", "Jane Doe",
    "https://riverside.example/h/back-pain", "ask@clinic.example", "BPB-1.0-LF-ar-RWC",
])
def test_one_isolate_for(number: str) -> None:
    assert runs(f"ق {number} ق") == [number]
    assert runs(f"({number}).") == [number]


@pytest.mark.parametrize(("text", "expected"), [
    ("خذي 500 mg كل 6 ساعات", ["500 mg", "6"]),
    ("من 10:30 إلى 11:45", ["10:30", "11:45"]),
    ("10، 20", ["10", "20"]),
    ("٢-٣", []),
    ("لا أرقام", []),
    ("\u202eword\u202c 5", ["5"]),
])
def test_isolates(text: str, expected: list[str]) -> None:
    assert runs(text) == expected


def test_a_number_does_not_part_at_its_spaces() -> None:
    assert with_whole_numbers("+44 20 7946 و 5 ق") == f"+44{NO_BREAK}20{NO_BREAK}7946 و 5 ق"
