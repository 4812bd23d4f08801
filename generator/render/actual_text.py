"""The text of each marked piece of a page as it was set, written into the structure tree (/ActualText).

WeasyPrint 70 keeps one Unicode value for each glyph, that of the first text drawn with it, and writes glyphs from left
to right whatever the script; read back, clusters of Devanagari lose their vowels and Arabic runs backwards. The box
tree knows the text, so each piece says it (ISO 32000-1, 14.9.4); `finish/actual_text.py` takes it out again where the
glyphs say the same. Like `languages.py` it reaches into the engine, pinned in pyproject.toml and tested.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.pdf import tags

_Build = Callable[..., Iterator[pydyf.Dictionary]]
_Split = Callable[..., Any]
#: Elements that the tree sees as part of a line; as items of a flex box they stand apart all the same.
_OF_LINES = frozenset({"span", "bdi", "b", "strong", "em", "a"})
#: What the engine prints where it divides a word, and what a reader leaves out when it joins the parts.
_HYPHEN, _SOFT_HYPHEN = "\u2010", "\u00ad"


def write_texts() -> None:
    """Let the engine's tagging write /ActualText from now on, in this process; doing it twice changes nothing."""
    if not hasattr(tags._build_box_tree, "writes_texts"):  # noqa: SLF001 (see above)
        tags._build_box_tree = _with_texts(tags._build_box_tree)  # noqa: SLF001
        inline.split_text_box = _with_word_ends(inline.split_text_box)
        inline.remove_last_whitespace = _with_last_space(inline.remove_last_whitespace)


def _with_word_ends(split: _Split) -> _Split:
    """Let the engine note where it leaves out a space between two lines: the words around it stay two."""
    def noted(context: Any, box: Any, width: Any, skip: int, *more: Any, **named: Any) -> Any:  # noqa: ANN401 (its own)
        made, resume, preserved = split(context, box, width, skip, *more, **named)
        if made is not None:
            text = box.text.encode()
            made.starts_word = skip > 0 and not text[:skip].strip()
            made.ends_word = resume is not None and text[:resume][-1:].isspace()
        return made, resume, preserved

    return noted


def _with_last_space(remove: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Let the engine note where it takes away the space at the end of a line."""
    def noted(context: Any, line: Any) -> None:  # noqa: ANN401
        last = _last(line)
        before = getattr(last, "text", "")
        remove(context, line)
        if before != getattr(last, "text", ""):
            last.ends_word = True

    return noted


def _last(box: Any) -> Any:  # noqa: ANN401
    """Return the last box of the last line in a box."""
    while getattr(box, "children", ()):
        box = box.children[-1]
    return box


def _with_texts(build: _Build) -> _Build:
    @functools.wraps(build)  # what other modules noted there stays known
    def built(box: Any, *arguments: Any) -> Iterator[pydyf.Dictionary]:  # noqa: ANN401 (a box of the engine)
        _parent, pdf, _page, owners, _annotations, marked = arguments
        own = getattr(box, "_box", box)
        _note_ends(own)
        texts = dict(_texts(own, marked))
        for structure_element in build(box, *arguments):
            _write(texts, pdf, owners)
            yield structure_element

    built.writes_texts = True  # type: ignore[attr-defined]  # how a second call knows
    return built


def _note_ends(box: Any) -> None:  # noqa: ANN401
    """Note where words end in a box though no space does: before a forced break, and at its own end."""
    if not isinstance(box, boxes.BlockContainerBox):
        return
    if box.element_tag in _OF_LINES:
        _last(box).ends_word = True
    for line in box.children:
        said = None
        for leaf in _leaves(line) if isinstance(line, boxes.LineBox) else ():
            if (leaf.element_tag or "").startswith("br") and said is not None:
                said.ends_word = True
            elif isinstance(leaf, boxes.TextBox):
                said = leaf


def _leaves(box: Any) -> Iterator[Any]:  # noqa: ANN401
    children = getattr(box, "children", ())
    if not children:
        yield box
    for child in children:
        yield from _leaves(child)


def _texts(box: Any, marked: Mapping[Any, Any]) -> Iterator[tuple[int, str]]:  # noqa: ANN401 (boxes of the engine)
    """Yield the number of each piece of marked text that a box itself holds, and its text."""
    for child in getattr(box, "children", ()):
        for one in child.children if isinstance(child, boxes.LineBox) else (child,):
            if isinstance(one, boxes.TextBox) and one in marked:
                yield marked[one]["mcid"], _text(one)


def _text(box: Any) -> str:  # noqa: ANN401
    """Return a piece as it is read aloud: a hyphen that the engine set joins, a space that it took away parts."""
    text = str(box.text)
    if text.endswith(_HYPHEN):
        return text.removesuffix(_HYPHEN) + _SOFT_HYPHEN
    return " " * getattr(box, "starts_word", False) + text + " " * getattr(box, "ends_word", False)


def _write(texts: Mapping[int, str], pdf: pydyf.PDF, owners: dict[int, bytes]) -> None:
    """Give the element of each piece its text; a link owns its pieces itself, so there each gets an element."""
    for mcid, text in texts.items():
        owner = pdf.objects[int(owners[mcid].split()[0])]
        if owner["S"] == "/Link":
            span = pydyf.Dictionary({
                "Type": "/StructElem", "S": "/Span", "K": pydyf.Array([mcid]), "Pg": owner["Pg"], "P": owner.reference,
            })
            pdf.add_object(span)
            owner["K"][owner["K"].index(mcid)] = span.reference
            owners[mcid] = span.reference
            owner = span
        owner["ActualText"] = pydyf.String(text)
