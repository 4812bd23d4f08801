"""What is out and may stay out, and what a signature covers beside the words: holes that were mended.

Nothing is rendered: ledgers and releases are written as the commands write them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from signing import SOURCE_ROLES, TRANSLATION_ROLES
from support import read, write
from test_sign_off_strict import DAY, LEDGER, ledger_text, reads
from tiny_clinic import CUP, HANDOUT, JOBS, TinyClinic, tiny_clinic

from generator.audit import audit
from generator.compose.layout import job_code
from generator.load import load_project
from generator.load.releases import Release, load_releases
from generator.plan import all_jobs
from generator.sign_off.release import Clerk
from generator.sign_off.releases import with_entries

TEXT = "content/handouts/water/handout.md"
FACTS = "content/handouts/water/facts.toml"
PO = "locales/es/LC_MESSAGES/water.po"
MILL, OAK = "content/brands/mill/brand.toml", "content/brands/oak/brand.toml"
CODES = ("DW-1.0-SH-en-MI", "DW-1.0-SH-en-OAK", "DW-1.0-SH-es-MI", "DW-1.0-SH-es-OAK")
SECTION = """
{#resting}
## Resting

![A cup](images/cup.svg)

![A glass](images/glass.svg)

{#slowly}
Drink slowly.

- Sit.
- Rest.

::: note
{#cups}
A cup is enough.
:::
"""


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    """Return a clinic in which everybody has signed everything, lists, pictures and all."""
    clinic = tiny_clinic(tmp_path)
    write(clinic, TEXT, HANDOUT.replace("[drink, ask]", "[drink, ask, resting]") + SECTION)
    write(clinic, "content/handouts/water/images/glass.svg", CUP.replace("M5 5h20", "M5 5h10"))
    sign_everything(clinic)
    return clinic


def clerk_of(clinic: TinyClinic, *, today: date = DAY) -> Clerk:
    return Clerk(project=load_project(clinic.root)[0], today=today, releases=load_releases(clinic.root)[0])


def sign_everything(clinic: TinyClinic) -> None:
    """Write the ledger in which everybody has signed everything as it stands in the clinic's files."""
    clerk = clerk_of(clinic)
    steps = []
    for language, roles in (("en", SOURCE_ROLES), ("es", TRANSLATION_ROLES)):
        texts = {brand: clerk.text("water", language, brand) for brand in ("mill", "oak")}
        steps += [reads(role, texts["mill"].text, language=language) for role in roles]
        steps += [reads("communications", one.brand, language=language) for one in texts.values()]
    write(clinic, LEDGER, ledger_text(*steps))


def release_everything(clinic: TinyClinic) -> None:
    """Write into releases.toml that every job went out as it is now."""
    clerk = clerk_of(clinic)
    write(clinic, "releases.toml", with_entries("", [
        Release(
            print_code=job_code(job, clerk.project), handout=job.handout, language=job.language, format=job.format,
            edition=job.edition, brand=job.brand, version=clerk.project.handouts[job.handout].meta.version, date=DAY,
            text=clerk.digest(job), sha256="0" * 64,
        ) for job in all_jobs(clerk.project)
    ]))


def unsigned(clerk: Clerk) -> tuple[str, ...]:
    return tuple(job.id for job in all_jobs(clerk.project) if any(clerk.unsigned(job)))


WATER = {"order": ("order", "resting"), "facts": ("facts", "water"), "sources": ("sources", "water"),
         "cover": ("cover", "water"), "outline": ("outline", "sheet"), "review": ("review", "water")}
MILLS, ALL = JOBS[::2], JOBS
#: What is changed into what, the one thing of which the signatures say that it changed, and the jobs it opens.
CHANGES = {
    "the short form of a source": (TEXT, "short: Nobody 2026", "short: Somebody 2026", WATER["sources"], ALL),
    "a source": (TEXT, "full: Nobody N. Water. 2026", "full: Nobody N. Wine. 2026", WATER["sources"], ALL),
    "the name of a brand": (MILL, 'name = "The Mill"', 'name = "The Hill"', ("brand:mill", "name"), MILLS),
    "the web address of a brand": (MILL, "https://mill.example", "https://hill.example", ("brand:mill", "web"), MILLS),
    "the logo of a brand": ("content/brands/mill/logo.svg", 'r="6"', 'r="5"', ("brand:mill", "logo"), MILLS),
    "the cover": (TEXT, "image: images/cup.svg", "image: images/glass.svg", WATER["cover"], ALL),
    "a picture": ("content/handouts/water/images/glass.svg", "h10v20", "h10v19", ("figure", "images/glass.svg"), ALL),
    "the kind of a list": (TEXT, "- Sit.\n- Rest.", "1. Sit.\n2. Rest.", WATER["order"], ALL),
    "a list that is two": (TEXT, "- Sit.\n- Rest.", "- Sit.\n\n1. Rest.", WATER["order"], ALL),
    "the order of a list": (TEXT, "- Sit.\n- Rest.", "- Rest.\n- Sit.", WATER["order"], ALL),
    "an optional paragraph": (TEXT, "{#slowly}", "{#slowly .optional}", WATER["order"], ALL),
    "an optional item": (TEXT, "- Sit.", "- {.optional}\n  Sit.", WATER["order"], ALL),
    "a paragraph kept to a format": (TEXT, "{#slowly}", '{#slowly formats="sheet"}', WATER["order"], ALL),
    "an item kept to a format": (TEXT, "- Sit.", '- {formats="sheet"}\n  Sit.', WATER["order"], ALL),
    "a text in a box kept to a format": (TEXT, "{#cups}", '{#cups formats="sheet"}', WATER["order"], ALL),
    "the kind of a box": (TEXT, "::: note", "::: takeaway", WATER["order"], ALL),
    "the class of a section": (TEXT, "{#resting}", "{#resting .tier-1}", WATER["order"], ALL),
    "the level of a section": (TEXT, "## Resting", "### Resting", WATER["order"], ALL),
    "a mark taken away": (TEXT, "{#drink-daily .critical}", "{#drink-daily}", ("order", "drink"), ALL),
    "the pattern of a fact": (FACTS, 'must-not = "no beba"', 'must-not = "nunca beba"', WATER["facts"], ALL),
    "what a fact is for": (FACTS, "told not to drink", "told to drink", WATER["facts"], ALL),
    "the order of the sections": (TEXT, "[drink, ask, resting]", "[ask, drink, resting]", WATER["outline"], ALL),
    "the day of the next review": (TEXT, "next-review: 2027-01-02", "next-review: 2028-01-02", WATER["review"], ALL),
    "the day of the review": (TEXT, "next-review:", "reviewed: 2026-01-03\nnext-review:", WATER["review"], ALL),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_signed_beside_the_words_voids_the_signature_where_it_changes(clinic: TinyClinic, change: str) -> None:
    path, old, new, key, opened = CHANGES[change]
    before = clerk_of(clinic)
    assert unsigned(before) == ()
    clinic.change(path, old, new)
    clerk = clerk_of(clinic)
    assert unsigned(clerk) == opened
    for job in all_jobs(clerk.project):
        found = clerk.states("water", job.language, job.brand).values()
        changed = {one for part in found for state in part for one in state.changed}
        assert changed == ({key} if job.id in opened else set())
        assert (clerk.digest(job) != before.digest(job)) == (job.id in opened), "a print code stands for one text"




@pytest.mark.parametrize(("old", "new"), [
    pytest.param("|When|How much|\n|-|-|\n|Day|1|\n|Night|2|\n", "|When|How much|Day|\n|-|-|-|\n|1|Night|2|\n",
                 id="a table"),
    pytest.param("::: note\nOne.\n\nTwo.\n:::\n", "::: note\nOne.\n:::\n\nTwo.\n", id="a box"),
])
def test_the_rows_of_a_table_and_the_end_of_a_box_are_signed(tmp_path: Path, old: str, new: str) -> None:
    clinic = tiny_clinic(tmp_path)
    write(clinic, TEXT, f"{HANDOUT}\n{old}")
    sign_everything(clinic)
    assert unsigned(clerk_of(clinic)) == ()
    clinic.change(TEXT, old, new)
    assert unsigned(clerk_of(clinic)) == JOBS


def taken(clerk: Clerk) -> dict[str, str]:
    """Return what is said of each job whose print code is taken."""
    return {job.id: one.message for job in all_jobs(clerk.project) for one in clerk.open_points(job)
            if one.rule == "release-code-taken"}


def test_two_brands_with_one_code_are_both_refused(clinic: TinyClinic) -> None:
    assert taken(clerk_of(clinic)) == {}
    clinic.change(OAK, 'code = "OAK"', 'code = "MI"')
    assert taken(clerk_of(clinic)) == {
        f"water/{language}/sheet/{brand}":
        f"the print code DW-1.0-SH-{language}-MI is that of water/{language}/sheet/mill and water/{language}/sheet/oak."
        for language in ("en", "es") for brand in ("mill", "oak")
    }


def test_two_handouts_with_one_code_are_both_refused(clinic: TinyClinic) -> None:
    for path in (TEXT, FACTS, "content/handouts/water/images/cup.svg", "content/handouts/water/images/glass.svg"):
        write(clinic, path.replace("water", "milk"), read(clinic, path))
    found = taken(clerk_of(clinic))
    assert set(found) == {*JOBS, *(job.replace("water", "milk") for job in JOBS)}
    for job, said in found.items():
        assert job in said
        assert job.replace("water", "milk") in said


def recalled(clerk: Clerk) -> dict[str, str]:
    """Return why each print code has to come off the racks."""
    found = audit(clerk.releases, clerk, soon=60)
    assert [one.print_code for one in found.circulating] == list(CODES)
    why = {one.print_code: one.action.partition("off the rack: ")[2] for one in found.circulating if one.action}
    assert {one.print_code for one in found.circulating if one.state == "recall"} == set(why)
    assert found.clean == (not why)
    return why


def test_what_is_signed_and_in_date_is_not_recalled(clinic: TinyClinic) -> None:
    release_everything(clinic)
    assert recalled(clerk_of(clinic)) == {}


NO_LONGER = "its signatures no longer count."


def test_what_nobody_has_signed_any_more_is_recalled(clinic: TinyClinic) -> None:
    release_everything(clinic)
    (clinic.root / LEDGER).unlink()
    assert recalled(clerk_of(clinic)) == dict.fromkeys(CODES, NO_LONGER)


def test_what_rests_on_a_faulty_ledger_is_recalled(clinic: TinyClinic) -> None:
    release_everything(clinic)
    write(clinic, LEDGER, read(clinic, LEDGER).replace("A. Author", "B. Author", 1))
    assert recalled(clerk_of(clinic)) == dict.fromkeys(CODES, NO_LONGER)


def test_what_rests_on_signatures_that_are_too_old_is_recalled(clinic: TinyClinic) -> None:
    release_everything(clinic)
    write(clinic, "handouts.toml", read(clinic, "handouts.toml") + "[policy.sign-off]\nvalid-days = 30\n")
    assert recalled(clerk_of(clinic, today=DAY + timedelta(days=30))) == {}
    assert recalled(clerk_of(clinic, today=DAY + timedelta(days=31))) == dict.fromkeys(CODES, NO_LONGER)


def test_what_rests_on_an_entry_that_its_key_does_not_prove_is_recalled(clinic: TinyClinic) -> None:
    release_everything(clinic)
    clerk = clerk_of(clinic)
    spanish = {one.entry for one in clerk.project.handouts["water"].signatures if one.role == "checker"}
    assert recalled(replace(clerk, refused=frozenset(spanish))) == dict.fromkeys(CODES[2:], NO_LONGER)


@pytest.mark.parametrize(("path", "old", "new", "codes"), [
    (MILL, 'code = "MI"', 'code = "MIL"', {code: f"{code}L" for code in CODES[::2]}),
    (TEXT, "code: DW", "code: WD", {code: code.replace("DW", "WD") for code in CODES}),
    ("templates/sheet/format.toml", 'code = "SH"', 'code = "ST"', {code: code.replace("SH", "ST") for code in CODES}),
])
def test_a_code_is_recalled_when_its_job_gets_another(
    clinic: TinyClinic, path: str, old: str, new: str, codes: dict[str, str]
) -> None:
    release_everything(clinic)
    clinic.change(path, old, new)
    assert unsigned(clerk_of(clinic)) == ()
    assert recalled(clerk_of(clinic)) == {code: f"the code {new} replaces it." for code, new in codes.items()}


@pytest.mark.parametrize("day", [date.max, date.min])
@pytest.mark.parametrize("number", ["0", "3000000", "9" * 40])
def test_no_date_and_no_number_of_days_is_too_large_for_audit_and_release(
    clinic: TinyClinic, day: date, number: str
) -> None:
    clinic.change(TEXT, "next-review: 2027-01-02", f"next-review: {day}")
    policy = f"[policy.sign-off]\ngrace-days = {number}\nvalid-days = {int(number) + 1}\n"
    write(clinic, "handouts.toml", read(clinic, "handouts.toml") + policy)
    sign_everything(clinic)
    release_everything(clinic)
    overdue = day == date.min
    clerk = clerk_of(clinic)
    rules = {one.rule for job in all_jobs(clerk.project) for one in clerk.open_points(job)}
    assert rules == {"review-missing", *(("review-overdue",) if overdue and number == "0" else ())}
    for report in ("table", "json", "ics"):
        run = clinic.run("audit", "--as-of", str(DAY), "--soon", number, "--report", report)
        assert (run.status, run.err) == (int(overdue), "")
    for as_of in (date.max, date.min):
        assert clinic.run("audit", "--as-of", str(as_of), "--soon", number, "--report", "ics").err == ""


#: What rich would read as markup.
MARKUP = ["[bold]A[/bold]", "[/]", "[/bold]", "[", "\\[b]", "A\\", "[link=file:///x]A", "[@click=x]A",
          pytest.param("A :warning: B"), pytest.param("Universitätsklinikum-Hamburg-Eppendorf")]


@pytest.mark.parametrize("name", MARKUP)
def test_status_shows_a_name_as_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    clinic = tiny_clinic(tmp_path)
    pairs = clerk_of(clinic).text("water", "es", "mill").text
    write(clinic, LEDGER, ledger_text(reads("checker", pairs, name=name)))
    run = clinic.run("sign-off", "status", "--as-of", str(DAY))
    assert (run.status, run.err) == (1, "")
    assert name in run.out
