"""Stage 1, load: folders become a `Project` and everything that is wrong with them.

The only reading of content. Every fault is reported at once, each with its file and line; nothing is raised for
what a user wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from generator.findings import Finding, suggestion
from generator.load.brand import Brand, load_brand
from generator.load.catalog import Catalog, load_catalog
from generator.load.country import Country, load_country
from generator.load.document import restrictions
from generator.load.format import Format, load_format
from generator.load.glossary import Glossary, load_glossary
from generator.load.handout import Handout, load_handout
from generator.load.settings import PROJECT_FILE, Settings
from generator.load.source import read_model
from generator.load.svg import svg_fault
from generator.load.templates import (
    PROOF,
    SHARED_TEMPLATES,
    TemplateFolder,
    TemplateTexts,
    own_editions,
    read_templates,
    template_folder,
)
from generator.load.words import LOCALES, load_words

T = TypeVar("T")

__all__ = [
    "PROOF", "SHARED_TEMPLATES", "TEMPLATE_DOMAIN", "Project", "ProjectError", "load_project",
]

TEMPLATE_DOMAIN = "templates"
#: What holds what of the templates' style sheets, beside the formats.
_STYLED = (SHARED_TEMPLATES, PROOF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """All that a build reads, by name; what could not be read is absent and has its findings.

    `catalogs` is by (language, domain), `glossaries` by language; `templates` and `stylesheets` hold texts by their
    names under templates/, the project's own before the shipped; `icons` are the drawings of the templates.
    """

    root: Path
    settings: Settings
    handouts: Mapping[str, Handout]
    brands: Mapping[str, Brand]
    countries: Mapping[str, Country]
    formats: Mapping[str, Format]
    catalogs: Mapping[tuple[str, str], Catalog]
    glossaries: Mapping[str, Glossary]
    templates: TemplateTexts
    stylesheets: TemplateTexts
    icons: Mapping[str, str]

    @property
    def shared_stylesheet(self) -> str:
        """Return the CSS of all formats."""
        return self.stylesheets.joined(SHARED_TEMPLATES)

    @property
    def edition_stylesheets(self) -> Mapping[str, str]:
        """Return the CSS of each edition that has templates of its own, by name."""
        return {name: self.stylesheets.joined(name) for name in own_editions(self.settings.project)}

    @property
    def proof_stylesheet(self) -> str:
        """Return the CSS of the proofs."""
        return self.stylesheets.joined(PROOF)


class ProjectError(Exception):
    """The project file itself cannot be used: nothing can be built. Exit status 2."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(map(str, findings)))
        self.findings = findings


def load_project(root: Path) -> tuple[Project, tuple[Finding, ...]]:
    """Read the project in `root`; ProjectError when handouts.toml itself is unusable."""
    settings = _settings(root)
    found: list[Finding] = []
    content = root / "content"
    handouts = _load_folders(content / "handouts", load_handout, root=root, found=found)
    brands = _load_folders(content / "brands", load_brand, root=root, found=found, names=settings.project.brands)
    folder = template_folder(root)
    formats = _load_formats(settings.project.formats, folder, found)
    countries = _load_countries(content / "countries", brands.values(), root=root, found=found)
    catalogs = _load_catalogs(root, settings, handouts, found)
    glossaries = _load_glossaries(root, settings, found)
    project = Project(
        root=root, settings=settings, handouts=handouts, brands=brands, countries=countries,
        formats=formats, catalogs=catalogs, glossaries=glossaries,
        templates=read_templates(folder, settings.project, found),
        stylesheets=folder.read(
            (sheet for name in (*_STYLED, *own_editions(settings.project)) for sheet in folder.stylesheets(name)),
            found,
        ),
        icons=_icons(folder, found),
    )
    return project, (*found, *_cross_faults(project, folder))


def _settings(root: Path) -> Settings:
    settings, _source, found = read_model(Settings, root / PROJECT_FILE, path=PROJECT_FILE, rule="project-file")
    if settings is None:
        raise ProjectError(found)
    return settings


def _load_folders(
    parent: Path,
    load: Callable[..., tuple[T | None, tuple[Finding, ...]]],
    *,
    root: Path,
    found: list[Finding],
    names: Iterable[str] | None = None,
) -> dict[str, T]:
    """Load the named folders of `parent`, or all of them."""
    if names is None:
        names = sorted(folder.name for folder in parent.glob("*/")) if parent.is_dir() else ()
    loaded: dict[str, T] = {}
    for name in names:
        value, faults = load(parent / name, root=root)
        found.extend(faults)
        if value is not None:
            loaded[name] = value
    return loaded


def _load_formats(names: Iterable[str], folder: TemplateFolder, found: list[Finding]) -> dict[str, Format]:
    formats: dict[str, Format] = {}
    for name in names:
        format_, faults = load_format(name, folder=folder)
        found.extend(faults)
        if format_ is not None:
            formats[name] = format_
    return formats


