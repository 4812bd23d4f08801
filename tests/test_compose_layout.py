"""The layout class and the imprint: the seam between what moves words and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_clinic import tiny_clinic

from generator.compose.layout import imprint, job_code, layout_class, printed_code, printed_phone
from generator.load import Project, load_project
from generator.plan import Job

JOB = Job(handout="water", language="es", format="sheet", brand="oak")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return load_project(tiny_clinic(tmp_path_factory.mktemp("tiny")).root)[0]


@pytest.mark.parametrize(("number", "country", "printed"), [
    ("+442079460958", "GB", "020 7946 0958"),
    ("+442079460958", "US", "+44 20 7946 0958"),
    ("+12025550143", "US", "(202) 555-0143"),
    ("+12025550143", "GB", "+1 202-555-0143"),
])
def test_a_number_is_written_as_people_there_write_it(number: str, country: str, printed: str) -> None:
    assert printed_phone(number, country) == printed


@pytest.mark.parametrize(("number", "country", "printed"), [
    ("+14165550143", "CA", "(416) 555-0143"),
    ("+441624555014", "IM", "01624 555014"),
])
def test_countries_that_share_a_calling_code_are_at_home_too(number: str, country: str, printed: str) -> None:
    assert printed_phone(number, country) == printed


def test_the_layout_class_has_the_countrys_words_and_the_brands_numbers(project: Project) -> None:
    class_ = layout_class(project.brands["oak"], project.countries["GB"], project.formats["sheet"], language="es")
    assert class_.words["care_team"] == "su médico"
    assert class_.words["emergency_number"] == "999"
    assert "urgent_number" not in class_.words, "this brand has none"
    assert class_.paper == "A4"


def test_a_countrys_words_may_name_the_brands_numbers(tmp_path: Path) -> None:
    clinic = tiny_clinic(tmp_path)
    clinic.change("content/countries/GB.toml", '"your clinic"', '"your clinic or {urgent_number}"')
    clinic.change("content/brands/oak/brand.toml", 'emergency = "999"', 'emergency = "999"\nurgent = "111"')
    changed, _found = load_project(clinic.root)
    class_ = layout_class(changed.brands["oak"], changed.countries["GB"], changed.formats["sheet"], language="en")
    assert class_.words["urgent_contact"] == "your clinic or 111"


def test_what_is_only_imprint_does_not_change_the_class(tmp_path: Path) -> None:
    """Two brands that differ in colour, name, code, contacts and address are laid out alike."""
    project, _found = load_project(tiny_clinic(tmp_path).root)
    classes = {
        str(layout_class(brand, project.countries["GB"], project.formats["sheet"], language="en"))
        for brand in project.brands.values()
    }
    assert len(classes) == 1


def test_the_imprint_fills_the_slots(project: Project) -> None:
    marks = imprint(project.brands["oak"], job=JOB, format_=project.formats["sheet"], language="es",
                    print_code="DW-1.0-SH-es-OAK")
    assert marks.name == "The Oak"
    assert [(line.label, line.phone) for line in marks.contacts] == [("Preguntas", "020 7946 0123")]
    assert marks.web_address == "https://oak.example/water/es"
    assert set(marks.words()) == {"The Oak", marks.web_address, marks.print_code, "Preguntas", "020 7946 0123"}


def test_a_drafts_code_is_no_release(project: Project) -> None:
    assert printed_code(JOB, project, released=True) == job_code(JOB, project) == "DW-1.0-SH-es-OAK"
    assert printed_code(JOB, project, released=False) == "DW-1.0-SH-es-OAK-DRAFT"
