"""How each script is set: families, sizes against Latin, line heights. The visual specification's table.

Owns the choice of type for a script and a brand's feeling. Sizes are factors of the Latin role sizes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from babel.core import get_global, parse_locale

from generator.compose.brand_type import LATIN_LETTERS, SHIPPED, BrandType, OwnFamily
from generator.fonts import FACES_BY_SCRIPT, Face
from generator.load.settings import PSEUDO_LOCALES, babel_locale

#: Languages in Arabic script whose readers expect Nastaliq; CLDR knows the script only, not the hand.
NASTALIQ_LANGUAGES = frozenset({"ur", "ks", "pa", "skr", "lah"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a script is set: CSS families, weights, the size factor, line heights as factors of the size.

    `least_leading` is the line height at which marks of two lines would meet: captions, contacts and posters, which
    are set closer than text, keep to it. `narrow` is the body's semi-condensed family, the body itself where a script
    has none; `small` sets draft line, footer and other lines that must stay low: Naskh where the body is Nastaliq.
    `tail` is how many characters at the end of a text stay on one line. `latin` is what telephone numbers and the like
    are set in where that is not the shipped sans.
    """

    body: str
    narrow: str
    small: str
    heading: str
    heading_weight: int
    size: float
    leading: float
    heading_leading: float
    least_leading: float = 1.0
    tracking: str = "0"
    tail: int = 0
    latin: str = ""

    def custom_properties(self) -> dict[str, str]:
        """Return the setting as CSS custom properties."""
        return {
            "--body-family": self.body,
            "--narrow-family": self.narrow,
            "--small-family": self.small,
            "--heading-family": self.heading,
            "--heading-weight": str(self.heading_weight),
            "--script-size": str(self.size),
            "--leading": str(self.leading),
            "--heading-leading": str(self.heading_leading),
            "--least-leading": str(self.least_leading),
            "--title-tracking": self.tracking,
            **({"--latin-family": self.latin} if self.latin else {}),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measures:
    """The numbers of a script's setting, whatever the brand."""

    size: float
    leading: float
    heading_leading: float
    least_leading: float = 1.0
    tracking: str = "0"
    tail: int = 0


_LATIN = _Measures(size=1.0, leading=1.36, heading_leading=1.12, tracking="-0.01em")
#: One storey of marks above and below the letters.
_INDIC = _Measures(size=1.04, leading=1.55, heading_leading=1.4, least_leading=1.3)
#: Signs under signs, and long descents.
_STACKED = _Measures(size=1.04, leading=1.65, heading_leading=1.5, least_leading=1.36)
_SQUARE = _Measures(size=1.0, leading=1.55, heading_leading=1.26, tail=4)

#: By language where it needs more room than its script, else by script (ISO 15924). The least leadings are the
#: height of the ink of words with stacked marks, measured on rendered lines.
_MEASURES = {
    "vi": _Measures(size=1.0, leading=1.45, heading_leading=1.3, least_leading=1.3, tracking="-0.01em"),
    "Latn": _LATIN, "Cyrl": _LATIN, "Grek": _LATIN,
    "Geor": _Measures(size=1.0, leading=1.42, heading_leading=1.2),
    "Armn": _Measures(size=1.0, leading=1.42, heading_leading=1.2),
    "Hebr": _Measures(size=1.04, leading=1.45, heading_leading=1.2, least_leading=1.14),
    "Ethi": _Measures(size=1.04, leading=1.45, heading_leading=1.2),
    "Thaa": _Measures(size=1.06, leading=1.6, heading_leading=1.4, least_leading=1.26),
    "Arab": _Measures(size=1.125, leading=1.5, heading_leading=1.38),
    "Aran": _Measures(size=1.02, leading=1.9, heading_leading=1.6, least_leading=1.6),
    "Deva": _INDIC, "Beng": _INDIC, "Gujr": _INDIC, "Guru": _INDIC, "Sinh": _INDIC,
    "Orya": _STACKED, "Taml": _STACKED, "Telu": _STACKED, "Knda": _STACKED, "Mlym": _STACKED,
    "Thai": _Measures(size=1.04, leading=1.65, heading_leading=1.54, least_leading=1.48),
    "Laoo": _Measures(size=1.04, leading=1.7, heading_leading=1.62, least_leading=1.6),
    "Khmr": _Measures(size=1.04, leading=1.8, heading_leading=1.7, least_leading=1.66),
    "Mymr": _Measures(size=1.04, leading=1.8, heading_leading=1.7, least_leading=1.66),
    "Tibt": _Measures(size=1.08, leading=1.95, heading_leading=1.9, least_leading=1.86),
    "Hans": _SQUARE, "Hant": _SQUARE, "Jpan": _SQUARE,
    # Korean has spaces between its words, so no character of it is left alone.
    "Kore": _Measures(size=1.0, leading=1.55, heading_leading=1.26),
}
#: Naskh is small for its size; the sans that a format may ask for instead is not.
_ARABIC_SANS = _Measures(size=0.98, leading=1.45, heading_leading=1.38)

#: Scripts whose families are not "Handout Sans Code" and "Handout Serif Code" before the Latin ones.
_SUFFIXES = {"Hans": "SC", "Hant": "TC", "Jpan": "JP", "Kore": "KR"}
_ONLY_FAMILY = {"Aran": "Handout Nastaliq", "Tibt": "Handout Serif Tibt", "Thaa": "Handout Sans Thaa",
                "Orya": "Handout Sans Orya"}
#: The scripts whose text has a semi-condensed family for lines that run long.
_NARROW = {"Latn": "Handout Sans Narrow", "Cyrl": "Handout Sans Narrow", "Grek": "Handout Sans Narrow",
           "Deva": "Handout Sans Deva Narrow"}
#: How much a font of a brand's own may be set larger or smaller than its size, so that it looks as large as ours.
_LEAST_SCALE, _MOST_SCALE = 0.9, 1.12


def script_of(language: str) -> str:
    """Return the ISO 15924 script in which a BCP 47 language is set (CLDR likely subtags); Aran where in Nastaliq."""
    if language in PSEUDO_LOCALES:
        return "Latn"  # accented or turned round, their letters are those of the source
    locale = babel_locale(language)
    script = str(locale.script or _likely_script(locale.language))
    return "Aran" if script == "Arab" and locale.language in NASTALIQ_LANGUAGES else script


def _likely_script(language: str) -> str:
    likely = get_global("likely_subtags").get(language)
    # Locale.parse drops a script that goes without saying, so the subtags are split by themselves.
    return parse_locale(likely)[2] or "Latn" if likely else "Latn"


def direction_of(language: str) -> str:
    """Return `rtl` or `ltr` (CLDR)."""
    return str(babel_locale(language).text_direction)


def faces_for(language: str, typefaces: BrandType = SHIPPED) -> tuple[Face, ...]:
    """Return the shipped faces that a page in this language may use."""
    script = script_of(language)
    return (*FACES_BY_SCRIPT.get(script, FACES_BY_SCRIPT["Latn"]), *typefaces.further_faces(script))


def setting_for(language: str, *, headings: str, arabic_body: str, typefaces: BrandType = SHIPPED) -> Setting:
    """Return how a language is set under a brand whose headings are `serif` or `sans`, in the typefaces it chose."""
    script = script_of(language) if script_of(language) in _MEASURES else "Latn"
    arabic_body = _arabic_body(typefaces) or arabic_body
    measures = _MEASURES.get(babel_locale(language).language, _MEASURES[script])
    if script == "Arab" and arabic_body == "sans":
        measures = _ARABIC_SANS
    body, heading, weight = _families(script, serif=headings == "serif", naskh=arabic_body == "naskh")
    narrow = _stack(_NARROW[script], "Handout Sans Narrow") if script in _NARROW else body
    small = _stack("Handout Naskh") if script == "Aran" else narrow
    setting = Setting(
        body=body, narrow=narrow, small=small, heading=heading, heading_weight=weight,
        size=measures.size, leading=measures.leading, heading_leading=measures.heading_leading,
        least_leading=measures.least_leading, tracking=measures.tracking, tail=measures.tail,
    )
    return setting if typefaces == SHIPPED else _chosen(setting, script, typefaces, serif=headings == "serif")


def _arabic_body(typefaces: BrandType) -> str:
    """Return which Arabic family a brand insists on; a file of its own is measured against Naskh."""
    return "naskh" if typefaces.family("Arab", "text") else dict(typefaces.chosen).get("Arab", "")


def _chosen(setting: Setting, script: str, typefaces: BrandType, *, serif: bool) -> Setting:
    """Return the setting with the brand's families before the shipped ones, which have what those lack."""
    if script in LATIN_LETTERS:
        if typefaces.choice(script) == "serif":
            narrow = _stack("Handout Serif Narrow", "Handout Sans Narrow")
            setting = replace(setting, body=_stack("Handout Serif"), narrow=narrow, small=narrow,
                              latin=_stack("Handout Serif"))
    else:
        setting = _latin_in(setting, typefaces)
    setting = _in_own_headings(_in_own_text(setting, script, typefaces), script, typefaces, serif=serif)
    # A size below that of Latin would be below 12 pt.
    return replace(setting, size=max(1.0, setting.size))


def _latin_in(setting: Setting, typefaces: BrandType) -> Setting:
    """Return the setting of another script with the brand's Latin family where Latin words and numbers stand."""
    own = typefaces.family("Latn", "text")
    latin = f'"{own.family}"' if own else '"Handout Serif"' if typefaces.choice("Latn") == "serif" else ""
    if not latin:
        return setting

    def stacked(families: str) -> str:
        script, _comma, shipped = families.rpartition(", ")
        return f"{script}, {latin}, {shipped}"

    return replace(setting, body=stacked(setting.body), narrow=stacked(setting.narrow), small=stacked(setting.small),
                   heading=stacked(setting.heading), latin=f'{latin}, "Handout Sans"')


def _in_own_text(setting: Setting, script: str, typefaces: BrandType) -> Setting:
    """Return the setting with text in the brand's own family, which has no narrow one: two faces in a text clash."""
    own = typefaces.family(script, "text")
    if own is None:
        return setting
    body = _behind((own,), setting.body, script)
    scale = min(max(own.scale, _LEAST_SCALE), _MOST_SCALE)
    return replace(
        setting, body=body, narrow=body, size=round(setting.size * scale, 3),
        # Nastaliq is too tall for lines that must stay low, whoever drew it.
        small=setting.small if script == "Aran" else body,
        latin=body if script in LATIN_LETTERS else setting.latin,
    )


def _in_own_headings(setting: Setting, script: str, typefaces: BrandType, *, serif: bool) -> Setting:
    """Return the setting with headings in the brand's own family, in a weight that it has.

    Headings follow a text of its own unless the brand asks for the shipped serif.
    """
    own, text = typefaces.family(script, "headings"), typefaces.family(script, "text")
    families = [one for one in (own, text if own or not serif else None) if one]
    if not families:
        return setting
    return replace(setting, heading=_behind(families, setting.heading, script),
                   heading_weight=families[0].nearest(setting.heading_weight))


def _behind(own: Iterable[OwnFamily], shipped: str, script: str) -> str:
    """Return the brand's families with the shipped ones behind them.

    Fonts of other scripts often have no digits: those come from the Latin face, so the script's shipped one is last.
    """
    first, *latin = shipped.split(", ")
    families = [first, *latin] if script in LATIN_LETTERS else [*latin, first]
    return ", ".join([*(f'"{one.family}"' for one in own), *families])


def _families(script: str, *, serif: bool, naskh: bool) -> tuple[str, str, int]:
    """Return the CSS families of text and headings, and the weight of headings."""
    if script in LATIN_LETTERS:
        return '"Handout Sans"', '"Handout Serif"' if serif else '"Handout Sans"', 600 if serif else 800
    if script == "Arab":
        heading = "Handout Naskh" if serif else "Handout Kufi"
        return _stack("Handout Naskh" if naskh else "Handout Sans Arabic"), _stack(heading), 700
    if only := _ONLY_FAMILY.get(script):
        return _stack(only), _stack(only), 700
    suffix = _SUFFIXES.get(script)
    sans, weight = _stack(f"Handout Sans {suffix or script}"), 700 if suffix or not serif else 600
    return sans, _stack(f"Handout Serif {suffix or script}", "Handout Serif") if serif else sans, weight


def _stack(family: str, latin: str = "Handout Sans") -> str:
    """Return a family with the Latin one behind it, for what it lacks."""
    return f'"{family}", "{latin}"'
