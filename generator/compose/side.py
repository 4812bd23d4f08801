"""One language's side of a page: its document, its words and how its script is set.

A standard page has one side of this kind, a bilingual page two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from babel.dates import format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup

from generator.compose.inline import inline_html, plain_text
from generator.compose.layout import LayoutClass
from generator.compose.typefaces import Setting, direction_of, script_of
from generator.load.document import Document, Message, Section, blocks_for, messages_of
from generator.load.format import Format
from generator.load.handout import Handout
from generator.load.settings import PSEUDO_LOCALES, babel_locale


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A document in one language with all that setting it takes; `used` collects the messages that a template sets."""

    language: str
    document: Document
    layout: LayoutClass
    setting: Setting
    source_language: str
    used: set[tuple[str, str, int]] = field(default_factory=set)

    @property
    def direction(self) -> str:
        """Return `ltr` or `rtl`."""
        return direction_of(self.language)

    @property
    def script(self) -> str:
        """Return the script as stylesheets name it."""
        return script_of(self.language).lower()

    @property
    def name(self) -> str:
        """Return the language's name in itself."""
        return language_name(self.language)

    def inline(self, message: Message) -> Markup:
        """Return a message as HTML; one that is not translated is marked and keeps the source's language."""
        self.used.add(_name(message))
        text = inline_html(message.text, words=self.layout.words, tail=self.setting.tail)
        if not message.untranslated:
            return text
        mark = Markup('<b class="untranslated-mark">{}</b>').format(self.source_language.upper())
        return Markup('<span class="untranslated" lang="{}" dir="{}">{} {}</span>').format(
            self.source_language, direction_of(self.source_language), mark, text
        )

    def plain(self, message: Message) -> str:
        """Return a message without marks: for alternative texts and metadata."""
        self.used.add(_name(message))
        text = plain_text(message.text, words=self.layout.words)
        return f"[{self.source_language.upper()}] {text}" if message.untranslated else text

    def date(self, day: object) -> str:
        """Return month and year as the language writes them (CLDR); in full, since `lis` is a fox in Polish too."""
        language = self.source_language if self.language in PSEUDO_LOCALES else self.language
        return str(format_skeleton("yMMMM", day, locale=babel_locale(language)))  # type: ignore[arg-type]

    def number(self, value: int) -> str:
        """Return a number as the language writes it, in Western digits (the brief's house style)."""
        return str(format_decimal(value, locale=babel_locale(self.language), numbering_system="latn"))

    def listed(self, items: Iterable[str]) -> str:
        """Return items as the language writes a list: `a, b and c` (CLDR)."""
        return str(format_list([*items], locale=babel_locale(self.language)))

    def untranslated(self, regions: Mapping[str, tuple[Section, ...]]) -> tuple[str, ...]:
        """Return the names of the printed messages that stand in the source's words: their ids, or the words."""
        document = self.document
        front = (document.title, document.summary, document.document_type, document.cover.alternative)
        printed = (*front, *(message for sections in regions.values() for message in messages_of(sections)))
        return tuple(message.id or message.text for message in printed if message.untranslated)

    def unset(self, regions: Mapping[str, tuple[Section, ...]]) -> Message | None:
        """Return a message of the regions that no template has set; section headings may be left out by design."""
        for sections in regions.values():
            for message in messages_of(sections):
                if message.role != "heading" and message.text.strip() and _name(message) not in self.used:
                    return message
        return None


def _name(message: Message) -> tuple[str, str, int]:
    return message.context, message.text, message.line


def language_name(language: str) -> str:
    """Return a language's name in itself, as it stands in a footer (CLDR): 简体中文, Español."""
    if language in PSEUDO_LOCALES:
        return language
    locale = babel_locale(language)
    name = locale.languages.get(str(locale)) or locale.display_name or language
    return str(name[0].title() + name[1:])


def regions_of(document: Document, handout: Handout, format_: Format) -> dict[str, tuple[Section, ...]]:
    """Return the sections of each region, narrowed to the blocks that this format prints."""
    outline = handout.meta.outline[format_.name]
    return {
        region: tuple(
            replace(section, blocks=blocks_for(section.blocks, format_.name))
            for section in map(document.section, outline[region])
        )
        for region in format_.file.regions_of(outline)
    }
