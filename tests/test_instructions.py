"""`handouts instructions`: texts that are whole in every language, steps of every scheme, pages that are read aloud."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from pypdfium2 import PdfDocument
from support import ROOT
from tiny_clinic import handouts, tiny_clinic
from verapdf import validate

from generator.compose.instructions import scheme_name
from generator.load import load_project
from generator.load.format import FormatFile
from generator.load.instructions import load_instructions

INSTRUCTIONS = load_instructions()
TEXTS = INSTRUCTIONS.texts
PROJECT = load_project(ROOT)[0]
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def placeholders(words: dict[str, str]) -> dict[str, list[str]]:
    return {name: sorted(PLACEHOLDER.findall(text)) for name, text in words.items()}


@pytest.mark.parametrize("language", PROJECT.settings.project.languages)
def test_every_language_says_the_same_things(language: str) -> None:
    words = TEXTS.texts[language]
    assert placeholders(words) == placeholders(TEXTS.texts["en"])
    assert all(text.strip() == text != "" for text in words.values())
    assert language == "en" or not set(words.values()) & set(TEXTS.texts["en"].values()) - {"Poster"}


def test_every_scheme_has_its_steps_and_every_step_its_words_and_its_drawing() -> None:
    schemes = get_args(FormatFile.model_fields["imposition"].annotation)
    assert set(TEXTS.steps) == {*schemes, "single", "one-sheet"}
    for steps in TEXTS.steps.values():
        assert set(steps) <= set(TEXTS.texts["en"])
        for name in steps:
            assert b'viewBox="0 0 48 36"' in INSTRUCTIONS.drawings[name]


@pytest.mark.parametrize("name", PROJECT.settings.project.formats)
def test_every_shipped_format_has_a_name(name: str) -> None:
    assert name in TEXTS.texts["en"]
    assert scheme_name(PROJECT.formats[name]) in TEXTS.steps


@pytest.mark.slow
def test_pages_of_each_script_are_accessible(tmp_path: Path) -> None:
    languages = [part for tag in ("en", "ur", "zh-Hans", "hi") for part in ("--language", tag)]
    run = handouts("instructions", "--format", "booklet", *languages, "--output", str(tmp_path), cwd=ROOT)
    assert (run.status, run.err.splitlines()) == (0, [f"pages: 8; in {tmp_path / 'instructions'}"])
    files = sorted(tmp_path.rglob("*-A4.pdf"))
    assert {file.name: found for file, found in validate(files).items() if found} == {}
    with PdfDocument(tmp_path / "instructions/en/booklet-Letter.pdf") as document:
        assert len(document) == 1
        said = " ".join(document[0].get_textpage().get_text_range().split())
    assert "Put Letter paper into the printer. 3 Print on both sides. Flip on the short edge." in said
    assert "Put two staples into the fold." in said


@pytest.mark.slow
def test_a_format_of_ones_own_is_told_under_its_name(tmp_path: Path) -> None:
    clinic = tiny_clinic(tmp_path)
    run = clinic.run("instructions", "--language", "es")
    assert run.status == 0, run.err
    with PdfDocument(clinic.root / "output/instructions/es/sheet-A4.pdf") as document:
        said = document[0].get_textpage().get_text_range()
    assert "Cómo imprimir" in said
    assert "sheet" in said


@pytest.mark.parametrize(("option", "name", "said"), [
    ("--format", "shet", 'Did you mean "sheet"?'), ("--language", "fr", "There are: en, es."),
])
def test_what_there_is_not_ends_with_status_2(tmp_path: Path, option: str, name: str, said: str) -> None:
    run = tiny_clinic(tmp_path).run("instructions", option, name)
    assert run.status == 2
    assert said in run.err
