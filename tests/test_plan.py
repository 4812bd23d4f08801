"""Planning: a project and a selection become jobs, and a selector that matches nothing says what is near."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import BRAND, HANDOUT, jobs, read, write
from tiny_clinic import JOBS, TinyClinic, tiny_clinic

from generator.editions import BILINGUAL, BLACK, EDITIONS, LARGE_PRINT, STANDARD
from generator.load import load_project
from generator.load.handout import handout_names
from generator.plan import Job, Selection, SelectionError, all_jobs, is_named, plan


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def ids(clinic: TinyClinic, selection: Selection | None = None) -> list[str]:
    project, _found = load_project(clinic.root)
    return [job.id for job in plan(project, selection or Selection())]


def test_a_job_is_named_and_placed() -> None:
    (job,) = jobs("water/zh-Hans/sheet/oak")
    assert job.id == "water/zh-Hans/sheet/oak"
    assert job.path == "oak/zh-Hans/water-sheet-zh-Hans.pdf"
    assert job.print_path == "oak/zh-Hans/water-sheet-zh-Hans-print.pdf"


def test_an_edition_stands_behind_the_format() -> None:
    job = Job(handout="water", language="ar", format="sheet", brand="oak", edition="large-print")
    assert job.id == "water/ar/sheet+large-print/oak"
    assert job.path == "oak/ar/water-sheet+large-print-ar.pdf"


def test_all_jobs_are_planned_sorted_by_id(clinic: TinyClinic) -> None:
    assert ids(clinic) == list(JOBS) == sorted(JOBS)


@pytest.mark.parametrize(("selection", "expected"), [
    (Selection(patterns=("*/es/*",)), JOBS[2:]),
    (Selection(patterns=("*/es/*", "*/oak")), (JOBS[1], JOBS[2], JOBS[3])),
    (Selection(patterns=(JOBS[0],)), JOBS[:1]),
    (Selection(patterns=("water/e[ns]/sheet/mil?",)), JOBS[::2]),
    (Selection(languages=("es",), brands=("oak",)), JOBS[3:]),
    (Selection(patterns=("*/oak",), languages=("en", "es")), JOBS[1::2]),
    (Selection(handouts=("water",), formats=("sheet",)), JOBS),
])
def test_a_selection_narrows(clinic: TinyClinic, selection: Selection, expected: tuple[str, ...]) -> None:
    assert ids(clinic, selection) == list(expected)


@pytest.mark.parametrize(("selection", "said"), [
    (Selection(patterns=("water/en/sheet/oka",)), "the selector 'water/en/sheet/oka' matches nothing"),
    (Selection(patterns=("*/en/*", "*/fr/*")), "the selector '*/fr/*' matches nothing"),
    (Selection(languages=("ens",)), "--language 'ens' matches nothing. The nearest: es, en."),
    (Selection(brands=("oka",)), "--brand 'oka' matches nothing. The nearest: oak."),
    (Selection(handouts=("watr",)), "--handout 'watr' matches nothing. The nearest: water."),
    (Selection(formats=("WATER",)), "--format 'WATER' matches nothing. The nearest: sheet."),
    (Selection(patterns=("*/en/*",), languages=("es",)), "no job matches all of the selectors"),
])
def test_what_matches_nothing_is_refused_with_the_nearest(clinic: TinyClinic, selection: Selection, said: str) -> None:
    with pytest.raises(SelectionError) as refused:
        ids(clinic, selection)
    assert said in str(refused.value)


def test_the_nearest_ids_are_listed(clinic: TinyClinic) -> None:
    with pytest.raises(SelectionError, match=r"The nearest: water/en/sheet/oak, "):
        ids(clinic, Selection(patterns=("water/en/sheet/oka",)))


def test_a_brand_is_planned_in_its_languages_only(clinic: TinyClinic) -> None:
    clinic.change(BRAND, '["en", "es"]', '["es"]')
    assert ids(clinic) == [JOBS[0], JOBS[2], JOBS[3]]


def test_a_language_that_the_project_has_not_is_not_planned(clinic: TinyClinic) -> None:
    clinic.change(BRAND, '["en", "es"]', '["en", "es", "fr"]')
    assert ids(clinic) == list(JOBS)


def test_a_handout_is_planned_in_the_formats_of_its_outline_only(clinic: TinyClinic) -> None:
    clinic.change("handouts.toml", '["sheet"]', '["sheet", "placard"]')
    clinic.change(HANDOUT, "  sheet:\n", "  placard:\n")
    project, _found = load_project(clinic.root)
    assert all_jobs(project) == ()


@pytest.mark.parametrize(("file", "old", "new"), [
    (BRAND, '["en", "es"]', '["en", "es", "en"]'), ("handouts.toml", '["sheet"]', '["sheet", "sheet"]'),
])
def test_a_job_is_planned_once(clinic: TinyClinic, file: str, old: str, new: str) -> None:
    clinic.change(file, old, new)
    assert ids(clinic) == list(JOBS)


EDITION = """
[editions.bilingual]
code = "SHB"
aimed-pages = 1
most-pages = 2
minimum-type-size = 9
paper = { A4 = { width = 105, height = 148 }, Letter = { width = 100, height = 150 } }
fitting = [{ name = "normal", properties = { size = "12pt" } }]
"""
BILINGUAL_JOBS = ["water/es/sheet+bilingual/mill", "water/es/sheet+bilingual/oak"]


def offer_bilingual(clinic: TinyClinic, *editions: str, more: str = "") -> None:
    """Let the format make the bilingual edition, and `more`, and the project ask for these editions."""
    write(clinic, "templates/sheet/format.toml", read(clinic, "templates/sheet/format.toml") + EDITION + more)
    asked = ", ".join(f'"{edition}"' for edition in editions)
    clinic.change("handouts.toml", "languages =", f"editions = [{asked}]\nlanguages =")


def test_a_brand_that_does_not_speak_the_source_has_no_bilingual_pages(clinic: TinyClinic) -> None:
    offer_bilingual(clinic, STANDARD, BILINGUAL)
    clinic.change("content/brands/oak/brand.toml", 'languages = ["en", "es"]', 'languages = ["es"]')
    assert [name for name in ids(clinic) if BILINGUAL in name] == BILINGUAL_JOBS[:1]


def test_the_bilingual_edition_is_planned_for_translations_beside_the_standard_one(clinic: TinyClinic) -> None:
    offer_bilingual(clinic, STANDARD, BILINGUAL)
    assert ids(clinic) == sorted([*JOBS, *BILINGUAL_JOBS])
    assert ids(clinic, Selection(editions=(BILINGUAL,))) == BILINGUAL_JOBS
    assert ids(clinic, Selection(editions=(STANDARD,))) == list(JOBS)
    assert ids(clinic, Selection(patterns=("*+bilingual/oak",))) == BILINGUAL_JOBS[1:]


LARGE_AND_BLACK = EDITION.replace("bilingual", "large-print").replace("SHB", "SHL") + """
[editions.black]
code = "SHK"
"""
LARGE_JOBS = [job.replace("sheet", "sheet+large-print") for job in JOBS]
BLACK_JOBS = [job.replace("sheet", "sheet+black") for job in JOBS]


def test_large_print_and_black_ink_need_no_second_language(clinic: TinyClinic) -> None:
    """The source language has both, and so has a brand that does not speak it."""
    offer_bilingual(clinic, STANDARD, LARGE_PRINT, BLACK, more=LARGE_AND_BLACK)
    assert ids(clinic) == sorted([*JOBS, *LARGE_JOBS, *BLACK_JOBS])
    clinic.change("content/brands/oak/brand.toml", 'languages = ["en", "es"]', 'languages = ["es"]')
    assert ids(clinic, Selection(editions=(BLACK,))) == [job for job in BLACK_JOBS if "en" not in job.split("/") or
                                                         "mill" in job]


def test_a_brand_that_prints_in_black_has_no_edition_of_it(clinic: TinyClinic) -> None:
    """Its standard pages are in black ink: a second code for the same pages would only confuse."""
    offer_bilingual(clinic, STANDARD, BLACK, more=LARGE_AND_BLACK)
    clinic.change("content/brands/oak/brand.toml", "[colour]\n", '[colour]\nink = "black"\n')
    assert ids(clinic, Selection(editions=(BLACK,))) == [job for job in BLACK_JOBS if job.endswith("mill")]
    assert set(named(clinic)) == set(ids(clinic))


def test_an_edition_alone_leaves_the_source_language_without_a_page(clinic: TinyClinic) -> None:
    offer_bilingual(clinic, BILINGUAL)
    assert ids(clinic) == BILINGUAL_JOBS


def test_an_edition_that_the_project_does_not_ask_for_is_not_planned(clinic: TinyClinic) -> None:
    offer_bilingual(clinic, STANDARD)
    assert ids(clinic) == list(JOBS)
    with pytest.raises(SelectionError, match=r"--edition 'bilingual' matches nothing. The nearest: standard"):
        ids(clinic, Selection(editions=(BILINGUAL,)))


def test_an_edition_that_the_format_does_not_make_is_not_planned(clinic: TinyClinic) -> None:
    clinic.change("handouts.toml", "languages =", 'editions = ["standard", "bilingual"]\nlanguages =')
    assert ids(clinic) == list(JOBS)


def test_editions_share_a_folder_and_no_file() -> None:
    standard = Job(handout="water", language="es", format="sheet", brand="oak")
    bilingual = Job(handout="water", language="es", format="sheet", brand="oak", edition=BILINGUAL)
    assert len({standard.id, bilingual.id}) == 2
    assert len({one for job in (standard, bilingual) for one in (job.path, job.print_path)}) == 4


def named(clinic: TinyClinic) -> list[str]:
    """Return the ids of those jobs that the project names, of all that its words and some others make."""
    project, _found = load_project(clinic.root)
    names = handout_names(clinic.root)
    every = [
        Job(handout=handout, language=language, format=format_, brand=brand, edition=edition)
        for handout in ("water", "wine") for language in ("en", "es", "fr") for format_ in ("sheet", "poster")
        for brand in ("mill", "oak", "elm") for edition in EDITIONS
    ]
    return sorted(job.id for job in every if is_named(project, job, handouts=names))


@pytest.mark.parametrize(("path", "old", "new"), [
    (BRAND, "", ""), (BRAND, 'languages = ["en", "es"]', 'languages = ["en"]'),
    ("handouts.toml", 'languages = ["en", "es"]', 'languages = ["en"]'), (HANDOUT, "  sheet:", "  booklet:"),
    ("handouts.toml", '["mill", "oak"]', '["oak"]'),
    ("handouts.toml", 'formats = ["sheet"]', 'formats = ["sheet"]\neditions = ["standard", "bilingual"]'),
])
def test_what_is_named_is_what_is_planned_where_all_can_be_loaded(
    clinic: TinyClinic, path: str, old: str, new: str
) -> None:
    if old:
        clinic.change(path, old, new)
    assert named(clinic) == [job.id for job in all_jobs(load_project(clinic.root)[0])]


@pytest.mark.parametrize(("path", "text"), [
    (BRAND, 'extends = "none"\n'), (HANDOUT, "no front matter\n"), ("templates/sheet/format.toml", "[\n"),
])
def test_what_cannot_be_loaded_is_named_still(clinic: TinyClinic, path: str, text: str) -> None:
    write(clinic, path, text)
    assert set(JOBS) > {job.id for job in all_jobs(load_project(clinic.root)[0])}
    assert set(named(clinic)) >= set(JOBS)
    clinic.change("handouts.toml", '["mill", "oak"]', '["mill"]')
    assert not [job for job in named(clinic) if job.endswith("oak")]
