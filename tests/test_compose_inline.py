"""Inline Markdown to HTML."""

from __future__ import annotations

import pytest

from generator.compose.inline import UnknownPlaceholderError, fill, inline_html, isolated, plain_text

WORDS = {"emergency_number": "999", "care_team": "R&D <b>", "fever": "38 °C"}
NO_BREAK = "\u00a0"


def html(text: str) -> str:
    return str(inline_html(text, words=WORDS))


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


@pytest.mark.parametrize("unit", ["mg", "ml", "kg", "cm", "mm", "g", "mL", "IU", "%", "°C", "°F"])
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
