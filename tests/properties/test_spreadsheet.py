"""Any text survives a spreadsheet to the letter, an untouched one changes nothing, and edits arrive exactly."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.load.catalog import parse_catalog
from generator.load.po import PoEntry, PoFile, Previous, parse_po
from generator.messages.spreadsheet import NOTE, REVIEW, TRANSLATION, Table, table_of, without_refused
from generator.messages.spreadsheet_merge import merge_rows
from generator.messages.workbook import csv_bytes, guarded, read_table, unguarded, xlsx_bytes
from generator.messages.write import po_text

HEADER = PoEntry(msgid="", strings=(
    "Language: es\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n",
))
letters = st.characters(exclude_categories=["Cs"]) | st.sampled_from("=+-@'\"\t\n\r,; 0123456789./اخ٪腰_x005FD")
texts = st.text(letters, max_size=15) | st.sampled_from(["007", "2-3", "TRUE", "May 6", "#N/A", "_x000D_", "x005F_"])
#: What a person can see and a PO file keeps to the letter.
visible = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"], exclude_characters="\ufeff")
                  | st.sampled_from("=+-@'\"\n\t,;09اخ٪腰"), min_size=1, max_size=15).filter(str.strip)
comments = st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=8)
                    .map(lambda line: line.rstrip(" \t")), max_size=2).map(tuple)


@st.composite
def entries(draw: st.DrawFn) -> PoEntry:
    plural = draw(st.just("") | texts)
    return PoEntry(
        msgid=draw(texts.filter(bool)), context=draw(texts), plural=plural,
        strings=tuple(draw(texts) for _form in range(2 if plural else 1)), comments=draw(comments),
        extracted=draw(st.sampled_from([(), ("item", "id: a"), ("safety-critical", "id: b", "printed in: leaflet")])),
        flags=draw(st.sampled_from([(), ("fuzzy",), ("fuzzy", "python-format")])),
        previous=draw(st.none() | st.builds(Previous, msgid=texts.filter(bool))),
    )


files = st.lists(entries(), max_size=4, unique_by=lambda entry: entry.key).map(
    lambda found: PoFile(header=HEADER, entries=tuple(found)))


def table(file: PoFile) -> Table:
    return table_of(file, project="Tiny", domain="d", language="es")


def read(content: bytes) -> Table:
    found, faults = read_table(content, path="x")
    assert found is not None, faults
    return found


def cells(one: Table) -> list[dict[str, str]]:
    return [{name: text for name, text in row.cells.items() if text} for row in one.rows]


@given(texts)
def test_guarding_is_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(texts)
def test_an_apostrophe_before_a_word_is_the_translators(text: str) -> None:
    assert unguarded(text) in {text, text[1:]}
    assert unguarded(f"x{text}") == f"x{text}"


@settings(max_examples=60)
@given(files)
def test_any_text_survives_csv_and_an_untouched_file_changes_nothing(file: PoFile) -> None:
    back = read(csv_bytes(table(file)))
    assert cells(back) == cells(table(file))
    assert merge_rows(file, back, path="x") == (file, ())


@settings(max_examples=40)
@given(files)
def test_a_workbook_keeps_to_the_letter_what_it_does_not_refuse(file: PoFile) -> None:
    kept, found = without_refused(table(file), path="x", xlsx=True)
    back = read(xlsx_bytes(kept, rtl=True))
    assert cells(back) == cells(kept)
    after, faults = merge_rows(file, back, path="x")
    assert after == file
    assert {fault.rule for fault in faults} <= {"spreadsheet-missing"}
    assert bool(faults) == bool(found)


@settings(max_examples=60)
@given(files, st.data())
def test_edits_arrive_exactly_and_alone(file: PoFile, data: st.DataObject) -> None:
    assume(file.entries)
    rows = list(table(file).rows)
    place = data.draw(st.integers(0, len(rows) - 1))
    text = data.draw(visible)
    rows[place] = replace(rows[place], cells={**rows[place].cells, TRANSLATION: text})
    back = read(csv_bytes(replace(table(file), rows=tuple(rows))))
    after, found = merge_rows(file, back, path="x")
    assert found == ()
    strings = [string for entry in after.entries for string in entry.strings]
    expected = [string for entry in file.entries for string in entry.strings]
    expected[place] = text
    assert strings == expected
    assert [replace(entry, strings=(), flags=()) for entry in after.entries] == [
        replace(entry, strings=(), flags=()) for entry in file.entries]


@settings(max_examples=60)
@given(files, st.data())
def test_whatever_a_translator_writes_the_po_file_can_be_read_again(file: PoFile, data: st.DataObject) -> None:
    file = replace(file, entries=tuple(
        PoEntry(msgid=f"m{number}", comments=entry.comments) for number, entry in enumerate(file.entries)))
    rows = tuple(
        replace(row, cells={**row.cells, TRANSLATION: data.draw(texts), NOTE: data.draw(texts), REVIEW:
                            data.draw(st.sampled_from(["", "yes"]))}) for row in table(file).rows)
    after, _found = merge_rows(file, replace(table(file), rows=rows), path="x")
    text = po_text(after)
    now, faults = parse_po(text, path="x")
    assert faults == ()
    assert [(entry.strings, entry.comments, entry.flags) for entry in now.entries] == [
        (entry.strings, entry.comments, entry.flags) for entry in after.entries]
    assert parse_catalog(text, domain="d", language="es", path="x")[1] == ()


@settings(max_examples=60)
@given(st.binary(max_size=100) | st.tuples(st.integers(0, 6000), st.binary(min_size=1, max_size=3)))
def test_any_bytes_give_findings_or_a_table(damage: bytes | tuple[int, bytes]) -> None:
    whole = xlsx_bytes(table(PoFile(header=HEADER, entries=(PoEntry(msgid="a"),))), rtl=False)
    if isinstance(damage, tuple):
        place, letters_there = damage
        damage = whole[:place % len(whole)] + letters_there + whole[place % len(whole) + len(letters_there):]
    found, faults = read_table(damage, path="x")
    assert (found is None) == bool(faults)
