"""Drawings and logos: SVG files that are safe to print, or the reason why one is refused.

Owns what an SVG may hold. It must lie in its own folder, symbolic links resolved, and refer to nothing outside.
"""

from __future__ import annotations

import re
from pathlib import Path

from generator.findings import Finding
from generator.load.source import read_text

_FAULTS = {
    r"<script": "has a script",
    r"\bon\w+\s*=": "has an event handler",
    r"<foreignObject": "has foreign content",
    r"<image": "embeds a picture",
    r"<use": "re-uses elements, which can hang the engine",
    r"(?:href|src)\s*=\s*[\"'](?!#)": "refers to something outside itself",
    r"url\(\s*[\"']?(?!#)": "refers to something outside itself",
    r"@import": "imports a stylesheet",
    r"<!ENTITY": "declares an entity",
    r"var\(": "uses var(), which the engine paints black",
    r"<text": "has text, which cannot be translated",
}


def svg_fault(text: str) -> str | None:
    """Return why an SVG is refused, None for one that is safe to print."""
    if "<svg" not in text:
        return "is no SVG"
    for pattern, fault in _FAULTS.items():
        if re.search(pattern, text, re.IGNORECASE):
            return fault
    return None


def read_svg(folder: Path, name: str, *, root: Path, path: str, line: int | None) -> str | Finding:
    """Return the SVG `name` of a folder; what names it stands in `path`, at `line`."""
    file = _inner_file(folder, name)
    if file is None:
        return Finding(rule="image-outside", path=path, line=line,
                       message=f"the image {name} lies outside its folder, or cannot be looked up.",
                       action="Copy it into the folder and name it from there.")
    if file.suffix != ".svg":
        return Finding(rule="image-kind", path=path, line=line, message=f"the image {name} is no SVG.",
                       action="Drawings and logos are SVG, so that they print sharp and take the brand's colours.")
    if not file.is_file():
        return Finding(rule="image-missing", path=path, line=line, message=f"the image {name} is missing.",
                       action="Put the file there or correct the name.")
    place = (folder / name).relative_to(root).as_posix()
    text = read_text(file, path=place, rule="image-file")
    if isinstance(text, str) and (fault := svg_fault(text)):
        return Finding(rule="image-unsafe", path=place, message=f"the image {fault}.",
                       action="Save it as a plain SVG: paths, shapes and colours.")
    return text


def _inner_file(folder: Path, name: str) -> Path | None:
    """Return the file that `name` leads to from `folder`, None where that is outside it or cannot be told."""
    try:
        file = (folder / name).resolve()
        file.is_file()
    except (OSError, RuntimeError, ValueError):
        return None
    return file if file.is_relative_to(folder.resolve()) else None
