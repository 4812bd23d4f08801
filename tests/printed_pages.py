"""Pages that promise something, printed for real, for the tests of the rules over the printed page."""

from __future__ import annotations

import io
from dataclasses import replace

import segno
from hand_pages import hand_page
from PIL import Image

from generator.check.printed import PRINTED_RULES, check_printed
from generator.compose.expected import Expected, PlacedText
from generator.compose.page import Page
from generator.compose.wording import Wording
from generator.findings import Finding
from generator.finish import finish

ADDRESS = "https://oak.example/water/en"
EXPECTED = Expected(
    languages=("en",), title="By hand", web_address=ADDRESS, country="GB", emergency="999", numbers=("999", "111"),
    drafts=(("en", "Draft: not reviewed"),), released=False, print_code="HW-1.0-SH-en-OAK",
    brand_path="content/brands/oak/brand.toml", wording=Wording(passages=(), fillings={"en": {}}, beside=()),
    messages=(PlacedText(text="Drink **6 cups** of water.", path="handout.md", line=12, id="drink"),),
)
HELP = "<p>Draft: not reviewed. HW-1.0-SH-en-OAK</p><p>In danger call 999.</p>"
WATER = "<p>Drink 6 cups of water.</p>"
LONG = (
    "Drink water each day, and more of it when it is hot. Keep a jug beside the chair in which you feed your baby, "
    "since milk takes a good part of what you drink. Tea counts; coffee counts for less. Ask for help with carrying "
    "bottles, and tell somebody whom you trust if you are always thirsty whatever you do."
)


def promising(body: str, *, style: str = "", **promises: object) -> Page:
    """Return a page by hand with the draft line, the emergency number and these promises."""
    expected = replace(EXPECTED, **promises)  # type: ignore[arg-type]  # fields of Expected
    return replace(hand_page(body, style=style), expected=expected)


def found_on(page: Page, *, rule: str | None = None) -> tuple[Finding, ...]:
    """Return what one rule, or all, find on the page as it is printed."""
    from generator.render.engine import render  # noqa: PLC0415 (half a second)

    content = finish(render(page), page).content
    assert content
    return check_printed(page, content, [one for one in PRINTED_RULES if rule in {None, one.id}])


def code(address: str) -> bytes:
    """Return the QR code of an address as SVG."""
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawing, kind="svg", border=4, xmldecl=False, omitsize=True)
    return drawing.getvalue()


def pixels(width: int) -> bytes:
    """Return a picture of so many pixels, square."""
    content = io.BytesIO()
    Image.effect_noise((width, width), 80).convert("RGB").save(content, "PNG")
    return content.getvalue()
