"""Print with black ink only: the shipped pages, rendered and read back. No colour is left, and no word has moved."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest
from printed_lines import lines
from pypdfium2 import PdfDocument
from support import shipped

from generator.build.pantry import Pantry
from generator.compose import compose
from generator.compose.page import Page
from generator.editions import BILINGUAL
from generator.load import Project
from generator.load.brand_parts import Colour, Roles
from generator.plan import Job
from generator.render.pdf import Pdf

pytestmark = pytest.mark.slow

HANDOUT = "back-pain-after-birth"
JOBS = [
    Job(handout=HANDOUT, language="en", format="leaflet", brand="riverside"),
    Job(handout=HANDOUT, language="ar", format="leaflet", brand="riverside"),
    Job(handout=HANDOUT, language="en", format="poster", brand="riverside"),
    Job(handout=HANDOUT, language="es", format="leaflet", brand="riverside", edition=BILINGUAL),
]
#: The operators that choose a colour (PDF 32000-1, table 74), and how many numbers make one.
_COLOURS = {"rg": 3, "RG": 3, "g": 1, "G": 1}
_REFUSED = frozenset({"k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh"})


def project_in(ink: str) -> Project:
    """Return the shipped project, its first brand in an ink, with colours by hand that must not reach the paper."""
    project = shipped()[0]
    brand = project.brands["riverside"]
    colour = Colour(brand="#0b6b6b", ground="sand", ink=ink, roles=Roles(heading="#7a1f52", title_ground="#224488"))
    file = brand.file.model_copy(update={"colour": colour})
    return replace(project, brands={**project.brands, "riverside": replace(brand, file=file)})


@functools.cache
def made(job: Job, ink: str) -> tuple[Page, Pdf]:
    """Return a job's page in an ink, composed and rendered."""
    from generator.render.engine import render  # noqa: PLC0415 (half a second)

    page = compose(job, Pantry(project_in(ink)).ingredients(job))
    assert isinstance(page, Page), page
    return page, render(page)


def chosen(content: bytes) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield each choice of a colour in a document: of pages, of the drawings on them, and of pictures in pixels."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        drawn = [page.obj for page in pdf.pages]
        for stream in pdf.objects:
            if isinstance(stream, pikepdf.Stream):
                if stream.get("/Subtype") == "/Image":
                    yield f"picture in {stream.get('/ColorSpace')}", ()
                if stream.get("/Subtype") == "/Form" or "/PatternType" in stream:
                    drawn.append(stream)
            elif isinstance(stream, pikepdf.Dictionary) and "/ShadingType" in stream:
                yield "shading", ()
        for stream in drawn:
            for operands, operator in pikepdf.parse_content_stream(stream):
                if str(operator) in {*_COLOURS, *_REFUSED}:
                    yield str(operator), tuple(float(number) for number in operands if str(operator) in _COLOURS)


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.id)
def test_no_colour_is_left_on_a_page_in_black_ink(job: Job) -> None:
    found = list(chosen(made(job, "black")[1].content))
    assert ("rg", (0.0, 0.0, 0.0)) in found
    assert [one for one in found if one[0] not in _COLOURS] == []
    assert [one for one in found if len(one[1]) != _COLOURS[one[0]] or len(set(one[1])) != 1] == []


def test_in_colour_there_are_colours() -> None:
    """The reading above would find them: in drawings, signs, words and areas."""
    found = {numbers for _operator, numbers in chosen(made(JOBS[0], "colour")[1].content) if len(set(numbers)) > 1}
    assert len(found) > 10


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.id)
def test_black_ink_moves_no_word(job: Job) -> None:
    colour, black = made(job, "colour"), made(job, "black")
    assert len(PdfDocument(colour[1].content)) == len(PdfDocument(black[1].content))
    for number in range(len(PdfDocument(black[1].content))):
        assert lines(black[1], page=number) == lines(colour[1], page=number)
    assert black[1].steps == colour[1].steps


def test_every_word_is_solid_black_or_white() -> None:
    """Small letters in grey are made of dots by a laser printer; white ones stand on solid black alone."""
    from generator.check.printed import read_printed  # noqa: PLC0415

    for sheet in read_printed(made(JOBS[0], "black")[1].content).sheets:
        for run in sheet.runs:
            assert run.colour in {(0, 0, 0), (255, 255, 255)}, run.text
            if run.colour == (255, 255, 255):
                assert set(run.grounds) == {(0, 0, 0)}, run.text
