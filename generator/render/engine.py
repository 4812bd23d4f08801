"""The engine: WeasyPrint, warm, with fonts and stylesheets read once per process.

The only importer of weasyprint. Sees a `Page` and nothing else, so it runs in any process on any machine that has
the page's fonts.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar
from xml.etree.ElementTree import Element

# An empty font configuration, before the engine loads: no system font can stand in for one of ours.
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))

# It warns that there is no font, which is the point.
warnings.filterwarnings("ignore", message="No fonts configured in FontConfig", category=UserWarning)

import weasyprint  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402

from generator.compose.page import Page  # noqa: E402
from generator.findings import Finding, Severity  # noqa: E402
from generator.fonts import FontFile  # noqa: E402
from generator.load.format import FittingStep  # noqa: E402
from generator.render.actual_text import write_texts  # noqa: E402
from generator.render.fetcher import PageFetcher, RefusedAddressError  # noqa: E402
from generator.render.inspection import Fault, inspect_page, lost_text, page_side, shifted_groups, torn_panels  # noqa: E402
from generator.render.languages import write_languages  # noqa: E402
from generator.render.pdf import Pdf  # noqa: E402

T = TypeVar("T")
#: A document as it was laid out, and what is wrong with it.
_LaidOut = tuple[weasyprint.Document, tuple[Fault, ...]]

write_languages()
write_texts()
VARIANT = "pdf/a-2a"  # finish adds what PDF/UA-1 asks for beyond it
MM_PER_PIXEL = 25.4 / 96


def render(page: Page) -> Pdf:
    """Return the page as tagged PDF/A-2a with what was found while it was laid out and drawn.

    Never raises for what a page contains: an address that is none of its assets, a glyph that no font has, text
    that does not fit, a foreign font and every word of the engine's log are findings.
    """
    with _log_records() as records:
        try:
            document, steps, faults = _fitted(page)
            content = document.write_pdf(pdf_variant=VARIANT)
        except RefusedAddressError as refused:
            return Pdf(job=page.job, content=b"", page_sizes=(), steps=(), findings=(_refused(page, refused),))
    findings = (
        *(_layout_finding(page, fault) for fault in faults),
        *(_shortened(page, side) for side in _shortened_sides(page, steps)),
        *_font_findings(page, document),
        *(_log_finding(page, message) for message in _engine_messages(page, records)),
    )
    sizes = tuple((sheet.width * MM_PER_PIXEL, sheet.height * MM_PER_PIXEL) for sheet in document.pages)
    names = tuple(step.name for step in steps.values())
    return Pdf(job=page.job, content=content, page_sizes=sizes, steps=names, findings=findings)


def _fitted(page: Page) -> tuple[weasyprint.Document, dict[str, FittingStep], tuple[Fault, ...]]:
    """Lay the page out, tightening each side that does not fit to the first of its format's steps at which it does.

    Sides are sheets of their own, so while sides are fitted only those that do not fit yet are laid out again. A
    side that fits at no step stays at the last, with its faults. A flowing text that takes more pages than it is aimed
    at even when it is tightest is set as roomy as that many pages allow.
    """
    first, last = min(page.first_step, len(page.fitting) - 1), len(page.fitting) - 1
    steps = {f"side-{number}": first for number in range(1, page.sides + 1)}
    document, faults = _lay_out(page, steps)
    crowded = _crowded(page, document, faults) & steps.keys()
    if crowded and first < last:
        found, tried = _least_steps(page, crowded, low=first + 1, high=last)
        steps |= found
        # A document of one side was laid out at its step already.
        document, faults = tried.get(tuple(steps.items())) or _lay_out(page, steps)
        if page.aimed_pages and page.aimed_pages < len(document.pages) <= page.pages:
            return _fitted(replace(page, aimed_pages=len(document.pages)))
        loose, loosened = _loosened(page, found)
        if loosened:
            page, steps = loose, steps | loosened
            document, faults = _lay_out(page, steps)
    return document, {side: page.fitting[step] for side, step in steps.items()}, faults


def _loosened(page: Page, steps: dict[str, int]) -> tuple[Page, dict[str, int]]:
    """Return a page with more steps, and those of them at which the sides fit that leave something out.

    What is left out makes room: the rest need not be as tight as the whole had to be.
    """
    count = len(page.fitting)
    shortened = next((number for number, step in enumerate(page.fitting) if step.shortened), count)
    sides = frozenset(side for side, step in steps.items() if step == shortened)
    loose = tuple(
        step.model_copy(update={"name": f"{step.name}, shortened", "shortened": True})
        for step in page.fitting[:shortened]
    )
    if not sides or not loose:
        return page, {}
    page = replace(page, fitting=(*page.fitting, *loose, page.fitting[shortened]))
    return page, _least_steps(page, sides, low=count + min(page.first_step, len(loose) - 1), high=count + len(loose))[0]


def _least_steps(
    page: Page, sides: frozenset[str], *, low: int, high: int
) -> tuple[dict[str, int], dict[tuple[tuple[str, int], ...], _LaidOut]]:
    """Return the first step at which each side fits, between two steps: steps are tighter the later they stand.

    Beside it stand the layouts of the whole document that were tried on the way, by their steps.
    """
    lows, highs = dict.fromkeys(sides, low), dict.fromkeys(sides, high)
    tried: dict[tuple[tuple[str, int], ...], _LaidOut] = {}
    while trial := {side: (lows[side] + highs[side]) // 2 for side in sides if lows[side] < highs[side]}:
        laid_out = _lay_out(page, trial, sides=frozenset(trial))
        if page.sides == 1:
            tried[tuple(trial.items())] = laid_out
        crowded = _crowded(page, *laid_out)
        for side, step in trial.items():
            if side in crowded:
                lows[side] = step + 1
            else:
                highs[side] = step
    return highs, tried


def _crowded(page: Page, document: weasyprint.Document, faults: tuple[Fault, ...]) -> frozenset[str]:
    """Return the sides that do not fit: those with a fault, and those that take more sheets than they should."""
    sheets = Counter(page_side(sheet._page_box) for sheet in document.pages)  # noqa: SLF001 (no public box tree)
    most = page.aimed_pages or 1
    return frozenset({fault.side for fault in faults} | {side for side, count in sheets.items() if count > most})


def _lay_out(
    page: Page, steps: dict[str, int], *, sides: frozenset[str] | None = None
) -> tuple[weasyprint.Document, tuple[Fault, ...]]:
    """Lay out the named sides, or all, and inspect them."""
    fonts = _font_configuration(page.fonts).value
    fetcher = PageFetcher(assets=page.assets, fonts=page.fonts)
    html = weasyprint.HTML(string=page.html, base_url="asset:", url_fetcher=fetcher)
    if sides is not None:
        _keep_sides(html.etree_element, sides)
    _shorten(html.etree_element, {side for side, step in steps.items() if page.fitting[step].shortened})
    document = html.render(
        font_config=fonts,
        stylesheets=[
            *(_stylesheet(sheet, page.fonts).value for sheet in page.stylesheets),
            weasyprint.CSS(string=_fitting_rules(page, steps), font_config=fonts, url_fetcher=fetcher),
        ],
        pdf_variant=VARIANT,
    )
    sheets = [sheet._page_box for sheet in document.pages]  # noqa: SLF001 (there is no public box tree)
    return document, (
        *(fault for sheet in sheets for fault in inspect_page(sheet, minimum_type_size=page.minimum_type_size)),
        *lost_text(html.etree_element, sheets),
        *shifted_groups(sheets),
        *torn_panels(sheets),
    )


def _keep_sides(root: Element, sides: frozenset[str]) -> None:
    body = root.find("body")
    for element in list(body if body is not None else ()):
        if "side" in element.get("class", "").split() and element.get("id") not in sides:
            body.remove(element)  # type: ignore[union-attr]  # it has children, so it is there


def _shorten(root: Element, sides: set[str]) -> list[str]:
    """Leave out, on these sides, what the text marks as optional; return the sides that had any."""
    shortened = []
    for side in root.iter("section"):
        if side.get("id") in sides:
            found = [
                (parent, element) for parent in side.iter() for element in parent
                if "optional" in element.get("class", "").split()
            ]
            for parent, element in found:
                _take_out(parent, element)
            if found:
                shortened.append(str(side.get("id")))
    return shortened


def _take_out(parent: Element, element: Element) -> None:
    """Remove an element; the text behind it, which the tree hangs on it, stays."""
    before = list(parent)[:list(parent).index(element)]
    if before:
        before[-1].tail = (before[-1].tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _shortened_sides(page: Page, steps: dict[str, FittingStep]) -> list[str]:
    """Return the sides on which something was left out: a shortened step has nothing to leave out on most."""
    sides = {side for side, step in steps.items() if step.shortened}
    return _shorten(weasyprint.HTML(string=page.html, base_url="asset:").etree_element, sides) if sides else []


def _fitting_rules(page: Page, steps: dict[str, int]) -> str:
    return "\n".join(
        f"#{side} {{ " + "; ".join(f"--{name}: {value}" for name, value in page.fitting[step].properties.items()) + " }"
        for side, step in steps.items()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept(Generic[T]):
    """Something that is read once per process, with what the engine said then: it holds for every page that uses it."""

    value: T
    messages: tuple[str, ...]


@lru_cache(maxsize=8)
def _font_configuration(fonts: tuple[FontFile, ...]) -> _Kept[FontConfiguration]:
    """Load a script's faces once per process: a new configuration for each document made a leaflet 1.5 times slower."""
    configuration = FontConfiguration()
    faces = "\n".join(
        f'@font-face {{ font-family: "{font.face.family}"; font-weight: {font.face.weight};'
        f' src: url("font:{font.sha256}") }}'
        for font in fonts
    )
    with _log_records() as records:
        weasyprint.CSS(
            string=faces, font_config=configuration, url_fetcher=PageFetcher(assets={}, fonts=fonts)
        )
    return _Kept(value=configuration, messages=tuple(record.getMessage() for record in records))


