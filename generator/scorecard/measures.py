"""What a program can count in a handout for the items of a scorecard, format by format.

Owns the counts and where they come from. A measure has a verdict only where the count is all that the item asks for;
where it is not, a person reads the evidence and decides. A handout is as good as its weakest format.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.check.numbers import numbers
from generator.check.outline import action_missing, sections_of
from generator.check.plain_language import jargon_used, paragraph_long, passive_voice
from generator.check.sentences import sentences, words
from generator.check.text import Text, unmarked
from generator.check.vocabulary import vocabulary
from generator.findings import Finding
from generator.load.document import Block, Box, Figure, Listing, Message, Section, Table, blocks_for, messages_of

#: CDC's user guide: a list of more items is to be broken up.
_MOST_ITEMS = 7
#: Words under one heading: our own limit, no guide names one.
_MOST_WORDS = 150
#: AHRQ's user guide: material of so few paragraphs is very short, and needs no headings and no summary.
_SHORT_PARAGRAPHS = 2
_UNREAD = "alternative text"


class Verdict(enum.Enum):
    """What a count says of an item."""

    GOOD = "good"
    BAD = "bad"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One count with its place: `path:line`, or nothing where it is of the whole text."""

    text: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The evidence for an item, and the verdict if the evidence is enough for one."""

    evidence: tuple[Evidence, ...]
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One format of a handout as a reader has it: its sections, narrowed to the format."""

    name: str
    sections: tuple[tuple[Section, tuple[Block, ...]], ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return all blocks, those of boxes too."""
        return tuple(block for _section, blocks in self.sections for block in _inner(blocks))


def materials(text: Text) -> tuple[Material, ...]:
    """Return the formats of the handout's outline."""
    return tuple(
        Material(name=name, sections=tuple(
            (section, blocks_for(section.blocks, name)) for section in sections_of(text.document, outline)
        ))
        for name, outline in text.handout.meta.outline.items()
    )


def _inner(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Box):
            yield from _inner(block.blocks)


def _printed(material: Material) -> tuple[Message, ...]:
    """Return the messages that the format prints, without headings and alternative texts."""
    return tuple(
        message for section, blocks in material.sections
        for message in messages_of([Section(id=section.id, level=section.level, heading=section.heading,
                                            blocks=blocks)])
        if message.role not in {_UNREAD, "heading", "subheading"}
    )


def _count_words(text: Text, messages: tuple[Message, ...]) -> int:
    return sum(len(words(part, text.language)) for message in messages
               for part in sentences(message.text, text.language))


def _is_short(material: Material) -> bool:
    return len(_printed(material)) <= _SHORT_PARAGRAPHS


def _at(text: Text, message: Message) -> str:
    path, line = text.place(message)
    return f"{path}:{line}" if line else path


def _told(found: Finding) -> Evidence:
    return Evidence(text=found.message, place=found.place)


def _weakest(verdicts: list[Verdict]) -> Verdict:
    """Return the verdict of a handout whose formats have these."""
    if Verdict.BAD in verdicts:
        return Verdict.BAD
    return Verdict.GOOD if Verdict.GOOD in verdicts else Verdict.NOT_APPLICABLE


# -- the measures -------------------------------------------------------------------------------------------------


def _jargon(text: Text) -> Measure:
    if not vocabulary(text.language).jargon:
        return Measure(evidence=(Evidence(text=f"there is no list of jargon for {text.language}"),))
    found = tuple(map(_told, jargon_used(text)))
    return Measure(evidence=found or (Evidence(text="no word of the list of jargon that the word list leaves open"),))


def _active_voice(text: Text) -> Measure:
    if vocabulary(text.language).passive is None:
        return Measure(evidence=(Evidence(text=f"the passive of {text.language} is not known to the program"),))
    found = tuple(map(_told, passive_voice(text)))
    return Measure(evidence=found or (Evidence(text="no sentence that looks like a passive"),))


def _chunks(text: Text) -> Measure:
    evidence, verdicts = [_told(found) for found in paragraph_long(text)], []
    long = bool(evidence)
    for material in materials(text):
        sizes = {section.id: (_count_words(text, tuple(
            message for message in _printed(material) if message.context == section.id)), section)
            for section, _blocks in material.sections}
        most, section = max(sizes.values(), key=lambda size: size[0], default=(0, None))
        if section is None:
            continue
        evidence.append(Evidence(
            text=f"{material.name}: {len(sizes)} sections with headings; the longest has {most} words"
                 f" (at most {_MOST_WORDS} are taken for short)", place=_at(text, section.heading)))
        if _is_short(material):
            verdicts.append(Verdict.NOT_APPLICABLE)
        else:
            verdicts.append(Verdict.BAD if long or most > _MOST_WORDS else Verdict.GOOD)
    return Measure(evidence=tuple(evidence), verdict=_weakest(verdicts))


def _headings(text: Text) -> Measure:
    return Measure(evidence=tuple(
        Evidence(text=f"{material.name}: " + " · ".join(
            unmarked(section.heading.text) for section, _blocks in material.sections))
        for material in materials(text)
    ))


def _summary(text: Text) -> Measure:
    evidence, verdicts = [], []
    for material in materials(text):
        found = next((message for section, blocks in material.sections
                      for message in _key_points(section, blocks)), None)
        if found:
            evidence.append(Evidence(text=f"{material.name}: {unmarked(found.text)!r}", place=_at(text, found)))
            verdicts.append(Verdict.GOOD)
        elif _is_short(material):
            evidence.append(Evidence(text=f"{material.name}: very short"))
            verdicts.append(Verdict.NOT_APPLICABLE)
        else:
            evidence.append(Evidence(text=f"{material.name}: no section of key points, no takeaway box"))
            verdicts.append(Verdict.BAD)
    # A poster may be a summary itself: where only some formats have none, a person decides.
    mixed = {Verdict.GOOD, Verdict.BAD} <= set(verdicts)
    return Measure(evidence=tuple(evidence), verdict=None if mixed else _weakest(verdicts))


def _key_points(section: Section, blocks: tuple[Block, ...]) -> Iterator[Message]:
    """Yield the heading of a section of key points, and the first message of a takeaway box."""
    if "key-points" in section.classes:
        yield section.heading
    for block in blocks:
        if isinstance(block, Box) and block.kind == "takeaway":
            yield from messages_of([Section(id=section.id, level=section.level, heading=section.heading,
                                            blocks=block.blocks)])[1:2]


def _visual_cues(text: Text) -> Measure:
    evidence, verdicts = [], []
    for material in materials(text):
        bold = sum("**" in message.text for message in _printed(material))
        lists = sum(isinstance(block, Listing) for block in material.blocks)
        boxes = sum(isinstance(block, Box) for block in material.blocks)
        panels = sum(bool(section.tier) for section, _blocks in material.sections)
        evidence.append(Evidence(text=f"{material.name}: {bold} messages with bold words, {lists} lists,"
                                      f" {boxes} boxes, {panels} warning panels"))
        verdicts.append(Verdict.GOOD if bold + lists + boxes + panels else Verdict.BAD)
    return Measure(evidence=tuple(evidence), verdict=_weakest(verdicts))


def _drawings(text: Text) -> Measure:
    counts = [(material.name, sum(isinstance(block, Figure) for block in material.blocks))
              for material in materials(text)]
    none = all(not count for _name, count in counts) and not text.handout.images
    return Measure(evidence=tuple(Evidence(text=f"{name}: {count} drawings in the text") for name, count in counts),
                   verdict=Verdict.NOT_APPLICABLE if none else None)


def _captions(text: Text) -> Measure:
    figures = [block for material in materials(text) for block in material.blocks if isinstance(block, Figure)]
    captioned = sum(figure.caption is not None for figure in figures)
    return Measure(
        evidence=(Evidence(text=f"{len(figures)} drawings, {captioned} with a caption of their own; tips have theirs"
                                " beside them"),),
        verdict=None if figures else Verdict.NOT_APPLICABLE,
    )


def _tables(text: Text) -> Measure:
    tables = [block for material in materials(text) for block in material.blocks if isinstance(block, Table)]
    evidence = [Evidence(text="the headings of a table: " + " · ".join(unmarked(cell.text) for cell in table.header),
                         place=_at(text, table.header[0])) for table in tables if table.header]
    return Measure(evidence=tuple(evidence) or (Evidence(text="no tables"),),
                   verdict=None if tables else Verdict.NOT_APPLICABLE)


def _actions(text: Text) -> Measure:
    found = tuple(map(_told, action_missing(text)))
    if found:
        return Measure(evidence=found, verdict=Verdict.BAD)
    return Measure(
        evidence=tuple(Evidence(text=f"{material.name}: {count} sentences begin with what to do")
                       for material, count in _direct_sentences(text)),
        verdict=Verdict.GOOD,
    )


def _direct(text: Text) -> Measure:
    if not vocabulary(text.language).actions:
        return Measure(evidence=(Evidence(text=f"the verbs of {text.language} are not known to the program"),))
    return Measure(evidence=tuple(Evidence(text=f"{material.name}: {count} sentences begin with what to do")
                                  for material, count in _direct_sentences(text)))


def _direct_sentences(text: Text) -> Iterator[tuple[Material, int]]:
    starts = frozenset(vocabulary(text.language).actions)
    for material in materials(text):
        firsts = (next(iter(words(part, text.language)), "").casefold() for message in _printed(material)
                  for part in sentences(message.text, text.language))
        yield material, sum(first in starts for first in firsts)


def _steps(text: Text) -> Measure:
    lists = {block.items[0].message.key: block for material in materials(text) for block in material.blocks
             if isinstance(block, Listing) and block.numbered and block.items}
    return Measure(evidence=tuple(
        Evidence(text=f"{len(block.items)} steps, the first: {unmarked(block.items[0].message.text)!r}",
                 place=_at(text, block.items[0].message)) for block in lists.values()
    ) or (Evidence(text="no numbered list"),))


def _tools(text: Text) -> Measure:
    kinds = ("checklist", "diary")
    return Measure(evidence=tuple(
        Evidence(text=f"{material.name}: " + (", ".join(
            block.kind for block in material.blocks if isinstance(block, Box) and block.kind in kinds
        ) or "no checklist, no diary")) for material in materials(text)
    ))


def _lists(text: Text) -> Measure:
    evidence, verdicts = [], []
    for material in materials(text):
        lists = [block for block in material.blocks if isinstance(block, Listing) and block.items]
        if not lists:
            evidence.append(Evidence(text=f"{material.name}: no list"))
            verdicts.append(Verdict.NOT_APPLICABLE if _is_short(material) else Verdict.BAD)
            continue
        longest = max(lists, key=lambda listing: len(listing.items))
        count = len(longest.items)
        evidence.append(Evidence(text=f"{material.name}: {len(lists)} lists, the longest of {count} items"
                                      f" (more than {_MOST_ITEMS} are to be broken up)",
                                 place=_at(text, longest.items[0].message)))
        verdicts.append(Verdict.BAD if count > _MOST_ITEMS else Verdict.GOOD)
    return Measure(evidence=tuple(evidence), verdict=_weakest(verdicts))


def _numbers(text: Text) -> Measure:
    found = {message.key: message for material in materials(text) for message in _printed(material)
             if numbers(unmarked(message.text), text.language)}
    return Measure(
        evidence=tuple(Evidence(text=repr(unmarked(message.text)), place=_at(text, message))
                       for message in found.values()) or (Evidence(text="no numbers in digits"),),
    )


def _sources(text: Text) -> Measure:
    names = ", ".join(source.short for source in text.handout.meta.sources)
    return Measure(evidence=(Evidence(text=f"sources: {names or 'none'}"),))


def _warning_signs(text: Text) -> Measure:
    return Measure(evidence=tuple(
        Evidence(text=f"{material.name}: " + (", ".join(
            f"{unmarked(section.heading.text)} (tier {section.tier})" for section, _blocks in material.sections
            if section.tier) or "no warning panel"))
        for material in materials(text)
    ))


MEASURES: dict[str, Callable[[Text], Measure]] = {
    "jargon": _jargon, "active-voice": _active_voice, "chunks": _chunks, "headings": _headings, "summary": _summary,
    "visual-cues": _visual_cues, "drawings": _drawings, "captions": _captions, "tables": _tables, "actions": _actions,
    "direct": _direct, "steps": _steps, "tools": _tools, "lists": _lists, "numbers": _numbers, "sources": _sources,
    "warning-signs": _warning_signs,
}