def _icons(folder: TemplateFolder, found: list[Finding]) -> dict[str, str]:
    """Return the drawings of the templates by their names under shared/; one that is unsafe to print is refused."""
    drawn = folder.read(folder.names(f"{SHARED_TEMPLATES}/icons/*.svg"), found)
    for name, text in drawn.items():
        if fault := svg_fault(text):
            found.append(Finding(rule="image-unsafe", path=drawn.paths[name], message=f"the image {fault}.",
                                 action="Save it as a plain SVG: paths, shapes and colours."))
    return {name.removeprefix(f"{SHARED_TEMPLATES}/"): text for name, text in drawn.items() if not svg_fault(text)}


def _load_countries(
    folder: Path, brands: Iterable[Brand], *, root: Path, found: list[Finding]
) -> dict[str, Country]:
    """Load the countries of the brands; a fault of a country stops the pages of its brands."""
    countries: dict[str, Country] = {}
    for brand in brands:
        code = brand.file.country
        country, faults = load_country(folder / f"{code}.toml", root=root)
        found.extend(replace(fault, brand=brand.name) for fault in faults)
        if country is not None:
            countries[code] = country
    return countries


def _load_catalogs(
    root: Path, settings: Settings, handouts: Iterable[str], found: list[Finding]
) -> dict[tuple[str, str], Catalog]:
    catalogs: dict[tuple[str, str], Catalog] = {}
    for language in settings.project.languages:
        if language == settings.project.source_language:
            continue
        for domain in handouts:
            catalogs[language, domain], faults = load_catalog(
                root / LOCALES, domain=domain, language=language, root=root
            )
            found.extend(faults)
        words, faults = load_words(root, domain=TEMPLATE_DOMAIN, language=language)
        found.extend(faults)
        catalogs[language, TEMPLATE_DOMAIN] = words
    return catalogs


def _load_glossaries(root: Path, settings: Settings, found: list[Finding]) -> dict[str, Glossary]:
    glossaries: dict[str, Glossary] = {}
    for language in settings.project.languages:
        if language != settings.project.source_language:
            glossaries[language], faults = load_glossary(root / LOCALES, language=language, root=root)
            found.extend(faults)
    return glossaries


def _cross_faults(project: Project, folder: TemplateFolder) -> Iterable[Finding]:
    """Yield the faults that show only where two files meet."""
    languages = project.settings.project.languages
    for brand in project.brands.values():
        for language in brand.file.languages:
            if language not in languages:
                yield Finding(rule="brand-language", path=brand.path, brand=brand.name,
                              message=f"the brand offers {language}, which the project does not have."
                                      f"{suggestion(language, languages)}",
                              action=f"Use languages of {PROJECT_FILE}: {', '.join(languages)}.")
            country = project.countries.get(brand.file.country)
            if country is not None and language not in country.words:
                yield Finding(rule="country-words", path=country.path, language=language, brand=brand.name,
                              message=f"there are no words for services in {language}.",
                              action=f"Add the table [words.{language}].")
            elif country is not None:
                yield from _unknown_numbers(brand, country, language)
    for handout in project.handouts.values():
        yield from _unknown_formats(project, handout, folder)
        for name, format_ in project.formats.items():
            outline = handout.meta.outline.get(name)
            if outline is not None and (fault := format_.file.outline_fault(outline)):
                yield Finding(rule="outline-regions", path=handout.path, handout=handout.name,
                              line=handout.front.line(("outline", name)),
                              message=f"the outline of {name} and the format {fault[0]}.",
                              action=f"{format_.path} {fault[1]}.")


def _unknown_numbers(brand: Brand, country: Country, language: str) -> Iterator[Finding]:
    """Yield a finding for each number that the country's words name and the brand does not have."""
    numbers = {f"{name}_number" for name in brand.file.numbers.by_name()}
    for name, text in country.words[language].model_dump().items():
        for placeholder in re.findall(r"\{(\w*)\}", text):
            if placeholder not in numbers:
                yield Finding(rule="country-number", path=country.path, brand=brand.name, language=language,
                              message=f"{name} in {language} names {{{placeholder}}}, which {brand.name} lacks.",
                              action=f"Add it under [numbers] of {brand.path}, or write the words without it.")


def _unknown_formats(project: Project, handout: Handout, folder: TemplateFolder) -> Iterator[Finding]:
    """Yield a finding where a handout names a format that exists nowhere: nothing would print it, in silence."""
    known = sorted({*project.settings.project.formats, *(
        name.partition("/")[0] for name in folder.names("*/format.toml")
    )})
    named: list[tuple[str, int | None]] = [(name, None) for name in handout.meta.outline]
    named += [(name, line) for formats, line in restrictions(handout.document) for name in sorted(formats)]
    for name, line in named:
        if name not in known:
            yield Finding(rule="format-unknown", path=handout.path, line=line, handout=handout.name,
                          message=f"there is no format {name!r}.{suggestion(name, known)}",
                          action=f"Use one of: {', '.join(known)}.")
