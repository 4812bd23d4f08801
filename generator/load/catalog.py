"""gettext catalogs: what may be printed in one language, read by two readers that must agree.

The strict reader of `po.py` stands in front of Babel's, which repairs what it cannot read: an unclosed string loses
its last letter, a missing quote empties a translation. A dose could lose a digit, so a file that has a fault, or
that the two read differently, gives findings and no translation at all.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from gettext import c2py
from itertools import islice
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po

from generator.findings import Finding
from generator.load.po import MOST_FAULTS, RULE, PoEntry, PoFile, parse_po, shown
from generator.load.settings import babel_locale, posix_locale
from generator.load.source import read_text

CATALOG_FOLDER = "LC_MESSAGES"
#: The numbers on which a file's plural rule is compared with that of the language.
_TRIED = range(201)
#: Numbers for which some languages have a form of their own; a file may have it or not (CLDR: 1 000 000 in French).
_LARGE = (1_000, 10_000, 100_000, 1_000_000, 1_000_001, 2_000_000, 10_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One translated message: `line` is that of its msgid; a fuzzy entry still needs review.

    `plural` holds the plural forms in gettext's order; it is empty for a message without them, as `text` is for
    one with them. `previous` is the source text that a fuzzy entry was made for, where the file says it. `path` is
    the file where it stands, if that is not its catalog's own.
    """

    text: str
    line: int
    fuzzy: bool = False
    plural: tuple[str, ...] = ()
    previous: str = ""
    path: str = ""

    @property
    def usable(self) -> bool:
        """Tell whether it may be printed: translated in every form and in no need of review."""
        return not self.fuzzy and all(form.strip() for form in self.plural or (self.text,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """The translations of one domain into one language, by (context, source text).

    A file that is not `readable` has no entries; its own findings stop the language.
    """

    domain: str
    language: str
    path: str
    entries: dict[tuple[str, str], Entry]
    readable: bool = True
    plural_rule: str = "0"

    def plural_form(self, number: int) -> int:
        """Return which of a message's plural forms stands with `number`."""
        return int(c2py(self.plural_rule)(number))

    def file_of(self, entry: Entry | None) -> str:
        """Return the file in which an entry stands."""
        return entry.path if entry and entry.path else self.path


def catalog_path(locales: Path, *, domain: str, language: str) -> Path:
    """Return where a domain's PO file of one language stands."""
    return locales / posix_locale(language) / CATALOG_FOLDER / f"{domain}.po"


def load_catalog(locales: Path, *, domain: str, language: str, root: Path) -> tuple[Catalog, tuple[Finding, ...]]:
    """Read one domain's PO file; a file that cannot be trusted gives an empty catalog and its findings."""
    file = catalog_path(locales, domain=domain, language=language)
    path = file.relative_to(root).as_posix()
    text = read_text(file, path=path, rule="catalog-file")
    if isinstance(text, Finding):
        empty = Catalog(domain=domain, language=language, path=path, entries={}, readable=False)
        return empty, (replace(text, language=language),)
    return parse_catalog(text, domain=domain, language=language, path=path)


def parse_catalog(text: str, *, domain: str, language: str, path: str) -> tuple[Catalog, tuple[Finding, ...]]:
    """Parse a PO file's text strictly: faults give an empty catalog and a finding for each."""
    po, found = parse_po(text, path=path)
    found = found or header_faults(po, language=language, path=path) or _disagreements(po, text, path=path)
    catalog = Catalog(
        domain=domain, language=language, path=path, readable=not found,
        entries={} if found else {entry.key: _entry(entry) for entry in po.entries if not entry.obsolete},
        plural_rule=_plural_rule(po) or "0",
    )
    return catalog, tuple(replace(finding, language=language) for finding in found)


def _entry(entry: PoEntry) -> Entry:
    previous = entry.previous.msgid if entry.previous else ""
    if entry.plural:
        return Entry(text="", plural=entry.strings, line=entry.line, fuzzy=entry.fuzzy, previous=previous)
    return Entry(text=entry.strings[0], line=entry.line, fuzzy=entry.fuzzy, previous=previous)


def _plural_rule(po: PoFile) -> str | None:
    """Return the C expression behind `plural=` in the header."""
    _count, equals, rule = po.fields.get("Plural-Forms", "").partition("plural=")
    rule = rule.removeprefix("=") if equals else ""
    return rule.strip().rstrip(";") or None


def plural_forms(language: str) -> str:
    """Return the value of the header field Plural-Forms for a language (CLDR)."""
    return str(get_plural(babel_locale(language)).plural_forms)


def header_faults(po: PoFile, *, language: str, path: str) -> tuple[Finding, ...]:
    """Return what the header says of another language: its name, or plural forms that the language does not have."""
    line = po.header.line if po.header else 1
    found = []
    named = po.fields.get("Language", "")
    if named and named.replace("-", "_") != posix_locale(language):
        found.append(Finding(
            rule="catalog-language", path=path, line=line,
            message=f"the header says Language: {shown(named)[1:-1]}, the folder is that of {posix_locale(language)}.",
            action="Move the file to its language's folder, or correct the header.",
        ))
    if "Plural-Forms" in po.fields and not _same_plurals(po, language):
        found.append(Finding(
            rule="catalog-plurals", path=path, line=line,
            message=f"the Plural-Forms of the header are not those of {language}.",
            action=f"Write Plural-Forms: {plural_forms(language)}",
        ))
    return tuple(found)


def _same_plurals(po: PoFile, language: str) -> bool:
    """Tell whether a header sorts numbers as the language does, into forms that it has.

    Tools write the same rule in several ways, and some with a form more than others.
    """
    rule, count = _plural_rule(po), po.plural_count
    if rule is None or count is None:
        return False
    try:
        mine, right = c2py(rule), c2py(str(get_plural(babel_locale(language)).plural_expr))
        pairs = {(mine(number), right(number)) for number in _TRIED}
        forms = {*(mine(number) for number in _LARGE), *(one for one, _other in pairs)}
    except (ValueError, ArithmeticError, RecursionError, OverflowError):
        return False
    return (
        len(pairs) == len({one for one, _other in pairs}) == len({other for _one, other in pairs})
        and all(0 <= form < count for form in forms)
    )


def _disagreements(po: PoFile, text: str, *, path: str) -> tuple[Finding, ...]:
    """Return a finding for each message that Babel reads otherwise than we do."""
    try:
        read = read_po(io.BytesIO(text.encode()), abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as error:
        # Babel counts lines from 0.
        return (Finding(rule=RULE, path=path, line=getattr(error, "lineno", 0) + 1,
                        message=f"gettext cannot read the file: {shown(str(error))[1:-1]}.",
                        action="Mend the line that it names."),)
    theirs = {
        (message.context or "", message.id[0] if isinstance(message.id, tuple) else message.id): message
        for message in read if message.id
    }
    return tuple(islice((
        Finding(rule=RULE, path=path, line=entry.line, message=f"{shown(entry.msgid)} is read in two ways.",
                action="Write the entry anew, without letters that cannot be seen.")
        for entry in po.entries if not entry.obsolete and not _alike(entry, theirs.get(entry.key))
    ), MOST_FAULTS))


def _alike(entry: PoEntry, theirs: Message | None) -> bool:
    """Tell whether Babel reads the same strings, and needs no review where we see no need for it."""
    if theirs is None or (theirs.fuzzy and not entry.fuzzy):
        return False
    plural = theirs.id[1] if isinstance(theirs.id, tuple) else ""
    strings = theirs.string if isinstance(theirs.string, tuple | list) else (theirs.string,)
    return entry.plural == plural and entry.strings == tuple(map(str, strings))
