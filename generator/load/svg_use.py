"""Parts of an SVG that refer to others: each <use> becomes a copy, and what would never end is refused.

The engine follows references as long as there are any; a few nested ones can keep it busy for ever.
"""

from __future__ import annotations

import copy
import re

from lxml import etree

from generator.load.svg_box import plain
from generator.load.svg_faults import FAULTS, SVG, Element, refuse

#: More elements than any logo has, all copies counted; and more references from one to the next.
_MOST_ELEMENTS, _MOST_STEPS = 20_000, 40
_URL = re.compile(r"""url\(\s*["']?#([^"')\s]+)""")
_NUMBER = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(?:px)?\s*", re.IGNORECASE)
_INHERITING = frozenset(f"{SVG}{name}" for name in ("linearGradient", "radialGradient", "pattern"))
#: What a <use> says of itself and not of its copy.
_OWN = frozenset({"href", "x", "y", "width", "height"})


def references(element: Element) -> tuple[str, ...]:
    """Return the ids that an element refers to."""
    href = element.get("href", "")
    named = (href[1:],) if href.startswith("#") else ()
    return (*named, *(name for value in element.attrib.values() if "url(" in value for name in _URL.findall(value)))


def tame(root: Element) -> None:
    """Refuse a drawing that refers to itself, or that grows beyond measure when it is drawn."""
    weights: dict[str, int] = {}
    known = _by_id(root)

    def weigh(element: Element, steps: tuple[str, ...]) -> int:
        total = 0
        for one in element.iter(etree.Element):
            total += 1
            for name in references(one):
                if name in steps or len(steps) > _MOST_STEPS:
                    refuse("refers to itself, which would never end", FAULTS["use"].action,
                                          one.sourceline)
                if name in known and name not in weights:
                    weights[name] = weigh(known[name], (*steps, name))
                total += weights.get(name, 0)
        if total > _MOST_ELEMENTS:
            refuse(f"has more than {_MOST_ELEMENTS:,} parts when it is drawn",
                                  "Simplify it in the drawing program; no logo needs so many.", element.sourceline)
        return total

    weigh(root, ())


def resolve_uses(root: Element) -> bool:
    """Replace each <use> by a copy of what it names; tell whether there was any. The drawing is tame."""
    known = _by_id(root)
    found = False
    while (use := next(root.iter(f"{SVG}use"), None)) is not None:
        found = True
        target = known.get(use.get("href", "")[1:])
        parent = use.getparent()
        if target is None:
            parent.remove(use)
        else:
            parent.replace(use, _copy_of(use, target))
    for symbol in list(root.iter(f"{SVG}symbol")):
        symbol.getparent().remove(symbol)
    return found


def resolve_gradients(root: Element) -> bool:
    """Give each gradient and pattern what it takes from another; tell whether any did. The drawing is tame.

    The engine forgets the stops that a gradient took from another as soon as a first shape was painted with it.
    """
    known = _by_id(root)
    found = False
    for element in [one for one in root.iter(etree.Element) if one.tag in _INHERITING and "href" in one.attrib]:
        found = True
        while (other := known.get(element.attrib.pop("href", "")[1:])) is not None:
            for key, value in other.attrib.items():
                if key != "id" and key not in element.attrib:
                    element.set(key, value)
            if not len(element):
                element.extend(copy.deepcopy(child) for child in other)
    return found


def _copy_of(use: Element, target: Element) -> Element:
    """Return the group that a <use> draws: its own attributes about a copy without ids."""
    name = target.tag.removeprefix(SVG)
    if name == "svg" or (name == "symbol" and target.get("viewBox")):
        refuse("re-uses a symbol with a view box of its own",
                              "Ungroup the symbols in the drawing program (unlink clones), and save it as a plain SVG.",
                              use.sourceline)
    group = etree.Element(f"{SVG}g", {key: value for key, value in use.attrib.items() if key not in _OWN})
    left, top = (_offset(use, key) for key in ("x", "y"))
    if left or top:
        moved = f"{use.get('transform', '')} translate({plain(left)} {plain(top)})"
        group.set("transform", moved.strip())
    drawn = copy.deepcopy(target)
    drawn.tail = None
    if name == "symbol":
        drawn.tag = f"{SVG}g"
    for element in drawn.iter(etree.Element):
        element.attrib.pop("id", None)
    group.append(drawn)
    return group


def _offset(use: Element, key: str) -> float:
    found = _NUMBER.fullmatch(use.get(key, "0"))
    if not found:
        refuse(f"re-uses a part at {use.get(key)!r}, which depends on something else",
                              "Unlink the clones in the drawing program, and save it as a plain SVG.", use.sourceline)
    return float(found[1])


def _by_id(root: Element) -> dict[str, Element]:
    known: dict[str, Element] = {}
    for element in root.iter(etree.Element):
        known.setdefault(element.get("id", ""), element)
    known.pop("", None)
    return known
