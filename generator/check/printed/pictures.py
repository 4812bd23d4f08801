"""Pages of a finished document as pictures, as PDFium draws them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from PIL import Image
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]  # ships no types


def page_pictures(content: bytes, *, pixels: int, pages: Iterable[int] | None = None) -> Iterator[tuple[bytes, float]]:
    """Yield pages of a PDF as PNG, `pixels` high, each with width / height; all where none are named."""
    with PdfDocument(content) as document:
        for index in range(len(document)) if pages is None else pages:
            page = document[index]
            picture = io.BytesIO()
            page.render(scale=pixels / page.get_height()).to_pil().convert("RGB").save(picture, "PNG", optimize=True)
            yield picture.getvalue(), page.get_width() / page.get_height()


def page_images(content: bytes, *, dpi: float) -> Iterator[Image.Image]:
    """Yield a picture of each page in colour, so many dots to the inch."""
    with PdfDocument(content) as document:
        for page in document:
            yield page.render(scale=dpi / 72).to_pil().convert("RGB")
