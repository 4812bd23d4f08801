"""What several jobs share, prepared once a build: texts with their findings, templates, fonts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.check import Text, check_text
from generator.compose import Ingredients
from generator.compose.templates import TemplateFaultError, Templates, word_faults
from generator.compose.typefaces import faces_for
from generator.findings import Finding
from generator.fonts import FontFile, font_files
from generator.load import TEMPLATE_DOMAIN, Project
from generator.plan import Job
from generator.render.versions import engine_versions
from generator.translate import translate

CACHE_FOLDER = ".cache"


class Pantry:
    """The shared ingredients of one project's jobs."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._texts: dict[tuple[str, str], tuple[Text, tuple[Finding, ...]]] = {}
        self._fonts: dict[str, tuple[tuple[FontFile, ...], tuple[Finding, ...]]] = {}

    def fonts(self, language: str) -> tuple[tuple[FontFile, ...], tuple[Finding, ...]]:
        """Return the font files of a language's pages, and a finding for each that is missing."""
        if language not in self._fonts:
            self._fonts[language] = font_files(
                faces_for(language), cache=self._project.root / CACHE_FOLDER / "fonts"
            )
        return self._fonts[language]

    def text(self, handout: str, language: str) -> tuple[Text, tuple[Finding, ...]]:
        """Return a handout's text in one language and everything that is wrong with it."""
        if (handout, language) not in self._texts:
            self._texts[handout, language] = _text(self._project, handout, language)
        return self._texts[handout, language]

    def findings(self, jobs: Iterable[Job]) -> tuple[Finding, ...]:
        """Return what is wrong with the texts and template words that the jobs print, each once."""
        texts = dict.fromkeys((job.handout, job.language) for job in jobs)
        languages = dict.fromkeys(language for _handout, language in texts)
        return tuple(dict.fromkeys((
            *(finding for text in texts for finding in self.text(*text)[1]),
            *(finding for language in languages for finding in _word_findings(self._project, language)),
        )))

    def ingredients(self, job: Job) -> Ingredients:
        """Return what composing this job takes."""
        words = self._project.catalogs.get((job.language, TEMPLATE_DOMAIN))
        return Ingredients(
            project=self._project, document=self.text(job.handout, job.language)[0].document,
            templates=Templates(self._project.templates, words=words),
            fonts=self.fonts(job.language)[0], engine=engine_versions(),
        )


def _text(project: Project, handout: str, language: str) -> tuple[Text, tuple[Finding, ...]]:
    """Return a handout's text in one language and everything that the text rules find in it."""
    source = project.handouts[handout]
    catalog = project.catalogs.get((language, handout))
    document, found = translate(source.document, catalog)
    text = Text(handout=source, language=language, document=document, catalog=catalog)
    missing = {finding.rule for finding in found}
    # A message without a translation has its finding; comparing English with English would add noise.
    checked = () if "translation-missing" in missing else check_text(text)
    return text, (*(replace(finding, handout=handout) for finding in found), *checked)


def _word_findings(project: Project, language: str) -> tuple[Finding, ...]:
    """Return what is wrong with the words of the templates in one language."""
    words = project.catalogs.get((language, TEMPLATE_DOMAIN))
    try:
        return tuple(word_faults(project.templates, words)) if words else ()
    except TemplateFaultError as fault:
        return (fault.finding,)
