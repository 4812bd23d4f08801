"""Letters of another script, and characters that nobody can see."""

from __future__ import annotations

import pytest
from support import only, pair

from generator.check.scripts import bidi_control_hidden, script_mixed
from generator.findings import Severity
from generator.load.glossary import Glossary

ALLOWED = Glossary(path="glossary.toml", foreign_words={"QR": "A code.", "maternity unit": "A name.", "A&E": "A name."})


@pytest.mark.parametrize(("language", "text"), [
    ("ru", "Боль в спине: {care_team}, 38 °C, 500 mg, www.nhs.uk"),
    ("ru", "QR-код"),
    ("zh-Hans", "急诊室（A&E），产科（maternity unit），38 °C"),
    ("ar", "رمز QR للعنوان %(address)s، 500 mg"),
    ("hi", "पेज 2, 38 °C"),
    ("ur", "کمر درد"),
    ("ja", "腰が痛い。テスト"),
    ("es", "Síntomas, ñandú: 5 µg"),
    ("vi", "thắt lưng"),
])
def test_what_may_stand(language: str, text: str) -> None:
    assert [str(found) for found in script_mixed(pair("x", text, language, ALLOWED))] == []


@pytest.mark.parametrize(("language", "text", "word"), [
    ("ar", "ألم الظهر back", "back"),
    ("zh-Hans", "硬膜外epidural麻醉", "epidural"),
    ("hi", "पीठ pain", "pain"),
    ("ur", "کمر pain", "pain"),
    ("ru", "боль physiotherapist", "physiotherapist"),
    ("es", "dolor 痛", "痛"),
])
def test_a_word_left_in_another_script_is_a_warning(language: str, text: str, word: str) -> None:
    found = only(script_mixed(pair("x", text, language)))
    assert (found.rule, found.severity) == ("script-mixed", Severity.WARNING)
    assert f"{word!r} is left" in found.message


@pytest.mark.parametrize(("language", "text", "letter"), [
    ("es", "dolor de espаlda", "CYRILLIC SMALL LETTER A"),
    ("ru", "бoль", "LATIN SMALL LETTER O"),
    ("ru", "боль c утра", "LATIN SMALL LETTER C"),
    ("fr", "Ρain", "GREEK CAPITAL LETTER RHO"),
    ("ur", "كمر درد", "ARABIC LETTER KAF"),
    ("ar", "ألم الظهر فی", "ARABIC LETTER FARSI YEH"),
])
def test_letters_that_only_look_right_are_an_error(language: str, text: str, letter: str) -> None:
    found = only(script_mixed(pair("x", text, language)))
    assert (found.rule, found.severity) == ("script-mixed", Severity.ERROR)
    assert letter in found.message


@pytest.mark.parametrize("control", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
@pytest.mark.parametrize("language", ["ar", "es"])
def test_bidi_controls_are_errors(control: str, language: str) -> None:
    found = only(bidi_control_hidden(pair("x", f"999{control}", language)))
    assert (found.rule, found.severity) == ("bidi-control-hidden", Severity.ERROR)
    assert f"<U+{ord(control):04X}>" in found.message
    assert control not in found.message


@pytest.mark.parametrize(("language", "text", "count"), [
    ("es", "a\u200bb", 1), ("zh-Hans", "\ufeff背", 1), ("ru", "бо\u00adль", 1), ("es", "a\u200db", 1),
    ("ar", "ظ\u200cه", 0), ("hi", "क्\u200dष", 0), ("ur", "کم\u200cر", 0), ("ru", "бо\u200cль", 1),
    ("fr", "Pourquoi\u00a0?", 0), ("es", "largo‑plazo", 0),
])
def test_other_invisible_characters_are_warnings(language: str, text: str, count: int) -> None:
    found = list(bidi_control_hidden(pair("x", text, language)))
    assert [finding.severity for finding in found] == [Severity.WARNING] * count
