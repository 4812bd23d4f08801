"""The file releases.toml: which print codes went out with which text, and which were called back.

Owns the reading side. Append-only: `handouts build --release` adds what it releases, `handouts withdraw` what is
called back.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import Field

from generator.findings import Finding
from generator.load.sign_off import Digest, Words
from generator.load.source import Model, read_model

RULE = "releases-file"
RELEASES_FILE = "releases.toml"


class Release(Model):
    """One released file: `text` is the digest of all that was signed for it, `sha256` that of the file."""

    print_code: Words
    handout: Words
    language: Words
    format: Words
    edition: Words
    brand: Words
    version: Words
    date: date
    text: Digest
    sha256: Digest

    @property
    def job(self) -> str:
        """Return the id of the job, as generator.plan writes it."""
        edition = "" if self.edition == "standard" else f"+{self.edition}"
        return f"{self.handout}/{self.language}/{self.format}{edition}/{self.brand}"


class Withdrawal(Model):
    """A print code that was called back, and why."""

    print_code: Words
    date: date
    reason: Words


class Releases(Model):
    """The file releases.toml, in the order in which it was written."""

    releases: tuple[Release, ...] = Field(default=())
    withdrawals: tuple[Withdrawal, ...] = Field(default=())

    def withdrawal(self, code: str) -> Withdrawal | None:
        """Return why and when a print code was called back; None where it was not."""
        return next((one for one in self.withdrawals if one.print_code == code), None)

    def of_code(self, code: str) -> tuple[Release, ...]:
        """Return the files that went out under a print code."""
        return tuple(one for one in self.releases if one.print_code == code)


def load_releases(root: Path) -> tuple[Releases, tuple[Finding, ...]]:
    """Read the project's releases; without a file nothing was released yet."""
    file = root / RELEASES_FILE
    if not file.exists():
        return Releases(), ()
    read, source, found = read_model(Releases, file, path=RELEASES_FILE, rule=RULE)
    if read is None or source is None:
        return Releases(), found
    texts: dict[str, str] = {}
    for index, one in enumerate(read.releases):
        if texts.setdefault(one.print_code, one.text) != one.text:
            found += (Finding(
                rule=RULE, path=RELEASES_FILE, line=source.line(("releases", index, "print-code")),
                message=f"two texts went out under the print code {one.print_code}.",
                action="Restore the file; a changed text has a new version, and with it a new print code.",
            ),)
    return read, found
