"""What several jobs share, prepared once a build: texts with their findings, templates, fonts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.check import CountryPairs, Text, Words, check_text, check_words
from generator.check.brand_colours import colour_findings
from generator.check.brand_letters import missing_letters
from generator.check.brands import clinical_findings, room_findings, translation_findings
from generator.check.drawings import logo_emblem
from generator.compose import Ingredients
from generator.compose.brand_type import SHIPPED, BrandType, brand_type, own_files
from generator.compose.literal_words import literal_words
from generator.compose.templates import TemplateFaultError, Templates, word_faults
from generator.compose.typefaces import faces_for, script_of
from generator.findings import Finding, Severity
from generator.fonts import Face, FontFile, font_files
from generator.load import PROOF, TEMPLATE_DOMAIN, Project
from generator.load.brand import Brand
from generator.load.catalog import Catalog
from generator.load.glossary import Glossary
from generator.load.settings import PSEUDO_LOCALES
from generator.load.templates import TemplateTexts
from generator.plan import Job, printed_languages
from generator.render.versions import engine_versions
from generator.translate import translate

CACHE_FOLDER = ".cache"


class Pantry:
    """The shared ingredients of one project's jobs."""

    def __init__(self, project: Project, *, incomplete: bool = False, released: bool = False) -> None:
        self._project = project
        self._incomplete = incomplete
        self._released = released
        self._texts: dict[tuple[str, str], tuple[Text, tuple[Finding, ...]]] = {}
        self._fonts: dict[tuple[Face, ...], tuple[tuple[FontFile, ...], tuple[Finding, ...]]] = {}

    @property
    def source_language(self) -> str:
        """Return the language in which the handouts are written."""
        return self._project.settings.project.source_language

    def fonts(
        self, *languages: str, typefaces: BrandType = SHIPPED
    ) -> tuple[tuple[FontFile, ...], tuple[Finding, ...]]:
        """Return the shipped font files of pages in these languages, and a finding for each that is missing."""
        faces = tuple(dict.fromkeys(face for language in languages for face in faces_for(language, typefaces)))
        if faces not in self._fonts:
            self._fonts[faces] = font_files(faces, cache=self._project.root / CACHE_FOLDER / "fonts")
        return self._fonts[faces]

    def fonts_of(self, job: Job) -> tuple[tuple[FontFile, ...], tuple[Finding, ...]]:
        """Return the font files of a job's page: those of its language, and of the source where it is bilingual."""
        brand, languages = self._project.brands[job.brand], printed_languages(job, source=self.source_language)
        files, found = self.fonts(*languages, typefaces=brand_type(brand))
        own = dict.fromkeys(file for language in languages for file in own_files(brand, script_of(language)))
        return (*files, *own), found

    def text(self, handout: str, language: str) -> tuple[Text, tuple[Finding, ...]]:
        """Return a handout's text in one language and everything that is wrong with it."""
        if (handout, language) not in self._texts:
            self._texts[handout, language] = _text(self._project, handout, language, incomplete=self._incomplete)
        return self._texts[handout, language]

    def findings(self, jobs: Iterable[Job]) -> tuple[Finding, ...]:
        """Return what is wrong with the texts and template words that the jobs print, each once."""
        jobs, source = tuple(jobs), self.source_language
        # A bilingual page prints the source too, so what is wrong with the source stops it.
        texts = dict.fromkeys(
            (job.handout, language) for job in jobs for language in printed_languages(job, source=source)
        )
        languages = dict.fromkeys(language for _handout, language in texts)
        return tuple(dict.fromkeys((
            *(finding for text in texts for finding in self.text(*text)[1]),
            *(finding for language in languages for finding in self._word_findings(language)),
            *literal_words(self._project.templates, _stylesheets(self._project)),
            *(finding for brand in dict.fromkeys(job.brand for job in jobs)
              for finding in logo_emblem(self._project.brands[brand])),
            *(finding for brand in dict.fromkeys(job.brand for job in jobs)
              for finding in missing_letters(self._project, self._project.brands[brand])),
            *(finding for brand, language in dict.fromkeys((job.brand, job.language) for job in jobs)
              for finding in country_findings(self._project, self._project.brands[brand], language)),
            *(finding for brand in dict.fromkeys(job.brand for job in jobs)
              for finding in colour_findings(self._project.brands[brand])),
            *(finding for brand in dict.fromkeys(job.brand for job in jobs)
              for finding in room_findings(self._project.brands[brand], self._project.formats)),
            *(finding for brand, language in dict.fromkeys(
                (job.brand, language) for job in jobs for language in printed_languages(job, source=source)
            ) for finding in self._brand_findings(brand, language)),
            # An error of a font stops the pages of its language; a warning is told once for all.
            *(finding for job in jobs for finding in self.fonts_of(job)[1]
              if finding.severity < Severity.ERROR),
        )))

    def _brand_findings(self, name: str, language: str) -> Iterator[Finding]:
        """Yield what is wrong with a brand's own words in one language."""
        project, brand = self._project, self._project.brands[name]
        if language in PSEUDO_LOCALES:
            return
        if language != self.source_language:
            yield from translation_findings(brand, language, source_language=self.source_language,
                                            glossary=project.glossaries.get(language, Glossary()))
        yield from clinical_findings(brand, language, project.handouts.values(), {
            message.id or message.text: message.text
            for handout in project.handouts for message in self.text(handout, language)[0].document.messages()
        })

    def _word_findings(self, language: str) -> tuple[Finding, ...]:
        """Return what is wrong with the words of the templates; what is missing is a note in an incomplete build."""
        found = _word_findings(self._project, language)
        allowed = {"translation-missing", "translation-fuzzy"} if self._incomplete else set()
        return tuple(
            replace(finding, severity=Severity.NOTE) if finding.rule in allowed else finding for finding in found
        )

    def ingredients(self, job: Job) -> Ingredients:
        """Return what composing this job takes."""
        words = self._project.catalogs.get((job.language, TEMPLATE_DOMAIN))
        return Ingredients(
            project=self._project, document=self.text(job.handout, job.language)[0].document,
            templates=Templates(self._project.templates, words=words),
            fonts=self.fonts_of(job)[0], engine=engine_versions(), released=self._released,
        )


