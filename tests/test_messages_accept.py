"""Acceptance: only a change that touches no number, placeholder or negation may keep its translation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.load.po import PoEntry, PoFile, Previous
from generator.messages.accept import Refusal, accept, reference

TODAY = date(2027, 3, 4)


def changed(before: str, after: str, *, name: str = "drink") -> PoEntry:
    """Return an entry whose source was changed after it was translated."""
    return PoEntry(msgid=after, context="s", strings=("Beba",), flags=("fuzzy", "python-brace-format"), line=7,
                   comments=("a note",), extracted=(f"id: {name}",), previous=Previous(msgid=before, context="s"))


def accepted(entry: PoEntry, *, reason: str = "a comma", name: str = "drink") -> PoFile | Refusal:
    return accept(PoFile(entries=(PoEntry(msgid="other"), entry)), name, reason=reason, today=TODAY)


def refused(entry: PoEntry, *, reason: str = "a comma", name: str = "drink") -> str:
    result = accepted(entry, reason=reason, name=name)
    assert isinstance(result, Refusal), "it was accepted"
    assert result.action
    return result.message


def test_a_typo_is_accepted_and_the_reason_is_kept() -> None:
    entry = changed("Drink 6 cups of watter.", "Drink 6 cups of water.")
    assert accepted(entry, reason=" spelling\n of water ") == PoFile(entries=(PoEntry(msgid="other"), replace(
        entry, flags=("python-brace-format",), previous=None, comments=(
            "a note",
            "Accepted on 2027-03-04 as a typo (spelling of water); the source was: Drink 6 cups of watter.",
        ),
    )))


@pytest.mark.parametrize(("before", "after", "what"), [
    ("Drink 6 cups.", "Drink 8 cups.", "number"),
    ("Drink 6 cups.", "Drink cups.", "number"),
    ("Take 1.5 ml.", "Take 15 ml.", "number"),
    ("Take 1,000 steps.", "Take 1.000 steps.", "number"),
    ("Take 2 tablets every 4 hours.", "Take 4 tablets every 2 hours.", "number"),
    ("Take 5 mg.", "Take 5 g.", "number"),
    ("Take 5 mg.", "Take 5 mcg.", "number"),
    ("Wait 2 days.", "Wait 2 weeks.", "number"),
    ("At 38 °C call.", "At 38 °F call.", "number"),
    ("Drink six cups.", "Drink seven cups.", "number"),
    ("Take it once a day.", "Take it twice a day.", "number"),
    ("Take ½ a tablet.", "Take ¼ of a tablet.", "number"),
    ("Call {care_team}.", "Call {emergency_number}.", "placeholder"),
    ("Call {care_team}.", "Call us.", "placeholder"),
    ("Call {a} before {b}.", "Call {b} before {a}.", "placeholder"),
    ("Take it.", "Do not take it.", "negation"),
    ("Do not take it.", "Do take it.", "negation"),
    ("You should take it.", "You shouldn't take it.", "negation"),
    ("You must walk.", "You mustn’t walk.", "negation"),
    ("You can walk.", "You cannot walk.", "negation"),
    ("Take it with food.", "Take it without food.", "negation"),
    ("A new numbness.", "A numbness.", "negation"),
    ("Walk if it hurts.", "Only walk if it hurts.", "negation"),
    ("Take it before meals.", "Take it after meals.", "negation"),
    ("Walk more.", "Walk less.", "negation"),
    ("NEVER lift.", "Lift.", "negation"),
    ("Walk if it hurts.", "Walk unless it hurts.", "negation"),
])
def test_a_change_of_meaning_is_refused(before: str, after: str, what: str) -> None:
    assert refused(changed(before, after)) == f"'drink' changed by a {what}: {before!r} became {after!r}."


@pytest.mark.parametrize(("before", "after"), [
    ("Drink 6 cups", "Drink 6 cups."), ("Do not  walk", "Do not walk"),
    ("Call {care_team} now", "Now call {care_team}"),
    ("don't", "Don't"), ("38°C", "38 °C"), ("a note to know", "a notice to know"),
])
def test_a_change_of_form_is_accepted(before: str, after: str) -> None:
    assert isinstance(accepted(changed(before, after)), PoFile)


def test_a_plural_is_looked_at_too() -> None:
    entry = replace(changed("a cup", "a cup"), plural="{n} cups", strings=("taza", "tazas"),
                    previous=Previous(msgid="a cup", context="s", plural="no cups"))
    assert "placeholder" in refused(entry)


@pytest.mark.parametrize(("entry", "message"), [
    (replace(changed("a", "b"), flags=()), "'drink' has no translation that needs review."),
    (replace(changed("a", "b"), strings=("",)), "'drink' has no translation that needs review."),
    (replace(changed("a", "b"), previous=None), "'drink' does not say which text it was translated from."),
    (replace(changed("a", "b"), obsolete=True), "there is no message 'drink'."),
    (replace(changed("a", "b"), previous=Previous(msgid="a", context="t")),
     "the translation of 'drink' was made for another section."),
    (changed("a", "b", name="eat"), "there is no message 'drink'."),
])
def test_what_cannot_be_accepted(entry: PoEntry, message: str) -> None:
    assert refused(entry) == message


@pytest.mark.parametrize("reason", ["", "  ", "\n\t"])
def test_a_reason_is_needed(reason: str) -> None:
    assert refused(changed("a", "b"), reason=reason) == "the reason is empty."


def test_a_reason_that_is_no_text_can_still_be_written() -> None:
    result = accepted(changed("a", "b"), reason="caf\udce9")
    assert isinstance(result, PoFile)
    assert "(caf?)" in result.entries[1].comments[-1]


def test_a_name_that_two_messages_have_is_refused() -> None:
    file = PoFile(entries=(changed("a", "b"), replace(changed("a", "c"), context="t")))
    result = accept(file, "drink", reason="a comma", today=TODAY)
    assert isinstance(result, Refusal)
    assert result.message == "'drink' is the name of 2 messages."


def test_a_message_without_id_is_named_by_its_section_and_a_digest() -> None:
    entry = replace(changed("a", "b"), extracted=())
    name = reference(entry)
    assert name.startswith("s~")
    assert isinstance(accepted(entry, name=name), PoFile)
    assert reference(replace(entry, context="")).startswith("words~")
    assert len({reference(replace(entry, context=one, msgid=two)) for one in "st" for two in "ab"}) == 4
