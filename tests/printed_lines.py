"""What stands on a printed page, read by place: each line's characters from left to right as the ink lies."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hand_pages import STYLE, hand_page
from pypdfium2 import PdfDocument, raw

from generator.compose.page import Page
from generator.compose.typefaces import direction_of, faces_for, script_of, setting_for
from generator.compose.typography import typeset
from generator.fonts import FontFile, font_files
from generator.render.pdf import Pdf

ROOT = Path(__file__).parents[1]
BREAK_WORDS = "html { overflow-wrap: break-word }"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The characters of one baseline in the order of their left edges, without spaces; in mm from the left."""

    text: str
    left: float
    right: float
    baseline: float


@cache
def fonts_of(language: str) -> tuple[FontFile, ...]:
    """Return the faces of a language as they lie on this machine."""
    located, found = font_files(faces_for(language), cache=ROOT / ".cache" / "fonts")
    assert found == ()
    return located


def page_in(language: str, body: str, *, style: str = "") -> Page:
    """Return a page of 100 x 60 mm in a language, set as compose sets it."""
    setting = setting_for(language, headings="sans", arabic_body="naskh")
    roles = "; ".join(f"{name}: {value}" for name, value in setting.custom_properties().items())
    page = hand_page(
        body, style=f":root {{ {roles} }} html {{ font-family: var(--body-family); line-height: var(--leading) }}"
                    f"{BREAK_WORDS} {style}",
        fonts=fonts_of(language),
    )
    assert STYLE in page.stylesheets
    attributes = f'lang="{language}" dir="{direction_of(language)}" class="{script_of(language).lower()}"'
    html = page.html.replace('<html lang="en">', f"<html {attributes}>")
    return hand_page("", html=typeset(html), stylesheets=page.stylesheets, fonts=page.fonts)


def printed(page: Page) -> Pdf:
    """Return the page rendered; any finding fails the test."""
    from generator.render.engine import render  # noqa: PLC0415 (half a second)

    pdf = render(page)
    assert pdf.findings == (), [str(finding) for finding in pdf.findings]
    return pdf


def lines(pdf: Pdf, *, page: int = 0) -> list[Line]:
    """Return the lines of a page from the top."""
    found: dict[float, list[tuple[float, float, str]]] = {}
    with PdfDocument(pdf.content) as document:
        text = document[page].get_textpage()
        for index in range(text.count_chars()):
            letter = chr(raw.FPDFText_GetUnicode(text, index))
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            if letter.isspace() or raw.FPDFText_IsGenerated(text, index):
                continue
            left, _bottom, right, _top = text.get_charbox(index)
            found.setdefault(round(y.value, 1), []).append((left, right, letter))
    return [
        Line(
            text="".join(letter for _left, _right, letter in sorted(letters, key=lambda place: place[:2])),
            left=min(left for left, _right, _letter in letters) / 72 * 25.4,
            right=max(right for _left, right, _letter in letters) / 72 * 25.4,
            baseline=baseline,
        )
        for baseline, letters in sorted(found.items(), reverse=True)
    ]


def boxes_of(page: Page) -> list[Any]:
    """Return every box of a page's layout at its first fitting step, in the order of the tree."""
    from generator.render import engine  # noqa: PLC0415 (half a second)

    document, _faults = engine._lay_out(page, {f"side-{side}": 0 for side in range(1, page.pages + 1)})  # noqa: SLF001
    found: list[Any] = []

    def walk(box: Any) -> None:  # noqa: ANN401 (the engine has no types)
        box = getattr(box, "_box", box)
        found.append(box)
        for child in getattr(box, "children", ()):
            walk(child)

    for sheet in document.pages:
        walk(sheet._page_box)  # noqa: SLF001
    return found


def is_line(box: Any) -> bool:  # noqa: ANN401
    """Tell whether a box is a line of text."""
    return type(box).__name__ == "LineBox"


def text_of(box: Any) -> str:  # noqa: ANN401
    """Return the text of a box without the marks of possible line ends."""
    own = box.text if type(box).__name__ == "TextBox" else ""
    return (own + "".join(map(text_of, getattr(box, "children", ())))).replace("\u200b", "").strip(" \n")
