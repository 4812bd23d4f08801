"""The review clock: what is due, what is unsigned, and what lies on the racks though its text has changed.

Pure: a project, its releases and a day give the audit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import icalendar

from generator.compose.layout import job_code
from generator.load.handout import Handout
from generator.load.releases import Release, Releases
from generator.plan import Job, all_jobs
from generator.sign_off.release import Clerk

#: What a row of the audit says, the gravest first.
RECALL, OVERDUE, DUE, UNSIGNED, GOOD = "recall", "overdue", "due", "unsigned", "good"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A handout's place on the review clock; `unsigned` are the languages with an open signature."""

    handout: str
    title: str
    version: str
    reviewed: date | None
    next_review: date
    state: str
    unsigned: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circulating:
    """A print code that is out: `action` says what a clinic does with it, empty where it is current."""

    print_code: str
    job: str
    version: str
    released: date
    state: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """Everything that an audit of one day found."""

    as_of: date
    reviews: tuple[Review, ...]
    circulating: tuple[Circulating, ...]

    @property
    def clean(self) -> bool:
        """Tell whether nothing is overdue and nothing has to be taken off a rack."""
        return not any(one.state == OVERDUE for one in self.reviews) and not any(
            one.state == RECALL for one in self.circulating
        )


def audit(releases: Releases, clerk: Clerk, *, soon: int) -> Audit:
    """Return the audit of the clerk's day; `soon` is for how many days ahead a review counts as due."""
    reviews = tuple(_review(clerk, handout, soon) for handout in clerk.project.handouts.values())
    overdue = frozenset(one.handout for one in reviews if one.state == OVERDUE)
    return Audit(as_of=clerk.today, reviews=reviews, circulating=tuple(_circulating(releases, clerk, overdue)))


def _review(clerk: Clerk, handout: Handout, soon: int) -> Review:
    meta, today = handout.meta, clerk.today
    unsigned = tuple(dict.fromkeys(
        job.language for job in all_jobs(clerk.project) if job.handout == handout.name and any(clerk.unsigned(job))
    ))
    state = UNSIGNED if unsigned else GOOD
    if (meta.next_review - today).days <= soon:
        state = OVERDUE if today > meta.next_review else DUE
    return Review(handout=handout.name, title=handout.document.title.text, version=meta.version,
                  reviewed=meta.reviewed, next_review=meta.next_review, state=state, unsigned=unsigned)


def _circulating(releases: Releases, clerk: Clerk, overdue: frozenset[str]) -> Iterator[Circulating]:
    """Yield the last release of each print code; one that was called back stays listed until it is replaced."""
    jobs = {job.id: job for job in all_jobs(clerk.project)}
    last = {one.print_code: one for one in releases.releases}
    for code, one in sorted(last.items()):
        why = why_recalled(clerk, releases, one, jobs.get(one.job), overdue)
        yield Circulating(
            print_code=code, job=one.job, version=one.version, released=one.date, state=RECALL if why else GOOD,
            action=f"Take {one.format} {code} off the rack: {why}." if why else "",
        )


def why_recalled(
    clerk: Clerk, releases: Releases, one: Release, job: Job | None, overdue: frozenset[str]
) -> str:
    """Return why a released file must not be handed out any more; empty where it may."""
    if withdrawn := releases.withdrawal(one.print_code):
        return f"it was called back on {withdrawn.date} ({withdrawn.reason})"
    if job is None:
        return "the project no longer has it"
    return _why_replaced(clerk, one, job) or ("its review is overdue" if one.handout in overdue else "")


def _why_replaced(clerk: Clerk, one: Release, job: Job) -> str:
    """Return what makes a released file another than the project's of today; empty where nothing does."""
    if (version := clerk.project.handouts[one.handout].meta.version) != one.version:
        return f"version {version} replaces it"
    if (code := job_code(job, clerk.project)) != one.print_code:
        return f"the code {code} replaces it"
    if clerk.digest(job) != one.text:
        return "its text has since changed"
    if any(clerk.unsigned(job)):
        return "its signatures no longer count"
    return ""


def calendar(found: Audit) -> bytes:
    """Return the reviews as an iCalendar file (RFC 5545): one event of a day for each handout's next review."""
    file = icalendar.Calendar()
    file.add("prodid", "-//clinic-handouts//review clock//EN")
    file.add("version", "2.0")
    for review in found.reviews:
        event = icalendar.Event()
        event.add("uid", f"review-{review.handout}@clinic-handouts")
        event.add("dtstamp", datetime.combine(found.as_of, time(), tzinfo=UTC))
        event.add("dtstart", review.next_review)
        event.add("summary", f"Review: {review.title} ({review.version})")
        event.add("description", f"Handout {review.handout}. Last review: {review.reviewed or 'none yet'}.")
        event.add("transp", "TRANSPARENT")
        file.add_component(event)
    return bytes(file.to_ical())
