"""How a PO file is written: one string a line, one location a line, nothing that changes by itself."""

from __future__ import annotations

import pytest

from generator.load.po import PoEntry, PoFile, Previous
from generator.messages.write import po_text, quoted


def test_an_entry_with_all_that_it_can_have() -> None:
    entry = PoEntry(
        msgid="Drink", context="drink", plural="Drinks", strings=("Beba\n6 tazas", ""), comments=("a note", ""),
        extracted=("id: x",), references=("a.md", "my file.md:3"), flags=("fuzzy", "range: 0..10"),
        previous=Previous(msgid="Drunk", context="drink", plural="Drunks"),
    )
    assert po_text(PoFile(entries=(entry,), trailing=("the end",))) == """\
# a note
#
#. id: x
#: a.md
#: \u2068my file.md\u2069:3
#, fuzzy, range: 0..10
#| msgctxt "drink"
#| msgid "Drunk"
#| msgid_plural "Drunks"
msgctxt "drink"
msgid "Drink"
msgid_plural "Drinks"
msgstr[0] ""
"Beba\\n"
"6 tazas"
msgstr[1] ""

# the end
"""


def test_an_obsolete_entry_is_marked_on_each_line() -> None:
    entry = PoEntry(msgid="a\nb", strings=("c",), comments=("a note",), flags=("fuzzy",), obsolete=True,
                    previous=Previous(msgid="old"))
    assert po_text(PoFile(entries=(entry,))) == (
        '# a note\n#, fuzzy\n#~| msgid "old"\n#~ msgid ""\n#~ "a\\n"\n#~ "b"\n#~ msgstr "c"\n'
    )


def test_a_file_with_nothing_has_no_text() -> None:
    assert po_text(PoFile()) == ""


@pytest.mark.parametrize(("text", "written"), [
    ("plain", '"plain"'), ('a "quote"', '"a \\"quote\\""'), ("a\\n", '"a\\\\n"'), ("a\tb\rc\n", '"a\\tb\\rc\\n"'),
    ("腰背痛 \u2028", '"腰背痛 \u2028"'),
])
def test_a_string_on_one_line(text: str, written: str) -> None:
    assert quoted(text) == written


def test_a_long_string_is_not_wrapped() -> None:
    words = "word " * 200
    assert f'msgstr "{words}"\n' in po_text(PoFile(entries=(PoEntry(msgid="x", strings=(words,)),)))
