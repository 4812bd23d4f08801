"""Which changes an acceptance names. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from generator.load.sign_off import ABSENT, Pair, covered_by, key_digest, text_digest
from generator.proof.content import Proof
from generator.proof.structure import is_guarded, structure_of


def accepted_changes(proof: Proof, names: Iterable[str]) -> dict[str, tuple[str, str]] | str:
    """Return, for the digest of each named message's key, the digests of its text as signed and as it is now.

    What cannot be accepted gives the sentence that says why: a name that nobody knows, a message that did not change,
    one that is safety-critical, or a ledger in which nothing is signed.
    """
    if not proof.signatures:
        return f"{proof.handout.name} in {proof.language} is not signed: there is nothing to keep. Sign it."
    signed = [covered_by(one, proof.handout.signatures) for one in proof.signatures]
    changes: dict[str, tuple[str, str]] = {}
    for name in names:
        found = _found(proof, name)
        if isinstance(found, str):
            return found
        key, text = key_digest(found[0]), text_digest(found[1])
        before = {covered.get(key, ABSENT) for covered in signed} - {text}
        if not before:
            return f"{name!r} is as it was signed: there is nothing to accept."
        if ABSENT in before:
            return f"{name!r} is new to somebody who signed: a new text is signed, not accepted."
        if len(before) > 1:
            return f"{name!r} was signed in more than one wording: whoever signed it reads it and signs again."
        changes[key] = (before.pop(), text)
    return changes


def _found(proof: Proof, name: str) -> Pair | str:
    """Return the one text of a name, or why there is none that can be accepted."""
    rows = [row for row in proof.rows if name in (row.name, str(row.number), *row.name.split(", "))]
    pairs = [row.pair for row in rows]
    pairs += [pair for pair in structure_of(proof.handout) if name == " ".join(pair[0])]
    if not pairs:
        return f"there is no text {name!r}. The proof names them, and so does `handouts sign-off status`."
    if len(pairs) > 1:
        return f"{name!r} is the name of {len(pairs)} texts. Name the one you mean by its number on the proof."
    if any(row.guarded for row in rows) or is_guarded(pairs[0][0]):
        return f"{name!r} is safety-critical: whoever signed it reads it again and signs again."
    return pairs[0]
