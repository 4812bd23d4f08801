"""What a style sheet prints by itself: words and digits that stand in no text, so that nobody translates or signs them.

Read with the engine's own parser, so that an escape or a comment hides nothing.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator

import tinycss2
from tinycss2.ast import Node

#: What names fonts, their features, files, places and languages, and prints nothing.
_NAMES = frozenset({
    "font", "font-family", "font-feature-settings", "font-variation-settings", "font-language-override",
    "grid-template-areas", "lang", "src",
})
#: What prints words, so that a variable in it may hold any.
_SAYING = frozenset({
    "block-ellipsis", "bookmark-label", "content", "hyphenate-character", "list-style", "list-style-type", "quotes",
    "string-set", "text-overflow",
})
#: What `content` may take in: an element of the page, a picture, the numbers of pages.
_CONTENT = frozenset({"element", "url", "counter", "counters"})
_COUNTS = frozenset({"counter", "counters"})
_PAGES = frozenset({"page", "pages"})
#: Counters of the engine, which a page may not set to a number of its own.
_FIXED_COUNTERS = frozenset({*_PAGES, "list-item", "footnote", "note"})
_COUNTER_SETTING = frozenset({"counter-increment", "counter-reset", "counter-set"})
#: Marks of lists that say nothing, and the plain number with its full stop.
_LIST_STYLES = frozenset({
    "circle", "decimal", "disc", "inherit", "initial", "inside", "none", "outside", "square", "unset",
})
#: Stacks of fonts stand in variables that end so, and are taken by nothing but fonts.
_FAMILY = "-family"
#: Where the numbers of pages may stand: margin boxes, and elements of this class, which hold nothing else.
_MARGIN_BOX = re.compile("(?:top|bottom|left|right)-")
_PAGE_NUMBER = re.compile(r"\.page-number(?:::?(?:before|after))?\s*$")
#: Bullets: squares, circles, triangles.
_BULLETS = range(0x25A0, 0x2600)
_PARTS_OF_NUMBERS = frozenset("%‰‱#")


def says(text: str) -> bool:
    """Tell whether a text is more than white space, punctuation and bullets: a 1, a minus and a cross say something."""
    return any(
        (unicodedata.category(letter)[0] in "LNMS" and ord(letter) not in _BULLETS) or letter in _PARTS_OF_NUMBERS
        for letter in text
    )


@functools.lru_cache(maxsize=256)
def stylesheet_words(source: str) -> tuple[tuple[int, str], ...]:
    """Return line and words of what a style sheet prints by itself."""
    return tuple(_words_of(tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True)))


@functools.lru_cache(maxsize=256)
def style_words(declarations: str) -> tuple[str, ...]:
    """Return the words that the attribute `style` of an element prints."""
    found = _words_of(tinycss2.parse_blocks_contents(declarations, skip_comments=True, skip_whitespace=True))
    return tuple(words for _line, words in found)


def _words_of(nodes: Iterable[Node], *, counts: bool = False) -> Iterator[tuple[int, str]]:
    """Yield line and words of declarations and rules; `counts` tells that numbers of pages may stand there."""
    for node in nodes:
        if node.type == "declaration":
            yield from ((node.source_line, words) for words in _said_by(node, counts=counts))
        elif node.type == "at-rule" and node.lower_at_keyword == "counter-style":
            yield node.source_line, f"@counter-style {tinycss2.serialize(node.prelude).strip()}"
        elif node.type in {"qualified-rule", "at-rule"} and node.content is not None:
            inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            yield from _words_of(inner, counts=_may_count(node))


def _may_count(rule: Node) -> bool:
    if rule.type == "at-rule":
        return bool(_MARGIN_BOX.match(rule.lower_at_keyword))
    return all(_PAGE_NUMBER.search(selector) for selector in tinycss2.serialize(rule.prelude).split(","))


def _said_by(declaration: Node, *, counts: bool) -> Iterator[str]:
    name = declaration.lower_name.removeprefix("-weasy-")
    names_fonts = name in _NAMES or (name.startswith("--") and name.endswith(_FAMILY))
    for token in _tokens(declaration.value):
        if token.type == "string" and not names_fonts and says(token.value):
            yield str(token.value)
        elif token.type == "function" and (
            token.lower_name == "attr" or _is_unsure(name, token, fonts=names_fonts)
            or (name == "content" and not _is_plain(token, counts=counts))
        ):
            yield str(token.serialize())
    yield from (f"{name}: {token.value}" for token in declaration.value
                if token.type == "ident" and _is_counted(name, token.lower_value))


def _is_unsure(name: str, function: Node, *, fonts: bool) -> bool:
    """Tell whether a function gives words that stand elsewhere, to what prints them."""
    if function.lower_name != "var":
        return (name == "string-set"
                or (name in {"list-style", "list-style-type"} and function.lower_name == "symbols")
                or (name == "position" and function.lower_name == "note"))
    return name in _SAYING or (not fonts and tinycss2.serialize(function.arguments).strip().endswith(_FAMILY))


def _is_plain(function: Node, *, counts: bool) -> bool:
    """Tell whether a function of `content` prints no more than it may, the numbers of pages where they stand alone."""
    if _is_page_of_link(function):
        return counts
    if function.lower_name in _COUNTS:
        named = next((token.value for token in function.arguments if token.type == "ident"), "")
        return counts and named in _PAGES
    return function.lower_name in _CONTENT


def _is_page_of_link(node: Node) -> bool:
    """Tell whether a function is the number of the page to which the element leads, and no other attribute."""
    return bool(node.type == "function" and node.lower_name == "target-counter"
                and tinycss2.serialize(node.arguments).replace(" ", "") == "attr(href),page")


def _is_counted(name: str, word: str) -> bool:
    """Tell whether a word makes the engine print a number or a sign that no text has."""
    if name in {"list-style", "list-style-type"}:
        return word not in _LIST_STYLES
    return (name in _COUNTER_SETTING and word in _FIXED_COUNTERS) or (name == "float" and word == "footnote")


def _tokens(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield all tokens of a value, those inside functions and brackets too; the address of a file is no word."""
    for node in nodes:
        yield node
        if not (node.type == "function" and node.lower_name == "url") and not _is_page_of_link(node):
            yield from _tokens(getattr(node, "arguments", None) or getattr(node, "content", None) or ())
