"""Read TOML and YAML so that every fault has a line: syntax, unknown keys, wrong values.

Owns the step from a text file to a checked, frozen pydantic model. Never raises for a user's fault.
"""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from generator.findings import Finding, suggestion

M = TypeVar("M", bound="Model")
KeyPath = tuple[str | int, ...]

#: No text of a handout is longer; a larger file is another file.
MOST_BYTES = 4_000_000


class Model(BaseModel):
    """A frozen value from a file: unknown keys are refused, keys are written with hyphens."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=lambda name: name.replace("_", "-"),
        populate_by_name=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The data of one file and the line on which each of its keys stands.

    `paths` are the files of the keys that were taken from another file.
    """

    path: str
    data: Mapping[str, object]
    lines: Mapping[KeyPath, int]
    paths: Mapping[KeyPath, str] = field(default_factory=dict)

    def line(self, key: KeyPath) -> int | None:
        """Return the line of `key`, or of the nearest key above it that has one."""
        return self.place(key)[1]

    def place(self, key: KeyPath) -> tuple[str, int | None]:
        """Return the file and line of `key`, or of the nearest key above it that has one."""
        for length in range(len(key), 0, -1):
            if key[:length] in self.lines:
                return self.paths.get(key[:length], self.path), self.lines[key[:length]]
        return self.path, self.lines.get(())


def read_text(file: Path, *, path: str, rule: str) -> str | Finding:
    """Return the file's text, or the finding that says why it cannot be read."""
    try:
        if (size := file.stat().st_size) > MOST_BYTES:
            return Finding(rule=rule, path=path, message=f"the file has {size:,} bytes, more than {MOST_BYTES:,}.",
                           action="Restore the right file: no text of a handout is so long.")
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Finding(rule=rule, path=path, message="the file is missing.", action="Create it or restore it.")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        return Finding(rule=rule, path=path, line=line, message="the file is not UTF-8.",
                       action="Save it with the encoding UTF-8.")
    except OSError as error:
        return Finding(rule=rule, path=path, message=f"the file cannot be read: {error.strerror}.",
                       action="Check that it is a file and that you may read it.")
    if text.startswith("\ufeff"):
        return Finding(rule=rule, path=path, line=1, message="the file begins with a byte order mark.",
                       action="Save it as UTF-8 without BOM.")
    return text


def read_toml(text: str, *, path: str, rule: str) -> Source | Finding:
    """Parse TOML; a syntax error becomes a finding with its line."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        return Finding(rule=rule, path=path, line=int(found[1]) if found else text.count("\n") + 1,
                       message=f"this is not TOML: {re.sub(r' [(]at .*', '', str(error))}.",
                       action="Mend the line; values that are words stand in double quotes.")
    return Source(path=path, data=data, lines=_toml_lines(text))


_TABLE = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*("[^"]*"|'[^']*'|[A-Za-z0-9_.-]+)\s*=""")


def _toml_lines(text: str) -> dict[KeyPath, int]:
    """Find the line of each table and key; keys inside inline tables share the line of their table."""
    lines: dict[KeyPath, int] = {(): 1}
    table: KeyPath = ()
    counts: dict[KeyPath, int] = {}
    open_quotes = ""
    # Only a line feed ends a line of TOML; Python knows more signs that do.
    for number, line in enumerate(text.split("\n"), start=1):
        within, open_quotes = bool(open_quotes), _quotes_left_open(line, open_quotes)
        if within:
            continue
        if header := _TABLE.match(line):
            table = _table_path(header[2], counts, repeated=header[1] == "[[")
            lines[table] = number
        elif key := _KEY.match(line):
            lines.setdefault((*table, *_split_key(key[1])), number)
    return lines


def _quotes_left_open(line: str, opened: str) -> str:
    """Return the triple quotes that are open behind this line, given those open before it."""
    for quotes in re.findall(r"'''|\"\"\"", line):
        if not opened:
            opened = quotes
        elif quotes == opened:
            opened = ""
    return opened


def _table_path(name: str, counts: dict[KeyPath, int], *, repeated: bool) -> KeyPath:
    path: KeyPath = ()
    for part in _split_key(name):
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path])
    if repeated:
        base = path[:-1] if isinstance(path[-1], int) else path
        counts[base] = counts.get(base, -1) + 1
        return (*base, counts[base])
    return path


def _split_key(name: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in re.findall(r""""[^"]*"|'[^']*'|[^.]+""", name))


