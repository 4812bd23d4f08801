"""Extraction: what is translated, as PO entries in the order of the source.

One domain for each handout and one for the words of the templates. The walk over a handout is the one with which
its pages are translated, so what is extracted is what is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.compose.inline import PLACEHOLDER
from generator.compose.templates import RULE as TEMPLATE_RULE
from generator.compose.templates import TemplateFaultError, TemplateMessage, template_messages
from generator.findings import Finding
from generator.load import TEMPLATE_DOMAIN, Project
from generator.load.document import Message, Section, blocks_for, messages_of
from generator.load.handout import Handout
from generator.load.po import PoEntry

ID_MARK = "id: "
FORMATS_MARK = "printed in: "
CRITICAL_MARK = "safety-critical"
_PYTHON_FORMAT = re.compile(r"%(?:\(\w+\))?[sd]")


def domain_entries(project: Project) -> dict[str, tuple[PoEntry, ...]]:
    """Return the entries of every domain, without translations; TemplateFaultError for a template that is broken."""
    return {
        **{handout.name: handout_entries(handout) for handout in project.handouts.values()},
        TEMPLATE_DOMAIN: template_entries(project.templates),
    }


def handout_entries(handout: Handout) -> tuple[PoEntry, ...]:
    """Return a handout's messages as entries; a message that stands in two places of a section is one entry."""
    formats = _formats(handout)
    grouped: dict[tuple[str, str], list[Message]] = {}
    for message in handout.document.messages():
        if message.text.strip():
            grouped.setdefault(message.key, []).append(message)
    return tuple(
        PoEntry(
            msgid=text, context=context, references=(handout.path,),
            extracted=tuple(_comments(messages, formats.get((context, text), ()))),
            flags=("python-brace-format",) if PLACEHOLDER.search(text) else (),
        )
        for (context, text), messages in grouped.items()
    )


def _comments(messages: list[Message], formats: Iterable[str]) -> Iterator[str]:
    """Yield what a translator has to know: what it is, its name, where it is printed, whether harm hangs on it."""
    yield ", ".join(dict.fromkeys(message.role for message in messages))
    yield from (f"{ID_MARK}{name}" for name in dict.fromkeys(message.id for message in messages) if name)
    if formats := list(formats):
        yield f"{FORMATS_MARK}{', '.join(formats)}"
    if any(message.critical for message in messages):
        yield CRITICAL_MARK


def _formats(handout: Handout) -> dict[tuple[str, str], list[str]]:
    """Return the formats in which each message of a section is printed, in the outline's order."""
    printed: dict[tuple[str, str], list[str]] = {}
    sections = {section.id: section for section in handout.document.sections}
    for format_name, regions in handout.meta.outline.items():
        names = [name for region in regions.values() for name in region if name in sections]
        for message in messages_of(_narrowed(sections[name], format_name) for name in names):
            found = printed.setdefault(message.key, [])
            if format_name not in found:
                found.append(format_name)
    return printed


def _narrowed(section: Section, format_name: str) -> Section:
    return replace(section, blocks=blocks_for(section.blocks, format_name))


def template_entries(sources: Mapping[str, str]) -> tuple[PoEntry, ...]:
    """Return the words of the templates as entries, each once, with every template that has it."""
    found: dict[str, list[TemplateMessage]] = {}
    for message in template_messages(sources):
        found.setdefault(message.text, []).append(message)
    return tuple(
        PoEntry(
            msgid=text, plural=plural, references=tuple(dict.fromkeys(one.path for one in messages)),
            strings=("",), flags=("python-format",) if _PYTHON_FORMAT.search(text + plural) else (),
        )
        for text, messages in found.items() for plural in [_plural(messages)]
    )


def _plural(messages: Iterable[TemplateMessage]) -> str:
    """Return the plural of the same words in several places; gettext has one entry for them, so it must be one."""
    plurals = {message.plural: message for message in messages if message.plural}
    if len(plurals) > 1:
        *_before, last = plurals.values()
        raise TemplateFaultError(Finding(
            rule=TEMPLATE_RULE, path=last.path, line=last.line,
            message=f"{last.text!r} has two plurals: {', '.join(map(repr, plurals))}.",
            action="Use one plural for the same words.",
        ))
    return next(iter(plurals), "")


def ids_of(entry: PoEntry) -> tuple[str, ...]:
    """Return the ids of an entry's messages, as extraction wrote them."""
    return tuple(line.removeprefix(ID_MARK) for line in entry.extracted if line.startswith(ID_MARK))


def is_critical(entry: PoEntry) -> bool:
    """Tell whether harm hangs on an entry's words."""
    return CRITICAL_MARK in entry.extracted
