"""Faults that once reached a page or a traceback, each as its user would make it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_clinic import TinyClinic, tiny_clinic

from generator.build import composition_findings
from generator.check.texts import unmarked
from generator.load import load_project
from generator.plan import all_jobs

HANDOUT = "content/handouts/water/handout.md"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def rules(clinic: TinyClinic) -> set[str]:
    project, loaded = load_project(clinic.root)
    return {finding.rule for finding in composition_findings(project, all_jobs(project), loaded=loaded)}


def test_the_tiny_clinic_is_without_fault(clinic: TinyClinic) -> None:
    assert rules(clinic) == set()


def test_a_fact_is_matched_against_what_the_reader_sees() -> None:
    assert unmarked("Do _not_ **bend** your kn\u00ade\u200bes") == "Do not bend your knees"


@pytest.mark.parametrize("typed", ["{Emergency_number}", "[NHS](https://a.example)", "`code`"])
def test_what_would_print_as_typed_is_found(clinic: TinyClinic, typed: str) -> None:
    clinic.change(HANDOUT, "{emergency_number}", typed)
    assert "inline-unsupported" in rules(clinic)


def test_a_number_that_the_brand_does_not_have_is_found(clinic: TinyClinic) -> None:
    country = next((clinic.root / "content/countries").glob("*.toml"))
    text = country.read_text(encoding="utf-8")
    word = next(line for line in text.splitlines() if line.startswith("care_team"))
    country.write_text(text.replace(word, 'care_team = "call {urgnt_number}"', 1), encoding="utf-8")
    assert "country-number" in rules(clinic)


def test_an_address_with_an_unknown_field_is_found(clinic: TinyClinic) -> None:
    clinic.change("content/brands/oak/brand.toml", "{language}", "{lang}")
    assert "brand-file" in rules(clinic)


def test_a_source_language_outside_the_languages_is_refused(clinic: TinyClinic) -> None:
    from generator.load import ProjectError  # noqa: PLC0415

    clinic.change("handouts.toml", 'source-language = "en"', 'source-language = "fr"')
    with pytest.raises(ProjectError, match="source language"):
        load_project(clinic.root)


def test_text_that_no_template_sets_is_found(clinic: TinyClinic) -> None:
    for template in (clinic.root / "templates").glob("*/*.html"):
        text = template.read_text(encoding="utf-8")
        template.write_text(text.replace("{% for block in section.blocks %}", "{% for block in section.blocks[:0] %}"),
                            encoding="utf-8")
    assert "text-unset" in rules(clinic)
