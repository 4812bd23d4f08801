"""Rules over type as printed: its size, its slant, lines under it, the length and the alignment of lines."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from generator.check.printed.printed import Block, Line, Printed, Run, Sheet, lines_by_block
from generator.check.printed.telling import letters, shown, told
from generator.compose.page import Page
from generator.findings import Finding, Severity

#: What a size may be off: the engine writes 1/1024 of a pixel.
SIZE_TOLERANCE = 0.05
#: Characters of a line (WCAG 2.2, 1.4.8): 80, and 40 of Chinese, Japanese and Korean.
LONGEST_LINE, LONGEST_CJK_LINE = 80, 40
#: So many times as long, a line is no longer a matter of advice.
FAR_TOO_LONG = 1.5
#: From so many lines on, a block shows how it is aligned.
FEWEST_LINES = 3
#: Two lines agree by chance; so many blocks of two, and most of a page's, do not.
FEWEST_SHORT_BLOCKS = 4
#: A block with fewer letters is an imprint or a label, and may be set as they are.
FEWEST_LETTERS = 90
#: Ink of letters begins and ends within this share of their size beside the edge that they are set to.
BEARING = 0.16
#: Lines whose ends differ by less than this share of their size could be aligned by chance.
RAGGED = 1.5
#: A document with fewer lines that could end anywhere says nothing.
FEWEST_ENDS = 4
#: Of lines that are set ragged, one in twenty ends at the edge by chance; of justified ones all do.
MOST_FLUSH = 0.5
#: A line that is meant for text lies this much of its size below the baseline, and ends where the text does.
UNDERLINE_DEPTH = 0.35
UNDERLINE_OFF = 2.0


def type_small(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding for each page with type below the format's least, after every scaling, and one for small body."""
    for sheet in printed.sheets:
        run = min(sheet.runs, key=lambda run: run.size, default=None)
        if run is not None and run.size < page.minimum_type_size - SIZE_TOLERANCE:
            yield told(
                page, sheet.number, rule="type-small", text=run.text,
                message=f"{shown(run.text)} is printed in {run.size:.1f} pt, the format's least is "
                        f"{page.minimum_type_size:g} pt.",
                action="Set it larger; what scales a drawing scales the type in it.",
            )


