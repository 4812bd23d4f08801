"""The sample sheets: every language with its name, its direction and its own face, as they lie on paper."""

from __future__ import annotations

import ctypes
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdfium2 import PdfDocument, raw
from support import ROOT, shipped
from tiny_clinic import handouts
from verapdf import validate

from generator.compose.line_breaks import LANGUAGES, ZERO_WIDTH_SPACE
from generator.compose.page import Page
from generator.compose.side import language_name
from generator.compose.specimen import Look, english_name
from generator.compose.templates import template_messages
from generator.compose.typefaces import direction_of, script_of, setting_for
from generator.load.specimen import Specimen, SpecimenGroup, SpecimenSheet, load_specimen
from generator.render.pdf import Pdf

PIXELS_PER_POINT = 96 / 72
SAMPLE = load_specimen()
TEXTS = {tag: text for sheet in SAMPLE.sheets for group in sheet.groups for tag, text in group.texts.items()}
RIGHT_TO_LEFT = {tag for tag in TEXTS if direction_of(tag) == "rtl"}
#: Marks that the Latin face may lend to any script.
SHARED_MARKS = frozenset(".,")


def of_one(language: str, text: str) -> Specimen:
    """Return a sample of one text."""
    return Specimen(sheets=(SpecimenSheet(title="One", groups=(SpecimenGroup(name="One", texts={language: text}),)),))


def test_the_sample_has_many_languages_and_scripts() -> None:
    assert len(TEXTS) == len(SAMPLE.languages) >= 36
    scripts = {script_of(tag) for tag in TEXTS} - {"Aran"}
    assert len(scripts) >= 24
    assert set(shipped()[0].settings.project.languages) <= set(TEXTS)
    assert {"he", "yi", "ar", "fa", "ps", "ckb", "sd", "ur"} == RIGHT_TO_LEFT


def test_every_text_is_two_sentences_of_its_own() -> None:
    assert len(set(TEXTS.values())) == len(TEXTS)
    for tag, text in TEXTS.items():
        assert unicodedata.is_normalized("NFC", text) or tag in {"bn", "as", "pa", "yi"}, tag
        assert text == " ".join(text.split())
        assert 15 <= len(text) <= 110, tag


def test_the_sheet_is_no_format_and_has_no_messages() -> None:
    project, _found = shipped()
    assert "specimen/specimen.html" in project.templates
    assert "specimen" not in project.formats
    assert not [found for found in template_messages(project.templates) if found.template.startswith("specimen/")]


def test_a_selection_keeps_its_order_and_leaves_out_what_is_empty() -> None:
    chosen = SAMPLE.only(frozenset({"ur", "ar", "ja"}))
    assert chosen.languages == ("ar", "ur", "ja")
    assert [group.name for sheet in chosen.sheets for group in sheet.groups] == ["From right to left", "East Asia"]


@pytest.mark.parametrize(("arguments", "said"), [
    (("urr",), 'Did you mean "ur"?'),
    (("ur", "--brand", "riversid"), 'Did you mean "riverside"?'),
])
def test_an_unknown_name_ends_with_status_2(arguments: tuple[str, ...], said: str) -> None:
    run = handouts("specimen", *arguments, cwd=ROOT)
    assert (run.status, said in run.err) == (2, True), run.err


