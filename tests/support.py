"""Builders and short readings that the tests of loading, planning, translating and checking share."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from tiny_clinic import TinyClinic

from generator.check import Text, Words
from generator.findings import Finding
from generator.load import Project, ProjectError, load_project
from generator.load.catalog import Catalog, Entry
from generator.load.document import Block, Document, Figure, Item, Listing, Message, Paragraph, Section
from generator.load.glossary import Glossary
from generator.plan import Job
from generator.translate import translate

ROOT = Path(__file__).parents[1]
HANDOUT = "content/handouts/water/handout.md"
FACTS = "content/handouts/water/facts.toml"
BRAND = "content/brands/oak/brand.toml"
SPANISH = "locales/es/LC_MESSAGES/water.po"

Place = tuple[str, str | None, int | None]


def places(found: Iterable[Finding]) -> list[Place]:
    """Return rule, file and line of each finding."""
    return [(finding.rule, finding.path, finding.line) for finding in found]


def only(found: Iterable[Finding]) -> Finding:
    """Return the one finding that is expected."""
    found = tuple(found)
    assert len(found) == 1, [str(finding) for finding in found]
    return found[0]


def line_of(text: str, words: str) -> int:
    """Return the number of the one line that has these words."""
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if words in line]
    assert len(lines) == 1, f"{words!r} stands on the lines {lines}"
    return lines[0]


def found_in(clinic: TinyClinic) -> tuple[Finding, ...]:
    """Return what loading finds in a tiny clinic."""
    return load_project(clinic.root)[1]


def refusal(clinic: TinyClinic) -> Finding:
    """Return the one finding for which the project cannot be loaded at all."""
    with pytest.raises(ProjectError) as refused:
        load_project(clinic.root)
    return only(refused.value.findings)


def write(clinic: TinyClinic, path: str, content: str | bytes) -> None:
    """Write one file of the clinic, its folder too."""
    file = clinic.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def read(clinic: TinyClinic, path: str) -> str:
    """Return one file of the clinic."""
    return (clinic.root / path).read_text(encoding="utf-8")


def message(text: str, *, context: str = "s", role: str = "paragraph", line: int = 1) -> Message:
    """Return a message."""
    return Message(text=text, context=context, role=role, line=line)


def document(*blocks: Block) -> Document:
    """Return a document with one section of these blocks."""
    return Document(
        title=message("Title", context="front-matter"),
        summary=message("Summary", context="front-matter"),
        document_type=message("Information", context="front-matter"),
        cover=Figure(image="cover.svg", alternative=message("Cover", context="front-matter")),
        sections=(Section(id="s", level=2, heading=message("Heading"), blocks=blocks),),
    )


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    """Return a paragraph for each text."""
    return tuple(Paragraph(message=message(text)) for text in texts)


def listing(*texts: str) -> Listing:
    """Return a list of these items."""
    return Listing(items=tuple(Item(message=message(text)) for text in texts))


def catalog(texts: Mapping[tuple[str, str], str], *, language: str = "es", fuzzy: bool = False) -> Catalog:
    """Return a catalog of these translations by (context, source text); entry n stands on line 10 n."""
    entries = {
        key: Entry(text=text, line=10 * number, fuzzy=fuzzy) for number, (key, text) in enumerate(texts.items(), 1)
    }
    return Catalog(domain="d", language=language, path="d.po", entries=entries)


def escaped(text: str) -> str:
    """Return text as it stands between the quotes of a PO file (gettext manual, The Format of PO Files)."""
    pairs = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return "".join(pairs.get(letter, letter) for letter in text)


@functools.cache
def shipped() -> tuple[Project, tuple[Finding, ...]]:
    """Return the project that this repository ships, and what loading finds in it."""
    return load_project(ROOT)


@functools.cache
def shipped_text(language: str, handout: str = "back-pain-after-birth") -> Text:
    """Return the shipped handout in one language; a message without translation fails the test."""
    project, _found = shipped()
    source = project.handouts[handout]
    words = project.catalogs.get((language, handout))
    translated, missing = translate(source.document, words)
    assert missing == ()
    return Text(
        handout=source, language=language, document=translated, catalog=words,
        glossary=project.glossaries.get(language, Glossary()),
        growth={name: format_.file.most_growth for name, format_ in project.formats.items()},
    )


def jobs(*ids: str) -> tuple[Job, ...]:
    """Return the jobs with these ids."""
    parts = (job_id.split("/") for job_id in ids)
    return tuple(Job(handout=part[0], language=part[1], format=part[2], brand=part[3]) for part in parts)


def pair(source: str, translation: str, language: str, glossary: Glossary | None = None) -> Words:
    """Return one source text and its translation, for the rules over pairs."""
    words = catalog({("s", source): translation}, language=language)
    return Words(catalog=words, glossary=glossary or Glossary(path="glossary.toml"))
