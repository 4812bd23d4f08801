"""What a proof shows beside the text: the words of the pages, of the country and of the brand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from generator.compose.hours import written_hours
from generator.compose.inline import PLACEHOLDER
from generator.compose.layout import brand_words, printed_phone
from generator.load import Project
from generator.load.brand import Brand
from generator.load.brand_texts import brand_texts
from generator.load.catalog import Catalog
from generator.messages.extract import template_entries
from generator.messages.status import texts_of
from generator.proof.values import Found, Group, Row


def template_group(project: Project, catalog: Catalog | None, found: Found, *, is_source: bool) -> Group:
    """Return the words of the templates, each beside its translation."""
    rows = []
    for entry in template_entries(project.templates):
        known = catalog.entries.get(entry.key) if catalog else None
        source = (entry.msgid, entry.plural) if entry.plural else (entry.msgid,)
        rows.append(Row(
            key=entry.key, name=", ".join(dict.fromkeys(PurePosixPath(place).stem for place in entry.references)),
            role="", source=source, target=source if is_source else texts_of(known), markdown=False,
            fuzzy=bool(known and known.fuzzy), previous=known.previous if known else "",
            findings=found.at(catalog.file_of(known), known.line) if catalog and known else (),
        ))
    return Group(id="words-of-the-pages", title="Words of the pages", rows=tuple(rows),
                 note="Headers, footers and labels of every handout.")


def country_words(project: Project, brand: Brand, language: str) -> dict[str, str]:
    """Return what fills the placeholders of a language; what country and brand do not define is left out."""
    own = _filled(brand_words(brand, language), brand)
    return {**_words_of_country(project, brand, language), **own, **_numbers(brand)}


def _words_of_country(project: Project, brand: Brand, language: str) -> dict[str, str]:
    country = project.countries.get(brand.file.country)
    words = country.words.get(language) if country else None
    return _filled(words.model_dump() if words else {}, brand)


def _filled(words: Mapping[str, str], brand: Brand) -> dict[str, str]:
    numbers = _numbers(brand)
    return {
        name: PLACEHOLDER.sub(lambda found: numbers.get(found[1], found[0]), text) for name, text in words.items()
    }


def _numbers(brand: Brand) -> dict[str, str]:
    return {f"{name}_number": number for name, number in brand.file.numbers.by_name().items()}


def country_and_brand(project: Project, brand: Brand, source_language: str, language: str) -> Iterator[Group]:
    """Yield the words that a country and a brand put into the text and beside it."""
    code = brand.file.country
    source, target = (_words_of_country(project, brand, tag) for tag in (source_language, language))
    numbers = _numbers(brand)
    yield Group(
        id=f"country-{code}", title=f"Words of the country of use ({code})",
        note="They fill the placeholders of the text.",
        rows=tuple(
            _word(f"country:{code}:{name}", text, target.get(name, ""), name=f"{{{name}}}", role="placeholder")
            for name, text in source.items()
        ),
    )
    yield Group(
        id=brand_group(brand), title=f"Words and numbers of {brand.file.name}",
        note="Printed beside the text; numbers and words for roles stand in it too. Confirm each number.",
        rows=(
            *(_word(f"brand:{brand.name}:{name}", number, number, name=f"{{{name}}}", role="number to call")
              for name, number in numbers.items()),
            *_texts_of(brand, source_language, language),
            *_hours_of(brand, source_language, language),
        ),
    )


def _texts_of(brand: Brand, source_language: str, language: str) -> Iterator[Row]:
    """Yield the labels, boxes, small print, names and words of a brand; a contact's row names its number."""
    phones = {f"contact-{index}": printed_phone(contact.phone, brand.file.country)
              for index, contact in enumerate(brand.file.contacts, start=1)}
    for text in brand_texts(brand.file):
        source, target = text.texts.get(source_language, ""), text.texts.get(language, "")
        if target or not text.partial:
            yield _word(f"brand:{brand.name}:{text.id}", source, target, name=phones.get(text.id, text.id),
                        role=text.role)


def _hours_of(brand: Brand, source_language: str, language: str) -> Iterator[Row]:
    """Yield the hours of the contacts as each language writes them."""
    for index, contact in enumerate(brand.file.contacts, start=1):
        if contact.hours:
            source, target = (written_hours(contact.hours, language=tag, country=brand.file.country) or contact.hours
                              for tag in (source_language, language))
            yield _word(f"brand:{brand.name}:contact-{index}-hours", source, target,
                        name=printed_phone(contact.phone, brand.file.country), role="opening hours")


def brand_group(brand: Brand) -> str:
    """Return the id of the group that holds a brand's own words."""
    return f"brand-{brand.name}"


def _word(context: str, source: str, target: str, *, name: str, role: str) -> Row:
    return Row(key=(context, f"{source}\n{name}"), name=name, role=role, source=(source,),
               target=(target,) if target else (), markdown=False)
