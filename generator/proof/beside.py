"""What a proof shows beside the text: the words of the pages, of the country and of the brand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.compose.inline import PLACEHOLDER
from generator.compose.layout import printed_phone
from generator.load import Project
from generator.load.brand import Brand
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
            findings=found.at(catalog.path, known.line) if catalog and known else (),
        ))
    return Group(id="words-of-the-pages", title="Words of the pages", rows=tuple(rows),
                 note="Headers, footers and labels of every handout.")


def country_words(project: Project, brand: Brand, language: str) -> dict[str, str]:
    """Return what fills the placeholders of a language; what country and brand do not define is left out."""
    numbers = _numbers(brand)
    country = project.countries.get(brand.file.country)
    words = country.words.get(language) if country else None
    filled = {
        name: PLACEHOLDER.sub(lambda found: numbers.get(found[1], found[0]), text)
        for name, text in (words.model_dump() if words else {}).items()
    }
    return {**filled, **numbers}


def _numbers(brand: Brand) -> dict[str, str]:
    return {f"{name}_number": number for name, number in brand.file.numbers.by_name().items()}


def country_and_brand(project: Project, brand: Brand, source_language: str, language: str) -> Iterator[Group]:
    """Yield the words that a country and a brand put into the text and beside it."""
    code = brand.file.country
    source, target = country_words(project, brand, source_language), country_words(project, brand, language)
    numbers = _numbers(brand)
    yield Group(
        id=f"country-{code}", title=f"Words of the country of use ({code})",
        note="They fill the placeholders of the text.",
        rows=tuple(
            _word(f"country:{code}:{name}", text, target.get(name, ""), name=f"{{{name}}}", role="placeholder")
            for name, text in source.items() if name not in numbers
        ),
    )
    yield Group(
        id=brand_group(brand), title=f"Labels and numbers of {brand.file.name}",
        note="Printed beside the text; the numbers stand in it too. Confirm each number.",
        rows=(
            *(_word(f"brand:{brand.name}:{name}", number, number, name=f"{{{name}}}", role="number to call")
              for name, number in numbers.items()),
            *(_word(f"brand:{brand.name}:contact-{index}", contact.label.get(source_language, ""),
                    contact.label.get(language, ""), name=printed_phone(contact.phone, code), role="contact")
              for index, contact in enumerate(brand.file.contacts, start=1)),
        ),
    )


def brand_group(brand: Brand) -> str:
    """Return the id of the group that holds a brand's own words."""
    return f"brand-{brand.name}"


def _word(context: str, source: str, target: str, *, name: str, role: str) -> Row:
    return Row(key=(context, f"{source}\n{name}"), name=name, role=role, source=(source,),
               target=(target,) if target else (), markdown=False)
