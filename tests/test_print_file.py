"""What the word `imposition` of a format.toml makes of a finished page."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hand_pages import hand_page
from imposed_pages import reader, saved
from pikepdf import Pdf

from generator.check.pages import print_file as print_file_rule
from generator.compose.page import Page
from generator.findings import Severity
from generator.finish.imposition.print_file import print_file
from generator.finish.imposition.sheets import MM, in_points
from generator.render.pdf import Pdf as Rendered

if TYPE_CHECKING:
    from generator.finish.imposition.sheets import Size

JOB = "water/es/booklet/oak"
CARD = in_points((85.6, 54))
PANELS = tuple(in_points((width, 215.9)) for width in (94, 94, 94, 91.4, 91.4, 94))


def page(imposition: str, *, pages: int, sheet: str = "A4", paper_thickness: float = 0.1) -> Page:
    return hand_page("", job=JOB, imposition=imposition, pages=pages, sheet=sheet, paper_thickness=paper_thickness)


def sizes_in_mm(content: bytes) -> list[tuple[float, float]]:
    with Pdf.open(BytesIO(content)) as pdf:
        boxes = [page.mediabox for page in pdf.pages]
        return [(float(box[2]) / MM, float(box[3]) / MM) for box in boxes]


@pytest.mark.parametrize(("imposition", "sizes", "sheet", "sides"), [
    ("saddle-stitch", [in_points((148, 210))] * 8, "A4", [(296, 210)] * 4),
    ("trifold", PANELS, "Letter", [(279.4, 215.9)] * 2),
    ("n-up", [CARD] * 2, "Letter", [(215.9, 279.4)] * 2),
    ("n-up", [CARD], "A4", [(210, 297)]),
    ("tile", [in_points((297, 420))], "A4", [(210, 297)] * 5),
    ("tile", [in_points((279.4, 431.8))], "Letter", [(215.9, 279.4)] * 5),
])
def test_each_scheme_prints_on_the_paper_of_the_brand(
    imposition: str, sizes: list[Size], sheet: str, sides: list[tuple[float, float]]
) -> None:
    content, found = print_file(saved(reader(sizes=sizes)), page(imposition, pages=len(sizes), sheet=sheet))
    assert found == ()
    assert sizes_in_mm(content) == [pytest.approx(side, abs=0.11) for side in sides]


def test_a_format_without_scheme_has_no_print_file() -> None:
    assert print_file(saved(reader(2)), page("none", pages=2)) == (b"", ())


def test_the_thickness_of_the_paper_decides_the_creep() -> None:
    source = saved(reader(8))
    thin, thick = (print_file(source, page("saddle-stitch", pages=8, paper_thickness=mm))[0] for mm in (0.1, 0.2))
    assert thin != thick


def test_what_keeps_a_print_file_from_being_made_is_told_once() -> None:
    content, found = print_file(saved(reader(6)), page("trifold", pages=5))
    assert found == ()
    content, found = print_file(saved(reader(5)), page("trifold", pages=5))
    assert content == b""
    assert [(finding.rule, finding.job, finding.severity) for finding in found] == [("print-file", JOB, Severity.ERROR)]
    finished = Rendered(job=JOB, content=b"%PDF", page_sizes=(), steps=(), findings=found)
    assert list(print_file_rule(page("trifold", pages=5), finished)) == []
    untold = replace(finished, findings=())
    assert [finding.rule for finding in print_file_rule(page("trifold", pages=5), untold)] == ["print-file"]


def test_blanks_of_a_booklet_are_a_note_of_its_job() -> None:
    content, found = print_file(saved(reader(6)), page("saddle-stitch", pages=6))
    assert content
    assert [(finding.rule, finding.job, finding.severity) for finding in found] == [("print-file", JOB, Severity.NOTE)]
