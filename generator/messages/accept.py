"""Acceptance: a translation stays good because the change of its source did not touch the meaning."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from generator.compose.inline import PLACEHOLDER
from generator.load.po import FUZZY, PoEntry, PoFile
from generator.messages.extract import ids_of

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATION = re.compile(r"\b(?:no|not|never|none|nor|without|cannot|can['’]t|don['’]t|doesn['’]t|isn['’]t|new|only)\b",
                       re.IGNORECASE)


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
    entry = found[0]
    if refusal := _refusal(entry, reason):
        return refusal
    before = entry.previous.msgid if entry.previous else ""
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
    for what, pattern in (("number", _NUMBER), ("placeholder", PLACEHOLDER), ("negation", _NEGATION)):
        if _counted(pattern, entry.previous.msgid) != _counted(pattern, entry.msgid):
            return Refusal(
                message=f"{name!r} changed by a {what}: {entry.previous.msgid!r} became {entry.msgid!r}.",
                action="That is no typo. Let a translator read it and remove the flag fuzzy.",
            )
    return None


def _counted(pattern: re.Pattern[str], text: str) -> Counter[str]:
    return Counter(found.lower() for found in pattern.findall(text))