@pytest.mark.slow
def test_the_command_writes_a_selection(tmp_path: Path) -> None:
    run = handouts("specimen", "th", "ur", "--brand", "cedar-ridge", "--output", f"{tmp_path}/s.pdf", cwd=ROOT)
    assert run.status == 0, run.err
    with PdfDocument(tmp_path / "s.pdf") as document:
        assert len(document) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """A printed character: its face without the prefix of its subset, and its edges in pt from the left and top."""

    letter: str
    face: str
    left: float
    right: float
    baseline: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The box of a language's name or text: sheet, edges in pt from the left and top, what the lines say."""

    sheet: int
    left: float
    top: float
    right: float
    bottom: float
    lines: tuple[str, ...]
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The finished sheets, and by language the blocks of its name and its text."""

    page: Page
    pdf: Pdf
    names: dict[str, Block]
    texts: dict[str, Block]


@pytest.fixture(scope="module")
def printed() -> Printed:
    """Return the whole sample, printed once."""
    from generator.build.specimen import specimen_page, specimen_pdf  # noqa: PLC0415 (half a second)
    from generator.render import engine  # noqa: PLC0415

    project, _found = shipped()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", str(ROOT / "generator" / "render" / "fonts.conf"))
        pdf = specimen_pdf(project, SAMPLE, Look())
        page, _found = specimen_page(project, SAMPLE, Look())
        assert page is not None
        document, _steps, _faults = engine._fitted(page)  # noqa: SLF001 (the same layout, with its boxes)
    glyphs = [list(glyphs_of(pdf, number)) for number in range(len(pdf.page_sizes))]
    names: dict[str, Block] = {}
    texts: dict[str, Block] = {}
    for number, sheet in enumerate(document.pages):
        for box, language in entries_of(sheet._page_box):  # noqa: SLF001
            for inner in descendants(box):
                # The lines of a block have its element too; the block comes first.
                if inner.element_tag == "h3":
                    names.setdefault(language, block_of(inner, number, glyphs[number]))
                elif inner.element_tag == "p" and inner.element.get("class") == "text":
                    texts.setdefault(language, block_of(inner, number, glyphs[number]))
    return Printed(page=page, pdf=pdf, names=names, texts=texts)


def descendants(box: Any) -> Iterator[Any]:  # noqa: ANN401 (the engine has no types)
    box = getattr(box, "_box", box)
    yield box
    for child in getattr(box, "children", ()):
        yield from descendants(child)


def entries_of(sheet: Any) -> Iterator[tuple[Any, str]]:  # noqa: ANN401
    for box in descendants(sheet):
        if box.element_tag == "div" and box.element.get("class", "").startswith("entry "):
            yield box, box.element.get("lang")


def block_of(box: Any, sheet: int, glyphs: list[Glyph]) -> Block:  # noqa: ANN401
    left, top = box.content_box_x() / PIXELS_PER_POINT, box.content_box_y() / PIXELS_PER_POINT
    right, bottom = left + box.width / PIXELS_PER_POINT, top + box.height / PIXELS_PER_POINT
    lines = tuple(
        "".join(part.text for part in descendants(line) if type(part).__name__ == "TextBox")
        for line in descendants(box) if type(line).__name__ == "LineBox"
    )
    inside = tuple(glyph for glyph in glyphs if left - 1 < (glyph.left + glyph.right) / 2 < right + 1
                   and top < glyph.baseline < bottom)
    return Block(sheet=sheet, left=left, top=top, right=right, bottom=bottom, lines=lines, glyphs=inside)


def glyphs_of(pdf: Pdf, number: int) -> Iterator[Glyph]:
    """Yield the printed characters of a page, spaces left out."""
    with PdfDocument(pdf.content) as document:
        text, height = document[number].get_textpage(), document[number].get_height()
        for index in range(text.count_chars()):
            letter = chr(raw.FPDFText_GetUnicode(text, index))
            if letter.isspace() or letter == ZERO_WIDTH_SPACE or raw.FPDFText_IsGenerated(text, index):
                continue
            name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
            raw.FPDFText_GetFontInfo(text, index, name, 200, flags)
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            left, _bottom, right, _top = text.get_charbox(index, loose=True)
            yield Glyph(letter=letter, face=name.value.decode().partition("+")[2], left=left, right=right,
                        baseline=height - y.value)


def own_face(stack: str) -> str:
    """Return the first family of a stack as a PDF names it."""
    return stack.split('"')[1].replace(" ", "-")


def bare(text: str) -> str:
    return "".join(text.replace(ZERO_WIDTH_SPACE, "").split())


@pytest.mark.slow
def test_nothing_is_found_on_two_sheets_of_a3(printed: Printed) -> None:
    assert printed.pdf.findings == (), [str(finding) for finding in printed.pdf.findings]
    assert [tuple(map(round, size)) for size in printed.pdf.page_sizes] == [(297, 420)] * 2
    assert "Unreviewed drafts" in printed.page.html


@pytest.mark.slow
def test_every_language_has_its_name_and_its_text(printed: Printed) -> None:
    assert printed.names.keys() == printed.texts.keys() == TEXTS.keys()
    for tag, text in TEXTS.items():
        assert "".join(printed.names[tag].lines) == language_name(tag)
        assert bare("".join(printed.texts[tag].lines)) == bare(text)
        assert f">{english_name(tag)}<" in printed.page.html
        assert f'lang="{tag}" dir="{direction_of(tag)}"' in printed.page.html


@pytest.mark.slow
@pytest.mark.parametrize("language", TEXTS)
def test_every_letter_is_set_in_the_face_of_its_script(printed: Printed, language: str) -> None:
    setting = setting_for(language, headings="serif", arabic_body="naskh")
    body, heading = own_face(setting.body), own_face(setting.heading)
    glyphs = printed.texts[language].glyphs
    assert len(glyphs) >= 0.4 * len(bare(TEXTS[language]))  # shaping joins letters
    assert {glyph.face for glyph in glyphs if glyph.letter not in SHARED_MARKS} == {body}
    assert {glyph.face for glyph in glyphs} <= {body, "Handout-Sans"}
    # The name is bold or semi-bold: what a PDF calls a face ends with its weight.
    faces = {glyph.face for glyph in printed.names[language].glyphs}
    assert faces == {f"{heading}-{'Semi-Bold' if setting.heading_weight == 600 else 'Bold'}"}


@pytest.mark.slow
@pytest.mark.parametrize("language", TEXTS)
def test_text_begins_at_the_edge_of_its_direction(printed: Printed, language: str) -> None:
    block = printed.texts[language]
    below = block.top + (block.bottom - block.top) / len(block.lines)  # Nastaliq has no one baseline
    line = [glyph for glyph in block.glyphs if glyph.baseline < below]
    rtl = language in RIGHT_TO_LEFT
    distance = block.right - max(glyph.right for glyph in line) if rtl else min(g.left for g in line) - block.left
    assert abs(distance) < 2.5
    if script_of(language) in {"Latn", "Cyrl", "Grek", "Hebr", "Arab"}:
        first_letter = max(line, key=lambda g: g.right) if rtl else min(line, key=lambda g: g.left)
        assert unicodedata.normalize("NFKC", first_letter.letter)[0] in {TEXTS[language][0], TEXTS[language][1]}


@pytest.mark.slow
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_text_without_spaces_wraps_inside_its_box(printed: Printed, language: str) -> None:
    block = printed.texts[language]
    assert len(block.lines) > 1
    assert all(block.left - 1 <= glyph.left and glyph.right <= block.right + 1 for glyph in block.glyphs)


@pytest.mark.slow
def test_the_file_is_pdf_ua_and_says_the_language_of_every_block(printed: Printed, tmp_path: Path) -> None:
    file = tmp_path / "specimen.pdf"
    file.write_bytes(printed.pdf.content)
    assert validate([file])[file] == ()
    with pikepdf.open(io.BytesIO(printed.pdf.content)) as document:
        said = {
            str(thing.Lang) for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and "/S" in thing and "/Lang" in thing
        }
    assert TEXTS.keys() <= said


@pytest.mark.slow
@pytest.mark.usefixtures("isolated_fonts")
@pytest.mark.filterwarnings("ignore:No fonts configured in FontConfig:UserWarning")
def test_a_letter_without_a_glyph_is_found_and_ends_with_status_1(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from generator.cli import commands  # noqa: PLC0415

    monkeypatch.setattr("generator.load.specimen.load_specimen", lambda: of_one("en", "Bend \U00010080."))
    target = tmp_path / "s.pdf"
    arguments = ["--project", str(ROOT), "specimen", "--output", str(target)]
    assert commands.main(arguments, standalone_mode=False) == 1
    assert "[glyph-missing]" in capsys.readouterr().err
