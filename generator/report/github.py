"""Annotations of GitHub Actions: lines on stdout that its runner shows beside the changed lines of a pull request.

Written as GitHub's toolkit does (actions/toolkit, packages/core/src/command.ts: escapeData, escapeProperty).
"""

from __future__ import annotations

from generator.findings import Finding, Severity
from generator.report.run import Run

_COMMANDS = {Severity.NOTE: "notice", Severity.WARNING: "warning", Severity.ERROR: "error"}


def github(run: Run) -> str:
    """Return one workflow command a finding; the empty string where there is none."""
    return "\n".join(map(_command, run.findings))


def _command(finding: Finding) -> str:
    values = {"file": finding.path, "line": finding.line if finding.path else None, "title": finding.rule}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in values.items() if value)
    about = "" if finding.path or not finding.place else f"{finding.place}: "
    return f"::{_COMMANDS[finding.severity]} {properties}::{_data(f'{about}{finding.message} {finding.action}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
