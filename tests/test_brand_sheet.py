"""`handouts brand sheet` and `compare`: what a communications department approves, from the command to the PDF."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from hurtful_brands import hurtful_project
from pypdfium2 import PdfDocument
from support import ROOT
from tiny_clinic import TinyClinic, handouts, tiny_clinic

from generator.build.brand_compare import same_jobs
from generator.build.brand_sheet import cover_jobs
from generator.load import load_project
from generator.plan import SelectionError

OAK = "content/brands/oak/brand.toml"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def words(content: bytes) -> str:
    """Return all words of a PDF."""
    with PdfDocument(content) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.mark.slow
def test_the_sheet_shows_the_brand_and_its_findings(clinic: TinyClinic) -> None:
    text = (clinic.root / OAK).read_text(encoding="utf-8")
    more = '[[contacts]]\nphone = "+442079460124"\nlabel = { en = "Night line", es = "Noche" }\nhours = "24/7"\n'
    (clinic.root / OAK).write_text(f"{text}\n{more}", encoding="utf-8")
    clinic.change("templates/sheet/format.toml", "pages = 1", "pages = 1\ncontacts = 1")
    run = clinic.run("brand", "sheet", "oak", "--jobs", "1")
    assert run.status == 0, run.err
    content = (clinic.root / "output/brand-sheet-oak.pdf").read_bytes()
    said = words(content)
    for shown in ("The Oak", "#4f46a5", "020 7946 0123", "Night line", "999", "brand-contacts-left-out", "Noto Sans"):
        assert shown in said
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1
        # The covers are pictures of the pages: one format, in the first language.
        assert list(pdf.pages[0].Resources.XObject) != []
    assert not (clinic.root / "output/oak").exists(), "a sheet publishes nothing"


@pytest.mark.slow
def test_the_same_pages_under_two_brands(clinic: TinyClinic) -> None:
    run = clinic.run("brand", "compare", "mill", "oak", "--language", "es", "--jobs", "1")
    assert run.status == 0, run.err
    said = words((clinic.root / "output/brand-compare-mill-oak.pdf").read_bytes())
    assert "The Mill" in said
    assert "The Oak" in said
    assert "sheet, es" in said


@pytest.mark.slow
def test_a_name_in_another_script_is_set_in_its_own_typeface(tmp_path: Path) -> None:
    root = hurtful_project(tmp_path)
    run = handouts("brand", "compare", "al-noor", "pale-yellow", "--language", "ar", "--format", "poster", cwd=root)
    assert run.status == 0, run.err
    assert "glyph-missing" not in run.err


@pytest.mark.slow
def test_sheets_are_the_same_each_time(clinic: TinyClinic) -> None:
    made = []
    for name in ("a.pdf", "b.pdf"):
        assert clinic.run("brand", "sheet", "oak", "--jobs", "1", "--output", name).status == 0
        made.append((clinic.root / name).read_bytes())
    assert made[0] == made[1]


@pytest.mark.slow
@pytest.mark.parametrize("brand", ["huge-logo"])
def test_the_sheet_of_a_brand_that_hurts_has_room(
    brand: str, tmp_path: Path, every_page: bool  # noqa: FBT001 (a fixture)
) -> None:
    if not every_page:
        pytest.skip("half a minute: with --every-page")
    root = hurtful_project(tmp_path)
    run = handouts("brand", "sheet", brand, "--jobs", "2", cwd=root)
    assert run.status == 0, run.err
    assert (root / f"output/brand-sheet-{brand}.pdf").stat().st_size > 10_000


def test_covers_are_of_every_format_and_of_another_direction() -> None:
    project, _found = load_project(ROOT)
    jobs = cover_jobs(project, project.brands["riverside"])
    assert [job.id.partition("/")[2] for job in jobs] == [
        *(f"en/{format_}/riverside" for format_ in project.settings.project.formats), "ar/leaflet/riverside",
    ]


def test_what_two_brands_have_in_common(clinic: TinyClinic) -> None:
    clinic.change(OAK, 'languages = ["en", "es"]', 'languages = ["es"]')
    project, _found = load_project(clinic.root)
    first, second = same_jobs(project, ("mill", "oak"), handout=None, language=None, format_=None)
    assert (first.id, second.id) == ("water/es/sheet/mill", "water/es/sheet/oak")
    with pytest.raises(SelectionError, match=r"--language 'en' matches nothing|no job matches"):
        same_jobs(project, ("mill", "oak"), handout=None, language="en", format_=None)


@pytest.mark.parametrize("arguments", [
    ("sheet", "oka"), ("compare", "mill", "oka"), ("compare", "mill", "oak", "--format", "poster"),
    ("compare", "mill", "oak", "--language", "fr"),
])
def test_what_there_is_not_ends_with_status_2(clinic: TinyClinic, arguments: tuple[str, ...]) -> None:
    run = clinic.run("brand", *arguments)
    assert run.status == 2
    assert "nearest" in run.err or "matches" in run.err
