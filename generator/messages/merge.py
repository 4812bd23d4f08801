"""The merge: what a catalog keeps when its source has changed.

Owns the law that a message never receives another's translation: only the same context and text, or the same
context and id, carry one over, and in the second case it needs review and says which text it was made for. There is
no guessing by likeness.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.load.po import FUZZY, PoEntry, PoFile, Previous
from generator.messages.extract import ids_of

_PLURAL_COUNT = re.compile(r"nplurals\s*=\s*(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The catalog after a merge, and how many messages are new, changed (now in need of review) and obsolete."""

    file: PoFile
    new: int
    changed: int
    obsolete: int


def merge(file: PoFile, source: Iterable[PoEntry]) -> Merged:
    """Return the catalog for the entries that extraction gives now; nothing that was translated is lost."""
    source = tuple(source)
    current = {entry.key: entry for entry in file.entries if not entry.obsolete}
    retired = {entry.key: entry for entry in file.entries if entry.obsolete}
    wanted = {entry.key for entry in source}
    orphans = _by_id(entry for key, entry in current.items() if key not in wanted)
    count = _plural_count(file)
    entries: list[PoEntry] = []
    used: set[tuple[str, str]] = set()
    new = changed = 0
    for entry in source:
        known = current.get(entry.key) or retired.get(entry.key)
        heir = None if known else _orphan(entry, orphans)
        if known:
            used.add(known.key)
            entries.append(_kept(known, entry, count))
        elif heir and any(heir.strings):
            used.add(heir.key)
            changed += 1
            entries.append(_in_need_of_review(heir, entry, count))
        else:
            new += 1
            entries.append(replace(entry, strings=("",) * (count if entry.plural else 1)))
    left = [entry for key, entry in current.items() if key not in used and (any(entry.strings) or entry.comments)]
    kept = [entry for key, entry in retired.items() if key not in used and key not in {one.key for one in left}]
    return Merged(
        file=replace(file, entries=(*entries, *kept, *map(_retired, left))), new=new, changed=changed,
        obsolete=len(left),
    )


def _by_id(entries: Iterable[PoEntry]) -> dict[tuple[str, str], PoEntry]:
    """Return entries by context and id, leaving out ids that more than one of them has."""
    entries = tuple(entries)
    names = [((entry.context, name), entry) for entry in entries for name in ids_of(entry)]
    often = Counter(name for name, _entry in names)
    return {name: entry for name, entry in names if often[name] == 1}


def _orphan(entry: PoEntry, orphans: dict[tuple[str, str], PoEntry]) -> PoEntry | None:
    """Return, once, the entry that had this one's id in its section."""
    for name in ids_of(entry):
        if found := orphans.pop((entry.context, name), None):
            for other in [key for key, value in orphans.items() if value is found]:
                del orphans[other]
            return found
    return None


def _kept(known: PoEntry, entry: PoEntry, count: int) -> PoEntry:
    """Return the same message with what extraction says of it now."""
    if bool(known.plural) != bool(entry.plural) or (known.plural and known.plural != entry.plural):
        return _in_need_of_review(known, entry, count)
    return replace(known, extracted=entry.extracted, references=entry.references, obsolete=False,
                   flags=_flags(known, entry, fuzzy=known.fuzzy))


def _in_need_of_review(known: PoEntry, entry: PoEntry, count: int) -> PoEntry:
    """Return the changed message with its old translation, marked, and the text that it was made for."""
    strings = known.strings
    if bool(known.plural) != bool(entry.plural):
        strings = (strings[0], *("",) * ((count if entry.plural else 1) - 1))
    return replace(
        entry, strings=strings, comments=known.comments, flags=_flags(known, entry, fuzzy=True),
        previous=known.previous or Previous(msgid=known.msgid, context=known.context, plural=known.plural),
    )


def _flags(known: PoEntry, entry: PoEntry, *, fuzzy: bool) -> tuple[str, ...]:
    """Return fuzzy first, then what extraction sets, then what tools and translators have set."""
    own = (flag for flag in known.flags if flag != FUZZY and not flag.endswith("-format"))
    return tuple(dict.fromkeys((*([FUZZY] if fuzzy else []), *entry.flags, *own)))


def _retired(entry: PoEntry) -> PoEntry:
    return replace(entry, obsolete=True, extracted=(), references=())


def _plural_count(file: PoFile) -> int:
    count = _PLURAL_COUNT.search(file.fields.get("Plural-Forms", ""))
    return int(count[1]) if count else 1
