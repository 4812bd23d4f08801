"""Which typefaces a brand's pages are set in, for people: what the brand sheet and a licence review list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.compose.brand_type import BrandType, brand_type
from generator.compose.typefaces import faces_for, script_of, setting_for
from generator.fonts import Face
from generator.load.brand import Brand

#: All shipped faces are Noto.
SHIPPED_LICENCE = "OFL-1.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedTypeface:
    """A family that sets text or headings of a script; `css` is its private name, `source` is `own` or `shipped`."""

    script: str
    use: str
    name: str
    css: str
    weights: tuple[int, ...]
    source: str
    licence: str


def used_typefaces(brand: Brand) -> tuple[UsedTypeface, ...]:
    """Return the families of text and headings for each script of the brand's languages, in the order of those."""
    languages: dict[str, str] = {}
    for language in brand.file.languages:
        languages.setdefault(script_of(language), language)
    return tuple(used for script, language in languages.items() for used in _of_script(brand, script, language))


def _of_script(brand: Brand, script: str, language: str) -> Iterator[UsedTypeface]:
    typefaces = brand_type(brand)
    setting = setting_for(language, headings=brand.file.type.headings, arabic_body="naskh", typefaces=typefaces)
    for use, families in (("text", setting.body), ("headings", setting.heading)):
        css = families.split(", ")[0].strip('"')
        yield _own(brand, script, use, css) or _shipped(script, use, css, language, typefaces)


def _own(brand: Brand, script: str, use: str, css: str) -> UsedTypeface | None:
    """Return a family of the brand's own; headings may be set in that of the text."""
    fonts = sorted((font for font in brand.fonts if font.font.face.family == css), key=lambda font: font.weight)
    return UsedTypeface(
        script=script, use=use, name=fonts[0].name, css=css, weights=tuple(font.weight for font in fonts), source="own",
        licence="; ".join(dict.fromkeys(font.licence for font in fonts)),
    ) if fonts else None


def _shipped(script: str, use: str, css: str, language: str, typefaces: BrandType) -> UsedTypeface:
    faces = [face for face in dict.fromkeys(faces_for(language, typefaces)) if face.family == css]
    return UsedTypeface(
        script=script, use=use, name=_noto(faces[0]), css=css, weights=tuple(sorted(face.weight for face in faces)),
        source="shipped", licence=SHIPPED_LICENCE,
    )


def _noto(face: Face) -> str:
    """Return the name under which people know a shipped family: NotoSansArabic-Bold.ttf is Noto Sans Arabic."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", face.file.partition("-")[0])