def _stylesheets(project: Project) -> TemplateTexts:
    """Return the style sheets of all pages for patients, by their names under templates/."""
    sheets = (project.stylesheets, *(format_.stylesheets for format_ in project.formats.values()))
    return TemplateTexts(
        {name: text for one in sheets for name, text in one.items() if not name.startswith(f"{PROOF}/")},
        {name: path for one in sheets for name, path in one.paths.items()},
    )


def _text(project: Project, handout: str, language: str, *, incomplete: bool) -> tuple[Text, tuple[Finding, ...]]:
    """Return a handout's text in one language and everything that the text rules find in it."""
    source = project.handouts[handout]
    catalog = project.catalogs.get((language, handout))
    document, found = translate(source.document, catalog, incomplete=incomplete)
    text = Text(
        handout=source, language=language, document=document, catalog=catalog,
        source_language=project.settings.project.source_language,
        glossary=project.glossaries.get(language, Glossary()),
        growth={name: format_.file.most_growth for name, format_ in project.formats.items()},
    )
    checked = () if language in PSEUDO_LOCALES else check_text(text)
    return text, (*(replace(finding, handout=handout) for finding in found), *checked)


def _word_findings(project: Project, language: str) -> tuple[Finding, ...]:
    """Return what is wrong with the words of the templates in one language."""
    words = project.catalogs.get((language, TEMPLATE_DOMAIN))
    try:
        return (*word_faults(project.templates, words), *_words_checked(project, words)) if words else ()
    except TemplateFaultError as fault:
        return (fault.finding,)


def country_findings(project: Project, brand: Brand, language: str) -> tuple[Finding, ...]:
    """Return what the rules over pairs find in the words that a brand's country puts into the messages."""
    source = project.settings.project.source_language
    if language == source or language in PSEUDO_LOCALES:
        return ()
    found = check_words(CountryPairs(
        country=project.countries[brand.file.country], language=language, source_language=source,
        glossary=project.glossaries.get(language, Glossary()),
    ))
    return tuple(replace(finding, brand=brand.name) for finding in found)


def _words_checked(project: Project, words: Catalog) -> tuple[Finding, ...]:
    """Return what the rules over pairs find in the words of the templates; a pseudo-locale has nothing to check."""
    if words.language in PSEUDO_LOCALES:
        return ()
    return check_words(Words(
        catalog=words, source_language=project.settings.project.source_language,
        glossary=project.glossaries.get(words.language, Glossary()),
    ))