def read_yaml(text: str, *, path: str, rule: str, first_line: int = 1) -> Source | Finding:
    """Parse a YAML mapping whose first line is `first_line` of its file."""
    try:
        yaml = YAML(typ="rt")
        yaml.Constructor = _PlainDates
        data = yaml.load(io.StringIO(text))
    except MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + first_line
        return Finding(rule=rule, path=path, line=line, message=f"this is not YAML: {error.problem}.",
                       action="Mend the line; put a value with a colon or a quote in double quotes.")
    except (YAMLError, ValueError, TypeError, LookupError) as error:
        return Finding(rule=rule, path=path, line=first_line, message=f"this is not YAML: {error}.",
                       action="Mend the front matter.")
    if not isinstance(data, CommentedMap):
        return Finding(rule=rule, path=path, line=first_line, message="the front matter is not a list of keys.",
                       action="Write one 'key: value' on each line.")
    lines: dict[KeyPath, int] = {(): first_line}
    _yaml_lines(data, (), first_line, lines)
    return Source(path=path, data=_plain(data), lines=lines)  # type: ignore[arg-type]  # a mapping stays one


class _PlainDates(RoundTripConstructor):
    """Leaves dates to the model: the model's finding has a line, the parser's error has none."""


_PlainDates.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))


def _yaml_lines(node: object, path: KeyPath, first_line: int, lines: dict[KeyPath, int]) -> None:
    if isinstance(node, CommentedMap):
        for key, value in node.items():
            if key in (node.lc.data or {}):  # a merged key stands elsewhere
                lines[(*path, key)] = node.lc.key(key)[0] + first_line
            _yaml_lines(value, (*path, key), first_line, lines)
    elif isinstance(node, CommentedSeq):
        for index, value in enumerate(node):
            lines[(*path, index)] = node.lc.item(index)[0] + first_line
            _yaml_lines(value, (*path, index), first_line, lines)


def _plain(node: object) -> object:
    if isinstance(node, CommentedMap):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return [_plain(value) for value in node]
    return node


def read_model(
    model: type[M], file: Path, *, path: str, rule: str
) -> tuple[M | None, Source | None, tuple[Finding, ...]]:
    """Read a TOML file into a model; the source tells the lines of its keys for what is checked later."""
    text = read_text(file, path=path, rule=rule)
    source = text if isinstance(text, Finding) else read_toml(text, path=path, rule=rule)
    if isinstance(source, Finding):
        return None, None, (source,)
    value, found = checked(model, source, rule=rule)
    return value, source, found


def checked(model: type[M], source: Source, *, rule: str) -> tuple[M | None, tuple[Finding, ...]]:
    """Return the model made of the source's data, or the findings of everything that is wrong with it."""
    try:
        return model.model_validate(dict(source.data)), ()
    except ValidationError as error:
        faults = error.errors()
        return None, tuple(
            _finding(model, source, fault, rule=rule) for fault in faults if not _follows(fault, faults)
        )


def _follows(fault: ErrorDetails, faults: list[ErrorDetails]) -> bool:
    """Tell whether a list is too short only because of a fault inside it."""
    inside = fault["loc"]
    return fault["type"] == "too_short" and any(
        other["loc"][: len(inside)] == inside and len(other["loc"]) > len(inside) for other in faults
    )


def _finding(model: type[Model], source: Source, fault: ErrorDetails, *, rule: str) -> Finding:
    location = tuple(part for part in fault["loc"] if part not in _UNION_NOISE)
    name = ".".join(str(part) for part in location)
    kind = str(fault["type"])
    if kind == "missing":
        message, action = f"the key {name!r} is missing.", "Add it; the documentation lists every key."
    elif kind == "extra_forbidden":
        known = _known_keys(model, location[:-1])
        message = f"unknown key {name!r}.{suggestion(str(location[-1]), known)}"
        action = "Remove or rename it." + (f" Known keys: {', '.join(known)}." if known else "")
    else:
        text = str(fault["msg"]).removeprefix("Value error, ")
        message, action = f"{name}: {text[0].lower()}{text[1:]}".rstrip(".") + ".", "Correct the value."
    path, line = source.place(location)
    return Finding(rule=rule, path=path, line=line, message=message, action=action)


_UNION_NOISE = frozenset({"function-after", "constrained-str"})


def _known_keys(model: type[BaseModel], location: Iterable[str | int]) -> list[str]:
    """Return the keys that the model knows at `location`, none where the path leaves the models."""
    annotation: object = model
    for part in location:
        if isinstance(part, int):
            continue
        if get_origin(annotation) is dict:
            annotation = get_args(annotation)[1]
        elif here := _model_in(annotation):
            field = _fields(here).get(part)
            annotation = field.annotation if field else None
        else:
            return []
    found = None if get_origin(annotation) is dict else _model_in(annotation)
    return list(_fields(found)) if found else []


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        if found := _model_in(argument):
            return found
    return None

