"""Pseudo-locales: made-up languages in which a page shows what real ones would break.

`en-XA` writes English with accents and 40 % longer, `ar-XB` writes it from right to left. They are generated for a
build that names them, stand in no file of the project, and build like any language.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.compose.templates import TemplateFaultError
from generator.load import Project
from generator.load.brand import Brand
from generator.load.catalog import Catalog, Entry
from generator.load.country import Country
from generator.load.po import PoEntry
from generator.load.settings import PSEUDO_LOCALES
from generator.messages.extract import domain_entries, handout_entries

#: How much longer en-XA is than its source: what German or Russian add to short English lines.
GROWTH = 1.4
#: Marks, placeholders and the words of templates' values, which stay as they are.
_KEPT = re.compile(r"(\*\*|\{\w+\}|%\(\w+\)[sd]|%%)")
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_ACCENTS = str.maketrans("aceinosuyzACEINOSUYZ", "áçéîñöşûýžÁÇÉÎÑÖŞÛÝŽ")
#: What makes a text longer: short words, since real languages have more of them and longer ones alike.
_FILLING = " öñé ţŵö ţĥŕéé"
#: Right-to-left override: letters of Latin words run leftwards, as those of an Arabic word would.
_OVERRIDE, _END = "\u202e", "\u202c"


def with_pseudo_locales(project: Project, tags: Iterable[str]) -> Project:
    """Return the project with these pseudo-locales as languages of it and of every brand."""
    tags = tuple(tag for tag in PSEUDO_LOCALES if tag in set(tags))
    if not tags:
        return project
    source = project.settings.project.source_language
    table = project.settings.project
    settings = project.settings.model_copy(
        update={"project": table.model_copy(update={"languages": (*table.languages, *tags)})}
    )
    catalogs = {
        (tag, domain): _catalog(tag, domain, entries)
        for tag in tags for domain, entries in _entries(project).items()
    }
    return replace(
        project, settings=settings, catalogs={**project.catalogs, **catalogs},
        brands={name: _brand(brand, source, tags) for name, brand in project.brands.items()},
        countries={name: _country(country, source, tags) for name, country in project.countries.items()},
    )


def pseudo_text(text: str, tag: str) -> str:
    """Return a text in a pseudo-locale; marks, placeholders and numbers stay as they are."""
    parts = _KEPT.split(text)
    if tag == "ar-XB":
        return "".join(part if _KEPT.fullmatch(part) else _WORD.sub(rf"{_OVERRIDE}\g<0>{_END}", part) for part in parts)
    accented = "".join(part if _KEPT.fullmatch(part) else part.translate(_ACCENTS) for part in parts)
    growth = math.ceil((GROWTH - 1) * sum(len(part) for part in parts if not _KEPT.fullmatch(part)))
    return accented + (_FILLING * (growth // len(_FILLING) + 1))[:growth].rstrip()


def _entries(project: Project) -> dict[str, tuple[PoEntry, ...]]:
    """Return what is translated; not the words of templates that are broken, which stop each page that they set."""
    try:
        return domain_entries(project)
    except TemplateFaultError:
        return {handout.name: handout_entries(handout) for handout in project.handouts.values()}


def _catalog(tag: str, domain: str, source: Iterable[PoEntry]) -> Catalog:
    entries = {entry.key: _entry(entry, tag) for entry in source}
    return Catalog(domain=domain, language=tag, path=f"({tag}, generated)", entries=entries, plural_rule="n != 1")


def _entry(entry: PoEntry, tag: str) -> Entry:
    if entry.plural:
        return Entry(text="", plural=(pseudo_text(entry.msgid, tag), pseudo_text(entry.plural, tag)), line=1)
    return Entry(text=pseudo_text(entry.msgid, tag), line=1)


def _brand(brand: Brand, source: str, tags: tuple[str, ...]) -> Brand:
    file = brand.file
    contacts = tuple(
        contact.model_copy(update={"label": _with_tags(contact.label, source, tags)}) for contact in file.contacts
    )
    local = {
        name: box.model_copy(update={"heading": _with_tags(box.heading, source, tags),
                                     "text": _with_tags(box.text, source, tags)})
        for name, box in file.local.items()
    }
    notes = file.notes.model_copy(update={
        name: _with_tags(texts, source, tags) for name, texts in file.notes
    })
    return replace(brand, file=file.model_copy(update={
        "contacts": contacts, "local": local, "notes": notes, "languages": (*file.languages, *tags),
    }))


def _country(country: Country, source: str, tags: tuple[str, ...]) -> Country:
    words = country.words.get(source)
    if words is None:
        return country
    made = {
        tag: type(words)(**{name: pseudo_text(text, tag) for name, text in words.model_dump().items()}) for tag in tags
    }
    return replace(country, words={**country.words, **made})


def _with_tags(labels: Mapping[str, str], source: str, tags: tuple[str, ...]) -> dict[str, str]:
    return {**labels, **{tag: pseudo_text(labels[source], tag) for tag in tags if source in labels}}
