"""The line that is told for a key of a TOML file is the line on which it stands."""

from __future__ import annotations

import json
import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.source import KeyPath, Source, read_toml

Table = dict[str, object]

bare = st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True)
names = bare | st.text(st.sampled_from("ab .#=[腰"), min_size=1, max_size=5)
values = st.one_of(
    st.integers(), st.booleans(), st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    st.lists(st.integers(), max_size=3),
)
tables: st.SearchStrategy[Table] = st.recursive(
    st.dictionaries(names, values, max_size=3),
    lambda inner: st.dictionaries(names, values | inner | st.lists(inner, min_size=1, max_size=3), max_size=3),
    max_leaves=8,
)


class Writer:
    """A TOML file as a person would write it, and the line of each key."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw, self.lines, self.places = draw, [], {}  # type: ignore[var-annotated]  # filled below

    def say(self, line: str) -> None:
        """Write a line, perhaps behind blank lines and comments."""
        self.lines += self.draw(st.lists(st.sampled_from(["", "# name = 1", "  # [table]"]), max_size=2))
        self.lines.append(self.draw(st.sampled_from(["", "  "])) + line)

    def table(self, table: Table, path: KeyPath = (), header: tuple[str, ...] = ()) -> None:
        """Write the keys of a table, then the tables in it."""
        for name, value in table.items():
            if not _is_table(value):
                self.say(f"{_key(name)} = {json.dumps(value, ensure_ascii=False)}")
                self.places[(*path, name)] = len(self.lines)
        for name, value in table.items():
            inner_header = (*header, name)
            dotted = ".".join(map(_key, inner_header))
            if isinstance(value, dict):
                self.say(f"[{dotted}]")
                self.places[(*path, name)] = len(self.lines)
                self.table(value, (*path, name), inner_header)
            elif _is_table(value):
                for index, row in enumerate(value):  # type: ignore[arg-type,var-annotated]  # a list of tables
                    self.say(f"[[{dotted}]]  # comment")
                    self.places[(*path, name, index)] = len(self.lines)
                    self.table(row, (*path, name, index), inner_header)


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def _key(name: str) -> str:
    plain = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if plain else json.dumps(name, ensure_ascii=False)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, dict[KeyPath, int]]:
    writer = Writer(draw)
    writer.table(draw(tables))
    return "\n".join([*writer.lines, ""]), writer.places


@settings(max_examples=30)
@given(files())
def test_every_key_has_its_line(written: tuple[str, dict[KeyPath, int]]) -> None:
    text, places = written
    source = read_toml(text, path="f.toml", rule="r")
    assert isinstance(source, Source)
    assert {key: source.line(key) for key in places} == places


@settings(max_examples=25)
@given(files(), st.integers(min_value=0))
def test_an_unknown_key_has_the_line_of_the_table_around_it(
    written: tuple[str, dict[KeyPath, int]], choice: int
) -> None:
    text, places = written
    source = read_toml(text, path="f.toml", rule="r")
    assert isinstance(source, Source)
    key = sorted(places, key=str)[choice % len(places)] if places else ()
    assert source.line((*key, "no such key")) == places.get(key, 1)


@settings(max_examples=40)
@given(st.text(max_size=40) | files().map(lambda written: written[0][:-3]))
def test_any_text_is_read_or_refused_with_a_line_of_the_file(text: str) -> None:
    found = read_toml(text, path="f.toml", rule="r")
    if isinstance(found, Source):
        assert found.data == tomllib.loads(text)
    else:
        assert found.line is not None
        assert 1 <= found.line <= text.count("\n") + 1
