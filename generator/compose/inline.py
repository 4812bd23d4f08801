"""Inline Markdown to HTML: emphasis, placeholders filled in, numbers kept with their units.

Owns the step from a message's text to what stands in the page. Raw HTML is off, so a text cannot add markup. What
depends on language and direction is done once for the whole page, in typography.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Mapping

from markdown_it import MarkdownIt
from markupsafe import Markup

from generator.compose.punctuation import with_units

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
#: A text up to this length is a label, which may have to break anywhere.
SHORT_TEXT = 10
_TAG = re.compile(r"(<[^>]+>)")


@functools.cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero", {"html": False}).enable(["emphasis", "escape"])


class UnknownPlaceholderError(Exception):
    """A text names a placeholder that country and brand do not define."""


def inline_html(text: str, *, words: Mapping[str, str], tail: int = 0) -> Markup:
    """Return the HTML of a message; UnknownPlaceholderError for a placeholder that `words` lacks.

    The last `tail` characters stay on one line: a script without spaces would leave a single character alone.
    """
    # WeasyPrint 70 may break a line after its first word where a space stands before a bold run; a space inside
    # the run is the same to the reader and breaks where it should.
    rendered = _parser().renderInline(with_units(text)).replace(" <strong>", "<strong> ")
    parts = _TAG.split(rendered)
    parts = [part if part.startswith("<") else _filled(part, words=words) for part in parts]
    if tail and sum(map(len, parts)) > SHORT_TEXT:
        _keep_tail(parts, tail)
    return Markup("".join(parts))  # noqa: S704 (the parser escapes all text; tags are its own)


def _keep_tail(parts: list[str], tail: int) -> None:
    """Keep the last characters of a text on one line, inside a bold run that only a mark follows, if it ends so."""
    last = -3 if len(parts) > 2 and len(parts[-1]) < tail else -1  # noqa: PLR2004 (text, closing tag, text)
    parts[last] = re.sub(rf"(?:&\w+;|[^&;<>]){{1,{tail}}}$", r'<span class="tail">\g<0></span>', parts[last])


def plain_text(text: str, *, words: Mapping[str, str]) -> str:
    """Return a message without marks, its placeholders filled: for alternative texts and metadata."""
    return inline_html(text, words=words).striptags()


def isolated(value: str) -> Markup:
    """Return text that keeps its left-to-right order inside any line: phone numbers, codes, addresses."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(value)


def fill(text: str, words: Mapping[str, str]) -> str:
    """Return plain text with its placeholders filled; UnknownPlaceholderError for one that `words` lacks."""
    return PLACEHOLDER.sub(lambda found: _value(found[1], words), text)


def _value(name: str, words: Mapping[str, str]) -> str:
    if name not in words:
        raise UnknownPlaceholderError(name)
    return words[name]


def _filled(segment: str, *, words: Mapping[str, str]) -> str:
    """Fill the placeholders of one run of escaped text."""
    return PLACEHOLDER.sub(lambda found: html.escape(with_units(_value(found[1], words)), quote=False), segment)
