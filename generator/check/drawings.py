"""Rules over drawings: what is read aloud in their place, and an emblem that the law protects.

Owns what counts as a red cross. What an SVG may hold at all (no text, no pictures, no scripts) is refused at loading,
`load/svg.py`.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import PurePosixPath

from generator.check.text import Text, told, unmarked
from generator.findings import Finding, Severity
from generator.load.brand import Brand

#: Longer ones are read aloud in one breath no more.
_MOST_LETTERS = 150
_PICTURE_FILE = re.compile(r"[\w./ -]+\.(?:svg|png|jpe?g|gif|webp)", re.IGNORECASE)
#: How far two lengths of an emblem may differ, and how thin its arms may be, in parts of its size.
_NEAR, _LEAST_ARM, _MOST_ARM = 0.12, 0.08, 0.5
#: Elements that draw an outline, and the attribute that has its corners.
_OUTLINES = {"path": "d", "polygon": "points"}
_REDS = frozenset({"red", "crimson", "firebrick", "darkred"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bar:
    """A painted rectangle, in the units of the drawing."""

    left: float
    top: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        return self.left + self.width / 2, self.top + self.height / 2


def alternative_missing(text: Text) -> Iterator[Finding]:
    """Yield a finding for each drawing whose alternative text says nothing, in every language, or too much.

    WCAG 2.2, 1.1.1: a drawing that informs needs a text that does the same; a file's name is none (failure F30).
    """
    for source, target in text.pairs():
        if source.role != "alternative text":
            continue
        said = unmarked(target.text).strip()
        if not said or _PICTURE_FILE.fullmatch(said) or said in _names(text):
            yield told(text, source, rule="alternative-missing",
                       message=f"a drawing has the alternative text {said!r}, which says nothing.",
                       action="Say in one sentence what the drawing shows and why: Woman squats with bent knees.")
        elif len(said) > _MOST_LETTERS:
            yield told(text, source, rule="alternative-missing", severity=Severity.NOTE,
                       message=f"the alternative text {said[:40]!r} … has {len(said)} letters.",
                       action=f"Say it in at most {_MOST_LETTERS}, or say the rest in the text.")


def emblem_protected(text: Text) -> Iterator[Finding]:
    """Yield a finding for each drawing of the handout that has a red cross of equal arms; once, for the source."""
    if text.catalog is not None:
        return
    folder = PurePosixPath(text.handout.path).parent
    for name, svg in text.handout.images.items():
        if has_red_cross(svg):
            yield Finding(rule="emblem-protected", path=str(folder / name),
                          message="the drawing seems to have a red cross, which the Geneva Conventions protect.",
                          action="Draw something else: a white cross on green, a heart, a telephone.")


def logo_emblem(brand: Brand) -> Iterator[Finding]:
    """Yield a finding where a brand's logo, in any variant, or that of a partner has a protected emblem."""
    for name, logo in brand.logos.all().items():
        if has_red_cross(logo.text):
            yield Finding(rule="emblem-protected", path=brand.path, brand=brand.name,
                          message=f"the {name} seems to have a red cross, which the Geneva Conventions protect.",
                          action="Only the Red Cross and army medical services may use it; draw something else.")


def has_red_cross(svg: str) -> bool:
    """Tell whether an SVG has an upright red cross of equal arms: one shape, two bars or two strokes.

    A heuristic: colours of style sheets and turned groups are not seen, and an X or a white cross is none.
    """
    bars: list[_Bar] = []
    for name, attributes in _elements(svg):
        if _red(attributes.get("fill", "")):
            if name == "rect":
                bars.append(_rectangle(attributes))
            elif name in _OUTLINES and _is_cross(_corners(attributes.get(_OUTLINES[name], ""))):
                return True
        if _red(attributes.get("stroke", "")) and name in {"path", "line"}:
            bars.extend(_strokes(name, attributes))
    return any(_crossing(first, second) for first, second in combinations(bars, 2))


def _names(text: Text) -> set[str]:
    """Return what the drawings' files are called, with and without their folder and suffix."""
    paths = [PurePosixPath(name) for name in text.handout.images]
    return {form for path in paths for form in (str(path), path.name, path.stem)}


