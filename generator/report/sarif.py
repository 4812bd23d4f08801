"""SARIF 2.1.0 (OASIS, errata 01), which GitHub code scanning and editors read."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from urllib.parse import quote

from generator import __version__
from generator.findings import Finding, Severity
from generator.load.settings import PROJECT_FILE
from generator.profiles import Profile
from generator.report.run import Run
from generator.rules import RULES, Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: The levels of SARIF (section 3.27.10) have the names of our severities.
_LEVELS = {severity: severity.label for severity in Severity}
_KINDS = ("handout", "language", "format", "brand", "job")
#: What a finding is about: shown as places beside the line.
_LOGICAL = {**{kind: kind for kind in _KINDS}, "message": "message_id"}
#: The name has a version, as section 3.27.17 advises: change it with what is digested.
_FINGERPRINT = "handoutsFinding/v1"

Data = dict[str, object]


def sarif(run: Run) -> str:
    """Return a log with one run: every rule that we know, and a result for each finding."""
    rules = [*RULES, *dict.fromkeys(finding.rule for finding in run.findings if finding.rule not in RULES)]
    places = {name: number for number, name in enumerate(rules)}
    return json.dumps({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "clinic-handouts", "version": __version__,
                "rules": [_rule(RULES[name], run.pages) if name in RULES else {"id": name} for name in rules],
            }},
            "invocations": [{
                "executionSuccessful": True, "ruleConfigurationOverrides": _overrides(run.profile, places),
            }],
            "columnKind": "unicodeCodePoints",
            "results": _results(run.findings, places),
        }],
    }, ensure_ascii=False, indent=1)


def _rule(rule: Rule, pages: str) -> Data:
    """Return the descriptor of a rule. A helpUri must be absolute (section 3.49.12): none without `pages`."""
    where = f" See {rule.page}." if rule.page else ""
    described: Data = {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "help": {"text": f"{rule.title}{where}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    if rule.page and pages:
        address = f"{pages}{rule.page}"
        described["helpUri"] = address
        described["help"] = {"text": f"{rule.title}{where}", "markdown": f"{rule.title} See [{rule.id}]({address})."}
    return described


def _overrides(profile: Profile, places: dict[str, int]) -> list[Data]:
    """Return what the profile changes of the rules' own severities."""
    return [
        {"descriptor": {"id": name, "index": places[name]},
         "configuration": {"enabled": False} if level is None else {"level": _LEVELS[level]}}
        for name, level in profile.levels.items()
    ]


def _results(findings: Iterable[Finding], places: dict[str, int]) -> list[Data]:
    seen: Counter[str] = Counter()
    results: list[Data] = []
    for finding in findings:
        digest = _digest(finding)
        seen[digest] += 1
        results.append({
            "ruleId": finding.rule,
            "ruleIndex": places[finding.rule],
            "level": _LEVELS[finding.severity],
            "message": {"text": f"{finding.message} {finding.action}"},
            "locations": [_location(finding)],
            "partialFingerprints": {_FINGERPRINT: f"{digest}:{seen[digest]}"},
        })
    return results


def _digest(finding: Finding) -> str:
    """Return what stays the same when lines move: all but line and severity."""
    parts = (finding.rule, finding.path, finding.message, *(getattr(finding, kind) for kind in _KINDS))
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def _location(finding: Finding) -> Data:
    """Return where a finding is; one of a page, which no file has, is shown at the project's file."""
    place: Data = {"artifactLocation": {"uri": quote(finding.path or PROJECT_FILE)}}
    if finding.path and finding.line:
        place["region"] = {"startLine": finding.line}
    logical = [
        {"name": name, "kind": kind, "fullyQualifiedName": f"{kind}/{name}"}
        for kind, field in _LOGICAL.items() if (name := getattr(finding, field))
    ]
    location: Data = {"physicalLocation": place}
    return {**location, "logicalLocations": logical} if logical else location
