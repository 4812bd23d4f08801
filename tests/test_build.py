"""Which findings stop which jobs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tiny_clinic import tiny_clinic

from generator.build import Built, composition_findings, stops
from generator.findings import Finding, Severity
from generator.load import load_project
from generator.plan import Job, all_jobs
from generator.publish import Outcome

JOB = Job(handout="water", language="es", format="sheet", brand="oak")
FAULT = Finding(rule="x", message="m.", action="a.")


@pytest.mark.parametrize(("place", "stopped"), [
    ({}, True),
    ({"handout": "water"}, True), ({"handout": "wine"}, False),
    ({"language": "es"}, True), ({"language": "en"}, False),
    ({"brand": "oak"}, True), ({"brand": "mill"}, False),
    ({"job": JOB.id}, True), ({"job": "water/es/sheet/mill"}, False),
    ({"handout": "water", "language": "en"}, False),
], ids=str)
def test_a_finding_stops_the_jobs_that_it_is_about(place: dict[str, str], stopped: bool) -> None:  # noqa: FBT001
    assert stops(replace(FAULT, **place), JOB, Severity.ERROR, source="en") is stopped  # type: ignore[arg-type]


@pytest.mark.parametrize(("severity", "level", "stopped"), [
    (Severity.WARNING, Severity.ERROR, False), (Severity.WARNING, Severity.WARNING, True),
    (Severity.NOTE, Severity.WARNING, False), (Severity.ERROR, Severity.NOTE, True),
])
def test_the_policy_decides_from_which_level(severity: Severity, level: Severity, stopped: bool) -> None:  # noqa: FBT001
    assert stops(replace(FAULT, severity=severity), JOB, level, source="en") is stopped


def test_a_finding_of_several_jobs_is_told_once() -> None:
    outcomes = tuple(Outcome(job=JOB, page=None, pdf=None, findings=(FAULT,), failed=True) for _ in range(2))
    assert Built(outcomes=outcomes, findings=(FAULT,)).all_findings == (FAULT,)


def test_only_the_texts_that_are_printed_are_judged(tmp_path_factory: pytest.TempPathFactory) -> None:
    clinic = tiny_clinic(tmp_path_factory.mktemp("tiny"))
    clinic.change("locales/es/LC_MESSAGES/water.po", "Beba 6 tazas", "No beba 6 tazas")
    project, _found = load_project(clinic.root)
    jobs = all_jobs(project)
    assert {finding.rule for finding in composition_findings(project, jobs, loaded=())} == {"fact-altered"}
    assert composition_findings(project, [job for job in jobs if job.language == "en"], loaded=()) == ()


def test_a_fault_of_the_source_stops_the_bilingual_pages_that_print_it() -> None:
    fault = replace(FAULT, language="en")
    bilingual = replace(JOB, language="es", edition="bilingual")
    assert stops(fault, bilingual, Severity.ERROR, source="en")
    assert not stops(fault, replace(bilingual, edition="standard"), Severity.ERROR, source="en")
