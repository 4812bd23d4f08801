"""What a translator's table changes in a PO file: a merge of three, with the state of each row at its export.

Owns the law that nothing is lost or overwritten in silence: a message is taken from its rows whole, or it stays as it
is and a finding says why. What was changed in the PO file since the export wins over a row that nobody touched, and is
never overwritten by one that somebody did. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.findings import Finding, Severity
from generator.load.po import FUZZY, PoEntry, PoFile
from generator.messages.spreadsheet import (
    FORM,
    MOST_LETTERS,
    NAME,
    NOTE,
    REVIEW,
    SOURCE,
    STATE,
    TRANSLATION,
    YES,
    Row,
    State,
    Table,
    digest,
    form_of,
    named,
    note_of,
    parsed_state,
    source_of,
    state_of,
    units,
)

#: Letters that gettext's readers take for the end of a line, and others that nobody can see.
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
#: So many names of missing messages are told; a translator may well give back a part.
_MOST_NAMES = 20

Key = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an import changes in one message, for a person to read."""

    name: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fault:
    """Why a row is not taken. `harmless` where its translator changed nothing that could be lost."""

    message: str
    action: str
    rule: str = "spreadsheet-row"
    harmless: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edit:
    """What one row says now, and what the PO file has there."""

    row: Row
    form: int
    base: State
    entry: PoEntry

    @property
    def text(self) -> str:
        """Return the row's translation; the line breaks of an edited one are written as gettext does."""
        text = self.row[TRANSLATION]
        return text if digest(text) == self.base.text else _line_breaks(text)

    @property
    def note(self) -> str:
        """Return the row's note, as a PO file can hold it."""
        note = self.row[NOTE]
        if digest(note) == self.base.note:
            return note
        return "\n".join(line.rstrip(" \t") for line in _line_breaks(note).split("\n"))

    @property
    def review(self) -> bool:
        """Tell whether the row says that the translation needs review."""
        return bool(self.row[REVIEW].strip())

    @property
    def present(self) -> str:
        """Return the translation that the PO file has."""
        return self.entry.strings[self.form]

    @property
    def edited(self) -> bool:
        """Tell whether the translator changed anything."""
        return (digest(self.text), digest(self.note), self.review) != (self.base.text, self.base.note, self.base.review)


def merge_rows(file: PoFile, table: Table, *, path: str) -> tuple[PoFile, tuple[Finding, ...]]:
    """Return the PO file with what the table's rows change, and a finding for each row that is not taken."""
    names = named(file)
    rows, found = _by_key(table.rows, names, path)
    blocked = {name for name, _finding in found}
    findings = [finding for _name, finding in found]
    merged: dict[int, PoEntry] = {}
    for name, entry in names.items():
        mine = [rows[name, form] for form in range(len(entry.strings)) if (name, form) in rows]
        if not mine or name in blocked:
            continue
        after, faults = _merged(entry, mine)
        findings += [_finding(fault, row, path) for row, fault in faults]
        merged[id(entry)] = after
    present = {name for name, _form in rows}
    missing = [name for name in names if name not in blocked and name not in present]
    findings += _missing(missing, path)
    entries = tuple(merged.get(id(entry), entry) for entry in file.entries)
    return replace(file, entries=entries), tuple(sorted(findings, key=lambda finding: finding.line or 0))


def changes(before: PoFile, after: PoFile) -> tuple[Change, ...]:
    """Return what differs between the two, message by message."""
    then, now = named(before), named(after)
    return tuple(
        Change(name=name, what=tuple(_differences(entry, now[name]))) for name, entry in then.items()
        if entry != now[name]
    )


def _differences(before: PoEntry, after: PoEntry) -> Iterator[str]:
    for form, (old, new) in enumerate(zip(before.strings, after.strings, strict=True)):
        if old != new:
            yield f"{f'form {form}: ' if after.plural else ''}{old!r} -> {new!r}"
    if before.comments != after.comments:
        yield f"note: {note_of(before, 0)!r} -> {note_of(after, 0)!r}"
    if after.fuzzy:
        yield "needs review" if not before.fuzzy else "still needs review"
    elif before.fuzzy:
        yield "needs no review any more"


# -- which row belongs to which message -----------------------------------------------------------------------------


