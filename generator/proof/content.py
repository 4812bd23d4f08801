"""What a proof shows: every message of a handout in one language, with all that its reader has to know.

Owns the rows, their marks and the digest of the text. Pure: names nothing of HTML, and no finding stops it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.check import CountryPairs, Text, Words, check_text, check_words
from generator.findings import Finding
from generator.load import TEMPLATE_DOMAIN, Project
from generator.load.brand import Brand
from generator.load.catalog import Catalog
from generator.load.document import Document, Figure, Message, figures, map_messages, messages_of
from generator.load.glossary import Glossary
from generator.load.handout import Handout
from generator.load.po import PoEntry
from generator.load.sign_off import Pair, Signature, changed_since, digest_of, key_digest, last_of_each_role
from generator.messages.extract import FORMATS_MARK, handout_entries
from generator.messages.status import texts_of
from generator.proof.beside import country_and_brand, country_words, template_group
from generator.proof.structure import brand_structure, structure_of
from generator.proof.values import Found, Group, Row

_WORD = re.compile(r"\w+")
#: What a row says by itself needs no finding beside it.
_SAID_BY_ROWS = frozenset({"translation-missing", "translation-fuzzy"})
FRONT_MATTER = "front-matter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A handout's text in one language, ready to be read and signed.

    `words` and `target_words` fill the placeholders of source and translation; `signatures` are the last of each role,
    and a row is changed where one of them does not cover it; `findings` belong to no single row.
    """

    handout: Handout
    language: str
    source_language: str
    brand: Brand
    document: Document
    groups: tuple[Group, ...]
    words: Mapping[str, str]
    target_words: Mapping[str, str]
    signatures: tuple[Signature, ...]
    findings: tuple[Finding, ...]

    @property
    def is_source(self) -> bool:
        """Tell whether the text is the source itself, so that there is one side only."""
        return self.language == self.source_language

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return all rows in their order."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Return what is signed: every text that is shown, the pictures, and the order in which they stand."""
        return (*(row.pair for row in self.rows), *brand_structure(self.brand), *structure_of(self.handout))

    @property
    def signature(self) -> Signature | None:
        """Return the last signature, whatever its role; None where nobody has signed."""
        return self.signatures[-1] if self.signatures else None

    @property
    def changed_structure(self) -> tuple[str, ...]:
        """Return the names of the pictures, sections and outlines that are not as they were signed."""
        pairs = structure_of(self.handout)
        changed = {key for one in self.signatures for key in changed_since(one, pairs)}
        return tuple(f"{kind} {name}" for kind, name in sorted(changed))

    @property
    def digest(self) -> str:
        """Return the digest of exactly what is signed."""
        return digest_of(self.pairs)

    @property
    def word_count(self) -> int:
        """Return the number of words of the source."""
        return sum(len(_WORD.findall(text)) for row in self.rows for text in row.source)

    @property
    def open(self) -> Mapping[str, tuple[int, ...]]:
        """Return the numbers of the rows that a reader has to look at twice, by what is open there."""
        return {
            "critical": tuple(row.number for row in self.rows if row.critical),
            "untranslated": tuple(row.number for row in self.rows if not row.translated),
            "review": tuple(row.number for row in self.rows if row.fuzzy),
            "changed": tuple(row.number for row in self.rows if row.changed),
            "findings": tuple(row.number for row in self.rows if row.findings),
        }


def proof_of(
    project: Project, loaded: Iterable[Finding], *, handout: Handout, language: str, brand: Brand
) -> Proof:
    """Return the proof of a handout in a language of the project, for a brand's country and labels."""
    source_language = project.settings.project.source_language
    catalog = project.catalogs.get((language, handout.name))
    template_words = project.catalogs.get((language, TEMPLATE_DOMAIN))
    document = _as_written(handout.document, catalog)
    glossary = project.glossaries.get(language, Glossary())
    text = Text(
        handout=handout, language=language, document=document, catalog=catalog, source_language=source_language,
        glossary=glossary, growth={name: format_.file.most_growth for name, format_ in project.formats.items()},
    )
    found = _found((
        *(finding for finding in loaded if _concerns(finding, handout, language, brand)), *check_text(text),
        *(check_words(Words(catalog=template_words, source_language=source_language, glossary=glossary))
          if template_words else ()),
        *(check_words(CountryPairs(country=project.countries[brand.file.country], language=language,
                                   source_language=source_language, glossary=glossary)) if catalog else ()),
    ), catalogs=tuple(filter(None, (catalog, template_words))))
    groups = _groups(project, handout, language, brand, found)
    signatures = last_of_each_role(handout.signatures, language)
    return Proof(
        handout=handout, language=language, source_language=source_language, brand=brand, document=document,
        groups=tuple(_numbered(groups, signatures, handout.signatures)),
        words=country_words(project, brand, source_language), target_words=country_words(project, brand, language),
        signatures=signatures, findings=found.left(),
    )


def signed_text(project: Project, *, handout: Handout, language: str, brand: Brand) -> tuple[Group, ...]:
    """Return the groups of a proof without what the checks say of them: what is signed, and nothing else."""
    return _groups(project, handout, language, brand, Found(by_place={}))


def _groups(project: Project, handout: Handout, language: str, brand: Brand, found: Found) -> tuple[Group, ...]:
    source_language = project.settings.project.source_language
    return (
        *_text_groups(handout, project.catalogs.get((language, handout.name)), found),
        template_group(project, project.catalogs.get((language, TEMPLATE_DOMAIN)), found,
                        is_source=language == source_language),
        *country_and_brand(project, brand, source_language, language),
    )


