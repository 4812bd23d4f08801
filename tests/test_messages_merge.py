"""The merge, case by case; its laws are in properties/test_merge.py."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.load.po import PoEntry, PoFile, Previous
from generator.messages.merge import Merged, merge

PLURALS = PoEntry(msgid="", strings=("Plural-Forms: nplurals=2; plural=(n != 1);\n",))


def said(text: str, *, context: str = "s", name: str = "", plural: str = "") -> PoEntry:
    """Return a message of the source."""
    extracted = (f"id: {name}",) if name else ()
    return PoEntry(msgid=text, context=context, plural=plural, extracted=extracted, references=("a.md",))


def known(text: str, *strings: str, context: str = "s", name: str = "", plural: str = "") -> PoEntry:
    """Return a translated message of a catalog."""
    return replace(said(text, context=context, name=name, plural=plural), strings=strings)


def merged(entries: tuple[PoEntry, ...], *source: PoEntry) -> Merged:
    return merge(PoFile(header=PLURALS, entries=entries), source)


def counts(result: Merged) -> tuple[int, int, int]:
    return result.new, result.changed, result.obsolete


def test_a_message_never_receives_the_translation_of_another_section() -> None:
    """Babel 2.18 gives "Stop" of one context the translation of the other (python-babel/babel PR 1330)."""
    there = known("Stop", "Pare el ejercicio", context="exercise")
    result = merged((there,), said("Stop", context="medicine"), said("Stop", context="exercise"))
    assert [(entry.context, entry.strings) for entry in result.file.entries] \
        == [("medicine", ("",)), ("exercise", ("Pare el ejercicio",))]
    gone = merged((there,), said("Stop", context="medicine"))
    assert [(entry.context, entry.strings, entry.obsolete) for entry in gone.file.entries] \
        == [("medicine", ("",), False), ("exercise", ("Pare el ejercicio",), True)]
    assert counts(gone) == (1, 0, 1)


def test_the_same_id_in_another_section_inherits_nothing() -> None:
    result = merged((known("Stop", "Pare", name="stop"),), said("Stop now", context="other", name="stop"))
    assert result.file.entries[0].strings == ("",)


def test_a_text_that_is_alike_inherits_nothing() -> None:
    result = merged((known("Drink 6 cups of water.", "Beba 6 tazas de agua."),), said("Drink 8 cups of water."))
    assert [(entry.strings, entry.fuzzy, entry.obsolete) for entry in result.file.entries] \
        == [(("",), False, False), (("Beba 6 tazas de agua.",), False, True)]


def test_a_changed_source_keeps_its_translation_for_review() -> None:
    old = replace(known("Drink 6 cups", "Beba 6 tazas", name="drink"), comments=("a note",), flags=("no-wrap",))
    result = merged((old,), said("Drink 8 cups", name="drink"))
    assert result.file.entries == (replace(
        old, msgid="Drink 8 cups", flags=("fuzzy", "no-wrap"), previous=Previous(msgid="Drink 6 cups", context="s"),
    ),)
    assert counts(result) == (0, 1, 0)


def test_two_changes_in_a_row_keep_the_text_that_was_translated() -> None:
    once = merged((known("one", "uno", name="n"),), said("two", name="n"))
    twice = merged(once.file.entries, said("three", name="n"))
    assert [(entry.msgid, entry.fuzzy, entry.previous) for entry in twice.file.entries] \
        == [("three", True, Previous(msgid="one", context="s"))]


def test_a_previous_text_that_a_tool_left_behind_is_not_taken_for_the_translated_one() -> None:
    """Reviewed for "two" without deleting `#| msgid "one"`: the next change was translated from "two"."""
    reviewed = replace(known("two", "dos", name="n"), previous=Previous(msgid="one", context="s"))
    [entry] = merged((reviewed,), said("three", name="n")).file.entries
    assert entry.previous == Previous(msgid="two", context="s")


def test_what_was_never_reviewed_does_not_claim_to_be_made_for_its_text() -> None:
    """Else `accept` would take a translation that a person had marked as doubtful."""
    doubtful = replace(known("two", "¿dos?", name="n"), flags=("fuzzy",))
    [entry] = merged((doubtful,), said("three", name="n")).file.entries
    assert (entry.strings, entry.fuzzy, entry.previous) == (("¿dos?",), True, None)


def test_an_id_that_two_lost_messages_have_gives_nothing() -> None:
    lost = (known("one", "uno", name="n"), known("two", "dos", name="n"))
    result = merged(lost, said("three", name="n"))
    assert [(entry.strings, entry.obsolete) for entry in result.file.entries] \
        == [(("",), False), (("uno",), True), (("dos",), True)]


def test_a_message_with_two_ids_is_inherited_once() -> None:
    both = replace(known("one", "uno"), extracted=("id: a", "id: b"))
    result = merged((both,), said("two", name="a"), said("three", name="b"))
    assert [entry.strings for entry in result.file.entries] == [("uno",), ("",)]


def test_an_id_that_moves_to_a_known_text_gives_nothing_away() -> None:
    """The text decides before the id: both messages are still there, only their ids were swapped."""
    before = (known("one", "uno", name="a"), known("two", "dos", name="b"))
    result = merged(before, said("one", name="b"), said("two", name="a"))
    assert [(entry.strings, entry.fuzzy) for entry in result.file.entries] == [(("uno",), False), (("dos",), False)]


def test_what_goes_is_kept_and_comes_back() -> None:
    entry = replace(known("one", "uno", name="n"), comments=("a note",))
    gone = merged((entry,))
    assert gone.file.entries == (replace(entry, obsolete=True, extracted=(), references=()),)
    assert merged(gone.file.entries).file == gone.file
    assert merged(gone.file.entries, said("one", name="n")).file.entries == (entry,)


def test_what_was_never_translated_goes_unless_somebody_wrote_a_note() -> None:
    assert merged((known("one", ""),)).file.entries == ()
    assert [entry.obsolete for entry in merged((replace(known("one", ""), comments=("hard",)),)).file.entries] == [True]


def test_what_extraction_says_is_renewed_and_what_people_say_is_kept() -> None:
    old = replace(known("one {x}", "uno {x}"), flags=("c-format", "no-wrap"), comments=("mine",), references=("b.md",))
    new = replace(said("one {x}", name="new"), flags=("python-brace-format",))
    [entry] = merged((old,), new).file.entries
    assert (entry.flags, entry.comments, entry.extracted, entry.references) \
        == (("python-brace-format", "no-wrap"), ("mine",), ("id: new",), ("a.md",))


# -- plural forms -------------------------------------------------------------------------------------------------


def test_a_new_plural_has_all_the_forms_of_the_language() -> None:
    arabic = PoEntry(msgid="", strings=("Plural-Forms: nplurals=6; plural=0;\n",))
    result = merge(PoFile(header=arabic), (said("one", plural="many"), said("two")))
    assert [len(entry.strings) for entry in result.file.entries] == [6, 1]


@pytest.mark.parametrize(("before", "after", "strings", "comments"), [
    (known("one", "uno"), said("one", plural="many"), ("uno", ""), ()),
    (known("one", "uno", "unos", plural="many"), said("one"), ("uno",), ('msgstr[1] was "unos"',)),
    (known("one", "uno", "unos", plural="many"), said("one", plural="lots"), ("uno", "unos"), ()),
    (known("one", "uno", "", "unos\nmás", plural="many"), said("one", plural="many"), ("uno", ""),
     ('msgstr[2] was "unos\\nmás"',)),
    (known("one", "uno", plural="many"), said("one", plural="many"), ("uno", ""), ()),
])
def test_a_message_that_changes_its_plural_needs_review_and_loses_no_form(
    before: PoEntry, after: PoEntry, strings: tuple[str, ...], comments: tuple[str, ...]
) -> None:
    [entry] = merged((replace(before, obsolete=True),), after).file.entries
    assert (entry.strings, entry.comments, entry.fuzzy, entry.obsolete) == (strings, comments, True, False)
    assert entry.previous == Previous(msgid="one", context="s", plural=before.plural)


def test_an_untranslated_message_that_gets_a_plural_has_nothing_to_review() -> None:
    [entry] = merged((known("one", ""),), said("one", plural="many")).file.entries
    assert (entry.strings, entry.fuzzy, entry.previous) == (("", ""), False, None)
