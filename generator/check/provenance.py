"""Rules over where a text comes from and how long it may be used: its sources and its dates.

Owns how long a handout may go without a review. Whether a date has passed is not asked here: a rule gives the same
answer on every day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.text import Text
from generator.findings import Finding, Severity

#: Years between two reviews, at most: the Patient Information Forum's PIF TICK asks for three.
_MOST_YEARS = 3
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def sources_undated(text: Text) -> Iterator[Finding]:
    """Yield a finding for a handout without sources, and for each source that does not say of when it is."""
    if text.catalog is not None:
        return
    path, front, sources = text.handout.path, text.handout.front, text.handout.meta.sources
    if not sources:
        yield Finding(rule="sources-undated", severity=Severity.WARNING, path=path, line=front.line(("sources",)),
                      message="the front matter names no sources.",
                      action="Name under sources what the text rests on, each with its year.")
    for index, source in enumerate(sources):
        if not _YEAR.search(f"{source.short} {source.full}"):
            yield Finding(rule="sources-undated", severity=Severity.NOTE, path=path,
                          line=front.line(("sources", index)),
                          message=f"the source {source.short!r} has no year.",
                          action="Add the year, or for a web page when it was read: read 2026.")


def review_misdated(text: Text) -> Iterator[Finding]:
    """Yield a finding for dates that cannot be, and for a next review that is too far away."""
    if text.catalog is not None:
        return
    meta = text.handout.meta
    last = meta.reviewed or meta.drafted
    if meta.reviewed and meta.reviewed < meta.drafted:
        yield _told(text, "reviewed", f"reviewed ({meta.reviewed}) lies before drafted ({meta.drafted}).",
                    "Correct the dates of the front matter.")
    if meta.next_review <= last:
        yield _told(text, "next-review", f"next-review ({meta.next_review}) does not lie after {last}.",
                    "Correct the dates of the front matter.")
    elif (meta.next_review.year - _MOST_YEARS, meta.next_review.month, meta.next_review.day) \
            > (last.year, last.month, last.day):
        yield _told(text, "next-review",
                    f"next-review ({meta.next_review}) is more than {_MOST_YEARS} years after {last}.",
                    f"Plan the next review within {_MOST_YEARS} years.", Severity.WARNING)


def _told(text: Text, key: str, message: str, action: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(rule="review-misdated", severity=severity, path=text.handout.path,
                   line=text.handout.front.line((key,)), message=message, action=action)
