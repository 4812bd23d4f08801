"""PO files: the value of one file and a reader that changes no letter of it.

Owns the grammar (gettext manual, "The Format of PO Files"). What gettext or Babel would repair in silence (an
unclosed string, a lost letter, singular and plural mixed, a message translated twice) is a finding with its line.
Never reads a file and never decides what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.findings import Finding

RULE = "catalog-syntax"
FUZZY = "fuzzy"
#: After so many faults the rest of a file is not read: it is no PO file, and a person needs no longer list.
MOST_FAULTS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """The source text that a translation in need of review was made for (`#|`)."""

    msgid: str
    context: str = ""
    plural: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoEntry:
    """One entry of a PO file, with all that translators and tools keep in it.

    `strings` holds msgstr, or msgstr[0], msgstr[1] … of a `plural`. `comments` are the translator's (`#`),
    `extracted` come from the source (`#.`), `references` name places (`#:`). `line` is that of msgid.
    """

    msgid: str
    context: str = ""
    plural: str = ""
    strings: tuple[str, ...] = ("",)
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: Previous | None = None
    obsolete: bool = False
    line: int = 1

    @property
    def key(self) -> tuple[str, str]:
        """Return (context, msgid): what identifies a message."""
        return self.context, self.msgid

    @property
    def fuzzy(self) -> bool:
        """Tell whether the translation needs review."""
        return FUZZY in self.flags

    @property
    def translated(self) -> bool:
        """Tell whether every form has a text, reviewed or not."""
        return all(string.strip() for string in self.strings)


@dataclass(frozen=True, slots=True, kw_only=True)
class PoFile:
    """A PO file: its header (msgid ""), its entries in their order, obsolete ones among them, comments at its end."""

    header: PoEntry | None = None
    entries: tuple[PoEntry, ...] = ()
    trailing: tuple[str, ...] = ()

    @property
    def fields(self) -> Mapping[str, str]:
        """Return the header's fields by name."""
        lines = self.header.strings[0].split("\n") if self.header else []
        return {name.strip(): value.strip() for name, colon, value in (line.partition(":") for line in lines) if colon}


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_ESCAPED = re.compile(r'\\([nrt"\\])')
#: The escapes that Babel reads; it would print any other as it stands.
_STRING = r'"(?P<inner>(?:[^"\\]|\\[nrt"\\])*)"'
_LINE = re.compile(rf"(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)(?:[ \t]+|(?=\")))?{_STRING}")
_AFTER = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgstr", "msgid_plural"),
    "msgid_plural": ("msgstr[0]",),
    "msgstr": ("msgctxt", "msgid"),
}
_PREVIOUS_AFTER = {"": ("msgctxt", "msgid"), "msgctxt": ("msgid",), "msgid": ("msgid_plural",), "msgid_plural": ()}
_CHARSET = re.compile(r"charset=([\w.:-]+)", re.IGNORECASE)
_PLURAL_COUNT = re.compile(r"nplurals\s*=\s*(\d+)")


def parse_po(text: str, *, path: str) -> tuple[PoFile, tuple[Finding, ...]]:
    """Read a PO file's text; with any fault the file is empty and each fault is a finding with its line."""
    reader = _Reader(path=path)
    number = 0
    for number, line in enumerate(text.split("\n"), start=1):
        reader.read(number, line.strip(" \t\r"))
        if len(reader.found) >= MOST_FAULTS:
            reader.fault(number, "there are more faults than can be listed; the rest was not read.",
                         "Mend those above, or fetch the file again: it may be no PO file.")
            return PoFile(), tuple(reader.found)
    reader.end(number)
    reader.check_entries()
    if reader.found:
        return PoFile(), tuple(reader.found)
    header = next((entry for entry in reader.entries if not entry.msgid and not entry.obsolete), None)
    return PoFile(
        header=header, entries=tuple(entry for entry in reader.entries if entry is not header),
        trailing=tuple(reader.trailing),
    ), ()


