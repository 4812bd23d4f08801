"""New catalogs and templates: what their headers say, and that plural forms are those of the language."""

from __future__ import annotations

from datetime import date

import pytest

from generator.load.catalog import header_faults
from generator.load.po import PoEntry, PoFile
from generator.messages.catalogs import DRAFT_MARK, english_name, new_catalog, pot, updated, with_fields

TODAY = date(2027, 3, 4)
SOURCE = (PoEntry(msgid="Page"), PoEntry(msgid="a cup", plural="cups"))


@pytest.mark.parametrize(("language", "folder", "name", "forms"), [
    ("es", "es", "Spanish", 2), ("zh-Hans", "zh_Hans", "Chinese (Simplified)", 1),
    ("pt-BR", "pt_BR", "Portuguese (Brazil)", 2), ("ar", "ar", "Arabic", 6), ("pl", "pl", "Polish", 3),
    ("so", "so", "Somali", 2),
])
def test_a_new_catalog(language: str, folder: str, name: str, forms: int) -> None:
    file = new_catalog(SOURCE, domain="water", language=language, today=TODAY)
    assert file.header is not None
    assert file.header.comments == (f"water: translation into {name}.", DRAFT_MARK)
    assert not file.header.fuzzy
    assert file.fields["Language"] == folder
    assert file.fields["Language-Team"] == name
    assert file.fields["PO-Revision-Date"] == "2027-03-04 00:00+0000"
    assert [entry.strings for entry in file.entries] == [("",), ("",) * forms]
    assert header_faults(file, language=language, path="water.po") == ()


def test_a_template_names_no_language_and_has_no_date() -> None:
    file = pot(SOURCE, domain="water")
    assert file.header is not None
    assert (file.header.fuzzy, file.fields["Language"]) == (True, "")
    assert not any("Date" in name for name in file.fields)
    assert [entry.strings for entry in file.entries] == [("",), ("", "")]


def test_plural_forms_are_added_where_they_are_needed() -> None:
    old = PoFile(header=PoEntry(msgid="", strings=("Language: pl\nX-Generator: Poedit 3.4\n",)))
    assert updated(old, SOURCE[:1], language="pl").file.header == old.header
    file = updated(old, SOURCE, language="pl").file
    assert list(file.fields) == ["Language", "X-Generator", "Plural-Forms"]
    assert [len(entry.strings) for entry in file.entries] == [1, 3]


def test_a_header_s_plural_forms_are_left_as_they_are() -> None:
    old = PoFile(header=PoEntry(msgid="", strings=("Plural-Forms: nplurals=2; plural=n>1?1:n==0;\n",)))
    assert updated(old, SOURCE, language="es").file.header == old.header


def test_a_file_without_header_gets_one() -> None:
    bare = PoFile(entries=(PoEntry(msgid="Page", strings=("Página",)),))
    file = updated(bare, SOURCE, language="es", today=TODAY).file
    assert (file.fields["Language"], file.fields["PO-Revision-Date"]) == ("es", "2027-03-04 00:00+0000")
    assert [entry.strings for entry in file.entries] == [("Página",), ("", "")]
    assert updated(file, SOURCE, language="es").file == file


def test_fields_are_set_in_their_place() -> None:
    header = PoEntry(msgid="", strings=("A: 1\nB: 2: 3\nC: 4",))
    assert with_fields(header, {"B": "5", "D": "6"}).strings == ("A: 1\nB: 5\nC: 4\nD: 6\n",)


def test_every_language_has_an_english_name() -> None:
    assert (english_name("vi"), english_name("hi"), english_name("ur")) == ("Vietnamese", "Hindi", "Urdu")
