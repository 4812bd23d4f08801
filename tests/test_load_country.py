"""A country's words for services, per language."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import found_in, line_of, only, read
from tiny_clinic import TinyClinic, tiny_clinic

from generator.load import load_project

COUNTRY = "content/countries/GB.toml"
SPANISH_CARE_TEAM = 'care_team = "su médico"\n'


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def test_a_country_has_words_by_language(clinic: TinyClinic) -> None:
    project, found = load_project(clinic.root)
    assert found == ()
    country = project.countries["GB"]
    assert (country.code, country.path) == ("GB", COUNTRY)
    assert (country.words["en"].care_team, country.words["es"].care_team) == ("your GP", "su médico")


@pytest.mark.parametrize(("new", "said"), [
    ("", "'words.es.care_team' is missing"),
    ('care_teem = "su médico"\n', "unknown key 'words.es.care_teem'"),
    ("care_team = 3\n", "words.es.care_team: input should be a valid string"),
])
def test_a_fault_stops_the_brands_of_the_country(clinic: TinyClinic, new: str, said: str) -> None:
    clinic.change(COUNTRY, SPANISH_CARE_TEAM, new)
    found = [finding for finding in found_in(clinic) if said in finding.message]
    line = line_of(read(clinic, COUNTRY), new.strip() or "[words.es]")
    assert {(finding.rule, finding.path, finding.line) for finding in found} == {("country-file", COUNTRY, line)}
    assert {finding.brand for finding in found} == {"mill", "oak"}


def test_a_country_without_file(clinic: TinyClinic) -> None:
    (clinic.root / COUNTRY).unlink()
    assert {(finding.rule, finding.path, finding.brand) for finding in found_in(clinic)} \
        == {("country-file", COUNTRY, "mill"), ("country-file", COUNTRY, "oak")}


def test_a_language_of_a_brand_needs_words(clinic: TinyClinic) -> None:
    english, _, _spanish = read(clinic, COUNTRY).partition("[words.es]")
    (clinic.root / COUNTRY).write_text(english, encoding="utf-8")
    clinic.change("content/brands/mill/brand.toml", '["en", "es"]', '["en"]')
    found = only(found_in(clinic))
    assert (found.rule, found.path, found.language, found.brand) == ("country-words", COUNTRY, "es", "oak")
    assert "[words.es]" in found.action
