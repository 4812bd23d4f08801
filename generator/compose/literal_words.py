"""Words that stand in a template or a stylesheet and are no message: nobody translates them, and nobody signs them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser

import tinycss2
from tinycss2.ast import Node

from generator.findings import Finding
from generator.load.templates import SHIPPED, STAFF_FOLDERS, template_path

RULE = "template-words"
#: Documents for staff, in English by design: no page for patients.
_FOR_STAFF = tuple(f"{name}/" for name in STAFF_FOLDERS)
_TRANS = re.compile(r"{%-?\s*trans\b.*?{%-?\s*endtrans\s*-?%}", re.DOTALL)
_COMMENT = re.compile("{#.*?#}", re.DOTALL)
_JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
#: What names fonts, files and languages, and prints nothing.
_CSS_NAMES = frozenset({"font-family", "src", "lang"})
#: What prints words, so that a variable in it may hold any.
_CSS_SAYING = frozenset({
    "content", "list-style", "list-style-type", "string-set", "quotes", "symbols", "additive-symbols", "prefix",
    "suffix", "pad", "negative", "bookmark-label",
})
_EXPRESSION = re.compile(r"{{.*?}}", re.DOTALL)
#: A string that is printed as it stands, or a filter that changes what was signed.
_SAID = re.compile(r"""^{{-?\s*(["'])(?P<words>[^"']*[^\W\d_][^"']*)\1|\|\s*replace\b""")
#: What a macro returns to stand inside a tag.
_ATTRIBUTES = re.compile(r"""[\w-]+="[^"]*\"""")
#: What a voice reads or a field shows, beside the text.
READ_ATTRIBUTES = frozenset({"alt", "title", "aria-label", "placeholder", "value"})


class _Words(HTMLParser):
    """Collects what a reader sees or hears of the HTML, with its line."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        line = self.getpos()[0]
        self.found += [(line, value) for name, value in attrs if name in READ_ATTRIBUTES and value and _says(value)]
        self.found += [(line, words) for name, value in attrs if name == "style" for words in style_words(value or "")]

    def handle_endtag(self, tag: str) -> None:
        self._tag = "" if tag == self._tag else self._tag

    def handle_data(self, data: str) -> None:
        first = self.getpos()[0]
        if self._tag == "style":
            self.found += [(first + line - 1, words) for line, words in stylesheet_words(data)]
        elif self._tag != "script":
            lines = enumerate(_ATTRIBUTES.sub("", data).split("\n"), start=first)
            self.found += [(number, line.strip()) for number, line in lines if _says(line)]


def _says(text: str) -> bool:
    """Tell whether a text has letters or digits: a digit before a message makes another number of it."""
    return any(letter.isalnum() for letter in text)


def literal_words(templates: Mapping[str, str], stylesheets: Mapping[str, str]) -> Iterator[Finding]:
    """Yield a finding for each word of a template outside `{% trans %}`, and of a stylesheet beside names of fonts.

    Both are texts by their names under templates/.
    """
    for name, source in templates.items():
        path = template_path(templates, name)
        if not name.removeprefix(f"{SHIPPED}/").startswith(_FOR_STAFF):
            # Comments first: a mark in one would begin a message that hides all words up to the next one's end.
            plain = _TRANS.sub(_blank, _COMMENT.sub(_blank, source))
            words = _Words()
            words.feed(_JINJA.sub(_blank, plain))
            words.close()
            yield from (_told(path, line, text) for line, text in words.found)
            yield from (
                _told(path, plain.count("\n", 0, expression.start()) + 1, found["words"] or "|replace")
                for expression in _EXPRESSION.finditer(plain) for found in _SAID.finditer(expression[0])
            )
    for name, source in stylesheets.items():
        path = template_path(stylesheets, name)
        yield from (_told(path, line, words) for line, words in stylesheet_words(source))


def stylesheet_words(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and words of what a style sheet prints by itself: strings, attributes, variables that hold some."""
    yield from _words_of(tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True))


def style_words(declarations: str) -> Iterator[str]:
    """Yield the words that the attribute `style` of an element prints."""
    return (words for _line, words in _words_of(tinycss2.parse_blocks_contents(declarations, skip_comments=True)))


def _words_of(nodes: Iterable[Node]) -> Iterator[tuple[int, str]]:
    """Yield line and words of the declarations of rules, and of rules within rules."""
    for node in nodes:
        if node.type == "declaration":
            yield from ((node.source_line, words) for words in _said_by(node))
        elif node.type in {"qualified-rule", "at-rule"} and node.content is not None:
            yield from _words_of(tinycss2.parse_blocks_contents(node.content, skip_comments=True))


def _said_by(declaration: Node) -> Iterator[str]:
    name = declaration.lower_name
    # The stacks of fonts stand in variables that end so.
    if name in _CSS_NAMES or (name.startswith("--") and name.endswith("-family")):
        return
    for token in _tokens(declaration.value):
        if token.type == "string" and _says(token.value):
            yield str(token.value)
        elif token.type == "function" and (token.lower_name == "attr" or (
            token.lower_name == "var" and name in _CSS_SAYING
        )):
            yield str(token.serialize())


def _tokens(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield all tokens of a value, those inside functions and brackets too."""
    for node in nodes:
        yield node
        yield from _tokens(getattr(node, "arguments", None) or getattr(node, "content", None) or ())


def _blank(found: re.Match[str]) -> str:
    """Return nothing but the line ends of what was found, so that lines keep their numbers."""
    return "\n" * found[0].count("\n")


def _told(path: str, line: int, words: str) -> Finding:
    return Finding(
        rule=RULE, path=path, line=line, message=f"the words {words!r} are no message.",
        action="Put them into {% trans %}…{% endtrans %}: what is no message is translated and signed by nobody.",
    )
