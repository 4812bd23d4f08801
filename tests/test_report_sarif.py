"""SARIF: what the schema of OASIS asks for, and what code scanning follows a finding by."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from reported import ADVICE, ALL, MILD, PLACED, WHOLE
from support import ROOT

from generator.findings import Finding, Severity
from generator.profiles import Profile
from generator.report import Run
from generator.report.sarif import sarif
from generator.rules import RULES

VALIDATOR = Draft4Validator(
    json.loads((ROOT / "tests/data/sarif-schema-2.1.0.json").read_text(encoding="utf-8")),
    format_checker=Draft4Validator.FORMAT_CHECKER,
)
PAGES = "https://git.example/clinic/blob/0a1/"


def log(run: Run) -> dict[str, Any]:
    """Return the one run of the log, which the schema holds for good."""
    data = json.loads(sarif(run))
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []
    return data["runs"][0]


def fingerprints(*findings: Finding) -> list[str]:
    return [next(iter(result["partialFingerprints"].values())) for result in log(Run(findings=findings))["results"]]


def test_the_schema_can_refuse() -> None:
    data = json.loads(sarif(Run(findings=ALL)))
    data["runs"][0]["results"][0]["level"] = "advice"
    assert list(VALIDATOR.iter_errors(data))


@pytest.mark.parametrize(
    "findings", [(), ALL, (replace(PLACED, rule="from-tomorrow"),)], ids=["none", "all", "unknown"],
)
def test_a_log_is_valid_and_every_result_finds_its_rule(findings: tuple[Finding, ...]) -> None:
    run = log(Run(findings=findings, pages=PAGES))
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [finding.rule for finding in findings]
    assert len({rule["id"] for rule in rules}) == len(rules)


def test_every_rule_is_described() -> None:
    described = {rule["id"]: rule for rule in log(Run(findings=(), pages=PAGES))["tool"]["driver"]["rules"]}
    assert set(described) == set(RULES)
    rule = described["number-altered"]
    assert rule["helpUri"] == f"{PAGES}docs/rules/number-altered.md"
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert described["text-shortened"]["defaultConfiguration"] == {"level": "note"}


def test_an_address_that_would_not_be_absolute_is_left_out() -> None:
    rules = log(Run(findings=()))["tool"]["driver"]["rules"]
    assert not [rule for rule in rules if "helpUri" in rule]
    assert any("docs/rules/number-altered.md" in rule["help"]["text"] for rule in rules)


def test_a_result_has_level_place_and_what_it_is_about() -> None:
    placed, mild, advice, whole = log(Run(findings=ALL))["results"]
    assert [result["level"] for result in (placed, mild, advice, whole)] == ["error", "warning", "note", "error"]
    [location] = placed["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "locales/hi/LC_MESSAGES/water%20jug.po"}, "region": {"startLine": 7}}
    assert [(logical["kind"], logical["name"]) for logical in location["logicalLocations"]] == [
        ("handout", "water"), ("language", "hi"), ("message", "drink-daily")]
    [location] = advice["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "handouts.toml"}}
    assert location["logicalLocations"][0]["name"] == ADVICE.job
    assert "logicalLocations" not in whole["locations"][0]


@given(st.integers(1, 10**6))
def test_a_finding_keeps_its_fingerprint_when_lines_move(line: int) -> None:
    assert fingerprints(replace(PLACED, line=line)) == fingerprints(PLACED)


def test_a_finding_keeps_its_fingerprint_when_a_profile_weighs_it() -> None:
    assert fingerprints(replace(MILD, severity=Severity.ERROR)) == fingerprints(MILD)


@pytest.mark.parametrize("other", [
    {"rule": "fact-altered"}, {"path": "a.po"}, {"message": "No."}, {"language": "es"}, {"handout": "b"},
    {"brand": "oak"}, {"format": "sheet"}, {"job": "a/b/c/d"},
], ids=lambda other: next(iter(other)))
def test_another_finding_has_another_fingerprint(other: dict[str, str]) -> None:
    first, second = fingerprints(PLACED, replace(PLACED, **other))  # type: ignore[arg-type]
    assert first != second


def test_two_findings_that_differ_in_their_line_only_are_told_apart() -> None:
    assert len(set(fingerprints(PLACED, replace(PLACED, line=70), replace(PLACED, line=700)))) == 3


def test_the_log_tells_what_the_profile_changed() -> None:
    profile = Profile(name="ours", levels={"jargon-used": Severity.ERROR, "length-grown": None})
    run = log(Run(findings=(WHOLE,), profile=profile))
    [invocation] = run["invocations"]
    jargon, length = invocation["ruleConfigurationOverrides"]
    assert run["tool"]["driver"]["rules"][jargon["descriptor"]["index"]]["id"] == "jargon-used"
    assert (jargon["configuration"], length["configuration"]) == ({"level": "error"}, {"enabled": False})
