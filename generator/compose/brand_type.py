"""The typefaces that a brand has chosen, as far as they decide how a page is set.

Part of the layout class: names, weights and sizes, no paths. Where nothing is chosen, a script has its shipped faces.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.fonts import CHOICES, Face, FontFile
from generator.load.brand import Brand

#: The scripts that the Latin faces have letters for.
LATIN_LETTERS = ("Latn", "Cyrl", "Grek")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFamily:
    """A family of the brand's own for text or headings of a script; `scale` is against the shipped face."""

    script: str
    use: str
    family: str
    weights: tuple[int, ...]
    scale: float

    def nearest(self, weight: int) -> int:
        """Return the weight that it has in place of another, the bolder of two."""
        return min(self.weights, key=lambda own: (abs(own - weight), -own))


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandType:
    """What a brand has chosen: families of its own, and shipped ones by script."""

    own: tuple[OwnFamily, ...] = ()
    chosen: tuple[tuple[str, str], ...] = ()

    def family(self, script: str, use: str) -> OwnFamily | None:
        """Return the family of its own for a script and use."""
        return next((one for one in self.own if (one.script, one.use) == (script, use)), None)

    def choice(self, script: str) -> str:
        """Return the shipped family of a script's text, by its name in brand.toml."""
        known = CHOICES.get(script, CHOICES["Latn"])
        chosen = dict(self.chosen).get(script)
        return chosen if chosen in known else next(iter(known))

    def further_faces(self, script: str) -> tuple[Face, ...]:
        """Return the shipped faces that a page of the script takes only because the brand asks for them."""
        scripts = dict.fromkeys((script, script if script in LATIN_LETTERS else "Latn"))
        return tuple(face for one in scripts for face in CHOICES.get(one, {}).get(self.choice(one), ()))


#: The faces that are shipped, and nothing else.
SHIPPED = BrandType()


def brand_type(brand: Brand) -> BrandType:
    """Return the typefaces of a brand."""
    groups = dict.fromkeys((font.script, font.use) for font in brand.fonts)
    return BrandType(
        own=tuple(_family(brand, *group) for group in groups), chosen=tuple(sorted(brand.file.type.families.items())),
    )


def _family(brand: Brand, script: str, use: str) -> OwnFamily:
    fonts = sorted((font for font in brand.fonts if (font.script, font.use) == (script, use)),
                   key=lambda font: font.weight)
    return OwnFamily(
        script=script, use=use, family=fonts[0].font.face.family, weights=tuple(font.weight for font in fonts),
        scale=fonts[0].scale,  # of the regular weight, which most of a text is set in
    )


def own_files(brand: Brand, script: str) -> tuple[FontFile, ...]:
    """Return the font files of the brand's own that a page of the script is set with; Latin ones wherever they are."""
    scripts = (script,) if script in LATIN_LETTERS else (script, "Latn")
    return tuple(font.font for font in brand.fonts if font.script in scripts)
