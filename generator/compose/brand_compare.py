"""The same pages under two brands, side by side: one sheet of A3 for each page of the document. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import zip_longest

from generator.compose.brand_sheet import Cover
from generator.compose.brand_type import brand_type
from generator.compose.page import Page, page_key
from generator.compose.palette import Palette
from generator.compose.templates import TemplateFaultError, Templates
from generator.compose.typefaces import direction_of, setting_for
from generator.findings import Finding
from generator.fonts import FontFile
from generator.load.brand import Brand
from generator.load.format import FittingStep

NAME = "brand-compare"
#: A3, landscape; and the place of a page on it. In mm.
WIDTH, HEIGHT = 420.0, 297.0
_PAGE_WIDTH, _PAGE_HEIGHT = 192.0, 262.0
MINIMUM_TYPE_SIZE = 8.0
#: Pixels of a page's height: 262 mm at 200 dpi.
PAGE_PIXELS, DPI = 2063, 200


def compose_comparison(
    brands: tuple[Brand, Brand], documents: tuple[tuple[Cover, ...], tuple[Cover, ...]], palette: Palette, *,
    title: str, templates: Templates, stylesheets: tuple[str, ...], fonts: tuple[FontFile, ...],
    engine: Mapping[str, str],
) -> Page | Finding:
    """Return the sheets, or the finding that says what is wrong with their template.

    `documents` are the pages of each brand as pictures, `title` what is compared.
    """
    pairs = list(zip_longest(*documents))
    assets = {
        _asset(side, number): picture.content
        for number, pair in enumerate(pairs) for side, picture in enumerate(pair) if picture
    }
    try:
        filled = templates.fill(
            f"{NAME}/{NAME}.html", names=[_name(brand) for brand in brands], document=title, dpi=DPI,
            roles={**palette.custom_properties(),
                   **setting_for("en", headings="sans", arabic_body="naskh").custom_properties()},
            pairs=[[_placed(picture, _asset(side, number)) for side, picture in enumerate(pair)]
                   for number, pair in enumerate(pairs)],
        )
    except TemplateFaultError as fault:
        return fault.finding
    page = Page(
        job=NAME, html=str(filled), stylesheets=stylesheets, assets=assets, fonts=fonts,
        fitting=(FittingStep(name="only", properties={}),), first_step=0, width=WIDTH, height=HEIGHT,
        pages=len(pairs), minimum_type_size=MINIMUM_TYPE_SIZE, imposition="none", binding="left", key="",
    )
    return replace(page, key=page_key(page, engine))


def _name(brand: Brand) -> dict[str, object]:
    """Return a brand's name as its pages set it: in the typeface and direction of its first language."""
    language = brand.file.languages[0]
    setting = setting_for(language, headings=brand.file.type.headings, arabic_body="naskh", typefaces=brand_type(brand))
    return {"words": brand.file.name, "language": language, "direction": direction_of(language),
            "family": setting.heading, "weight": setting.heading_weight}


def _asset(side: int, number: int) -> str:
    return f"page-{number}-{'ab'[side]}.png"


def _placed(picture: Cover | None, asset: str) -> dict[str, object] | None:
    """Return a picture as large as its place allows, never distorted."""
    if picture is None:
        return None
    height = min(_PAGE_HEIGHT, _PAGE_WIDTH / picture.ratio)
    width = height * picture.ratio
    return {"asset": asset, "title": picture.title, "height": round(height, 2), "width": round(width, 2)}
