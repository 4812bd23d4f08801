"""Stage 7, check: rules over texts and pages, each a function with an id.

Owns what must hold beyond what loading and rendering notice. Pure: a rule gets a value and yields findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from generator.check.pages import page_count, page_size, print_file
from generator.check.texts import (
    Text,
    fact_altered,
    fact_unguarded,
    inline_unsupported,
    marks_altered,
    placeholder_altered,
)
from generator.compose.page import Page
from generator.findings import Finding
from generator.render.pdf import Pdf

__all__ = ["PAGE_RULES", "TEXT_RULES", "PageRule", "Text", "TextRule", "check_page", "check_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRule:
    """A rule over a text in one language."""

    id: str
    why: str
    check: Callable[[Text], Iterator[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRule:
    """A rule over a finished document."""

    id: str
    why: str
    check: Callable[[Page, Pdf], Iterator[Finding]]


TEXT_RULES = (
    TextRule(id="fact-altered", check=fact_altered,
             why="A fact that a translation turned round can harm: \"bend your knees\" became \"don't bend\"."),
    TextRule(id="fact-unguarded", check=fact_unguarded,
             why="A language without its patterns could lose a fact unseen."),
    TextRule(id="placeholder-altered", check=placeholder_altered,
             why="A lost placeholder loses a telephone number; an invented one prints as it stands."),
    TextRule(id="inline-unsupported", check=inline_unsupported,
             why="A mistyped placeholder prints its braces where a telephone number should stand."),
    TextRule(id="marks-altered", check=marks_altered,
             why="The bold words carry the sign; a broken mark prints as asterisks."),
)
PAGE_RULES = (
    PageRule(id="page-count", check=page_count, why="A leaflet of three pages cannot be printed on one sheet."),
    PageRule(id="page-size", check=page_size, why="A wrong size is scaled by the printer, and with it the type."),
    PageRule(id="print-file", check=print_file, why="A folded format without its print file cannot be bound."),
)


def check_text(text: Text, rules: Iterable[TextRule] = TEXT_RULES) -> tuple[Finding, ...]:
    """Return everything that the rules find in one text, marked with its handout and language."""
    return tuple(
        replace(finding, handout=text.handout.name, language=text.language)
        for rule in rules
        for finding in rule.check(text)
    )


def check_page(page: Page, pdf: Pdf, rules: Iterable[PageRule] = PAGE_RULES) -> tuple[Finding, ...]:
    """Return everything that the rules find in one finished document."""
    return tuple(finding for rule in rules for finding in rule.check(page, pdf))
