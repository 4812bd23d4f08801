"""Tables as files: CSV (RFC 4180) and Excel workbooks, written so that a spreadsheet program changes no letter.

Owns the bytes, and the only use of openpyxl. Never knows what a row means: that is `spreadsheet.py`.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from generator.findings import Finding
from generator.messages.spreadsheet import (
    COLUMNS,
    CRITICAL,
    FILLED,
    FORM,
    NOTE,
    PREVIOUS,
    REVIEW,
    SOURCE,
    STATE,
    TRANSLATION,
    Cell,
    Spoilt,
    Table,
    header_row,
    table_from,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: A larger file is none of ours; unpacked as well, so that a small file cannot fill the memory.
MOST_BYTES, MOST_UNPACKED = 20_000_000, 200_000_000
#: So many rows and columns are read; a stray cell at the end of a sheet does not cost the memory of the whole.
MOST_ROWS, MOST_COLUMNS = 100_000, 64

#: Cells that a spreadsheet program would run as a formula, or turn into a number, a date or a truth value. What
#: follows the marks never begins with one, so that one mark more is always one mark to take away.
_GUARDED = re.compile(
    r"""(?P<marks>'*)(?:
      \s*[=+\-@＝＋－＠] | [\t\r\n]                          # formulas (OWASP, CSV injection)
    | \s*[(\[$€£¥]?\s*[.,]?\d[^\n]{0,20}\Z                 # 007, 2-3, 5.10, 6 May, 1E5, (12)
    | [^\W\d_]{3,12}[\s./-]*\d[\d\s,./:-]{0,12}\Z           # May 6, Sept-2, MARCH1
    | (?:true|false)\s*\Z
    )""", re.IGNORECASE | re.VERBOSE,
)
_CONTROL = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WIDTHS = {FORM: 14, CRITICAL: 10, SOURCE: 55, TRANSLATION: 55, REVIEW: 10, PREVIOUS: 40, NOTE: 30, STATE: 12}
_HEAD, _LOCKED, _URGENT = (PatternFill("solid", fgColor=colour) for colour in ("FFD9E2EC", "FFF3F3F3", "FFFBE3D6"))


def guarded(text: str) -> str:
    """Return a cell of a CSV with an apostrophe before it where a spreadsheet program would not leave it a text."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given; an apostrophe that a translator wrote before a word stays."""
    match = _GUARDED.match(text)
    return text[1:] if match and match["marks"] else text


# -- writing ------------------------------------------------------------------------------------------------------


def csv_bytes(table: Table) -> bytes:
    """Return the table as CSV in UTF-8 with a byte order mark, by which spreadsheet programs know the encoding."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    empty = len(COLUMNS)
    for pair in (*table.about(), ()):
        writer.writerow([*map(guarded, pair), *[""] * (empty - len(pair))])
    writer.writerow(COLUMNS)
    writer.writerows([guarded(row[name]) for name in COLUMNS] for row in table.rows)
    return stream.getvalue().encode("utf-8-sig")


def xlsx_bytes(table: Table, *, rtl: bool) -> bytes:
    """Return the table as a workbook: all cells text, only those that a translator fills in unlocked."""
    book = Workbook()
    sheet = book.active
    sheet.title = "translations"
    for column, name in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 18)
        _write(sheet, 1, column, name)
        sheet.cell(1, column).font = Font(bold=True)
        sheet.cell(1, column).fill = _HEAD
    for number, row in enumerate(table.rows, start=2):
        for column, name in enumerate(COLUMNS, start=1):
            _write(sheet, number, column, row[name], rtl=rtl and name == TRANSLATION, wrap=name != STATE)
            _look(sheet.cell(number, column), name, critical=bool(row[CRITICAL]))
    _furnish(sheet, last=len(table.rows) + 1)
    _write_about(book.create_sheet("about"), table)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(sheet: Worksheet, row: int, column: int, text: str, *, rtl: bool = False, wrap: bool = True) -> None:
    """Write a text that stays one: never a formula, an error value, a number or a date."""
    cell = sheet.cell(row, column)
    if text:
        cell.value = text
        # The setter has guessed a type: a formula, an error value.
        cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = bool(_GUARDED.match(text))
    cell.alignment = Alignment(wrap_text=wrap, vertical="top", readingOrder=2 if rtl else 0,
                               horizontal="right" if rtl else None)


def _look(cell: Any, name: str, *, critical: bool) -> None:  # noqa: ANN401 (openpyxl has no types)
    cell.protection = Protection(locked=name not in FILLED)
    if name not in FILLED:
        cell.fill = _URGENT if critical and name in (SOURCE, CRITICAL) else _LOCKED


def _furnish(sheet: Worksheet, *, last: int) -> None:
    """Freeze the header, offer "yes" for the review and lock what an import compares; there is no password."""
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{last}"
    review = DataValidation(type="list", formula1='"yes"', allow_blank=True, showErrorMessage=True,
                            errorTitle="needs review", error="Write yes, or leave the cell empty.")
    letter = get_column_letter(COLUMNS.index(REVIEW) + 1)
    review.add(f"{letter}2:{letter}{max(last, 2)}")
    sheet.add_data_validation(review)
    sheet.protection.sheet = True
    # False is "allowed": SpreadsheetML names what is locked.
    for name in ("formatColumns", "formatRows", "formatCells", "autoFilter"):
        setattr(sheet.protection, name, False)


def _write_about(sheet: Worksheet, table: Table) -> None:
    for row, (name, value) in enumerate(table.about(), start=1):
        _write(sheet, row, 1, name)
        _write(sheet, row, 2, value)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 60
    sheet.protection.sheet = True


# -- reading ------------------------------------------------------------------------------------------------------


def read_table(content: bytes, *, path: str) -> tuple[Table | None, tuple[Finding, ...]]:
    """Return the table of a CSV or XLSX file, whichever it is; None, with findings, where it cannot be read whole."""
    if len(content) > MOST_BYTES:
        return None, (_broken(path, f"the file has more than {MOST_BYTES // 1_000_000} MB"),)
    sheets = _xlsx_sheets(content) if content.startswith(b"PK") else _csv_sheets(content)
    return (None, (_broken(path, sheets),)) if isinstance(sheets, str) else table_from(sheets, path=path)


def _broken(path: str, why: str) -> Finding:
    return Finding(rule="spreadsheet-file", path=path, message=f"{why}.",
                   action="Save it as an Excel workbook (.xlsx) or as “CSV UTF-8”, or export it again.")


def _csv_sheets(content: bytes) -> list[list[list[Cell]]] | str:
    """Return the rows of a CSV with commas, or semicolons or tabs, which programs write in some countries."""
    try:
        text = content.decode("utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        return "the file is neither a workbook nor a text in UTF-8"
    tried = [_parsed(text, delimiter) for delimiter in ",;\t"]
    for rows in tried:
        if isinstance(rows, list) and header_row(rows) is not None:
            return [rows]
    return tried[0] if isinstance(tried[0], str) else [tried[0]]


def _parsed(text: str, delimiter: str) -> list[list[Cell]] | str:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[Cell]] = []
    try:
        for row in reader:
            rows.append([unguarded(cell) for cell in row])
            if len(rows) > MOST_ROWS:
                return f"the file has more than {MOST_ROWS:,} rows"
    except csv.Error as error:
        return f"the file is no whole CSV: row {len(rows) + 1}: {error}"
    return rows


def _xlsx_sheets(content: bytes) -> list[list[list[Cell]]] | str:
    """Return the rows of each sheet of a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
                return f"the workbook unpacks to more than {MOST_UNPACKED // 1_000_000} MB"
        with warnings.catch_warnings():
            # openpyxl warns of what it will not keep; nothing is written back.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True)
            sheets = [list(_sheet_rows(sheet)) for sheet in book.worksheets]
    except Exception as error:  # noqa: BLE001 (openpyxl raises whatever a broken file makes fail)
        return f"the workbook cannot be read: {type(error).__name__}: {error}"
    return f"a sheet has more than {MOST_ROWS:,} rows" if any(len(rows) > MOST_ROWS for rows in sheets) else sheets


def _sheet_rows(sheet: Any) -> Iterator[list[Cell]]:  # noqa: ANN401 (openpyxl has no types)
    # A file may state a size that leaves out rows.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        if number > MOST_ROWS + 1:
            return
        yield _trimmed(_cell(cell.value, cell.data_type) for cell in row)


def _trimmed(cells: Iterable[Cell]) -> list[Cell]:
    row = list(cells)
    while row and not row[-1]:
        row.pop()
    return row


def _cell(value: object, data_type: str) -> Cell:
    """Return a cell's text; what a program has turned into something else is not guessed back."""
    if value is None or value == "":
        return ""
    if data_type != "s" or not isinstance(value, str):
        kinds = {"n": "number", "d": "date", "b": "truth value", "f": "formula", "e": "error value"}
        return Spoilt(what=f"holds the {kinds.get(data_type, 'value')} {value!s}, no text")
    text = value.replace("_x000D_", "\r").replace("_x000d_", "\r")
    if code := _CONTROL.search(text):
        return Spoilt(what=f"holds the control character {code[0]}")
    return text
