"""The PO file as a value: comments, flags, previous texts and obsolete entries are kept, whatever wrote them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.findings import Finding
from generator.load.po import MOST_FAULTS, PoEntry, PoFile, Previous, parse_po
from generator.messages.write import po_text

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
ENTRY = 'msgid "x"\nmsgstr "y"\n'


def read(text: str) -> PoFile:
    """Return the value of a sound file; its text gives the same value again."""
    file, found = parse_po(text, path="d.po")
    assert found == (), [str(finding) for finding in found]
    again, found = parse_po(po_text(file), path="d.po")
    assert found == ()
    assert without_lines(again) == without_lines(file)
    return file


def without_lines(file: PoFile) -> PoFile:
    header = file.header and replace(file.header, line=1)
    return replace(file, header=header, entries=tuple(replace(entry, line=1) for entry in file.entries))


def entry_of(text: str) -> PoEntry:
    """Return the one entry of a file."""
    [entry] = read(text).entries
    return replace(entry, line=1)


def faults(text: str) -> tuple[Finding, ...]:
    """Return the faults of a broken file; nothing of it is kept."""
    file, found = parse_po(text, path="d.po")
    assert file == PoFile()
    assert found
    assert all(finding.rule == "catalog-syntax" and finding.path == "d.po" and finding.line for finding in found)
    assert all(finding.action and len(finding.message) < 300 for finding in found)
    return found


def test_an_entry_with_all_that_it_can_have() -> None:
    assert entry_of(HEADER + """\
# of the translator
#  set in
#
#. id: drink-daily
#.   set in
#: b.md:3 a.md
#: c.md
#, fuzzy, python-format, range: 0..10
#| msgctxt "old"
#| msgid "Dri"
#| "nk"
#| msgid_plural "Drinks"
msgctxt "drink"
msgid ""
"Drink\\n"
"up"
msgid_plural "Drink all"
msgstr[0] "Beba"
msgstr[1] "Beban"
""") == PoEntry(
        msgid="Drink\nup", context="drink", plural="Drink all", strings=("Beba", "Beban"),
        comments=("of the translator", " set in", ""), extracted=("id: drink-daily", "  set in"),
        references=("b.md:3", "a.md", "c.md"), flags=("fuzzy", "python-format", "range: 0..10"),
        previous=Previous(msgid="Drink", context="old", plural="Drinks"),
    )


def test_an_obsolete_entry_keeps_its_notes_and_its_plural() -> None:
    assert entry_of(HEADER + """\