def _by_key(
    rows: Iterable[Row], names: Mapping[str, PoEntry], path: str
) -> tuple[dict[Key, Row], list[tuple[str, Finding]]]:
    """Return the rows by message and form, and what is wrong with the others, with the names they say they have."""
    known: dict[Key, Row] = {}
    found: list[tuple[str, Finding]] = []
    for row in rows:
        name, form = row[NAME], form_of(row[FORM])
        if name not in names or form is None or form >= len(names[name].strings):
            found.append((name, _finding(_unknown(row), row, path)))
        elif first := known.get((name, form)):
            fault = _Fault(message=f"{name!r} stands in row {first.number} already.",
                           action="Keep one of the two rows; neither was taken.")
            found.append((name, _finding(fault, row, path)))
        else:
            known[name, form] = row
    return known, found


def _unknown(row: Row) -> _Fault:
    base = parsed_state(row[STATE])
    untouched = base is not None and not row.faults and (base.text, base.note, base.review) == (
        digest(row[TRANSLATION]), digest(row[NOTE]), bool(row[REVIEW].strip()))
    form = f" ({row[FORM]})" if row[FORM] else ""
    return _Fault(
        message=f"there is no message {row[NAME]!r}{form}: its text was changed or removed since the export, or its"
                " name in the sheet.",
        action="Restore the name. If the text is new, export again and put the translation there.", harmless=untouched,
    )


def _missing(names: list[str], path: str) -> list[Finding]:
    if not names:
        return []
    shown = ", ".join(names[:_MOST_NAMES]) + (f" and {len(names) - _MOST_NAMES} more" if names[_MOST_NAMES:] else "")
    return [Finding(
        rule="spreadsheet-missing", severity=Severity.WARNING, path=path,
        message=f"{len(names)} messages have no row: {shown}.",
        action="They stay as they are. If that was not meant, restore their rows.",
    )]


def _finding(fault: _Fault, row: Row, path: str) -> Finding:
    return Finding(rule=fault.rule, path=path, line=row.number or None, message=fault.message, action=fault.action,
                   severity=Severity.WARNING if fault.harmless else Severity.ERROR)


# -- one message ----------------------------------------------------------------------------------------------------


def _merged(entry: PoEntry, rows: list[Row]) -> tuple[PoEntry, list[tuple[Row, _Fault]]]:
    """Return the entry with what its rows change, or as it is, and why."""
    edits, faults = _edits(entry, rows)
    if not faults:
        faults = [(edit.row, fault) for edit in edits if (fault := _why_not(edit))]
    if not faults:
        faults = [(edits[0].row, fault) for fault in _review_faults(entry, edits)]
    return (entry, faults) if faults else (_taken(entry, edits), [])


def _edits(entry: PoEntry, rows: list[Row]) -> tuple[list[_Edit], list[tuple[Row, _Fault]]]:
    """Return what the rows say, and what makes them unreadable."""
    edits: list[_Edit] = []
    faults: list[tuple[Row, _Fault]] = []
    for row in rows:
        base, form = parsed_state(row[STATE]), form_of(row[FORM])
        if row.faults:
            fault = _Fault(rule="spreadsheet-cell", message=f"{row[NAME]!r}: {'; '.join(row.faults)}.",
                           action="Give the cell the format “Text” and write it anew.")
            faults.append((row, fault))
        elif base is None or form is None:
            fault = _Fault(message=f"{row[NAME]!r}: the state of the row cannot be read any more.",
                           action="Restore it from the exported file, or export again.")
            faults.append((row, fault))
        else:
            edits.append(_Edit(row=row, form=form, base=base, entry=entry))
    if len(rows) < len(entry.strings):
        harmless = not faults and not any(edit.edited for edit in edits)
        fault = _Fault(message=f"{rows[0][NAME]!r} has {len(rows)} of its {len(entry.strings)} plural forms.",
                       action="Restore the rows that are missing; the message stays as it is.", harmless=harmless)
        faults.append((rows[0], fault))
    return edits, faults


def _why_not(edit: _Edit) -> _Fault | None:
    """Return why a row cannot be taken; None where it can, or where there is nothing to take."""
    name, harmless = edit.row[NAME], not edit.edited
    if edit.base.source != state_of(edit.entry, edit.form).source:
        return _Fault(rule="spreadsheet-source", harmless=harmless, action="Export again and translate the new text.",
                      message=f"{name!r}: the source text changed since the export; it is now {edit.entry.msgid!r}.")
    if _line_breaks(edit.row[SOURCE]) != _line_breaks(source_of(edit.entry)):
        return _Fault(message=f"{name!r}: the source text in the sheet was changed: {edit.row[SOURCE]!r}.",
                      action="Restore it; if rows were sorted, sort them whole.", harmless=harmless)
    if edit.row[REVIEW].strip().lower() not in ("", YES):
        return _Fault(message=f"{name!r}: needs review is {edit.row[REVIEW]!r}.",
                      action=f"Write {YES}, or leave the cell empty.", rule="spreadsheet-cell")
    return _text_fault(edit) or _note_fault(edit)


