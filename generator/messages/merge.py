"""The merge: what a catalog keeps when its source has changed.

Owns the law that a message never receives another's translation: only the same context and text, or the same
context and id, carry one over, and in the second case it needs review and says which text it was made for. There is
no guessing by likeness.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.load.po import FUZZY, PoEntry, PoFile, Previous
from generator.messages.extract import ids_of
from generator.messages.write import quoted


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
    count = file.plural_count or 1
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
            entries.append(replace(entry, strings=("",) * _forms(entry, count)))
    left = [entry for key, entry in current.items() if key not in used and (any(entry.strings) or entry.comments)]
    kept = [entry for key, entry in retired.items() if key not in used]
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
    if known.plural != entry.plural or len(known.strings) != _forms(entry, count):
        if any(known.strings):
            return _in_need_of_review(known, entry, count)
        return replace(entry, strings=("",) * _forms(entry, count), comments=known.comments)
    return replace(known, extracted=entry.extracted, references=entry.references, obsolete=False,
                   flags=_flags(known, entry, fuzzy=known.fuzzy))


def _in_need_of_review(known: PoEntry, entry: PoEntry, count: int) -> PoEntry:
    """Return the changed message with its old translation, marked, and the text that it was made for."""
    wanted = _forms(entry, count)
    # A form for which there is no place any more is kept as a comment.
    lost = (f"msgstr[{number}] was {quoted(form)}" for number, form in enumerate(known.strings)
            if number >= wanted and form)
    return replace(
        entry, strings=(*known.strings, *("",) * wanted)[:wanted], comments=(*known.comments, *lost),
        flags=_flags(known, entry, fuzzy=True), previous=_made_for(known),
    )


def _made_for(known: PoEntry) -> Previous | None:
    """Return the text that a translation was made for.

    What was in need of review already was not made for the text that it stands with. Where it does not say for
    which, nobody knows, and `accept` will not take it.
    """
    if known.fuzzy:
        return known.previous
    return Previous(msgid=known.msgid, context=known.context, plural=known.plural)


def _flags(known: PoEntry, entry: PoEntry, *, fuzzy: bool) -> tuple[str, ...]:
    """Return fuzzy first, then what extraction sets, then what tools and translators have set."""
    own = (flag for flag in known.flags if flag != FUZZY and not flag.endswith("-format"))
    return tuple(dict.fromkeys((*([FUZZY] if fuzzy else []), *entry.flags, *own)))


def _retired(entry: PoEntry) -> PoEntry:
    return replace(entry, obsolete=True, extracted=(), references=())


def _forms(entry: PoEntry, count: int) -> int:
    """Return how many strings an entry has in a language of so many plural forms."""
    return count if entry.plural else 1
