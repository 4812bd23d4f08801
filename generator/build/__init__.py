"""The build: the stages from translate to check, run for many jobs.

Owns the order of the work, what stops a job, and what is taken from the cache. A fault of one job never takes
another down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.build.cache import PageCache
from generator.build.workers import render_all
from generator.check import Text, check_page, check_text
from generator.compose import Ingredients, compose
from generator.compose.page import Page
from generator.compose.templates import TemplateFaultError, Templates, word_faults
from generator.compose.typefaces import faces_for
from generator.findings import Finding, Severity
from generator.fonts import FontFile, font_files
from generator.load import TEMPLATE_DOMAIN, Project
from generator.plan import Job
from generator.publish import Outcome
from generator.render.pdf import Pdf
from generator.render.versions import engine_versions
from generator.translate import translate

CACHE_FOLDER = ".cache"

#: Called with the outcome of each job that was printed, rendered or reused.
Progress = Callable[[Outcome], None]


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


def text_of(project: Project, handout: str, language: str) -> tuple[Text, tuple[Finding, ...]]:
    """Return a handout's text in one language and everything that the text rules find in it."""
    source = project.handouts[handout]
    catalog = project.catalogs.get((language, handout))
    document, found = translate(source.document, catalog)
    text = Text(handout=source, language=language, document=document, catalog=catalog)
    missing = {finding.rule for finding in found}
    # A message without a translation has its finding; comparing English with English would add noise.
    checked = () if "translation-missing" in missing else check_text(text)
    return text, (*(replace(finding, handout=handout) for finding in found), *checked)


def word_findings(project: Project, language: str) -> tuple[Finding, ...]:
    """Return what is wrong with the words of the templates in one language."""
    words = project.catalogs.get((language, TEMPLATE_DOMAIN))
    try:
        return tuple(word_faults(project.templates, words)) if words else ()
    except TemplateFaultError as fault:
        return (fault.finding,)


def text_findings(project: Project, jobs: Iterable[Job]) -> tuple[Finding, ...]:
    """Return what the text rules find for the texts that these jobs print."""
    return _Pantry(project).findings(jobs)


def build(
    project: Project, jobs: tuple[Job, ...], *, loaded: tuple[Finding, ...], workers: int, progress: Progress
) -> Built:
    """Build the jobs with at most `workers` processes; `loaded` are the findings of loading."""
    level = Severity.named(project.settings.policy.fail_on)
    pantry = _Pantry(project)
    general = (*loaded, *pantry.findings(jobs))
    composed = {job: _compose(job, pantry, general, level) for job in jobs}
    cache = PageCache(project.root / CACHE_FOLDER / "pages")
    outcomes = dict(_settled(composed, cache, progress))
    to_render = {
        job.id: (job, page) for job, page in composed.items() if isinstance(page, Page) and job not in outcomes
    }
    for pdf in render_all([page for _job, page in to_render.values()], workers=workers):
        job, page = to_render[pdf.job]
        outcomes[job] = _judged(job, page, pdf, level)
        if not outcomes[job].failed:
            cache.store(page.key, pdf)
        progress(outcomes[job])
    return Built(outcomes=tuple(outcomes[job] for job in jobs), findings=general)


def _settled(
    composed: Mapping[Job, Page | tuple[Finding, ...]], cache: PageCache, progress: Progress
) -> Iterator[tuple[Job, Outcome]]:
    """Yield the outcome of each job that needs no rendering: stopped before, or in the cache."""
    for job, page in composed.items():
        if not isinstance(page, Page):
            yield job, Outcome(job=job, page=None, pdf=None, findings=page, failed=True)
        elif (pdf := cache.fetch(page.key, job=job.id)) is not None:
            found = (*pdf.findings, *check_page(page, pdf))
            outcome = Outcome(job=job, page=page, pdf=pdf, findings=found, failed=False, reused=True)
            yield job, outcome
            progress(outcome)


def _judged(job: Job, page: Page, pdf: Pdf, level: Severity) -> Outcome:
    found = (*pdf.findings, *check_page(page, pdf))
    failed = not pdf.content or any(finding.severity >= level for finding in found)
    return Outcome(job=job, page=page, pdf=pdf, findings=tuple(dict.fromkeys(found)), failed=failed)


def stops(finding: Finding, job: Job, level: Severity) -> bool:
    """Tell whether a finding of content keeps this job from being printed."""
    return finding.severity >= level and all((
        finding.job in (None, job.id),
        finding.handout in (None, job.handout),
        finding.language in (None, job.language),
        finding.brand in (None, job.brand),
    ))


def _compose(
    job: Job, pantry: _Pantry, general: tuple[Finding, ...], level: Severity
) -> Page | tuple[Finding, ...]:
    """Return the job's page, or the findings that stop it."""
    stopped = tuple(finding for finding in (*general, *pantry.fonts(job.language)[1]) if stops(finding, job, level))
    if stopped:
        return stopped
    page = compose(job, pantry.ingredients(job))
    return (page,) if isinstance(page, Finding) else page


class _Pantry:
    """What several jobs share, prepared once: texts, templates and fonts by language."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._texts: dict[tuple[str, str], tuple[Text, tuple[Finding, ...]]] = {}
        self._fonts: dict[str, tuple[tuple[FontFile, ...], tuple[Finding, ...]]] = {}

    def fonts(self, language: str) -> tuple[tuple[FontFile, ...], tuple[Finding, ...]]:
        if language not in self._fonts:
            self._fonts[language] = font_files(
                faces_for(language), cache=self._project.root / CACHE_FOLDER / "fonts"
            )
        return self._fonts[language]

    def text(self, handout: str, language: str) -> tuple[Text, tuple[Finding, ...]]:
        if (handout, language) not in self._texts:
            self._texts[handout, language] = text_of(self._project, handout, language)
        return self._texts[handout, language]

    def findings(self, jobs: Iterable[Job]) -> tuple[Finding, ...]:
        """Return what is wrong with the texts and template words that the jobs print, each once."""
        texts = dict.fromkeys((job.handout, job.language) for job in jobs)
        languages = dict.fromkeys(language for _handout, language in texts)
        return tuple(dict.fromkeys((
            *(finding for text in texts for finding in self.text(*text)[1]),
            *(finding for language in languages for finding in word_findings(self._project, language)),
        )))

    def ingredients(self, job: Job) -> Ingredients:
        words = self._project.catalogs.get((job.language, TEMPLATE_DOMAIN))
        return Ingredients(
            project=self._project, document=self.text(job.handout, job.language)[0].document,
            templates=Templates(self._project.templates, words=words),
            fonts=self.fonts(job.language)[0], engine=engine_versions(),
        )
