"""The words of a country are compared with those in the source's language, like any translation."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import line_of, read
from tiny_clinic import JOBS, TinyClinic, tiny_clinic

from generator.build import composition_findings
from generator.findings import Finding, Severity
from generator.load import load_project
from generator.plan import all_jobs
from generator.proof import proof_of

GB = "content/countries/GB.toml"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def found_in(clinic: TinyClinic) -> tuple[Finding, ...]:
    project, loaded = load_project(clinic.root)
    assert len(all_jobs(project)) == len(JOBS)
    found = composition_findings(project, all_jobs(project), loaded=loaded)
    return tuple(one for one in found if one.severity > Severity.NOTE)


def spanish(clinic: TinyClinic, name: str, words: str) -> int:
    """Give a country's Spanish word another text; return its line."""
    lines = read(clinic, GB).split("\n")
    number = max(place for place, line in enumerate(lines) if line.startswith(f"{name} = "))
    lines[number] = f'{name} = "{words}"'
    (clinic.root / GB).write_text("\n".join(lines), encoding="utf-8")
    return number + 1


def test_a_temperature_with_turned_digits_stops_its_language(clinic: TinyClinic) -> None:
    assert found_in(clinic) == ()
    line = spanish(clinic, "fever_temperature", "83 °C")
    found = found_in(clinic)
    assert {(one.rule, one.path, one.line, one.language, one.message_id) for one in found} == {
        ("number-altered", GB, line, "es", None)}
    assert {one.brand for one in found} == {"mill", "oak"}
    assert line_of(read(clinic, GB), "83 °C") == line


def test_the_proof_shows_it(clinic: TinyClinic) -> None:
    spanish(clinic, "fever_temperature", "3 °C")
    project, loaded = load_project(clinic.root)
    proof = proof_of(project, loaded, handout=project.handouts["water"], language="es", brand=project.brands["oak"])
    assert {one.rule for one in proof.findings} == {"number-altered"}


def test_what_is_written_another_way_is_silent(clinic: TinyClinic) -> None:
    spanish(clinic, "fever_temperature", "38 grados Celsius")
    assert found_in(clinic) == ()


def test_a_word_that_nobody_translated_is_told(clinic: TinyClinic) -> None:
    clinic.change(GB, 'urgent_contact = "your clinic"', 'urgent_contact = "the clinic beside the old mill"')
    spanish(clinic, "urgent_contact", "the clinic beside the old mill")
    assert {one.rule for one in found_in(clinic)} == {"source-copied"}
