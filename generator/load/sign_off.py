"""The ledger of a handout, content/handouts/<handout>/sign-off.toml: who read which text, and when.

Owns the reading side: what an entry holds, the chain that joins the entries, the digests of what was read. Never
decides what may be printed.

The ledger is append-only. Each entry names the digest of the one before it, and its own digest is made of all its
fields: an entry that was edited, moved or taken from the middle no longer fits, and nothing counts as signed.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, Field, StringConstraints, field_validator, model_validator

from generator.findings import Finding
from generator.load.source import Model, Source, checked, read_text, read_toml
from generator.roles import Role

RULE = "sign-off-file"
SIGN_OFF_FILE = "sign-off.toml"

#: A message's key, (context, source text), and the text that was read beside it.
Pair = tuple[tuple[str, str], str]
#: What a font shows nothing for (Unicode, Default_Ignorable_Code_Point), and the blank pattern of Braille.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)


def is_seen(text: str) -> bool:
    """Tell whether anything of a text can be seen."""
    return bool(_UNSEEN.sub("", text).strip())


def _visible(text: str) -> str:
    if not is_seen(text):
        fault = "there is nothing to be seen"
        raise ValueError(fault)
    return text


#: One line of words: a control character in a name would say another thing on a terminal than in the file.
Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$"),
    AfterValidator(_visible),
]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
#: Who may say that a change does not touch the meaning.
ACCEPTING_ROLE: Role = "clinician"
#: In place of a text that was not there.
ABSENT = "absent"
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)


class Signature(Model):
    """One entry: a sign-off, or the acceptance of changes with its reason.

    A sign-off holds in `messages`, for the digest of each message's key, the digest of the text that was read. An
    acceptance holds in `accepted` the digests of the texts before and after. `previous` is the `entry` of the entry
    before, empty in the first; `ssh` is an OpenSSH signature of the entry.
    """

    role: Role
    name: Words
    organisation: Words
    language: Words
    date: date
    note: Words | None = None
    reason: Words | None = None
    digest: Digest
    previous: Digest | Literal[""] = ""
    entry: Digest
    ssh: str | None = None
    messages: dict[Digest, Digest] = Field(default_factory=dict)
    accepted: dict[Digest, tuple[Digest, Digest]] = Field(default_factory=dict)

    @field_validator("language")
    @classmethod
    def _is_language(cls, tag: str) -> str:
        try:
            Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError) as error:
            fault = f"{tag!r} is no language tag; write it as in BCP 47: en, zh-Hans, pt-BR"
            raise ValueError(fault) from error
        return tag

    @model_validator(mode="after")
    def _is_one_kind(self) -> Signature:
        if bool(self.accepted) != bool(self.reason) or (self.accepted and self.messages):
            fault = "an entry has messages, or a reason and what was accepted, not both"
            raise ValueError(fault)
        return self


class SignOffFile(Model):
    """The file sign-off.toml: entries in the order in which they were given."""

    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """A handout's ledger: its file relative to the project, the entries in their order, and the line of each."""

    path: str = SIGN_OFF_FILE
    signatures: tuple[Signature, ...] = ()
    lines: tuple[int, ...] = ()

    def line(self, signature: Signature) -> int | None:
        """Return the line of an entry."""
        return next((line for one, line in zip(self.signatures, self.lines, strict=True) if one is signature), None)


def load_sign_off(folder: Path, *, root: Path) -> tuple[Ledger, tuple[Finding, ...]]:
    """Read a handout's ledger; without a file nothing is signed, a faulty one gives its findings and no signature."""
    file = folder / SIGN_OFF_FILE
    path = file.relative_to(root).as_posix()
    if not file.exists():
        return Ledger(path=path), ()
    text = read_text(file, path=path, rule=RULE)
    ledger, found = (Ledger(path=path), (text,)) if isinstance(text, Finding) else read_ledger(text, path=path)
    return ledger, tuple(replace(finding, handout=folder.name) for finding in found)


def read_ledger(text: str, *, path: str) -> tuple[Ledger, tuple[Finding, ...]]:
    """Return the ledger that a file's text holds; a faulty one is empty and has its findings."""
    if conflict := _CONFLICT.search(text):
        return Ledger(path=path), (Finding(
            rule=RULE, path=path, line=text.count("\n", 0, conflict.start()) + 1,
            message="two versions of the ledger were left side by side by a merge.",
            action="Keep one side; whoever signed on the other side signs again.",
        ),)
    source = read_toml(text, path=path, rule=RULE)
    if isinstance(source, Finding):
        return Ledger(path=path), (source,)
    read, found = checked(SignOffFile, source, rule=RULE)
    if read is not None:
        found = tuple(_chain_faults(read.signatures, source))
    if read is None or found:
        return Ledger(path=path), found
    lines = tuple(source.line(("signatures", index)) or 1 for index in range(len(read.signatures)))
    return Ledger(path=path, signatures=read.signatures, lines=lines), ()


def _chain_faults(signatures: tuple[Signature, ...], source: Source) -> Iterator[Finding]:
    """Yield a finding for each entry that is not as it was written, or not where it was written."""
    before: Signature | None = None
    seen: set[tuple[str, ...]] = set()
    for index, signature in enumerate(signatures):
        for key, fault in _entry_faults(signature, before, seen):
            yield Finding(
                rule=RULE, path=source.path, line=source.line(("signatures", index, key)), message=fault,
                action="Restore the file: an entry is never edited, moved or removed, only added.",
            )
        before = signature
        seen.add(_identity(signature))


