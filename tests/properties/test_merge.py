"""The laws of the merge: nothing translated is lost, and no message receives another's translation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from po_files import HEADER, po_files

from generator.load.po import FUZZY, PoEntry, PoFile, parse_po
from generator.messages.extract import ids_of
from generator.messages.merge import merge
from generator.messages.write import po_text

TEXTS = ("Drink", "Drink 6 cups", "Rest", "Ask")
History = tuple[PoFile, tuple[PoEntry, ...]]


def source_of(chance: Random) -> tuple[PoEntry, ...]:
    """Write a source; few texts, sections and ids, so that the same text stands under several of them."""
    found = [
        PoEntry(
            msgid=chance.choice(TEXTS), context=chance.choice(("", "day", "night")),
            plural=chance.choice(("", "", "", "plural")), references=("a.md",),
            extracted=("item", *chance.choice(((), ("id: one",), ("id: two",), ("id: three",)))),
        )
        for _number in range(chance.randrange(7))
    ]
    return tuple({entry.key: entry for entry in found}.values())


def translated(file: PoFile, chance: Random) -> PoFile:
    """Translate some entries of a catalog, each with words that say which entry they were made for."""
    return replace(file, entries=tuple(
        entry if entry.obsolete or chance.random() < 0.5 else replace(
            entry, previous=None, comments=chance.choice(((), ("a note",))),
            strings=tuple(f"{entry.context}:{entry.msgid}:{entry.plural}:{form}" for form in range(len(entry.strings))),
            flags=tuple(flag for flag in entry.flags if flag != FUZZY),
        )
        for entry in file.entries
    ))


def history_of(seed: int) -> History:
    """Let a catalog live through versions of its source, translated in between; return it with the next version.

    Chance is drawn once for a whole history: hypothesis would take seconds to draw each word by itself.
    """
    chance = Random(seed)  # noqa: S311 (no secret)
    file = PoFile(header=HEADER)
    for _version in range(chance.randint(1, 4)):
        file = translated(merge(file, source_of(chance)).file, chance)
    return file, source_of(chance)


histories = st.integers(0, 2**32).map(history_of)


def strings_of(entries: Iterable[PoEntry]) -> set[str]:
    return {string for entry in entries for string in entry.strings if string}


@settings(max_examples=60)
@given(histories)
def test_an_update_with_an_unchanged_source_changes_no_byte(history: History) -> None:
    file, source = history
    once = merge(file, source)
    written = po_text(once.file)
    read, found = parse_po(written, path="d.po")
    assert found == ()
    again = merge(read, source)
    assert po_text(again.file) == written
    assert again.file == read, "and no file is written"
    assert (again.new, again.changed, again.obsolete) == (0, 0, 0)


@settings(max_examples=15)
@given(po_files)
def test_an_update_with_its_own_messages_changes_nothing(file: PoFile) -> None:
    """Whatever stands in a file, comments and flags of others among it."""
    source = [replace(entry, strings=("",)) for entry in file.entries if not entry.obsolete]
    once = merge(file, source).file
    assert merge(once, source).file == once
    assert strings_of(once.entries) == strings_of(file.entries)


@settings(max_examples=60)
@given(histories)
def test_nothing_translated_is_lost(history: History) -> None:
    file, source = history
    after = merge(file, source).file
    kept = strings_of(after.entries)
    comments = "\n".join(comment for entry in after.entries for comment in entry.comments)
    assert all(string in kept or f'"{string}"' in comments for string in strings_of(file.entries))
    assert {entry.key for entry in after.entries if not entry.obsolete} == {entry.key for entry in source}
    assert len({entry.key for entry in after.entries}) == len(after.entries), "gettext refuses a message twice"


@settings(max_examples=60)
@given(histories)
def test_what_may_be_printed_was_made_for_exactly_this_message(history: History) -> None:
    file, source = history
    for entry in merge(file, source).file.entries:
        if not entry.obsolete and not entry.fuzzy and any(entry.strings):
            assert entry.strings[0] == f"{entry.context}:{entry.msgid}:{entry.plural}:0"


@settings(max_examples=60)
@given(histories)
def test_what_needs_review_says_for_what_it_was_made(history: History) -> None:
    """After any number of changes, and only within the same section."""
    file, source = history
    for entry in merge(file, source).file.entries:
        if entry.fuzzy and not entry.obsolete:
            assert entry.previous
            before = entry.previous
            assert entry.strings[0] == f"{before.context}:{before.msgid}:{before.plural}:0"
            assert before.context == entry.context


@settings(max_examples=60)
@given(histories)
def test_only_the_same_text_or_the_same_id_inherits(history: History) -> None:
    file, source = history
    before = {entry.key: entry for entry in file.entries}
    names = {(entry.context, name) for entry in file.entries if not entry.obsolete for name in ids_of(entry)}
    after = {entry.key: entry for entry in merge(file, source).file.entries}
    for entry in source:
        if entry.key not in before and not any((entry.context, name) in names for name in ids_of(entry)):
            assert not any(after[entry.key].strings)
            assert after[entry.key].previous is None


@settings(max_examples=60)
@given(histories)
def test_what_went_comes_back(history: History) -> None:
    """The source loses every message and gets it back: all is as it was, but for what waits for review."""
    file, source = history
    before = merge(file, source).file
    without = merge(before, ()).file
    assert all(entry.obsolete for entry in without.entries)
    after = {entry.key: entry for entry in merge(without, source).file.entries if not entry.obsolete}
    for entry in before.entries:
        if any(entry.strings) and not entry.obsolete:
            assert after[entry.key] == entry
