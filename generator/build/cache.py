"""The page cache: finished PDFs by page key. Same key, same bytes.

An entry is three files: the reader file, the print file, and a description that is written last. An entry whose
bytes are not those that its description names is treated as absent: a damaged cache must never print.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

from generator.files import write_whole
from generator.findings import Finding
from generator.render.pdf import Pdf


class PageCache:
    """Finished PDFs under a folder that can be deleted at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def fetch(self, key: str, *, job: str) -> Pdf | None:
        """Return the PDF kept under the key, for the job that asks; None when there is none that is whole."""
        place = self._place(key)
        try:
            described = json.loads(place.with_suffix(".json").read_text(encoding="utf-8"))
            content, printed = place.with_suffix(".pdf").read_bytes(), place.with_suffix(".print.pdf").read_bytes()
            if described["sha256"] != [_sha256(content), _sha256(printed)]:
                return None
            return Pdf(
                job=job, content=content, print_content=printed,
                page_sizes=tuple((width, height) for width, height in described["page_sizes"]),
                steps=tuple(described["steps"]),
                findings=tuple(replace(Finding.from_data(data), job=job) for data in described["findings"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def store(self, key: str, pdf: Pdf) -> None:
        """Keep a PDF under its page's key."""
        place = self._place(key)
        described = {
            "sha256": [_sha256(pdf.content), _sha256(pdf.print_content)],
            "page_sizes": pdf.page_sizes,
            "steps": pdf.steps,
            "findings": [finding.as_data() for finding in pdf.findings],
        }
        write_whole(place.with_suffix(".pdf"), pdf.content)
        write_whole(place.with_suffix(".print.pdf"), pdf.print_content)
        write_whole(place.with_suffix(".json"), json.dumps(described).encode())

    def _place(self, key: str) -> Path:
        return self._folder / key[:2] / key


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

