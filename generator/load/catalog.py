"""gettext catalogs: a strict reader in front of Babel's.

Babel repairs what it cannot read: an unclosed string loses its last letter, a missing quote empties a
translation. A dose could lose a digit, so every line is checked first and a fault is a finding, never a guess.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field, replace
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
    """The translations of one domain into one language, by (context, source text).

    A file that is not `readable` has no entries; its own findings stop the language.
    """

    domain: str
    language: str
    path: str
    entries: dict[tuple[str, str], Entry]
    readable: bool = True


#: The escapes that Babel reads; it would print any other as it stands.
_STRING = r'"(?:[^"\\]|\\[nrt"\\])*"'
_LINE = re.compile(rf"^(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+)?(?P<string>{_STRING})$")
_NEXT = {"": ("msgctxt", "msgid"), "msgctxt": ("msgid",), "msgid": ("msgstr",), "msgstr": ("msgctxt", "msgid")}
_CHARSET = re.compile(r"charset=([\w.:-]+)", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class _RawEntry:
    """An entry as its lines spell it: strings joined, escapes untouched."""

    line: int = 0
    parts: dict[str, str] = field(default_factory=dict)


def load_catalog(locales: Path, *, domain: str, language: str, root: Path) -> tuple[Catalog, tuple[Finding, ...]]:
    """Read one domain's PO file; a file that cannot be trusted gives an empty catalog and its findings."""
    file = locales / posix_locale(language) / "LC_MESSAGES" / f"{domain}.po"
    path = file.relative_to(root).as_posix()
    text = read_text(file, path=path, rule="catalog-file")
    if isinstance(text, Finding):
        empty = Catalog(domain=domain, language=language, path=path, entries={}, readable=False)
        return empty, (replace(text, language=language),)
    catalog, found = parse_catalog(text, domain=domain, language=language, path=path)
    return catalog, found


def parse_catalog(text: str, *, domain: str, language: str, path: str) -> tuple[Catalog, tuple[Finding, ...]]:
    """Parse a PO file's text strictly: faults give an empty catalog and a finding for each."""
    reader = _Reader(path=path)
    for number, line in enumerate(text.split("\n"), start=1):
        reader.read(number, line.strip())
    reader.end(text.count("\n") + 1)
    reader.check_entries()
    entries = {} if reader.found else _entries(text, reader)
    catalog = Catalog(
        domain=domain, language=language, path=path, entries={} if reader.found else entries,
        readable=not reader.found,
    )
    return catalog, tuple(replace(finding, language=language) for finding in reader.found)


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Checks every line against the grammar of PO files (gettext manual, The Format of PO Files)."""

    path: str
    found: list[Finding] = field(default_factory=list)
    entries: list[_RawEntry] = field(default_factory=list)
    keyword: str = ""
    entry: _RawEntry = field(default_factory=_RawEntry)

    def fault(self, line: int, message: str, action: str) -> None:
        """Note a fault."""
        self.found.append(Finding(rule=RULE, path=self.path, line=line, message=message, action=action))

    def read(self, number: int, line: str) -> None:
        """Take one stripped line."""
        if line.startswith("#"):
            return
        if not line:
            self.end(number)
            return
        match = _LINE.match(line)
        if match is None:
            self.fault(number, "this line is no PO keyword with a closed string.",
                       'Close the string with a quote; inside it write \\" for a quote and \\\\ for a backslash.')
            self.keyword, self.entry = "", _RawEntry()
            return
        self._take(number, match["keyword"] or "", match["string"])

    def _take(self, number: int, keyword: str, string: str) -> None:
        if keyword == "msgid_plural" or keyword.startswith("msgstr["):
            self.fault(number, "plural forms are not used in handouts.", "Write one msgid and one msgstr.")
        elif not keyword and not self.keyword:
            self.fault(number, "a string stands without a keyword before it.", "Put msgid or msgstr before it.")
        elif keyword and keyword not in _NEXT.get(self.keyword, ()):
            expected = " or ".join(_NEXT.get(self.keyword, ("msgid",)))
            self.fault(number, f"{keyword} stands where {expected} is expected.",
                       "Put the lines of an entry in the order msgctxt, msgid, msgstr.")
        if keyword in ("msgctxt", "msgid") and self.keyword == "msgstr":
            self._close()
        self.keyword = keyword or self.keyword
        if keyword == "msgid":
            self.entry.line = number
        self.entry.parts[self.keyword] = self.entry.parts.get(self.keyword, "") + string[1:-1]

    def end(self, number: int) -> None:
        """End the entry that is open, at a blank line or the end of the file."""
        if self.keyword and self.keyword != "msgstr":
            self.fault(number, f"the entry ends after {self.keyword}, without msgstr.",
                       "Add the missing line, or delete the entry.")
            self.keyword, self.entry = "", _RawEntry()
        elif self.keyword:
            self._close()

    def _close(self) -> None:
        self.entries.append(self.entry)
        self.keyword, self.entry = "", _RawEntry()

    def check_entries(self) -> None:
        """Find what gettext would settle in silence: a message translated twice, a header of another encoding."""
        seen: dict[tuple[str, str], int] = {}
        for entry in self.entries:
            key = (entry.parts.get("msgctxt", ""), entry.parts.get("msgid", ""))
            if key in seen:
                self.fault(entry.line, f"the message {key[1]!r} was already translated on line {seen[key]}.",
                           "Keep one of the two entries.")
            seen.setdefault(key, entry.line)
            charset = _CHARSET.search(entry.parts.get("msgstr", "")) if key == ("", "") else None
            if charset and charset[1].lower() != "utf-8":
                self.fault(1, f"the header says charset={charset[1].lower()}.", "Save the file as UTF-8 and say so.")


def _entries(text: str, reader: _Reader) -> dict[tuple[str, str], Entry]:
    """Let Babel read what the grammar admits."""
    try:
        read = read_po(io.BytesIO(text.encode()), abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as error:
        # Babel counts lines from 0.
        reader.fault(getattr(error, "lineno", 0) + 1, f"gettext cannot read the file: {error}.",
                     "Mend the line that it names.")
        return {}
    return {
        (message.context or "", str(message.id)): Entry(
            text=str(message.string or ""), line=message.lineno or 1, fuzzy=message.fuzzy
        )
        for message in read
        if message.id
    }
