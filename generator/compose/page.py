"""The page: all that a renderer needs, as one frozen value, and the key under which its PDF is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.compose.expected import Expected
from generator.compose.metadata import Metadata
from generator.fonts import FontFile
from generator.load.format import LEAST_BODY, FittingStep
from generator.load.press import PrintingCondition

Binding = Literal["left", "right"]
Ink = Literal["colour", "black"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One document, ready to render in any process from this value alone.

    `assets` are what the HTML names as `asset:<name>`; `fitting` are the steps of the format, tried from
    `first_step` on for each side by itself; `width`, `height` are the trimmed page in mm and `pages` the page budget,
    all three checked against what was rendered: exactly so many pages, one a side, or at most so many where the
    text flows from page to page and is tightened to `aimed_pages`. `widths` are those of the pages in turn, where they
    differ; `minimum_type_size` and `minimum_body_size`, that of most running text, are in pt. `binding` is the edge at
    which a folded format is bound; `untranslated` names the messages that stand in the source language, marked;
    `press` is the condition for which a copy is made; `imposition` names the scheme of the print file, `sheet` the
    office's paper, `paper_thickness` is in mm; `expected` is what the printed page must say and `metadata` what the
    file says of itself, both None for what is no page for patients.
    """

    job: str
    html: str
    stylesheets: tuple[str, ...]
    assets: Mapping[str, bytes]
    fonts: tuple[FontFile, ...]
    fitting: tuple[FittingStep, ...]
    first_step: int
    width: float
    height: float
    pages: int
    minimum_type_size: float
    imposition: str
    binding: Binding
    key: str
    ink: Ink = "colour"
    aimed_pages: int | None = None
    fewest_pages: int = 1
    untranslated: tuple[str, ...] = ()
    expected: Expected | None = None
    metadata: Metadata | None = None
    widths: tuple[float, ...] = ()
    minimum_body_size: float = LEAST_BODY
    sheet: str = "A4"
    paper_thickness: float = 0.1
    press: PrintingCondition | None = None

    @property
    def flowing(self) -> bool:
        """Tell whether the text runs from page to page."""
        return self.aimed_pages is not None

    @property
    def sides(self) -> int:
        """Return how many sides the HTML has: a flowing text is one, over as many sheets as it takes."""
        return 1 if self.flowing else self.pages

    @property
    def least_pages(self) -> int:
        """Return the fewest pages that the document may have."""
        return self.fewest_pages if self.flowing else self.pages

    def size(self, number: int) -> tuple[float, float]:
        """Return width and height in mm of a page, counted from 1."""
        return (self.widths[number - 1] if number <= len(self.widths) else self.width), self.height

    def content(self) -> dict[str, object]:
        """Return what decides the rendered bytes and their findings, digests in place of files and assets."""
        return {
            "html": self.html,
            "stylesheets": [_sha256(sheet.encode()) for sheet in self.stylesheets],
            "assets": {name: _sha256(content) for name, content in sorted(self.assets.items())},
            "fonts": [(font.face.family, font.face.weight, font.sha256) for font in self.fonts],
            "fitting": [(step.name, step.properties, step.shortened) for step in self.fitting],
            "first_step": self.first_step,
            "size": (self.width, self.height, self.widths, self.minimum_type_size, self.minimum_body_size),
            "pages": (self.least_pages, self.pages, self.aimed_pages),
            "imposition": (self.imposition, self.binding, self.sheet, self.paper_thickness), "ink": self.ink,
            "expected": self.expected.decisive() if self.expected else None,
            "metadata": self.metadata.content() if self.metadata else None,
            "press": self.press.content() if self.press else None,
        }


def page_key(page: Page, engine: Mapping[str, str]) -> str:
    """Return the page's key: same content and same engine, same bytes."""
    described = json.dumps({"page": page.content(), "engine": dict(engine)}, ensure_ascii=False, sort_keys=True)
    return _sha256(described.encode())


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
