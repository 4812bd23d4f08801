"""The printed page as a value: what stands in the bytes of a PDF, read once, before any rule looks at it.

Measures are points (72 to the inch) from the page's lower left corner, as PDF has them; colours are red, green and
blue from 0 to 255.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MM = 72 / 25.4
#: What the letters of a name add up to where a face is bold (WCAG's large text): 600 is not, 700 and more is.
_BOLD = re.compile(r"(?<!semi)(?<!semi-)(?<!demi)(?<!demi-)bold|black|heavy", re.IGNORECASE)
_HEADINGS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6", "TH"})

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What a tag says of the text in it: its number on the page, its kind (P, LBody, H1 …), its language."""

    number: int
    kind: str
    language: str

    @property
    def is_running(self) -> bool:
        """Tell whether this is running text, no heading."""
        return self.kind not in _HEADINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Letters drawn together: where their ink lies, in what they are set; `block` is None in headers and footers.

    `size` is in points as printed; `grounds` are the colours around the letters, `covered` says that some of them
    cannot be seen: both as the picture of the page shows them.
    """

    text: str
    box: Box
    baseline: float
    size: float
    colour: Colour
    font: str
    slanted: bool = False
    block: Block | None = None
    grounds: tuple[Colour, ...] = ()
    covered: bool = False

    @property
    def bold(self) -> bool:
        """Tell whether the face's name says that it is bold."""
        return bool(_BOLD.search(self.font.partition("+")[2] or self.font))


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture made of pixels, with its resolution as printed: the lower one of both directions."""

    box: Box
    dpi: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of the tags, with its alternative text; empty where it has none."""

    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page: its size in points and what stands on it.

    `rules` are thin level lines, `links` the addresses that a click opens, `codes` those that a camera reads; `ink`
    is the share of the page that is not paper.
    """

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    pictures: tuple[Picture, ...]
    rules: tuple[Box, ...]
    figures: tuple[Figure, ...]
    links: tuple[str, ...]
    codes: tuple[str, ...]
    ink: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The runs of one block on one baseline, and where their ink begins and ends."""

    text: str
    left: float
    right: float
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A document as its bytes say it: pages, language and title.

    `tagged` tells whether there are tags at all, `missing` are the letters that no glyph was embedded for.
    """

    sheets: tuple[Sheet, ...]
    language: str
    title: str
    tagged: bool
    missing: tuple[str, ...] = ()

    def runs(self) -> Iterator[tuple[Sheet, Run]]:
        """Yield every run with its page."""
        return ((sheet, run) for sheet in self.sheets for run in sheet.runs)


def lines_by_block(sheet: Sheet) -> Mapping[Block, tuple[Line, ...]]:
    """Return the lines of each block of running text from the top; a block in two columns counts as one."""
    blocks: dict[Block, dict[int, list[Run]]] = {}
    for run in sheet.runs:
        if run.block is not None and run.block.is_running:
            blocks.setdefault(run.block, {}).setdefault(round(run.baseline), []).append(run)
    return {
        block: tuple(_line(runs) for _baseline, runs in sorted(lines.items(), reverse=True))
        for block, lines in blocks.items()
    }


def _line(runs: list[Run]) -> Line:
    return Line(
        text="".join(run.text for run in sorted(runs, key=lambda run: run.box.left)),
        left=min(run.box.left for run in runs), right=max(run.box.right for run in runs),
        size=max(run.size for run in runs),
    )
