"""Reports of findings: text, JSON, SARIF, JUnit and GitHub annotations, each a pure function from a run to a text.

Owns the formats, which other programs read. Prints nothing and reads nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.report.github import github
from generator.report.json import json_report
from generator.report.junit import junit
from generator.report.run import Run
from generator.report.sarif import sarif
from generator.report.text import text

__all__ = ["REPORTS", "Run"]

#: Every report by the name that `--report` has for it.
REPORTS: Mapping[str, Callable[[Run], str]] = {
    "text": text, "json": json_report, "sarif": sarif, "junit": junit, "github": github,
}
