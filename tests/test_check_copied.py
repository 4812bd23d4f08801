"""What was left in the source language."""

from __future__ import annotations

import pytest
from support import only, pair

from generator.check.copied import source_copied
from generator.findings import Severity
from generator.load.glossary import Glossary, Term

ALLOWED = Glossary(
    path="glossary.toml", same_as_source={"Date": "The same.", "Logo: %(name)s": "The same."},
    terms={"pelvis": Term(source=("pelvis",), preferred=("pelvis",), reason="The same.")},
)


@pytest.mark.parametrize(("source", "translation"), [
    ("Back pain", "Back pain"), ("**Back** pain", "back **PAIN**"), ("Epidural", "epidural."),
])
@pytest.mark.parametrize("language", ["es", "ar", "hi", "ru", "ur", "zh-Hans"])
def test_an_untranslated_text(source: str, translation: str, language: str) -> None:
    found = only(source_copied(pair(source, translation, language)))
    assert (found.rule, found.severity) == ("source-copied", Severity.WARNING)
    assert "glossary.toml" in found.action


@pytest.mark.parametrize("text", ["0–10", "{care_team}", "…", "5 × 3", "%(page)s / %(pages)s", "www.nhs.uk", ""])
def test_a_text_without_words_may_be_the_same(text: str) -> None:
    assert list(source_copied(pair(text, text, "es"))) == []


@pytest.mark.parametrize(("source", "translation"), [
    ("Date", "Date"), ("pelvis", "Pelvis"), ("Logo: %(name)s", "Logo\u00a0: %(name)s"), ("Date", "Fecha"),
])
def test_the_glossary_allows_what_is_the_same(source: str, translation: str) -> None:
    assert list(source_copied(pair(source, translation, "fr", ALLOWED))) == []


def test_a_passage_that_was_left() -> None:
    source = "Keep moving gently. Do not stay in bed for long."
    found = only(source_copied(pair(source, "Siga moviéndose. Do not stay in bed for long.", "es")))
    assert "do not stay in" in found.message
    assert list(source_copied(pair(source, "Siga do not moviéndose.", "es"))) == []


def test_the_source_itself_is_no_copy() -> None:
    assert list(source_copied(pair("Back pain", "Back pain", "en"))) == []
