"""GNU gettext and the Translate Toolkit judge what we write, and write what we have to read without loss."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT, shipped

from generator.load.po import PoEntry, PoFile, Previous, parse_po
from generator.messages.accept import accept
from generator.messages.catalogs import new_catalog, pot, updated
from generator.messages.extract import domain_entries
from generator.messages.write import po_text

CATALOGS = sorted((ROOT / "locales").glob("*/LC_MESSAGES/*.po"))
LANGUAGES = sorted({file.parts[-3] for file in CATALOGS})
TODAY = date(2027, 3, 4)


def tool(*arguments: str | Path, text: str = "") -> tuple[str, str]:
    """Return what a program prints on stdout and stderr; it must succeed."""
    done = subprocess.run(arguments, input=text.encode(), capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode(), done.stderr.decode()


def judged(text: str) -> None:
    """Have GNU gettext check a file: its format, header and placeholders, without any warning."""
    assert tool("msgfmt", "--check", "-o", "/dev/null", "-", text=text)[1] == ""


def gettext_form(text: str, *, location: str = "file") -> str:
    """Return a file as GNU gettext writes it, each location on a line of its own as we have it."""
    written, _warnings = tool("msgcat", "--force-po", "--no-wrap", f"--add-location={location}", "-", text=text)
    return "\n".join(_one_location_a_line(written))


def _one_location_a_line(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield from [f"#: {place}" for place in line[3:].split()] if line.startswith("#: ") else [line]


def read(text: str) -> PoFile:
    file, found = parse_po(text, path="d.po")
    assert found == (), [str(finding) for finding in found]
    return file


# -- what is shipped ----------------------------------------------------------------------------------------------


def test_catalogs_are_shipped() -> None:
    assert LANGUAGES


@pytest.mark.slow
@pytest.mark.parametrize("file", CATALOGS, ids=lambda file: "/".join((file.parts[-3], file.name)))
def test_a_shipped_catalog_is_sound_and_in_its_canonical_form(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    judged(text)
    assert po_text(read(text)) == text
    assert gettext_form(text) == text


#: Not `unchanged` and `brackets`: Latin medical words and explanations in brackets are the translators' choice, and
#: `handouts check` has rules of its own for texts that were left in English.
FILTERS = (
    "blank", "compendiumconflicts", "doublespacing", "emails", "endwhitespace", "escapes", "newlines", "nplurals",
    "numbers", "printf", "pythonbraceformat", "startwhitespace", "tabs", "untranslated", "urls", "variables", "xmltags",
)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_translate_toolkit_finds_nothing(language: str, tmp_path: Path) -> None:
    tool(
        Path(sys.executable).with_name("pofilter"), "--progress=none", "--nofuzzy",
        *(f"--test={name}" for name in FILTERS), ROOT / "locales" / language / "LC_MESSAGES", tmp_path,
    )
    found = [file.read_text(encoding="utf-8") for file in tmp_path.rglob("*.po")]
    assert not any("(pofilter)" in text for text in found), "\n".join(found)


@pytest.mark.slow
def test_the_translate_toolkit_would_find_something(tmp_path: Path) -> None:
    text = po_text(PoFile(header=new_catalog((), domain="d", language="es", today=TODAY).header, entries=(
        PoEntry(msgid="Drink 6 cups", strings=("Beba 8 tazas ",)), PoEntry(msgid="{care_team}", strings=("{care}",)),
    )))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "d.po").write_text(text, encoding="utf-8")
    tool(Path(sys.executable).with_name("pofilter"), "--progress=none", *(f"--test={name}" for name in FILTERS),
         tmp_path / "in", tmp_path / "out")
    found = (tmp_path / "out" / "d.po").read_text(encoding="utf-8")
    assert set(re.findall(r"[(]pofilter[)] (\w+)", found)) >= {"numbers", "endwhitespace"}


# -- what we write ------------------------------------------------------------------------------------------------

#: Languages with one, two, three, four, five and six plural forms, some of them without a folder here.
MANY = ("zh-Hans", "ja", "es", "fr", "pt-BR", "so", "ur", "hi", "ru", "pl", "lt", "sl", "ga", "cy", "ar")


@pytest.mark.slow
@pytest.mark.parametrize("language", MANY)
def test_what_init_writes(language: str) -> None:
    project, _found = shipped()
    for domain, source in domain_entries(project).items():
        text = po_text(new_catalog((*source, CUPS), domain=domain, language=language, today=TODAY))
        judged(text)
        assert gettext_form(text) == text


CUPS = PoEntry(msgid="%(count)s cup", plural="%(count)s cups", flags=("python-format",), references=("a.html",))
DRINK = PoEntry(msgid='Drink\n6 "cups"\tof {water}.', context="s", extracted=("item", "id: drink"),
                references=("a.md",), flags=("python-brace-format",))


def lived() -> PoFile:
    """Return a catalog after a translation, a change of its source and the loss of a message."""
    file = new_catalog((DRINK, CUPS, PoEntry(msgid="old")), domain="d", language="es", today=TODAY)
    strings = {DRINK.key: ('Beba\n6 "tazas"\tde {water}.',), CUPS.key: ("%(count)s taza", "%(count)s tazas")}
    file = replace(file, entries=tuple(
        replace(entry, strings=strings.get(entry.key, ("viejo",))) for entry in file.entries
    ))
    return updated(file, (replace(DRINK, msgid='Drink\n6 "cups"\tof  {water}.'), CUPS), language="es").file


def test_what_update_and_accept_write() -> None:
    file = lived()
    assert [(entry.fuzzy, entry.obsolete) for entry in file.entries] == [(True, False), (False, False), (False, True)]
    accepted = accept(file, "drink", reason="a space", today=TODAY)
    assert isinstance(accepted, PoFile)
    for written in (file, accepted):
        judged(po_text(written))
        assert gettext_form(po_text(written)) == po_text(written)


def test_a_template_is_what_gettext_begins_a_language_with(tmp_path: Path) -> None:
    template = tmp_path / "d.pot"
    template.write_text(po_text(pot((DRINK, CUPS), domain="d")), encoding="utf-8")
    begun, _said = tool("msginit", "--no-translator", "--locale=pl", "-i", template, "-o", "-")
    assert [len(entry.strings) for entry in read(begun).entries] == [1, 3]


#: What gettext writes as it stands: it has escapes of its own for a few control letters, which no text has.
letters = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from('"\\\n\t腰٪'), max_size=12)
plain = st.builds(
    PoEntry, msgid=letters.filter(str.strip), context=letters.filter(bool), strings=st.tuples(letters),
    previous=st.none() | st.builds(Previous, msgid=letters.filter(bool), context=letters),
    flags=st.sampled_from([(), ("fuzzy",), ("fuzzy", "python-format"), ("no-wrap",)]),
    comments=st.sampled_from([(), ("a note", "", " set in")]), extracted=st.sampled_from([(), ("id: x", "  y")]),
    references=st.sampled_from([(), ("a.md",)]), obsolete=st.booleans(),
)


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(plain, max_size=20, unique_by=lambda entry: entry.key).map(tuple))
def test_what_we_write_is_what_gettext_writes(entries: tuple[PoEntry, ...]) -> None:
    """Obsolete entries stand last and without locations, as the merge puts them; gettext drops empty ones.

    It also drops the mark fuzzy where there is no translation.
    """
    last = tuple(replace(entry, references=(), extracted=()) for entry in entries
                 if entry.obsolete and any(entry.strings))
    header = new_catalog((), domain="d", language="es", today=TODAY).header
    present = tuple(entry if any(entry.strings) else replace(entry, flags=()) for entry in entries
                    if not entry.obsolete)
    file = PoFile(header=header, entries=(*present, *last))
    assert gettext_form(po_text(file)) == po_text(file)


# -- what others write --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [
    ("--previous",), ("--previous", "--width=40"), ("--previous", "--no-wrap", "--no-fuzzy-matching"),
    ("--previous", "--width=20", "--sort-output"),
])
def test_what_msgmerge_writes_is_read_without_loss(options: tuple[str, ...], tmp_path: Path) -> None:
    words = "Call your clinic when the pain in your back does not get better after a week of rest."
    old = replace(DRINK, msgid=words, strings=(words.upper(),), context="ask", comments=("a note",))
    template = tmp_path / "d.pot"
    template.write_text(po_text(pot((replace(old, msgid=f"{words} Or two."), CUPS), domain="d")), encoding="utf-8")
    before = tmp_path / "d.po"
    file = lived()
    before.write_text(po_text(replace(file, entries=(old, *file.entries))), encoding="utf-8")
    written, _said = tool("msgmerge", "-q", *options, before, template, "-o", "-")
    result = read(written)
    assert po_text(result) == gettext_form(written)
    assert {entry.key for entry in result.entries if entry.obsolete} >= {("", "old"), file.entries[0].key}
    guess = [entry for entry in result.entries if entry.fuzzy and not entry.obsolete]
    if "--no-fuzzy-matching" not in options:
        assert [entry.previous for entry in guess] == [Previous(msgid=words, context="ask")]
        assert guess[0].strings == (words.upper(),)


POEDIT = """\
# Translation of the leaflets.
# Copyright (C) 2027 A Clinic
#
# Ana Pérez <ana@example.org>, 2027.
#, no-wrap
msgid ""
msgstr ""
"Project-Id-Version: clinic-handouts\\n"
"Report-Msgid-Bugs-To: \\n"
"POT-Creation-Date: 2027-01-02 10:00+0000\\n"
"PO-Revision-Date: 2027-03-04 12:00+0100\\n"
"Last-Translator: Ana Pérez <ana@example.org>\\n"
"Language-Team: \\n"
"Language: es\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Generator: Poedit 3.4.2\\n"
"X-Poedit-SourceCharset: UTF-8\\n"
"X-Poedit-Basepath: ../../..\\n"
"X-Poedit-KeywordsList: _;gettext;ngettext:1,2\\n"

