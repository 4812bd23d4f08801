"""The report for people: one line a finding, then the counts."""

from __future__ import annotations

from generator.findings import Severity
from generator.report.run import Run


def text(run: Run) -> str:
    """Return the findings as lines, as every command prints them, and a last line that counts them."""
    counts = {severity: sum(finding.severity is severity for finding in run.findings)
              for severity in sorted(Severity, reverse=True)}
    named = ", ".join(f"{count} {severity.label}{'s' * (count != 1)}" for severity, count in counts.items() if count)
    said = f"{len(run.findings)} findings in {len(run.jobs)} jobs" + (f": {named}." if named else ".")
    return "\n".join([*map(str, run.findings), said])
