"""The words of the templates in one language: a project's own PO file before the shipped one, entry by entry."""

from __future__ import annotations

import os
from dataclasses import replace
from gettext import c2py
from pathlib import Path

from generator.findings import Finding
from generator.load.catalog import Catalog, catalog_path, load_catalog
from generator.load.templates import SHIPPED, shipped_folder

LOCALES = "locales"
#: Numbers on which two plural rules of one language are compared.
_TRIED = (*range(201), 1_000, 1_000_000)


def load_words(root: Path, *, domain: str, language: str) -> tuple[Catalog, tuple[Finding, ...]]:
    """Read the words of the templates; what the project's own file does not translate is taken from the shipped one."""
    own_file = catalog_path(root / LOCALES, domain=domain, language=language)
    shipped = shipped_words(root, domain=domain, language=language)
    if shipped is None:
        return load_catalog(root / LOCALES, domain=domain, language=language, root=root)
    if not os.path.lexists(own_file):
        return replace(shipped, path=own_file.relative_to(root).as_posix()), ()
    own, found = load_catalog(root / LOCALES, domain=domain, language=language, root=root)
    return (_laid_under(own, shipped) if own.readable else own), found


def shipped_words(root: Path, *, domain: str, language: str) -> Catalog | None:
    """Return the shipped words that may be printed; None where there are none, or where they are the project's own."""
    locales = shipped_folder(LOCALES)
    file = catalog_path(locales, domain=domain, language=language)
    if locales.resolve() == (root / LOCALES).resolve() or not file.is_file():
        return None
    words, _found = load_catalog(locales, domain=domain, language=language, root=locales.parent)
    path = f"{SHIPPED} {LOCALES}/{file.relative_to(locales).as_posix()}"
    entries = {key: replace(entry, path=path) for key, entry in words.entries.items() if entry.usable}
    return replace(words, entries=entries, path=path)


def _laid_under(own: Catalog, shipped: Catalog) -> Catalog:
    """Return the project's entries, and the shipped ones where it has none or an empty one.

    An entry that needs review stays: somebody doubts it. Plural forms are numbered by the header of their own file,
    so shipped ones serve only where both files sort numbers alike.
    """
    plurals = any(entry.plural for entry in own.entries.values())
    rule = own.plural_rule if plurals else shipped.plural_rule
    alike = _same_rule(rule, shipped.plural_rule)
    under = {key: entry for key, entry in shipped.entries.items() if alike or not entry.plural}
    over = {key: entry for key, entry in own.entries.items() if entry.fuzzy or entry.usable or key not in under}
    return replace(own, entries={**under, **over}, plural_rule=rule)


def _same_rule(one: str, other: str) -> bool:
    first, second = c2py(one), c2py(other)
    return all(first(number) == second(number) for number in _TRIED)
