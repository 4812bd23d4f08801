"""Stage 2, plan: a project and a selection become jobs.

Owns job ids and the selection. Names only: no template, no rendering, no file.
"""

from __future__ import annotations

import difflib
import fnmatch
from collections.abc import Collection
from dataclasses import dataclass

from generator.editions import EDITIONS, STANDARD
from generator.load import Project
from generator.load.brand import Brand
from generator.load.format import Format
from generator.load.settings import ProjectTable


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
    def press_path(self) -> str:
        """Return the place of the copy for the print shop under the output folder."""
        return self.path.removesuffix(".pdf") + "-press.pdf"

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
            if _is_made(edition, language, table=settings, format_=project.formats[format_name], brand=brand)
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
        and _is_made(job.edition, job.language, table=settings, format_=format_, brand=brand)
    )


def _is_made(name: str, language: str, *, table: ProjectTable, format_: Format | None, brand: Brand | None) -> bool:
    """Tell whether a language has an edition; a format or a brand that could not be loaded refuses none."""
    edition, source = EDITIONS[name], table.source_language
    if edition.with_source and (language == source or (brand is not None and source not in brand.file.languages)):
        return False
    if edition.one_ink and brand is not None and brand.file.colour.ink == "black":
        return False  # its standard pages are in black ink already
    return format_ is None or format_.file.makes(name)


def printed_languages(job: Job, *, source: str) -> tuple[str, ...]:
    """Return the languages whose text stands on a job's page: a bilingual one has the source beside its own."""
    return (job.language, source) if EDITIONS[job.edition].with_source else (job.language,)


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
