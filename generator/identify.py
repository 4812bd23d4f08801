"""Whether a file that was found is still current: what it says of itself against what a project says today.

Pure: the file's metadata, the project's and a day give findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.audit import why_recalled
from generator.compose.layout import DRAFT_MARK
from generator.compose.metadata import Metadata
from generator.findings import Finding, Severity
from generator.plan import Job
from generator.sign_off.release import Clerk

#: What a file is, the gravest last.
CURRENT, UNJUDGED, DRAFT, OVERDUE, OUTDATED, WITHDRAWN, UNKNOWN = (
    "current", "not compared", "draft", "overdue", "outdated", "withdrawn", "unknown",
)
_STATES = {
    "file-draft": DRAFT, "file-overdue": OVERDUE, "file-unlisted": OUTDATED, "file-outdated": OUTDATED,
    "file-withdrawn": WITHDRAWN, "file-damaged": UNKNOWN, "file-unread": UNKNOWN, "file-unknown": UNKNOWN,
}
_GRAVITY = (CURRENT, UNJUDGED, DRAFT, OVERDUE, OUTDATED, WITHDRAWN, UNKNOWN)
#: What of a file makes it another than the project's, and what a person calls it.
_COMPARED = {
    "version": "the version", "print_code": "the print code", "source": "the source text",
    "reviewed": "the review date", "next_review": "the next review date", "title": "the title",
    "languages": "the languages", "publisher": "the publisher",
}
_TAKE_OFF = "Take it off the rack; do not hand it out."


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What the project says of a file's job today: its metadata, None where it cannot be composed or is gone."""

    clerk: Clerk
    job: Job | None
    metadata: Metadata | None


def state_of(findings: tuple[Finding, ...], *, compared: bool) -> str:
    """Return what a file is in one word: that of its gravest finding."""
    states = [_STATES[finding.rule] for finding in findings]
    return max([*states, CURRENT if compared else UNJUDGED], key=_GRAVITY.index)


def by_itself(said: Metadata, day: date) -> Iterator[Finding]:
    """Yield what a file's own words have against handing it out on a day: no project is needed for it."""
    if not said.released:
        yield Finding(
            rule="file-draft", severity=Severity.WARNING,
            message="the file is a draft: it was never released.", action="Do not hand it out.",
        )
    if day > said.next_review:
        yield Finding(rule="file-overdue", message=f"the text was to be reviewed by {said.next_review}.",
                      action="Ask for the reviewed version; do not hand this one out.")


def beside_project(said: Metadata, today: Today) -> Iterator[Finding]:
    """Yield what a project has against a file: called back, gone, replaced, changed."""
    code = said.print_code.removesuffix(f"-{DRAFT_MARK}")
    if withdrawn := today.clerk.releases.withdrawal(code):
        yield Finding(rule="file-withdrawn", action=_TAKE_OFF,
                      message=f"{code} was called back on {withdrawn.date} ({withdrawn.reason}).")
    elif today.job is None:
        yield _outdated("the project has no such page any more")
    elif today.metadata is None:
        yield _outdated("the project's text of today cannot be printed, so it is another")
    elif differing := tuple(_differences(said, today.metadata)):
        yield _outdated("; ".join(differing))
    elif said.released:
        yield from _of_release(said, today)


def _of_release(said: Metadata, today: Today) -> Iterator[Finding]:
    """Yield what the list of releases has against a file that says that it was released."""
    released = today.clerk.releases.of_code(said.print_code)
    if not released:
        yield Finding(rule="file-unlisted", action="Ask where it comes from; do not hand it out.",
                      message=f"the file says that it was released, and no release has the code {said.print_code}.")
        return
    # A review that is overdue has a finding of its own.
    if why := why_recalled(today.clerk, today.clerk.releases, released[-1], today.job, frozenset()):
        yield _outdated(why)


def _differences(said: Metadata, now: Metadata) -> Iterator[str]:
    """Yield how a file differs from what the project would print today."""
    for name, label in _COMPARED.items():
        old, new = getattr(said, name), getattr(now, name)
        if old == new:
            continue
        shown = name in {"version", "print_code", "next_review"}
        yield f"{label} is {new} now, not {old}" if shown else f"{label} has changed"
    if said.source == now.source and said.text != now.text:
        yield "its words have changed: translation, brand or country"


def _outdated(why: str) -> Finding:
    return Finding(rule="file-outdated", message=f"the file is no longer current: {why}.", action=_TAKE_OFF)

