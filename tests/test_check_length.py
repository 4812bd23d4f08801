"""A translation that grows beyond what its formats can hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support import only
from test_check_texts import loaded, saying
from tiny_clinic import tiny_clinic

from generator.check import Text
from generator.check.length import length_grown, most_columns
from generator.findings import Severity

DAILY = "Drink 6 cups of water each day."  # 31 columns


@pytest.fixture(scope="module")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> Text:
    return replace(loaded(tiny_clinic(tmp_path_factory.mktemp("tiny")), "es"), growth={"sheet": 2.0})


@pytest.mark.parametrize(("letter", "count"), [("a", 72), ("水", 36), ("ب", 72), ("कि", 72), ("е\u0301", 72)])
def test_a_text_that_has_grown_too_much(spanish: Text, letter: str, count: int) -> None:
    found = only(length_grown(saying(spanish, DAILY, letter * count)))
    assert (found.rule, found.severity) == ("length-grown", Severity.WARNING)
    assert "72 columns wide, its source 31: too much for the sheet" in found.message
    assert "at most 71 columns" in found.action
    assert list(length_grown(saying(spanish, DAILY, letter * (count - 1)))) == []


def test_short_texts_have_an_allowance() -> None:
    assert most_columns(4, 2.0) == 8 + 36
    assert most_columns(40, 2.0) == 80
    assert most_columns(100, 1.8) == 180


def test_what_no_format_prints_is_not_measured(spanish: Text) -> None:
    long = saying(spanish, DAILY, "a" * 500)
    assert list(length_grown(replace(long, growth={"poster": 1.8}))) == []
    assert list(length_grown(saying(spanish, "A cup of water", "a" * 500))) == []


def test_a_placeholder_counts_as_a_word(spanish: Text) -> None:
    call = saying(spanish, "In danger call {emergency_number}.", "{emergency_number}" * 5 + "a")
    assert list(length_grown(call)) == []


def test_the_source_has_nothing_to_grow_from(tmp_path: Path) -> None:
    english = replace(loaded(tiny_clinic(tmp_path), "en"), growth={"sheet": 1.1})
    assert list(length_grown(english)) == []
