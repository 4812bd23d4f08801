"""Rules over the words of the source: short sentences and paragraphs, common words, one idea an item.

Owns the limits. They run on the source only: a translator keeps the sentences that the author made. Limits follow
the CDC's Simply Put and the NHS's content style guide (sentences up to 20 words, one idea a sentence).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.sentences import readability, sentences, words
from generator.check.text import Text, told
from generator.check.vocabulary import any_of, plain_marks, vocabulary
from generator.findings import Finding, Severity
from generator.load.document import Definition, Message, Section

#: Words a sentence: from the first on it is advice to cut it, from the second on a warning.
_LONG, _TOO_LONG = 20, 25
#: Words and sentences of one paragraph or item.
_PARAGRAPH_WORDS, _PARAGRAPH_SENTENCES = 60, 5
#: Sentences and words of one item of a list.
_ITEM_SENTENCES, _ITEM_WORDS = 3, 30
#: A formula of readability is exact to about a grade.
_MARGIN = 1.0
_UNPRINTED = "alternative text"
#: What the formulas were made for: headings and labels are no sentences.
_RUNNING = frozenset({"paragraph", "item", "meaning"})


def read_messages(text: Text) -> Iterator[Message]:
    """Yield each message of the source once that somebody reads on a page; none of a translation."""
    if text.catalog is None and text.language == text.source_language:
        seen = {message.text: message for message in reversed([*text.document.messages()])}
        yield from (message for message in reversed(seen.values()) if message.role != _UNPRINTED)


def sentence_long(text: Text) -> Iterator[Finding]:
    """Yield a finding for each sentence with more words than a reader holds at once."""
    for message in read_messages(text):
        for sentence in sentences(message.text, text.language):
            count = len(words(sentence, text.language))
            if count > _LONG:
                yield told(
                    text, message, rule="sentence-long",
                    severity=Severity.WARNING if count > _TOO_LONG else Severity.NOTE,
                    message=f"{sentence!r} has {count} words.",
                    action=f"Make two sentences of it, each of at most {_LONG} words.",
                )


def paragraph_long(text: Text) -> Iterator[Finding]:
    """Yield a finding for each paragraph that looks like a wall of words."""
    for message in read_messages(text):
        parts = sentences(message.text, text.language)
        count = sum(len(words(sentence, text.language)) for sentence in parts)
        if count > _PARAGRAPH_WORDS or len(parts) > _PARAGRAPH_SENTENCES:
            yield told(text, message, rule="paragraph-long", severity=Severity.WARNING,
                       message=f"{parts[0]!r} begins a paragraph of {len(parts)} sentences and {count} words.",
                       action=f"Make a list of it, or paragraphs of at most {_PARAGRAPH_SENTENCES} sentences"
                              f" and {_PARAGRAPH_WORDS} words.")


def idea_crowded(text: Text) -> Iterator[Finding]:
    """Yield a finding for each item of a list that says more than one thing."""
    for message in read_messages(text):
        if message.role != "item":
            continue
        parts = sentences(message.text, text.language)
        count = sum(len(words(sentence, text.language)) for sentence in parts)
        if len(parts) > _ITEM_SENTENCES or count > _ITEM_WORDS or any(";" in sentence for sentence in parts):
            yield told(text, message, rule="idea-crowded", severity=Severity.NOTE,
                       message=f"the item {parts[0]!r} … has {len(parts)} sentences and {count} words.",
                       action="Give each idea an item of its own.")


def passive_voice(text: Text) -> Iterator[Finding]:
    """Yield a finding for each sentence that seems to hide who does something; a heuristic, English only."""
    forms = vocabulary(text.language).passive
    if forms is None:
        return
    participle = rf"(?!(?:{'|'.join(forms.states)})\b)(?:{'|'.join(forms.participles)})"
    pattern = any_of((rf"(?:{'|'.join(forms.auxiliaries)}) (?:\w+ly )?{participle}",))
    for message in read_messages(text):
        for sentence in sentences(message.text, text.language):
            if found := pattern.search(plain_marks(sentence)):
                yield told(text, message, rule="passive-voice", severity=Severity.NOTE,
                           message=f"{sentence!r} has {found[0]!r}, which may hide who does it.",
                           action="Say who does what, if that is known and helps.")


def jargon_used(text: Text) -> Iterator[Finding]:
    """Yield a finding for each word of the clinic, once a text; not for what the text's word list explains."""
    explained = " | ".join(
        plain_marks(term.text) for section in text.document.sections for term in _terms(section)
    )
    for entry in vocabulary(text.language).jargon:
        pattern = any_of(entry.words)
        if pattern.search(explained):
            continue
        for message in read_messages(text):
            if found := pattern.search(plain_marks(" ".join(sentences(message.text, text.language)))):
                yield told(text, message, rule="jargon-used", severity=Severity.NOTE,
                           message=f"{found[0]!r} is a word that many readers do not know or misread.",
                           action=f"Write: {entry.instead}. {entry.reason} Or explain it in the word list.")
                break


def reading_grade(text: Text) -> Iterator[Finding]:
    """Yield a finding if the formula of the language says that the text is harder than the front matter promises."""
    running = (message.text for message in read_messages(text) if message.role in _RUNNING)
    found = readability(running, text.language)
    promised = text.handout.meta.reading_grade
    if found and found.grade > promised + _MARGIN:
        yield Finding(rule="reading-grade", severity=Severity.NOTE, path=text.handout.path,
                      line=text.handout.front.line(("reading-grade",)),
                      message=f"the text is of about grade {found.grade:.0f} ({found.formula} {found.value:.1f}),"
                              f" the front matter says {promised}.",
                      action="Shorten sentences and choose shorter words, then let readers try it;"
                             " a formula counts letters, not sense.")


def _terms(section: Section) -> Iterator[Message]:
    return (block.term for block in section.blocks if isinstance(block, Definition))
