"""The page cache: finished PDFs by page key. Same key, same bytes.

An entry is the reader file, the print file, the copy for a press, and a description that is written last. One whose
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

_SUFFIXES = (".pdf", ".print.pdf", ".press.pdf")


class PageCache:
    """Finished PDFs under a folder that can be deleted at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def fetch(self, key: str, *, job: str) -> Pdf | None:
        """Return the PDF kept under the key, for the job that asks; None when there is none that is whole."""
        place = self._place(key)
        try:
            described = json.loads(place.with_suffix(".json").read_text(encoding="utf-8"))
            contents = [place.with_suffix(suffix).read_bytes() for suffix in _SUFFIXES]
            if described["sha256"] != [*map(_sha256, contents)]:
                return None
            content, printed, pressed = contents
            return Pdf(
                job=job, content=content, print_content=printed, press_content=pressed,
                page_sizes=tuple((width, height) for width, height in described["page_sizes"]),
                steps=tuple(described["steps"]),
                findings=tuple(replace(Finding.from_data(data), job=job) for data in described["findings"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def store(self, key: str, pdf: Pdf) -> None:
        """Keep a PDF under its page's key."""
        place = self._place(key)
        contents = (pdf.content, pdf.print_content, pdf.press_content)
        described = {
            "sha256": [*map(_sha256, contents)],
            "page_sizes": pdf.page_sizes,
            "steps": pdf.steps,
            "findings": [finding.as_data() for finding in pdf.findings],
        }
        for suffix, content in zip(_SUFFIXES, contents, strict=True):
            write_whole(place.with_suffix(suffix), content)
        write_whole(place.with_suffix(".json"), json.dumps(described).encode())

    def _place(self, key: str) -> Path:
        return self._folder / key[:2] / key


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

