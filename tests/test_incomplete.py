"""What is not translated: refused with the list, or printed in the words of the source, each passage marked."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from support import BRAND, SPANISH, line_of, read, shipped
from tiny_clinic import JOBS, SPANISH_JOBS, TinyClinic, tiny_clinic

from generator.build import composition_findings
from generator.build.pantry import Pantry
from generator.compose import Ingredients, compose
from generator.compose.page import Page
from generator.compose.templates import Templates
from generator.findings import Finding, Severity
from generator.load import load_project
from generator.load.document import messages_of
from generator.plan import Job, all_jobs
from generator.translate import translate

WORDS = "locales/es/LC_MESSAGES/templates.po"
SHIPPED = "back-pain-after-birth"
#: What the manifest lists: ids, or the words of the source, in the order of the page.
OPEN = ["front-matter.cover-alternative", "drink-daily", "Ask **{care_team}** when you are thirsty."]


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    """Return a clinic whose Spanish lacks two messages and a word; a third message needs review."""
    made = tiny_clinic(tmp_path)
    made.change(SPANISH, 'msgstr "Una taza de agua"', 'msgstr ""')
    made.change(SPANISH, 'msgstr "Beba 6 tazas de agua al día."', 'msgstr ""')
    made.change(SPANISH, 'msgctxt "ask"\nmsgid "Ask **', '#, fuzzy\nmsgctxt "ask"\nmsgid "Ask **')
    # Emptied, it would give way to the shipped translation; one that needs review stays.
    made.change(WORDS, 'msgid "Draft: not', '#, fuzzy\nmsgid "Draft: not')
    return made


def places(clinic: TinyClinic) -> set[str]:
    """Return where the four of them stand."""
    spanish, words = read(clinic, SPANISH), read(clinic, WORDS)
    return {
        *(f"{SPANISH}:{line_of(spanish, msgid)}" for msgid in ('"A cup of', '"Drink 6', '"Ask **')),
        f"{WORDS}:{line_of(words, 'Draft')}",
    }


def spanish_page(clinic: TinyClinic) -> Page:
    project, _found = load_project(clinic.root)
    job = Job(handout="water", language="es", format="sheet", brand="oak")
    page = compose(job, replace(Pantry(project, incomplete=True).ingredients(job), fonts=()))
    assert isinstance(page, Page), page
    return page


def test_missing_and_fuzzy_passages_stand_in_the_source_language_each_marked(clinic: TinyClinic) -> None:
    html = spanish_page(clinic).html
    spans = re.findall(r'<span class="untranslated" lang="en" dir="ltr">(.*?)</span>', html)
    mark = '<b class="untranslated-mark">EN</b>'
    assert spans == [f"{mark} Drink 6 cups of water each day.",
                     f"{mark} Ask<strong> su médico</strong> when you are thirsty."]
    assert 'alt="[EN] A cup of water"' in html
    assert '<p class="draft">[EN] Draft: not yet reviewed by a clinician</p>' in html


def test_what_is_translated_stays_as_it_was(clinic: TinyClinic) -> None:
    html = spanish_page(clinic).html
    assert '<html lang="es"' in html
    for words in ("<h1>Beba agua</h1>", "<h2>Pregunte</h2>", "En peligro llame al 999.", "Preguntas"):
        assert words in html


def test_a_fuzzy_translation_is_not_printed(clinic: TinyClinic) -> None:
    assert "si tiene sed" not in spanish_page(clinic).html


def test_the_page_names_what_is_open(clinic: TinyClinic) -> None:
    assert list(spanish_page(clinic).untranslated) == OPEN


def test_without_the_flag_the_language_is_refused_with_the_list(clinic: TinyClinic) -> None:
    clinic.change(BRAND, '["en", "es"]', '["es"]')
    run = clinic.build("water/es/sheet/oak")
    assert run.status == 1
    assert run.places() == places(clinic)
    assert run.rules() == {"translation-missing", "translation-fuzzy"}
    assert {found["severity"] for found in run.findings()} == {"error"}


def test_a_fact_that_is_not_translated_yet_does_not_count_as_altered(clinic: TinyClinic) -> None:
    project, loaded = load_project(clinic.root)
    found = composition_findings(project, all_jobs(project), loaded=loaded)
    assert {finding.rule for finding in found} == {"translation-missing", "translation-fuzzy"}


def test_the_flag_lets_only_missing_translations_pass(clinic: TinyClinic) -> None:
    """A wrong sentence is still refused: what is printed was said by somebody."""
    clinic.change(SPANISH, "llame al {emergency_number}", "llame al 112")
    project, _found = load_project(clinic.root)
    found = Pantry(project, incomplete=True).findings(all_jobs(project))
    errors = {finding.rule for finding in found if finding.severity == Severity.ERROR}
    assert "placeholder-altered" in errors
    assert not errors & {"translation-missing", "translation-fuzzy"}


def test_the_flag_turns_each_into_a_note(clinic: TinyClinic) -> None:
    project, _found = load_project(clinic.root)

    def found(*, incomplete: bool) -> tuple[Finding, ...]:
        return Pantry(project, incomplete=incomplete).findings(all_jobs(project))

    notes, errors = found(incomplete=True), found(incomplete=False)
    assert len(notes) == 4
    assert {finding.severity for finding in notes} == {Severity.NOTE}
    assert [replace(finding, severity=Severity.ERROR) for finding in notes] == list(errors)


def leaflet(language: str, *, lost: int, edition: str = "standard") -> Page:
    """Compose the shipped leaflet without the translations of the first messages of its key points."""
    project, _found = shipped()
    handout, catalog = project.handouts[SHIPPED], project.catalogs[language, SHIPPED]
    keys = {message.key for message in messages_of([handout.document.section("key-points")])[:lost]}
    less = replace(catalog, entries={key: entry for key, entry in catalog.entries.items() if key not in keys})
    text, _missing = translate(handout.document, less, incomplete=True)
    page = compose(
        Job(handout=SHIPPED, language=language, format="leaflet", brand="riverside", edition=edition),
        Ingredients(project=project, document=text, fonts=(), engine={},
                    templates=Templates(project.templates, words=project.catalogs[language, "templates"])),
    )
    assert isinstance(page, Page), page
    return page


PASSAGE = ("", "%(num)s passage is not translated yet.")


@pytest.mark.parametrize("edition", ["standard", "bilingual"])
@pytest.mark.parametrize(("language", "lost", "form"), [
    ("es", 1, 0), ("es", 2, 1), ("pl", 1, 0), ("pl", 2, 1), ("pl", 5, 2), ("ar", 1, 1), ("ar", 2, 2), ("ar", 3, 3),
    ("zh-Hans", 1, 0), ("zh-Hans", 2, 0),
])
def test_the_draft_line_counts_the_passages_in_the_plural_of_the_language(
    language: str, lost: int, form: int, edition: str
) -> None:
    words = shipped()[0].catalogs[language, "templates"].entries[PASSAGE].plural
    page = leaflet(language, lost=lost, edition=edition)
    text = re.sub(r"<[^>]+>", "", page.html)
    told = [words.index(one) for one in dict.fromkeys(words) if one % {"num": lost} in text]
    assert told == [form]
    assert len(page.untranslated) == lost


@pytest.mark.parametrize("edition", ["standard", "bilingual"])
def test_a_page_that_lacks_nothing_says_nothing_of_it(edition: str) -> None:
    page = leaflet("es", lost=0, edition=edition)
    assert page.untranslated == ()
    assert "untranslated" not in page.html
    assert "pasaje" not in page.html


def test_beside_its_source_an_untranslated_passage_is_marked_too() -> None:
    page = leaflet("ar", lost=2, edition="bilingual")
    assert page.html.count('class="untranslated-mark"') == 2
    row = re.search(r'<tr class="row row-item">(.*?)</tr>', page.html, re.DOTALL)
    assert row is not None
    source, translation = re.split(r'<td[^>]* lang="ar"', row[1])
    assert "untranslated" not in source
    assert '<span class="untranslated" lang="en" dir="ltr">' in translation


def test_an_incomplete_page_has_another_key() -> None:
    assert len({leaflet("es", lost=lost).key for lost in (0, 1, 2)}) == 3


def text(pdf: bytes) -> str:
    with PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


@pytest.mark.slow
def test_an_incomplete_build_is_printed_and_the_manifest_lists_what_is_open(clinic: TinyClinic) -> None:
    run = clinic.build("--allow-incomplete", "--jobs", "1")
    assert run.status == 0, run.err
    assert run.jobs_with("rendered") == JOBS
    entries = {str(entry["id"]): entry for entry in clinic.manifest()["jobs"]}
    assert {job: entry.get("untranslated") for job, entry in entries.items()} \
        == {job: OPEN if job in SPANISH_JOBS else None for job in JOBS}
    printed = text(clinic.published()["oak/es/water-sheet-es.pdf"])
    assert "EN Drink 6 cups of water each day." in printed
    assert "[EN] Draft" in printed


@pytest.mark.slow
def test_a_build_without_the_flag_takes_the_incomplete_files_away(clinic: TinyClinic) -> None:
    assert clinic.build("--allow-incomplete", "--jobs", "1").status == 0
    run = clinic.build("--jobs", "1")
    assert (run.status, run.jobs_with("failed")) == (1, SPANISH_JOBS)
    assert places(clinic) <= run.places()
    assert not [path for path in clinic.published() if "/es/" in path]
    assert all("untranslated" not in entry for entry in clinic.manifest()["jobs"])


@pytest.mark.slow
def test_what_was_translated_since_is_no_longer_open(clinic: TinyClinic) -> None:
    assert clinic.build("--allow-incomplete", "--jobs", "1").status == 0
    clinic.change(SPANISH, 'msgid "Drink 6 cups of water each day."\nmsgstr ""',
                  'msgid "Drink 6 cups of water each day."\nmsgstr "Beba 6 tazas de agua al día."')
    run = clinic.build("--allow-incomplete", "--jobs", "1")
    assert (run.status, run.jobs_with("rendered")) == (0, SPANISH_JOBS)
    assert clinic.manifest()["jobs"][-1]["untranslated"] == [OPEN[0], OPEN[2]]
