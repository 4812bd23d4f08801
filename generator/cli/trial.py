"""What loading would find in the project with some files more: tried on a folder of links, nothing is written."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.findings import Finding
    from generator.load import Project


def project_with(root: Path, files: Mapping[str, bytes]) -> tuple[Project, tuple[Finding, ...]]:
    """Load the project in `root` as it would be with these files, by their paths in it."""
    from generator.load import load_project  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="handouts-") as folder:
        _overlay(root, Path(folder), {tuple(Path(path).parts): content for path, content in files.items()})
        return load_project(Path(folder))


def _overlay(there: Path, here: Path, files: Mapping[tuple[str, ...], bytes]) -> None:
    """Fill a folder with links to all of another, but for the files and the folders in which they stand."""
    here.mkdir(exist_ok=True)
    own = {path[0] for path in files}
    for entry in there.iterdir() if there.is_dir() else ():
        if entry.name not in own:
            (here / entry.name).symlink_to(entry.resolve())
    for name in own:
        inner = {path[1:]: content for path, content in files.items() if path[0] == name}
        if () in inner:
            (here / name).write_bytes(inner[()])
        else:
            _overlay(there / name, here / name, inner)
