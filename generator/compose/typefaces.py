"""How each script is set: families, sizes against Latin, line heights. The visual specification's table.

Owns the choice of type for a script and a brand's feeling. Sizes are factors of the Latin role sizes.
"""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale
from babel.core import get_global, parse_locale

from generator.fonts import FACES_BY_SCRIPT, Face


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a script is set: CSS families, weights, the size factor, line heights as factors of the size.

    `tail` is how many characters at the end of a text stay on one line.
    """

    body: str
    heading: str
    heading_weight: int
    size: float
    leading: float
    heading_leading: float
    tracking: str = "0"
    tail: int = 0

    def custom_properties(self) -> dict[str, str]:
        """Return the setting as CSS custom properties."""
        return {
            "--body-family": self.body,
            "--heading-family": self.heading,
            "--heading-weight": str(self.heading_weight),
            "--script-size": str(self.size),
            "--leading": str(self.leading),
            "--heading-leading": str(self.heading_leading),
            "--title-tracking": self.tracking,
        }


def script_of(language: str) -> str:
    """Return the ISO 15924 script in which a BCP 47 language is written (CLDR likely subtags)."""
    locale = Locale.parse(language, sep="-")
    if locale.script:
        return str(locale.script)
    likely = get_global("likely_subtags").get(locale.language)
    # Locale.parse drops a script that goes without saying, so the subtags are split by themselves.
    return parse_locale(likely)[2] or "Latn" if likely else "Latn"


def direction_of(language: str) -> str:
    """Return `rtl` or `ltr` (CLDR)."""
    return str(Locale.parse(language, sep="-").text_direction)


def faces_for(language: str) -> tuple[Face, ...]:
    """Return the faces that a page in this language may use."""
    return FACES_BY_SCRIPT.get(script_of(language), FACES_BY_SCRIPT["Latn"])


def setting_for(language: str, *, headings: str, arabic_body: str) -> Setting:
    """Return how a language is set under a brand whose headings are `serif` or `sans`."""
    match script_of(language):
        case "Arab":
            return _arabic(headings=headings, body=arabic_body)
        case "Hans":
            return _chinese(headings=headings)
        case _:
            return _latin(headings=headings)


def _latin(*, headings: str) -> Setting:
    serif = headings == "serif"
    return Setting(
        body='"Handout Sans"',
        heading='"Handout Serif"' if serif else '"Handout Sans"',
        heading_weight=600 if serif else 800,
        size=1.0, leading=1.36, heading_leading=1.12, tracking="-0.01em",
    )


def _arabic(*, headings: str, body: str) -> Setting:
    family = '"Handout Naskh", "Handout Sans"' if body == "naskh" else '"Handout Sans Arabic", "Handout Sans"'
    return Setting(
        body=family,
        heading='"Handout Naskh", "Handout Sans"' if headings == "serif" else '"Handout Kufi", "Handout Sans"',
        heading_weight=700,
        size=1.125 if body == "naskh" else 0.98,
        leading=1.5 if body == "naskh" else 1.45, heading_leading=1.38,
    )


def _chinese(*, headings: str) -> Setting:
    return Setting(
        body='"Handout Sans SC", "Handout Sans"',
        heading='"Handout Serif SC", "Handout Serif"' if headings == "serif" else '"Handout Sans SC", "Handout Sans"',
        heading_weight=700,
        size=1.0, leading=1.55, heading_leading=1.26, tail=4,
    )
