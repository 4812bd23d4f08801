"""A handout's folder: front matter, text and the facts that must survive translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from generator.findings import Finding
from generator.load.document import Document, Figure, Message, figures
from generator.load.markdown import read_sections, split_front_matter
from generator.load.sign_off import Ledger, Signature, load_sign_off
from generator.load.source import Model, Source, checked, read_model, read_text, read_yaml
from generator.load.svg import read_svg

FRONT_MATTER = "front-matter"
RULE = "handout-front-matter"


class Cover(Model):
    """The drawing of the title block and the booklet's cover."""

    image: str
    alternative: str


class Reference(Model):
    """A source that the text rests on, printed in short or in full, never translated."""

    short: str
    full: str


class FrontMatter(Model):
    """What stands between the first two `---` lines of handout.md."""

    title: Annotated[str, Field(min_length=1)]
    summary: str
    audience: str
    code: Annotated[str, Field(pattern=r"^[A-Z0-9]{2,6}$")]
    #: It stands in the print code.
    version: Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.]{0,15}$")]
    drafted: date
    reviewed: date | None = None
    next_review: date
    reading_grade: Annotated[int, Field(ge=1, le=12)]
    document_type: str
    cover: Cover
    outline: dict[str, dict[str, tuple[str, ...]]]
    sources: tuple[Reference, ...] = ()
    doses: bool = False


class FactPatterns(Model):
    """What a language's text must match, and what it must never match (regular expressions, case ignored)."""

    must: str
    must_not: str

    @field_validator("must", "must_not")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            fault = f"this is no regular expression: {error}"
            raise ValueError(fault) from error
        return pattern


class Fact(Model):
    """A fact that must survive translation: the messages it guards and the patterns of each language."""

    why: str
    messages: Annotated[tuple[str, ...], Field(min_length=1)]
    patterns: dict[str, FactPatterns]


class Facts(Model):
    """The file facts.toml: facts by id."""

    facts: dict[str, Fact] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """One handout: its name is its folder's; `path` is handout.md relative to the project folder.

    `front` knows the lines of the front matter.
    """

    name: str
    path: str
    meta: FrontMatter
    document: Document
    facts: dict[str, Fact]
    facts_path: str
    images: dict[str, str]
    front: Source
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """Return the entries of the ledger in the order in which they were given."""
        return self.ledger.signatures


def handout_names(root: Path) -> frozenset[str]:
    """Return the names of the handouts that the project in `root` has, whether or not they can be read."""
    return frozenset(folder.name for folder in (root / "content" / "handouts").glob("*/"))


def load_handout(folder: Path, *, root: Path) -> tuple[Handout | None, tuple[Finding, ...]]:
    """Read one handout's folder; None where its text cannot be used at all."""
    path = (folder / "handout.md").relative_to(root).as_posix()
    text = read_text(folder / "handout.md", path=path, rule="handout-file")
    if isinstance(text, Finding):
        return None, (replace(text, handout=folder.name),)
    meta, source, found = _front_matter(text, path=path)
    sections, section_faults = read_sections(text, path=path)
    facts_path = (folder / "facts.toml").relative_to(root).as_posix()
    facts, facts_source, fact_faults = read_model(Facts, folder / "facts.toml", path=facts_path, rule="facts-file")
    ledger, ledger_faults = load_sign_off(folder, root=root)
    found += section_faults + fact_faults + ledger_faults
    if meta is None or source is None:
        return None, tuple(replace(finding, handout=folder.name) for finding in found)
    document = Document(
        title=_front_message(meta.title, "title", source),
        summary=_front_message(meta.summary, "summary", source),
        document_type=_front_message(meta.document_type, "document-type", source),
        cover=Figure(
            image=meta.cover.image,
            alternative=_front_message(meta.cover.alternative, "alternative text", source, ("cover", "alternative")),
        ),
        sections=sections,
    )
    found += tuple(_outline_faults(meta, document, source))
    images, image_faults = _images(folder, document, root=root, path=path)
    handout = Handout(
        name=folder.name, path=path, meta=meta, document=document, images=images,
        facts=facts.facts if facts else {}, facts_path=facts_path, ledger=ledger, front=source,
    )
    found += image_faults + tuple(_fact_faults(handout, facts_source))
    return handout, tuple(replace(finding, handout=folder.name) for finding in found)


def _front_matter(text: str, *, path: str) -> tuple[FrontMatter | None, Source | None, tuple[Finding, ...]]:
    split = split_front_matter(text)
    if split is None:
        return None, None, (Finding(rule=RULE, path=path, line=1, message="the front matter is missing.",
                                    action="Begin the file with --- and the keys title, summary, …, then ---."),)
    source = read_yaml(split[0], path=path, rule=RULE, first_line=split[1])
    if isinstance(source, Finding):
        return None, None, (source,)
    meta, found = checked(FrontMatter, source, rule=RULE)
    return meta, source, found


def _front_message(text: str, role: str, source: Source, key: tuple[str, ...] | None = None) -> Message:
    name = f"{FRONT_MATTER}.{'-'.join(key or (role,))}"
    return Message(text=text, context=FRONT_MATTER, role=role, line=source.line(key or (role,)) or 1, id=name)


def _outline_faults(meta: FrontMatter, document: Document, source: Source) -> Iterator[Finding]:
    known = {section.id for section in document.sections}
    for format_name, regions in meta.outline.items():
        for region, names in regions.items():
            for index, name in enumerate(names):
                if name not in known:
                    yield Finding(
                        rule="outline-section", path=source.path,
                        line=source.line(("outline", format_name, region, index)),
                        message=f"the outline of {format_name} names the section {name!r}, which does not exist.",
                        action=f"Use one of: {', '.join(sorted(known))}.",
                    )


def _images(folder: Path, document: Document, *, root: Path, path: str) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Return the drawings by the name the text uses, refusing what lies outside the handout's folder."""
    images: dict[str, str] = {}
    found: list[Finding] = []
    for figure in (document.cover, *figures(document)):
        if figure.image in images:
            continue
        content = read_svg(folder, figure.image, root=root, path=path, line=figure.alternative.line)
        if isinstance(content, Finding):
            found.append(content)
        else:
            images[figure.image] = content
    return images, tuple(found)


def _fact_faults(handout: Handout, source: Source | None) -> Iterator[Finding]:
    known = {message.id for message in handout.document.messages() if message.id}
    for name, fact in handout.facts.items():
        for message_id in fact.messages:
            if message_id not in known:
                yield Finding(
                    rule="fact-message", path=handout.facts_path,
                    line=source.line(("facts", name, "messages")) if source else None,
                    message=f"the fact {name!r} guards the message {message_id!r}, which does not exist.",
                    action="Give the sentence this id, {#" + message_id + "}, or correct the name.",
                )
