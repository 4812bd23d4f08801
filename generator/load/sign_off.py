"""The ledger of a handout, content/handouts/<handout>/sign-off.toml: who read which text, and when.

Owns the reading side: what a signature holds, the digest of a text that was read, and what has changed since. Never
decides what may be printed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

from babel import Locale, UnknownLocaleError
from pydantic import Field, StringConstraints, field_validator

from generator.findings import Finding
from generator.load.source import Model, Source, checked, read_text, read_toml

RULE = "sign-off-file"
SIGN_OFF_FILE = "sign-off.toml"

#: A message's key, (context, source text), and the text that was read beside it.
Pair = tuple[tuple[str, str], str]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Signature(Model):
    """One sign-off: `messages` holds, for the digest of each message's key, the digest of the text that was read."""

    role: Words
    name: Words
    organisation: Words
    language: Words
    date: date
    digest: Digest
    messages: dict[Digest, Digest]

    @field_validator("language")
    @classmethod
    def _is_language(cls, tag: str) -> str:
        try:
            Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError) as error:
            fault = f"{tag!r} is no language tag; write it as in BCP 47: en, zh-Hans, pt-BR"
            raise ValueError(fault) from error
        return tag


class SignOffFile(Model):
    """The file sign-off.toml: signatures in the order in which they were given."""

    signatures: tuple[Signature, ...] = ()


def load_sign_off(folder: Path, *, root: Path) -> tuple[tuple[Signature, ...], tuple[Finding, ...]]:
    """Read a handout's ledger; without a file nothing is signed, a faulty one gives its findings and no signature."""
    file = folder / SIGN_OFF_FILE
    path = file.relative_to(root).as_posix()
    if not file.exists():
        return (), ()
    text = read_text(file, path=path, rule=RULE)
    source = text if isinstance(text, Finding) else read_toml(text, path=path, rule=RULE)
    if isinstance(source, Finding):
        return (), (replace(source, handout=folder.name),)
    read, found = checked(SignOffFile, source, rule=RULE)
    if read is not None:
        found = tuple(_altered(read.signatures, source))
    signatures = () if read is None or found else read.signatures
    return signatures, tuple(replace(finding, handout=folder.name) for finding in found)


def _altered(signatures: Iterable[Signature], source: Source) -> Iterable[Finding]:
    """Yield a finding for each signature whose messages are not those of its digest."""
    for index, signature in enumerate(signatures):
        if _digest_of_messages(signature.messages) != signature.digest:
            yield Finding(
                rule=RULE, path=source.path, line=source.line(("signatures", index, "digest")),
                message=f"the messages of {signature.name}'s signature are not those that its digest was made of.",
                action="Restore the file: a signature is never edited.",
            )


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
    return _digest_of_messages(messages_of(pairs))


def changed_since(signature: Signature, pairs: Iterable[Pair]) -> frozenset[tuple[str, str]]:
    """Return the keys of the messages that are new or read otherwise than what was signed."""
    return frozenset(key for key, text in pairs if signature.messages.get(key_digest(key)) != text_digest(text))


def last_signature(signatures: Iterable[Signature], language: str) -> Signature | None:
    """Return the latest signature of a language; of two on the same day the one that stands further down."""
    latest: Signature | None = None
    for signature in signatures:
        if signature.language == language and (latest is None or signature.date >= latest.date):
            latest = signature
    return latest


def sign_off_state(signature: Signature | None, pairs: Iterable[Pair]) -> str:
    """Return the state of some messages in a few words: unsigned, signed <date>, signed <date>, 3 changed."""
    if signature is None:
        return "unsigned"
    changed = len(changed_since(signature, pairs))
    return f"signed {signature.date.isoformat()}{f', {changed} changed' if changed else ''}"


def _digest_of_messages(messages: Mapping[str, str]) -> str:
    return _sha256("".join(f"{key} {text}\n" for key, text in sorted(messages.items())))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
