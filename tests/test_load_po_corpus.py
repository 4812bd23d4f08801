"""A corpus of broken catalogs: each gives findings with its line, soon, and without filling the memory."""

from __future__ import annotations

import codecs
import sys
import time
import tracemalloc
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.findings import Finding
from generator.load.catalog import Catalog, catalog_path, load_catalog
from generator.load.po import MOST_FAULTS
from generator.messages.files import read_po_file

HEAD = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
PLURALS = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
DOSE = '\nmsgctxt "dose"\nmsgid "Take 50 mg"\nmsgstr "Tome 50 mg de paracetamol según la indicación"\n'
WHOLE = HEAD + DOSE


def plural_forms(rule: str) -> str:
    return f'{HEAD}"Plural-Forms: {rule}\\n"\n{DOSE}'


def entry(*lines: str) -> str:
    return WHOLE + "\n" + "\n".join(lines) + "\n"


#: By name: what stands in the file, and the rule that finds it.
SMALL: Mapping[str, tuple[str | bytes, str]] = {
    # encodings
    "utf-16": (WHOLE.encode("utf-16"), "catalog-file"),
    "utf-16 without mark": (WHOLE.encode("ascii", "replace").decode().encode("utf-16-le"), "catalog-syntax"),
    "utf-32": (WHOLE.encode("utf-32"), "catalog-file"),
    "latin-1": (WHOLE.encode("latin-1"), "catalog-file"),
    "latin-1 that says so": (WHOLE.replace("UTF-8", "ISO-8859-1"), "catalog-syntax"),
    "utf-8 with a mark": (codecs.BOM_UTF8 + WHOLE.encode(), "catalog-file"),
    "a lone surrogate": (WHOLE.encode().replace(b"mg", b"\xed\xa0\x80", 1), "catalog-file"),
    "cut within a letter": (WHOLE.encode().split("ú".encode())[0] + b"\xc3", "catalog-file"),
    "nothing but zeros": (b"\0" * 100, "catalog-syntax"),
    "a compiled catalog": (b"\xde\x12\x04\x95\x00\x00\x00\x00\x02\x00\x00\x00", "catalog-file"),
    # quotes and escapes
    "unclosed": (WHOLE.replace('ón"', "ón"), "catalog-syntax"),
    "unopened": (WHOLE.replace('"Tome', "Tome"), "catalog-syntax"),
    "closed by an escape": (WHOLE.replace('ón"', 'ón\\"'), "catalog-syntax"),
    "a quote within": (WHOLE.replace("50 mg de", '50 "mg" de'), "catalog-syntax"),
    "typographic quotes": (WHOLE.replace('"Tome', "“Tome"), "catalog-syntax"),
    "a percent sign escaped": (WHOLE.replace("mg de", "\\% de"), "catalog-syntax"),
    "an escape of other languages": (WHOLE.replace("mg de", "\\u006d de"), "catalog-syntax"),
    "an octal escape": (WHOLE.replace("50 mg de", "\\065\\060 mg de"), "catalog-syntax"),
    "a backslash at the end": (WHOLE.replace('ón"', "ón\\"), "catalog-syntax"),
    "a string over two lines": (WHOLE.replace("50 mg de", "50\nmg de"), "catalog-syntax"),
    # structure
    "cut off": (WHOLE[:-30], "catalog-syntax"),
    "cut off after a mark": (WHOLE + "\n#, fuzzy\n", "catalog-syntax"),
    "duplicate": (WHOLE + DOSE.replace("50 mg de", "500 mg de"), "catalog-syntax"),
    "duplicate, obsolete": (WHOLE + "".join(f"#~ {line}\n" for line in DOSE.split("\n") if line), "catalog-syntax"),
    "merge conflict": (WHOLE.replace('msgstr "Tome', '<<<<<<< HEAD\nmsgstr "Tome'), "catalog-syntax"),
    "no msgid": (entry('msgstr "x"'), "catalog-syntax"),
    "no msgstr": (entry('msgid "x"'), "catalog-syntax"),
    "unknown keyword": (entry('msgid "x"', 'msgtext "y"'), "catalog-syntax"),
    "a JSON file": ('{"Take 50 mg": "Tome 50 mg"}\n', "catalog-syntax"),
    "an HTML page": ("<!DOCTYPE html>\n<html><body>Not found</body></html>\n", "catalog-syntax"),
    # plural forms
    "singular and plural mixed": (entry('msgid "x"', 'msgid_plural "xs"', 'msgstr "y"'), "catalog-syntax"),
    "plural and singular mixed": (entry('msgid "x"', 'msgstr[0] "y"', 'msgstr[1] "ys"'), "catalog-syntax"),
    "forms without header": (entry('msgid "x"', 'msgid_plural "xs"', 'msgstr[0] "y"', 'msgstr[1] "z"'),
                             "catalog-syntax"),
    "a form is missing": (HEAD + PLURALS + '\nmsgid "x"\nmsgid_plural "xs"\nmsgstr[0] "y"\n', "catalog-syntax"),
    "forms of another language": (plural_forms("nplurals=3; plural=n==1 ? 0 : n<5 ? 1 : 2;"), "catalog-plurals"),
    "more forms than counted": (plural_forms("nplurals=1; plural=(n != 1);"), "catalog-plurals"),
    "brackets": (plural_forms(f"nplurals=2; plural={'(' * 10_000}n{')' * 10_000};"), "catalog-plurals"),
    "a power": (plural_forms("nplurals=2; plural=n**n**n;"), "catalog-plurals"),
    "a shift": (plural_forms("nplurals=2; plural=1<<99999999999;"), "catalog-plurals"),
    "a call": (plural_forms("nplurals=2; plural=exit(1);"), "catalog-plurals"),
    "a division by none": (plural_forms("nplurals=2; plural=n%0;"), "catalog-plurals"),
    "forms beyond number": (plural_forms(f"nplurals={'9' * 5000}; plural=(n != 1);"), "catalog-plurals"),
    "forms beyond memory": (plural_forms("nplurals=2147483647; plural=(n != 1);"), "catalog-plurals"),
    # header
    "another language": (WHOLE.replace("Language: es", "Language: fr"), "catalog-language"),
    "a date that is none": (WHOLE.replace("Language: es", "PO-Revision-Date: soon"), "catalog-syntax"),
}

