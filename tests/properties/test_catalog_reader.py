"""The PO reader survives anything, and what it accepts it has not changed by a letter."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from po_files import po_files, without_lines
from support import escaped

from generator.load.catalog import load_catalog, parse_catalog
from generator.load.po import PoFile, parse_po
from generator.messages.write import po_text

Texts = dict[tuple[str, str], str]

texts = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('"\\\n\t\r腰خ٪{}*'), max_size=30)
sources = texts.filter(bool)
keys = st.tuples(texts, sources)


def reference(text: str) -> list[tuple[str, str, str]]:
    """Read a PO file letter by letter: context, source and translation of each entry, the header too."""
    entries: list[dict[str, str]] = []
    keyword = ""
    for line in (line.strip() for line in text.split("\n")):
        if not line or line.startswith("#"):
            continue
        word, _quote, rest = line.partition('"')
        keyword = word.strip() or keyword
        if word.strip() and (not entries or keyword in entries[-1] or "msgstr" in entries[-1]):
            entries.append({})
        entries[-1][keyword] = entries[-1].get(keyword, "") + unescaped(rest[:-1])
    return [(entry.get("msgctxt", ""), entry["msgid"], entry["msgstr"]) for entry in entries]


def unescaped(inner: str) -> str:
    letters, result = iter(inner), ""
    for letter in letters:
        result += {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}[next(letters)] if letter == "\\" else letter
    return result


@st.composite
def strings(draw: st.DrawFn, text: str) -> str:
    """Write a text as a PO string, cut into lines anywhere."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=3)))
    parts = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return "\n".join(f'"{escaped(part)}"' for part in parts)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, Texts]:
    """Write a catalog of any texts as a PO file."""
    entries = draw(st.dictionaries(keys, texts, max_size=4))
    written = "".join(
        f"{draw(st.sampled_from(['', '# note', '#, fuzzy']))}\n"
        f"msgctxt {draw(strings(context))}\nmsgid {draw(strings(source))}\nmsgstr {draw(strings(translation))}\n\n"
        for (context, source), translation in entries.items()
    )
    return written, entries


@settings(max_examples=30)
@given(files())
def test_what_was_written_is_read_back(written: tuple[str, Texts]) -> None:
    text, entries = written
    catalog, found = parse_catalog(text, domain="d", language="es", path="d.po")
    assert found == ()
    assert {key: entry.text for key, entry in catalog.entries.items()} == entries


@settings(max_examples=30)
@given(files())
def test_the_line_of_an_entry_is_that_of_its_source(written: tuple[str, Texts]) -> None:
    text, entries = written
    catalog, _found = parse_catalog(text, domain="d", language="es", path="d.po")
    lines = text.split("\n")
    assert all(lines[catalog.entries[key].line - 1].startswith("msgid ") for key in entries)


@settings(max_examples=50)
@given(po_files)
def test_what_is_written_is_read_back_with_all_that_stands_around_it(file: PoFile) -> None:
    read, found = parse_po(po_text(file), path="d.po")
    assert found == ()
    assert without_lines(read) == file


