"""Runs and findings that the tests of the reports share."""

from __future__ import annotations

from generator.findings import Finding, Severity
from generator.plan import Job

PLACED = Finding(
    rule="number-altered", message="“५०” has the number 50, its source has not.", action="Write the source's numbers.",
    path="locales/hi/LC_MESSAGES/water jug.po", line=7, message_id="drink-daily", handout="water", language="hi",
)
MILD = Finding(rule="term-missing", severity=Severity.WARNING, message="no “agua”.", action="Use it.",
               path="locales/es/LC_MESSAGES/water.po", line=3, handout="water", language="es")
ADVICE = Finding(rule="text-shortened", severity=Severity.NOTE, message="shortened.", action="Look.",
                 job="water/es/sheet/oak")
WHOLE = Finding(rule="font-missing", message="no font.", action="Install it.")
ALL = (PLACED, MILD, ADVICE, WHOLE)


def job(language: str) -> Job:
    """Return the job of a tiny clinic's sheet in a language."""
    return Job(handout="water", language=language, format="sheet", edition="standard", brand="oak")
