"""Every word that a page may say: the messages that its format prints, the words of the templates, the brand's own.

Owns the list only. Whether a page says them, whole and nothing else, is for `check/printed/signed_wording.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.compose.side import Side
from generator.compose.templates import SOURCE_TAG, template_messages
from generator.load import TEMPLATE_DOMAIN, Project
from generator.load.document import Message, Section, figures, messages_of
from generator.load.handout import Handout

Regions = Mapping[str, tuple[Section, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A message as it is written, inline Markdown and placeholders and all; `needed` ones must be on the page.

    `picture` is the image that an alternative text belongs to, `section` the id of the section whose order it keeps.
    """

    text: str
    language: str
    needed: bool
    picture: str | None = None
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a page may say: `fillings` are the words of its placeholders by language, `beside` what is no message."""

    passages: tuple[Passage, ...]
    fillings: Mapping[str, Mapping[str, str]]
    beside: tuple[str, ...]

    def content(self) -> list[object]:
        """Return what decides findings, as plain data."""
        passages = [(one.text, one.language, one.needed, one.picture, one.section) for one in self.passages]
        return [passages, {language: dict(words) for language, words in self.fillings.items()}, self.beside]


def wording_of(
    project: Project, handout: Handout, sides: Iterable[tuple[Side, Regions]], *, beside: Iterable[str]
) -> Wording:
    """Return the words of a page with these sides; `beside` are those of its slots."""
    sides = tuple(sides)
    return Wording(
        passages=tuple(passage for side, regions in sides for passage in _passages(side, regions)),
        fillings={side.language: dict(side.layout.words) for side, _regions in sides},
        beside=tuple(dict.fromkeys((
            *beside, handout.meta.version, *(source.short for source in handout.meta.sources),
            *(words for side, _regions in sides for words in _words_of(project, side, handout)),
        ))),
    )


def _passages(side: Side, regions: Regions) -> Iterator[Passage]:
    """Yield title, summary and the like, which not every format prints, and the messages of the regions."""
    document = side.document
    pictures = {figure.alternative: figure.image for figure in (document.cover, *figures(document))}
    for message in (document.title, document.summary, document.document_type, document.cover.alternative):
        yield _passage(side, message, pictures, needed=False)
    for section in (section for sections in regions.values() for section in sections):
        for message in messages_of((section,)):
            # Not every format prints the headings of its sections; those of warnings say how fast to act.
            needed = (message.role != "heading" or bool(section.tier)) and bool(message.text.strip())
            yield _passage(side, message, pictures, needed=needed, section=section.id)


def _passage(
    side: Side, message: Message, pictures: Mapping[Message, str], *, needed: bool, section: str = ""
) -> Passage:
    return Passage(
        text=message.text, language=side.source_language if message.untranslated else side.language, needed=needed,
        picture=pictures.get(message), section=section,
    )


def _words_of(project: Project, side: Side, handout: Handout) -> Iterator[str]:
    """Yield the words of the templates in one language, and what else that side of the page says of itself."""
    yield side.name
    yield side.date(handout.meta.next_review)
    yield from side.layout.words.values()
    words = project.catalogs.get((side.language, TEMPLATE_DOMAIN))
    for message in template_messages(project.templates):
        entry = words.entries.get(("", message.text)) if words else None
        if entry and entry.usable:
            yield from (entry.text, *entry.plural)
        else:
            yield from (message.text, message.plural, f"[{SOURCE_TAG}]")
