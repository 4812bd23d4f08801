"""New catalogs: the header of a language's file, and the template (POT) that translators' tools start from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from generator.load.catalog import plural_forms
from generator.load.po import PoEntry, PoFile
from generator.load.settings import babel_locale, posix_locale
from generator.messages.merge import Merged, merge

PROJECT = "clinic-handouts"
DRAFT_MARK = "UNREVIEWED DRAFT: no clinician and no second reader has read it."


def new_catalog(source: Iterable[PoEntry], *, domain: str, language: str, today: date) -> PoFile:
    """Return a catalog of a language in which nothing is translated yet; its header says that it is a draft."""
    comments = (f"{domain}: translation into {english_name(language)}.", DRAFT_MARK)
    return merge(PoFile(header=_header(language, comments=comments, today=today)), source).file


def _header(language: str, *, comments: tuple[str, ...], today: date) -> PoEntry:
    name = english_name(language)
    return PoEntry(
        msgid="", comments=comments,
        strings=(header_text({
            "Project-Id-Version": PROJECT,
            "PO-Revision-Date": f"{today.isoformat()} 00:00+0000",
            "Last-Translator": "drafts of clinic-handouts",
            "Language-Team": name,
            "Language": posix_locale(language),
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": plural_forms(language),
            "X-Review-Status": "unreviewed draft",
        }),),
    )


def pot(source: Iterable[PoEntry], *, domain: str) -> PoFile:
    """Return the template of a domain: its messages, no language. It is generated and never committed."""
    header = PoEntry(
        msgid="", comments=(f"{domain}: messages to translate.",), flags=("fuzzy",),
        strings=(header_text({
            "Project-Id-Version": PROJECT,
            "Language": "",
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": "nplurals=INTEGER; plural=EXPRESSION;",
        }),),
    )
    entries = (replace(entry, strings=("", "") if entry.plural else ("",)) for entry in source)
    return PoFile(header=header, entries=tuple(entries))


def updated(file: PoFile, source: Iterable[PoEntry], *, language: str, today: date | None = None) -> Merged:
    """Return the catalog merged with its source; a header that lacks Plural-Forms where they are needed gets them.

    A file without any header gets one; nothing else writes `today`.
    """
    source = tuple(source)
    if file.header is None:
        file = replace(file, header=_header(language, comments=(DRAFT_MARK,), today=today or datetime.now(UTC).date()))
    elif "Plural-Forms" not in file.fields and any(entry.plural for entry in source):
        file = replace(file, header=with_fields(file.header, {"Plural-Forms": plural_forms(language)}))
    return merge(file, source)


def with_fields(header: PoEntry, fields: Mapping[str, str]) -> PoEntry:
    """Return the header with some fields set, all others as they stand and in their order."""
    lines = [line for line in header.strings[0].split("\n") if line]
    for name, value in fields.items():
        places = [index for index, line in enumerate(lines) if line.partition(":")[0].strip() == name]
        if places:
            lines[places[0]] = f"{name}: {value}"
        else:
            lines.append(f"{name}: {value}")
    return replace(header, strings=("".join(f"{line}\n" for line in lines),))


def header_text(fields: Mapping[str, str]) -> str:
    """Return the header's msgstr of these fields."""
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def english_name(language: str) -> str:
    """Return a language's name in English (CLDR)."""
    return str(babel_locale(language).get_display_name("en") or language)
