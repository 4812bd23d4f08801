"""The rule over a brand's own fonts: they have every letter that its pages print.

A letter that a font lacks would be printed in the shipped face, in the middle of a word; a script whose letters are
not joined as its readers know them is no better than letters that are missing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from fontTools.unicodedata import ot_tags_from_script, script, script_extension

from generator.check.scripts import LETTERS
from generator.check.text import PLACEHOLDERS, unmarked
from generator.compose.brand_type import LATIN_LETTERS
from generator.compose.typefaces import script_of
from generator.findings import Finding
from generator.load import Project
from generator.load.brand import Brand
from generator.load.brand_fonts import MEASURED, OwnFont
from generator.load.document import messages_of

RULE = "brand-font-letters"
#: Scripts whose letters change their shape with their neighbours, so that a font needs rules beside the glyphs.
_SHAPED = frozenset({
    "Arab", "Aran", "Beng", "Deva", "Gujr", "Guru", "Khmr", "Knda", "Mlym", "Mymr", "Orya", "Sinh", "Taml", "Telu",
    "Tibt",
})
#: What every text in an alphabet may need, whatever it prints today; digits of other scripts come from the Latin face.
_DIGITS_AND_MARKS = "0123456789.,:;!?()/-–’"
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#: Hyphens are alike in all faces, and few fonts have that which keeps words together.
_HYPHENS = "\u2010\u2011"
_MOST_SHOWN = 24


def missing_letters(project: Project, brand: Brand) -> Iterator[Finding]:
    """Yield a finding for each font of the brand that lacks letters of its pages, or the rules that join them."""
    for font in brand.fonts:
        lacking = sorted({letter for letter in _wanted(project, brand, font.script) if not _has(font, letter)})
        if lacking:
            shown = ", ".join(map(_shown, lacking[:_MOST_SHOWN])) + (" …" if len(lacking) > _MOST_SHOWN else "")
            yield _told(font, brand,
                        f"lacks {len(lacking)} of the letters and marks that pages in {font.script} print: {shown}",
                        f"Use a file that has them, or remove the entry: {font.script} then has the shipped fonts.")
        elif font.script in _SHAPED and not font.joined & _tags(font.script):
            yield _told(font, brand, f"has letters of {font.script}, but no rules that join them (table GSUB)",
                        "Use the foundry's OpenType file: it has the rules.")


def _told(font: OwnFont, brand: Brand, fault: str, action: str) -> Finding:
    return Finding(rule=RULE, path=font.path, line=font.line, brand=brand.name, action=action,
                   message=f"the font {font.font.face.file} {fault}.")


def _shown(letter: str) -> str:
    """Return a letter as it can be read in a list: spaces by name, marks on a circle."""
    if letter.isspace():
        return unicodedata.name(letter).lower()
    return f"◌{letter}" if unicodedata.combining(letter) else letter


def _tags(of: str) -> frozenset[str]:
    return frozenset(tag for name in LETTERS.get(of, {of}) for tag in ot_tags_from_script(name)) - {"DFLT"}


def _has(font: OwnFont, letter: str) -> bool:
    """Tell whether a font has a letter, or all parts of which the engine makes it."""
    parts = unicodedata.normalize("NFD", letter)
    return ord(letter) in font.characters or all(ord(part) in font.characters for part in parts)


def _wanted(project: Project, brand: Brand, of: str) -> Iterator[str]:
    """Yield the letters of a script that the texts print in the brand's languages, and the marks beside them."""
    # A space is set in the font of the words beside it; one that has none prints boxes.
    yield from (MEASURED[of][0], " ")
    if of in LATIN_LETTERS:
        yield from _DIGITS_AND_MARKS + (_LATIN if of == "Latn" else "")
    for language in brand.file.languages:
        if script_of(language) == of:
            for text in _texts(project, brand, language):
                plain = PLACEHOLDERS.sub(" ", unmarked(text))
                yield from (letter for letter in unicodedata.normalize("NFC", plain) if _belongs(letter, of))


def _belongs(letter: str, of: str) -> bool:
    """Tell whether a character is set in the font of a script: its letters, its own marks, in alphabets all marks."""
    kind, scripts = unicodedata.category(letter), LETTERS.get(of, {of})
    if kind[0] not in "LMNP" or letter in _HYPHENS:
        return False
    if script(letter) in scripts:
        return True
    if of in LATIN_LETTERS:
        return script(letter) in ("Zyyy", "Zinh") and kind != "Lm"
    return bool(scripts & script_extension(letter))


def _texts(project: Project, brand: Brand, language: str) -> Iterator[str]:
    """Yield all that pages in a language say: handouts, templates, the country's words and the brand's."""
    if language == project.settings.project.source_language:
        for handout in project.handouts.values():
            document = handout.document
            front = (document.title, document.summary, document.document_type, document.cover.alternative)
            yield from (message.text for message in (*front, *messages_of(document.sections)))
    for (of, _domain), catalog in project.catalogs.items():
        if of == language:
            yield from (entry.text for entry in catalog.entries.values())
    country = project.countries.get(brand.file.country)
    if country is not None and language in country.words:
        yield from _strings(country.words[language].model_dump())
    yield from _said_in(brand.file.model_dump(), language)


def _said_in(data: object, language: str) -> Iterator[str]:
    """Yield the texts of a brand that stand under a language, wherever they do."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _strings(value) if key == language else _said_in(value, language)
    elif isinstance(data, tuple | list):
        for value in data:
            yield from _said_in(value, language)


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _strings(value)
