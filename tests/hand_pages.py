"""Pages built by hand for the tests of rendering: a side of 100 x 60 mm and what a test puts on it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from generator.compose.page import Page
from generator.fonts import FACES, LATIN, FontFile, font_files
from generator.load.format import FittingStep

STYLE = """
* { margin: 0; padding: 0; box-sizing: border-box }
@page { size: 100mm 60mm; margin: 5mm }
html { font: 12pt "Handout Sans"; line-height: 1.2 }
.side { position: relative; height: 49.9mm }
.anchored { position: absolute; bottom: 0; inset-inline: 0; height: 10mm }
img { width: 10mm; height: 10mm; display: block }
"""
SIDE = (
    '<html lang="en"><head><title>By hand</title></head><body>'
    '<section class="side" id="side-1">{}</section></body></html>'
)


@cache
def latin() -> tuple[FontFile, ...]:
    """Return the regular and the bold face, which need no cache."""
    located, found = font_files(tuple(face for face in LATIN if face.weight in (400, 700)), cache=Path("/nonexistent"))
    assert found == ()
    return located


def hand_page(body: str, *, style: str = "", **fields: object) -> Page:
    """Return a page with `body` on its only side; `fields` replace fields of the page."""
    page = Page(
        job="by/hand", html=SIDE.format(body), stylesheets=(STYLE, style), assets={}, fonts=latin(),
        fitting=(FittingStep(name="only", properties={"size": "12pt"}),), first_step=0,
        width=100, height=60, pages=1, minimum_type_size=9, imposition="none", binding="left", key="0" * 64,
    )
    return replace(page, **fields)  # type: ignore[arg-type]  # fields of a page


def bare_pdf(html: str, *, variant: str | None = "pdf/ua-1") -> bytes:
    """Return what the engine alone makes of HTML, with two faces of ours: it sees no font of the system."""
    from weasyprint import CSS, HTML  # type: ignore[import-untyped]  # noqa: PLC0415  # half a second
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]  # noqa: PLC0415

    faces = [face for face in FACES if face.description in {"Handout Sans 400", "Handout Naskh 400"}]
    located, found = font_files(tuple(faces), cache=Path("/nonexistent"))
    assert not found
    configuration = FontConfiguration()
    rules = [f'@font-face {{ font-family: "{font.face.family}"; src: url({font.path.as_uri()}) }}' for font in located]
    sheet = CSS(string="\n".join([*rules, '* { font-family: "Handout Sans", "Handout Naskh" !important }']),
                font_config=configuration)
    content = HTML(string=html).write_pdf(pdf_variant=variant, stylesheets=[sheet], font_config=configuration)
    assert isinstance(content, bytes)
    return content
