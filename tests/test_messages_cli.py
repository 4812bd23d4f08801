"""`handouts messages` as a translator uses it, in a project of a few files."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from support import HANDOUT, SPANISH, read, write
from tiny_clinic import TinyClinic, tiny_clinic

from generator.load.po import PoFile, parse_po

pytestmark = pytest.mark.slow

WORDS = "locales/es/LC_MESSAGES/templates.po"
CATALOGS = (SPANISH, WORDS)


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def po(clinic: TinyClinic, path: str = SPANISH) -> PoFile:
    file, found = parse_po(read(clinic, path), path=path)
    assert found == ()
    return file


def judged(clinic: TinyClinic, path: str) -> str:
    done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", clinic.root / path], capture_output=True,
                          check=False, encoding="utf-8")
    return done.stderr


def test_extract_writes_a_template_for_each_domain(clinic: TinyClinic) -> None:
    run = clinic.run("messages", "extract")
    assert (run.status, run.err) == (0, "")
    assert run.out == "locales/water.pot: 9 messages\nlocales/templates.pot: 2 messages\n"
    assert {entry.msgid for entry in po(clinic, "locales/templates.pot").entries} == {
        "Draft: not yet reviewed by a clinician", "Page %(page)s",
    }


def test_a_language_from_its_first_day_to_a_page(clinic: TinyClinic) -> None:
    """Begin it, translate it, change the source, review or accept: at each step the files are sound."""
    french = "locales/fr/LC_MESSAGES/water.po"
    run = clinic.run("messages", "init", "fr")
    assert (run.status, run.out.splitlines()[0]) == (0, f"{french}: 9 messages to translate")
    assert "handouts.toml" in run.err
    assert judged(clinic, french) == ""
    clinic.change("handouts.toml", '"es"]', '"es", "fr"]')

    clinic.change(french, 'msgid "Ask"\nmsgstr ""', 'msgid "Ask"\nmsgstr "Demandez"')
    clinic.change(french, 'water each day."\nmsgstr ""', 'water each day."\nmsgstr "Buvez 6 tasses d’eau par jour."')
    before = read(clinic, french)
    run = clinic.run("messages", "update", "fr")
    assert (run.status, run.out) == (0, f"{french}: up to date\n{french.replace('water', 'templates')}: up to date\n")
    assert read(clinic, french) == before

    clinic.change(HANDOUT, "Drink 6 cups of water each day.", "Drink 6 cups of water every day.")
    run = clinic.run("messages", "update", "fr")
    assert run.out.splitlines()[0] == f"{french}: 0 new, 1 changed (need review), 0 obsolete"
    assert '#, fuzzy\n#| msgctxt "drink"\n#| msgid "Drink 6 cups of water each day."\n' in read(clinic, french)
    assert judged(clinic, french) == ""
    review = clinic.run("messages", "status", "fr", "--review")
    assert "drink-daily  needs review, SAFETY-CRITICAL" in review.out

    run = clinic.run("messages", "accept", "water", "fr", "drink-daily", "--typo", "--reason", "each and every")
    assert (run.status, run.out) == (0, f"{french}: drink-daily accepted\n")
    assert "as a typo (each and every); the source was: Drink 6 cups of water each day." in read(clinic, french)
    assert "#, fuzzy" not in read(clinic, french)
    assert judged(clinic, french) == ""
    assert clinic.run("messages", "update", "fr").out.count("up to date") == 2


def test_init_leaves_what_is_there(clinic: TinyClinic) -> None:
    before = {path: read(clinic, path) for path in CATALOGS}
    run = clinic.run("messages", "init", "es")
    assert (run.status, run.out.count("exists, left as it is"), run.err) == (0, 2, "")
    assert {path: read(clinic, path) for path in CATALOGS} == before


@pytest.mark.parametrize("language", ["english please", "../../x", "", "xx", "en"])
def test_init_refuses_what_is_no_language(clinic: TinyClinic, language: str) -> None:
    run = clinic.run("messages", "init", language)
    assert (run.status, run.out) == (2, "")
    assert sorted(file.name for file in (clinic.root / "locales").iterdir()) == ["es"]


@pytest.mark.parametrize(("before", "after", "what"), [
    ("Drink 6 cups", "Drink 8 cups", "number"), ("Drink 6 cups", "Do not drink 6 cups", "negation"),
    ("of water each", "of water from {care_team} each", "placeholder"),
])
def test_accept_refuses_a_change_of_meaning(clinic: TinyClinic, before: str, after: str, what: str) -> None:
    clinic.run("messages", "update")
    clinic.change(HANDOUT, before, after)
    clinic.run("messages", "update")
    text = read(clinic, SPANISH)
    assert "#, fuzzy" in text
    run = clinic.run("messages", "accept", "water", "es", "drink-daily", "--typo", "--reason", "x")
    assert (run.status, run.out) == (2, "")
    assert f"'drink-daily' changed by a {what}" in run.err
    assert read(clinic, SPANISH) == text


@pytest.mark.parametrize(("arguments", "said"), [
    (("water", "es", "drink-daily", "--reason", "x"), "--typo"),
    (("water", "es", "drink-daily", "--typo"), "--reason"),
    (("water", "es", "drink-daily", "--typo", "--reason", " "), "no translation that needs review"),
    (("water", "es", "nothing", "--typo", "--reason", "x"), "there is no message 'nothing'"),
    (("wine", "es", "drink-daily", "--typo", "--reason", "x"), "there is no handout 'wine'"),
    (("water", "fr", "drink-daily", "--typo", "--reason", "x"), "'fr' is none of the project's translations: es"),
])
def test_accept_says_what_it_needs(clinic: TinyClinic, arguments: tuple[str, ...], said: str) -> None:
    clinic.run("messages", "update")
    before = read(clinic, SPANISH)
    run = clinic.run("messages", "accept", *arguments)
    assert (run.status, said in run.err) == (2, True), run.err
    assert read(clinic, SPANISH) == before


def test_a_broken_catalog_is_left_alone_and_the_others_are_updated(clinic: TinyClinic) -> None:
    clinic.change(SPANISH, 'msgstr "Pregunte"', 'msgstr "Pregunte')
    broken = read(clinic, SPANISH)
    run = clinic.run("messages", "update")
    assert run.status == 1
    assert f"{SPANISH}:" in run.err
    assert "catalog-syntax" in run.err
    assert run.out == f"{WORDS}: 0 new, 0 changed (need review), 0 obsolete\n"
    assert read(clinic, SPANISH) == broken
    assert "unreadable" in clinic.run("messages", "status").out


@pytest.mark.parametrize("content", [None, "\ufeffmsgid", b"\xff\xfem\x00", "Language: fr"])
def test_a_catalog_that_cannot_be_read_is_a_finding(clinic: TinyClinic, content: str | bytes | None) -> None:
    if content is None:
        (clinic.root / SPANISH).unlink()
    else:
        write(clinic, SPANISH, content)
    run = clinic.run("messages", "update", "es")
    assert run.status == 1
    assert SPANISH in run.err


def test_an_empty_file_becomes_a_catalog(clinic: TinyClinic) -> None:
    write(clinic, SPANISH, "")
    assert clinic.run("messages", "update").status == 0
    assert judged(clinic, SPANISH) == ""
    assert len(po(clinic).entries) == 9


def test_a_handout_that_cannot_be_read_whole_loses_no_message(clinic: TinyClinic) -> None:
    write(clinic, HANDOUT, read(clinic, HANDOUT).replace("code: DW\n", ""))
    before = read(clinic, SPANISH)
    run = clinic.run("messages", "update")
    assert run.status == 2
    assert "cannot be read whole" in run.err
    assert read(clinic, SPANISH) == before


def test_a_section_that_goes_and_comes_back_keeps_its_translation(clinic: TinyClinic) -> None:
    clinic.run("messages", "update")
    before, text = read(clinic, SPANISH), read(clinic, HANDOUT)
    clinic.change(HANDOUT, "- In danger call {emergency_number}.\n", "")
    assert "0 new, 0 changed (need review), 1 obsolete" in clinic.run("messages", "update").out
    assert '#~ msgstr "En peligro llame al {emergency_number}."' in read(clinic, SPANISH)
    write(clinic, HANDOUT, text)
    clinic.run("messages", "update")
    assert read(clinic, SPANISH) == before


def test_status_counts_what_can_be_printed(clinic: TinyClinic) -> None:
    clinic.change(SPANISH, 'msgctxt "drink"\nmsgid "Drink 6', '#, fuzzy\nmsgctxt "drink"\nmsgid "Drink 6')
    clinic.change(SPANISH, 'msgstr "Pregunte"', 'msgstr ""')
    run = clinic.run("messages", "status", "--json")
    assert run.status == 0
    data = json.loads(run.out)
    [water] = [one for one in data["languages"] if one["domain"] == "water"]
    assert water == {
        "language": "es", "domain": "water", "messages": 9, "covered": 7, "words": 33, "covered-words": 25,
        "needs-review": 1, "safety-critical": 1, "safety-critical-left": 1, "sign-off": water["sign-off"],
        "readable": True,
    }
    assert [(one["message"], one["state"], one["safety-critical"]) for one in data["left"]] \
        == [("drink-daily", "needs review", True), ("ask", "missing", False)]
    table = clinic.run("messages", "status")
    assert "7/9 78%" in table.out
    assert "1/1" in table.out
