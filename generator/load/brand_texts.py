"""All that a brand says in words, one list for loading, checks, proofs and sign-off: labels, boxes, small print.

Owns which texts there are, where each is written, and that none lacks a language of the brand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.findings import Finding
from generator.load.brand_file import BrandFile
from generator.load.source import KeyPath, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandText:
    """One text of a brand in its languages; `id` names it under the brand, `by_language` says where each stands.

    Of a `partial` text some languages may be missing: the country's word, or the name in general, stands in for it.
    """

    id: str
    role: str
    texts: Mapping[str, str]
    key: KeyPath
    partial: bool = False

    def place(self, source: Source, language: str) -> tuple[str, int | None]:
        """Return the file and line of the text in a language; words for roles stand under their language."""
        key = ("words", language, self.key[-1]) if self.key[0] == "words" else (*self.key, language)
        return source.place(key)


def brand_texts(file: BrandFile) -> Iterator[BrandText]:
    """Yield every text of a brand, in the order of its file."""
    yield BrandText(id="name", role="name", texts=file.names, key=("names",), partial=True)
    yield BrandText(id="short-name", role="short name", texts=file.short_names, key=("short-names",), partial=True)
    for index, contact in enumerate(file.contacts):
        yield BrandText(id=f"contact-{index + 1}", role="contact", texts=contact.label,
                        key=("contacts", index, "label"))
    for name, box in file.local.items():
        yield BrandText(id=f"local-{name}-heading", role="local heading", texts=box.heading,
                        key=("local", name, "heading"))
        yield BrandText(id=f"local-{name}-text", role="local text", texts=box.text, key=("local", name, "text"))
    for name, texts in (("legal", file.notes.legal), ("complaints", file.notes.complaints),
                        ("accessibility", file.notes.accessibility)):
        if texts:
            yield BrandText(id=f"notes-{name}", role="small print", texts=texts, key=("notes", name))
    for name in sorted({word for words in file.words.values() for word, text in words.model_dump().items() if text}):
        yield BrandText(
            id=f"words-{name}", role="word for a role", partial=True, key=("words", name),
            texts={tag: text for tag, words in file.words.items() if (text := getattr(words, name))},
        )


def written_key(path: KeyPath) -> str:
    """Return a key as people write it: contacts[1].label.en; entries of a list are counted from 1."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def text_faults(file: BrandFile, source: Source) -> Iterator[Finding]:
    """Yield a finding for each text that lacks a language of the brand, or is empty in one."""
    for text in brand_texts(file):
        path, line = source.place(text.key)
        for language in file.languages:
            written = text.texts.get(language)
            if written is None and text.partial:
                continue
            if not (written or "").strip():
                yield Finding(
                    rule="brand-text-missing", path=path, line=line, language=language,
                    message=f"{written_key(text.key)} has no text in {language}.",
                    action=f'Add {language} = "…" to it, or take {language} out of the brand\'s languages.',
                )


def box_faults(file: BrandFile, source: Source) -> Iterator[Finding]:
    """Yield a finding for each format that two boxes name."""
    taken: dict[str, str] = {}
    for name, box in file.local.items():
        for format_name in box.formats:
            first = taken.setdefault(format_name, name)
            if first != name:
                path, line = source.place(("local", name, "formats"))
                yield Finding(rule="brand-local", path=path, line=line,
                              message=f"the boxes {first!r} and {name!r} both name the format {format_name}.",
                              action="A format has room for one box: leave the format out of one of them.")
