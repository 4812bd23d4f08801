"""Every word that a page may say: the messages that its format prints, the words of the templates, the brand's own.

Owns the list only. Whether a page says them, whole and nothing else, is for `check/printed/signed_wording.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.compose.inline import plain_text
from generator.compose.side import Side
from generator.compose.templates import SOURCE_TAG, template_messages
from generator.load import TEMPLATE_DOMAIN, Project
from generator.load.document import Block, Box, Listing, Message, Section, figures, messages_of
from generator.load.handout import Handout

Regions = Mapping[str, tuple[Section, ...]]


#: A box that may stand apart from its section: the booklet sets it at the foot of the page.
_APART = "takeaway"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A message as it is written, inline Markdown and placeholders and all; `needed` ones must be on the page.

    `picture` is the image that an alternative text belongs to, `step` the message's number in a numbered list. The
    messages of a `group` stand together and in their order; `side` is the language of the side that they stand on,
    which is another than that of a message that is not translated.
    """

    text: str
    language: str
    needed: bool
    side: str
    picture: str | None = None
    group: str = ""
    step: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a page may say: `fillings` are the words of its placeholders by side, `beside` what is no message."""

    passages: tuple[Passage, ...]
    fillings: Mapping[str, Mapping[str, str]]
    beside: tuple[str, ...]

    def content(self) -> list[object]:
        """Return what decides findings, as plain data."""
        passages = [
            (one.text, one.language, one.needed, one.side, one.picture, one.group, one.step) for one in self.passages
        ]
        return [passages, {language: dict(words) for language, words in self.fillings.items()}, self.beside]

    def plain(self, passage: Passage) -> str:
        """Return a passage as the page says it: without marks, its placeholders filled."""
        # A message that is not translated has the placeholders of the language that it should be in.
        return plain_text(passage.text, words=self.fillings[passage.side])


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
    for message in (document.title, document.summary, document.document_type):
        yield _passage(side, message)
    yield _passage(side, document.cover.alternative, picture=document.cover.image)
    pictures = {figure.alternative: figure.image for figure in figures(document)}
    for region, sections in regions.items():
        for number, section in enumerate(sections):
            group, steps, apart = f"{side.language} {region} {number}", _steps(section.blocks), _apart(section)
            for message in messages_of((section,)):
                yield _passage(
                    side, message, picture=pictures.get(message), step=steps.get(message, 0),
                    needed=bool(message.text.strip()) and (message is not section.heading or section.headed),
                    group=f"{group} apart" if message in apart else group,
                )


def _passage(
    side: Side, message: Message, *, picture: str | None = None, needed: bool = False, group: str = "", step: int = 0
) -> Passage:
    return Passage(
        text=message.text, language=side.source_language if message.untranslated else side.language, needed=needed,
        picture=picture, side=side.language, group=group, step=step,
    )


def _steps(blocks: Iterable[Block]) -> dict[Message, int]:
    """Return the number of each message that is an item of a numbered list."""
    found: dict[Message, int] = {}
    for block in blocks:
        if isinstance(block, Box):
            found |= _steps(block.blocks)
        elif isinstance(block, Listing) and block.numbered:
            found |= {item.message: number for number, item in enumerate(block.items, start=1)}
    return found


def _apart(section: Section) -> frozenset[Message]:
    boxes = tuple(block for block in section.blocks if isinstance(block, Box) and block.kind == _APART)
    return frozenset(messages_of((replace(section, blocks=boxes),))) - {section.heading}


def _words_of(project: Project, side: Side, handout: Handout) -> Iterator[str]:
    """Yield the words of the templates in one language, and what else that side of the page says of itself."""
    mark = side.source_language.upper()
    yield from (side.name, mark, f"[{mark}]")
    yield side.date(handout.meta.next_review)
    yield from side.layout.words.values()
    words = project.catalogs.get((side.language, TEMPLATE_DOMAIN))
    for message in template_messages(project.templates):
        entry = words.entries.get(("", message.text)) if words else None
        if entry and entry.usable:
            yield from (entry.text, *entry.plural)
        else:
            yield from (message.text, message.plural, f"[{SOURCE_TAG}]")
