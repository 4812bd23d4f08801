"""JUnit: a case for all that was tried, a failure for what fails, and XML that every reader takes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml, Skipped, TestCase
from reported import ADVICE, ALL, MILD, PLACED, WHOLE, job

from generator.check import TEXT_RULES, PairRule
from generator.findings import Severity
from generator.profiles import Profile
from generator.report import Run
from generator.report.junit import junit

Cases = dict[tuple[str, str], TestCase]


def cases(run: Run) -> Cases:
    """Return the cases by scope and rule."""
    report = JUnitXml.fromstring(junit(run).encode())
    read = [(suite.name, case) for suite in report for case in suite]
    assert all(case.classname == name for name, case in read)
    named = {(name, case.name): case for name, case in read}
    assert len(named) == len(read)
    return named


def failures(run: Run) -> set[tuple[str, str]]:
    return {key for key, case in cases(run).items() if any(isinstance(one, Failure) for one in case.result)}


def test_what_was_tried_and_found_nothing_passes() -> None:
    found = cases(Run(findings=(), jobs=(job("es"),)))
    assert {rule for scope, rule in found if scope == "water/es"} \
        == {rule.id for rule in TEXT_RULES} | {"translation-missing", "translation-fuzzy"}
    assert {rule.id for rule in TEXT_RULES if isinstance(rule, PairRule)} \
        <= {rule for scope, rule in found if scope == "words/es"}
    assert ("project", "brand-file") in found
    assert all(case.is_passed for case in found.values())


def test_nothing_is_said_of_what_was_not_tried() -> None:
    found = cases(Run(findings=(), jobs=(job("es"), job("en"), job("en-XA"))))
    assert {scope for scope, _rule in found} == {"project", "water/es", "water/en", "words/es"}
    assert not {"page-count", "text-lost", "spreadsheet-row", "sign-off-missing"} & {rule for _scope, rule in found}
    assert ("water/en", "translation-missing") not in found


# Named by their levels: a set would be written in another order by each process.
@pytest.mark.parametrize(("level", "expected"), [
    (Severity.ERROR, {("water/hi", "number-altered"), ("project", "font-missing")}),
    (Severity.WARNING, {("water/hi", "number-altered"), ("project", "font-missing"), ("water/es", "term-missing")}),
    (None, set()),
], ids=["error", "warning", "never"])
def test_what_reaches_the_level_fails(level: Severity | None, expected: set[tuple[str, str]]) -> None:
    assert failures(Run(findings=ALL, jobs=(job("es"),), level=level)) == expected


def test_what_is_milder_stands_in_system_out() -> None:
    found = cases(Run(findings=(MILD, ADVICE), jobs=(job("es"),)))
    assert str(MILD) in found["water/es", "term-missing"].system_out
    assert str(ADVICE) in found[str(ADVICE.job), "text-shortened"].system_out


def test_a_failure_names_file_line_and_every_finding() -> None:
    case = cases(Run(findings=(PLACED, replace(PLACED, line=9), WHOLE)))["water/hi", "number-altered"]
    [failure] = case.result
    assert failure.text.splitlines() == [str(PLACED), str(replace(PLACED, line=9))]
    assert (case._elem.get("file"), case._elem.get("line")) == (PLACED.path, "7")  # noqa: SLF001


def test_a_rule_that_is_off_is_skipped_with_the_reason() -> None:
    profile = Profile(name="ours", levels={"length-grown": None}, whys={"length-grown": "the page shows it"})
    case = cases(Run(findings=(), jobs=(job("es"),), profile=profile))["water/es", "length-grown"]
    [skipped] = case.result
    assert isinstance(skipped, Skipped)
    assert "the page shows it" in str(skipped.message)


def test_the_counts_of_the_report_are_right() -> None:
    report = JUnitXml.fromstring(junit(Run(findings=ALL, jobs=(job("es"),))).encode())
    assert (report.failures, report.errors) == (2, 0)
    assert report.tests == sum(1 for suite in report for _case in suite)


@given(st.text())
def test_any_words_make_a_file_that_can_be_read(words: str) -> None:
    assert cases(Run(findings=(replace(WHOLE, message=words),)))["project", "font-missing"].result
