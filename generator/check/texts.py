"""Rules over a text in one language: facts, and placeholders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.check.text import Pairs, Text, told, unmarked
from generator.compose.inline import PLACEHOLDER
from generator.findings import Finding


def fact_altered(text: Text) -> Iterator[Finding]:
    """Yield a finding for each guarded message that lacks what it must say or says what it must never say."""
    by_id = {source.id: (source, target) for source, target in text.pairs() if source.id}
    for name, fact in text.handout.facts.items():
        patterns = fact.patterns.get(text.language)
        if patterns is None:
            continue
        for message_id in fact.messages:
            if message_id not in by_id:
                continue  # loading has its own finding for a fact that guards nothing
            source, target = by_id[message_id]
            said = unmarked(target.text)
            if not re.search(patterns.must, said, re.IGNORECASE):
                yield told(
                    text, source, rule="fact-altered",
                    message=f"{said!r} does not say what the fact {name!r} must say.",
                    action=f"{fact.why} Correct the sentence, or the pattern in {text.handout.facts_path}.",
                )
            if wrong := re.search(patterns.must_not, said, re.IGNORECASE):
                yield told(
                    text, source, rule="fact-altered",
                    message=f"{said!r} says {wrong[0]!r}, which the fact {name!r} forbids.",
                    action=f"{fact.why} Correct the sentence.",
                )


def fact_unguarded(text: Text) -> Iterator[Finding]:
    """Yield a finding for each fact that has no patterns in this language."""
    for name, fact in text.handout.facts.items():
        if text.language not in fact.patterns:
            yield Finding(
                rule="fact-unguarded", path=text.handout.facts_path,
                message=f"the fact {name!r} has no patterns for {text.language}.",
                action=f"Add [facts.{name}.patterns.{text.language}] with must and must-not.",
            )


def placeholder_altered(text: Pairs) -> Iterator[Finding]:
    """Yield a finding for each message whose placeholders are not exactly those of its source."""
    for source, target in text.pairs():
        expected, found = _placeholders(source.text), _placeholders(target.text)
        for name in (expected - found).elements():
            yield told(text, source, rule="placeholder-altered",
                           message=f"{target.text!r} lost the placeholder {{{name}}}.",
                           action=f"Put {{{name}}} where the value is to stand.")
        for name in (found - expected).elements():
            yield told(text, source, rule="placeholder-altered",
                           message=f"{target.text!r} has a placeholder {{{name}}} that its source has not.",
                           action="Remove it or write it as in the source.")


def inline_unsupported(text: Pairs) -> Iterator[Finding]:
    """Yield a finding for what would print as it is typed: a brace that is no placeholder, a link, a code span."""
    for source, target in text.pairs():
        left = PLACEHOLDER.sub("", target.text)
        if found := re.search(r"[{}`]|\]\(|\\$", left):
            yield told(text, source, rule="inline-unsupported",
                           message=f"{target.text!r} holds {found[0]!r}, which would print as it stands.",
                           action="Write placeholders in small letters, {care_team}; links and code are not printed.")


def _placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))
