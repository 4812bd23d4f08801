"""Reading a PO file for work on it: whole, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.findings import Finding
from generator.load.catalog import header_faults
from generator.load.po import PoFile, parse_po
from generator.load.source import read_text


def read_po_file(file: Path, *, language: str, root: Path) -> tuple[PoFile | None, tuple[Finding, ...]]:
    """Return the file as it stands; None, with findings, where it cannot be read to the letter."""
    path = file.relative_to(root).as_posix()
    text = read_text(file, path=path, rule="catalog-file")
    if isinstance(text, Finding):
        action = "Restore it, or begin it with `handouts messages init`."
        return None, (replace(text, language=language, action=action),)
    po, found = parse_po(text, path=path)
    found = found or header_faults(po, language=language, path=path)
    return (None if found else po), tuple(replace(finding, language=language) for finding in found)
