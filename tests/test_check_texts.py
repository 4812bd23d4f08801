"""Rules over texts: facts, placeholders and bold marks survive a translation, or it is a finding."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support import FACTS, HANDOUT, SPANISH, only, pair
from tiny_clinic import TinyClinic, tiny_clinic

from generator.check import Text, check_text
from generator.check.marks import marks_altered
from generator.check.text import unmarked
from generator.check.texts import fact_altered, fact_unguarded, placeholder_altered
from generator.findings import Finding
from generator.load import load_project
from generator.load.document import Message, map_messages
from generator.load.handout import Fact, FactPatterns
from generator.translate import translate


@pytest.fixture(scope="module")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> Text:
    return loaded(tiny_clinic(tmp_path_factory.mktemp("tiny")), "es")


def loaded(clinic: TinyClinic, language: str) -> Text:
    """Return the tiny clinic's handout in one language."""
    project, found = load_project(clinic.root)
    assert found == ()
    handout, words = project.handouts["water"], project.catalogs.get((language, "water"))
    return Text(
        handout=handout, language=language, document=translate(handout.document, words)[0], catalog=words
    )


def saying(text: Text, source: str, translation: str) -> Text:
    """Return the text with another translation of one message."""
    keys = iter([message.text for message in text.handout.document.messages()])

    def change(message: Message) -> Message:
        return replace(message, text=translation) if next(keys) == source else message

    changed = replace(text, document=map_messages(text.document, change))
    assert changed != text
    return changed


def with_source(text: Text, old: str, new: str, translation: str) -> Text:
    """Return the text with another source message and its translation."""
    def change(message: Message) -> Message:
        return replace(message, text=new) if message.text == old else message

    translated = saying(text, old, translation)
    return replace(
        translated, handout=replace(text.handout, document=map_messages(text.handout.document, change))
    )


def test_a_sound_text_has_no_finding(spanish: Text, tmp_path: Path) -> None:
    assert check_text(spanish) == ()
    assert check_text(loaded(tiny_clinic(tmp_path), "en")) == ()


# -- facts --------------------------------------------------------------------------------------------------------

DAILY = "Drink 6 cups of water each day."


def test_a_fact_that_is_lost(spanish: Text) -> None:
    found = only(fact_altered(saying(spanish, DAILY, "Beba 8 tazas de agua al día.")))
    line = spanish.catalog.entries["drink", DAILY].line if spanish.catalog else None
    assert (found.rule, found.path, found.line) == ("fact-altered", SPANISH, line)
    assert "'drink' must say" in found.message
    assert "Nobody may be told not to drink." in found.action


def test_a_fact_that_is_turned_round_is_told_twice(spanish: Text) -> None:
    lost, forbidden = fact_altered(saying(spanish, DAILY, "NO BEBA agua."))
    assert "does not say" in lost.message
    assert "'NO BEBA'" in forbidden.message


def test_what_is_forbidden_is_found_beside_what_must_be_said(spanish: Text) -> None:
    found = only(fact_altered(saying(spanish, DAILY, "Beba 6 tazas; no beba más.")))
    assert "forbids" in found.message


def test_bold_marks_do_not_hide_a_fact(spanish: Text) -> None:
    assert unmarked("**Beba** 6") == "Beba 6"
    assert list(fact_altered(saying(spanish, DAILY, "**Beba** 6 tazas."))) == []
    assert "forbids" in only(fact_altered(saying(spanish, DAILY, "Beba 6. No **beba** más."))).message


def test_the_source_language_is_looked_at_too(tmp_path: Path) -> None:
    clinic = tiny_clinic(tmp_path)
    clinic.change(HANDOUT, DAILY, "Drink 8 cups of water each day.")
    clinic.change(SPANISH, DAILY, "Drink 8 cups of water each day.")
    found = only(fact_altered(loaded(clinic, "en")))
    assert (found.path, found.line) == (HANDOUT, 26)


def test_every_message_that_a_fact_guards_is_looked_at(tmp_path: Path) -> None:
    clinic = tiny_clinic(tmp_path)
    clinic.change(FACTS, '["drink-daily"]', '["drink-daily", "thirsty"]')
    clinic.change(HANDOUT, "- Ask **", "- {#thirsty}\n  Ask **")
    assert "Pregunte a" in only(fact_altered(loaded(clinic, "es"))).message


def test_a_language_without_patterns_is_unguarded(spanish: Text) -> None:
    fact = Fact(why="w", messages=("drink-daily",), patterns={"en": FactPatterns(must="x", must_not="y")})
    bare = replace(spanish, handout=replace(spanish.handout, facts={"drink": fact}))
    assert list(fact_altered(bare)) == []
    found = only(fact_unguarded(bare))
    assert (found.rule, found.path) == ("fact-unguarded", FACTS)
    assert "[facts.drink.patterns.es]" in found.action


