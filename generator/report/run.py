"""What a report is made of: the findings, the jobs they were looked for in, and what counts as a failure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.findings import Finding, Severity
from generator.load.settings import PSEUDO_LOCALES
from generator.plan import Job, printed_languages
from generator.profiles import Profile
from generator.rules import RULES, Rule, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the checks; `level` is the severity that fails it, None where nothing does.

    `pages` is the address of this repository's files, ending in a slash, or empty where it has none.
    """

    findings: tuple[Finding, ...]
    jobs: tuple[Job, ...] = ()
    source_language: str = "en"
    level: Severity | None = Severity.ERROR
    profile: Profile = field(default_factory=Profile)
    pages: str = ""

    def fails(self, finding: Finding) -> bool:
        """Tell whether a finding fails the run."""
        return self.level is not None and finding.severity >= self.level

    def tried(self) -> Iterator[tuple[str, Rule]]:
        """Yield scope and rule of all that was tried without rendering, whether it found something or not."""
        source = self.source_language
        texts = dict.fromkeys((job.handout, language) for job in self.jobs
                              for language in printed_languages(job, source=source) if language not in PSEUDO_LOCALES)
        languages = dict.fromkeys(language for _handout, language in texts if language != source)
        yield from _each("project", Stage.LOAD)
        for handout, language in texts:
            stages = () if language == source else (Stage.TRANSLATE,)
            yield from _each(f"{handout}/{language}", *stages, Stage.PAIR, Stage.TEXT)
        for language in languages:
            yield from _each(f"words/{language}", Stage.TRANSLATE, Stage.PAIR)


def scope(finding: Finding) -> str:
    """Return what a finding is about: a job, a text, a handout, a brand, a format, a language's words, the project."""
    if finding.job:
        return finding.job
    if finding.handout:
        return f"{finding.handout}/{finding.language}" if finding.language else finding.handout
    named = (("brands", finding.brand), ("formats", finding.format), ("words", finding.language))
    return next((f"{kind}/{name}" for kind, name in named if name), "project")


def _each(name: str, *stages: Stage) -> Iterator[tuple[str, Rule]]:
    return ((name, rule) for rule in RULES.values() if rule.stage in stages)
