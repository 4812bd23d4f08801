"""Words that stand in a template or a stylesheet and are no message: nobody translates them, and nobody signs them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from generator.compose.stylesheet_words import says, style_words, stylesheet_words
from generator.findings import Finding
from generator.load.templates import SHIPPED, STAFF_FOLDERS, template_path

RULE = "template-words"
#: Documents for staff, in English by design: no page for patients.
_FOR_STAFF = tuple(f"{name}/" for name in STAFF_FOLDERS)
_TRANS = re.compile(r"{%-?\s*trans\b.*?{%-?\s*endtrans\s*-?%}", re.DOTALL)
_COMMENT = re.compile("{#.*?#}", re.DOTALL)
_JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
_EXPRESSION = re.compile(r"{{.*?}}", re.DOTALL)
#: A string that is printed as it stands, or a filter that changes what was signed.
_SAID = re.compile(r"""^{{-?\s*(["'])(?P<words>[^"']*[^\W_][^"']*)\1|\|\s*replace\b""")
#: What a macro returns to stand inside a tag.
_ATTRIBUTES = re.compile(r"""[\w-]+="[^"]*\"""")
#: What a voice reads, a field shows or a list counts from, beside the text.
READ_ATTRIBUTES = frozenset({
    "alt", "title", "aria-label", "aria-description", "label", "placeholder", "start", "summary", "value",
})


class _Words(HTMLParser):
    """Collects what a reader sees or hears of the HTML, with its line."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        line = self.getpos()[0]
        self.found += [(line, value) for name, value in attrs if name in READ_ATTRIBUTES and value and says(value)]
        self.found += [(line, words) for name, value in attrs if name == "style" for words in style_words(value or "")]

    def handle_endtag(self, tag: str) -> None:
        self._tag = "" if tag == self._tag else self._tag

    def handle_data(self, data: str) -> None:
        first = self.getpos()[0]
        if self._tag == "style":
            self.found += [(first + line - 1, words) for line, words in stylesheet_words(data)]
        elif self._tag != "script":
            lines = enumerate(_ATTRIBUTES.sub("", data).split("\n"), start=first)
            self.found += [(number, line.strip()) for number, line in lines if says(line)]


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


def _blank(found: re.Match[str]) -> str:
    """Return nothing but the line ends of what was found, so that lines keep their numbers."""
    return "\n" * found[0].count("\n")


def _told(path: str, line: int, words: str) -> Finding:
    return Finding(
        rule=RULE, path=path, line=line, message=f"the words {words!r} are no message.",
        action="Put them into {% trans %}…{% endtrans %}: what is no message is translated and signed by nobody.",
    )
