"""What the engine laid out, measured: text that leaves its box, lines that collide, type that is too small.

Reads WeasyPrint's box tree, which has no public interface: pinned to the version in pyproject.toml. Positions are
CSS pixels (96 to the inch) from the page's top left corner.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

PIXELS_PER_MM = 96 / 25.4
#: White space that flowing text keeps above what is anchored to the foot of its side.
ANCHOR_GAP = 3.0 * PIXELS_PER_MM
#: How far letters may reach over the edge of their frame before it counts.
TOLERANCE = 1.0
#: The letters of a line reach from this share of the type size above its baseline to this one below it: the box of
#: a line is taller, by the font's own white space.
ASCENT, DESCENT = 0.74, 0.22
POINTS_PER_PIXEL = 0.75
#: What a line to write on counts as: a letter that no text has.
LINE = "\uffff"
#: Where blocks run into each other every line collides; a few say enough.
COLLISIONS_TOLD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault of layout: which side (id of its element, empty for margins), which rule, what is wrong."""

    side: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A text or an image where it stands on the page."""

    left: float
    top: float
    right: float
    bottom: float
    name: str


@dataclass(slots=True, kw_only=True)
class _Walk:
    """What a walk over one page found."""

    minimum_size: float
    marks: list[_Mark] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    side: str = ""
    flow_bottom: float = 0.0
    anchor_top: float | None = None


def inspect_page(page_box: boxes.PageBox, *, minimum_type_size: float) -> tuple[Fault, ...]:
    """Return the layout faults of one page; `minimum_type_size` is in pt."""
    walk = _Walk(minimum_size=minimum_type_size)
    paper = (0.0, 0.0, page_box.margin_width(), page_box.margin_height())
    for child in page_box.children:
        _visit(child, walk, frames=(paper,), place="")
    if walk.anchor_top is not None and walk.flow_bottom > walk.anchor_top - ANCHOR_GAP:
        over = (walk.flow_bottom - walk.anchor_top + ANCHOR_GAP) / PIXELS_PER_MM
        walk.faults.append(Fault(
            side=walk.side, rule="page-overflow",
            message=f"the text runs {over:.1f} mm into the block at the foot of {walk.side}",
        ))
    walk.faults.extend(
        Fault(side=walk.side, rule="page-collision", message=f"{first.name} and {second.name} overlap")
        for first, second in islice(_collisions(walk.marks), COLLISIONS_TOLD)
    )
    return tuple(walk.faults)


def shifted_groups(pages: Sequence[boxes.PageBox]) -> Iterator[Fault]:
    """Yield a fault for each block that does not begin on the page that the text says (`data-page`)."""
    seen: set[Element] = set()
    for number, page_box in enumerate(pages, start=1):
        for box in _descendants(page_box):
            wanted = box.element.get("data-page") if box.element is not None else None
            if wanted and box.element not in seen:
                seen.add(box.element)
                if int(wanted) != number:
                    yield Fault(side=page_side(page_box), rule="page-shifted",
                                message=f"what belongs on page {wanted} begins on page {number}")


def torn_panels(pages: Sequence[boxes.PageBox]) -> Iterator[Fault]:
    """Yield a fault for each block that must be whole (`data-whole` says what it is) and stands on several pages."""
    places: dict[Element, set[int]] = {}
    for number, page_box in enumerate(pages, start=1):
        for box in _descendants(page_box):
            if box.element is not None and box.element.get("data-whole"):
                places.setdefault(box.element, set()).add(number)
    for element, numbers in places.items():
        if len(numbers) > 1:
            yield Fault(side=page_side(pages[min(numbers) - 1]), rule="panel-torn",
                        message=f"{element.get('data-whole')!r} begins on page {min(numbers)} and goes on overleaf")


def page_side(page_box: boxes.PageBox) -> str:
    """Return the id of the side that a page sets; empty where it sets none."""
    return next((box.element.get("id", "") for box in _descendants(page_box) if "side" in _classes(box)), "")


def _descendants(box: boxes.Box) -> Iterator[boxes.Box]:
    for child in getattr(box, "children", ()):
        yield child
        yield from _descendants(getattr(child, "_box", child))


def lost_text(root: Element, pages: Sequence[boxes.PageBox]) -> Iterator[Fault]:
    """Yield a fault for each side whose text was not laid out in full.

    The engine drops, without a word, what does not fit into a box of fixed height at the end of a page. So the
    letters of each side, and its lines to write on, are counted in the source and in the layout; white space is
    nobody's loss.
    """
    printed: dict[str, Counter[str]] = {}
    for page_box in pages:
        _count_letters(page_box, printed, side="")
    for element in root.iter("section"):
        if "side" not in element.get("class", "").split():
            continue
        side = element.get("id", "")
        missing = Counter(_letters(_text_of(element))) - printed.get(side, Counter())
        if missing.total():
            yield Fault(side=side, rule="text-lost",
                        message=f"{_said(missing)} of {side} do not fit and would be left out")


def _said(missing: Counter[str]) -> str:
    lines = missing.pop(LINE, 0)
    letters = f"{missing.total()} letters" if missing.total() else ""
    return " and ".join(filter(None, (letters, f"{lines} lines to write on" if lines else "")))


def _text_of(element: Element) -> str:
    """Return the text of an element without its running footers, which stand in margins."""
    if "footer" in element.get("class", "").split():
        return element.tail or ""
    mark = LINE if "line" in element.get("class", "").split() else ""
    return mark + (element.text or "") + "".join(map(_text_of, element)) + (element.tail or "")


def _letters(text: str) -> str:
    return "".join(text.split())


def _count_letters(box: boxes.Box, printed: dict[str, Counter[str]], *, side: str) -> None:
    box = getattr(box, "_box", box)
    if isinstance(box, boxes.MarginBox):
        return
    if "side" in _classes(box):
        side = box.element.get("id", "")
    if isinstance(box, boxes.TextBox):
        printed.setdefault(side, Counter()).update(_letters(box.text))
    elif "line" in _classes(box):
        printed.setdefault(side, Counter()).update(LINE)
    for child in getattr(box, "children", ()):
        _count_letters(child, printed, side=side)


_Frame = tuple[float, float, float, float]


def _visit(box: boxes.Box, walk: _Walk, *, frames: tuple[_Frame, ...], place: str) -> None:
    box = getattr(box, "_box", box)  # an absolutely positioned box stands behind a placeholder
    classes = _classes(box)
    if "side" in classes:
        walk.side = box.element.get("id", "")
    if "anchored" in classes and isinstance(box, boxes.BlockLevelBox) and box.height:
        walk.anchor_top, place = box.position_y, "anchored"
    elif "flow" in classes:
        place = "flow"
    if isinstance(box, boxes.TextBox):
        _visit_text(box, walk, frames=frames)
    elif isinstance(box, boxes.ReplacedBox):
        _visit_image(box, walk, frames=frames, place=place)
    if place == "flow" and isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        walk.flow_bottom = max(walk.flow_bottom, box.position_y + box.height)
    if frame := _frame(box, classes):
        frames = (*frames, frame)
    for child in getattr(box, "children", ()):
        _visit(child, walk, frames=frames, place=place)


def _classes(box: boxes.Box) -> frozenset[str]:
    # Pseudo-elements and anonymous boxes share the element of their parent: only its own box counts.
    if box.element is None or box.element_tag != getattr(box.element, "tag", None):
        return frozenset()
    return frozenset(box.element.get("class", "").split())


def _frame(box: boxes.Box, classes: frozenset[str]) -> _Frame | None:
    """Return the edges that text must keep to: of a side of the sheet, a painted box, or a box with borders.

    Sideways any such box counts; above and below only an edge that the reader sees.
    """
    if not isinstance(box, boxes.BlockLevelBox | boxes.TableCellBox):
        return None
    edges = {edge: bool(getattr(box, f"border_{edge}_width", 0)) for edge in ("top", "right", "bottom", "left")}
    ground = box.style["background_color"]
    filled = "side" in classes or ground == "currentcolor" or ground.alpha > 0
    if not (filled or any(edges.values())):
        return None
    left, top = box.position_x + box.margin_left, box.position_y + box.margin_top
    return (
        left,
        top if filled or edges["top"] else -math.inf,
        left + box.border_width(),
        top + box.border_height() if filled or edges["bottom"] else math.inf,
    )


def _visit_text(box: boxes.TextBox, walk: _Walk, *, frames: tuple[_Frame, ...]) -> None:
    if not box.text.strip():
        return
    size, name = float(box.style["font_size"]), repr(box.text.strip()[:40])
    baseline = box.position_y + box.baseline
    rectangle = (box.position_x, baseline - ASCENT * size, box.position_x + box.width, baseline + DESCENT * size)
    walk.marks.append(_mark(rectangle, name))
    points = size * POINTS_PER_PIXEL
    if points < walk.minimum_size - 0.01:
        walk.faults.append(Fault(
            side=walk.side, rule="type-too-small",
            message=f"{name} is set in {points:.1f} pt, below the least of {walk.minimum_size:g} pt",
        ))
    if any(_leaves(rectangle, frame) for frame in frames):
        walk.faults.append(Fault(side=walk.side, rule="text-overflow", message=f"{name} leaves its box"))


def _visit_image(box: boxes.ReplacedBox, walk: _Walk, *, frames: tuple[_Frame, ...], place: str) -> None:
    left, top = box.position_x + box.margin_left, box.position_y + box.margin_top
    rectangle = (left, top, left + box.border_width(), top + box.border_height())
    source = box.element.get("src", "") if box.element is not None else ""
    name = f"the image {source!r}"
    walk.marks.append(_mark(rectangle, name))
    if place == "anchored" and walk.anchor_top is not None:
        walk.anchor_top = min(walk.anchor_top, top)  # it may stand above the block that it is placed against
    if any(_leaves(rectangle, frame) for frame in frames):
        walk.faults.append(Fault(side=walk.side, rule="image-overflow", message=f"{name} leaves its box"))


def _mark(rectangle: _Frame, name: str) -> _Mark:
    left, top, right, bottom = rectangle
    return _Mark(left=left, top=top, right=right, bottom=bottom, name=name)


def _leaves(inner: _Frame, frame: _Frame) -> bool:
    """Tell whether a rectangle reaches over its frame by more than the tolerance."""
    return (
        inner[0] < frame[0] - TOLERANCE or inner[1] < frame[1] - TOLERANCE
        or inner[2] > frame[2] + TOLERANCE or inner[3] > frame[3] + TOLERANCE
    )


def _collisions(marks: list[_Mark]) -> Iterator[tuple[_Mark, _Mark]]:
    """Yield pairs of texts or images that overlap: a sweep down the page."""
    ordered = sorted(marks, key=lambda mark: mark.top)
    for index, first in enumerate(ordered):
        for second in ordered[index + 1:]:
            if second.top >= first.bottom - TOLERANCE:
                break
            if first.left + 1 < second.right and second.left + 1 < first.right:
                yield first, second
