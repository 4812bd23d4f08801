"""Stage 2, plan: a project and a selection become jobs.

Owns job ids and the selection. Names only: no template, no rendering, no file.
"""

from __future__ import annotations

import difflib
import fnmatch
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from generator.load import Project

STANDARD: Final = "standard"
BILINGUAL: Final = "bilingual"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Job:
    """One document to make: a handout in a language, a format, an edition and a brand."""

    handout: str
    language: str
    format: str
    brand: str
    edition: str = STANDARD

    @property
    def id(self) -> str:
        """Return `<handout>/<language>/<format>[+<edition>]/<brand>`, what people select and logs name."""
        edition = "" if self.edition == STANDARD else f"+{self.edition}"
        return f"{self.handout}/{self.language}/{self.format}{edition}/{self.brand}"

    @property
    def path(self) -> str:
        """Return the reader file's place under the output folder."""
        edition = "" if self.edition == STANDARD else f"+{self.edition}"
        return f"{self.brand}/{self.language}/{self.handout}-{self.format}{edition}-{self.language}.pdf"

    @property
    def print_path(self) -> str:
        """Return the imposed file's place under the output folder."""
        return self.path.removesuffix(".pdf") + "-print.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which jobs are wanted: globs over ids, and names by field; an empty field selects all."""

    patterns: tuple[str, ...] = ()
    handouts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()

    def admits(self, job: Job) -> bool:
        """Tell whether the job is wanted."""
        by_field = (
            (self.handouts, job.handout),
            (self.languages, job.language),
            (self.formats, job.format),
            (self.brands, job.brand),
            (self.editions, job.edition),
        )
        return all(not names or name in names for names, name in by_field) and (
            not self.patterns or any(fnmatch.fnmatchcase(job.id, pattern) for pattern in self.patterns)
        )


class SelectionError(Exception):
    """A selector or a name matches no job. Exit status 2."""


def plan(project: Project, selection: Selection) -> tuple[Job, ...]:
    """Return the selected jobs, sorted by id; SelectionError where a selector or a name matches nothing."""
    jobs = all_jobs(project)
    _refuse_unknown(jobs, selection)
    selected = tuple(job for job in jobs if selection.admits(job))
    if not selected:
        fault = "no job matches all of the selectors and options together."
        raise SelectionError(fault)
    return selected


def all_jobs(project: Project) -> tuple[Job, ...]:
    """Return every job of the project, sorted by id."""
    settings = project.settings.project
    return tuple(sorted(
        {
            Job(handout=handout.name, language=language, format=format_name, brand=brand.name, edition=edition)
            for handout in project.handouts.values()
            for format_name in settings.formats
            if format_name in handout.meta.outline and format_name in project.formats
            for brand in project.brands.values()
            for language in brand.file.languages
            if language in settings.languages
            for edition in settings.editions
            if edition == STANDARD
            or (edition in project.formats[format_name].file.editions and language != settings.source_language
                and settings.source_language in brand.file.languages)
        },
        key=lambda job: job.id,
    ))


def is_named(project: Project, job: Job, *, handouts: Collection[str]) -> bool:
    """Tell whether the project still names a job; of a part that could not be loaded, its name is enough.

    `handouts` are the names of all handouts, those that could not be loaded too.
    """
    settings = project.settings.project
    handout, brand = project.handouts.get(job.handout), project.brands.get(job.brand)
    format_ = project.formats.get(job.format)
    return (
        job.handout in handouts and job.brand in settings.brands and job.format in settings.formats
        and job.language in settings.languages and job.edition in settings.editions
        and (handout is None or job.format in handout.meta.outline)
        and (brand is None or job.language in brand.file.languages)
        and (job.edition == STANDARD or job.language != settings.source_language)
        and (job.edition == STANDARD or brand is None or settings.source_language in brand.file.languages)
        and (job.edition == STANDARD or format_ is None or job.edition in format_.file.editions)
    )


def printed_languages(job: Job, *, source: str) -> tuple[str, ...]:
    """Return the languages whose text stands on a job's page: a bilingual one has the source beside its own."""
    return (job.language, source) if job.edition == BILINGUAL else (job.language,)


def _refuse_unknown(jobs: tuple[Job, ...], selection: Selection) -> None:
    ids = [job.id for job in jobs]
    for pattern in selection.patterns:
        if not fnmatch.filter(ids, pattern):
            raise SelectionError(_nothing_matches(f"the selector {pattern!r}", pattern, ids))
    for option, names, field in (
        ("--handout", selection.handouts, "handout"),
        ("--language", selection.languages, "language"),
        ("--format", selection.formats, "format"),
        ("--brand", selection.brands, "brand"),
        ("--edition", selection.editions, "edition"),
    ):
        known = sorted({getattr(job, field) for job in jobs})
        for name in names:
            if name not in known:
                raise SelectionError(_nothing_matches(f"{option} {name!r}", name, known))


def _nothing_matches(what: str, word: str, known: list[str]) -> str:
    near = difflib.get_close_matches(word, known, n=5, cutoff=0.3) or known[:5]
    return f"{what} matches nothing. The nearest: {', '.join(near) or 'there are none'}."
