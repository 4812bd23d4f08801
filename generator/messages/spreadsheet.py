"""The table of a translator who works in a spreadsheet: one row a message, or a plural form, and what it was at export.

Owns the columns, the rows that a PO file gives, and the table that is found in the cells that come back. Never reads
or writes a file (`workbook.py`), and never decides what of a table is taken (`spreadsheet_merge.py`).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from gettext import c2py

from generator.findings import Finding
from generator.load.po import PoEntry, PoFile
from generator.messages.accept import reference
from generator.messages.extract import CRITICAL_MARK, FORMATS_MARK, ID_MARK, is_critical

FORMAT = "clinic-handouts table 1"
NAME, SECTION, FORM, ROLE, PRINTED, CRITICAL = (
    "id", "section", "plural form", "what it is", "printed in", "safety-critical"
)
SOURCE, TRANSLATION, REVIEW, PREVIOUS, NOTE, STATE = (
    "source text", "translation", "needs review", "previous source", "translator's note", "state (leave as it is)"
)
COLUMNS = (NAME, SECTION, FORM, ROLE, PRINTED, CRITICAL, SOURCE, TRANSLATION, REVIEW, PREVIOUS, NOTE, STATE)
#: What an import needs; the other columns are there for the translator.
NEEDED = (NAME, FORM, SOURCE, TRANSLATION, REVIEW, NOTE, STATE)
#: What a translator fills in.
FILLED = (TRANSLATION, REVIEW, NOTE)
YES = "yes"
#: Letters that come back otherwise from a program that saved the file in an encoding that does not have them.
LETTERS = "é ż ¿ „ Ω ж ا ह 语 €"
#: What Excel and LibreOffice can hold in a cell, in UTF-16 units (Excel specifications and limits).
MOST_LETTERS = 32_767

#: So many names of columns make a row the header, so that one that was renamed can be named.
_FEW = 3
_STATE = re.compile(r"s([0-9a-f]{12})\.t([0-9a-f]{12})\.n([0-9a-f]{12})\.r([01])")
_FORM = re.compile(r"form ([0-9]{1,2})\b.*", re.DOTALL)
#: XML 1.0 cannot hold the controls; Excel reads _x000D_ as an escape, and openpyxl takes x005F_ for one.
_NOT_IN_XLSX = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|x005F_")


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a row was when it was exported: digests of its source, translation and note, and whether it was fuzzy."""

    source: str
    text: str
    note: str
    review: bool

    def __str__(self) -> str:
        """Write the state so that no spreadsheet program takes it for a number."""
        return f"s{self.source}.t{self.text}.n{self.note}.r{int(self.review)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoilt:
    """A cell that is no text any more: what the spreadsheet program made of it."""

    what: str


Cell = str | Spoilt


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row by the names of its columns, and its number in the sheet, from 1; `faults` name cells that are no text."""

    number: int = 0
    cells: Mapping[str, str]
    faults: tuple[str, ...] = ()

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What goes to a translator: the rows, and which project, domain and language they belong to."""

    project: str
    domain: str
    language: str
    rows: tuple[Row, ...] = field(default=())

    def about(self) -> tuple[tuple[str, str], ...]:
        """Return what stands before the rows, or on a sheet of its own."""
        return (("file", FORMAT), ("project", self.project), ("domain", self.domain), ("language", self.language),
                ("letters", LETTERS))


# -- what a PO file gives -------------------------------------------------------------------------------------------


def table_of(file: PoFile, *, project: str, domain: str, language: str) -> Table:
    """Return the table of a PO file's messages, in their order; obsolete ones are left out."""
    rule = _plural_rule(file)
    return Table(project=project, domain=domain, language=language, rows=tuple(
        _row(name, entry, form, rule)
        for name, entry in named(file).items() for form in range(len(entry.strings))
    ))


