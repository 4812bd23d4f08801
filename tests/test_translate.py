"""Translating: each message is looked up, and none stays in English without a finding."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import catalog, document, listing, only, paragraphs

from generator.findings import Severity
from generator.load.document import Message, Table
from generator.translate import translate

DOCUMENT = document(*paragraphs("Bend your knees."), listing("Ask **first**."))
KEYS = [message.key for message in DOCUMENT.messages()]
SPANISH = {key: f"es {key[1]}" for key in KEYS}


def test_the_source_language_needs_no_catalog() -> None:
    assert translate(DOCUMENT, None) == (DOCUMENT, ())


def test_each_message_is_translated_and_nothing_else_changes() -> None:
    translated, found = translate(DOCUMENT, catalog(SPANISH))
    assert found == ()
    for source, target in zip(DOCUMENT.messages(), translated.messages(), strict=True):
        assert target == Message(text=f"es {source.text}", context=source.context, role=source.role, line=source.line)


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_an_empty_translation_is_missing_and_has_its_line(text: str) -> None:
    translated, found = translate(DOCUMENT, catalog(SPANISH | {KEYS[5]: text}))
    missing = only(found)
    assert (missing.rule, missing.path, missing.line, missing.language) == ("translation-missing", "d.po", 60, "es")
    assert "'Bend your knees.'" in missing.message
    assert [message.text for message in translated.messages()][5] == "Bend your knees."


def test_a_message_that_is_not_in_the_catalog_is_missing() -> None:
    _translated, found = translate(DOCUMENT, catalog({key: SPANISH[key] for key in KEYS[1:]}))
    missing = only(found)
    assert (missing.rule, missing.path, missing.line) == ("translation-missing", "d.po", None)
    assert "msgctxt 'front-matter'" in missing.message
    assert missing.action


def test_the_same_words_in_another_section_are_another_message() -> None:
    _translated, found = translate(DOCUMENT, catalog({("elsewhere", text): "x" for _context, text in KEYS}))
    assert [finding.rule for finding in found] == ["translation-missing"] * len(KEYS)


def test_a_fuzzy_translation_is_reported_and_the_source_stands_marked_in_its_place() -> None:
    translated, found = translate(DOCUMENT, catalog(SPANISH, fuzzy=True))
    assert [(finding.rule, finding.path, finding.line) for finding in found] \
        == [("translation-fuzzy", "d.po", 10 * number) for number in range(1, len(KEYS) + 1)]
    assert all("fuzzy" in finding.action for finding in found)
    assert list(translated.messages()) == [replace(message, untranslated=True) for message in DOCUMENT.messages()]


def test_only_what_has_no_translation_is_marked() -> None:
    translated, _found = translate(DOCUMENT, catalog(SPANISH | {KEYS[5]: ""}))
    assert [message.untranslated for message in translated.messages()] == [key == KEYS[5] for key in KEYS]


@pytest.mark.parametrize("fuzzy", [True, False])
def test_an_incomplete_build_is_told_the_same_as_notes(fuzzy: bool) -> None:  # noqa: FBT001 (a parameter of a test)
    lacking = catalog(SPANISH, fuzzy=True) if fuzzy else catalog({})
    refused, errors = translate(DOCUMENT, lacking)
    allowed, notes = translate(DOCUMENT, lacking, incomplete=True)
    assert allowed == refused
    assert {finding.severity for finding in errors} == {Severity.ERROR}
    assert notes == tuple(replace(finding, severity=Severity.NOTE) for finding in errors)


@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["", " ", "es"])), st.booleans())
def test_a_message_is_translated_or_marked_and_found(texts: dict[tuple[str, str], str], fuzzy: bool) -> None:  # noqa: FBT001
    """No silent English: whatever the catalog lacks."""
    translated, found = translate(DOCUMENT, catalog(texts, fuzzy=fuzzy))
    pairs = list(zip(DOCUMENT.messages(), translated.messages(), strict=True))
    for source, target in pairs:
        assert target.untranslated == (target.text == source.text)
        assert target.untranslated or target.text == texts[source.key] == "es"
    assert len(found) == sum(target.untranslated for _source, target in pairs)


def test_what_has_no_words_needs_no_translation() -> None:
    empty = Message(text="", context="s", role="cell", line=1)
    _translated, found = translate(document(Table(header=(empty,))), catalog(SPANISH))
    assert found == ()
