"""gettext catalogs: a strict reader in front of Babel's.

Babel repairs what it cannot read: an unclosed string loses its last letter, a missing quote empties a
translation. A dose could lose a digit, so every line is checked first and a fault is a finding, never a guess.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from babel.messages.pofile import PoFileError, read_po

from generator.findings import Finding
from generator.load.settings import posix_locale
from generator.load.source import read_text

RULE = "catalog-syntax"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One translated message: `line` is that of its msgid; a fuzzy entry still needs review."""

    text: str
    line: int
    fuzzy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """The translations of one domain into one language, by (context, source text)."""

    domain: str
    language: str
    path: str
    entries: dict[tuple[str, str], Entry]


_STRING = r'"(?:[^"\\]|\\[abfnrtv"\\])*"'
_LINE = re.compile(rf"^(?:(?P<keyword>msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?{_STRING}\s*$")
_ORDER = {"": ("msgctxt", "msgid"), "msgctxt": ("msgid",), "msgid": ("msgstr",), "msgstr": ("msgctxt", "msgid")}


def load_catalog(locales: Path, *, domain: str, language: str, root: Path) -> tuple[Catalog, tuple[Finding, ...]]:
    """Read one domain's PO file; a file that cannot be trusted gives an empty catalog and its findings."""
    file = locales / posix_locale(language) / "LC_MESSAGES" / f"{domain}.po"
    path = file.relative_to(root).as_posix()
    text = read_text(file, path=path, rule="catalog-file")
    if isinstance(text, Finding):
        return Catalog(domain=domain, language=language, path=path, entries={}), (replace(text, language=language),)
    catalog, found = parse_catalog(text, domain=domain, language=language, path=path)
    return catalog, found


def parse_catalog(text: str, *, domain: str, language: str, path: str) -> tuple[Catalog, tuple[Finding, ...]]:
    """Parse a PO file's text strictly: faults give an empty catalog and a finding for each."""
    found = tuple(_syntax_faults(text, path=path))
    entries: dict[tuple[str, str], Entry] = {}
    if not found:
        entries, found = _entries(text, path=path)
    if found:
        entries = {}
    catalog = Catalog(domain=domain, language=language, path=path, entries=entries)
    return catalog, tuple(replace(finding, language=language) for finding in found)


def _fault(path: str, line: int, message: str, action: str) -> Finding:
    return Finding(rule=RULE, path=path, line=line, message=message, action=action)


def _syntax_faults(text: str, *, path: str) -> Iterator[Finding]:
    """Check every line against the grammar of PO files (gettext manual, The Format of PO Files)."""
    previous = ""
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if stripped.startswith("#"):
            continue
        if not stripped:
            if previous and previous != "msgstr":
                yield _fault(path, number, f"the entry ends after {previous}, without msgstr.",
                             "Add the missing line, or delete the entry.")
                previous = ""
            continue
        match = _LINE.match(stripped)
        if match is None:
            yield _fault(path, number, "this line is no PO keyword with a closed string.",
                         'Close the string with a quote; inside it write \\" for a quote and \\\\ for a backslash.')
            previous = ""
            continue
        keyword = match["keyword"]
        if keyword == "msgid_plural" or (keyword or "").startswith("msgstr["):
            yield _fault(path, number, "plural forms are not used in handouts.",
                         "Write one msgid and one msgstr.")
        elif keyword is None and not previous:
            yield _fault(path, number, "a string stands without a keyword before it.", "Put msgid or msgstr before it.")
        elif keyword and keyword not in _ORDER.get(previous, ()):
            yield _fault(path, number, f"{keyword} stands where {' or '.join(_ORDER.get(previous, ()))} is expected.",
                         "Put the lines of an entry in the order msgctxt, msgid, msgstr.")
        previous = keyword or previous


def _entries(text: str, *, path: str) -> tuple[dict[tuple[str, str], Entry], tuple[Finding, ...]]:
    found: list[Finding] = list(_duplicates(text, path=path))
    try:
        read = read_po(io.BytesIO(text.encode()), abort_invalid=True)
    except (PoFileError, ValueError) as error:
        return {}, (_fault(path, getattr(error, "lineno", 0) or 1, f"gettext cannot read the file: {error}.",
                           "Mend the line that it names."),)
    if read.charset and read.charset.lower() != "utf-8":
        found.append(_fault(path, 1, f"the header says charset={read.charset}.", "Save the file as UTF-8 and say so."))
    entries = {
        (message.context or "", str(message.id)): Entry(
            text=str(message.string or ""), line=message.lineno or 1, fuzzy=message.fuzzy
        )
        for message in read
        if message.id
    }
    return entries, tuple(found)


def _duplicates(text: str, *, path: str) -> Iterator[Finding]:
    """Find entries that name the same context and source twice: gettext would keep one of them in silence."""
    seen: dict[tuple[str, str], int] = {}
    for entry in re.finditer(
        rf"^(?:msgctxt\s+(?P<context>{_STRING}(?:\s*\n{_STRING})*)\s*\n)?msgid\s+(?P<id>{_STRING}(?:\s*\n{_STRING})*)",
        text, re.MULTILINE,
    ):
        key = (_joined(entry["context"] or ""), _joined(entry["id"]))
        line = text[: entry.start("id")].count("\n") + 1
        if key in seen:
            yield _fault(path, line, f"the message {key[1]!r} was already translated on line {seen[key]}.",
                         "Keep one of the two entries.")
        seen[key] = line


def _joined(strings: str) -> str:
    return "".join(part[1:-1] for part in re.findall(_STRING, strings))
