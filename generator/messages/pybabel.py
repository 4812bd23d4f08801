"""Babel's own entry points: plain `pybabel extract` over content/ and templates/ finds the same messages.

A handout's text is served here; templates by Jinja2's own extractor with trimmed blocks, as babel.toml says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from generator.load.handout import load_handout
from generator.messages.extract import handout_entries


def extract_handout(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: Mapping[str, object]  # noqa: ARG001 (Babel's)
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """Yield a handout's messages as Babel wants them: line, function (pgettext), (context, text), comments.

    `fileobj` is handout.md, opened by Babel; what stands beside it (facts, images) is found by its name.
    """
    folder = Path(fileobj.name).resolve().parent
    handout, _found = load_handout(folder, root=folder.parent)
    if handout is None:
        return
    lines = {message.key: message.line for message in reversed(list(handout.document.messages()))}
    for entry in handout_entries(handout):
        yield lines[entry.key], "pgettext", entry.key, list(entry.extracted)
