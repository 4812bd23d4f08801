"""Ends of lines in scripts without spaces, by ICU's dictionaries."""

from __future__ import annotations

import subprocess
import sys

import pytest

from generator.compose.line_breaks import needs_breaks, with_breaks

WORDS = {
    "th": ["ถ้า", "ปวด", "หลัง", "มาก", "ให้", "โทร", "หา", "พยาบาล", "ทันที"],
    "km": ["ប្រសិនបើ", "អ្នក", "ឈឺខ្នង", "ខ្លាំង", "សូម", "ទូរស័ព្ទ"],
    "lo": ["ຖ້າ", "ເຈັບຫຼັງ", "ຫຼາຍ", "ໃຫ້", "ໂທ", "ຫາ", "ພະຍາບານ"],
    "my": ["ခါး", "အလွန်", "နာ", "လျှင်", "သူနာပြု", "ကို", "ဖုန်း", "ဆက်", "ပါ"],
}


@pytest.mark.parametrize("language", WORDS)
def test_a_line_may_end_between_words_and_nowhere_else(language: str) -> None:
    words = WORDS[language]
    assert with_breaks(["".join(words)], language) == ["\u200b".join(words)]


@pytest.mark.parametrize("language", WORDS)
def test_a_tag_between_words_or_inside_one_changes_nothing(language: str) -> None:
    words = WORDS[language]
    whole = "".join(words)
    for cut in range(len(whole)):
        assert "".join(with_breaks([whole[:cut], whole[cut:]], language)) == "\u200b".join(words)


def test_what_has_ends_of_its_own_gets_none() -> None:
    assert with_breaks(["ถ้า มาก"], "th") == ["ถ้า มาก"], "a space is an end already"
    assert with_breaks(["NHS 111, 2-3 days"], "th") == ["NHS 111, 2-3 days"]
    assert with_breaks(["ถ้า\u200bปวด"], "th") == ["ถ้า\u200bปวด"], "the translator's own mark"
    assert with_breaks(["", ""], "km") == ["", ""]


def test_languages() -> None:
    assert all(map(needs_breaks, ("th", "km", "lo", "my", "th-TH")))
    assert not any(map(needs_breaks, ("en", "vi", "zh-Hans", "thx")))


def test_the_dictionaries_are_loaded_for_these_languages_only() -> None:
    code = """
import sys
from generator.compose.typography import typeset
typeset('<p lang="en">a</p>')
assert not any(name.startswith("icu4py") for name in sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True)
