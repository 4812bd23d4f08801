"""OpenSSH signatures of ledger entries: made and proved by ssh-keygen(1), which hospitals already have.

An entry is signed in the namespace of its role, `handouts-sign-off-clinician`, so that the allowed-signers file can
say which roles a key may sign (`namespaces="handouts-sign-off-clinician"`). The principal is the entry's name, in
double quotes where it has spaces.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.findings import Finding
from generator.load.handout import Handout
from generator.load.sign_off import Signature, entry_text

COMMAND = "ssh-keygen"
_LONGEST_WAIT = 60


class KeyFaultError(Exception):
    """A key could not sign; the text says why."""


def namespace(signature: Signature) -> str:
    """Return the namespace in which an entry is signed."""
    return f"handouts-sign-off-{signature.role}"


def signed(signature: Signature, key: Path) -> Signature:
    """Return the entry with the mark of a private key, or of a public one whose private half an agent holds."""
    try:
        done = subprocess.run(  # noqa: S603 (fixed words, and a file that the user names)
            [COMMAND, "-q", "-Y", "sign", "-n", namespace(signature), "-f", key.resolve()],
            input=entry_text(signature).encode(), capture_output=True, check=False,
        )
    except FileNotFoundError as error:
        raise KeyFaultError(_ABSENT) from error
    if done.returncode:
        fault = done.stderr.decode(errors="replace").strip() or f"{COMMAND} ended with {done.returncode}"
        raise KeyFaultError(fault)
    return signature.model_copy(update={"ssh": done.stdout.decode()})


_ABSENT = f"there is no {COMMAND} on this machine; install OpenSSH"


def proved(signature: Signature, allowed_signers: Path) -> bool:
    """Tell whether a key that the file allows for this name and role has signed exactly this entry."""
    if not signature.ssh or not allowed_signers.is_file():
        return False
    with tempfile.NamedTemporaryFile("w", suffix=".sig") as mark:
        mark.write(signature.ssh)
        mark.flush()
        try:
            done = subprocess.run(  # noqa: S603 (fixed words; the name is one argument, never a shell word)
                [COMMAND, "-Y", "verify", "-f", allowed_signers, "-I", signature.name, "-n", namespace(signature),
                 "-s", mark.name],
                input=entry_text(signature).encode(), capture_output=True, check=False, timeout=_LONGEST_WAIT,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
    return done.returncode == 0


def key_faults(handout: Handout, allowed_signers: Path, *, required: bool) -> Iterator[tuple[Signature, Finding]]:
    """Yield each entry that its key does not prove: a mark that is false, or none where one is required."""
    for signature in handout.signatures:
        if not (signature.ssh or required) or proved(signature, allowed_signers):
            continue
        fault = "is not signed by a key" if not signature.ssh else "bears a mark that no key allowed for it has made"
        yield signature, Finding(
            rule="sign-off-key", path=handout.ledger.path, line=handout.ledger.line(signature), handout=handout.name,
            message=f"the entry of {signature.name} as {signature.role} of {signature.date} {fault}.",
            action=f"Sign again with `handouts sign-off add … --sign KEY`, and name the key in {allowed_signers.name}.",
        )


def refused_entries(handouts: Iterable[Handout], allowed_signers: Path, *, required: bool) -> frozenset[str]:
    """Return the digests of the entries that do not count: their mark is false, or missing where one is required."""
    return frozenset(
        signature.entry for handout in handouts
        for signature, _finding in key_faults(handout, allowed_signers, required=required)
    )