#: Made when they are needed: they are large. None is larger than the largest file that is read.
LARGE: Mapping[str, Callable[[], str]] = {
    "a million lines of garbage": lambda: "abc\n" * 999_000,
    "a million lines of quotes": lambda: '"a"\n' * 999_000,
    "comments without end and a fault": lambda: "#a\n" * 300_000 + "x",
    "blank lines without end and a fault": lambda: "\n" * 900_000 + "x",
    "continued strings without end, unclosed": lambda: 'msgid ""\n' + '"a"\n' * 200_000 + '"',
    "the same entry ever again": lambda: 'msgid "a"\nmsgstr "b"\n\n' * 40_000,
    "entries without end, the last broken": lambda: "".join(
        f'msgid "{number}"\nmsgstr ""\n' for number in range(35_000)) + "x",
    "an endless string": lambda: f'msgid "{"a" * 3_900_000}',
    "an endless string of escapes": lambda: f'msgid "{chr(92) * 3_900_001}"',
    "an endless text, translated twice": lambda: f'msgid "{"a" * 1_900_000}"\nmsgstr "b"\n\n' * 2,
    "an endless keyword": lambda: "m" * 3_900_000,
    "endless blanks": lambda: "msgid" + " " * 3_900_000 + "x",
    "endless blanks before a mark": lambda: "#~" + " |" * 1_900_000,
    "endless isolates": lambda: "#: " + "\u2068" * 1_300_000,
    "endless flags": lambda: "#, " + "fuzzy, " * 130_000,
    "endless brackets of plural forms": lambda: plural_forms(f"nplurals=2; plural={'(' * 3_900_000}"),
    "endless header fields": lambda: HEAD + '"a: b\\n"\n' * 90_000 + '"Language: fr\\n"\n',
    "endless Language": lambda: HEAD.replace("es", "e" * 3_900_000),
    "endless charset": lambda: HEAD.replace("UTF-8", "u" * 3_900_000),
    "plural forms without end": lambda: HEAD + PLURALS + '\nmsgid "a"\nmsgid_plural "b"\n' + 'msgstr[0] ""\n' * 290_000,
}


