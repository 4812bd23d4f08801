"""`handouts proof` as a reviewer uses it: the file, its languages, and that it is PDF/UA-1."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import verapdf
from support import ROOT, SPANISH, write
from tiny_clinic import TinyClinic, handouts, tiny_clinic

pytestmark = pytest.mark.slow

HANDOUT = "back-pain-after-birth"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    clinic = tiny_clinic(tmp_path)
    shutil.copytree(ROOT / "templates/proof", clinic.root / "templates/proof")
    return clinic


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the proofs of the shipped handout in two scripts and of its source."""
    folder = tmp_path_factory.mktemp("proofs")
    made = {}
    for language in ("ur", "zh-Hans", "en"):
        made[language] = folder / f"{language}.pdf"
        run = handouts("proof", HANDOUT, language, "--output", str(made[language]), cwd=ROOT)
        assert (run.status, run.err) == (0, ""), run.err
    return made


def text(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def languages(file: Path) -> set[str]:
    with pikepdf.open(file) as document:
        return {str(item.Lang) for item in document.objects
                if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem" and "/Lang" in item}


def test_a_proof_is_pdf_ua(files: dict[str, Path]) -> None:
    assert verapdf.validate(files.values()) == dict.fromkeys(files.values(), ())


def test_each_side_speaks_its_language(files: dict[str, Path]) -> None:
    for language, file in files.items():
        assert languages(file) == {"en", language}


def test_every_page_has_its_number_and_the_digest(files: dict[str, Path]) -> None:
    for file in files.values():
        document = pypdfium2.PdfDocument(file)
        for number, page in enumerate(document, start=1):
            said = page.get_textpage().get_text_range()
            assert f"Page {number} / {len(document)}" in said
            assert "digest " in said
            assert "PROOF-" in said


def test_the_file_stands_where_it_is_expected(clinic: TinyClinic) -> None:
    run = clinic.run("proof", "water", "es", "--json")
    assert (run.status, run.err) == (0, "")
    data = json.loads(run.out)
    file = clinic.root / "output/proofs/water-es-proof.pdf"
    assert data["path"] == str(file)
    assert (data["brand"], data["safety-critical"], data["untranslated"], data["signed"]) == ("mill", 1, 0, None)
    assert data["digest"].startswith(text(file).partition("digest ")[2][:12])
    again = file.read_bytes()
    clinic.run("proof", "water", "es")
    assert file.read_bytes() == again


def test_what_is_wrong_with_a_language_is_shown_and_stops_nothing(clinic: TinyClinic) -> None:
    clinic.change(SPANISH, 'msgstr "Beba agua"', 'msgstr ""')
    clinic.change(SPANISH, "Beba 6 tazas", "Beba 7 tazas")
    clinic.change(SPANISH, 'msgctxt "ask"\nmsgid "Ask"', '#, fuzzy\nmsgctxt "ask"\nmsgid "Ask"')
    run = clinic.run("proof", "water", "es", "--brand", "oak", "--output", "mine/proof.pdf")
    assert (run.status, run.err) == (0, "")
    said = text(clinic.root / "mine/proof.pdf")
    for words in ("Not translated", "number-altered", "Needs review", "The Oak", "Safety-critical"):
        assert words in said


def test_a_catalog_that_cannot_be_read_stops_nothing(clinic: TinyClinic) -> None:
    write(clinic, SPANISH, b"\xff")
    run = clinic.run("proof", "water", "es")
    assert run.status == 0
    assert "catalog-file" in text(clinic.root / "output/proofs/water-es-proof.pdf")


@pytest.mark.parametrize(("arguments", "said"), [
    (("wine", "es"), "there is no handout 'wine'. The nearest: water"),
    (("water", "fr"), "there is no language 'fr'"),
    (("water", "es", "--brand", "elm"), "there is no brand 'elm'. The nearest: mill, oak"),
    (("water", "es", "--output", "handouts.toml/x.pdf"), "cannot be written"),
])
def test_what_cannot_be_used_ends_with_status_2(clinic: TinyClinic, arguments: tuple[str, ...], said: str) -> None:
    run = clinic.run("proof", *arguments)
    assert run.status == 2
    assert said in run.err


def test_a_template_that_cannot_be_set_is_told(clinic: TinyClinic) -> None:
    (clinic.root / "templates/proof/proof.html").write_text("{{ nothing }}", encoding="utf-8")
    run = clinic.run("proof", "water", "es")
    assert run.status == 1
    assert "templates/proof/proof.html:1" in run.err
    assert not (clinic.root / "output").exists()
