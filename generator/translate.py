"""Stage 3, translate: a document and a catalog become the document in another language.

Pure. The walk is the one that extracts messages, so what is extracted is what is looked up. There is no silent
English: a message without a translation that may be printed is a finding.
"""

from __future__ import annotations

from dataclasses import replace

from generator.findings import Finding, Severity
from generator.load.catalog import Catalog
from generator.load.document import Document, Message, map_messages


def translate(
    document: Document, catalog: Catalog | None, *, incomplete: bool = False
) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document with each message translated, and a finding for each that is not.

    Where a build is allowed to be `incomplete`, a message that may not be printed stands in the words of the source,
    marked as untranslated, and its finding is a note.

    `catalog` None stands for the source language: the document itself. A catalog that could not be read has its
    findings from loading, which stop its language; a list of all that it lacks would hide them.
    """
    if catalog is None or not catalog.readable:
        return document, ()
    found: list[Finding] = []

    def look_up(message: Message) -> Message:
        if not message.text.strip():
            return message
        entry = catalog.entries.get(message.key)
        if entry is not None and entry.usable and entry.text.strip():
            return replace(message, text=entry.text)
        if entry is None or not entry.text.strip():
            found.append(_missing(message, catalog, line=entry.line if entry else None))
        else:
            found.append(_fuzzy(message, catalog, line=entry.line))
        return replace(message, untranslated=True)

    translated = map_messages(document, look_up)
    severity = Severity.NOTE if incomplete else Severity.ERROR
    return translated, tuple(replace(finding, severity=severity) for finding in found)


def _fuzzy(message: Message, catalog: Catalog, *, line: int) -> Finding:
    return Finding(
        rule="translation-fuzzy", path=catalog.path, line=line, message_id=message.id, language=catalog.language,
        message=f"the translation of {message.text!r} needs review.",
        action="Read it against the source, then remove the line '#, fuzzy'; `handouts messages accept` does it for"
               " a typo.",
    )


def _missing(message: Message, catalog: Catalog, *, line: int | None) -> Finding:
    return Finding(
        rule="translation-missing", path=catalog.path, line=line, message_id=message.id, language=catalog.language,
        message=f"{message.text!r} (msgctxt {message.context!r}) has no translation.",
        action="Translate it in this file.",
    )
