"""Turn built pages into the pictures of README.md: docs/pictures/*.png."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[1]
TABLE = (226, 224, 218)
GAP = 22
#: Name of the picture, height of its pages in pixels, and the pages: file under output/ and page numbers.
PICTURES = (
    ("leaflets", 760, (("riverside/en/back-pain-after-birth-leaflet-en", (1, 2)),
                       ("cedar-ridge/ar/back-pain-after-birth-leaflet-ar", (1, 2)))),
    ("posters", 820, (("cedar-ridge/en/back-pain-after-birth-poster-en", (1,)),
                      ("riverside/zh-Hans/back-pain-after-birth-poster-zh-Hans", (1,)),
                      ("riverside/es/back-pain-after-birth-poster-es", (1,)))),
    ("specimen", 1100, (("specimen", (1, 2)),)),
    ("booklet", 470, (("riverside/en/back-pain-after-birth-booklet-en", (1, 2, 4, 7, 13)),)),
    ("trifold", 520, (("riverside/en/back-pain-after-birth-trifold-en", (1, 2, 3, 4)),
                      ("cedar-ridge/ur/back-pain-after-birth-trifold-ur", (1, 2)))),
)


def page_picture(file: Path, number: int, *, height: int) -> Image.Image:
    """Return one page, `height` pixels high."""
    with pypdfium2.PdfDocument(file) as document:
        page = document[number - 1]
        return page.render(scale=height / page.get_height()).to_pil().convert("RGB")


def on_table(pages: list[Image.Image]) -> Image.Image:
    """Lay pages side by side on a quiet ground, each with a hairline edge."""
    width = sum(page.width for page in pages) + GAP * (len(pages) + 1)
    table = Image.new("RGB", (width, max(page.height for page in pages) + 2 * GAP), TABLE)
    left = GAP
    for page in pages:
        ImageDraw.Draw(page).rectangle((0, 0, page.width - 1, page.height - 1), outline=(190, 188, 182))
        table.paste(page, (left, GAP))
        left += page.width + GAP
    return table


def main() -> None:
    """Write every picture."""
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    for name, height, documents in PICTURES:
        pages = [
            page_picture(ROOT / "output" / f"{file}.pdf", number, height=height)
            for file, numbers in documents for number in numbers
        ]
        on_table(pages).quantize(128).save(folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
