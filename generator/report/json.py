"""The report for programs of one's own: findings as they stand in the manifest, and what they were judged by."""

from __future__ import annotations

import json

from generator.report.run import Run


def json_report(run: Run) -> str:
    """Return `findings` (as in the manifest), `jobs` (`id`), `profile` (name or null) and `fail-on` (level)."""
    return json.dumps({
        "findings": [finding.as_data() for finding in run.findings],
        "jobs": [{"id": job.id} for job in run.jobs],
        "profile": run.profile.name or None,
        "fail-on": run.level.label if run.level else "never",
    }, ensure_ascii=False, indent=1)
