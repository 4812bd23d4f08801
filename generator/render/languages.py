"""The language of parts of a page, written into the structure tree.

WeasyPrint 70 writes the language of the document only; `lang` on an element is lost, and a screen reader would read
Arabic with an English voice (ISO 14289-1, 7.2). So each structure element whose box has a `lang` of its own gets
/Lang (ISO 32000-1, 14.9.2). It reaches into the engine's tagging, which has no public hook: pinned to the version
in pyproject.toml, and a test reads the entries back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pydyf
from weasyprint.pdf import tags

_Build = Callable[..., Iterator[pydyf.Dictionary]]


def write_languages() -> None:
    """Let the engine's tagging write /Lang from now on, in this process; doing it twice changes nothing."""
    if not hasattr(tags._build_box_tree, "writes_languages"):  # noqa: SLF001 (see above)
        tags._build_box_tree = _with_languages(tags._build_box_tree)  # noqa: SLF001


def _with_languages(build: _Build) -> _Build:
    def built(box: Any, *arguments: Any) -> Iterator[pydyf.Dictionary]:  # noqa: ANN401 (a box of the engine)
        element = getattr(getattr(box, "_box", box), "element", None)
        language = None if element is None or element.tag == "html" else element.get("lang")
        for structure_element in build(box, *arguments):
            if language:
                structure_element["Lang"] = pydyf.String(language)
            yield structure_element

    built.writes_languages = True  # type: ignore[attr-defined]  # how a second call knows
    return built
