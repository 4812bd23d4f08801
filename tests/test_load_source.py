"""Reading TOML and YAML: every fault has a line, and nothing that a user writes is raised."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pytest
from pydantic import Field
from support import only

from generator.findings import Finding
from generator.load.source import Model, Source, checked, read_text, read_toml, read_yaml

TOML = """\
name = "x"
"quoted key" = 1

[brand]
colour = "red"
inline = { a = 1, b = 2 }

[brand.type]  # a comment
'headings' = "serif"

[[contacts]]
phone = "1"

[[contacts]]
phone = "2"

[contacts.label]
zh-Hans = "x"
"""


class Inner(Model):
    """A table inside another."""

    first_word: str = ""


class Outer(Model):
    """The whole file."""

    name: str
    count: Annotated[int, Field(ge=1)] = 1
    inner: Inner = Inner()
    tables: dict[str, Inner] = Field(default_factory=dict)
    rows: tuple[Inner, ...] = ()


def toml(text: str) -> Source:
    source = read_toml(text, path="f.toml", rule="r")
    assert isinstance(source, Source), source
    return source


def fault_of(text: str) -> Finding:
    model, found = checked(Outer, toml(text), rule="r")
    assert model is None
    return only(found)


# -- text ---------------------------------------------------------------------------------------------------------


def test_text_is_read_as_utf_8(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes("señal 38 °C 腰".encode())
    assert read_text(tmp_path / "f", path="f", rule="r") == "señal 38 °C 腰"


def test_another_encoding_is_a_finding_with_the_line_of_the_first_wrong_byte(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes("one\ntwo\nseñal\nfour\n".encode("latin-1"))
    found = read_text(tmp_path / "f", path="f", rule="r")
    assert isinstance(found, Finding)
    assert (found.rule, found.path, found.line) == ("r", "f", 3)
    assert "UTF-8" in found.action


def test_a_missing_file_and_a_folder_are_findings(tmp_path: Path) -> None:
    missing, folder = read_text(tmp_path / "none", path="none", rule="r"), read_text(tmp_path, path=".", rule="r")
    assert isinstance(missing, Finding)
    assert "missing" in missing.message
    assert isinstance(folder, Finding)
    assert "cannot be read" in folder.message


# -- TOML ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "line"), [
    ("a = 1\nb = red\n", 2),
    ('a = 1\nb = "open\nc = 2\n', 2),
    ("a = 1\n\n[table\nb = 2\n", 3),
    ("a = 1\na = 2\n", 2),
    ("a = 1\nb = [1,\n", 3),
])
def test_broken_toml_is_a_finding_with_its_line(text: str, line: int) -> None:
    found = read_toml(text, path="f.toml", rule="r")
    assert isinstance(found, Finding)
    assert (found.rule, found.path, found.line) == ("r", "f.toml", line)
    assert "not TOML" in found.message
    assert "Mend the line" in found.action


@pytest.mark.parametrize(("key", "line"), [
    (("name",), 1),
    (("quoted key",), 2),
    (("brand",), 4),
    (("brand", "colour"), 5),
    (("brand", "inline", "b"), 6),
    (("brand", "type", "headings"), 9),
    (("contacts", 0), 11),
    (("contacts", 0, "phone"), 12),
    (("contacts", 1, "phone"), 15),
    (("contacts", 1, "label", "zh-Hans"), 18),
    (("contacts", 1, "label", "missing"), 17),
    (("nowhere", "at", "all"), 1),
])
def test_the_line_of_a_key_or_of_the_nearest_above_it(key: tuple[str | int, ...], line: int) -> None:
    assert toml(TOML).line(key) == line


def test_a_long_string_does_not_move_the_lines_behind_it() -> None:
    assert toml("why = '''\n[table]\nname = 1\n'''\nname = 2\n").line(("name",)) == 5


# -- YAML ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "line"), [
    ("a: 1\nb: c: d\n", 3),
    ("a: 1\nb: [1\nc: 2\n", 4),
    ('a: "open\n', 3),
    ("a: 1\na: 2\n", 3),
    ("a: 1\n\tb: 2\n", 3),
    ("a: *nowhere\n", 2),
    ("a: \x01\n", 2),
    ("- a\n- b\n", 2),
    ("just words\n", 2),
    ("", 2),
])
def test_broken_yaml_is_a_finding_with_the_line_of_its_file(text: str, line: int) -> None:
    found = read_yaml(text, path="f.md", rule="r", first_line=2)
    assert isinstance(found, Finding)
    assert (found.rule, found.path, found.line) == ("r", "f.md", line)
    assert found.action


@pytest.mark.parametrize("text", [
    pytest.param("a: 2026-02-30\n", id="no such day"),
    pytest.param("a: 2026-01-01T25:00:00Z\n", id="no such hour"),
    pytest.param("a: !!int x\n", id="a tag that does not fit"),
    pytest.param("a: &x {b: 1}\nc:\n  <<: *x\n", id="a merge key"),
    pytest.param("a: " + "1" * 5000 + "\n", id="a number that is too long"),
])
def test_no_value_raises(text: str) -> None:
    assert read_yaml(text, path="f.md", rule="r")


def test_yaml_keeps_the_lines_of_keys_and_items() -> None:
    source = read_yaml("a: 1\nb:\n  c: [x, y]\n  d:\n    - z\n", path="f.md", rule="r", first_line=2)
    assert isinstance(source, Source)
    assert source.data == {"a": 1, "b": {"c": ["x", "y"], "d": ["z"]}}
    assert [source.line(key) for key in (("a",), ("b", "c"), ("b", "c", 1), ("b", "d", 0), ("b", "e"))] \
        == [2, 4, 4, 6, 3]


# -- models -------------------------------------------------------------------------------------------------------


def test_a_missing_key_is_named() -> None:
    found = fault_of("count = 2\n")
    assert "'name' is missing" in found.message
    assert found.line == 1


def test_an_unknown_key_is_told_with_the_nearest_known_one() -> None:
    found = fault_of('name = "x"\ncout = 2\n')
    assert found.line == 2
    assert "unknown key 'cout'" in found.message
    assert 'Did you mean "count"?' in found.message
    assert "name, count, inner" in found.action


@pytest.mark.parametrize("text", [
    'name = "x"\n[inner]\nfist-word = "y"\n',
    'name = "x"\n[[rows]]\nfist-word = "y"\n',
    pytest.param('name = "x"\n[tables.any]\nfist-word = "y"\n'),
])
def test_an_unknown_key_of_an_inner_table_is_told_with_the_nearest_known_one(text: str) -> None:
    found = fault_of(text)
    assert found.line == 3
    assert 'Did you mean "first-word"?' in found.message


def test_a_wrong_value_has_the_line_of_its_key() -> None:
    found = fault_of('name = "x"\n\ncount = 0\n')
    assert (found.line, found.action) == (3, "Correct the value.")
    assert found.message.startswith("count: ")


def test_all_faults_are_reported_at_once() -> None:
    _model, found = checked(Outer, toml('nam = "x"\ncount = "many"\n[inner]\nx = 1\n'), rule="r")
    assert sorted(finding.line or 0 for finding in found) == [1, 1, 2, 4]


def test_a_key_is_written_with_hyphens_and_a_model_is_frozen() -> None:
    model, found = checked(Inner, toml('first-word = "y"\n'), rule="r")
    assert found == ()
    assert model == Inner(first_word="y")