def _elements(svg: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield name and attributes of each element; fill and stroke are those of its groups where it has none."""
    open_groups: list[dict[str, str]] = [{}]
    for closing, name, rest, alone in re.findall(r"<(/?)([a-zA-Z]+)((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>", svg):
        if closing:
            open_groups[1:] = open_groups[1:-1]
            continue
        own = {key: first or second for key, first, second in re.findall(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')",
                                                                         rest)}
        own.update(re.findall(r"([\w-]+)\s*:\s*([^;]+)", own.get("style", "")))
        attributes = {**{key: value for key, value in open_groups[-1].items()
                         if key in {"fill", "stroke", "stroke-width"}}, **own}
        if not alone:
            open_groups.append(attributes)
        yield name, attributes


def _red(colour: str) -> bool:
    """Tell whether a colour is a strong red: near 0 degrees, saturated, neither near black nor near white."""
    colour = colour.strip().casefold()
    if re.fullmatch(r"#[0-9a-f]{3}", colour):
        colour = "#" + "".join(digit * 2 for digit in colour[1:])
    if not re.fullmatch(r"#[0-9a-f]{6}", colour):
        return colour in _REDS
    red, green, blue = (int(colour[start:start + 2], 16) / 255 for start in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    return min(hue, 1 - hue) < 15 / 360 and saturation > 0.55 and 0.25 < lightness < 0.7  # noqa: PLR2004 (as said)


def _number(value: str | None) -> float:
    found = re.match(r"\s*(-?[\d.]+)", value or "")
    return float(found[1]) if found else 0.0


def _rectangle(attributes: dict[str, str]) -> _Bar:
    left, top, width, height = (_number(attributes.get(key)) for key in ("x", "y", "width", "height"))
    return _Bar(left=left, top=top, width=width, height=height)


def _corners(path: str) -> list[tuple[float, float]]:
    """Return the corners of one closed shape of straight lines; none where it has curves or several parts."""
    if re.search(r"[csqtaCSQTA]", path) or len(re.findall("[mM]", path)) > 1:
        return []
    corners, (x, y) = [], (0.0, 0.0)
    for letter, numbers in re.findall(r"([a-zA-Z]?)([^a-zA-Z]*)", path):
        values = [float(value) for value in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)]
        step = 1 if letter in {"h", "H", "v", "V"} else 2
        for start in range(0, len(values) - step + 1, step):
            x, y = _moved(letter or "L", values[start:start + step], (x, y))
            corners.append((x, y))
    return corners[:-1] if len(corners) > 1 and corners[0] == corners[-1] else corners


def _moved(letter: str, values: list[float], place: tuple[float, float]) -> tuple[float, float]:
    x, y = place if letter.islower() else (0.0, 0.0)
    match letter.lower():
        case "h":
            return x + values[0], place[1]
        case "v":
            return place[0], y + values[0]
        case _:
            return x + values[0], y + values[1]


def _is_cross(corners: list[tuple[float, float]]) -> bool:
    """Tell whether these are the twelve corners of an upright cross of equal arms."""
    if len(corners) != 12:  # noqa: PLR2004 (three corners an arm)
        return False
    if any(x != other_x and y != other_y for (x, y), (other_x, other_y) in pairwise([*corners, corners[0]])):
        return False
    across, down = (sorted({round(value, 3) for value in values}) for values in zip(*corners, strict=True))
    if len(across) != 4 or len(down) != 4:  # noqa: PLR2004 (both edges of two bars)
        return False
    return _crossing(
        _Bar(left=across[0], top=down[1], width=across[3] - across[0], height=down[2] - down[1]),
        _Bar(left=across[1], top=down[0], width=across[2] - across[1], height=down[3] - down[0]),
    )


def _strokes(name: str, attributes: dict[str, str]) -> Iterator[_Bar]:
    """Yield the upright and level lines of a stroked element as bars."""
    thick = _number(attributes.get("stroke-width")) or 1.0
    if name == "line":
        start, end = ((_number(attributes.get(f"x{index}")), _number(attributes.get(f"y{index}"))) for index in (1, 2))
        lines = [(start, end)]
    else:
        parts = re.split(r"(?=M)", attributes.get("d", ""))
        lines = [(corners[0], corners[1]) for corners in map(_corners, parts) if len(corners) == 2]  # noqa: PLR2004 (ends)
    for (x, y), (other_x, other_y) in lines:
        if x == other_x:
            yield _Bar(left=x - thick / 2, top=min(y, other_y), width=thick, height=abs(y - other_y))
        elif y == other_y:
            yield _Bar(left=min(x, other_x), top=y - thick / 2, width=abs(x - other_x), height=thick)


def _crossing(first: _Bar, second: _Bar) -> bool:
    """Tell whether two bars make an upright cross of equal arms: one centre, one length, one width."""
    level, upright = (first, second) if first.width > second.width else (second, first)
    size = level.width
    if not size or not _LEAST_ARM * size < level.height < _MOST_ARM * size:
        return False
    differences = (
        level.width - upright.height, level.height - upright.width,
        level.centre[0] - upright.centre[0], level.centre[1] - upright.centre[1],
    )
    return all(abs(difference) <= _NEAR * size for difference in differences)