@settings(max_examples=30)
@given(po_files)
def test_babel_reads_the_same(file: PoFile) -> None:
    """Both readers agree on what we write; where Babel cannot follow (an isolate that is not closed), it is found."""
    catalog, found = parse_catalog(po_text(file), domain="d", language="es", path="d.po")
    if not found:
        assert {key: (entry.plural or (entry.text,), entry.fuzzy) for key, entry in catalog.entries.items()} \
            == {entry.key: (entry.strings, entry.fuzzy) for entry in file.entries if not entry.obsolete}


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Write a sound file, then change some of its letters and lines."""
    lines = po_text(draw(po_files)).split("\n")
    for _time in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(lines) - 1))
        lines[place:place + 1] = draw(st.sampled_from([
            [], [""], [lines[place]] * 2, [lines[place][1:]], [lines[place][:-1]], [f"#~ {lines[place]}"],
            [f"#| {lines[place]}"], ["#, fuzzy", lines[place]], ["", lines[place], "# note"], ['"more"', lines[place]],
            ['msgid_plural "xs"', lines[place]], ['msgstr[0] "x"'], [f" {lines[place]}\t\r"], ["#: \u2068a b"],
            lines[place].split(" "), [*lines[place:place + 1], *lines[:place]],
        ]))
    return "\n".join(lines)


def letters_of(text: str) -> tuple[str, str]:
    """Return all that stands in quotes in a PO file, letter by letter: that of entries, and that of previous texts."""
    found = {"": "", "|": ""}
    for line in (line.strip(" \t\r") for line in text.split("\n")):
        mark = re.match(r"#[|~](?:[ \t]*\|)?|", line)
        inner = line[mark.end():] if mark else line
        if not inner.strip(" \t").startswith("#"):
            kind = "|" if mark and "|" in mark.group() else ""
            found[kind] += unescaped(inner.partition('"')[2][:-1])
    return found[""], found["|"]


def letters_in(file: PoFile) -> tuple[str, str]:
    """Return the same of what was read."""
    entries = sorted([*([file.header] if file.header else []), *file.entries], key=lambda entry: entry.line)
    before = [entry.previous for entry in entries if entry.previous]
    return (
        "".join("".join((entry.context, entry.msgid, entry.plural, *entry.strings)) for entry in entries),
        "".join(previous.context + previous.msgid + previous.plural for previous in before),
    )


def assert_is_fixed(text: str) -> None:
    """Hold that a text is refused, or read letter by letter, and that writing it once settles its form."""
    file, found = parse_po(text, path="d.po")
    if found:
        assert file == PoFile()
        return
    assert letters_in(file) == letters_of(text)
    written = po_text(file)
    again, found = parse_po(written, path="d.po")
    assert found == ()
    assert without_lines(again) == without_lines(file)
    assert po_text(again) == written


@settings(max_examples=70)
@given(damaged())
def test_a_damaged_file_is_refused_or_settles_when_written(text: str) -> None:
    assert_is_fixed(text)


#: Every letter that has a meaning in a PO file, in any order.
soup = st.text(st.sampled_from('#~|,.:= "\\nmsgidctxrpul_[0]\n\t\r\u2068\u2069x'), max_size=60)


@given(st.text(max_size=60) | soup)
def test_any_letters_are_refused_or_settle_when_written(text: str) -> None:
    assert_is_fixed(text)


fragments = st.one_of(
    st.sampled_from(["", " ", "#", "#, fuzzy", '#~ msgid "x', "#| x", '"more"', '  "indented"', "\t", '"', "msgid",
                     'msgid_plural "x"', 'msgstr[0] "x"', 'msgid ""', 'msgstr ""', 'msgctxt "c"', "\u3000", "\ufeff"]),
    st.builds(
        lambda keyword, space, inner, end: f'{keyword}{space}"{inner}"{end}',
        st.sampled_from(["msgctxt", "msgid", "msgstr", "", "msg"]),
        st.sampled_from([" ", "  ", "\t", ""]),
        st.text(st.sampled_from(list('ab1 "\\ntr腰خ\x0c\x85\u2028\x1c\r')), max_size=8),
        st.sampled_from(["", " ", '"', " x"]),
    ),
    texts,
)
#: Mostly sound entries, so that the reader gets past its first look.
sound = st.builds(
    lambda source, translation: f'msgid "{escaped(source)}"\nmsgstr "{escaped(translation)}"\n', sources, texts
)
anything = st.lists(fragments | sound, max_size=8).map("\n".join) | st.lists(sound, max_size=3).map("\n".join)


@given(anything)
def test_any_text_gives_findings_or_exactly_its_strings(text: str) -> None:
    catalog, found = parse_catalog(text, domain="d", language="es", path="d.po")
    if found:
        assert catalog.entries == {}
        assert all(finding.line and finding.line <= text.count("\n") + 2 and finding.action for finding in found)
        return
    # The reader accepts it: then every string of the file stands in the catalog as it is written, once.
    assert not re.search(r"^\s*msg\w*\s*$", text, re.MULTILINE)
    expected = {(context, source): translation for context, source, translation in reference(text) if source}
    assert {key: entry.text for key, entry in catalog.entries.items()} == expected


@settings(max_examples=50)
@given(st.binary(max_size=200) | anything.map(str.encode))
def test_any_bytes_give_findings_or_a_catalog(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        file = root / "es" / "LC_MESSAGES" / "d.po"
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
        catalog, found = load_catalog(root, domain="d", language="es", root=root)
    assert not (found and catalog.entries)
    assert all(finding.path == "es/LC_MESSAGES/d.po" and finding.language == "es" for finding in found)
