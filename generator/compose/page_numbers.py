"""Which page a section stands on: what fills {page_<section>} in a text, and the entries of a list of contents.

Numbers come from the outline, so that no text names a page by hand: a section that moves takes its number along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.load.document import Box, Section
from generator.load.format import EditionFile, FormatFile

#: The box that a template fills with the list.
CONTENTS = "contents"
_PAGE_REGION = re.compile(r"page-(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the list; `page` is None where the text flows and only the engine knows."""

    section: Section
    page: int | None


def page_words(file: FormatFile, edition: str, outline: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the words that fill a text's references to pages: `page_needle` for the section `needle`."""
    return {
        f"page_{name.replace('-', '_')}": str(page)
        for region, names in outline.items() if (page := _page(file, edition, region))
        for name in names
    }


def contents_of(file: FormatFile, edition: str, regions: Mapping[str, tuple[Section, ...]]) -> tuple[Entry, ...]:
    """Return the list of contents: what has a heading of its own, but for panels and the section that has the list."""
    return tuple(
        Entry(section=section, page=None if _is_flowing(file, edition) else _page(file, edition, region))
        for region, sections in regions.items() for section in sections
        if section.level == 2 and not section.tier and CONTENTS not in _boxes(section)  # noqa: PLR2004 (h2)
    )


def _boxes(section: Section) -> Iterator[str]:
    return (block.kind for block in section.blocks if isinstance(block, Box))


def _is_flowing(file: FormatFile, edition: str) -> bool:
    return edition in file.editions.flowing()


def _page(file: FormatFile, edition: str, region: str) -> int | None:
    """Return the page that a region begins, None where nothing fixes it."""
    flowing: EditionFile | None = file.editions.flowing().get(edition)  # type: ignore[call-overload]  # any name
    if flowing is not None:
        return flowing.new_page.get(region) or None
    found = _PAGE_REGION.fullmatch(region)
    return int(found[1]) if found else None
