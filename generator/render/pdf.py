"""What rendering makes: a PDF's bytes and what was found on the way."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from generator.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """A rendered document: its bytes, the size of each page in mm, the fitting step of each side, findings.

    `print_content` is the imposed file where the format is folded, `press_content` the copy for the print shop where
    one was asked for; empty otherwise.
    """

    job: str
    content: bytes
    page_sizes: tuple[tuple[float, float], ...]
    steps: tuple[str, ...]
    findings: tuple[Finding, ...]
    print_content: bytes = b""
    press_content: bytes = b""

    @property
    def sha256(self) -> str:
        """Return the digest of the reader file."""
        return hashlib.sha256(self.content).hexdigest()
