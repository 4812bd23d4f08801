"""Scorecards: the items of PEMAT-P and of the CDC Clear Communication Index, for one handout in its own language.

Owns who judges what. The program judges the few items that a count decides, and names the evidence; all others are
left to a person, with whatever can be counted for them. There is no score: nobody has judged yet. Pure: a text in,
cards and Markdown out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.check.text import Text
from generator.scorecard.items import Instrument, Item, instruments
from generator.scorecard.measures import MEASURES, Evidence, Measure, Verdict

__all__ = ["Card", "Row", "Verdict", "as_data", "as_markdown", "cards_of"]

_BOX, _TICKED = "☐", "☒"
_EXPLAINED = (
    "This is a report, not a score: the program judged what a count decides (⚙) and counted what it could for the rest."
    " Read the handout as its reader has it, then tick one box an item."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An item with its evidence; `verdict` is None for what is left to a person."""

    item: Item
    evidence: tuple[Evidence, ...] = ()
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One instrument, item by item."""

    instrument: Instrument
    rows: tuple[Row, ...]

    @property
    def judged(self) -> int:
        """Return how many items the program judged."""
        return sum(row.verdict is not None for row in self.rows)


def cards_of(text: Text) -> tuple[Card, ...]:
    """Return the scorecards of a handout; ValueError for a translation, which is not what the counts are made for."""
    if text.catalog is not None:
        fault = f"scorecards are for the source, not for its translation into {text.language}"
        raise ValueError(fault)
    measured = {name: measure(text) for name, measure in MEASURES.items()}
    return tuple(
        Card(instrument=instrument, rows=tuple(_row(item, measured) for item in instrument.items))
        for instrument in instruments()
    )


def _row(item: Item, measured: dict[str, Measure]) -> Row:
    """Return the row of an item; a verdict counts if the measure decides the item, or if the item does not apply."""
    if item.measure is None:
        return Row(item=item)
    measure = measured[item.measure]
    row = Row(item=item, evidence=measure.evidence)
    outside = measure.verdict is Verdict.NOT_APPLICABLE and item.not_applicable is not None
    decided = item.judged and measure.verdict in {Verdict.GOOD, Verdict.BAD}
    return replace(row, verdict=measure.verdict) if outside or decided else row


def as_data(cards: Iterable[Card]) -> list[dict[str, object]]:
    """Return the cards for a program."""
    return [
        {
            "name": card.instrument.name, "source": card.instrument.source, "items": len(card.rows),
            "judged-by-program": card.judged, "left-to-person": len(card.rows) - card.judged,
            "rows": [
                {
                    "id": row.item.id, "part": row.item.part, "text": row.item.text,
                    "paraphrased": row.item.paraphrased, "verdict": row.verdict.value if row.verdict else None,
                    "evidence": [{"text": found.text, "place": found.place} for found in row.evidence],
                }
                for row in card.rows
            ],
        }
        for card in cards
    ]


def as_markdown(cards: Iterable[Card], text: Text) -> str:
    """Return the sheet that a person fills in, as Markdown."""
    meta = text.handout.meta
    lines = [
        f"# Scorecards: {meta.title}", "",
        f"Handout `{text.handout.name}`, version {meta.version}, language {text.language}, drafted {meta.drafted}.",
        f"Audience: {meta.audience}", "",
        _EXPLAINED, "",
        "Name: ______________________  Role: ______________________  Date: ____________", "",
    ]
    for card in cards:
        lines.extend(_card_lines(card))
    return "\n".join(lines)


def _card_lines(card: Card) -> list[str]:
    left = len(card.rows) - card.judged
    lines = [
        f"## {card.instrument.title}", "", f"{card.instrument.publisher}. {card.instrument.source}", "",
        f"Judged by program: {card.judged} of {len(card.rows)}; left to a person: {left}.",
    ]
    part = ""
    for row in card.rows:
        if row.item.part != part:
            part = row.item.part
            lines += ["", f"### {part}"]
        lines += ["", *_row_lines(row, card.instrument.answers)]
    return [*lines, ""]


def _row_lines(row: Row, answers: tuple[str, str, str]) -> list[str]:
    item = row.item
    marks = "".join((" *(paraphrased)*" if item.paraphrased else "",
                     f" *(not applicable: {item.not_applicable})*" if item.not_applicable else ""))
    offered = answers if item.not_applicable else answers[:2]
    ticked = list(Verdict).index(row.verdict) if row.verdict else None
    boxes = "  ".join(f"{_TICKED if place == ticked else _BOX} {answer}" for place, answer in enumerate(offered))
    return [
        f"**{item.id}.** {item.text}{marks}", "", f"{boxes}{'  ⚙ judged by program' if row.verdict else ''}",
        *([f"\n{item.note}"] if item.note else []),
        *(["", *(f"- {found.text}{f' ({found.place})' if found.place else ''}" for found in row.evidence)]
          if row.evidence else []),
    ]
