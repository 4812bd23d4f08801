"""Acceptance: a translation stays good because the change of its source did not touch the meaning."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date

from generator.compose.inline import PLACEHOLDER
from generator.load.po import FUZZY, PoEntry, PoFile, Previous
from generator.messages.extract import ids_of

#: A number, in figures or words, with its unit: 5 mg are not 5 g.
_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*(?:\s*(?:°\s*[CF]|%|(?:[mkµμ]|mc)?g|[md]?l|IU|units?|mmol|[mck]?m|"
    r"(?:second|minute|hour|day|night|week|month|year|time|tablet|dose|cup)s?)(?!\w))?"
    r"|[½¼¾⅓⅔]"
    r"|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|once|twice|half|double|quarter"
    r"|first|second|third|hundred|thousand)\b",
    re.IGNORECASE,
)
#: Words that turn a meaning round, or move its bounds.
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nor|neither|nobody|nothing|nowhere|without|cannot|\w+n['’ʼ]t|avoid|stop|unless|except"
    r"|until|hardly|rarely|seldom|always|new|only|before|after|more|less|least|most|fewer|over|under|above|below)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why an acceptance was refused, and what to do instead."""

    message: str
    action: str


def reference(entry: PoEntry) -> str:
    """Return the name by which people speak of an entry: its message's id, or its context and a digest of its text."""
    names = ids_of(entry)
    if names:
        return names[0]
    digest = hashlib.sha256("\x04".join(entry.key).encode()).hexdigest()[:8]
    return f"{entry.context or 'words'}~{digest}"


def accept(file: PoFile, name: str, *, reason: str, today: date) -> PoFile | Refusal:
    """Return the catalog with the named translation accepted for its changed source, the reason kept as a comment."""
    found = [entry for entry in file.entries if not entry.obsolete and name in (*ids_of(entry), reference(entry))]
    if not found:
        return Refusal(message=f"there is no message {name!r}.",
                       action="`handouts messages status --review` lists the messages that need review.")
    if len(found) > 1:
        return Refusal(message=f"{name!r} is the name of {len(found)} messages.",
                       action="Read them against the source, then remove the flag fuzzy in the PO file.")
    [entry] = found
    if refusal := _refusal(entry, reason):
        return refusal
    before = entry.previous.msgid if entry.previous else ""
    # What a terminal hands over need not be text that can be written.
    reason = reason.encode(errors="replace").decode()
    note = f"Accepted on {today.isoformat()} as a typo ({reason.strip()}); the source was: {before}"
    accepted = replace(
        entry, flags=tuple(flag for flag in entry.flags if flag != FUZZY), previous=None,
        comments=(*entry.comments, " ".join(note.split())),
    )
    return replace(file, entries=tuple(accepted if one is entry else one for one in file.entries))


def _refusal(entry: PoEntry, reason: str) -> Refusal | None:
    name = reference(entry)
    if not entry.fuzzy or not entry.translated:
        return Refusal(message=f"{name!r} has no translation that needs review.", action="There is nothing to accept.")
    if entry.previous is None:
        return Refusal(message=f"{name!r} does not say which text it was translated from.",
                       action="Read it against the source, then remove the flag fuzzy in the PO file.")
    if not reason.strip():
        return Refusal(message="the reason is empty.", action='Say with --reason "…" why the meaning is the same.')
    if entry.previous.context and entry.previous.context != entry.context:
        return Refusal(message=f"the translation of {name!r} was made for another section.",
                       action="Let a translator read it and remove the flag fuzzy.")
    for what, pattern in (("number", _NUMBER), ("placeholder", PLACEHOLDER), ("negation", _NEGATION)):
        if _found(pattern, entry.previous) != _found(pattern, entry):
            return Refusal(
                message=f"{name!r} changed by a {what}: {entry.previous.msgid!r} became {entry.msgid!r}.",
                action="That is no typo. Let a translator read it and remove the flag fuzzy.",
            )
    return None


def _found(pattern: re.Pattern[str], message: PoEntry | Previous) -> list[str]:
    """Return what a pattern finds, in order: 2 tablets every 4 hours are not 4 every 2."""
    texts = (message.msgid, message.plural)
    return ["".join(found.group().lower().split()) for text in texts for found in pattern.finditer(text)]