# of the translator
#, fuzzy
#~| msgctxt "c"
#~| msgid "olds"
#~ msgctxt "c"
#~ msgid "old"
#~ msgid_plural "old ones"
#~ msgstr[0] "viejo"
#~ msgstr[1] ""
#~ "vie"
#~ "jos"
""") == PoEntry(
        msgid="old", context="c", plural="old ones", strings=("viejo", "viejos"), comments=("of the translator",),
        flags=("fuzzy",), previous=Previous(msgid="olds", context="c"), obsolete=True,
    )


def test_the_header_and_its_fields() -> None:
    file = read("# who translated\n#, fuzzy\n" + HEADER + ENTRY)
    assert file.header is not None
    assert (file.header.comments, file.header.fuzzy) == (("who translated",), True)
    assert file.fields == {
        "Language": "es", "Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    assert file.plural_count == 2
    assert [entry.msgid for entry in file.entries] == ["x"]


def test_a_header_that_does_not_come_first_is_the_header() -> None:
    file = read(f"{ENTRY}\n{HEADER}")
    assert file.fields["Language"] == "es"
    assert po_text(file).startswith(HEADER)


def test_comments_at_the_end_are_kept() -> None:
    assert read(f"{HEADER}{ENTRY}\n# the end\n\n# of the file\n").trailing == ("the end", "of the file")
    assert read("# nothing else\n") == PoFile(trailing=("nothing else",))
    assert read("") == PoFile()


# -- the same as GNU gettext reads it -----------------------------------------------------------------------------


@pytest.mark.parametrize("notes", [
    "#, fuzzy\n", "#,fuzzy\n", "#, python-format, fuzzy\n", "#, python-format fuzzy\n", "#,python-format,fuzzy,\n",
    "#,\tfuzzy\n", "#= fuzzy\n", "#, fuzzy\n\n", "#, fuzzy\n\n# a note\n\n",
])
def test_what_gettext_takes_for_fuzzy_is_fuzzy(notes: str) -> None:
    assert entry_of(HEADER + notes + ENTRY).fuzzy


@pytest.mark.parametrize("notes", ["# fuzzy\n", "#. fuzzy\n", "#: fuzzy\n", "#, not-fuzzy\n", '#| msgid "fuzzy"\n'])
def test_what_gettext_does_not_take_for_fuzzy_is_not(notes: str) -> None:
    assert not entry_of(HEADER + notes + ENTRY).fuzzy


def test_notes_before_a_blank_line_belong_to_the_entry_behind_it() -> None:
    notes = '# a note\n\n#. id: x\n\n#: a.md\n\n#, fuzzy\n\n#| msgid "w"\n\n'
    assert entry_of(HEADER + notes + ENTRY) == PoEntry(
        msgid="x", strings=("y",), comments=("a note",), extracted=("id: x",), references=("a.md",), flags=("fuzzy",),
        previous=Previous(msgid="w"),
    )


@pytest.mark.parametrize(("written", "meant"), [
    ("#: \u2068my file.c\u2069:12 b.c", ("my file.c:12", "b.c")),
    ("#: \u2068a b.c\u2069", ("a b.c",)),
    ("#: a.c:1  b.c:2\tc.c", ("a.c:1", "b.c:2", "c.c")),
    ("#: \u2068\u2068a b", ("\u2068\u2068a", "b")),
])
def test_references_with_spaces_in_file_names(written: str, meant: tuple[str, ...]) -> None:
    assert entry_of(f"{HEADER}{written}\n{ENTRY}").references == meant


def test_a_flag_is_kept_once() -> None:
    assert entry_of(f"{HEADER}#, fuzzy, no-wrap\n#, fuzzy\n{ENTRY}").flags == ("fuzzy", "no-wrap")


@pytest.mark.parametrize("space", ["", " ", "  ", "\t"])
def test_blanks_between_keyword_and_string(space: str) -> None:
    assert entry_of(f'msgid{space}"x"\nmsgstr{space}"y"\n') == PoEntry(msgid="x", strings=("y",))


# -- what is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "line", "said"), [
    ('#| msgid "x\nmsgid "a"\nmsgstr ""\n', 1, "previous text"),
    ('#| "x"\nmsgid "a"\nmsgstr ""\n', 1, "previous text"),
    ('#| msgstr "x"\nmsgid "a"\nmsgstr ""\n', 1, "previous text"),
    ('#| msgid "x"\n#| msgid "y"\nmsgid "a"\nmsgstr ""\n', 2, "previous text"),
    ('#| msgid_plural "x"\nmsgid "a"\nmsgstr ""\n', 1, "previous text"),
    ('#~ msgid "x"\nmsgstr "y"\n', 2, "half obsolete"),
    ('msgid "x"\n#~ msgstr "y"\n', 2, "half obsolete"),
    ('#~ msgid "x"\n\n', 2, "without msgstr"),
    ('#~ msgid "x\n#~ msgstr "y"\n', 1, "closed string"),
    ('msgctxt "c"\nmsgid ""\nmsgstr "y"\n', 2, "without text"),
    ('#~ msgid ""\n#~ msgstr "y"\n', 1, "without text"),
    ('msgid ""\nmsgid_plural "x"\nmsgstr[0] "y"\n', 1, "without text"),
    ('#~ msgid "x"\n#~ msgstr "y"\n\nmsgid "x"\nmsgstr "z"\n', 4, "already translated on line 1"),
    ('#~ msgid "x"\n#~ msgstr "y"\n\n#~ msgid "x"\n#~ msgstr "z"\n', 4, "already translated on line 1"),
    ('msgctxt ""\nmsgid "x"\nmsgstr "y"\n\nmsgid "x"\nmsgstr "z"\n', 5, "already translated on line 2"),
    ('#~ msgid "x"\n#~ msgid_plural ""\n#~ msgstr[0] "y"\n', 1, "msgid_plural is empty"),
    (ENTRY + "\n#, fuzzy\n", 5, "belong to no entry"),
    (ENTRY + '\n#| msgid "w"', 4, "belong to no entry"),
    (ENTRY + "\n# a note\n#: a.md\n", 6, "belong to no entry"),
])
def test_a_fault_has_its_line(text: str, line: int, said: str) -> None:
    first = faults(text)[0]
    assert (first.line, said in first.message) == (line, True), str(first)


@pytest.mark.parametrize("charset", ["latin-1", '\\"latin-1\\"', "'utf-16'", "utf-7", "x" * 9000])
def test_another_charset_in_the_header(charset: str) -> None:
    [fault] = faults(HEADER.replace("UTF-8", charset) + ENTRY)
    assert "charset=" in fault.message


def test_a_list_of_faults_ends() -> None:
    assert len(faults("garbage\n" * 1000)) == MOST_FAULTS + 1
    assert len(faults(f"{ENTRY}\n" * 1000)) == MOST_FAULTS + 1
