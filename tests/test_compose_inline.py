"""Inline Markdown to HTML."""

from __future__ import annotations

import pytest

from generator.compose.inline import UnknownPlaceholderError, fill, inline_html, isolated, plain_text

WORDS = {"emergency_number": "999", "care_team": "R&D <b>", "fever": "38 °C"}
NO_BREAK = "\u00a0"


def html(text: str, *, rtl: bool = False) -> str:
    return str(inline_html(text, words=WORDS, rtl=rtl))


@pytest.mark.parametrize(("text", "expected"), [
    ("plain", "plain"),
    ("**now** and *soon*", "<strong>now</strong> and <em>soon</em>"),
    (r"\*not\*", "*not*"),
    ('<b>raw</b> & "more"', "&lt;b&gt;raw&lt;/b&gt; &amp; &quot;more&quot;"),
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("[link](http://x) ![picture](y) `code`", "[link](http://x) ![picture](y) `code`"),
    ("Call **{emergency_number}**", "Call<strong> 999</strong>"),
    ("Ask {care_team}.", "Ask R&amp;D &lt;b&gt;."),
])
def test_inline(text: str, expected: str) -> None:
    assert html(text) == expected


def test_an_unknown_placeholder_is_named() -> None:
    with pytest.raises(UnknownPlaceholderError, match="nobody"):
        html("Ask {nobody}.")


@pytest.mark.parametrize("number", [
    "999", "+44 20 7946 0958", "2-3", "2\u20133", "2026-11-22", "1/2", "37.5", "1,000", "24:00",
    f"500{NO_BREAK}mg", f"38{NO_BREAK}°C", "50%",
])
def test_numbers_keep_their_order_in_right_to_left_text_only(number: str) -> None:
    assert html(f"a {number} b", rtl=True) == f'a <bdi dir="ltr">{number}</bdi> b'
    assert html(f"a {number} b") == f"a {number} b"


def test_numbers_that_come_from_placeholders_are_isolated_too() -> None:
    assert html("**{emergency_number}**", rtl=True) == '<strong><bdi dir="ltr">999</bdi></strong>'
    assert html("{fever}", rtl=True) == f'<bdi dir="ltr">38{NO_BREAK}°C</bdi>'


def test_tags_are_no_text() -> None:
    assert html("**4** <2>", rtl=True) == '<strong><bdi dir="ltr">4</bdi></strong> &lt;<bdi dir="ltr">2</bdi>&gt;'


@pytest.mark.parametrize("unit", ["mg", "ml", "kg", "cm", "mm", "%", "°C", "°F"])
def test_a_number_and_its_unit_share_a_line(unit: str) -> None:
    assert html(f"take 5 {unit} now") == f"take 5{NO_BREAK}{unit} now"


def test_other_words_may_part_from_their_number() -> None:
    assert html("5 cmx and 6 weeks") == "5 cmx and 6 weeks"


def test_plain_text_has_neither_marks_nor_entities() -> None:
    assert plain_text("**Ask** {care_team} & wait", words=WORDS) == "Ask R&D <b> & wait"


def test_isolated_escapes() -> None:
    assert isolated("020 <7946>") == '<bdi dir="ltr">020 &lt;7946&gt;</bdi>'


def test_fill_fills_every_placeholder() -> None:
    assert fill("{emergency_number} or {emergency_number}", WORDS) == "999 or 999"
    with pytest.raises(UnknownPlaceholderError, match="missing"):
        fill("{missing}", WORDS)
