"""A translator's spreadsheet: what goes out comes back to the letter, what changed is taken, nothing is overwritten."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tiny_clinic import TinyClinic, tiny_clinic

from generator.findings import Finding, Severity
from generator.load.po import PoEntry, PoFile, Previous, parse_po
from generator.messages.spreadsheet import COLUMNS, NOTE, REVIEW, SOURCE, STATE, TRANSLATION, Table, table_of
from generator.messages.spreadsheet import without_refused as kept_by
from generator.messages.spreadsheet_merge import changes, merge_rows
from generator.messages.workbook import csv_bytes, read_table, xlsx_bytes

HEADER = PoEntry(msgid="", strings=((
    "Language: es\nContent-Type: text/plain; charset=UTF-8\nPO-Revision-Date: 2026-01-01 00:00+0000\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
),))
GOOD = PoEntry(msgid="Drink", context="drink", strings=("Beba",), extracted=("heading", "id: drink"))
CRITICAL = PoEntry(
    msgid="Drink 6 cups.", context="drink", strings=("Beba 5 tazas.",), flags=("fuzzy",),
    comments=("Tazas, no vasos.",),
    extracted=("paragraph", "id: drink-daily", "printed in: leaflet, booklet", "safety-critical"),
    previous=Previous(msgid="Drink 5 cups.", context="drink"),
)
EMPTY = PoEntry(msgid="Ask", context="ask", extracted=("heading", "id: ask"))
PLURAL = PoEntry(msgid="{n} cup", plural="{n} cups", strings=("{n} taza", "{n} tazas"), extracted=("id: cups",))
GONE = PoEntry(msgid="Old", strings=("Viejo",), obsolete=True)
FILE = PoFile(header=HEADER, entries=(GOOD, CRITICAL, EMPTY, PLURAL, GONE))
#: What spreadsheet programs do something to.
DIFFICULT = (
    "=1+1", "+44 20 7946 0958", "-5", "@SUM(A1)", "'quoted", "'=1", "''", "  two before", "two after  ", "007", "1E5",
    "2-3", "1/2", "5.10", "TRUE", "true ", "May 6", "MARCH1", "#N/A", "#REF!", "a,b;c\td", 'say "no"', "one\ntwo\n",
    "\ttab", "اشربي 6 أكواب", "٠٠٧", "۲-۳", "腰痛", "é" * 5, "\u00a0", "\u200f", "🙂", "- item", "＝1", "%(n)s",
    "&<>]]>",
    "2026-01-02", "(12)", "12:30", "50 %", "\ufeffx", "x\u2028y", "a\x85b", "|", "x" * 32_767,
)


def table(file: PoFile = FILE) -> Table:
    return table_of(file, project="Tiny", domain="water", language="es")


def back(content: bytes, *, name: str = "water.csv") -> Table:
    read, found = read_table(content, path=name)
    assert read is not None, found
    assert found == ()
    return read


def lines_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def changed(column: str, text: str, *, row: int = 1, file: PoFile = FILE) -> Table:
    """Return the table with another text in a column of a row, counted from 1."""
    rows = list(table(file).rows)
    rows[row - 1] = replace(rows[row - 1], cells={**rows[row - 1].cells, column: text})
    return numbered(replace(table(file), rows=tuple(rows)))


def numbered(one: Table) -> Table:
    return replace(one, rows=tuple(replace(row, number=number) for number, row in enumerate(one.rows, start=2)))


def merged(sheet: Table, file: PoFile = FILE) -> tuple[PoFile, tuple[Finding, ...]]:
    return merge_rows(file, sheet, path="water.csv")


def refused(sheet: Table, file: PoFile = FILE) -> Finding:
    """Return the one finding for which a table changes nothing."""
    after, found = merged(sheet, file)
    assert after == file
    assert len(found) == 1, [str(finding) for finding in found]
    assert found[0].path == "water.csv"
    return found[0]


def entry(file: PoFile, place: int) -> PoEntry:
    return file.entries[place - 1]


# -- what goes out ----------------------------------------------------------------------------------------------------


def test_a_row_says_all_that_a_translator_needs() -> None:
    row = table().rows[1]
    assert [row[name] for name in COLUMNS[:-1]] == [
        "drink-daily", "drink", "", "paragraph", "leaflet, booklet", "yes", "Drink 6 cups.", "Beba 5 tazas.", "yes",
        "Drink 5 cups.", "Tazas, no vasos.",
    ]


def test_a_plural_has_a_row_for_each_form_with_numbers_that_take_it() -> None:
    rows = [row for row in table().rows if row["id"] == "cups"]
    assert [(row["plural form"], row[SOURCE], row[TRANSLATION]) for row in rows] == [
        ("form 0 (for 1)", "{n} cup\n{n} cups", "{n} taza"),
        ("form 1 (for 0, 2, 3, 4 …)", "{n} cup\n{n} cups", "{n} tazas"),
    ]


def test_obsolete_messages_stay_at_home() -> None:
    assert "Old" not in [row[SOURCE] for row in table().rows]


def test_messages_of_the_same_name_are_told_apart() -> None:
    twins = PoFile(header=HEADER, entries=(GOOD, replace(GOOD, msgid="Drink more")))
    names = [row["id"] for row in table(twins).rows]
    assert len(set(names)) == 2
    assert merged(changed(TRANSLATION, "Beba más", row=2, file=twins), twins)[0].entries[1].strings == ("Beba más",)


@pytest.mark.parametrize("text", DIFFICULT, ids=lambda text: ascii(text)[:20])
def test_difficult_cells_come_back_to_the_letter(text: str) -> None:
    file = PoFile(header=HEADER, entries=(replace(GOOD, msgid=f"x{text[:100]}", strings=(text,), comments=()),))
    one = table(file)
    for content in (csv_bytes(one), xlsx_bytes(one, rtl=True)):
        [row] = back(content).rows
        assert dict(row.cells) == {name: text for name, text in one.rows[0].cells.items() if name in row.cells}
        assert row[TRANSLATION] == text
        assert merge_rows(file, back(content), path="x") == (file, ())


def test_no_cell_of_a_csv_is_a_formula_or_a_number() -> None:
    file = PoFile(header=HEADER, entries=tuple(
        replace(GOOD, extracted=(), msgid=text, strings=(text,)) for text in DIFFICULT
    ))
    cells = [cell for row in lines_of(csv_bytes(table(file))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert not [cell for cell in cells if cell.replace(".", "").replace("-", "").strip().isdigit()]


def test_a_csv_is_what_rfc_4180_says_in_utf_8_with_its_mark() -> None:
    content = csv_bytes(table())
    assert content.startswith(b"\xef\xbb\xbf")
    assert {len(row) for row in lines_of(content)} == {len(COLUMNS)}
    assert content.count(b"\r\n") == content.count(b"\r") == 5 + 1 + 1 + len(table().rows)


def test_a_workbook_is_ready_to_be_filled_in() -> None:
    book = load_workbook(io.BytesIO(xlsx_bytes(table(), rtl=True)))
    sheet = book["translations"]
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert sheet.freeze_panes == "A2"
    assert sheet.protection.sheet
    assert not sheet.protection.password
    unlocked = {cell.column_letter for row in sheet for cell in row if not cell.protection.locked}
    assert unlocked == {"H", "I", "K"}
    assert {cell.number_format for row in sheet for cell in row} == {"@"}
    assert sheet["H2"].alignment.readingOrder == 2
    assert sheet["G2"].alignment.readingOrder == 0
    assert sheet["G2"].alignment.wrap_text
    assert [(rule.type, rule.formula1, str(rule.sqref)) for rule in sheet.data_validations.dataValidation] == [
        ("list", '"yes"', "I2:I6"),
    ]


@pytest.mark.parametrize("text", ["a\rb", "a\x00b", "\x1b", "\ufffe", "_x000D_", "ax005F_"], ids=ascii)
def test_what_a_workbook_cannot_hold_is_left_out_and_named(text: str) -> None:
    file = PoFile(header=HEADER, entries=(GOOD, replace(EMPTY, strings=(text,))))
    kept, [found] = kept_by(table(file), path="water.xlsx", xlsx=True)
    assert [row["id"] for row in kept.rows] == ["drink"]
    assert "'ask' was left out" in found.message
    assert kept_by(table(file), path="water.csv", xlsx=False) == (table(file), ())
    assert merge_rows(file, back(csv_bytes(table(file))), path="x") == (file, ())


@pytest.mark.parametrize("text", ["x" * 32_768, "🙂" * 16_384])
def test_a_text_longer_than_a_cell_is_left_out(text: str) -> None:
    file = PoFile(header=HEADER, entries=(replace(GOOD, strings=(text,)),))
    kept, found = kept_by(table(file), path="water.csv", xlsx=False)
    assert kept.rows == ()
    assert [finding.rule for finding in found] == ["spreadsheet-cell"]


# -- what comes back --------------------------------------------------------------------------------------------------


def test_an_untouched_table_changes_nothing() -> None:
    assert merged(table()) == (FILE, ())
    assert changes(FILE, merged(table())[0]) == ()


def test_a_filled_translation_is_good() -> None:
    after, found = merged(changed(TRANSLATION, "Pregunte", row=3))
    assert found == ()
    assert entry(after, 3) == replace(EMPTY, strings=("Pregunte",))


def test_a_filled_translation_that_its_translator_doubts_needs_review() -> None:
    sheet = changed(TRANSLATION, "Pregunte", row=3)
    rows = [*sheet.rows]
    rows[2] = replace(rows[2], cells={**rows[2].cells, REVIEW: "Yes"})
    after, _found = merged(replace(sheet, rows=tuple(rows)))
    assert entry(after, 3) == replace(EMPTY, strings=("Pregunte",), flags=("fuzzy",))


def test_a_good_translation_that_was_changed_needs_review() -> None:
    assert entry(merged(changed(TRANSLATION, "Beber"))[0], 1) == replace(GOOD, strings=("Beber",), flags=("fuzzy",))


def test_the_mark_that_is_left_stays_and_the_mark_that_is_cleared_goes() -> None:
    left, _found = merged(changed(TRANSLATION, "Beba 6 tazas.", row=2))
    assert entry(left, 2) == replace(CRITICAL, strings=("Beba 6 tazas.",))
    cleared, _found = merged(changed(REVIEW, "", row=2))
    assert entry(cleared, 2) == replace(CRITICAL, flags=(), previous=None)


def test_a_mark_can_be_set() -> None:
    after, _found = merged(changed(REVIEW, "yes"))
    assert entry(after, 1) == replace(GOOD, flags=("fuzzy",))
    assert [change.what for change in changes(FILE, after)] == [("needs review",)]


def test_other_flags_stay() -> None:
    file = PoFile(header=HEADER, entries=(replace(CRITICAL, flags=("fuzzy", "python-brace-format")),))
    assert entry(merged(changed(REVIEW, "", file=file), file)[0], 1).flags == ("python-brace-format",)


def test_a_note_arrives_line_by_line() -> None:
    after, found = merged(changed(NOTE, "Uno  \r\n\r\n dos", row=2))
    assert found == ()
    assert entry(after, 2) == replace(CRITICAL, comments=("Uno", "", " dos"))


def test_line_breaks_of_other_programs_are_those_of_gettext() -> None:
    assert entry(merged(changed(TRANSLATION, "uno\r\ndos\rtres", row=3))[0], 3).strings == ("uno\ndos\ntres",)


def test_plural_forms_are_taken_together() -> None:
    after, found = merged(changed(TRANSLATION, "{n} vasos", row=5))
    assert found == ()
    assert entry(after, 4) == replace(PLURAL, strings=("{n} taza", "{n} vasos"), flags=("fuzzy",))


def test_a_mark_cleared_for_one_form_only_is_refused() -> None:
    file = PoFile(header=HEADER, entries=(replace(PLURAL, flags=("fuzzy",)),))
    assert "in some rows" in refused(changed(REVIEW, "", row=2, file=file), file).message


def test_columns_and_rows_may_change_places() -> None:
    lines = lines_of(csv_bytes(changed(TRANSLATION, "Beber")))
    about, [header, *rows] = lines[:6], lines[6:]
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows([*about, *(row[::-1] for row in [header, *rows[::-1]])])
    after, found = merge_rows(FILE, back(stream.getvalue().encode()), path="x")
    assert found == ()
    assert entry(after, 1).strings == ("Beber",)


# -- what is not taken ------------------------------------------------------------------------------------------------


def with_entry(place: int, **fields: object) -> PoFile:
    """Return the file with an entry that changed since the export."""
    entries = list(FILE.entries)
    entries[place - 1] = replace(entries[place - 1], **fields)  # type: ignore[arg-type]  # fields of PoEntry
    return replace(FILE, entries=tuple(entries))


def test_a_source_that_changed_since_the_export_is_told() -> None:
    now = with_entry(1, msgid="Drink a lot")
    found = refused(changed(TRANSLATION, "Beber"), now)
    assert (found.rule, found.line, found.severity) == ("spreadsheet-source", 2, Severity.ERROR)
    assert "'Drink a lot'" in found.message
    assert refused(numbered(table()), now).severity == Severity.WARNING


def test_two_changes_of_one_translation_are_a_conflict_with_both_texts() -> None:
    found = refused(changed(TRANSLATION, "Beber"), with_entry(1, strings=("Tome",)))
    assert found.rule == "spreadsheet-conflict"
    assert "'Tome'" in found.message
    assert "'Beber'" in found.message


def test_the_same_change_in_two_places_is_none() -> None:
    now = with_entry(1, strings=("Beber",))
    assert merged(changed(TRANSLATION, "Beber"), now) == (now, ())


def test_a_change_in_the_po_file_outlives_an_untouched_row() -> None:
    now = with_entry(2, strings=("Beba 6 tazas.",), flags=(), previous=None, comments=("Neu.",))
    assert merged(table(), now) == (now, ())


def test_a_mark_is_not_cleared_for_a_text_that_the_translator_never_saw() -> None:
    assert refused(changed(REVIEW, "", row=2), with_entry(2, strings=("Otro.",))).rule == "spreadsheet-conflict"


def test_two_changes_of_a_note_are_a_conflict() -> None:
    assert refused(changed(NOTE, "Uno", row=2), with_entry(2, comments=("Dos",))).rule == "spreadsheet-conflict"


@pytest.mark.parametrize(("column", "text", "row", "words"), [
    (TRANSLATION, "", 1, "empty or only blanks; it stays 'Beba'"),
    (TRANSLATION, "  \n", 1, "empty or only blanks"),
    (NOTE, "", 2, "note was emptied"),
    (NOTE, "x", 5, "beside a later plural form"),
    (REVIEW, "no", 1, "needs review is 'no'"),
    (SOURCE, "Drnk", 1, "source text in the sheet was changed"),
    (STATE, "s1", 1, "state of the row cannot be read"),
    (TRANSLATION, "a\x00", 1, "U+0000"),
    (TRANSLATION, "a\u2028b", 1, "U+2028"),
    (TRANSLATION, "x" * 32_767, 1, "cell is full"),
])
def test_a_row_that_cannot_be_taken_is_told_with_its_number(column: str, text: str, row: int, words: str) -> None:
    found = refused(changed(column, text, row=row))
    assert words in found.message
    assert found.line == row + 1
    assert found.action


def test_an_unknown_row_is_told() -> None:
    after, found = merged(changed("id", "drnk"))
    assert after == FILE
    assert [(finding.line, finding.severity) for finding in found] == [(None, Severity.WARNING), (2, Severity.WARNING)]
    assert "no message 'drnk'" in found[1].message
    assert "1 messages have no row: drink." in found[0].message


def test_a_row_that_stands_twice_is_not_taken() -> None:
    sheet = changed(TRANSLATION, "Beber")
    twice = numbered(replace(sheet, rows=(*sheet.rows, sheet.rows[0])))
    found = refused(twice)
    assert (found.line, found.severity) == (7, Severity.ERROR)
    assert "row 2 already" in found.message


def test_missing_rows_are_told_once() -> None:
    after, [found] = merged(replace(table(), rows=()))
    assert after == FILE
    assert found.severity == Severity.WARNING
    assert "4 messages have no row: drink, drink-daily, ask, cups." in found.message


def test_a_missing_plural_form_keeps_the_message() -> None:
    sheet = changed(TRANSLATION, "{n} vasos", row=5)
    found = refused(replace(sheet, rows=(*sheet.rows[:3], sheet.rows[4])))
    assert "has 1 of its 2 plural forms" in found.message
    assert found.severity == Severity.ERROR


def test_one_bad_row_does_not_keep_the_others() -> None:
    sheet = changed(TRANSLATION, "Pregunte", row=3)
    rows = (replace(sheet.rows[0], cells={**sheet.rows[0].cells, REVIEW: "no"}), *sheet.rows[1:])
    after, found = merged(replace(sheet, rows=rows))
    assert entry(after, 3).strings == ("Pregunte",)
    assert [finding.line for finding in found] == [2]


# -- files that are no table ------------------------------------------------------------------------------------------


def unread(content: bytes) -> str:
    read, found = read_table(content, path="water.csv")
    assert read is None
    assert {(finding.rule, finding.path) for finding in found} == {("spreadsheet-file", "water.csv")}
    return " ".join(finding.message for finding in found)


@pytest.mark.parametrize(("content", "words"), [
    (b"", "no row with the names"),
    (b"PK\x03\x04rest", "cannot be read"),
    (b"\xd0\xcf\x11\xe0", "neither a workbook nor a text"),
    (b"x" * 20_000_001, "more than 20 MB"),
    ("Beba,\u00e9".encode("cp1252"), "neither a workbook nor a text"),
    (csv_bytes(table())[:-20], "no whole CSV"),
    (csv_bytes(table()).replace("é ż".encode(), b"? ?"), "letters were lost"),
    (csv_bytes(table()).replace(b'"translation"', b'"translated"'), "'translation' is missing or was renamed"),
    (csv_bytes(table()).replace(b'"section"', b'"translation"'), "'translation' stands there more than once"),
    (csv_bytes(table()).replace(b'"domain"', b'"dom"'), "does not say its 'domain'"),
    (csv_bytes(table()).replace(b"table 1", b"table 2"), "Export"),
])
def test_a_file_that_is_no_whole_table_is_not_taken(content: bytes, words: str) -> None:
    _read, found = read_table(content, path="water.csv")
    unread(content)
    assert words in " ".join(map(str, found))


def edited(change: Callable[..., None], sheet: str = "translations") -> bytes:
    """Return the workbook after an edit of it."""
    book = load_workbook(io.BytesIO(xlsx_bytes(table(), rtl=False)))
    change(book[sheet])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(place: str, value: object) -> Callable[..., None]:
    def change(sheet: dict[str, object]) -> None:
        sheet[place] = value
    return change


@pytest.mark.parametrize(("value", "words"), [
    (7, "number 7"), (1.5, "number 1.5"), (date(2026, 3, 2), "date 2026-03-02"), (True, "truth value True"),
    ("=1+1", "formula =1+1"), ("#N/A", "error value #N/A"), ("a_x0001_", "control character _x0001_"),
])
def test_a_cell_that_is_no_text_any_more_is_refused_with_its_place(value: object, words: str) -> None:
    found = refused(back(edited(put("H4", value))))
    assert (found.rule, found.line) == ("spreadsheet-cell", 4)
    assert words in found.message
    assert "'translation'" in found.message


def test_an_edit_in_a_workbook_arrives() -> None:
    after, found = merged(back(edited(put("H4", "Pregunte_x000D_\nhoy"))))
    assert found == ()
    assert entry(after, 3).strings == ("Pregunte\nhoy",)


def test_a_number_in_a_column_that_nobody_reads_does_no_harm() -> None:
    assert merged(back(edited(put("D2", 7)))) == (FILE, ())


def test_rows_beyond_the_size_that_a_sheet_states_are_read() -> None:
    content, stream = xlsx_bytes(table(), rtl=False), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            assert name != "xl/worksheets/sheet1.xml" or b'<dimension ref="A1:L6"' in old.read(name)
            new.writestr(name, old.read(name).replace(b'<dimension ref="A1:L6"', b'<dimension ref="A1:B2"'))
    assert merged(back(stream.getvalue())) == (FILE, ())


def test_a_workbook_that_lost_its_sheet_about_is_not_taken() -> None:
    def cut(sheet: object) -> None:
        del sheet.parent["about"]  # type: ignore[attr-defined]  # openpyxl has no types
    assert "does not say its 'domain'" in unread(edited(cut))


def test_the_tabs_and_utf_16_of_unicode_text_are_read() -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter="\t").writerows(lines_of(csv_bytes(table())))
    assert merged(back(stream.getvalue().encode("utf-16"))) == (FILE, ())


def test_a_workbook_with_two_tables_is_not_taken() -> None:
    def copy(sheet: object) -> None:
        sheet.parent.copy_worksheet(sheet)  # type: ignore[attr-defined]  # openpyxl has no types
    assert "more than one sheet" in unread(edited(copy))


def test_a_cell_at_the_end_of_a_sheet_is_no_reason_to_give_up() -> None:
    assert "more than 100,000 rows" in unread(edited(put("A1048576", "x")))
    assert merged(back(edited(put("XFD3", "x")))) == (FILE, ())


# -- the command ------------------------------------------------------------------------------------------------------

PO = "locales/es/LC_MESSAGES/water.po"


def clinic_with_words(folder: Path) -> TinyClinic:
    clinic = tiny_clinic(folder)
    assert clinic.run("messages", "update").status == 0
    return clinic


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_way_out_and_back(tmp_path: Path, kind: str) -> None:
    clinic = clinic_with_words(tmp_path)
    before = (tmp_path / PO).read_bytes()
    out = clinic.run("messages", "export", "water", "es", "--format", kind)
    assert (out.status, out.err) == (0, "")
    name = f"water.es.{kind}"
    assert out.out == f"{name}: 9 rows\n"
    untouched = clinic.run("messages", "import", name)
    assert (untouched.status, untouched.out, untouched.err) == (0, f"{PO}: nothing to change\n", "")
    assert (tmp_path / PO).read_bytes() == before

    content = (tmp_path / name).read_bytes()
    if kind == "csv":
        (tmp_path / name).write_bytes(content.replace(b"Una taza de agua", "Un vaso, “lleno”".encode()))
    else:
        book = load_workbook(io.BytesIO(content))
        [cell] = [cell for row in book["translations"] for cell in row if cell.value == "Una taza de agua"]
        cell.value = "Un vaso, “lleno”"
        book.save(tmp_path / name)
    dry = clinic.run("messages", "import", name, "--dry-run")
    assert dry.status == 0
    assert "'Una taza de agua' -> 'Un vaso, “lleno”'; needs review" in dry.out
    assert "1 messages would change" in dry.out
    assert (tmp_path / PO).read_bytes() == before
    assert clinic.run("messages", "import", name).status == 0
    now, found = parse_po((tmp_path / PO).read_text(encoding="utf-8"), path=PO)
    assert found == ()
    [changed_entry] = [entry for entry in now.entries if entry.strings == ("Un vaso, “lleno”",)]
    assert changed_entry.fuzzy
    assert now.fields["PO-Revision-Date"].startswith(str(date.today().year))  # noqa: DTZ011 (any clock will do)


@pytest.mark.slow
def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    clinic = clinic_with_words(tmp_path)
    (tmp_path / "mine.csv").write_text("work", encoding="utf-8")
    run = clinic.run("messages", "export", "templates", "es", "--output", "mine.csv")
    assert run.status == 2
    assert "exists" in run.err
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == "work"


@pytest.mark.slow
def test_a_po_file_behind_its_texts_is_not_exported(tmp_path: Path) -> None:
    clinic = clinic_with_words(tmp_path)
    clinic.change("content/handouts/water/handout.md", "Ask **{care_team}** when", "Ask **{care_team}** whenever")
    run = clinic.run("messages", "export", "water", "es")
    assert run.status == 2
    assert "handouts messages update es" in run.err


@pytest.mark.slow
def test_a_file_of_another_project_and_a_broken_one_are_refused(tmp_path: Path) -> None:
    clinic = clinic_with_words(tmp_path)
    other = replace(table(), project="Other")
    (tmp_path / "other.csv").write_bytes(csv_bytes(other))
    run = clinic.run("messages", "import", "other.csv")
    assert (run.status, "belongs to the project 'Other'" in run.err) == (2, True)
    (tmp_path / "broken.csv").write_bytes(b"\xff")
    run = clinic.run("messages", "import", "broken.csv")
    assert (run.status, run.err.startswith("broken.csv: error: ")) == (1, True)


@pytest.mark.slow
def test_a_conflict_ends_with_status_1_and_the_rest_is_taken(tmp_path: Path) -> None:
    clinic = clinic_with_words(tmp_path)
    clinic.run("messages", "export", "water", "es", "--format", "csv")
    sheet = (tmp_path / "water.es.csv").read_text(encoding="utf-8")
    (tmp_path / "water.es.csv").write_text(
        sheet.replace('Pregunte"', 'Consulte"').replace("Una taza de agua", "Una taza"), encoding="utf-8", newline=""
    )
    clinic.change(PO, "Una taza de agua", "Un vaso")
    run = clinic.run("messages", "import", "water.es.csv")
    assert run.status == 1
    assert "water.es.csv:11: error: " in run.err
    assert "[spreadsheet-conflict]" in run.err
    text = (tmp_path / PO).read_text(encoding="utf-8")
    assert 'msgstr "Un vaso"' in text
    assert 'msgstr "Consulte"' in text