def _entry_faults(
    signature: Signature, before: Signature | None, seen: set[tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    """Yield key and fault of whatever does not fit in one entry."""
    name = signature.name
    if _digest_of_entry_texts(signature) != signature.digest:
        yield "digest", f"the messages of {name}'s entry are not those that its digest was made of."
    elif entry_digest(signature) != signature.entry:
        yield "entry", f"{name}'s entry was changed after it was written."
    if signature.previous != (before.entry if before else ""):
        yield "previous", f"{name}'s entry does not follow the one before it: the order changed, or one is missing."
    if before and signature.date < before.date:
        yield "date", f"{name}'s entry is of {signature.date}, the one before it of {before.date}."
    if _identity(signature) in seen:
        yield "name", f"{name} signed the same text in the same role twice."


def _identity(signature: Signature) -> tuple[str, ...]:
    """Return what no two entries share."""
    return (signature.role, person(signature), signature.language, signature.digest, str(signature.date))


def is_signed_already(ledger: Ledger, entry: Signature) -> bool:
    """Tell whether the same person has signed exactly this text in this role on this day."""
    return _identity(entry) in map(_identity, ledger.signatures)


def person(signature: Signature) -> str:
    """Return the name by which two entries are known to be one person's: case, spaces and spelling do not count."""
    # Before, since what is not seen keeps an accent from its letter; behind, since one form may hide another.
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", _UNSEEN.sub("", signature.name)))
    return " ".join(seen.casefold().split())


def entry_text(signature: Signature) -> str:
    """Return the text of which an entry's digest is made: all its fields but the digest itself and the key's mark."""
    data = signature.model_dump(mode="json", by_alias=True, exclude={"entry", "ssh"}, exclude_none=True)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def entry_digest(signature: Signature) -> str:
    """Return the digest of an entry, which the next one names."""
    return _sha256(entry_text(signature))


def _digest_of_entry_texts(signature: Signature) -> str:
    if signature.accepted:
        return digest_of_accepted(signature.accepted)
    return digest_of_messages(signature.messages)


def digest_of_accepted(accepted: Mapping[str, tuple[str, str]]) -> str:
    """Return the digest of an acceptance: the digests of each message's key, of its text before and after."""
    return digest_of_messages({key: f"{before} {after}" for key, (before, after) in accepted.items()})


def key_digest(key: tuple[str, str]) -> str:
    """Return the digest of a message's key; context and text stand apart as in gettext's own files (U+0004)."""
    return _sha256("\x04".join(key))


def text_digest(text: str) -> str:
    """Return the digest of a text."""
    return _sha256(text)


def messages_of(pairs: Iterable[Pair]) -> dict[str, str]:
    """Return what a signature keeps of the texts that were read."""
    return {key_digest(key): text_digest(text) for key, text in pairs}


def digest_of(pairs: Iterable[Pair]) -> str:
    """Return the digest of everything that was read: source and text of each message, whatever their order."""
    return digest_of_messages(messages_of(pairs))


def changed_since(
    signature: Signature, pairs: Iterable[Pair], later: Iterable[Signature] = (),
    *, guarded: frozenset[str] = frozenset(),
) -> frozenset[tuple[str, str]]:
    """Return the keys of the messages that are new or read otherwise than what was signed.

    `later` are the entries of the ledger; the changes that those behind the signature accepted are no changes, but
    for the `guarded` (see `covered_by`).
    """
    signed = covered_by(signature, later, guarded=guarded)
    return frozenset(key for key, text in pairs if signed.get(key_digest(key)) != text_digest(text))


def covered_by(
    signature: Signature, ledger: Iterable[Signature] = (), *, guarded: frozenset[str] = frozenset()
) -> dict[str, str]:
    """Return what a signature covers: the digest of the text by that of the key, after later acceptances.

    `guarded` are the digests of keys whose change nobody can accept: safety-critical messages and facts. Whether a
    change touches the meaning is a clinician's to say.
    """
    covered, behind = dict(signature.messages), False
    for entry in ledger:
        if behind and entry.language == signature.language and entry.role == ACCEPTING_ROLE:
            for key, (before, after) in entry.accepted.items():
                if key not in guarded and covered.get(key, ABSENT) == before:
                    covered[key] = after
        behind = behind or entry is signature
    return covered


def last_of_each_role(signatures: Iterable[Signature], language: str) -> tuple[Signature, ...]:
    """Return the latest sign-off of each role in a language, in the order in which they were given."""
    latest: dict[str, Signature] = {}
    for signature in signatures:
        if signature.language == language and not signature.accepted:
            latest.pop(signature.role, None)
            latest[signature.role] = signature
    return tuple(latest.values())


def last_signature(signatures: Iterable[Signature], language: str) -> Signature | None:
    """Return the latest sign-off of a language, which is the one that stands furthest down."""
    return next(reversed(last_of_each_role(signatures, language)), None)


def sign_off_state(signature: Signature | None, pairs: Iterable[Pair], ledger: Iterable[Signature] = ()) -> str:
    """Return the state of some messages in a few words: unsigned, signed <date>, signed <date>, 3 changed."""
    if signature is None:
        return "unsigned"
    changed = len(changed_since(signature, pairs, ledger))
    return f"signed {signature.date.isoformat()}{f', {changed} changed' if changed else ''}"


def digest_of_messages(messages: Mapping[str, str]) -> str:
    """Return the digest of what a signature keeps, whatever its order."""
    return _sha256("".join(f"{key} {text}\n" for key, text in sorted(messages.items())))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
