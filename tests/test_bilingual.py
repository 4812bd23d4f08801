"""The bilingual edition: planned for translations only, both languages on the page, each read in its own voice."""

from __future__ import annotations

import ctypes
import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument, PdfPage, raw
from support import ROOT, shipped
from tiny_clinic import handouts
from verapdf import validate

from generator.plan import Job, Selection, plan

HANDOUT = "back-pain-after-birth"
LANGUAGES = ("ar", "es")
ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")
#: Figures, marks, units and what keeps its Latin letters in every language: A&E, GP, codes, names.
ENGLISH = re.compile(r"\b(?:the|you|your|with|and|of|for|now|have)\b", re.IGNORECASE)


def test_every_translation_has_the_edition_in_the_formats_that_make_it_and_the_source_has_none() -> None:
    project, _found = shipped()
    jobs = plan(project, Selection(editions=("bilingual",)))
    table = project.settings.project
    assert {job.language for job in jobs} == set(table.languages) - {table.source_language}
    assert {job.format for job in jobs} == {"booklet", "leaflet", "poster"}
    assert {job.edition for job in jobs} == {"bilingual"}


def test_the_edition_stands_in_id_and_file_name() -> None:
    job = Job(handout=HANDOUT, language="ar", format="leaflet", brand="riverside", edition="bilingual")
    assert job.id == f"{HANDOUT}/ar/leaflet+bilingual/riverside"
    assert job.path == f"riverside/ar/{HANDOUT}-leaflet+bilingual-ar.pdf"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the leaflets of two languages, one of each direction."""
    folder = tmp_path_factory.mktemp("bilingual")
    options = [option for language in LANGUAGES for option in ("--language", language)]
    run = handouts("build", "--edition", "bilingual", "--format", "leaflet", "--brand", "riverside", *options,
                   "--output", str(folder), cwd=ROOT)
    assert run.status == 0, run.err
    return folder


def leaflet(output: Path, language: str) -> Path:
    return output / f"riverside/{language}/{HANDOUT}-leaflet+bilingual-{language}.pdf"


def spoken(file: Path) -> Iterator[tuple[str, str]]:
    """Yield the language and the text of each piece of content that is read aloud."""
    with PdfDocument(file) as document:
        default = _catalog_language(document)
        for page in document:
            tree = raw.FPDF_StructTree_GetForPage(page)
            languages: dict[int, str] = {}
            for index in range(raw.FPDF_StructTree_CountChildren(tree)):
                _collect(raw.FPDF_StructTree_GetChildAtIndex(tree, index), default, languages)
            yield from _texts(page, languages)
            raw.FPDF_StructTree_Close(tree)


def _catalog_language(document: PdfDocument) -> str:
    return _string(functools.partial(raw.FPDFCatalog_GetLanguage, document))


def _collect(element: object, language: str, languages: dict[int, str]) -> None:
    language = _string(functools.partial(raw.FPDF_StructElement_GetLang, element)) or language
    for index in range(raw.FPDF_StructElement_GetMarkedContentIdCount(element)):
        languages[raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)] = language
    for index in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            _collect(child, language, languages)


def _texts(page: PdfPage, languages: dict[int, str]) -> Iterator[tuple[str, str]]:
    words = page.get_textpage()
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        mcid = raw.FPDFPageObj_GetMarkedContentID(thing)
        if mcid >= 0:  # artifacts have none
            yield languages[mcid], _string(functools.partial(raw.FPDFTextObj_GetText, thing, words))


def _string(read: Callable[[object, int], int]) -> str:
    """Return a string that PDFium writes into a buffer as UTF-16; it tells the size in bytes."""
    size = read(None, 0)
    if not size:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    read(buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_side_is_read_in_its_own_voice(output: Path, language: str) -> None:
    pieces = list(spoken(leaflet(output, language)))
    assert {tag for tag, _text in pieces} == {"en", language}
    wrong = [text for tag, text in pieces if tag != "en" and ENGLISH.search(text)]
    assert wrong == [], "English is read in the voice of the translation"
    assert any(ENGLISH.search(text) for _tag, text in pieces)


@pytest.mark.slow
def test_arabic_is_never_read_in_an_english_voice(output: Path) -> None:
    pieces = list(spoken(leaflet(output, "ar")))
    assert [text for tag, text in pieces if tag == "en" and ARABIC.search(text)] == []
    assert sum(bool(ARABIC.search(text)) for tag, text in pieces if tag == "ar") > 100


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_both_sides_carry_the_draft_line_on_every_page(output: Path, language: str) -> None:
    project, _found = shipped()
    draft = "Draft: not yet reviewed by a clinician"
    translated = set(project.catalogs[language, "templates"].entries["", draft].text) - {" "}
    with PdfDocument(leaflet(output, language)) as document:
        for page in document:
            text = " ".join(page.get_textpage().get_text_range().split())
            assert draft in text
            assert translated <= set(text)


@pytest.mark.slow
def test_the_edition_is_accessible(output: Path) -> None:
    failures = validate([leaflet(output, language) for language in LANGUAGES])
    assert {file.name: found for file, found in failures.items() if found} == {}