@lru_cache(maxsize=64)
def _stylesheet(sheet: str, fonts: tuple[FontFile, ...]) -> _Kept[weasyprint.CSS]:
    """Parse a stylesheet once per process."""
    configuration = _font_configuration(fonts).value
    with _log_records() as records:
        parsed = weasyprint.CSS(
            string=sheet, font_config=configuration, url_fetcher=PageFetcher(assets={}, fonts=())
        )
    return _Kept(value=parsed, messages=tuple(record.getMessage() for record in records))


def _engine_messages(page: Page, records: list[logging.LogRecord]) -> Iterator[str]:
    """Yield what the engine said of this page, its fonts and its stylesheets, each once."""
    said = [
        *_font_configuration(page.fonts).messages,
        *(message for sheet in page.stylesheets for message in _stylesheet(sheet, page.fonts).messages),
        *(record.getMessage() for record in records),
    ]
    # Missing glyphs have a finding of their own, with the character.
    yield from dict.fromkeys(message for message in said if not message.startswith(".notdef glyph"))


@contextmanager
def _log_records() -> Iterator[list[logging.LogRecord]]:
    """Collect the engine's warnings: it reports a missing image or an unknown rule there and nowhere else."""
    handler = _Collector(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    handlers, logger.handlers = logger.handlers, [handler]
    try:
        yield handler.records
    finally:
        logger.handlers = handlers


class _Collector(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def _refused(page: Page, refused: RefusedAddressError) -> Finding:
    return Finding(
        rule="address-refused", job=page.job, message=f"the page names {str(refused)!r}, which is none of its assets.",
        action="Name images as asset:images/… and put them into the handout's folder.",
    )


def _shortened(page: Page, side: str) -> Finding:
    return Finding(
        rule="text-shortened", severity=Severity.NOTE, job=page.job,
        message=f"{side} leaves out what the text marks as optional, so that the rest fits.",
        action="Shorten the translation if it is to be printed whole.",
    )


_LAYOUT_ACTIONS = {
    "text-lost": "Shorten the text or move a section to another region; the fitting steps are used up.",
    "page-overflow": "Shorten the text or move a section to another region; the fitting steps are used up.",
    "page-shifted": "Shorten the text before it, or give it another page under new-page in format.toml.",
    "panel-torn": "Shorten the signs of the panel, or give the format tighter fitting steps.",
    "page-collision": "Shorten the text there; the fitting steps are used up.",
    "image-overflow": "Make the image smaller there, or its box larger; the fitting steps are used up.",
    "text-overflow": "Shorten the text or break the long word; the fitting steps are used up.",
    "type-too-small": "Set it in a larger size in the format's stylesheet.",
}


def _layout_finding(page: Page, fault: Fault) -> Finding:
    # A page that is named wrongly is told, and the page is printed: what it names stands on the next one.
    severity = Severity.WARNING if fault.rule == "page-shifted" else Severity.ERROR
    return Finding(
        rule=fault.rule, severity=severity, job=page.job, message=f"{fault.message}.",
        action=_LAYOUT_ACTIONS[fault.rule],
    )


def _font_findings(page: Page, document: weasyprint.Document) -> Iterator[Finding]:
    ours = {font.face.family for font in page.fonts}
    for font in document.fonts.values():
        if font.family not in ours:
            yield Finding(
                rule="font-foreign", job=page.job, message=f"the font {font.family!r} is none of ours.",
                action="Name only the families of generator/fonts.py in stylesheets.",
            )
        for codepoint in font.missing:
            yield Finding(
                rule="glyph-missing", job=page.job,
                message=f"no font of ours has a glyph for {chr(codepoint)!r} (U+{codepoint:04X}).",
                action="Replace the character, or add a face that has it.",
            )


def _log_finding(page: Page, message: str) -> Finding:
    return Finding(
        rule="engine-message", job=page.job, message=f"the engine says: {message}",
        action="Correct the template, stylesheet or drawing that it names.",
    )
