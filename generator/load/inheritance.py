"""One file that extends another: what a hospital says for all of its sites is said once.

Owns the chain from a file to its oldest forebear, and the one source that they make: a table is merged key by key,
anything else is replaced. Every value keeps the file and the line where it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import cast

from generator.findings import Finding, suggestion
from generator.load.source import KeyPath, Source

EXTENDS = "extends"
#: The name of a folder, never a path.
NAME = "[a-z0-9][a-z0-9-]*"
Data = dict[str, object]


def inherited(
    name: str, read: Callable[[str], Source | Finding], *, known: Callable[[], list[str]], rule: str
) -> Source | Finding:
    """Return the source of a name with all that it inherits, or the finding of the first file that is at fault.

    `read` gives the source of a name, `known` the names that there are. A file that extends itself, by whatever way
    round, is a finding, and so is one that extends a name that nobody has.
    """
    chain: list[tuple[str, Source]] = []
    wanted = name
    while True:
        source = read(wanted)
        if isinstance(source, Finding):
            return source
        chain.append((wanted, source))
        if EXTENDS not in source.data:
            return _merged([one for _name, one in reversed(chain)])
        parent = source.data[EXTENDS]
        fault = _fault(parent, [one for one, _source in chain], known())
        if fault:
            path, line = source.place((EXTENDS,))
            return Finding(rule=rule, path=path, line=line, message=fault,
                           action=f"Name a folder beside this one under `{EXTENDS}`, or remove the key.")
        wanted = str(parent)


def _fault(parent: object, chain: list[str], known: list[str]) -> str:
    """Return what is wrong with a name that is extended; empty where nothing is."""
    if not isinstance(parent, str) or not re.fullmatch(NAME, parent):
        return f"{EXTENDS}: {parent!r} is no name of a folder."
    if parent in chain:
        return f"{' extends '.join([*chain[chain.index(parent):], parent])}: nobody can inherit from themselves."
    if parent not in known:
        return f"{EXTENDS}: there is no {parent!r}.{suggestion(parent, known)}"
    return ""


def _merged(sources: list[Source]) -> Source:
    """Return one source of several, the oldest first; what is nearer goes before."""
    data: Data = {}
    places: dict[KeyPath, tuple[str, int]] = {}
    for source in sources:
        own = {key: value for key, value in source.data.items() if key != EXTENDS}
        _merge(data, own, (), source, places)
    last = sources[-1]
    return replace(
        last, data=data, lines={(): 1, **{key: line for key, (_path, line) in places.items()}},
        paths={key: path for key, (path, _line) in places.items()},
    )


def _merge(
    into: Data, own: Mapping[str, object], above: KeyPath, source: Source, places: dict[KeyPath, tuple[str, int]]
) -> None:
    for key, value in own.items():
        path = (*above, key)
        there = into.get(key)
        if isinstance(value, Mapping) and isinstance(there, dict):
            _merge(cast("Data", there), value, path, source, places)
            continue
        for old in [one for one in places if one[:len(path)] == path]:
            del places[old]
        # A copy: what is merged into a table must not change the file that it came from.
        into[key] = _copied(value)
        places.update({
            one: (source.path, line) for one, line in source.lines.items() if one[:len(path)] == path
        })
        # A key of an inline table has no line of its own: it stands on that of its table, in this file.
        places.setdefault(path, (source.path, source.line(path) or 1))


def _copied(value: object) -> object:
    return {key: _copied(one) for key, one in value.items()} if isinstance(value, Mapping) else value


def values(data: object, above: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    """Yield every value of a source's data that is no table, with its key; a list of plain values is one value."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from values(value, (*above, key))
    elif isinstance(data, list) and any(isinstance(one, Mapping) for one in data):
        for number, value in enumerate(data):
            yield from values(value, (*above, number))
    else:
        yield above, data
