"""The colours of a page: a closed list of roles, computed from one brand colour in OKLCH.

Owns every colour that a brand may change, those that black ink needs, and the table of what is set on what. Templates
and drawings name roles and never compute a colour. Contrast is WCAG 2.2's (1.4.3): 4.5:1 for text, 3:1 for large text
and graphics.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from coloraide import Color

from generator.compose.tones import against, as_hex, contrast, deepened, is_seen_on, shade
from generator.load.brand_parts import Roles

INK = "#1d1d1b"
PAPER = "#ffffff"
BLACK = "#000000"
GROUNDS = {"sand": "#f7f1e7", "neutral": "#f2f1ee"}
TIER_1 = "#a80f1c"
TIER_2 = "#ffd27a"

TEXT_CONTRAST = 4.5
GRAPHIC_CONTRAST = 3.0
DEEP_CONTRAST = 7.0
#: A brand nearer than this to a signal colour (OKLab distance) is set quietly, so that alarms stay alone.
NEAR_TIER_1, NEAR_TIER_2 = 0.20, 0.12
#: What a brand's areas lie beside.
_BESIDE = (PAPER, GROUNDS["neutral"])
_NEAR = {TIER_1: NEAR_TIER_1, TIER_2: NEAR_TIER_2}

#: What `templates/shared/base.css` fixes for every brand; emergency and safety colours are nobody's to change.
FIXED: Mapping[str, str] = MappingProxyType({
    "ink": INK, "quiet-ink": "#4d4d49", "hairline": "#8c8c86", "pale-line": "#d6d4cd",
    "tier-1": TIER_1, "tier-2-header": TIER_2, "tier-2-body": "#fff3da", "tier-2-accent": "#8a4b00",
    "tier-2-line": "#d9b36a", "tier-3": "#2b4c7e",
})
#: The same in print with black ink only. Words are solid black, since small grey letters are made of dots; of the
#: areas only the emergency panel is, so that it stays the darkest of its page.
FIXED_BLACK: Mapping[str, str] = MappingProxyType({
    "ink": BLACK, "quiet-ink": BLACK, "hairline": "#6e6e6e", "pale-line": "#a6a6a6",
    "tier-1": BLACK, "tier-2-header": "#c8c8c8", "tier-2-body": "#efefef", "tier-2-accent": BLACK,
    "tier-2-line": "#8a8a8a", "tier-3": BLACK,
})


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The roles of a page's colours, as #rrggbb.

    `surface` carries the brand; `heading`, `bullet` and `rule` stand on paper; `mid` is the pale ground of
    pictures; `figure_*` colour the drawings. In `black` there are greys only, in place of the fixed colours too.
    """

    surface: str
    on_surface: str
    heading: str
    bullet: str
    rule: str
    mid: str
    ground: str
    title_ground: str
    title_ink: str
    title_bar: str
    picture_ground: str
    figure_ink: str
    figure_accent: str
    figure_skin: str
    figure_top: str
    figure_legs: str
    figure_cheek: str
    quiet: bool
    black: bool = False

    @property
    def fixed(self) -> Mapping[str, str]:
        """Return the colours that no brand changes."""
        return FIXED_BLACK if self.black else FIXED

    def custom_properties(self) -> dict[str, str]:
        """Return the roles as CSS custom properties; the fixed colours only where black ink takes their place."""
        return {
            **{
                f"--{name.replace('_', '-')}": getattr(self, name)
                for name in self.__slots__
                if name not in {"quiet", "black"} and not name.startswith("figure_")
            },
            **({f"--{name}": colour for name, colour in self.fixed.items()} if self.black else {}),
        }

    def drawing_colours(self) -> dict[str, str]:
        """Return the colour that replaces each of the colours drawings are made with."""
        return {
            "#22313f": self.figure_ink,
            "#e8894f": self.figure_accent,
            "#f7ebe0": self.figure_skin,
            "#ffffff": PAPER,
            "#d3e2e8": self.figure_top,
            "#8eadbb": self.figure_legs,
            "#f0c6aa": self.figure_cheek,
        }

    def icon_colours(self) -> dict[str, str]:
        """Return the colour that replaces each of the fixed colours in the icons of the signs."""
        return {FIXED[name]: self.fixed[name] for name in FIXED} if self.black else {}

    def colour(self, role: str) -> str:
        """Return the colour of a role by its name in the style sheets; `paper` is the white that all is printed on."""
        if role == "paper":
            return PAPER
        return self.fixed[role] if role in self.fixed else str(getattr(self, role.replace("-", "_")))


