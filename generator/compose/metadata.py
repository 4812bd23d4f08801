"""What a file says of itself, so that a sheet found on a ward can be traced: the values only.

Nothing here depends on when a file was made: dates are those of the text. `finish/metadata.py` writes it into the file,
`finish/identity.py` reads it back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.compose.layout import job_code, printed_code
from generator.compose.side import Side
from generator.compose.wording import Wording
from generator.editions import STANDARD
from generator.load import Project
from generator.load.document import Document
from generator.plan import Job, printed_languages

#: What a file says of the signatures under it: a release has asked for every one, a draft for none.
SIGNED, NOT_ASKED = "complete", "not asked for"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a file says of itself.

    `languages` are BCP 47, that of the document first; `subject` is the handout's summary and `keywords` are in its
    language. `source` is the digest of the text in the language in which it was written, `text` that of every word that
    this page may say: translation, country, brand. `edition` and the print code are those of generator.plan; `licence`
    and its address are the content's.
    """

    handout: str
    languages: tuple[str, ...]
    format: str
    edition: str
    brand: str
    version: str
    print_code: str
    title: str
    subject: str
    keywords: tuple[str, ...]
    publisher: str
    drafted: date
    reviewed: date | None
    next_review: date
    source: str
    text: str
    released: bool
    licence: str = ""
    licence_url: str = ""

    @property
    def job(self) -> str:
        """Return the id of the job, as generator.plan writes it."""
        edition = "" if self.edition == STANDARD else f"+{self.edition}"
        return f"{self.handout}/{self.languages[0]}/{self.format}{edition}/{self.brand}"

    @property
    def status(self) -> str:
        """Return whether the file may be handed out, as it says itself."""
        return "released" if self.released else "draft"

    @property
    def signatures(self) -> str:
        """Return what stands behind the status."""
        return SIGNED if self.released else NOT_ASKED

    def content(self) -> dict[str, object]:
        """Return all of it as plain data: it stands in the file, so it is part of the page's key."""
        return {
            "handout": self.handout, "languages": list(self.languages), "format": self.format,
            "edition": self.edition, "brand": self.brand, "version": self.version, "print-code": self.print_code,
            "title": self.title, "subject": self.subject, "keywords": list(self.keywords),
            "publisher": self.publisher, "drafted": self.drafted.isoformat(),
            "reviewed": self.reviewed.isoformat() if self.reviewed else None,
            "next-review": self.next_review.isoformat(), "source": self.source, "text": self.text,
            "status": self.status, "signatures": self.signatures,
            "licence": self.licence, "licence-url": self.licence_url,
        }


def metadata_of(
    job: Job, project: Project, side: Side, *, wording: Wording, publisher: str, released: bool
) -> Metadata:
    """Return what a job's file says of itself; `side` is that of its own language."""
    handout, licence = project.handouts[job.handout], project.settings.licence
    meta, code = handout.meta, printed_code(job, project, released=released)
    return Metadata(
        handout=job.handout, languages=printed_languages(job, source=project.settings.project.source_language),
        format=job.format, edition=job.edition, brand=job.brand, version=meta.version, print_code=code,
        title=_line(side.plain(side.document.title)), subject=_line(side.plain(side.document.summary)),
        keywords=(_line(side.plain(side.document.document_type)), side.name, publisher, job_code(job, project)),
        publisher=publisher, drafted=meta.drafted, reviewed=meta.reviewed, next_review=meta.next_review,
        source=source_digest(handout.document), text=_text_digest(wording, code), released=released,
        licence=licence.name if licence else "", licence_url=licence.url if licence else "",
    )


def source_digest(document: Document) -> str:
    """Return the digest of a text: its messages in their order, each with its place and its name."""
    return _digest([message.context, message.id, message.role, message.text] for message in document.messages())


def _text_digest(wording: Wording, code: str) -> str:
    """Return the digest of what a page may say but for its print code, which says whether it is a draft."""
    passages, fillings, _beside = wording.content()
    return _digest([passages, fillings, [words for words in wording.beside if words != code]])


def _digest(parts: Iterable[object]) -> str:
    return hashlib.sha256(json.dumps([*parts], ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _line(text: str) -> str:
    return " ".join(text.split())