@dataclass(slots=True, kw_only=True)
class _Open:
    """The entry that is being read: its keywords so far, and the comments before it."""

    line: int = 0
    keyword: str = ""
    previous_keyword: str = ""
    obsolete: bool = False
    parts: dict[str, list[str]] = field(default_factory=dict)
    previous: dict[str, list[str]] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=lambda: {"#": [], "#.": [], "#:": [], "#,": []})

    def text(self, keyword: str) -> str:
        return "".join(self.parts.get(keyword, ()))

    def entry(self) -> PoEntry:
        plural = self.text("msgid_plural")
        before = {name: "".join(parts) for name, parts in self.previous.items()}
        forms = [name for name in self.parts if name.startswith("msgstr")]
        return PoEntry(
            msgid=self.text("msgid"), context=self.text("msgctxt"), plural=plural, line=self.line,
            strings=tuple(self.text(form) for form in forms),
            comments=tuple(self.notes["#"]), extracted=tuple(self.notes["#."]),
            references=tuple(self.notes["#:"]), flags=tuple(dict.fromkeys(self.notes["#,"])),
            previous=Previous(msgid=before.get("msgid", ""), context=before.get("msgctxt", ""),
                              plural=before.get("msgid_plural", "")) if before else None,
            obsolete=self.obsolete,
        )


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Takes the lines of a file one by one."""

    path: str
    found: list[Finding] = field(default_factory=list)
    entries: list[PoEntry] = field(default_factory=list)
    trailing: list[str] = field(default_factory=list)
    open: _Open = field(default_factory=_Open)

    def fault(self, line: int, message: str, action: str) -> None:
        """Note a fault."""
        self.found.append(Finding(rule=RULE, path=self.path, line=line, message=message, action=action))

    def read(self, number: int, line: str) -> None:
        """Take one stripped line."""
        if not line:
            self.end(number)
        elif line.startswith("#~"):
            self._obsolete(number, line[2:].strip(" \t"))
        elif line.startswith("#|"):
            self._previous(number, line[2:].strip(" \t"))
        elif line.startswith("#"):
            self._comment(number, line)
        else:
            self._string(number, line, obsolete=False)

    def _comment(self, number: int, line: str) -> None:
        self._close_finished(number)
        kind = line[:2] if line[:2] in self.open.notes else "#"
        # A translator's comment keeps its text to the letter, all but the one space that we write ourselves.
        text = line[1:].removeprefix(" ") if kind == "#" else line[2:].strip(" \t")
        if kind == "#,":
            self.open.notes[kind] += [flag for part in text.split(",") if (flag := part.strip(" \t"))]
        elif kind == "#:":
            self.open.notes[kind] += text.split()
        else:
            self.open.notes[kind].append(text)

    def _obsolete(self, number: int, line: str) -> None:
        if line.startswith("|"):
            self._previous(number, line[1:].strip(" \t"))
        elif line:
            self._string(number, line, obsolete=True)

    def _previous(self, number: int, line: str) -> None:
        self._close_finished(number)
        match = _LINE.fullmatch(line)
        keyword = match["keyword"] or self.open.previous_keyword if match else ""
        known = keyword == self.open.previous_keyword or keyword in _PREVIOUS_AFTER[self.open.previous_keyword]
        if match is None or not keyword or not known or (match["keyword"] and keyword == self.open.previous_keyword):
            self.fault(number, "this previous text (#|) is no msgctxt, msgid or msgid_plural with a closed string.",
                       'Write it as #| msgid "…", or delete the line.')
            return
        self.open.previous_keyword = keyword
        self.open.previous.setdefault(keyword, []).append(_unescaped(match["inner"]))

    def _string(self, number: int, line: str, *, obsolete: bool) -> None:
        match = _LINE.fullmatch(line)
        if match is None:
            self.fault(number, "this line is no PO keyword with a closed string.",
                       'Close the string with a quote; inside it write \\" for a quote and \\\\ for a backslash.')
            self.open = _Open()
            return
        keyword = match["keyword"] or ""
        if keyword in ("msgctxt", "msgid"):
            self._close_finished(number)
        self._check_order(number, keyword, obsolete=obsolete)
        self.open.obsolete = obsolete
        self.open.keyword = keyword or self.open.keyword
        if keyword == "msgid":
            self.open.line = number
        self.open.parts.setdefault(self.open.keyword, []).append(_unescaped(match["inner"]))

    def _check_order(self, number: int, keyword: str, *, obsolete: bool) -> None:
        state = self.open.keyword
        expected = _AFTER.get(state) or (f"msgstr[{int(state[7]) + 1}]", "msgctxt", "msgid")
        if not keyword and not state:
            self.fault(number, "a string stands without a keyword before it.", "Put msgid or msgstr before it.")
        elif keyword and keyword not in expected:
            self.fault(number, f"{keyword} stands where {' or '.join(expected)} is expected.",
                       "Put the lines of an entry in the order msgctxt, msgid, msgstr; a plural has msgid_plural and"
                       " msgstr[0], msgstr[1] …")
        elif state and obsolete != self.open.obsolete:
            self.fault(number, "an entry is half obsolete (#~).", "Write #~ before each of its lines, or before none.")

    def _close_finished(self, number: int) -> None:
        """Close the open entry if it has its msgstr: what follows belongs to the next."""
        if self.open.keyword.startswith("msgstr"):
            self.end(number)

    def end(self, number: int) -> None:
        """End the entry that is open: at a blank line, at the next entry, or with the file."""
        if self.open.keyword.startswith("msgstr"):
            self.entries.append(self.open.entry())
        elif self.open.keyword:
            self.fault(number, f"the entry ends after {self.open.keyword}, without msgstr.",
                       "Add the missing line, or delete the entry.")
        else:
            self.trailing += self.open.notes["#"]
        self.open = _Open()

    def check_entries(self) -> None:
        """Find what gettext would settle in silence: a message translated twice, forms that the header lacks."""
        seen: dict[tuple[str, str, bool], int] = {}
        count = next((_plural_count(entry) for entry in self.entries if not entry.msgid), None)
        for entry in self.entries:
            name = (*entry.key, entry.obsolete)
            if name in seen and not entry.obsolete:
                self.fault(entry.line, f"the message {entry.msgid!r} was already translated on line {seen[name]}.",
                           "Keep one of the two entries.")
            seen.setdefault(name, entry.line)
            if not entry.msgid and entry.plural:
                self.fault(entry.line, "the header has a plural.", "Remove msgid_plural.")
            if entry.plural and not entry.obsolete and len(entry.strings) != count:
                self.fault(entry.line, f"{entry.msgid!r} has {len(entry.strings)} plural forms, the header says"
                                       f" {'nothing of plurals' if count is None else count}.",
                           "Write one msgstr[n] for each form of Plural-Forms in the header.")
            self._check_charset(entry)

    def _check_charset(self, entry: PoEntry) -> None:
        charset = None if entry.msgid else _CHARSET.search(entry.strings[0])
        if charset and charset[1].lower() != "utf-8":
            self.fault(entry.line, f"the header says charset={charset[1].lower()}.",
                       "Save the file as UTF-8 and say so.")


def _plural_count(header: PoEntry) -> int | None:
    count = _PLURAL_COUNT.search(header.strings[0])
    return int(count[1]) if count else None


def _unescaped(inner: str) -> str:
    return _ESCAPED.sub(lambda found: _ESCAPES[found[1]], inner)
