"""GitHub annotations, written as its toolkit writes them and its runner reads them; text and JSON beside them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reported import ADVICE, ALL, MILD, PLACED, WHOLE, job
from support import only

from generator.findings import Finding, Severity
from generator.report import REPORTS, Run
from generator.report.github import github

WORDS = st.text(st.characters(exclude_categories=["Cs"]))


def annotation(finding: Finding) -> str:
    return github(Run(findings=(finding,)))


@pytest.mark.parametrize(("finding", "line"), [
    (MILD, "::warning file=locales/es/LC_MESSAGES/water.po,line=3,title=term-missing::no “agua”. Use it."),
    (ADVICE, "::notice title=text-shortened::water/es/sheet/oak: shortened. Look."),
    (WHOLE, "::error title=font-missing::no font. Install it."),
    (replace(WHOLE, path="a:b,c%.po"), "::error file=a%3Ab%2Cc%25.po,title=font-missing::no font. Install it."),
    (replace(WHOLE, message="50%,\r\na: b."), "::error title=font-missing::50%25,%0D%0Aa: b. Install it."),
    (replace(WHOLE, message="%0A"), "::error title=font-missing::%250A Install it."),
], ids=["warning", "note", "error", "property", "data", "twice"])
def test_an_annotation_is_written_as_the_toolkit_does(finding: Finding, line: str) -> None:
    assert annotation(finding) == line


@given(WORDS, WORDS.filter(bool))
def test_any_words_are_one_command_and_come_back(message: str, path: str) -> None:
    line = annotation(replace(PLACED, message=message, path=path))
    assert "\n" not in line
    assert "\r" not in line
    found = re.fullmatch(r"::error file=([^,:]*),line=7,title=number-altered::(.*)", line, re.DOTALL)
    assert found
    assert unquote(found[1]) == path
    assert unquote(found[2]) == f"{message} {PLACED.action}"


def test_nothing_found_is_nothing_said() -> None:
    assert github(Run(findings=())) == ""


def test_text_has_a_line_for_each_finding_and_the_counts() -> None:
    *lines, last = REPORTS["text"](Run(findings=ALL, jobs=(job("es"),))).splitlines()
    assert lines == list(map(str, ALL))
    assert last == "4 findings in 1 jobs: 2 errors, 1 warning, 1 note."
    assert REPORTS["text"](Run(findings=())) == "0 findings in 0 jobs."


def test_json_gives_the_findings_back() -> None:
    data = json.loads(REPORTS["json"](Run(findings=ALL, jobs=(job("es"),), level=Severity.WARNING)))
    assert tuple(map(Finding.from_data, data["findings"])) == ALL
    assert (data["profile"], data["fail-on"]) == (None, "warning")
    assert only(data["jobs"]) == {"id": "water/es/sheet/oak"}
