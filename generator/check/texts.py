"""Rules over a text in one language: facts, placeholders, marks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markdown_it import MarkdownIt

from generator.compose.inline import PLACEHOLDER
from generator.findings import Finding
from generator.load.catalog import Catalog
from generator.load.document import Document, Message
from generator.load.handout import Handout


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A handout's text in one language beside its source; `catalog` is None for the source language itself."""

    handout: Handout
    language: str
    document: Document
    catalog: Catalog | None

    def pairs(self) -> Iterator[tuple[Message, Message]]:
        """Yield each source message with its translation, the same walk on both sides."""
        return zip(self.handout.document.messages(), self.document.messages(), strict=True)

    def place(self, source: Message) -> tuple[str, int | None]:
        """Return the file and line where a message of this text is written."""
        if self.catalog is None:
            return self.handout.path, source.line
        entry = self.catalog.entries.get(source.key)
        return self.catalog.path, entry.line if entry else None


def _finding(text: Text, source: Message, *, rule: str, message: str, action: str) -> Finding:
    path, line = text.place(source)
    return Finding(rule=rule, path=path, line=line, message=message, action=action)


_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def unmarked(text: str) -> str:
    """Return a message as its reader sees it, without marks and invisible characters: facts are matched against it."""
    seen = "".join(token["content"] for token in _tokens(text) if token["type"] == "text")
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", seen))


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
                yield _finding(
                    text, source, rule="fact-altered",
                    message=f"{said!r} does not say what the fact {name!r} must say.",
                    action=f"{fact.why} Correct the sentence, or the pattern in {text.handout.facts_path}.",
                )
            if wrong := re.search(patterns.must_not, said, re.IGNORECASE):
                yield _finding(
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


def placeholder_altered(text: Text) -> Iterator[Finding]:
    """Yield a finding for each message whose placeholders are not exactly those of its source."""
    for source, target in text.pairs():
        expected, found = _placeholders(source.text), _placeholders(target.text)
        for name in (expected - found).elements():
            yield _finding(text, source, rule="placeholder-altered",
                           message=f"{target.text!r} lost the placeholder {{{name}}}.",
                           action=f"Put {{{name}}} where the value is to stand.")
        for name in (found - expected).elements():
            yield _finding(text, source, rule="placeholder-altered",
                           message=f"{target.text!r} has a placeholder {{{name}}} that its source has not.",
                           action="Remove it or write it as in the source.")


def inline_unsupported(text: Text) -> Iterator[Finding]:
    """Yield a finding for what would print as it is typed: a brace that is no placeholder, a link, a code span."""
    for source, target in text.pairs():
        left = PLACEHOLDER.sub("", target.text)
        if found := re.search(r"[{}`]|\]\(|\\$", left):
            yield _finding(text, source, rule="inline-unsupported",
                           message=f"{target.text!r} holds {found[0]!r}, which would print as it stands.",
                           action="Write placeholders in small letters, {care_team}; links and code are not printed.")


def _placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


def marks_altered(text: Text) -> Iterator[Finding]:
    """Yield a finding where bold runs differ in number from the source, or a mark would print as asterisks."""
    for source, target in text.pairs():
        if "*" not in source.text and "*" not in target.text:
            continue
        if _literal_asterisks(target.text):
            yield _finding(text, source, rule="marks-altered",
                           message=f"a mark in {target.text!r} is not closed and would print as asterisks.",
                           action="Put ** directly before and after the words, without spaces or quotes inside.")
        elif _bold_runs(source.text) != _bold_runs(target.text):
            yield _finding(text, source, rule="marks-altered",
                           message=f"{target.text!r} has {_bold_runs(target.text)} bold runs, its source"
                                   f" {_bold_runs(source.text)}.",
                           action="Mark the same words bold as in the source.")


_PARSER = MarkdownIt("zero").enable(["emphasis", "escape"])


def _tokens(text: str) -> list[Mapping[str, str]]:
    # An escaped asterisk is a letter, not a mark.
    children = _PARSER.parseInline(text.replace("\\*", "\u2217"))[0].children or []
    return [{"type": child.type, "content": child.content} for child in children]


def _bold_runs(text: str) -> int:
    return sum(token["type"] == "strong_open" for token in _tokens(text))


def _literal_asterisks(text: str) -> bool:
    return any(token["type"] == "text" and "*" in token["content"] for token in _tokens(text))
