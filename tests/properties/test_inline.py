"""Laws of inline text: no words of a person become markup, and none are lost."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from generator.compose.inline import inline_html, plain_text

words = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="{}*_\\"), max_size=60)
OWN_TAG = re.compile(r"</?(?:strong|em)>")


@given(words)
def test_text_comes_out_as_it_went_in(text: str) -> None:
    shown = html.unescape(OWN_TAG.sub("", inline_html(text, words={})))
    assert "".join(shown.split()) == "".join(text.split())


@given(words)
def test_a_placeholders_value_cannot_add_markup(value: str) -> None:
    filled = str(inline_html("{name}", words={"name": value}))
    assert "<" not in OWN_TAG.sub("", filled)


@given(words)
def test_plain_text_has_the_same_letters(text: str) -> None:
    assert "".join(plain_text(text, words={}).split()) == "".join(text.split())
