"""Stage 7, check: rules over texts and pages, each a function with an id.

Owns what must hold beyond what loading and rendering notice. Pure: a rule gets a value and yields findings. Each
rule has its page in docs/rules/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from generator.check.addresses import address_altered, phone_altered
from generator.check.claims import blame_put, dose_given, promise_made
from generator.check.copied import source_copied
from generator.check.drawings import alternative_missing, emblem_protected
from generator.check.length import length_grown
from generator.check.marks import marks_altered
from generator.check.negations import negation_lost
from generator.check.numbers import number_altered
from generator.check.outline import (
    action_missing,
    heading_order,
    summary_missing,
    warning_signs_missing,
    warning_signs_place,
)
from generator.check.pages import page_count, page_size, print_file
from generator.check.plain_language import (
    idea_crowded,
    jargon_used,
    paragraph_long,
    passive_voice,
    reading_grade,
    sentence_long,
)
from generator.check.provenance import review_misdated, sources_undated
from generator.check.punctuation import punctuation_foreign, space_altered
from generator.check.scripts import bidi_control_hidden, script_mixed
from generator.check.terms import term_forbidden, term_missing
from generator.check.text import CountryPairs, Pairs, Text, Words
from generator.check.texts import fact_altered, fact_unguarded, inline_unsupported, placeholder_altered
from generator.compose.page import Page
from generator.findings import Finding, Severity
from generator.render.pdf import Pdf

__all__ = [
    "PAGE_RULES", "TEXT_RULES", "CountryPairs", "PageRule", "PairRule", "Text", "TextRule", "Words", "check_page",
    "check_text", "check_words",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRule:
    """A rule over a handout's text in one language; `severity` is that of its gravest finding."""

    id: str
    why: str
    severity: Severity = Severity.ERROR
    check: Callable[[Text], Iterator[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRule:
    """A rule over messages and their translations: a handout's text, or the words of the templates."""

    id: str
    why: str
    severity: Severity = Severity.ERROR
    check: Callable[[Pairs], Iterator[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRule:
    """A rule over a finished document."""

    id: str
    why: str
    severity: Severity = Severity.ERROR
    check: Callable[[Page, Pdf], Iterator[Finding]]


TEXT_RULES = (
    TextRule(id="fact-altered", check=fact_altered,
             why="A fact that a translation turned round can harm: \"bend your knees\" became \"don't bend\"."),
    TextRule(id="fact-unguarded", check=fact_unguarded,
             why="A language without its patterns could lose a fact unseen."),
    PairRule(id="number-altered", check=number_altered,
             why="A digit that is lost, added or given another unit changes a dose, a temperature or a page."),
    PairRule(id="negation-lost", check=negation_lost,
             why='A sentence that lost its "not" says the opposite, and reads well.'),
    PairRule(id="phone-altered", check=phone_altered,
             why="A telephone number with a wrong digit reaches nobody, or somebody else."),
    PairRule(id="address-altered", check=address_altered,
             why="A web address with a wrong letter leads nowhere, or to somebody else."),
    TextRule(id="placeholder-altered", check=placeholder_altered,
             why="A lost placeholder loses a telephone number; an invented one prints as it stands."),
    TextRule(id="inline-unsupported", check=inline_unsupported,
             why="A mistyped placeholder prints its braces where a telephone number should stand."),
    PairRule(id="marks-altered", check=marks_altered,
             why="The bold words carry the sign; a broken mark prints as asterisks."),
    PairRule(id="term-forbidden", check=term_forbidden,
             why="Some words are wrong in a way that harms: a plaster cast for a pain patch, the waist for the back."),
    PairRule(id="term-missing", check=term_missing, severity=Severity.WARNING,
             why="One thing with two names is two things to a reader."),
    PairRule(id="source-copied", check=source_copied, severity=Severity.WARNING,
             why="English that was left standing is unreadable to the person whom the page is for."),
    PairRule(id="script-mixed", check=script_mixed,
             why="A letter of another script looks right and is not: no search finds the word, no voice reads it."),
    PairRule(id="bidi-control-hidden", check=bidi_control_hidden,
             why="An invisible character can turn digits round, and no reviewer can see it."),
    PairRule(id="space-altered", check=space_altered, severity=Severity.WARNING,
             why="A stray space opens a hole in the line or glues two texts together."),
    PairRule(id="punctuation-foreign", check=punctuation_foreign, severity=Severity.WARNING,
             why="English punctuation in another script looks like a machine's work and breaks lines wrongly."),
    TextRule(id="length-grown", check=length_grown, severity=Severity.WARNING,
             why="A text that grows beyond its place makes the whole page smaller, or does not fit at all."),
    TextRule(id="sentence-long", check=sentence_long, severity=Severity.WARNING,
             why="Who has forgotten the beginning at the end reads the sentence again, or not at all."),
    TextRule(id="paragraph-long", check=paragraph_long, severity=Severity.WARNING,
             why="A wall of words is skipped, with what stands in it."),
    TextRule(id="idea-crowded", check=idea_crowded, severity=Severity.NOTE,
             why="Of two ideas in one item the reader keeps one."),
    TextRule(id="passive-voice", check=passive_voice, severity=Severity.NOTE,
             why='"It should be taken" does not say who takes it.'),
    TextRule(id="jargon-used", check=jargon_used, severity=Severity.NOTE,
             why='A word of the clinic is misread at home: "acute" as severe, "negative" as bad.'),
    TextRule(id="reading-grade", check=reading_grade, severity=Severity.NOTE,
             why="A grade that is promised in the front matter and not kept misleads who chooses the handout."),
    TextRule(id="heading-order", check=heading_order, severity=Severity.WARNING,
             why="A screen reader walks a page by its headings; a level that is skipped looks like a lost part."),
    TextRule(id="summary-missing", check=summary_missing, severity=Severity.WARNING,
             why="Many read the first lines only."),
    TextRule(id="action-missing", check=action_missing, severity=Severity.WARNING,
             why="A handout that explains and does not say what to do leaves the reader alone with it."),
    TextRule(id="warning-signs-missing", check=warning_signs_missing, severity=Severity.WARNING,
             why="Who has the page in hand when it gets serious must find there when to call."),
    TextRule(id="warning-signs-place", check=warning_signs_place, severity=Severity.WARNING,
             why="An emergency sign inside a fold, or behind lesser ones, is found too late."),
    TextRule(id="sources-undated", check=sources_undated, severity=Severity.WARNING,
             why="Without its sources and their years nobody can tell whether a text still holds."),
    TextRule(id="review-misdated", check=review_misdated,
             why="A review date that cannot be, or lies far away, keeps an old text in use."),
    TextRule(id="promise-made", check=promise_made,
             why="Nothing helps everybody; a promise that fails costs the trust in all the rest."),
    TextRule(id="dose-given", check=dose_given,
             why="A dose on paper is followed by those for whom it is wrong: a child, a mother who breastfeeds."),
    TextRule(id="blame-put", check=blame_put, severity=Severity.WARNING,
             why="Who is blamed stops reading, and does not come back."),
    TextRule(id="alternative-missing", check=alternative_missing,
             why="Who cannot see the drawing hears its file name, or nothing."),
    TextRule(id="emblem-protected", check=emblem_protected,
             why="The red cross belongs to those who help in wars; the law of most countries forbids others its use."),
)
PAGE_RULES = (
    PageRule(id="page-count", check=page_count, why="A leaflet of three pages cannot be printed on one sheet."),
    PageRule(id="page-size", check=page_size, why="A wrong size is scaled by the printer, and with it the type."),
    PageRule(id="print-file", check=print_file, why="A folded format without its print file cannot be bound."),
)


def check_text(text: Text, rules: Iterable[TextRule | PairRule] = TEXT_RULES) -> tuple[Finding, ...]:
    """Return everything that the rules find in one text, marked with its handout and language."""
    return tuple(
        replace(finding, handout=text.handout.name, language=text.language)
        for rule in rules
        for finding in rule.check(text)
    )


def check_words(words: Pairs) -> tuple[Finding, ...]:
    """Return everything that the rules over pairs find in words beside the text, marked with the language."""
    return tuple(
        replace(finding, language=words.language)
        for rule in TEXT_RULES if isinstance(rule, PairRule)
        for finding in rule.check(words)
    )


def check_page(page: Page, pdf: Pdf, rules: Iterable[PageRule] = PAGE_RULES) -> tuple[Finding, ...]:
    """Return everything that the rules find in one finished document."""
    return tuple(finding for rule in rules for finding in rule.check(page, pdf))
