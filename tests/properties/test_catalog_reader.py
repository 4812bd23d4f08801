"""The PO reader survives anything, and what it accepts it has not changed by a letter."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from support import escaped

from generator.load.catalog import load_catalog, parse_catalog

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


@settings(max_examples=40)
@given(files())
def test_what_was_written_is_read_back(written: tuple[str, Texts]) -> None:
    text, entries = written
    catalog, found = parse_catalog(text, domain="d", language="es", path="d.po")
    assert found == ()
    assert {key: entry.text for key, entry in catalog.entries.items()} == entries


@settings(max_examples=40)
@given(files())
def test_the_line_of_an_entry_is_that_of_its_source(written: tuple[str, Texts]) -> None:
    text, entries = written
    catalog, _found = parse_catalog(text, domain="d", language="es", path="d.po")
    lines = text.split("\n")
    assert all(lines[catalog.entries[key].line - 1].startswith("msgid ") for key in entries)


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