#: The roles for black ink: no brand has others, so that none competes with the signs.
_BLACK = Palette(
    surface="#dedede", on_surface=BLACK, heading=BLACK, bullet=BLACK, rule=BLACK, mid="#c8c8c8", ground="#ededed",
    title_ground="#dedede", title_ink=BLACK, title_bar="#dedede", picture_ground="#c8c8c8",
    figure_ink=BLACK, figure_accent="#8f8f8f", figure_skin=PAPER, figure_top="#e2e2e2", figure_legs="#b4b4b4",
    figure_cheek="#d0d0d0", quiet=False, black=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two roles that meet on a page: what is set on what, the least contrast, and where."""

    ink: str
    ground: str
    bound: float
    use: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastPair:
    """A pair with its colours (#rrggbb) and its contrast as measured."""

    pair: Pair
    ink: str
    ground: str
    ratio: float

    @property
    def bound(self) -> float:
        """Return the least contrast."""
        return self.pair.bound

    @property
    def use(self) -> str:
        """Return where the two meet."""
        return self.pair.use

    @property
    def good(self) -> bool:
        """Tell whether the contrast is enough."""
        return self.ratio >= self.bound


def _pairs(bound: float, *rows: tuple[str, str, str]) -> tuple[Pair, ...]:
    return tuple(Pair(ink=ink, ground=ground, bound=bound, use=use) for ink, ground, use in rows)


#: Everything that the templates set on something else.
PAIRS = (
    *_pairs(
        TEXT_CONTRAST,
        ("title-ink", "title-ground", "title and summary"),
        ("heading", "paper", "headings and numbers of steps"),
        ("heading", "ground", "headings in boxes"),
        ("ink", "paper", "text"),
        ("ink", "ground", "text in boxes"),
        ("quiet-ink", "paper", "footers and sources"),
        ("paper", "tier-1", "words and number of the emergency panel"),
        ("ink", "tier-2-header", "heading of the urgent panel"),
        ("ink", "tier-2-body", "text of the urgent panel"),
        ("tier-3", "paper", "heading of the third panel"),
    ),
    *_pairs(
        GRAPHIC_CONTRAST,
        ("bullet", "paper", "squares before list items"),
        ("rule", "paper", "rules and bars"),
        ("rule", "ground", "bars and rules of boxes"),
        ("tier-1", "paper", "frame and squares of the emergency panel"),
        ("tier-2-accent", "paper", "bar of the urgent panel"),
        ("tier-2-accent", "tier-2-body", "discs of the urgent panel"),
        ("hairline", "paper", "hairlines"),
        ("figure-ink", "picture-ground", "cover picture"),
        ("figure-ink", "ground", "pictures in boxes"),
        ("figure-ink", "paper", "pictures on white"),
        *(("figure-ink", f"figure-{part}", "lines of the drawings")
          for part in ("accent", "skin", "top", "legs", "cheek")),
    ),
)


def contrast_table(palette: Palette) -> tuple[ContrastPair, ...]:
    """Return every pair of the table in the colours of a palette, in the table's order."""
    coloured = ((pair, palette.colour(pair.ink), palette.colour(pair.ground)) for pair in PAIRS)
    return tuple(
        ContrastPair(pair=pair, ink=ink, ground=ground, ratio=contrast(ink, ground)) for pair, ink, ground in coloured
    )


def is_near_signal(colour: str) -> bool:
    """Tell whether a colour is so near to that of a warning panel that it competes with it."""
    return any(is_near(signal, colour) for signal in _NEAR)


def is_near(signal: str, colour: str) -> bool:
    """Tell whether a colour is near to one of the signals."""
    return float(Color(colour).distance(signal, space="oklab")) < _NEAR[signal]


@functools.lru_cache(maxsize=64)
def make_palette(
    brand: str, *, ground: str, ink: Literal["colour", "black"] = "colour", roles: Roles | None = None
) -> Palette:
    """Return the roles for a brand colour (#rrggbb) on the ground `sand` or `neutral`; `roles` are those by hand.

    What is computed keeps its contrast with what is set by hand, as far as any colour can. In black ink there are
    neither brand nor hand: both are colours.
    """
    if ink == "black":
        return _BLACK
    own = {name: colour.lower() for name, colour in (roles or Roles()).model_dump().items() if colour}
    quiet = is_near_signal(brand)
    surface, deep = _surface(brand), INK if quiet else _deep(brand)
    panel = own.get("ground", GROUNDS["neutral" if quiet else ground])
    heading = against(deep, (PAPER, panel), TEXT_CONTRAST)
    rule = own.get("rule") or _rule(brand, surface, panel)
    title_ground = own.get("title_ground") or _title_ground(surface, panel, quiet=quiet)
    mid = shade(brand, lightness=0.87, chroma=0.045)
    computed: dict[str, Any] = {
        "surface": surface,
        "on_surface": _readable_on(surface),
        "heading": heading,
        "bullet": heading,
        "rule": rule,
        "mid": mid,
        "ground": panel,
        "title_ground": title_ground,
        "title_ink": _readable_on(title_ground),
        "title_bar": _title_bar(surface, title_ground, rule, by_hand="title_ground" in own),
        "picture_ground": _picture_ground(surface, mid, quiet=quiet),
    }
    return Palette(**computed | own, **_figures(brand), quiet=quiet)


def _figures(brand: str) -> dict[str, Any]:
    """Return the colours of the drawings."""
    return {
        "figure_ink": INK,
        "figure_accent": _accent(brand),
        "figure_skin": PAPER,
        "figure_top": shade(brand, lightness=0.93, chroma=0.03),
        "figure_legs": shade(brand, lightness=0.76, chroma=0.07),
        "figure_cheek": shade(brand, lightness=0.88, chroma=0.05),
    }


def _readable_on(ground: str) -> str:
    # Between white and ink there are greys that neither reaches; black does.
    return next((ink for ink in (PAPER, INK) if contrast(ink, ground) >= TEXT_CONTRAST), BLACK)


def _surface(brand: str) -> str:
    """Darken the brand's colour just enough for white text, where neither white nor ink can stand on it."""
    if max(contrast(PAPER, brand), contrast(INK, brand)) >= TEXT_CONTRAST:
        # A mid tone that only ink reaches keeps the brand as given: ink is a good title colour.
        return brand.lower()
    return against(brand, (PAPER,), TEXT_CONTRAST)


def _deep(brand: str) -> str:
    tint = shade(brand, lightness=0.96, chroma=0.02)
    start = Color(brand).convert("oklch")
    start["lightness"] = min(start["lightness"], 0.50)
    return against(as_hex(start), (tint,), DEEP_CONTRAST)


def _rule(brand: str, surface: str, panel: str) -> str:
    """Return the brand's own colour where lines of it are seen, on paper and beside panels."""
    if all(contrast(surface, ground) >= GRAPHIC_CONTRAST for ground in (PAPER, panel)):
        return surface
    return against(_deep(brand), (panel,), GRAPHIC_CONTRAST)


def _title_ground(surface: str, panel: str, *, quiet: bool) -> str:
    """Return the ground of the title: the brand's colour, where it is no signal and no white on white."""
    if quiet:
        return GROUNDS["neutral"]
    return surface if is_seen_on(surface, PAPER) else panel


def _title_bar(surface: str, title_ground: str, rule: str, *, by_hand: bool) -> str:
    """Return the colour of the bar: not to be seen on a brand's own ground, and what holds a pale block together."""
    if title_ground == surface or (by_hand and is_seen_on(title_ground, PAPER)):
        return title_ground
    bar = deepened(surface, _BESIDE)
    return bar if is_seen_on(bar, PAPER) and is_seen_on(bar, title_ground) else rule


def _picture_ground(surface: str, mid: str, *, quiet: bool) -> str:
    """Return the ground of the cover picture: in quiet mode it has the brand's colour, where that is no alarm.

    A field of red beside the emergency panel would be the louder one of the two, and drawings are lost on dark ones.
    """
    ground = deepened(surface, _BESIDE)
    is_calm = not is_near(TIER_1, surface) and contrast(INK, ground) >= GRAPHIC_CONTRAST
    return ground if quiet and is_calm and is_seen_on(ground, PAPER) else mid


def _accent(brand: str) -> str:
    """Return the brand's hue in a middle tone: ink lines stay visible on it and it stands out from the clothes."""
    accent = Color(brand).convert("oklch")
    accent["lightness"] = min(max(accent["lightness"], 0.60), 0.80)
    return as_hex(accent)
