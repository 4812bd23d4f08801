"""What a page promises: language, title, address, numbers and draft line, to be looked for on the printed page.

Owns the promise only. Whether the bytes keep it is for `check/printed` to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.compose.side import Side
from generator.compose.wording import Wording
from generator.load import TEMPLATE_DOMAIN, Project
from generator.load.document import Document
from generator.plan import Job, printed_languages

#: The words of the draft line, as the templates write them.
DRAFT = "Draft: not yet reviewed by a clinician"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedText:
    """A text of the page as it is written, inline Markdown and all, where that is, and its id if it has one."""

    text: str
    path: str
    line: int
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the printed page must say.

    `languages` are BCP 47, that of the document first, a bilingual page's source behind it; `country` is ISO 3166;
    `emergency` and `numbers` are the brand's, as they are dialled, `confirmed` those that a clinic confirmed. `drafts`
    are the words of the draft line by language, which stand on every page, and on none where it is `released`;
    `print_code` stands on some page; `brand_path` is the brand's file; `wording` is all that the page may say.
    """

    languages: tuple[str, ...]
    title: str
    web_address: str
    country: str
    emergency: str
    numbers: tuple[str, ...]
    drafts: tuple[tuple[str, str], ...]
    released: bool
    print_code: str
    brand_path: str
    wording: Wording
    confirmed: tuple[str, ...] = ()
    messages: tuple[PlacedText, ...] = ()

    def decisive(self) -> dict[str, object]:
        """Return what decides findings and is not in the HTML: lines that move in a file are no other page."""
        return {
            "languages": self.languages, "title": self.title, "web_address": self.web_address,
            "country": self.country, "emergency": self.emergency, "numbers": self.numbers,
            "confirmed": self.confirmed, "drafts": self.drafts, "released": self.released,
            "print_code": self.print_code, "wording": self.wording.content(),
        }


def expected_of(
    job: Job, project: Project, side: Side, *, wording: Wording, print_code: str, released: bool
) -> Expected:
    """Return what a job's page promises; `side` is that of its own language."""
    brand = project.brands[job.brand]
    languages = printed_languages(job, source=project.settings.project.source_language)
    numbers = brand.file.numbers
    return Expected(
        languages=languages, title=" ".join(side.plain(side.document.title).split()),
        web_address=brand.file.web.format(handout=job.handout, language=job.language),
        country=brand.file.country, emergency=numbers.emergency,
        numbers=tuple(numbers.by_name().values()), confirmed=tuple(sorted(numbers.confirmed)),
        drafts=tuple(_drafts(project, languages)), released=released, print_code=print_code, brand_path=brand.path,
        wording=wording,
        messages=tuple(text for language in languages for text in _placed(project, job.handout, language)),
    )


def _drafts(project: Project, languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the words of the draft line in each language, whether or not the project's templates have that line."""
    for language in languages:
        words = project.catalogs.get((language, TEMPLATE_DOMAIN))
        entry = words.entries.get(("", DRAFT)) if words else None
        yield language, entry.text if entry and entry.usable else DRAFT


def _placed(project: Project, handout: str, language: str) -> Iterator[PlacedText]:
    """Yield the texts of a handout in one language: of its catalog, and of the source where it has none."""
    source: Document = project.handouts[handout].document
    catalog = project.catalogs.get((language, handout))
    for message in source.messages():
        entry = catalog.entries.get(message.key) if catalog else None
        if catalog and entry and entry.usable:
            yield PlacedText(text=entry.text, path=catalog.path, line=entry.line, id=message.id)
        else:
            yield PlacedText(
                text=message.text, path=project.handouts[handout].path, line=message.line, id=message.id
            )
