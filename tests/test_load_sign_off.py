"""The ledger: read whole or not at all, each fault with file and line; what has changed since a signature."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import found_in, line_of, only, places, write
from tiny_clinic import TinyClinic, tiny_clinic

from generator.load import load_project
from generator.load.sign_off import (
    Pair,
    Signature,
    changed_since,
    digest_of,
    is_seen,
    key_digest,
    last_signature,
    messages_of,
    read_ledger,
    sign_off_state,
    text_digest,
)
from generator.sign_off.ledger import appended
from generator.sign_off.ledger import signature as new_entry

FILE = "content/handouts/water/sign-off.toml"
PAIRS: tuple[Pair, ...] = ((("drink", "Drink"), "Beba"), (("ask", "Ask"), "Pregunte"))
TEXTS = st.dictionaries(st.tuples(st.text(max_size=5), st.text(max_size=5)), st.text(max_size=5), max_size=6)


def ledger(pairs: Iterable[Pair] = PAIRS, *, language: str = "es", day: date = date(2026, 11, 20)) -> str:
    """Return a ledger with one entry."""
    return signed_text("", signature(tuple(pairs), language=language, day=day))


def signature(
    pairs: tuple[Pair, ...] = PAIRS, *, language: str = "es", day: date = date(2026, 11, 20), before: str = "",
    name: str = "N. Reader",
) -> Signature:
    return new_entry(
        read_ledger(before, path=FILE)[0], role="clinician", name=name, organisation="The Mill",
        language=language, day=day, messages=messages_of(pairs),
    )


def signed_text(before: str, *entries: Signature) -> str:
    for entry in entries:
        before = appended(before, entry)
    return before


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def test_without_a_ledger_nothing_is_signed(clinic: TinyClinic) -> None:
    project, found = load_project(clinic.root)
    assert (project.handouts["water"].signatures, found) == ((), ())


def test_a_ledger(clinic: TinyClinic) -> None:
    english = signature(language="en", day=date(2026, 11, 21), before=ledger())
    write(clinic, FILE, signed_text(ledger(), english))
    project, found = load_project(clinic.root)
    assert found == ()
    assert project.handouts["water"].signatures == (signature(), english)
    assert english.previous == signature().entry


@pytest.mark.parametrize(("old", "new", "line", "said"), [
    ('name = "N. Reader"', 'nmae = "N. Reader"', 6, 'Did you mean "name"?'),
    ('role = "clinician"\n', "", 4, "'signatures.0.role' is missing"),
    ('role = "clinician"', 'role = "nurse"', 5, "role"),
    ('language = "es"', 'language = "Spanish!"', 8, "no language tag"),
    ("date = 2026-11-20", 'date = "soon"', 9, "date"),
    ("date = 2026-11-20", "date = 2026-11-21", 12, "was changed after it was written"),
    ("N. Reader", "Dr N. Reader", 12, "was changed after it was written"),
    ('role = "clinician"', 'role = "author"', 12, "was changed after it was written"),
    (digest_of(PAIRS), "0" * 64, 10, "not those that its digest was made of"),
    (digest_of(PAIRS), "abc", 10, "digest"),
    (text_digest("Beba"), text_digest("No beba"), 10, "not those that its digest was made of"),
    (text_digest("Beba"), "Beba", 15, "messages"),
    ('previous = ""', f'previous = "{"0" * 64}"', 11, "does not follow the one before it"),
    ("[[signatures]]", "[[signature]]", 1, 'Did you mean "signatures"?'),
    ("[[signatures]]", "[[signatures]", 4, "not TOML"),
    ("[[signatures]]", "<<<<<<< HEAD\n[[signatures]]", 4, "side by side by a merge"),
])
def test_a_fault_has_its_line_and_nothing_is_signed(
    clinic: TinyClinic, old: str, new: str, line: int, said: str
) -> None:
    text = ledger()
    assert old in text
    write(clinic, FILE, text.replace(old, new))
    found = found_in(clinic)
    fault = next(fault for fault in found if said in fault.message + fault.action)
    assert places([fault]) == [("sign-off-file", FILE, line)]
    assert {fault.handout for fault in found} == {"water"}
    assert load_project(clinic.root)[0].handouts["water"].signatures == ()


def two_entries(*, second: date = date(2026, 11, 21)) -> tuple[str, str]:
    """Return two entries, each as the text of its own."""
    first = ledger()
    return first, signed_text(first, signature(PAIRS[:1], day=second, before=first)).removeprefix(first)


def test_entries_in_another_order_are_found() -> None:
    first, second = two_entries()
    head, own = first.split("[[signatures]]")
    _ledger, found = read_ledger(f"{head}{second}\n[[signatures]]{own}", path=FILE)
    assert any("does not follow the one before it" in fault.message for fault in found)
    assert any("the one before it of 2026-11-21" in fault.message for fault in found)


def test_an_entry_taken_from_the_middle_is_found() -> None:
    first, second = two_entries()
    third = signed_text(first + second, signature((), before=first + second, day=date(2026, 11, 22)))
    assert read_ledger(third, path=FILE)[1] == ()
    fault = only(read_ledger(third.replace(second, ""), path=FILE)[1])
    assert "does not follow the one before it" in fault.message


def test_an_entry_of_an_earlier_day_is_found() -> None:
    _ledger, found = read_ledger("".join(two_entries(second=date(2026, 11, 19))), path=FILE)
    assert "is of 2026-11-19, the one before it of 2026-11-20" in only(found).message


@pytest.mark.parametrize("name", ["N. Reader", "n.  READER"])
def test_a_name_twice_is_found(name: str) -> None:
    text = signed_text(ledger(), signature(name=name, before=ledger()))
    assert "twice" in only(read_ledger(text, path=FILE)[1]).message


@pytest.mark.parametrize("written", ["D.\\u0000Reader", "D.\\u001b[2JReader", "D.\\nReader", "D.\\u007fReader"])
def test_a_name_that_a_terminal_shows_otherwise_is_refused(written: str) -> None:
    text = signed_text("", signature(name="D. Reader")).replace("D. Reader", written)
    finding = only(read_ledger(text, path=FILE)[1])
    assert (finding.rule, finding.line) == ("sign-off-file", line_of(text, "name = "))


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30).filter(is_seen))
def test_any_name_is_read_back(name: str) -> None:
    read, found = read_ledger(signed_text("", signature(name=name)), path=FILE)
    assert found == ()
    assert read.signatures[0].name == name.strip()


def test_a_file_that_cannot_be_read_is_a_finding(clinic: TinyClinic) -> None:
    write(clinic, FILE, b"\xff")
    assert places([only(found_in(clinic))]) == [("sign-off-file", FILE, 1)]


def test_the_digest_is_that_of_every_text_in_any_order() -> None:
    assert digest_of(PAIRS) == digest_of(reversed(PAIRS))
    assert digest_of(PAIRS) != digest_of(PAIRS[:1])
    assert digest_of(PAIRS) != digest_of((PAIRS[0], (PAIRS[1][0], "Pregunta")))


def test_the_digests_are_frozen() -> None:
    """Signatures were given for these: another way of counting would make every text look changed."""
    assert key_digest(("drink", "Drink")) == "1061e9980c055a59326e856b1ce5fa1178e03ffb7f0ceee5d9f052eafe5b692c"
    assert text_digest("Beba") == "8dd639186bd45b399e71ca48843cb3c19408c5d092ca656dca14bdc9fedb6f40"
    assert digest_of(PAIRS) == "8b2cccc94e77a1328be2734b3a85d13a6acdde7e135bf8a11fd60e189fcc8190"


@given(TEXTS)
def test_nothing_has_changed_since_the_text_was_signed(texts: dict[tuple[str, str], str]) -> None:
    assert changed_since(signature(tuple(texts.items())), texts.items()) == frozenset()


@given(TEXTS, TEXTS)
def test_what_has_changed_is_what_differs(
    before: dict[tuple[str, str], str], after: dict[tuple[str, str], str]
) -> None:
    expected = {key for key, text in after.items() if before.get(key) != text}
    assert changed_since(signature(tuple(before.items())), after.items()) == expected


def test_the_last_signature_is_that_furthest_down_of_its_language() -> None:
    old, new = signature(), signature(PAIRS[:1], day=date(2026, 11, 21))
    assert last_signature((old, new, signature(language="fr")), "es") == new
    assert last_signature((old, new), "fr") is None


def test_the_state_in_a_few_words() -> None:
    assert sign_off_state(None, PAIRS) == "unsigned"
    assert sign_off_state(signature(), PAIRS) == "signed 2026-11-20"
    assert sign_off_state(signature(PAIRS[:1]), PAIRS) == "signed 2026-11-20, 1 changed"


@pytest.mark.slow
def test_status_tells_the_sign_off(clinic: TinyClinic) -> None:
    """The words of the templates are signed with the text of a handout."""
    assert clinic.run("messages", "status").out.count("unsigned") == 2
    draft = ("", "Draft: not yet reviewed by a clinician")
    read = (("drink", "Drink"), "Beba"), (draft, "Borrador, sin revisar"), (("", "Page %(page)s"), "Página %(page)s")
    write(clinic, FILE, ledger(read))
    states = {one["domain"]: one["sign-off"] for one in clinic.run("messages", "status", "--json").data()["languages"]}
    assert states == {"water": "signed 2026-11-20, 8 changed", "templates": "signed 2026-11-20"}
