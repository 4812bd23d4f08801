"""Pages of built documents as pictures with their titles, for the sheets that show them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.printed.pictures import page_pictures
from generator.compose.brand_sheet import Cover
from generator.compose.side import language_name
from generator.publish import Outcome


def pictures_of(outcome: Outcome, *, pixels: int, pages: tuple[int, ...] | None = None) -> Iterator[Cover]:
    """Yield pages of a job's document, `pixels` high; all where none are named, none where it was not printed."""
    if outcome.pdf is None or not outcome.pdf.content:
        return
    shown = tuple(range(len(outcome.pdf.page_sizes))) if pages is None else pages
    for index, (content, ratio) in zip(
        shown, page_pictures(outcome.pdf.content, pixels=pixels, pages=shown), strict=True
    ):
        of = f", page {index + 1}" if index else ""
        title = f"{outcome.job.format.capitalize()}, {language_name(outcome.job.language)}{of}"
        yield Cover(title=title, content=content, ratio=ratio)
