"""The build: the stages from translate to check, run for many jobs.

Owns the order of the work, what stops a job, and what is taken from the cache. A fault of one job never takes
another down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.build.cache import PageCache
from generator.build.pantry import CACHE_FOLDER, Pantry
from generator.build.workers import render_all
from generator.check import check_page
from generator.compose import compose
from generator.compose.page import Page, page_key
from generator.editions import EDITIONS
from generator.findings import Finding, Severity
from generator.load import Project
from generator.load.press import PrintingCondition
from generator.plan import Job, printed_languages
from generator.profiles import Profile, graded, load_profile
from generator.publish import Outcome
from generator.render.pdf import Pdf
from generator.render.versions import engine_versions

#: Called with the outcome of each job that was printed, rendered or reused.
Progress = Callable[[Outcome], None]
#: Returns what keeps a job from being released; empty where it may go out without the draft line.
OpenPoints = Callable[[Job], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """What findings are weighed by: the profile that grades them, and the level that stops a page."""

    profile: Profile
    level: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made: an outcome for each job, and the findings that belong to no single job."""

    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Return the general findings and those of every job, each once."""
        return tuple(dict.fromkeys((
            *self.findings, *(finding for outcome in self.outcomes for finding in outcome.findings)
        )))


def composition_findings(
    project: Project, jobs: Iterable[Job], *, loaded: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """Return all that is wrong with the jobs short of rendering them: texts, template words, composition."""
    jobs = tuple(jobs)
    pantry = Pantry(project)
    profile, faults = load_profile(project)
    general = graded((*loaded, *faults, *pantry.findings(jobs)), profile)
    weighing = Weighing(profile=profile, level=_level(project, released=False))
    composed = [_compose(job, pantry, general, weighing) for job in jobs]
    return tuple(dict.fromkeys((
        *general, *(finding for page in composed if not isinstance(page, Page) for finding in page)
    )))


def build(
    project: Project, jobs: tuple[Job, ...], *, loaded: tuple[Finding, ...], workers: int, progress: Progress,
    incomplete: bool = False, release: OpenPoints | None = None, press: PrintingCondition | None = None,
) -> Built:
    """Build the jobs with at most `workers` processes; `loaded` are the findings of loading.

    An `incomplete` build prints what is not translated in the words of the source, marked. A `release` prints
    without the draft line what has no open points, and refuses the rest. With `press`, each has a copy for that press.
    """
    pantry = Pantry(project, incomplete=incomplete, released=release is not None)
    profile, faults = load_profile(project)
    general = graded((*loaded, *faults, *pantry.findings(jobs)), profile)
    weighing = Weighing(profile=profile, level=_level(project, released=release is not None))
    composed = {
        # What is filled in on a screen is not printed in a print shop.
        job: _for_press(_composed(job, pantry, general, weighing, release=release),
                        None if EDITIONS[job.edition].has_fields else press)
        for job in jobs
    }
    cache = PageCache(project.root / CACHE_FOLDER / "pages")
    outcomes = dict(_settled(composed, cache, weighing, progress))
    to_render = {
        job.id: (job, page) for job, page in composed.items() if isinstance(page, Page) and job not in outcomes
    }
    for pdf in render_all([page for _job, page in to_render.values()], workers=workers):
        job, page = to_render[pdf.job]
        outcomes[job] = _judged(job, page, pdf, weighing)
        if not outcomes[job].failed:
            cache.store(page.key, pdf)
        progress(outcomes[job])
    return Built(outcomes=tuple(outcomes[job] for job in jobs), findings=general)


def _level(project: Project, *, released: bool) -> Severity:
    """Return the level of finding that stops a page: a release may be held to a stricter one, never to a laxer."""
    policy = project.settings.policy
    levels = (policy.fail_on, policy.sign_off.block_on) if released else (policy.fail_on,)
    return min(map(Severity.named, levels))


def _composed(
    job: Job, pantry: Pantry, general: tuple[Finding, ...], weighing: Weighing, *, release: OpenPoints | None
) -> Page | tuple[Finding, ...]:
    """Return the job's page, or everything that stops it: all reasons at once."""
    page = _compose(job, pantry, general, weighing)
    open_points = release(job) if release else ()
    if not open_points:
        return page
    return open_points if isinstance(page, Page) else (*page, *open_points)


def _for_press(
    page: Page | tuple[Finding, ...], press: PrintingCondition | None
) -> Page | tuple[Finding, ...]:
    """Return the page with the condition for which it has a copy made; the key covers it."""
    if press is None or not isinstance(page, Page):
        return page
    wanted = replace(page, press=press)
    return replace(wanted, key=page_key(wanted, engine_versions()))


def _settled(
    composed: Mapping[Job, Page | tuple[Finding, ...]], cache: PageCache, weighing: Weighing, progress: Progress
) -> Iterator[tuple[Job, Outcome]]:
    """Yield the outcome of each job that needs no rendering: stopped before, or in the cache."""
    for job, page in composed.items():
        if not isinstance(page, Page):
            yield job, Outcome(job=job, page=None, pdf=None, findings=page, failed=True)
        elif (pdf := cache.fetch(page.key, job=job.id)) is not None:
            outcome = replace(_judged(job, page, pdf, weighing), reused=True)
            yield job, outcome
            progress(outcome)


def _judged(job: Job, page: Page, pdf: Pdf, weighing: Weighing) -> Outcome:
    # The cache keeps what was found as it was found: another profile judges the same page anew.
    found = graded((*pdf.findings, *check_page(page, pdf)), weighing.profile)
    failed = not pdf.content or any(finding.severity >= weighing.level for finding in found)
    return Outcome(job=job, page=page, pdf=pdf, findings=tuple(dict.fromkeys(found)), failed=failed)


def stops(finding: Finding, job: Job, level: Severity, *, source: str) -> bool:
    """Tell whether a finding of content keeps this job from being printed; `source` is the source language."""
    return finding.severity >= level and all((
        finding.job in (None, job.id),
        finding.handout in (None, job.handout),
        finding.language in (None, *printed_languages(job, source=source)),
        finding.format in (None, job.format),
        finding.brand in (None, job.brand),
    ))


def _compose(
    job: Job, pantry: Pantry, general: tuple[Finding, ...], weighing: Weighing
) -> Page | tuple[Finding, ...]:
    """Return the job's page, or the findings that stop it."""
    found = (*general, *graded(pantry.fonts_of(job)[1], weighing.profile))
    stopped = tuple(
        finding for finding in found if stops(finding, job, weighing.level, source=pantry.source_language)
    )
    if stopped:
        return stopped
    page = compose(job, pantry.ingredients(job))
    return graded((page,), weighing.profile) if isinstance(page, Finding) else page
