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
#: So much of a text is shown in a finding: enough to know it by.
_SHOWN = 60


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

    @property
    def plural_count(self) -> int | None:
        """Return how many plural forms the header promises; None if it names no number that a language has."""
        count = _PLURAL_COUNT.search(self.fields.get("Plural-Forms", ""))
        return int(count[1]) if count else None


def shown(text: str) -> str:
    """Return a text as findings quote it: in quotes, a long one cut short."""
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_ESCAPED = re.compile(r'\\([nrt"\\])')
#: The escapes that Babel reads; it would print any other as it stands. Possessive: an endless string costs no memory.
_STRING = r'"(?P<inner>(?:[^"\\]++|\\[nrt"\\])*+)"'
_LINE = re.compile(rf"(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)(?:[ \t]+|(?=\")))?{_STRING}")
_AFTER = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgstr", "msgid_plural"),
    "msgid_plural": ("msgstr[0]",),
    "msgstr": ("msgctxt", "msgid"),
}
_PREVIOUS_AFTER = {"": ("msgctxt", "msgid"), "msgctxt": ("msgid",), "msgid": ("msgid_plural",), "msgid_plural": ()}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s;\"']+)", re.IGNORECASE)
#: No language has ten forms, and msgstr[n] is read with one digit.
_PLURAL_COUNT = re.compile(r"nplurals\s*=\s*([1-9])(?![0-9])")
#: gettext puts a file name that has spaces between U+2068 and U+2069, and a line number behind it.
_REFERENCE = re.compile(r"(?:\u2068[^\u2068\u2069]*\u2069|[^ \t])+")
_ISOLATED = re.compile(r"\u2068([^\u2068\u2069]+)\u2069((?::[0-9]+)?)")


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
    reader.end_of_file(number)
    header = next((entry for entry in reader.entries if entry.key == ("", "") and not entry.obsolete), None)
    file = PoFile(
        header=header, entries=tuple(entry for entry in reader.entries if entry is not header),
        trailing=tuple(reader.trailing),
    )
    reader.check_entries(file.plural_count)
    return PoFile() if reader.found else file, tuple(reader.found[:MOST_FAULTS + 1])


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
        # A comment keeps its text to the letter, all but the one space that we write ourselves.
        if line.startswith(("#,", "#=")):
            # gettext 0.26 writes the flags of a format behind #=.
            self.open.notes["#,"] += _flags(line[2:])
        elif kind == "#:":
            self.open.notes[kind] += [_ISOLATED.sub(r"\1\2", place) if _ISOLATED.fullmatch(place) else place
                                      for place in _REFERENCE.findall(line[2:])]
        else:
            self.open.notes[kind].append(line[len(kind):].removeprefix(" "))

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
        if keyword == "msgid" or not self.open.line:
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
        """End the entry that is open: at a blank line, at the next entry, or with the file.

        Comments and flags before a blank line stay open: gettext takes them for those of the next entry.
        """
        if not self.open.keyword:
            return
        if self.open.keyword.startswith("msgstr"):
            self._check_plural(self.open)
            if "msgid" in self.open.parts:  # else its place was a fault already
                self.entries.append(self.open.entry())
        else:
            self.fault(number, f"the entry ends after {self.open.keyword}, without msgstr.",
                       "Add the missing line, or delete the entry.")
        self.open = _Open()

    def end_of_file(self, number: int) -> None:
        """End the last entry; comments behind it are kept, marks that belong to no entry are a fault."""
        self.end(number)
        notes = self.open.notes
        self.trailing += notes["#"]
        if notes["#."] or notes["#:"] or notes["#,"] or self.open.previous:
            self.fault(number, "the file ends with marks (#, #. #: #|) that belong to no entry.",
                       "Delete them, or restore the entry that followed; the file may have been cut off.")

    def _check_plural(self, entry: _Open) -> None:
        if "msgid_plural" in entry.parts and not entry.text("msgid_plural"):
            self.fault(entry.line, "msgid_plural is empty.", "Write the plural, or a message without plural forms.")

    def check_entries(self, count: int | None) -> None:
        """Find what gettext would settle in silence: a message translated twice, forms that the header lacks."""
        seen: dict[tuple[str, str], int] = {}
        for entry in self.entries:
            if len(self.found) > MOST_FAULTS:
                return
            if entry.key in seen:
                self.fault(entry.line, f"the message {shown(entry.msgid)} was already translated on line"
                                       f" {seen[entry.key]}.", "Keep one of the two entries.")
            seen.setdefault(entry.key, entry.line)
            if not entry.msgid:
                self._check_header(entry)
            elif entry.plural and not entry.obsolete and len(entry.strings) != count:
                self.fault(entry.line, f"{shown(entry.msgid)} has {len(entry.strings)} plural forms, the header says"
                                       f" {'nothing of plurals' if count is None else count}.",
                           "Write one msgstr[n] for each form of Plural-Forms in the header.")

    def _check_header(self, entry: PoEntry) -> None:
        if entry.context or entry.plural or entry.obsolete:
            self.fault(entry.line, "an entry without text (msgid) is the header: it has no context, no plural and is"
                                   " not obsolete.", "Write the text of the message, or delete the entry.")
        charset = _CHARSET.search(entry.strings[0])
        if charset and charset[1].lower() != "utf-8":
            self.fault(entry.line, f"the header says charset={charset[1].lower()[:_SHOWN]}.",
                       "Save the file as UTF-8 and say so.")


def _flags(text: str) -> list[str]:
    """Return flags as gettext reads them: blanks part them as commas do, but for the numbers of a `range:`."""
    parts = [part.strip(" \t") for part in text.split(",")]
    return [flag for part in parts for flag in ([part] if part.startswith("range:") else re.split(r"[ \t]+", part))
            if flag]


def _unescaped(inner: str) -> str:
    return _ESCAPED.sub(lambda found: _ESCAPES[found[1]], inner)
