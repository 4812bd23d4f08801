"""Readers built by hand for the tests of imposition, and print files cut apart again."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]  # it ships no types
from pikepdf import Array, Dictionary, Name, Object, Pdf
from PIL import ImageChops

from generator.findings import Finding
from generator.finish.imposition import Imposed, Scheme, impose
from generator.finish.structure import is_element, kids_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PIL.Image import Image

    from generator.finish.imposition import Binding, Flip
    from generator.finish.imposition.sheets import Size

WIDTH, HEIGHT = 300, 400
#: By how much of 255 a pixel may differ: what single precision leaves of an edge that lies across it.
NOISE = 2


def square(index: int) -> str:
    """Return the path of a page's own square: a little askew, since PDFium rounds upright ones to whole pixels."""
    return slanted(10 + 7 * index, 20 + 9 * index, 60, 50)


def slanted(left: float, bottom: float, width: float, height: float) -> str:
    """Return the path of a rectangle that is a little askew."""
    right, top = left + width, bottom + height
    return f"{left} {bottom} m {right} {bottom + 1} l {right - 1} {top} l {left + 1} {top - 1} l h"


def reader(page_count: int = 4, *, size: Size = (WIDTH, HEIGHT), sizes: Sequence[Size] = (), bleed: float = 0) -> Pdf:
    """Return a tagged booklet; each page has a square of its own place and shade, a paragraph and a link.

    `sizes` are those of pages that differ.
    """
    pdf = Pdf.new()
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
    numbers: list[Any] = []
    every = tuple(sizes) or (size,) * page_count
    page_count = len(every)
    for index, size in enumerate(every):  # noqa: PLR1704 (each page has its own)
        page = pdf.add_blank_page(page_size=size).obj
        page.MediaBox = page.BleedBox = Array([-bleed, -bleed, size[0] + bleed, size[1] + bleed])
        page.TrimBox = Array([0, 0, *size])
        shade = index / page_count
        page.Contents = pdf.make_stream(
            f"/P <</MCID 0>> BDC {shade:.2f} g {square(index)} f EMC "
            f"/Artifact BMC 0 0 1 rg {slanted(-50, -50, 70, 70)} f {slanted(290, 390, 70, 70)} f EMC".encode()
        )
        page.StructParents = index
        paragraph = pdf.make_indirect(Dictionary(S=Name.P, P=document, Pg=page, K=0))
        paragraph.A = Dictionary(O=Name.Layout, BBox=[10, 20, 30, 40])
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[10, 20, 110, 40], P=page)
        link.QuadPoints = Array([10, 20, 110, 20, 10, 40, 110, 40])
        link.StructParent = page_count + index
        page.Annots = Array([pdf.make_indirect(link)])
        anchor = pdf.make_indirect(Dictionary(S=Name.Link, P=document, Pg=page))
        anchor.K = Array([Dictionary(Type=Name.OBJR, Obj=page.Annots[0], Pg=page)])
        document.K.extend([paragraph, anchor])
        numbers += [(index, pdf.make_indirect(Array([paragraph]))), (page_count + index, anchor)]
    nums = [entry for pair in sorted(numbers, key=lambda pair: pair[0]) for entry in pair]
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(K=document, ParentTree=Dictionary(Nums=nums)))
    return pdf


def saved(pdf: Pdf) -> bytes:
    """Return the file's bytes."""
    target = BytesIO()
    pdf.save(target, deterministic_id=True, fix_metadata_version=False)
    return target.getvalue()


def printed_by(
    source: Pdf | bytes, scheme: Scheme, *, binding: Binding | None = None, flip: Flip | None = None,
    has_marks: bool = True,
) -> Imposed:
    """Return the print file of a reader that can be imposed."""
    content = source if isinstance(source, bytes) else saved(source)
    printed = impose(content, scheme, binding=binding, flip=flip, has_marks=has_marks)
    assert isinstance(printed, Imposed), printed
    return printed


def refused_by(source: Pdf | bytes, scheme: Scheme) -> Finding:
    """Return why a reader cannot be imposed."""
    found = impose(source if isinstance(source, bytes) else saved(source), scheme)
    assert isinstance(found, Finding)
    return found


def numbers(array: Object) -> list[float]:
    """Return the numbers of an array."""
    return [float(number) for number in array]


def pictures(file: bytes, scale: float = 1) -> list[Image]:
    """Return the pages as pictures."""
    return [page.render(scale=scale, may_draw_forms=False).to_pil() for page in pypdfium2.PdfDocument(file)]


def same(one: Image, other: Image) -> bool:
    """Tell whether two pictures show the same, pixel for pixel."""
    changed = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    return one.size == other.size and max(most for _least, most in changed.getextrema()) <= NOISE


def cut_out(file: bytes, side: int, corner: Size, size: Size) -> Image:
    """Return the picture of a piece that is cut out of a sheet side, its lower left corner at `corner`."""
    # A hair less: what PDFium makes of the sum in single precision must not round up to one pixel more.
    box = (*corner, corner[0] + size[0] - 0.0005, corner[1] + size[1] - 0.0005)
    with Pdf.open(BytesIO(file)) as pdf:
        page = pdf.pages[side].obj
        page.MediaBox = page.CropBox = Array(box)
        return pictures(saved(pdf))[side]


def tree(pdf: Pdf) -> object:
    """Return what the structure tree says, with the content that it owns, without saying where that stands."""
    return _element(pdf.Root.StructTreeRoot)


def _element(element: Object) -> object:
    said = tuple(str(element.get(key, "")) for key in ("/S", "/Lang", "/Alt", "/ActualText", "/T", "/E"))
    return said, tuple(
        _element(kid) if is_element(kid) else _content(kid, element) for kid in kids_of(element)
    )


def _content(kid: Object | int, element: Object) -> object:
    """Return the marked content of a kid, with its bytes, or the link that it is."""
    if isinstance(kid, Dictionary) and "/Obj" in kid:
        return str(kid.Obj.get("/Contents", "")), str(kid.Obj.Subtype)
    mcid = kid if isinstance(kid, int) else int(kid.MCID)
    home = kid.Stm if isinstance(kid, Dictionary) and "/Stm" in kid else None
    content = home.read_bytes() if home is not None else pikepdf.Page(element.Pg).obj.Contents.read_bytes()
    opened = re.search(rb"/MCID\s+%d\b" % mcid, content)
    assert opened, f"there is no content {mcid}"
    return content[opened.start() : content.index(b"EMC", opened.end())]


def tree_text(path: Path) -> str:
    """Return tags and text of the structure tree, in reading order, as poppler reads them, without places."""
    command = ["pdfinfo", "-struct-text", str(path)]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return re.sub(r"Object \d+ \d+|/BBox .*", "", text)
