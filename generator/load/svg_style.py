"""The style sheets and style attributes of an SVG, written into its shapes as presentation attributes.

Owns which properties of CSS draw, and which of them the engine cannot draw.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import cssselect2
import tinycss2
from cssselect2.parser import SelectorError

from generator.load.svg_faults import SVG, Element, refuse, refuse_for

#: What may stand on a shape: properties of CSS that are presentation attributes too, and that the engine draws.
DRAWN = frozenset({
    "clip-path", "clip-rule", "color", "display", "fill", "fill-opacity", "fill-rule", "marker", "marker-end",
    "marker-mid", "marker-start", "opacity", "stop-color", "stop-opacity", "stroke", "stroke-dasharray",
    "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width",
    "visibility", "cx", "cy", "height", "r", "rx", "ry", "width", "x", "y",
})
#: Properties that change the picture and that the engine leaves out, with the values that change nothing.
UNDRAWN = {
    "filter": {"none"}, "mask": {"none"}, "mask-image": {"none"}, "mix-blend-mode": {"normal"},
    "paint-order": {"normal", "fill", "fill stroke", "fill stroke markers"}, "vector-effect": {"none"},
    "transform": {"none"},
}
#: Rules of a style sheet that draw nothing on paper.
_IDLE_RULES = frozenset({"charset", "font-face", "keyframes", "-webkit-keyframes", "namespace"})
_LOCAL_URL = re.compile(r"""url\(\s*["']?(#[^"')\s]+)["']?\s*\)""")
_FAR_URL = re.compile(r"url\(\s*+(?!#)", re.IGNORECASE)

Declarations = list[tuple[str, str]]


def inline_styles(root: Element) -> bool:
    """Write all styles into the elements; tell whether there were any. RefusedSvgError for what cannot be."""
    sheets = list(root.iter(f"{SVG}style"))
    styled = bool(sheets) or any(element.get("style") for element in root.iter())
    if not styled:
        return False
    normal, important = cssselect2.Matcher(), cssselect2.Matcher()
    for sheet in sheets:
        rules = tinycss2.parse_stylesheet("".join(sheet.itertext()), skip_comments=True, skip_whitespace=True)
        _add_rules(rules, normal, important, line=sheet.sourceline)
        sheet.getparent().remove(sheet)
    for wrapper in list(cssselect2.ElementWrapper.from_xml_root(root).iter_subtree()):
        element = wrapper.etree_element
        own, own_important = _declarations(tinycss2.parse_blocks_contents(element.attrib.pop("style", "")))
        for declarations in (*_matching(normal, wrapper), own, *_matching(important, wrapper), own_important):
            _write(element, declarations)
    return True


def _add_rules(
    rules: Iterable[Any], normal: cssselect2.Matcher, important: cssselect2.Matcher, *, line: int | None
) -> None:
    for rule in rules:
        if rule.type == "at-rule":
            _refuse_rule(rule, line)
        if rule.type != "qualified-rule":
            continue
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except SelectorError:
            continue  # as in browsers: a selector that nobody knows matches nothing
        declared = _declarations(tinycss2.parse_blocks_contents(rule.content))
        for selector in selectors:
            if selector.pseudo_element is None and not selector.never_matches:
                for matcher, declarations in zip((normal, important), declared, strict=True):
                    matcher.add_selector(selector, declarations)


def _refuse_rule(rule: Any, line: int | None) -> None:  # noqa: ANN401 (tinycss2 has no types)
    """Let go of rules that draw nothing on white paper; RefusedSvgError for the others."""
    name, prelude = rule.lower_at_keyword, tinycss2.serialize(rule.prelude).lower()
    if name in _IDLE_RULES or (name == "media" and re.search(r"prefers-color-scheme:\s*dark", prelude)):
        return
    if name == "import":
        refuse_for("import", line)
    refuse(f"has styles that hold under conditions only (@{name})",
                          "Remove the condition, and keep the colours for white paper.", line)


def _declarations(parsed: Iterable[Any]) -> tuple[Declarations, Declarations]:
    """Return the declarations that anything is drawn by: the normal and the important ones."""
    normal: Declarations = []
    important: Declarations = []
    for one in parsed:
        if one.type == "declaration" and one.lower_name in {*DRAWN, *UNDRAWN}:
            value = _LOCAL_URL.sub(r"url(\1)", tinycss2.serialize(one.value).strip())
            (important if one.important else normal).append((one.lower_name, value))
    return normal, important


def _matching(matcher: cssselect2.Matcher, wrapper: Element) -> Iterator[Declarations]:
    """Yield the declarations of the rules that match an element, the most specific last."""
    yield from (declarations for _specificity, _order, _pseudo, declarations in matcher.match(wrapper))


def _write(element: Element, declarations: Declarations) -> None:
    for name, value in declarations:
        if "var(" in value.lower():
            refuse_for("var", element.sourceline)
        if _FAR_URL.search(value):
            refuse_for("outside", element.sourceline)
        if name == "transform" and value not in UNDRAWN[name]:
            refuse("moves shapes by a style sheet", line=element.sourceline)
        if name != "transform":
            element.set(name, value)
