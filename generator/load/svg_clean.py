"""A logo as hospitals have it becomes a plain SVG that looks the same, or is refused with the reason.

What draws nothing is taken out: scripts, links, data of editors. What draws by other means is written as shapes: style
sheets, re-used parts, an odd view box. What cannot be had without another picture is refused: embedded pictures, text,
filters, references to other files. Nothing is fetched and no entity is expanded while it is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from generator.load.svg_box import ViewBox, view_box
from generator.load.svg_faults import FAULTS, SVG, Element, fault_in, refuse, refuse_for
from generator.load.svg_style import DRAWN, UNDRAWN, inline_styles
from generator.load.svg_use import references, resolve_gradients, resolve_uses, tame

_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
#: Elements that draw, and those by which others draw.
_DRAWING = frozenset({
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "stop", "use", "title",
    "desc",
})
_DEFINING = frozenset({"linearGradient", "radialGradient", "clipPath", "pattern", "marker", "symbol", "filter", "mask"})
#: Elements that draw nothing on paper, by what a person calls them.
_IDLE = {
    "script": "scripts", "handler": "scripts", "listener": "scripts", "metadata": "metadata",
    "animate": "animations", "animateTransform": "animations", "animateMotion": "animations",
    "animateColor": "animations", "set": "animations", "cursor": "editor data", "view": "editor data",
}
_TEXT = frozenset({"text", "textPath", "tref", "tspan", "flowRoot", "altGlyph"})
_FAULT_OF = {**dict.fromkeys(_TEXT, "text"), "image": "picture", "feImage": "picture", "foreignObject": "foreign"}
#: On these a program decides which part of a <switch> it draws.
_CONDITIONS = frozenset({"requiredExtensions", "requiredFeatures", "systemLanguage"})
#: Elements of other languages that bring something in from outside.
_BRINGING = frozenset({"link", "iframe", "img", "object", "embed", "audio", "video"})
_GEOMETRY = frozenset({
    "id", "href", "transform", "transform-origin", "viewBox", "preserveAspectRatio", "d", "points", "pathLength", "x1",
    "x2", "y1", "y2", "fx", "fy", "fr", "offset", "gradientUnits", "gradientTransform", "spreadMethod",
    "clipPathUnits", "patternUnits", "patternContentUnits", "patternTransform", "markerUnits", "markerWidth",
    "markerHeight", "refX", "refY", "orient", "overflow",
})
#: Of the root these say where the drawing stands, which its view box says too.
_PLACED = ("x", "y", "width", "height", "preserveAspectRatio", "viewBox", "overflow")
_NEAR_URL = re.compile(r"""url\(\s*["']?(#[^"')\s]+)["']?\s*\)""")
_FAR_URL = re.compile(r"""url\(\s*+["']?(?!#|["'])""", re.IGNORECASE)
_FLATTEN = "Flatten it in the drawing program (expand appearance, convert to paths), and save it as a plain SVG."


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanSvg:
    """A plain SVG with its width / height; `removed` names what was taken out, in words, none for a plain file."""

    text: str
    ratio: float
    removed: tuple[str, ...] = ()


def clean_svg(content: bytes) -> CleanSvg:
    """Return the plain form of an SVG, the file's own text where it is plain; RefusedSvgError where there is none.

    UnicodeDecodeError for a file in another encoding.
    """
    text = content.decode("utf-8-sig")
    _refuse_unread(text)
    root = _parsed(content)
    removed: dict[str, None] = {}
    _strip(root, removed)
    if inline_styles(root):
        removed["style sheets"] = None
    _hide(root, removed)
    _drop_unused(root, removed)
    for element in root.iter(etree.Element):
        _try(element)
    tame(root)
    # Both are resolved, whatever the first one finds.
    if resolve_uses(root) | resolve_gradients(root):
        removed["re-used parts"] = None
    box = view_box(root)
    if box.odd:
        removed["an odd view box"] = None
    if not (removed or root.prefix or fault_in(text)):
        return CleanSvg(text=text, ratio=box.ratio)
    _drop_unused(root, {})
    written = _written(root, box)
    if fault := fault_in(written):
        refuse(fault.said, fault.action)
    return CleanSvg(text=written, ratio=box.ratio, removed=tuple(removed))


def _refuse_unread(text: str) -> None:
    """Refuse what must not even be parsed."""
    for name, pattern in (("entity", FAULTS["entity"].pattern), ("outside", r"<\?xml-stylesheet")):
        if found := re.search(pattern, text, re.IGNORECASE):
            refuse_for(name, text.count("\n", 0, found.start()) + 1)


def _parsed(content: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        said = str(error).partition(", line")[0]
        refuse(f"is broken XML: {said}", "Export it again as a plain SVG.", line)
    if root.tag == "svg":  # without its namespace, as snippets of web pages are
        for element in root.iter(etree.Element):
            element.tag = element.tag if element.tag.startswith("{") else f"{SVG}{element.tag}"
    if root.tag != f"{SVG}svg":
        refuse("is no SVG", line=root.sourceline)
    return root


def _strip(element: Element, removed: dict[str, None]) -> None:
    """Take out what draws nothing, in an element and all below it."""
    if element.tag == f"{SVG}switch":
        _choose(element)
    for key in list(element.attrib):
        _strip_attribute(element, key, removed)
    if element.tag == f"{SVG}a":
        element.tag = f"{SVG}g"
        element.attrib.pop("href", None)
        removed["links"] = None
    for child in list(element):
        if label := _idle(child):
            element.remove(child)
            removed[label] = None
        elif child.tag != f"{SVG}foreignObject":
            _strip(child, removed)


def _idle(element: Element) -> str | None:
    """Return what an element that draws nothing is called; None for one that draws."""
    name = etree.QName(element)
    if name.namespace != SVG[1:-1]:
        if name.localname in _BRINGING:
            refuse_for("outside", element.sourceline)
        return "scripts" if name.localname == "script" else "editor data"
    if name.localname == "foreignObject" and not len(element) and not (element.text or "").strip():
        return "empty foreign content"
    if name.localname in _TEXT and not "".join(element.itertext()).strip():
        return "empty text"
    return _IDLE.get(name.localname)


def _choose(switch: Element) -> None:
    """Keep the one child of a <switch> that every program draws: Illustrator puts its own data before it."""
    kept = next((child for child in switch if child.tag != f"{SVG}foreignObject"
                 and not _CONDITIONS & set(child.attrib)), None)
    for child in list(switch):
        if child is not kept:
            switch.remove(child)
    switch.tag = f"{SVG}g"


def _strip_attribute(element: Element, key: str, removed: dict[str, None]) -> None:
    if key == _XLINK_HREF:
        address = element.attrib.pop(key)
        element.set("href", element.get("href", address))
    elif key.startswith("{"):
        del element.attrib[key]
        if not key.startswith("{http://www.w3.org/"):
            removed["editor data"] = None
    elif key.lower().startswith("on"):
        del element.attrib[key]
        removed["event handlers"] = None


def _hide(root: Element, removed: dict[str, None]) -> None:
    """Take out what is not shown; of a hidden group the definitions stay, since others may draw by them."""
    for element in list(root.iter(etree.Element)):
        if element.get("display") != "none" or element.getparent() is None:
            continue
        removed["hidden parts"] = None
        if element.tag == f"{SVG}g":
            element.tag = f"{SVG}defs"
            element.attrib.clear()
        elif element.tag.removeprefix(SVG) in {*_DEFINING, "defs"}:
            del element.attrib["display"]
        else:
            element.getparent().remove(element)


def _drop_unused(root: Element, removed: dict[str, None]) -> None:
    """Take out definitions that nothing refers to, and those that only they referred to."""
    while True:
        used = {name for element in root.iter(etree.Element) for name in references(element)}
        defined = [
            element for element in root.iter(etree.Element)
            if element.tag.removeprefix(SVG) in _DEFINING
            or (element.getparent() is not None and element.getparent().tag == f"{SVG}defs")
        ]
        unused = [one for one in defined if not used & {part.get("id") for part in one.iter(etree.Element)}]
        if not unused:
            break
        for element in unused:
            if element.getparent() is not None:
                element.getparent().remove(element)
        removed["unused definitions"] = None


def _try(element: Element) -> None:
    """Refuse an element that draws by means that the engine has not, or that come from outside."""
    name, line = element.tag.removeprefix(SVG), element.sourceline
    if name in _FAULT_OF:
        refuse_for(_FAULT_OF[name], line)
    if name in {"filter", "mask"}:
        refuse(f"uses {name}, which the engine does not draw", _FLATTEN, line)
    if name not in _DRAWING and name not in _DEFINING:
        refuse(f"has <{name}>, which the engine does not draw", _FLATTEN, line)
    if name == "svg" and element.getparent() is not None:
        refuse("holds a drawing inside the drawing", _FLATTEN, line)
    if element.get("clipPathUnits") == "objectBoundingBox":
        refuse("clips shapes by their own size, which the engine draws wrongly", _FLATTEN, line)
    if name == "svg" and element.get("transform"):
        refuse("turns or moves the whole drawing", _FLATTEN, line)
    _try_attributes(element)


def _try_attributes(element: Element) -> None:
    for key, idle in UNDRAWN.items():
        if key != "transform" and element.get(key, "none") not in {*idle, "none"}:
            refuse(f"uses {key}, which the engine does not draw", _FLATTEN, element.sourceline)
    for key, value in element.attrib.items():
        if "var(" in value.lower():
            refuse_for("var", element.sourceline)
        if (key == "href" and not value.startswith("#")) or _FAR_URL.search(value):
            refuse_for("outside", element.sourceline)


def _written(root: Element, box: ViewBox) -> str:
    """Return the drawing as text: what draws and nothing else, in one namespace, begun at 0 0."""
    plain = etree.Element(f"{SVG}svg", nsmap={None: SVG[1:-1]})
    plain.set("viewBox", box.written())
    for key, value in _attributes(root).items():
        if key not in _PLACED:
            plain.set(key, value)
    shift = box.shift()
    drawn = etree.SubElement(plain, f"{SVG}g", transform=shift) if shift else plain
    _copy(root, drawn)
    return str(etree.tostring(plain, encoding="unicode")) + "\n"


def _copy(element: Element, into: Element) -> None:
    for child in element:
        name = child.tag.removeprefix(SVG)
        if name in {"title", "desc"} or (name == "defs" and not len(child)):
            continue
        _copy(child, etree.SubElement(into, child.tag, _attributes(child)))


def _attributes(element: Element) -> dict[str, str]:
    """Return the attributes that draw; an address of its own file without quotes, as all programs read it."""
    return {key: _NEAR_URL.sub(r"url(\1)", value) for key, value in element.attrib.items()
            if key in DRAWN or key in _GEOMETRY}