def named(file: PoFile) -> dict[str, PoEntry]:
    """Return the messages by the names that their rows have; a name that several would have gets a digest."""
    entries = [entry for entry in file.entries if not entry.obsolete]
    often = Counter(map(reference, entries))
    return {
        reference(entry) if often[reference(entry)] == 1 else f"{reference(entry)}~{digest(*entry.key)}": entry
        for entry in entries
    }


def digest(*texts: str) -> str:
    """Return a short digest that differs where any of the texts differs."""
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:12]


def state_of(entry: PoEntry, form: int) -> State:
    """Return what a row of the entry is now."""
    return State(source=digest(*entry.key, entry.plural, str(form)), text=digest(entry.strings[form]),
                 note=digest(note_of(entry, form)), review=entry.fuzzy)


def parsed_state(cell: str) -> State | None:
    """Return the state that a cell holds; None where it holds none."""
    match = _STATE.fullmatch(cell.strip())
    return State(source=match[1], text=match[2], note=match[3], review=match[4] == "1") if match else None


def source_of(entry: PoEntry) -> str:
    """Return the source text as the sheet shows it: of a plural both forms, one below the other."""
    return f"{entry.msgid}\n{entry.plural}" if entry.plural else entry.msgid


def note_of(entry: PoEntry, form: int) -> str:
    """Return the translator's note; of a plural it stands in the first row only."""
    return "" if form else "\n".join(entry.comments)


def form_of(cell: str) -> int | None:
    """Return the number of a plural form, 0 for a message without; None where the cell says neither."""
    match = _FORM.fullmatch(cell.strip())
    return int(match[1]) if match else None if cell.strip() else 0


def _row(name: str, entry: PoEntry, form: int, rule: str) -> Row:
    marks = (ID_MARK, FORMATS_MARK, CRITICAL_MARK)
    roles = [line for line in entry.extracted if not line.startswith(marks)]
    printed = [line.removeprefix(FORMATS_MARK) for line in entry.extracted if line.startswith(FORMATS_MARK)]
    before = entry.previous
    return Row(cells={
        NAME: name, SECTION: entry.context, FORM: _form_label(form, rule) if entry.plural else "",
        ROLE: "\n".join(roles or entry.references),
        PRINTED: "\n".join(printed),
        CRITICAL: YES if is_critical(entry) else "",
        SOURCE: source_of(entry), TRANSLATION: entry.strings[form], REVIEW: YES if entry.fuzzy else "",
        PREVIOUS: "\n".join(filter(None, (before.msgid, before.plural))) if before else "",
        NOTE: note_of(entry, form), STATE: str(state_of(entry, form)),
    })


def _plural_rule(file: PoFile) -> str:
    return file.fields.get("Plural-Forms", "").partition("plural=")[2].strip().rstrip(";").strip()


def _form_label(form: int, rule: str) -> str:
    """Return the form's number with some numbers that take it: form 1 (for 2, 3, 4, 22 …)."""
    try:
        take = c2py(rule or "0")
        numbers = [str(number) for number in range(201) if rule and take(number) == form]
    except (ValueError, ArithmeticError, RecursionError, OverflowError):
        numbers = []
    shown = f" (for {', '.join(numbers[:4])}{' …' if numbers[4:] else ''})" if numbers else ""
    return f"form {form}{shown}"


def without_refused(table: Table, *, path: str, xlsx: bool) -> tuple[Table, tuple[Finding, ...]]:
    """Return the table without the messages that its file cannot hold to the letter, and a finding for each."""
    refused = {row[NAME]: why for row in table.rows if (why := _why_refused(row, xlsx=xlsx))}
    kept = tuple(row for row in table.rows if row[NAME] not in refused)
    action = "Translate it in the PO file" + (", or export with --format csv." if xlsx else ".")
    found = tuple(
        Finding(rule="spreadsheet-cell", path=path, message=f"the message {name!r} was left out: {why}.", action=action)
        for name, why in refused.items()
    )
    return Table(project=table.project, domain=table.domain, language=table.language, rows=kept), found


