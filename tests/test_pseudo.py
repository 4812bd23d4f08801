"""Pseudo-locales: what they keep, how much they add, and that nothing builds them unless it is named."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from support import ROOT, line_of, read, shipped
from tiny_clinic import JOBS, TinyClinic, tiny_clinic

from generator.build import composition_findings
from generator.editions import EDITIONS
from generator.findings import Severity
from generator.load import Project, load_project
from generator.load.settings import PSEUDO_LOCALES
from generator.messages.extract import domain_entries
from generator.plan import Selection, all_jobs, plan
from generator.pseudo import pseudo_text, with_pseudo_locales

TAGS = tuple(PSEUDO_LOCALES)
#: Marks, placeholders and the words of templates' values.
KEPT = re.compile(r"\*\*|\{\w+\}|%\(\w+\)[sd]|%%")
OVERRIDE, END = "\u202e", "\u202c"
#: Messages as authors write them: words, marks, placeholders, format words, numbers and units.
MESSAGES = st.lists(
    st.sampled_from(("bend", "your", "Knees", "don't", "A&E", "**", "{care_team}", "%(page)s", "%(num)d", "100%%",
                     "38 °C", "2–3", "500 mg", "999", "+44 20 7946 0958", "(slowly)", "first:"))
    | st.text("abcXYZéß ,.!0123456789-", min_size=1, max_size=12),
    min_size=1, max_size=8,
).map(" ".join)


def without_controls(text: str) -> str:
    return text.replace(OVERRIDE, "").replace(END, "")


def without_accents(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


@pytest.mark.parametrize("tag", TAGS)
@given(text=MESSAGES)
@example(text="Ask **{care_team}** at 38 °C, page %(page)s of %(pages)s: 100%%")
def test_marks_placeholders_format_words_and_numbers_stay_in_their_order(tag: str, text: str) -> None:
    made = pseudo_text(text, tag)
    assert KEPT.findall(made) == KEPT.findall(text)
    assert re.findall(r"\d+", made) == re.findall(r"\d+", text)


@given(text=MESSAGES)
def test_en_xa_is_longer_as_german_would_be(text: str) -> None:
    letters = KEPT.sub("", text)
    assume(len(letters) > 10)
    assert 1.3 <= len(KEPT.sub("", pseudo_text(text, "en-XA"))) / len(letters) <= 1.6


@given(text=MESSAGES)
def test_en_xa_is_the_text_with_accents_and_words_behind_it(text: str) -> None:
    made = pseudo_text(text, "en-XA")
    assert without_accents(made).startswith(without_accents(text).rstrip() if made == text else without_accents(text))


@given(text=MESSAGES)
def test_ar_xb_has_the_letters_of_its_source_where_the_controls_are_removed(text: str) -> None:
    made = pseudo_text(text, "ar-XB")
    assert without_controls(made) == text
    assert len(re.findall(f"{OVERRIDE}[^{END}{OVERRIDE}]+{END}", made)) == made.count(OVERRIDE) == made.count(END)


def test_every_word_of_ar_xb_runs_from_right_to_left_and_no_number_does() -> None:
    assert pseudo_text("Take 500 mg, don't **wait** for {care_team}", "ar-XB") == (
        f"{OVERRIDE}Take{END} 500 {OVERRIDE}mg{END}, {OVERRIDE}don't{END} **{OVERRIDE}wait{END}**"
        f" {OVERRIDE}for{END} {{care_team}}"
    )


def test_a_language_shows_that_it_is_made_up() -> None:
    assert pseudo_text("Bend your knees.", "en-XA").startswith("Béñd ýöûr kñééş.")


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def pseudo(clinic: TinyClinic, *tags: str) -> Project:
    return with_pseudo_locales(load_project(clinic.root)[0], tags or TAGS)


def test_each_message_of_handouts_and_templates_has_its_words(clinic: TinyClinic) -> None:
    project = pseudo(clinic)
    for tag in TAGS:
        for domain, entries in domain_entries(project).items():
            catalog = project.catalogs[tag, domain]
            assert {entry.key for entry in entries} == set(catalog.entries)
            assert all(entry.usable for entry in catalog.entries.values())


def test_a_plural_has_both_forms() -> None:
    project = with_pseudo_locales(shipped()[0], ["en-XA"])
    plurals = {key: entry for key, entry in project.catalogs["en-XA", "templates"].entries.items() if entry.plural}
    assert plurals
    words = project.catalogs["en-XA", "templates"]
    for (_context, text), entry in plurals.items():
        assert entry.plural[words.plural_form(1)] == pseudo_text(text, "en-XA")
        assert entry.plural[words.plural_form(2)] != entry.plural[words.plural_form(1)]


def test_brand_and_country_speak_it_too(clinic: TinyClinic) -> None:
    project = pseudo(clinic, "ar-XB")
    assert without_controls(project.countries["GB"].words["ar-XB"].care_team) == "your GP"
    assert OVERRIDE in project.countries["GB"].words["ar-XB"].care_team
    for brand in project.brands.values():
        assert brand.file.languages == ("en", "es", "ar-XB")
        assert [without_controls(contact.label["ar-XB"]) for contact in brand.file.contacts] == ["Questions"]


def test_without_a_name_the_project_is_as_it_was(clinic: TinyClinic) -> None:
    project, _found = load_project(clinic.root)
    assert with_pseudo_locales(project, ()) is project
    assert with_pseudo_locales(project, ["fr", "en-XC"]) is project


def test_only_the_named_one_is_added_and_the_others_stay(clinic: TinyClinic) -> None:
    project, _found = load_project(clinic.root)
    made = with_pseudo_locales(project, ["en-XA"])
    assert made.settings.project.languages == ("en", "es", "en-XA")
    assert {key: made.catalogs[key] for key in project.catalogs} == project.catalogs
    assert [job.id for job in plan(made, Selection(languages=("en-XA",)))] \
        == ["water/en-XA/sheet/mill", "water/en-XA/sheet/oak"]


def test_the_shipped_project_composes_in_both() -> None:
    """Every placeholder and every word is there, in every edition."""
    project = with_pseudo_locales(shipped()[0], TAGS)
    jobs = [job for job in all_jobs(project) if job.language in TAGS and job.brand == "riverside"]
    assert {job.edition for job in jobs} == set(EDITIONS)
    found = composition_findings(project, jobs, loaded=())
    assert [str(finding) for finding in found if finding.severity > Severity.NOTE] == []


@pytest.mark.parametrize(("arguments", "languages"), [
    ((), {"en", "es"}),
    (("*/e*/*", "--brand", "oak"), {"en", "es"}),
    (("*/ar-XB/*",), {"ar-XB"}),
    (("--language", "es", "--language", "ar-XB"), {"es", "ar-XB"}),
])
def test_it_is_planned_only_where_it_is_named_and_no_file_is_written(
    clinic: TinyClinic, arguments: tuple[str, ...], languages: set[str]
) -> None:
    before = {file: file.read_bytes() for file in clinic.root.rglob("*") if file.is_file()}
    run = clinic.run("plan", *arguments)
    assert run.status == 0, run.err
    assert {line.split("/")[1] for line in run.out.splitlines()} == languages
    assert {file: file.read_bytes() for file in clinic.root.rglob("*") if file.is_file()} == before


def test_a_project_cannot_have_it_as_a_language_of_its_own(clinic: TinyClinic) -> None:
    clinic.change("handouts.toml", '["en", "es"]', '["en", "es", "en-XA"]')
    run = clinic.run("plan")
    assert run.status == 2
    assert "'en-XA' is no language tag" in run.err


def test_no_file_of_the_shipped_project_names_it() -> None:
    assert [file for file in (ROOT / "locales").rglob("*") if "XA" in file.name or "XB" in file.name] == []


def test_a_broken_template_is_told_as_in_any_language(clinic: TinyClinic) -> None:
    template = "templates/sheet/sheet.html"
    clinic.change(template, "{% for name, value in roles.items() %}", "{% fr name %}")
    run = clinic.run("check", "--json", "--no-pages", "--language", "en-XA")
    assert run.status == 1
    assert {str(found["rule"]) for found in run.findings()} == {"template"}
    assert run.places() == {f"{template}:{line_of(read(clinic, template), '{% fr')}"}


@pytest.mark.slow
@pytest.mark.parametrize("tag", TAGS)
def test_it_is_built_like_any_language_and_gone_after_the_next_build(clinic: TinyClinic, tag: str) -> None:
    assert clinic.build("--language", tag, "--brand", "oak").status == 0
    assert [entry["status"] for entry in clinic.manifest()["jobs"]] == ["good"]
    assert f"oak/{tag}/water-sheet-{tag}.pdf" in clinic.published()
    assert not (clinic.root / "locales" / tag.replace("-", "_")).exists()
    assert clinic.build().status == 0
    assert [entry["id"] for entry in clinic.manifest()["jobs"]] == list(JOBS)
    assert not [path for path in clinic.published() if tag in path]
