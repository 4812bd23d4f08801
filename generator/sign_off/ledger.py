"""A new entry at the end of a ledger. Pure: the text of the file with the entry behind it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from generator.load.sign_off import Ledger, Signature, digest_of_accepted, digest_of_messages, entry_digest
from generator.roles import Role

_HEAD = """\
# Who read which text of this handout, and when. Written by `handouts sign-off add` and `accept`.
# Append-only: never edit, move or remove an entry; each is joined to the one before it.
"""
_UNWRITTEN = "0" * 64


def signature(
    ledger: Ledger, *, role: Role, name: str, organisation: str, language: str, day: date,
    messages: Mapping[str, str], note: str | None = None,
) -> Signature:
    """Return the entry of somebody who read the texts: `messages` holds digests of keys and texts."""
    return _sealed(Signature(
        role=role, name=name, organisation=organisation, language=language, date=day, note=note,
        digest=digest_of_messages(messages), messages=dict(messages), previous=_last(ledger), entry=_UNWRITTEN,
    ))


def acceptance(
    ledger: Ledger, *, role: Role, name: str, organisation: str, language: str, day: date,
    accepted: Mapping[str, tuple[str, str]], reason: str,
) -> Signature:
    """Return the entry that accepts changes which do not touch the meaning: digests of texts before and after."""
    return _sealed(Signature(
        role=role, name=name, organisation=organisation, language=language, date=day, reason=reason,
        digest=digest_of_accepted(accepted), accepted=dict(accepted), previous=_last(ledger), entry=_UNWRITTEN,
    ))


def _last(ledger: Ledger) -> str:
    return ledger.signatures[-1].entry if ledger.signatures else ""


def _sealed(entry: Signature) -> Signature:
    return entry.model_copy(update={"entry": entry_digest(entry)})


def appended(text: str, entry: Signature) -> str:
    """Return the ledger's text with the entry at its end; what stands there is kept to the letter."""
    before = text or _HEAD
    return f"{before}{'' if before.endswith(chr(10)) else chr(10)}\n{_written(entry)}"


def _written(entry: Signature) -> str:
    """Return an entry as TOML; a JSON string is a basic string of TOML too."""
    lines = ["[[signatures]]", f"role = {_string(entry.role)}", f"name = {_string(entry.name)}",
             f"organisation = {_string(entry.organisation)}", f"language = {_string(entry.language)}",
             f"date = {entry.date.isoformat()}"]
    lines += [f"note = {_string(entry.note)}"] if entry.note else []
    lines += [f"reason = {_string(entry.reason)}"] if entry.reason else []
    lines += [f"digest = {_string(entry.digest)}", f"previous = {_string(entry.previous)}",
              f"entry = {_string(entry.entry)}"]
    lines += [f"ssh = {_string(entry.ssh)}"] if entry.ssh else []
    if entry.accepted:
        lines += ["", "[signatures.accepted]"]
        lines += [f"{key} = [{_string(before)}, {_string(after)}]" for key, (before, after) in entry.accepted.items()]
    else:
        lines += ["", "[signatures.messages]"]
        lines += [f"{key} = {_string(digest)}" for key, digest in entry.messages.items()]
    return "\n".join(lines) + "\n"


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
