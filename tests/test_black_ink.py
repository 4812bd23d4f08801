"""Print with black ink only: the shipped pages, rendered and read back. No colour is left, and no word has moved."""

from __future__ import annotations

import functools
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from printed_lines import lines
from pypdfium2 import PdfDocument
from support import shipped
from verapdf import validate

from generator.build.pantry import Pantry
from generator.compose import compose
from generator.compose.page import Page
from generator.editions import BILINGUAL, BLACK, STANDARD
from generator.finish import finish
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
#: The edition of a brand that prints in colour, and the page that it is the black one of.
EDITIONS = [replace(job, edition=BLACK) for job in JOBS[:3]]
#: The operators that choose a colour (PDF 32000-1, table 74), and how many numbers make one.
_COLOURS = {"rg": 3, "RG": 3, "g": 1, "G": 1}
_REFUSED = frozenset({"k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh"})
_GREYS = frozenset({"g", "G"})
#: A tile darker than this has no word in it: it is part of a solid area.
_SOLID = 40


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


@functools.cache
def made_black(job: Job) -> Pdf:
    """Return a page of one ink as it is published: that of a brand with black ink, or the edition of any other."""
    page, pdf = made(job, "colour" if job.edition == BLACK else "black")
    assert page.ink == "black"
    return finish(pdf, page)


@pytest.mark.parametrize("job", [*JOBS, *EDITIONS], ids=lambda job: job.id)
def test_no_colour_is_left_on_a_page_in_black_ink(job: Job) -> None:
    """Before it is finished there are greys of three numbers, and behind it of one: no printer mixes those."""
    drawn = list(chosen(made(job, "colour" if job.edition == BLACK else "black")[1].content))
    assert ("rg", (0.0, 0.0, 0.0)) in drawn
    assert [one for one in drawn if one[0] not in _COLOURS] == []
    assert [one for one in drawn if len(one[1]) != _COLOURS[one[0]] or len(set(one[1])) != 1] == []
    found = list(chosen(made_black(job).content))
    assert {operator for operator, _numbers in found} == _GREYS
    assert len(found) == len(drawn)
    assert {numbers[0] for _operator, numbers in found} == {numbers[0] for _operator, numbers in drawn}


@pytest.mark.parametrize("job", EDITIONS, ids=lambda job: job.id)
def test_the_edition_is_what_a_brand_with_black_ink_prints_but_for_its_code(job: Job) -> None:
    edition, standard = made(job, "colour")[0], made(replace(job, edition=STANDARD), "black")[0]
    formats = project_in("colour").formats[job.format].file
    assert formats.code_of(BLACK) == f"{formats.code}K"
    assert f"-{formats.code}K-" in edition.html
    assert edition.html.replace(f"-{formats.code}K-", f"-{formats.code}-") == standard.html
    assert edition.assets == standard.assets
    assert edition.fitting == standard.fitting


def test_greys_look_as_they_did() -> None:
    """In every viewer the grey of one number is as light as that of three equal ones."""
    page, pdf = made(JOBS[0], "black")
    with PdfDocument(pdf.content) as drawn, PdfDocument(finish(pdf, page).content) as finished:
        for before, after in zip(drawn, finished, strict=True):
            first, second = (sheet.render(scale=1).to_pil().convert("RGB") for sheet in (before, after))
            assert max(abs(one - other) for one, other in zip(first.tobytes(), second.tobytes(), strict=True)) <= 1


def test_the_emergency_panel_is_the_darkest_area() -> None:
    """In tiles of 4 mm: those without a speck of white are its header, but for the hair of a drawing."""
    with PdfDocument(made_black(EDITIONS[0]).content) as document:
        picture = document[0].render(scale=1).to_pil().convert("L")
    tiles = picture.resize((picture.width // 11, picture.height // 11), Image.Resampling.BOX)
    rows = Counter(index // tiles.width for index, level in enumerate(tiles.tobytes()) if level < _SOLID)
    header = {row for row, count in rows.items() if count > 0.2 * tiles.width}
    assert len(header) >= 3
    assert max(header) - min(header) < 8  # one block of at most 3 cm
    assert sum(count for row, count in rows.items() if min(header) <= row <= max(header)) > 0.95 * rows.total()


def test_a_page_of_one_ink_is_accessible(tmp_path: Path) -> None:
    files = []
    for job in EDITIONS:
        files.append(tmp_path / f"{job.format}.pdf")
        files[-1].write_bytes(made_black(job).content)
    assert {file.name: found for file, found in validate(files).items() if found} == {}


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