#. item
#. id: drink
#: content/handouts/water/handout.md:12 content/handouts/water/handout.md:40
#, fuzzy, python-brace-format
#| msgctxt "drink"
#| msgid "Drink water."
msgctxt "drink"
msgid ""
"Drink a lot of water, and ask {care_team} when you do not know how much "
"water that is."
msgstr ""
"Beba mucha agua y pregunte a {care_team} si no sabe cuánta agua es esa "
"cantidad."

#: templates/leaflet/leaflet.html:3
#, python-format
msgid "%(count)s page"
msgid_plural "%(count)s pages"
msgstr[0] "%(count)s página"
msgstr[1] "%(count)s páginas"

#, fuzzy
#~| msgid "Older"
#~ msgid "Old"
#~ msgstr "Viejo"
"""

WEBLATE = """\
# SOME DESCRIPTIVE TITLE.
# "Weblate" <noreply@weblate.org>, 2027.
msgid ""
msgstr ""
"Project-Id-Version: clinic-handouts\\n"
"Report-Msgid-Bugs-To: EMAIL@ADDRESS\\n"
"PO-Revision-Date: 2027-03-04 12:00+0000\\n"
"Last-Translator: Ana Pérez <ana@example.org>\\n"
"Language-Team: French <https://hosted.weblate.org/projects/handouts/water/fr/>\\n"
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=n > 1;\\n"
"X-Generator: Weblate 5.9-dev\\n"