def body_small(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding when most of the running text is set smaller than patients, or the format, need."""
    size = body_size(printed)
    if size and size < page.minimum_body_size - SIZE_TOLERANCE:
        yield told(
            page, None, rule="body-small", severity=Severity.WARNING,
            message=f"most of the text is printed in {size:.1f} pt, patients need {page.minimum_body_size:g} pt.",
            action="Set running text in that size or larger; make room by leaving out, not by smaller type.",
        )


def body_size(printed: Printed) -> float:
    """Return the size in points that most letters of the running text have; 0 where there is none."""
    counted: Counter[float] = Counter()
    for _sheet, run in printed.runs():
        if run.block is not None and run.block.is_running:
            counted[round(run.size, 1)] += len(letters(run.text))
    return max(counted, key=lambda size: counted[size], default=0.0)


def text_slanted(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding for the first italic run of a page."""
    for sheet in printed.sheets:
        run = next((run for run in sheet.runs if run.slanted), None)
        if run is not None:
            yield told(
                page, sheet.number, rule="text-slanted", severity=Severity.WARNING, text=run.text,
                message=f"{shown(run.text)} is printed in italics.",
                action="Use bold for what is to stand out; many scripts have no italics at all.",
            )


def text_underlined(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding for the first underlined run of a page."""
    for sheet in printed.sheets:
        run = next((run for run in sheet.runs if _is_underlined(run, sheet)), None)
        if run is not None:
            yield told(
                page, sheet.number, rule="text-underlined", severity=Severity.WARNING, text=run.text,
                message=f"{shown(run.text)} is underlined.",
                action="Use bold for what is to stand out; a line cuts the marks below letters.",
            )


def _is_underlined(run: Run, sheet: Sheet) -> bool:
    return run.block is not None and any(
        0 < run.baseline - (rule.top + rule.bottom) / 2 < UNDERLINE_DEPTH * run.size
        and abs(rule.left - run.box.left) < UNDERLINE_OFF and abs(rule.right - run.box.right) < UNDERLINE_OFF + run.size
        for rule in sheet.rules
    )


def line_long(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding for each page on which most lines of some block are longer than an eye can follow."""
    for sheet in printed.sheets:
        for lines in lines_by_block(sheet).values():
            full = lines[:-1]
            if not full:
                continue
            most = LONGEST_CJK_LINE if _is_cjk(full[0].text) else LONGEST_LINE
            length = median(_length(line.text) for line in full)
            if length > most:
                yield told(
                    page, sheet.number, rule="line-long", text=full[0].text,
                    severity=Severity.WARNING if length > FAR_TOO_LONG * most else Severity.NOTE,
                    message=f"{shown(full[0].text)} is a line of about {length:.0f} characters, {most} are enough.",
                    action="Set the text in a narrower column or in larger type.",
                )
                break


def _length(text: str) -> int:
    """Return how many characters a reader counts: marks above and below letters are none."""
    return sum(unicodedata.category(letter) not in {"Mn", "Me", "Cf", "Cc"} for letter in " ".join(text.split()))


def _is_cjk(text: str) -> bool:
    return sum("\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af" for letter in text) > len(text) / 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edges:
    """Where the lines of a block begin and end, in the direction in which it is read."""

    starts: tuple[float, ...]
    ends: tuple[float, ...]
    size: float

    @property
    def ragged(self) -> float:
        """Return how far the lengths of the lines differ."""
        lengths = [abs(end - start) for start, end in zip(self.starts, self.ends, strict=True)]
        return max(lengths) - min(lengths)


def text_unaligned(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding for justified text, and for each page with a block that is centred or set to its end."""
    flush = possible = 0
    for sheet in printed.sheets:
        if (short := _short_blocks_misaligned(sheet)):
            yield _told_alignment(page, sheet.number, *short)
        told_here = bool(short)
        for block, lines in lines_by_block(sheet).items():
            if not _is_paragraph(lines):
                continue
            edges = _edges(block, lines)
            how = _misaligned(edges)
            if how and not told_here:
                told_here = True
                yield _told_alignment(page, sheet.number, how, lines[0].text)
            if how or _is_cjk(lines[0].text):
                continue  # characters of one width end at one edge by themselves
            ends = edges.ends[:-1]
            farthest = max(ends) if edges.ends[0] > edges.starts[0] else min(ends)
            flush += sum(abs(end - farthest) < BEARING * edges.size for end in ends) - 1
            possible += len(ends) - 1
    if possible >= FEWEST_ENDS and flush > MOST_FLUSH * possible:
        yield _told_alignment(page, None, "justified", "")


def _short_blocks_misaligned(sheet: Sheet) -> tuple[str, str] | None:
    """Return how most of a page's blocks of two lines are set, and the first of them, if not at their start."""
    ways: dict[str, list[str]] = {}
    for block, lines in lines_by_block(sheet).items():
        if len(lines) == FEWEST_LINES - 1 and _is_stacked(lines):
            edges = _edges(block, lines)
            if edges.ragged >= RAGGED * edges.size:
                ways.setdefault(_misaligned(edges), []).append(lines[0].text)
    how, texts = max(ways.items(), key=lambda way: len(way[1]), default=("", []))
    most = len(texts) >= FEWEST_SHORT_BLOCKS and 2 * len(texts) > sum(map(len, ways.values()))
    return (how, texts[0]) if how and most else None


def _told_alignment(page: Page, sheet: int | None, how: str, text: str) -> Finding:
    said = f"{shown(text)} is {how}" if text else f"the text is {how}"
    return told(
        page, sheet, rule="text-unaligned", severity=Severity.WARNING, text=text,
        message=f"{said}; even word spaces and one edge to come back to make lines easy to follow.",
        action="Set running text with `text-align: start`.",
    )


def _is_paragraph(lines: tuple[Line, ...]) -> bool:
    """Tell whether the lines are enough and stand over each other: in a second column they would not."""
    enough = len(lines) >= FEWEST_LINES and sum(len(letters(line.text)) for line in lines) >= FEWEST_LETTERS
    return enough and _is_stacked(lines)


def _is_stacked(lines: tuple[Line, ...]) -> bool:
    return all(one.left < other.right and other.left < one.right for one, other in pairwise(lines))


def _edges(block: Block, lines: tuple[Line, ...]) -> _Edges:
    rightwards = not _is_rtl("".join(line.text for line in lines), block)
    return _Edges(
        starts=tuple(line.left if rightwards else line.right for line in lines),
        ends=tuple(line.right if rightwards else line.left for line in lines),
        size=lines[0].size,
    )


def _misaligned(edges: _Edges) -> str:
    """Return how a block is set if neither at its start nor justified; empty where it is."""
    tolerance = BEARING * edges.size
    if edges.ragged < RAGGED * edges.size or _most_at_one(edges.starts, tolerance):
        return ""
    middles = tuple((start + end) / 2 for start, end in zip(edges.starts, edges.ends, strict=True))
    if max(middles) - min(middles) < 2 * tolerance:
        return "centred"
    return "set to its end" if max(edges.ends) - min(edges.ends) < 2 * tolerance else ""


def _most_at_one(places: tuple[float, ...], tolerance: float) -> bool:
    return any(sum(abs(place - other) < tolerance for other in places) * 2 > len(places) for place in places)


def _is_rtl(text: str, block: Block) -> bool:
    counted: Mapping[str, int] = Counter(unicodedata.bidirectional(letter) for letter in text)
    rightwards, leftwards = counted.get("L", 0), counted.get("R", 0) + counted.get("AL", 0)
    return leftwards > rightwards or (leftwards == rightwards and block.language[:2] in {"ar", "fa", "he", "ur"})
