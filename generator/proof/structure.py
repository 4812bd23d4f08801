"""What is signed beside the words: the pictures, the order in which texts stand, and which format prints what.

A picture exchanged, a step moved before another or a warning taken from the leaflet changes what a reader is told,
though no word changed. Type, colour and place on the page are layout, and are not signed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.load.brand import Brand
from generator.load.document import Block, Box, Item, Listing, Section, Table, figures, messages_of
from generator.load.handout import Handout
from generator.load.sign_off import Pair

#: What decides which sentence a reader gets to see, in which order and for how long: signed, never accepted.
GUARDED_KINDS = frozenset({"figure", "cover", "order", "outline", "review", "facts"})
#: Words that a country or a brand puts into a text: temperatures, services, numbers.
_GUARDED_CONTEXTS = ("country:", "brand:")


def is_guarded(key: tuple[str, str]) -> bool:
    """Tell whether a change is signed and never accepted, whatever message it is in."""
    return key[0] in GUARDED_KINDS or key[0].startswith(_GUARDED_CONTEXTS)


def brand_structure(brand: Brand) -> tuple[Pair, ...]:
    """Return what a brand prints beside its labels and numbers: name, web address, logos and whose they are."""
    context = f"brand:{brand.name}"
    logos = brand.logos.all()
    partners = [partner.name for partner in brand.file.partners]
    return (
        ((context, "name"), brand.file.name), ((context, "web"), brand.file.web),
        *(((context, name), file.text or hashlib.sha256(file.content).hexdigest()) for name, file in logos.items()),
        *(((context, f"partner {number} name"), name) for number, name in enumerate(partners, start=1)),
    )


def structure_of(handout: Handout) -> tuple[Pair, ...]:
    """Return a pair for each picture, section, format, for the review dates and the sources: (kind, name), its text."""
    return tuple(_pairs(handout))


def _pairs(handout: Handout) -> Iterator[Pair]:
    for name, drawing in sorted(handout.images.items()):
        yield ("figure", name), drawing
    for section in handout.document.sections:
        yield ("order", section.id), "\n".join(_order(handout, section))
    for name, regions in handout.meta.outline.items():
        yield ("outline", name), json.dumps(regions, sort_keys=True)
    # Who moves the day of the next review says that the text is good for so long.
    yield ("review", handout.name), f"{handout.meta.reviewed} {handout.meta.next_review}"
    yield ("sources", handout.name), "\n".join(
        f"{source.short}\t{source.full}" for source in handout.meta.sources
    )
    yield ("cover", handout.name), handout.document.cover.image
    facts = {name: fact.model_dump() for name, fact in handout.facts.items()}
    yield ("facts", handout.name), json.dumps(facts, sort_keys=True)


def _order(handout: Handout, section: Section) -> Iterator[str]:
    """Yield what stands in a section, in its order: messages by their ids, so that a changed word is no new order."""
    yield f"level {section.level} {' '.join(sorted(section.classes))}"
    for message in messages_of((section,)):
        critical = "critical " if message.critical else ""
        yield f"{critical}{message.role} {message.id or message.text}"
    for figure in figures(replace(handout.document, sections=(section,))):
        yield f"figure {figure.image} {figure.alternative.id or figure.alternative.text}"
    yield from _marks(section.blocks)


def _marks(blocks: Iterable[Block | Item]) -> Iterator[str]:
    """Yield what is kept to some formats or may be left out: it decides what a reader gets to see."""
    for block in blocks:
        formats = ",".join(sorted(block.formats or ()))
        kind = f"{block.kind}{' numbered' if getattr(block, 'numbered', False) else ''}"
        yield f"{kind} {formats}{' optional' if getattr(block, 'optional', False) else ''}"
        if isinstance(block, Table):
            yield f"columns {len(block.header)}"
        elif isinstance(block, Listing | Box):
            yield from _marks(block.items if isinstance(block, Listing) else block.blocks)
            yield "end"