# TRANSLATORS: keep it short
#. heading
#: content/handouts/water/handout.md
#, max-length:40, read-only
msgctxt "drink"
msgid "Drink"
msgstr "Boire"

#. Weblate: a note that was written there
#: templates/leaflet/leaflet.html
#, python-format
msgid "%(count)s page"
msgid_plural "%(count)s pages"
msgstr[0] "%(count)s page"
msgstr[1] "%(count)s pages"

#~ msgctxt "drink"
#~ msgid ""
#~ "Two\\n"
#~ "lines"
#~ msgstr ""
#~ "Deux\\n"
#~ "lignes"
"""


@pytest.mark.parametrize("text", [POEDIT, WEBLATE], ids=["Poedit", "Weblate"])
def test_what_translation_tools_write_is_read_without_loss(text: str) -> None:
    judged(text)
    file = read(text)
    # gettext drops flags that it does not know, so they are compared by themselves.
    unknown = "#, max-length:40, read-only\n"
    assert po_text(file).replace(unknown, "") == gettext_form(text, location="full")
    assert [entry.flags for entry in file.entries if "max-length:40" in entry.flags] \
        == [("max-length:40", "read-only")] * text.count(unknown)


@pytest.mark.parametrize("text", [POEDIT, WEBLATE], ids=["Poedit", "Weblate"])
def test_an_update_of_what_tools_wrote_settles_after_one_time(text: str) -> None:
    file = read(text)
    source = tuple(replace(entry, strings=("",)) for entry in file.entries if not entry.obsolete)
    once = updated(file, source, language="es").file
    assert [entry.strings for entry in once.entries] == [entry.strings for entry in file.entries]
    assert once.header == file.header
    judged(po_text(once))
    assert updated(read(po_text(once)), source, language="es").file == read(po_text(once))
