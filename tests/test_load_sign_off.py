"""The ledger: read whole or not at all, each fault with file and line; what has changed since a signature."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import found_in, only, places, write
from tiny_clinic import TinyClinic, tiny_clinic

from generator.load import load_project
from generator.load.sign_off import (
    Pair,
    Signature,
    changed_since,
    digest_of,
    key_digest,
    last_signature,
    messages_of,
    sign_off_state,
    text_digest,
)

FILE = "content/handouts/water/sign-off.toml"
PAIRS: tuple[Pair, ...] = ((("drink", "Drink"), "Beba"), (("ask", "Ask"), "Pregunte"))
TEXTS = st.dictionaries(st.tuples(st.text(max_size=5), st.text(max_size=5)), st.text(max_size=5), max_size=6)


def ledger(pairs: tuple[Pair, ...] = PAIRS, *, language: str = "es", day: str = "2026-11-20") -> str:
    lines = "\n".join(f'{key} = "{text}"' for key, text in messages_of(pairs).items())
    return (
        f'[[signatures]]\nrole = "Clinician"\nname = "N. Reader"\norganisation = "The Mill"\nlanguage = "{language}"\n'
        f'date = {day}\ndigest = "{digest_of(pairs)}"\n\n[signatures.messages]\n{lines}\n\n'
    )


def signature(pairs: tuple[Pair, ...] = PAIRS, *, language: str = "es", day: date = date(2026, 11, 20)) -> Signature:
    return Signature(role="Clinician", name="N. Reader", organisation="The Mill", language=language, date=day,
                     digest=digest_of(pairs), messages=messages_of(pairs))


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def test_without_a_ledger_nothing_is_signed(clinic: TinyClinic) -> None:
    project, found = load_project(clinic.root)
    assert (project.handouts["water"].signatures, found) == ((), ())


def test_a_ledger(clinic: TinyClinic) -> None:
    write(clinic, FILE, ledger() + ledger(language="en", day="2026-11-21"))
    project, found = load_project(clinic.root)
    assert found == ()
    assert project.handouts["water"].signatures == (signature(), signature(language="en", day=date(2026, 11, 21)))


@pytest.mark.parametrize(("old", "new", "line", "said"), [
    ('name = "N. Reader"', 'nmae = "N. Reader"', 3, 'Did you mean "name"?'),
    ('role = "Clinician"\n', "", 1, "'signatures.0.role' is missing"),
    ('role = "Clinician"', 'role = " "', 2, "role"),
    ('language = "es"', 'language = "Spanish!"', 5, "no language tag"),
    ("date = 2026-11-20", 'date = "soon"', 6, "date"),
    (digest_of(PAIRS), "0" * 64, 7, "not those that its digest was made of"),
    (digest_of(PAIRS), "abc", 7, "digest"),
    (text_digest("Beba"), text_digest("No beba"), 7, "not those that its digest was made of"),
    (text_digest("Beba"), "Beba", 10, "messages"),
    ("[[signatures]]", "[[signature]]", 1, 'Did you mean "signatures"?'),
    ("[[signatures]]", "[[signatures]", 1, "not TOML"),
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


def test_the_last_signature_is_the_latest_of_its_language() -> None:
    old, new = signature(), signature(PAIRS[:1], day=date(2026, 11, 21))
    same_day = signature(PAIRS[1:], day=date(2026, 11, 21))
    assert last_signature((new, old), "es") == new
    assert last_signature((new, same_day), "es") == same_day
    assert last_signature((new, old), "fr") is None


def test_the_state_in_a_few_words() -> None:
    assert sign_off_state(None, PAIRS) == "unsigned"
    assert sign_off_state(signature(), PAIRS) == "signed 2026-11-20"
    assert sign_off_state(signature(PAIRS[:1]), PAIRS) == "signed 2026-11-20, 1 changed"


@pytest.mark.slow
def test_status_tells_the_sign_off(clinic: TinyClinic) -> None:
    """The words of the templates are signed with the text of a handout."""
    assert clinic.run("messages", "status").out.count("unsigned") == 2
    read = (("drink", "Drink"), "Beba"), (("", "Draft"), "Borrador"), (("", "Page %(page)s"), "Página %(page)s")
    write(clinic, FILE, ledger(read))
    states = {one["domain"]: one["sign-off"] for one in clinic.run("messages", "status", "--json").data()["languages"]}
    assert states == {"water": "signed 2026-11-20, 8 changed", "templates": "signed 2026-11-20"}