def _why_refused(row: Row, *, xlsx: bool) -> str:
    for column, text in row.cells.items():
        if units(text) > MOST_LETTERS:
            return f"its {column} is longer than the {MOST_LETTERS:,} letters of a cell"
        if xlsx and (bad := _NOT_IN_XLSX.search(text)):
            return f"its {column} holds {bad[0]!r}, which a workbook cannot keep"
    return ""


def units(text: str) -> int:
    """Return how long a text is for a spreadsheet program."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


# -- what comes back --------------------------------------------------------------------------------------------------


def table_from(sheets: Sequence[Sequence[Sequence[Cell]]], *, path: str) -> tuple[Table | None, tuple[Finding, ...]]:
    """Return the table that one of the sheets holds; what it belongs to stands before it or on another sheet."""
    starts = [(sheet, start) for sheet in sheets if (start := header_row(sheet)) is not None]
    if len(starts) != 1:
        what = "more than one sheet has" if starts else "there is no row with"
        return None, (_fault(path, None, f"{what} the names of the columns: {', '.join(COLUMNS)}.",
                             "Give back the file that was exported, with one sheet of translations."),)
    [(sheet, start)] = starts
    columns = [_name_of(cell) for cell in sheet[start]]
    about = dict(_pairs((*(row for other in sheets if other is not sheet for row in other), *sheet[:start])))
    if found := (*_column_faults(columns, path, start + 1), *_about_faults(about, path)):
        return None, found
    return Table(
        project=about["project"], domain=about["domain"], language=about["language"],
        rows=tuple(_rows(sheet[start + 1:], columns, start + 2)),
    ), ()


def _pairs(rows: Iterable[Sequence[Cell]]) -> Iterator[tuple[str, str]]:
    yield from ((_name_of(row[0]), row[1]) for row in rows if len(row) > 1 and isinstance(row[1], str))


def header_row(rows: Sequence[Sequence[Cell]]) -> int | None:
    """Return which row names the columns, counted from 0; a translator may have renamed some."""
    known = set(COLUMNS)
    return next((index for index, row in enumerate(rows) if len(known & set(map(_name_of, row))) >= _FEW), None)


def _name_of(cell: Cell) -> str:
    return " ".join(cell.split()).lower().replace("’", "'") if isinstance(cell, str) else ""


def _column_faults(columns: list[str], path: str, number: int) -> Iterator[Finding]:
    for name in NEEDED:
        if columns.count(name) != 1:
            what = "is missing or was renamed" if name not in columns else "stands there more than once"
            yield _fault(path, number, f"the column {name!r} {what}.", "Give the columns the names of the export.")


def _about_faults(about: Mapping[str, str], path: str) -> Iterator[Finding]:
    for name in ("file", "project", "domain", "language", "letters"):
        if name not in about:
            yield _fault(path, None, f"the file does not say its {name!r} any more.",
                         "Give back the whole file, with what stands before the rows or on the sheet 'about'.")
    if about.get("file", FORMAT) != FORMAT:
        yield _fault(path, None, f"the file is {about['file']!r}, not {FORMAT!r}.", "Export it again.")
    if about.get("letters", LETTERS) != LETTERS:
        yield _fault(path, None, f"letters were lost when the file was saved: {LETTERS!r} became {about['letters']!r}.",
                     "Save it as “CSV UTF-8”, or work in the Excel workbook.")


def _rows(rows: Sequence[Sequence[Cell]], columns: list[str], first: int) -> Iterator[Row]:
    """Yield the rows that are not empty."""
    for number, row in enumerate(rows, start=first):
        cells = {name: cell for name, cell in zip(columns, row, strict=False) if name in COLUMNS}
        if any(cells.values()):
            yield Row(
                number=number, cells={name: cell for name, cell in cells.items() if isinstance(cell, str)},
                faults=tuple(f"the cell of the column {name!r} {cell.what}" for name, cell in cells.items()
                             if isinstance(cell, Spoilt) and name in NEEDED),
            )


def _fault(path: str, number: int | None, message: str, action: str) -> Finding:
    return Finding(rule="spreadsheet-file", path=path, line=number, message=message, action=action)