def _as_written(document: Document, catalog: Catalog | None) -> Document:
    """Return the document with each translation as its file has it, reviewed or not: that is what is read here."""
    def look_up(message: Message) -> Message:
        forms = texts_of(catalog.entries.get(message.key)) if catalog else ()
        return replace(message, text=forms[0]) if forms else message

    return map_messages(document, look_up)


def _concerns(finding: Finding, handout: Handout, language: str, brand: Brand) -> bool:
    return (
        finding.handout in (None, handout.name) and finding.language in (None, language)
        and finding.brand in (None, brand.name) and finding.format is None
    )


def _found(findings: Iterable[Finding], *, catalogs: tuple[Catalog, ...]) -> Found:
    """Sort findings by place; English that stands for a missing translation is not judged as a translation."""
    untranslated = {
        (catalog.path, line) for catalog in catalogs
        for line in (None, *(entry.line for entry in catalog.entries.values() if not texts_of(entry)))
    }
    by_place: dict[tuple[str | None, int | None], list[Finding]] = {}
    for finding in dict.fromkeys(replace(finding, handout=None, language=None) for finding in findings):
        place = (finding.path, finding.line)
        file_fault = finding.rule.startswith("catalog-")
        if finding.rule not in _SAID_BY_ROWS and (file_fault or place not in untranslated):
            by_place.setdefault(place, []).append(finding)
    return Found(by_place={place: tuple(found) for place, found in by_place.items()})


# -- the text -----------------------------------------------------------------------------------------------------


def _text_groups(handout: Handout, catalog: Catalog | None, found: Found) -> Iterator[Group]:
    """Yield a group for the front matter and for each section, in the order of the source."""
    document = handout.document
    formats = {entry.key: _formats(entry) for entry in handout_entries(handout)}
    front = (document.title, document.summary, document.document_type, document.cover.alternative)
    yield Group(
        id=FRONT_MATTER, title="Title, summary and cover", printed_in=tuple(handout.meta.outline),
        rows=tuple(_rows(front, handout, catalog, found, formats={}, pictures=(document.cover,))),
    )
    for section in document.sections:
        # Only what a part of the formats prints says so at its row.
        everywhere = _formats_of_section(handout, section.id)
        narrower = {key: names for key, names in formats.items() if names and set(names) != everywhere}
        yield Group(
            id=section.id, title=section.heading.text, printed_in=tuple(_places(handout, section.id)),
            rows=tuple(_rows(
                messages_of((section,)), handout, catalog, found, formats=narrower,
                pictures=tuple(figures(replace(document, sections=(section,)))),
            )),
        )


def _formats(entry: PoEntry) -> tuple[str, ...]:
    lines = (line.removeprefix(FORMATS_MARK) for line in entry.extracted if line.startswith(FORMATS_MARK))
    return tuple(name for line in lines for name in line.split(", "))


def _formats_of_section(handout: Handout, section: str) -> set[str]:
    return {name for name, regions in handout.meta.outline.items()
            if any(section in names for names in regions.values())}


def _places(handout: Handout, section: str) -> Iterator[str]:
    """Yield where a section is printed: format and region."""
    for format_name, regions in handout.meta.outline.items():
        for region, names in regions.items():
            if section in names:
                yield f"{format_name} ({region})"


def _rows(
    messages: Iterable[Message], handout: Handout, catalog: Catalog | None, found: Found, *,
    formats: Mapping[tuple[str, str], tuple[str, ...]], pictures: tuple[Figure, ...],
) -> Iterator[Row]:
    """Yield a row for each message; one that stands in two places of a section is one row, as it is one entry."""
    grouped: dict[tuple[str, str], list[Message]] = {}
    for message in messages:
        if message.text.strip():
            grouped.setdefault(message.key, []).append(message)
    shown: set[str] = set()
    for key, same in grouped.items():
        images = tuple(dict.fromkeys(
            figure.image for figure in pictures
            if key in {figure.alternative.key, figure.caption.key if figure.caption else None}
            and figure.image in handout.images
        ))
        yield _row(
            key, same, handout, catalog, found,
            images=tuple(image for image in images if image not in shown), printed_in=formats.get(key, ()),
        )
        shown.update(images)


def _row(
    key: tuple[str, str], same: list[Message], handout: Handout, catalog: Catalog | None, found: Found, *,
    images: tuple[str, ...], printed_in: tuple[str, ...],
) -> Row:
    entry = catalog.entries.get(key) if catalog else None
    names = {message.id for message in same if message.id}
    if catalog is None:
        findings = tuple(finding for line in dict.fromkeys(message.line for message in same)
                         for finding in found.at(handout.path, line))
    else:
        findings = found.at(catalog.path, entry.line) if entry else ()
    return Row(
        key=key, name=", ".join(sorted(names)) or key[0], role=", ".join(dict.fromkeys(one.role for one in same)),
        source=(key[1],), target=(key[1],) if catalog is None else texts_of(entry),
        critical=any(message.critical for message in same),
        facts=tuple((name, fact.why) for name, fact in handout.facts.items() if names & set(fact.messages)),
        fuzzy=bool(entry and entry.fuzzy), previous=entry.previous if entry else "",
        printed_in=printed_in, images=images, findings=findings,
    )


def _numbered(
    groups: Iterable[Group], signatures: tuple[Signature, ...], ledger: tuple[Signature, ...]
) -> Iterator[Group]:
    """Yield the groups with their rows counted through, and marked where they differ from what some role signed."""
    number = 0
    for group in groups:
        pairs = [row.pair for row in group.rows]
        guarded = frozenset(key_digest(row.key) for row in group.rows if row.guarded)
        changed = {key for one in signatures for key in changed_since(one, pairs, ledger, guarded=guarded)}
        first, number = number + 1, number + len(group.rows)
        yield replace(group, rows=tuple(
            replace(row, number=index, changed=not signatures or row.key in changed)
            for index, row in enumerate(group.rows, start=first)
        ))
