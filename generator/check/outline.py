"""Rules over what a handout must have, whatever it is about: headings in order, a summary, what to do, warning signs.

Owns where the panels of warning signs may stand. They are known by the class tier-1 to tier-3 of their section and by
the regions of the outline, so that no rule knows a handout's own ids. On source and structure only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from generator.check.sentences import sentences, words
from generator.check.text import Text
from generator.check.vocabulary import vocabulary
from generator.findings import Finding, Severity
from generator.load.document import Block, Box, Document, Listing, Section, Subheading, blocks_for, messages_of

#: A format with more sections needs its main points said together.
_MANY_SECTIONS = 5
#: Blocks and classes that hold what the reader can do, in any language.
_ACTION_BOXES, _ACTION_CLASSES = frozenset({"tips", "checklist", "diary"}), frozenset({"steps", "tips"})


def sections_of(document: Document, outline: Mapping[str, tuple[str, ...]]) -> list[Section]:
    """Return the sections of a format in the order in which it prints them; what does not exist is left out."""
    by_id = {section.id: section for section in document.sections}
    return [by_id[name] for names in outline.values() for name in names if name in by_id]


def heading_order(text: Text) -> Iterator[Finding]:
    """Yield a finding for each heading that skips a level where it is printed (WCAG 2.2, technique G141)."""
    if text.catalog is not None:
        return
    for name, outline in text.handout.meta.outline.items():
        printed = sections_of(text.document, outline)
        if printed and printed[0].level > 2:  # noqa: PLR2004 (the title is level 1)
            yield _told(text, "heading-order", f"the {name} begins with {printed[0].heading.text!r}, a heading of level"
                        f" {printed[0].level}.", "Begin a format with a heading of level 2: ##.", printed[0])
    for section in text.document.sections:
        levels = [section.level, *(3 for _block in _blocks(section.blocks, Subheading))]
        if section.level > 2 and len(levels) > 1:  # noqa: PLR2004 (as above)
            yield _told(text, "heading-order", f"the section {section.id!r} and what is under it have the same level.",
                        "Make its own heading one of level 2, or give each part a section.", section)


def summary_missing(text: Text) -> Iterator[Finding]:
    """Yield a finding for a handout without a summary, and for a long format without its key points."""
    if text.catalog is not None:
        return
    if not text.document.summary.text.strip():
        yield Finding(rule="summary-missing", severity=Severity.WARNING, path=text.handout.path,
                      line=text.document.summary.line, message="the summary is empty.",
                      action="Say in one sentence what the handout is for.")
    for name, outline in text.handout.meta.outline.items():
        printed = sections_of(text.document, outline)
        if len(printed) > _MANY_SECTIONS and not any(_sums_up(section, name) for section in printed):
            yield Finding(rule="summary-missing", severity=Severity.NOTE, path=text.handout.path, format=name,
                          line=text.handout.front.line(("outline", name)),
                          message=f"the {name} has {len(printed)} sections and never says its main points together.",
                          action="Add a section with the class key-points, or a takeaway box.")


def action_missing(text: Text) -> Iterator[Finding]:
    """Yield a finding for each format that does not say what the reader can do (PEMAT item 20)."""
    if text.catalog is not None:
        return
    for name, outline in text.handout.meta.outline.items():
        printed = [section for section in sections_of(text.document, outline) if not section.tier]
        # Where there are panels only, they say what to do: call.
        if printed and not any(_acts(section, name) for section in printed) and not _directs(text, printed):
            yield Finding(rule="action-missing", severity=Severity.WARNING, path=text.handout.path, format=name,
                          line=text.handout.front.line(("outline", name)),
                          message=f"the {name} does not say what the reader can do.",
                          action="Add steps, tips or sentences that begin with what to do: Ask …, Drink …")


def warning_signs_missing(text: Text) -> Iterator[Finding]:
    """Yield a finding for each format without a panel of signs for which to get help at once."""
    if text.catalog is not None:
        return
    for name, outline in text.handout.meta.outline.items():
        if not any(section.tier == 1 for section in sections_of(text.document, outline)):
            yield Finding(rule="warning-signs-missing", severity=Severity.WARNING, path=text.handout.path, format=name,
                          line=text.handout.front.line(("outline", name)),
                          message=f"the {name} has no panel of warning signs.",
                          action="Give the section that says when to get help at once the class tier-1,"
                                 " and name it in the outline.")


def warning_signs_place(text: Text) -> Iterator[Finding]:
    """Yield a finding for each format whose panels stand inside, or in another order than from emergency to soon.

    At the front is the first region or the one after it (a leaflet's key points may go before), at the end the last.
    """
    if text.catalog is not None:
        return
    for name, outline in text.handout.meta.outline.items():
        regions = [sections_of(text.document, {region: names}) for region, names in outline.items()]
        places = {place: section for place, region in enumerate(regions) for section in region if section.tier == 1}
        if places and not any(place <= 1 or place == len(regions) - 1 for place in places):
            yield _told(text, "warning-signs-place", f"the {name} has its emergency panel inside, in region"
                        f" {min(places) + 1} of {len(regions)}.",
                        "Put it into the first two regions or the last one of the outline.", places[min(places)])
        panels = [section for section in sections_of(text.document, outline) if section.tier]
        for before, after in pairwise(panels):
            if after.tier < before.tier:
                yield _told(text, "warning-signs-place", f"the {name} has {after.heading.text!r} (tier {after.tier})"
                            f" behind {before.heading.text!r} (tier {before.tier}).",
                            "Order the panels: emergency, then today, then soon.", after)


def _told(text: Text, rule: str, message: str, action: str, section: Section) -> Finding:
    return Finding(rule=rule, severity=Severity.WARNING, path=text.handout.path, line=section.heading.line,
                   message=message, action=action)


def _directs(text: Text, printed: list[Section]) -> bool:
    """Tell whether a sentence of these sections begins with what to do, in a language whose verbs are known."""
    starts = frozenset(vocabulary(text.language).actions)
    return any(
        next(iter(words(sentence, text.language)), "").casefold() in starts
        for message in messages_of(printed) if message.role not in {"heading", "subheading"}
        for sentence in sentences(message.text, text.language)
    )


def _sums_up(section: Section, format_name: str) -> bool:
    boxes = (block for block in blocks_for(section.blocks, format_name) if isinstance(block, Box))
    return "key-points" in section.classes or any(box.kind == "takeaway" for box in boxes)


def _acts(section: Section, format_name: str) -> bool:
    """Tell whether a section has steps, tips or a list to tick, in whatever language."""
    blocks = blocks_for(section.blocks, format_name)
    return bool(section.classes & _ACTION_CLASSES) \
        or any(listing.numbered for listing in _blocks(blocks, Listing) if isinstance(listing, Listing)) \
        or any(isinstance(block, Box) and block.kind in _ACTION_BOXES for block in blocks)


def _blocks(blocks: tuple[Block, ...], kind: type[Block]) -> Iterator[Block]:
    """Yield the blocks of a kind, those in boxes too."""
    for block in blocks:
        if isinstance(block, kind):
            yield block
        if isinstance(block, Box):
            yield from _blocks(block.blocks, kind)