def _text_fault(edit: _Edit) -> _Fault | None:
    name, text, present = edit.row[NAME], edit.text, edit.present
    if digest(text) == edit.base.text or text == present:
        return None
    if digest(present) != edit.base.text:
        return _conflict(name, "translation", present, text)
    if not text.strip():
        return _Fault(message=f"{name!r}: the translation is empty or only blanks; it stays {present!r}.",
                      action="To take a translation out, set needs review, or edit the PO file.",
                      harmless=not present.strip())
    return _letters_fault(name, text)


def _note_fault(edit: _Edit) -> _Fault | None:
    name, note, present = edit.row[NAME], edit.note, note_of(edit.entry, edit.form)
    if digest(note) == edit.base.note or note == present:
        return None
    if edit.form:
        return _Fault(message=f"{name!r}: a note stands beside a later plural form.",
                      action="Write it in the first row of the message.")
    if digest(present) != edit.base.note:
        return _conflict(name, "note", present, note)
    if not note.strip():
        return _Fault(message=f"{name!r}: the note was emptied; it stays {present!r}.",
                      action="To take a note out, edit the PO file.")
    return _letters_fault(name, note)


def _conflict(name: str, what: str, present: str, text: str) -> _Fault:
    return _Fault(
        rule="spreadsheet-conflict",
        message=f"{name!r}: the {what} was changed in two places: the PO file has {present!r}, the sheet {text!r}.",
        action="The PO file was kept. Decide, then export again and put the right text there.",
    )


def _letters_fault(name: str, text: str) -> _Fault | None:
    if units(text) >= MOST_LETTERS:
        return _Fault(message=f"{name!r}: the cell is full ({MOST_LETTERS:,} letters); its end may be lost.",
                      action="Write this translation in the PO file.", rule="spreadsheet-cell")
    if bad := _INVISIBLE.search(text):
        return _Fault(message=f"{name!r}: the cell holds the invisible letter U+{ord(bad[0]):04X}.",
                      action="Take it out; for a new line press Alt+Enter.", rule="spreadsheet-cell")
    return None


def _review_faults(entry: PoEntry, edits: list[_Edit]) -> Iterator[_Fault]:
    """Yield why "needs review" cannot be cleared: not in all rows of a plural, or for a text that was not seen."""
    name, marked = edits[0].row[NAME], [edit.review for edit in edits]
    before = all(edit.base.review for edit in edits)
    if before and any(marked) and not all(marked):
        yield _Fault(message=f"{name!r}: needs review was cleared in some rows of its plural forms only.",
                     action="Clear it in all of them, or in none.")
    elif before and not any(marked) and entry.fuzzy and any(_final(edit) != edit.text for edit in edits):
        yield _Fault(
            rule="spreadsheet-conflict", action="Export again, read the new text, then clear it.",
            message=f"{name!r}: needs review was cleared, but the PO file has another translation since the export.",
        )


def _final(edit: _Edit) -> str:
    return edit.present if digest(edit.text) == edit.base.text else edit.text


def _taken(entry: PoEntry, edits: list[_Edit]) -> PoEntry:
    """Return the entry with the texts, the note and the mark of its rows; what nobody touched stays."""
    if not any(edit.edited for edit in edits):
        return entry
    first = edits[0]
    comments = entry.comments
    if digest(first.note) != first.base.note and first.note != note_of(entry, 0):
        comments = tuple(first.note.split("\n"))
    fuzzy = _fuzzy(entry, edits)
    flags = entry.flags
    if fuzzy != entry.fuzzy:
        flags = (FUZZY, *flags) if fuzzy else tuple(flag for flag in flags if flag != FUZZY)
    return replace(entry, strings=tuple(map(_final, edits)), comments=comments, flags=flags,
                   previous=None if entry.fuzzy and not fuzzy else entry.previous)


def _fuzzy(entry: PoEntry, edits: list[_Edit]) -> bool:
    """Tell whether the entry needs review now.

    A changed translation does, unless the translator cleared the mark or filled what was empty: who changes a text
    that was good does not review it as well.
    """
    before, marked = any(edit.base.review for edit in edits), any(edit.review for edit in edits)
    if marked != before:
        return marked
    changed = [edit.present for edit in edits if _final(edit) != edit.present]
    return entry.fuzzy or any(text.strip() or marked for text in changed)


def _line_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