def loaded(folder: Path, content: str | bytes) -> tuple[Catalog, tuple[Finding, ...]]:
    file = catalog_path(folder, domain="d", language="es")
    file.parent.mkdir(parents=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return load_catalog(folder, domain="d", language="es", root=folder)


def assert_findings(catalog: Catalog, found: tuple[Finding, ...], content: str | bytes) -> None:
    """Hold that nothing may be printed, and that each finding is short and has a place that exists."""
    assert not catalog.readable
    assert not catalog.entries
    assert 0 < len(found) <= MOST_FAULTS + 1
    lines = content.count("\n" if isinstance(content, str) else b"\n") + 2  # type: ignore[arg-type]  # as the content
    for finding in found:
        assert (finding.path, finding.language) == ("es/LC_MESSAGES/d.po", "es")
        assert finding.line is None or 0 < finding.line <= lines
        assert len(finding.message) < 300
        assert finding.action


def test_the_sound_file_behind_the_corpus_is_read(tmp_path: Path) -> None:
    catalog, found = loaded(tmp_path, WHOLE)
    assert found == ()
    assert catalog.entries["dose", "Take 50 mg"].usable


@pytest.mark.parametrize("name", SMALL)
def test_a_broken_file_gives_findings(name: str, tmp_path: Path) -> None:
    content, rule = SMALL[name]
    catalog, found = loaded(tmp_path, content)
    assert_findings(catalog, found, content)
    assert found[0].rule == rule
    assert found[0].line, "each of these has a line"


@pytest.mark.parametrize("name", [name for name, (_content, rule) in SMALL.items() if rule != "catalog-syntax"])
def test_a_broken_file_is_not_touched_by_an_update_either(name: str, tmp_path: Path) -> None:
    loaded(tmp_path, SMALL[name][0])
    file, found = read_po_file(catalog_path(tmp_path, domain="d", language="es"), language="es", root=tmp_path)
    assert file is None
    assert found[0].rule == SMALL[name][1]


def test_a_file_of_10_mb_is_not_even_read(tmp_path: Path) -> None:
    content = WHOLE + "#" * 10_000_000
    catalog, found = loaded(tmp_path, content)
    assert_findings(catalog, found, content)
    assert "bytes, more than" in found[0].message


def steps_of(work: Callable[[], object], *, most: int) -> int:
    """Count the lines of our own modules that run, up to `most`: time that no busy machine changes."""
    count = 0

    def traced(_frame: object, event: str, _argument: object) -> object:
        nonlocal count
        count += event == "line"
        assert count <= most, "it takes too many steps"
        return traced

    before = sys.gettrace()
    sys.settrace(traced)  # type: ignore[arg-type]  # our function takes any frame
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_a_large_broken_file_gives_findings_within_bounds(name: str, tmp_path: Path) -> None:
    """No more memory than a hundred bytes a letter, a minute at most on a slow machine (seconds on any other)."""
    content = LARGE[name]()
    begun = time.process_time()
    tracemalloc.start()
    try:
        catalog, found = loaded(tmp_path, content)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert_findings(catalog, found, content)
    assert peak < 400_000_000
    assert time.process_time() - begun < 60


@pytest.mark.parametrize("name", [
    "a million lines of garbage", "a million lines of quotes", "an endless string", "endless isolates",
    "endless blanks", "an endless keyword", "endless brackets of plural forms",
])
def test_a_large_broken_file_is_given_up_soon(name: str, tmp_path: Path) -> None:
    content = LARGE[name]()
    steps_of(lambda: assert_findings(*loaded(tmp_path, content), content), most=60_000)