# -- placeholders and marks ---------------------------------------------------------------------------------------

CALL = "In danger call {emergency_number}."
ASK = "Ask **{care_team}** when you are thirsty."


@pytest.mark.parametrize(("translation", "said"), [
    ("En peligro llame.", ["lost the placeholder {emergency_number}"]),
    ("En peligro llame al 999.", ["lost the placeholder {emergency_number}"]),
    ("Llame al {emergency_number} o {emergency_number}.", ["{emergency_number} that its source has not"]),
    ("Llame al {emergency_number} o a {care_team}.", ["{care_team} that its source has not"]),
    ("Llame al {emergency_nubmer}.", ["lost the placeholder {emergency_number}", "{emergency_nubmer} that its source"]),
    ("Llame al { emergency_number }.", ["lost the placeholder"]),
    ("Llame al {Emergency_number}.", ["lost the placeholder"]),
    ("Llame al {emergency_number}.", []),
])
def test_placeholders_are_those_of_the_source(spanish: Text, translation: str, said: list[str]) -> None:
    found = list(placeholder_altered(saying(spanish, CALL, translation)))
    assert len(found) == len(said)
    for finding, words in zip(found, said, strict=True):
        assert (finding.rule, finding.path) == ("placeholder-altered", SPANISH)
        assert words in finding.message
        assert finding.line is not None


@pytest.mark.parametrize(("translation", "said"), [
    ("Pregunte a {care_team} si tiene sed.", "0 bold runs"),
    ("**Pregunte** a **{care_team}** si tiene sed.", "2 bold runs"),
    ("Pregunte a **{care_team} si tiene sed.", "not closed"),
    ("Pregunte a ** {care_team} ** si tiene sed.", "not closed"),
    ("Pregunte a *{care_team}** si tiene sed.", "not closed"),
    ("Pregunte a *{care_team}* si tiene sed.", "0 bold runs"),
    ("请问**“{care_team}”**您。", "not closed"),
])
def test_bold_marks_are_those_of_the_source(spanish: Text, translation: str, said: str) -> None:
    found = only(marks_altered(saying(spanish, ASK, translation)))
    assert (found.rule, found.path) == ("marks-altered", SPANISH)
    assert said in found.message
    assert found.action
    assert found.line is not None


@pytest.mark.parametrize("translation", ["Si tiene sed, **{care_team}**.", "**{care_team}**: pregunte."])
def test_the_order_of_the_words_is_free(spanish: Text, translation: str) -> None:
    changed = saying(spanish, ASK, translation)
    assert list(marks_altered(changed)) == []
    assert list(placeholder_altered(changed)) == []


def test_an_invented_mark_is_found_too(spanish: Text) -> None:
    assert "1 bold runs" in only(marks_altered(saying(spanish, DAILY, "**Beba** 6 tazas."))).message


def test_two_bold_runs_may_not_become_one(spanish: Text) -> None:
    text = with_source(spanish, DAILY, "**Drink** 6 **cups**.", "**Beba 6 tazas**.")
    assert "1 bold runs, its source 2" in only(marks_altered(text)).message


@pytest.mark.parametrize(("source", "translation"), [("A \\* B", "A \\* B"), ("2 \\* 3", "2 \\* 3")])
def test_an_escaped_asterisk_is_no_mark(spanish: Text, source: str, translation: str) -> None:
    assert list(marks_altered(with_source(spanish, DAILY, source, translation))) == []


def test_several_faults_of_a_text_are_found_at_once_and_marked(spanish: Text) -> None:
    text = saying(saying(saying(spanish, DAILY, "No beba."), ASK, "Pregunte a {care_team}."), CALL, "Llame.")
    found = check_text(text)
    assert [finding.rule for finding in found] \
        == ["fact-altered", "fact-altered", "number-altered", "placeholder-altered", "marks-altered"]
    assert {(finding.handout, finding.language) for finding in found} == {("water", "es")}
    assert all(isinstance(finding, Finding) and finding.action for finding in found)


@pytest.mark.parametrize(("source", "translation", "said"), [
    ("See [the page](x).", "Vea la página.", "0 links, its source 1"),
    ("One\nTwo", "Uno dos", "1 lines, its source 2"),
    ("One", "Uno\nDos", "2 lines, its source 1"),
    ("An *old* sign", "Una señal vieja", "0 emphasised runs, its source 1"),
    ("Ask **them**", "请问＊＊他们＊＊", "not closed"),
])
def test_links_lines_and_emphasis_are_those_of_the_source(source: str, translation: str, said: str) -> None:
    assert said in only(marks_altered(pair(source, translation, "es"))).message
