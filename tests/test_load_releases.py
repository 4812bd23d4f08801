"""The file releases.toml: what is written is read again, and what cannot be read is never taken for empty."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import HANDOUT, found_in, line_of, only, places, read, write
from tiny_clinic import TinyClinic, tiny_clinic

from generator.load import load_project
from generator.load.releases import Release, Releases, Withdrawal, load_releases
from generator.sign_off.releases import with_entries

FILE = "releases.toml"
CODE = "DW-1.0-SH-en-MI"
DAY = date(2026, 3, 2)
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30).filter(str.strip)


def release(*, code: str = CODE, brand: str = "mill", text: str = "a" * 64, version: str = "1.0") -> Release:
    return Release(print_code=code, handout="water", language="en", format="sheet", edition="standard", brand=brand,
                   version=version, date=DAY, text=text, sha256="b" * 64)


def withdrawal(reason: str = "Wrong phone.") -> Withdrawal:
    return Withdrawal(print_code=CODE, date=DAY, reason=reason)


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    """Return a clinic in which one file is out."""
    clinic = tiny_clinic(tmp_path)
    write(clinic, FILE, with_entries("", [release()]))
    return clinic


def test_without_a_file_nothing_is_out(tmp_path: Path) -> None:
    assert load_releases(tmp_path) == (Releases(), ())


def test_what_is_written_is_read_again_in_its_order(clinic: TinyClinic) -> None:
    write(clinic, FILE, with_entries(read(clinic, FILE), [withdrawal(), release(code="DW-1.0-SH-en-OAK", brand="oak")]))
    found, faults = load_releases(clinic.root)
    assert faults == ()
    assert found.releases == (release(), release(code="DW-1.0-SH-en-OAK", brand="oak"))
    assert found.withdrawal(CODE) == withdrawal()
    assert found.withdrawal("DW-1.0-SH-en-OAK") is None


def test_what_stands_in_the_file_is_kept_to_the_letter() -> None:
    before = with_entries("", [release()]) + "# A remark.\n"
    assert with_entries(before, [withdrawal()]).startswith(before)


@given(WORDS)
def test_any_words_are_written_so_that_they_are_read_again(words: str) -> None:
    text = with_entries("", [release(version=words), withdrawal(words)])
    found = Releases.model_validate(tomllib.loads(text))
    assert (found.releases[0].version, found.withdrawals[0].reason) == (words.strip(), words.strip())


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\n", "\t", '"', "\\", "\x7f"])
def test_no_letter_of_a_reason_breaks_the_file(letter: str) -> None:
    """The model refuses control characters; a writer that leaned on it would leave a file that is no TOML."""
    entry = Withdrawal.model_construct(print_code=CODE, date=DAY, reason=f"A{letter}B")
    assert tomllib.loads(with_entries("", [entry]))["withdrawals"][0]["reason"] == f"A{letter}B"


@pytest.mark.parametrize("reason", [
    "", "   ", "\t", "\u00a0", "A\x7fB", "A\nB", "A\x1b[2JB", "A\x85B", "A\x9bB",
    pytest.param("\u200b"), pytest.param("\u2060\ufeff"),
])
def test_a_reason_that_says_nothing_or_something_else_on_a_terminal_is_refused(clinic: TinyClinic, reason: str) -> None:
    before = read(clinic, FILE)
    run = clinic.run("withdraw", CODE, "--reason", reason)
    assert (run.status, run.out, read(clinic, FILE)) == (2, "", before)
    assert "--reason" in run.err
    assert "plain words" in run.err


@pytest.mark.parametrize("reason", [
    'Wrong "phone" \\ number', "رقم خاطئ", "  [red]Wrong[/red]  ", "# no", "'''", "É\u0301",
])
def test_what_was_called_back_is_read_again(clinic: TinyClinic, reason: str) -> None:
    assert clinic.run("withdraw", CODE, "--reason", reason).status == 0
    found, faults = load_releases(clinic.root)
    assert faults == ()
    assert [(one.print_code, one.reason) for one in found.withdrawals] == [(CODE, reason.strip())]
    assert f"({reason.strip()})" in clinic.run("audit", "--as-of", str(DAY)).out


UNREADABLE = {
    "broken TOML": (f'print-code = "{CODE}"', f'print-code = "{CODE}', 'print-code = "'),
    "a side of a merge": ("[[releases]]", "<<<<<<< HEAD\n[[releases]]", "<<<<<<<"),
    "a merge": ("[[releases]]", "<<<<<<< ours\n=======\n>>>>>>> theirs\n[[releases]]", "<<<<<<<"),
    "the end of a merge": ("[[releases]]", ">>>>>>> theirs\n[[releases]]", ">>>>>>>"),
    "an unknown table": ("[[releases]]", "[[released]]", "# What was released"),
    "an unknown key": ("sha256 =", "sha265 =", "sha265"),
    "no date": ("date = 2026-03-02", 'date = "soon"', "date = "),
    "a digest that is none": (f'text = "{"a" * 64}"', 'text = "a"', "text = "),
    "no version": ('version = "1.0"', 'version = " "', "version = "),
    "a control character": ('version = "1.0"', 'version = "1\\u001b[2J"', "version = "),
}


@pytest.mark.parametrize("fault", UNREADABLE)
def test_what_cannot_be_read_is_a_fault_with_its_line_and_nothing_is_said_of_the_racks(
    clinic: TinyClinic, fault: str
) -> None:
    old, new, where = UNREADABLE[fault]
    clinic.change(FILE, old, new)
    said_nothing_of_the_racks(clinic, line_of(read(clinic, FILE), where))


def said_nothing_of_the_racks(clinic: TinyClinic, line: int) -> None:
    """Prove that every command names file and line, and that none goes on as if nothing were out."""
    assert ("releases-file", FILE, line) in places(load_releases(clinic.root)[1])
    before = read(clinic, FILE)
    for command in (("audit",), ("audit", "--report", "json"), ("audit", "--report", "ics"),
                    ("withdraw", CODE, "--reason", "Wrong phone.")):
        run = clinic.run(*command)
        assert (run.status, run.out) == (1, "")
        assert f"{FILE}:{line}: error:" in run.err
    assert read(clinic, FILE) == before




@pytest.mark.parametrize("between", [(), (withdrawal(),), (release(code="DW-1.0-SH-es-MI"), withdrawal())])
def test_two_texts_under_one_code_are_a_fault_with_its_line(
    clinic: TinyClinic, between: tuple[Release | Withdrawal, ...]
) -> None:
    write(clinic, FILE, with_entries("", [release(), *between, release(text="c" * 64)]))
    found = only(load_releases(clinic.root)[1])
    assert f"two texts went out under the print code {CODE}" in found.message
    lines = [number for number, line in enumerate(read(clinic, FILE).split("\n"), start=1)
             if line == f'print-code = "{CODE}"']
    said_nothing_of_the_racks(clinic, lines[-1])


def test_one_text_may_go_out_twice_under_a_code(clinic: TinyClinic) -> None:
    write(clinic, FILE, with_entries("", [release(), release()]))
    assert load_releases(clinic.root)[1] == ()
    assert len(load_releases(clinic.root)[0].of_code(CODE)) == 2


@pytest.mark.parametrize("separator", ["\u2028", "\u2029"])
def test_a_separator_in_a_reason_moves_no_line(clinic: TinyClinic, separator: str) -> None:
    write(clinic, FILE, with_entries("", [withdrawal(f"A{separator}B"), release(), release(text="c" * 64)]))
    lines = [number for number, line in enumerate(read(clinic, FILE).split("\n"), start=1) if line == "[[releases]]"]
    assert places(load_releases(clinic.root)[1]) == [("releases-file", FILE, lines[1] + 1)]


def test_a_file_that_is_not_text_is_a_fault_with_its_line(clinic: TinyClinic) -> None:
    write(clinic, FILE, read(clinic, FILE).encode() + b"\xff\n")
    run = clinic.run("audit")
    assert (run.status, run.out) == (1, "")
    assert f"{FILE}:{len((clinic.root / FILE).read_bytes().splitlines())}: error:" in run.err


@pytest.mark.parametrize("version", ["", "  ", "1\\e[2J", "1\\n2", " 1.0 "])
def test_a_version_that_releases_toml_cannot_hold_is_a_fault_of_the_front_matter(
    tmp_path: Path, version: str
) -> None:
    clinic = tiny_clinic(tmp_path)
    clinic.change(HANDOUT, 'version: "1.0"', f'version: "{version}"')
    assert found_in(clinic) or load_project(clinic.root)[0].handouts["water"].meta.version == "1.0"
