"""Drawings: SVG files that are safe to print, or the reason why one is refused.

Owns where a drawing may lie: in its own folder, symbolic links resolved. What it may hold stands in `svg_faults.py`.
"""

from __future__ import annotations

from pathlib import Path

from generator.findings import Finding
from generator.load.source import read_text
from generator.load.svg_faults import PLAIN, fault_in


def svg_fault(text: str) -> str | None:
    """Return why an SVG is refused, None for one that is safe to print."""
    if "<svg" not in text:
        return "is no SVG"
    found = fault_in(text)
    return found.said if found else None


def read_svg(folder: Path, name: str, *, root: Path, path: str, line: int | None) -> str | Finding:
    """Return the SVG `name` of a folder; what names it stands in `path`, at `line`."""
    file = inner_file(folder, name, path=path, line=line)
    if isinstance(file, Finding):
        return file
    if file.suffix != ".svg":
        return Finding(rule="image-kind", path=path, line=line, message=f"the image {name} is no SVG.",
                       action="Drawings are SVG, so that they print sharp and take the brand's colours.")
    if not file.is_file():
        return missing(name, path=path, line=line)
    place = (folder / name).relative_to(root).as_posix()
    text = read_text(file, path=place, rule="image-file")
    if isinstance(text, str) and (fault := svg_fault(text)):
        return Finding(rule="image-unsafe", path=place, message=f"the image {fault}.", action=PLAIN)
    return text


def inner_file(folder: Path, name: str, *, path: str, line: int | None) -> Path | Finding:
    """Return the file that `name` leads to from `folder`, symbolic links resolved; a finding where that is outside."""
    try:
        file = (folder / name).resolve()
        file.is_file()
    except (OSError, RuntimeError, ValueError):
        file = None
    if file is not None and file.is_relative_to(folder.resolve()):
        return file
    return Finding(rule="image-outside", path=path, line=line,
                   message=f"the image {name} lies outside its folder, or cannot be looked up.",
                   action="Copy it into the folder and name it from there.")


def missing(name: str, *, path: str, line: int | None) -> Finding:
    """Return the finding for a file that is not there."""
    return Finding(rule="image-missing", path=path, line=line, message=f"the image {name} is missing.",
                   action="Put the file there or correct the name.")
