"""JUnit XML, which GitLab, Jenkins and others show: a test case for each rule and scope, also where it passes."""

from __future__ import annotations

import itertools
import re

from junitparser import Attr, Failure, JUnitXml, Skipped, TestCase, TestSuite

from generator import __version__
from generator.findings import Finding
from generator.report.run import Run, scope

#: What XML 1.0 cannot hold (section 2.2, Char), not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Case(TestCase):
    """A test case with the file and line that GitLab links to."""

    file = Attr()
    line = Attr()


def junit(run: Run) -> str:
    """Return the XML: a suite for each scope; what is below the failing level stands in system-out."""
    found: dict[tuple[str, str], list[Finding]] = {(name, rule.id): [] for name, rule in run.tried()}
    for finding in run.findings:
        found.setdefault((scope(finding), finding.rule), []).append(finding)
    report = JUnitXml(f"handouts check {__version__}")
    ordered = sorted(found.items(), key=lambda case: case[0][0])
    for name, cases in itertools.groupby(ordered, key=lambda case: case[0][0]):
        suite = TestSuite(_clean(name))
        suite.add_testcases([_case(run, name, rule, told) for (_scope, rule), told in cases])
        report.add_testsuite(suite)
    report.update_statistics()  # type: ignore[no-untyped-call]  # junitparser 5 is typed but for these two
    content: bytes = report.tostring()  # type: ignore[no-untyped-call]
    return content.decode("utf-8")


def _case(run: Run, name: str, rule: str, told: list[Finding]) -> _Case:
    case = _Case(_clean(rule), classname=_clean(name), time=0)
    failing = [finding for finding in told if run.fails(finding)]
    if failing:
        failure = Failure(_clean(failing[0].message), type_=failing[0].severity.label)
        failure.text = _lines(failing)
        case.result = [failure]
    elif rule in run.profile.off:
        case.result = [Skipped(_clean(f"off in the profile {run.profile.name}: {run.profile.whys[rule]}"))]
    if milder := [finding for finding in told if not run.fails(finding)]:
        case.system_out = _lines(milder)
    place = next((finding for finding in (*failing, *told) if finding.path), None)
    if place:
        case.file = _clean(str(place.path))
        if place.line:
            case.line = str(place.line)
    return case


def _lines(findings: list[Finding]) -> str:
    return _clean("\n".join(map(str, findings)))


def _clean(text: str) -> str:
    """Return the text with U+FFFD for what no XML file can hold."""
    return _NO_XML.sub("\ufffd", text)
