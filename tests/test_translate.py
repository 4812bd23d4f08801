"""Translating: each message is looked up, and none stays in English without a finding."""

from __future__ import annotations

import pytest
from support import catalog, document, listing, only, paragraphs

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


def test_a_fuzzy_translation_is_used_and_reported() -> None:
    translated, found = translate(DOCUMENT, catalog(SPANISH, fuzzy=True))
    assert [(finding.rule, finding.path, finding.line) for finding in found] \
        == [("translation-fuzzy", "d.po", 10 * number) for number in range(1, len(KEYS) + 1)]
    assert all("fuzzy" in finding.action for finding in found)
    assert [message.text for message in translated.messages()] == list(SPANISH.values())


def test_what_has_no_words_needs_no_translation() -> None:
    empty = Message(text="", context="s", role="cell", line=1)
    _translated, found = translate(document(Table(header=(empty,))), catalog(SPANISH))
    assert found == ()
