"""The strict PO reader: what it accepts it reads to the letter, everything else is a finding with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import SPANISH, escaped, found_in, line_of, only, read, write
from tiny_clinic import HEADER, TinyClinic, tiny_clinic

from generator.findings import Finding
from generator.load.catalog import Catalog, Entry, load_catalog, parse_catalog

ENTRY = '\nmsgctxt "ask"\nmsgid "Ask"\nmsgstr "Pregunte"\n'


def parse(text: str) -> tuple[Catalog, tuple[Finding, ...]]:
    return parse_catalog(text, domain="d", language="es", path="d.po")


def texts_of(text: str) -> dict[tuple[str, str], str]:
    read_catalog, found = parse(text)
    assert found == (), [str(finding) for finding in found]
    return {key: entry.text for key, entry in read_catalog.entries.items()}


def fault_of(text: str) -> Finding:
    """Return the one finding; a catalog that has one is empty, so that nothing of it is printed."""
    read_catalog, found = parse(text)
    assert read_catalog.entries == {}
    fault = only(found)
    assert (fault.rule, fault.path, fault.language) == ("catalog-syntax", "d.po", "es")
    assert fault.action
    return fault


# -- what is read -------------------------------------------------------------------------------------------------


def test_a_catalog_is_read_by_context_and_source() -> None:
    read_catalog, found = parse(HEADER + ENTRY + '\nmsgid "Ask"\nmsgstr "Consulte"\n')
    assert found == ()
    assert (read_catalog.domain, read_catalog.language, read_catalog.path) == ("d", "es", "d.po")
    assert read_catalog.entries == {
        ("ask", "Ask"): Entry(text="Pregunte", line=7), ("", "Ask"): Entry(text="Consulte", line=10),
    }


@pytest.mark.parametrize("text", [
    'a "quoted" word', "a back\\slash", "\\n is no line break", "two\nlines", "a\ttab", "38 °C, 腰背痛, نحو 1 من كل 3",
    'ends with a quote"', "ends with a backslash\\", '\\"', " spaces ", "\u2066500 mg\u2069", "a\u2028b\x85c\x0cd",
])
def test_a_text_is_read_to_the_letter(text: str) -> None:
    entry = f'msgctxt "c"\nmsgid "{escaped(text)}"\nmsgstr "{escaped(text)}"\n'
    assert texts_of(f"{HEADER}\n{entry}") == {("c", text): text}


def test_a_string_may_go_on_over_several_lines() -> None:
    assert texts_of(HEADER + '\nmsgid ""\n"Drink 6 "\n"cups."\nmsgstr "Beba "\n"6 "\n"tazas."\n') \
        == {("", "Drink 6 cups."): "Beba 6 tazas."}


def test_comments_obsolete_entries_and_blank_lines_change_nothing() -> None:
    assert texts_of(
        HEADER + '\n# a note with a " quote\n#. for translators\n#: file.md:3\n#| msgid "Asks"\n' + ENTRY.lstrip()
        + '\n\n#~ msgid "old"\n#~ msgstr "viejo"\n'
    ) == {("ask", "Ask"): "Pregunte"}


def test_a_fuzzy_entry_is_marked() -> None:
    read_catalog, _found = parse(HEADER + "\n#, fuzzy" + ENTRY + '\nmsgid "x"\nmsgstr "y"\n')
    assert [entry.fuzzy for entry in read_catalog.entries.values()] == [True, False]


def test_an_empty_translation_is_no_fault_of_syntax() -> None:
    assert texts_of(HEADER + '\nmsgid "x"\nmsgstr ""\n') == {("", "x"): ""}


# -- what is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("entry", "line", "said"), [
    ('msgid "x"\nmsgstr "b\n', 7, "closed string"),
    ('msgid "x"\nmsgstr "unterminated\\"\n', 7, "closed string"),
    ('msgid "x"\nmsgstr b"\n', 7, "closed string"),
    ('msgid "x"\nmsgstr "a "b" c"\n', 7, "closed string"),
    ('msgid "x"\nmsgstr "10\\%"\n', 7, "closed string"),
    ('msgid "x"\nmsgstr ""\n"first"\n"second\n', 9, "closed string"),
    ('msgid "x"\nmsgtxt "y"\nmsgstr "z"\n', 7, "closed string"),
    ('msgid "x"\nmsgstr "a" trailing\n', 7, "closed string"),
    ('msgid "x"\n\nmsgstr "y"\n', 7, "ends after msgid, without msgstr"),
    ('msgctxt "c"\n\nmsgid "x"\nmsgstr "y"\n', 7, "ends after msgctxt, without msgstr"),
    ('msgid "x"\nmsgid "y"\nmsgstr "z"\n', 7, "msgid stands where msgstr or msgid_plural is expected"),
    ('msgstr "x"\nmsgid "y"\nmsgstr "z"\n', 6, "msgstr stands where msgctxt or msgid is expected"),
    ('msgid "x"\nmsgctxt "c"\nmsgstr "z"\n', 7, "msgctxt stands where msgstr or msgid_plural is expected"),
    ('msgid "x"\nmsgstr "y"\n\nmsgid "z"\n', 10, "ends after msgid"),
])
def test_a_broken_entry(entry: str, line: int, said: str) -> None:
    read_catalog, found = parse(HEADER + "\n" + entry)
    assert read_catalog.entries == {}
    assert {(finding.rule, finding.path, finding.language) for finding in found} == {("catalog-syntax", "d.po", "es")}
    # What follows a broken line may be reported too; the first finding is the fault.
    assert found[0].line == line
    assert said in found[0].message
    assert found[0].action


def test_a_string_without_keyword() -> None:
    fault = fault_of('"lost"\n')
    assert (fault.line, "without a keyword" in fault.message) == (1, True)


# -- plural forms -------------------------------------------------------------------------------------------------


PLURAL = '\nmsgid "x"\nmsgid_plural "xs"\nmsgstr[0] "y"\nmsgstr[1] "ys"\n'


def with_plurals(value: str, language: str = "es") -> str:
    return HEADER.replace("es", language) + f'"Plural-Forms: {value}\\n"\n'


def test_plural_forms_are_read() -> None:
    read_catalog, found = parse(with_plurals("nplurals=2; plural=(n != 1);") + PLURAL)
    assert found == ()
    assert read_catalog.entries == {("", "x"): Entry(text="", plural=("y", "ys"), line=7)}
    assert [read_catalog.plural_form(number) for number in (0, 1, 2, 21)] == [1, 0, 1, 1]


def test_plural_forms_need_a_header_that_counts_them() -> None:
    fault = fault_of(HEADER + PLURAL)
    assert (fault.line, fault.message) == (6, "'x' has 2 plural forms, the header says nothing of plurals.")


@pytest.mark.parametrize(("forms", "said"), [
    ('msgstr[0] "y"\n', "'x' has 1 plural forms, the header says 2"),
    ('msgstr[0] "y"\nmsgstr[1] "ys"\nmsgstr[2] "yss"\n', "'x' has 3 plural forms, the header says 2"),
    ('msgstr[0] "y"\nmsgstr[2] "ys"\n', "msgstr[2] stands where msgstr[1] or msgctxt or msgid is expected"),
    ('msgstr[1] "ys"\nmsgstr[0] "y"\n', "msgstr[1] stands where msgstr[0] is expected"),
    ('msgstr "y"\n', "msgstr stands where msgstr[0] is expected"),
])
def test_plural_forms_are_complete_and_in_order(forms: str, said: str) -> None:
    _catalog, found = parse(with_plurals("nplurals=2; plural=n != 1") + f'\nmsgid "x"\nmsgid_plural "xs"\n{forms}')
    assert said in found[0].message


def test_a_form_without_plural_is_a_fault() -> None:
    _catalog, found = parse(HEADER + '\nmsgid "x"\nmsgstr[0] "y"\n')
    assert "msgstr[0] stands where msgstr or msgid_plural" in found[0].message


def test_an_empty_plural_is_a_fault() -> None:
    _catalog, found = parse(with_plurals("nplurals=2; plural=n != 1") + PLURAL.replace('"xs"', '""'))
    assert [(finding.line, finding.message) for finding in found] == [(7, "msgid_plural is empty.")]


@pytest.mark.parametrize(("language", "value"), [
    pytest.param("es", "nplurals=2; plural=n>1?1:n==0;", id="the same in other words"),
    pytest.param("fr", "nplurals=3; plural=(n == 0 || n == 1) ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;",
                 id="Weblate, a form more for millions"),
    pytest.param("pl", "nplurals=3; plural=n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2;",
                 id="Poedit"),
    pytest.param("ru", "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20)"
                       " ? 1 : 2;", id="Qt"),
])
def test_the_rule_of_a_language_may_be_written_in_several_ways(language: str, value: str) -> None:
    _catalog, found = parse_catalog(with_plurals(value, language), domain="d", language=language, path="d.po")
    assert found == ()


@pytest.mark.parametrize("value", [
    pytest.param("nplurals=INTEGER; plural=EXPRESSION;", id="the placeholder of a template"),
    pytest.param("nplurals=1; plural=0;", id="of another language"),
    pytest.param("nplurals=2; plural=n == 1 ? 1 : 2;", id="a form that is not there"),
    pytest.param("nplurals=2; plural=(n != 1) - 1;", id="a form below none"),
    pytest.param("nplurals=2; plural=n == 1000000 ? 2 : n != 1;", id="a form too many for large numbers"),
    pytest.param("nplurals=2;", id="no rule"),
    pytest.param("plural=n != 1;", id="no number of forms"),
    pytest.param("nplurals = 2; plural = n != 1;", id="blanks that gettext does not read"),
    pytest.param("", id="empty"),
    pytest.param("nplurals=2; plural=n/0;", id="division by none"),
    pytest.param("nplurals=2; plural=n**n;", id="a power"),
    pytest.param("nplurals=2; plural=__import__('os');", id="Python"),
    pytest.param(f"nplurals=2; plural={'(' * 10_000}n{')' * 10_000};", id="brackets"),
    pytest.param(f"nplurals=2; plural={'n?1:' * 240}0;", id="conditions"),
    pytest.param(f"nplurals=2; plural={'!' * 990}n;", id="negations"),
    pytest.param(f"nplurals=2; plural={'n*' * 490}n;", id="a product"),
    pytest.param(f"nplurals={'9' * 5000}; plural=n != 1;", id="more forms than can be counted"),
    pytest.param("nplurals=999999999; plural=n != 1;", id="more forms than memory holds"),
])
def test_a_plural_rule_that_is_not_the_language_s(value: str) -> None:
    read_catalog, found = parse(with_plurals(value) + ENTRY)
    fault = only(found)
    assert read_catalog.entries == {}
    assert (fault.rule, fault.path, fault.line, fault.language) == ("catalog-plurals", "d.po", 1, "es")
    assert fault.action == "Write Plural-Forms: nplurals=2; plural=(n != 1);"


@pytest.mark.parametrize("named", ["fr", "ES", "es_ES", "??", "spanish", "e" * 10_000])
def test_a_header_that_names_another_language(named: str) -> None:
    read_catalog, found = parse(HEADER.replace(": es", f": {named}") + ENTRY)
    fault = only(found)
    assert read_catalog.entries == {}
    assert (fault.rule, fault.path, fault.line, fault.language) == ("catalog-language", "d.po", 1, "es")
    assert len(fault.message) < 150


@pytest.mark.parametrize("named", ["zh_Hans", "zh-Hans", ""])
def test_a_language_is_named_as_posix_or_bcp_47_has_it(named: str) -> None:
    text = HEADER.replace(": es", f": {named}")
    assert parse_catalog(text, domain="d", language="zh-Hans", path="d.po")[1] == ()


def test_a_message_that_is_translated_twice() -> None:
    fault = fault_of(HEADER + ENTRY + ENTRY.replace("Pregunte", "Consulte"))
    assert (fault.line, fault.message) == (11, "the message 'Ask' was already translated on line 7.")
    assert "Keep one" in fault.action


@pytest.mark.parametrize("again", [
    pytest.param('msgctxt ""\n"ask"\nmsgid "As"\n"k"\nmsgstr "z"\n', id="split otherwise"),
    pytest.param('#, fuzzy\nmsgctxt "ask"\nmsgid "Ask"\nmsgstr "z"\n', id="fuzzy"),
    pytest.param('#~ msgctxt "ask"\n#~ msgid "Ask"\n#~ msgstr "z"\n', id="obsolete"),
    pytest.param('  msgctxt "ask"\n  msgid "Ask"\n  msgstr "z"\n', id="indented"),
    pytest.param('msgctxt "ask"\n# note\nmsgid "Ask"\nmsgstr "z"\n', id="with a comment"),
])
def test_a_message_that_is_translated_twice_in_another_shape(again: str) -> None:
    assert "already translated" in fault_of(HEADER + ENTRY + "\n" + again).message


@pytest.mark.parametrize("text", [
    pytest.param('msgctxt "a"\n# note\nmsgid "x"\nmsgstr "1"\n\nmsgctxt "b"\n# note\nmsgid "x"\nmsgstr "2"\n',
                 id="a comment behind the context"),
    pytest.param('msgid ""\n  "a"\nmsgstr "1"\n\nmsgid ""\n  "b"\nmsgstr "2"\n', id="indented strings"),
])
def test_different_messages_are_not_taken_for_the_same(text: str) -> None:
    assert sorted(texts_of(HEADER + "\n" + text).values()) == ["1", "2"]


@pytest.mark.parametrize(("letter", "meant"), [("a", "\a"), ("b", "\b"), ("f", "\f"), ("v", "\v")], ids="abfv")
def test_an_escape_is_read_as_gettext_reads_it_or_refused(letter: str, meant: str) -> None:
    read_catalog, found = parse(f'{HEADER}\nmsgid "x"\nmsgstr "1\\{letter}2"\n')
    assert found or read_catalog.entries["", "x"].text == f"1{meant}2"


def test_all_faults_are_reported_at_once() -> None:
    _catalog, found = parse('msgid "x"\nmsgstr "a\n\nmsgid "y"\nmsgstr "ok"\n\nmsgid "z"\nmsgstr c"\n')
    assert [finding.line for finding in found] == [2, 8]


# -- headers, encodings, files ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("charset", "said"), [
    ("ISO-8859-1", "charset=iso-8859-1"),
    ("ascii", "charset=ascii"),
    pytest.param("CHARSET", "charset"),
])
def test_the_header_names_utf_8(charset: str, said: str) -> None:
    fault = fault_of(HEADER.replace("UTF-8", charset) + '\nmsgid "x"\nmsgstr "y"\n')
    assert said in fault.message
    assert fault.line == 1


@pytest.mark.parametrize("header", ["POT-Creation-Date: today\\n", "PO-Revision-Date: 2026-13-45 25:61+0000\\n"])
def test_a_header_that_gettext_cannot_read_is_a_finding(header: str) -> None:
    assert "gettext cannot read the file" in fault_of(f'msgid ""\nmsgstr ""\n"{header}"\n{ENTRY}').message


def test_what_only_gettext_notices_has_its_line() -> None:
    assert fault_of(HEADER + '\n#: \u2068file.md\nmsgid "x"\nmsgstr "y"\n').line == 6


@pytest.mark.parametrize("rest", [
    pytest.param('msgid "x"', id="a source"),
    pytest.param('msgctxt "x"', id="a context"),
])
def test_an_entry_without_translation_at_the_very_end(rest: str) -> None:
    fault = fault_of(HEADER + ENTRY + "\n" + rest)
    assert "without msgstr" in fault.message


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def test_a_catalog_in_another_encoding(clinic: TinyClinic) -> None:
    text = read(clinic, SPANISH)
    write(clinic, SPANISH, text.encode("latin-1"))
    found = only(found_in(clinic))
    assert (found.rule, found.path, found.line, found.language) \
        == ("catalog-file", SPANISH, line_of(text, "Cuánta"), "es")
    assert "UTF-8" in found.action


def test_a_missing_catalog(clinic: TinyClinic) -> None:
    (clinic.root / SPANISH).unlink()
    found = only(found_in(clinic))
    assert (found.rule, found.path, found.language) == ("catalog-file", SPANISH, "es")


def test_an_unclosed_quote_empties_the_catalog_and_has_its_line(clinic: TinyClinic) -> None:
    clinic.change(SPANISH, 'msgstr "Pregunte"', 'msgstr "Pregunte')
    found = only(found_in(clinic))
    assert (found.rule, found.path, found.language) == ("catalog-syntax", SPANISH, "es")
    assert found.line == read(clinic, SPANISH).split("\n").index('msgstr "Pregunte') + 1


def test_a_file_with_windows_line_ends_is_read(clinic: TinyClinic) -> None:
    write(clinic, SPANISH, read(clinic, SPANISH).replace("\n", "\r\n"))
    read_catalog, found = load_catalog(clinic.root / "locales", domain="water", language="es", root=clinic.root)
    assert found == ()
    assert read_catalog.entries["ask", "Ask"].text == "Pregunte"
