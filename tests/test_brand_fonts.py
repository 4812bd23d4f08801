"""Fonts of a brand's own: what is refused, with place and remedy, and how what is good sets the page."""

from __future__ import annotations

import io
import re
import shutil
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from own_fonts import ARABIC, CYRILLIC, LATIN, NOTO, entry, own_font
from pypdfium2 import PdfDocument
from support import BRAND, found_in, line_of, only, read, write
from tiny_clinic import TinyClinic, handouts, tiny_clinic

from generator.compose.brand_type import brand_type
from generator.compose.layout import layout_class
from generator.compose.type_list import used_typefaces
from generator.compose.typefaces import faces_for, setting_for
from generator.findings import Finding
from generator.fonts import CHOICES, Face, font_files
from generator.fonts import LATIN as LATIN_FACES
from generator.load import Project, load_project
from generator.load.brand_fonts import MEASURED
from generator.load.font_file import FontFacts, FontFault, read_font

FOLDER = "content/brands/oak"
CACHE = Path(__file__).parents[1] / ".cache" / "fonts"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def with_fonts(clinic: TinyClinic, *entries: str, type_: str = "") -> None:
    """Give the brand these entries and the table [type]."""
    clinic.change(BRAND, "[numbers]", (f"[type]\n{type_}\n" if type_ else "") + "".join(entries) + "[numbers]")


def serif(clinic: TinyClinic, *, letters: str = LATIN, type_: str = "", change: Any = None) -> None:  # noqa: ANN401
    """Give the brand a text family of its own: a serif in two weights."""
    for weight, stem in ((400, "NotoSerif-Regular"), (700, "NotoSerif-Bold")):
        write(clinic, f"{FOLDER}/{weight}.ttf", own_font(stem, letters, change=change))
    with_fonts(clinic, entry("400.ttf", 400), entry("700.ttf", 700), type_=type_)


def loaded(clinic: TinyClinic) -> Project:
    project, found = load_project(clinic.root)
    assert found == ()
    return project


# -- what is refused --------------------------------------------------------------------------------------------------

def fs_type(bits: int) -> Any:  # noqa: ANN401
    def change(font: TTFont) -> None:
        font["OS/2"].fsType = bits
    return change


def italic(font: TTFont) -> None:
    font["OS/2"].fsSelection |= 1


def without(table: str) -> Any:  # noqa: ANN401
    def change(font: TTFont) -> None:
        del font[table]
    return change


def variable(font: TTFont) -> None:
    from fontTools.ttLib import newTable  # noqa: PLC0415

    font["fvar"] = newTable("fvar")
    font["fvar"].axes, font["fvar"].instances = [], []


GOOD = own_font("NotoSerif-Regular")


@pytest.mark.parametrize(("content", "said"), [
    (b"", "is neither TrueType nor OpenType"),
    (b"%!PS-AdobeFont", "is neither TrueType nor OpenType"),
    (b"ttcf" + GOOD[4:], "is a collection of several fonts"),
    (b"wOFF" + GOOD[4:], "is a font for the web (WOFF)"),
    (b"wOF2" + GOOD[4:], "is a font for the web (WOFF)"),
    (GOOD[:200], "is broken"),
    (GOOD[:-2000], "is broken"),
    (GOOD[:40_000] + b"garbled" + GOOD[40_007:], "is broken"),
    (GOOD[:4] + b"\xff\xff" + GOOD[6:], "is broken"),
    (own_font("NotoSerif-Regular", change=fs_type(0x0002)), "forbids embedding (fsType 0x0002"),
    (own_font("NotoSerif-Regular", change=fs_type(0x0108)), "forbids that a part of it is embedded (fsType 0x0100"),
    (own_font("NotoSerif-Regular", change=fs_type(0x0204)), "lets only pictures of its letters be embedded"),
    (own_font("NotoSerif-Regular", change=italic), "is an italic"),
    (own_font("NotoSerif-Regular", change=variable), "is a variable font"),
    (own_font("NotoSerif-Regular", change=without("glyf")), "has no outlines"),
    (own_font("NotoSerif-Regular", change=without("name")), "lacks the table name"),
])
def test_a_file_that_cannot_be_printed_with(clinic: TinyClinic, content: bytes, said: str) -> None:
    serif(clinic)
    write(clinic, f"{FOLDER}/400.ttf", content)
    found = only(found_in(clinic))
    line = line_of(read(clinic, BRAND), 'file = "400.ttf"')
    assert (found.rule, found.severity.label, found.path, found.line, found.brand) \
        == ("brand-font", "error", BRAND, line, "oak")
    assert f"the font 400.ttf {said}" in found.message
    assert found.action


@pytest.mark.parametrize("bits", [0x0000, 0x0004, 0x0008, 0x000A])
def test_what_may_be_embedded_is_taken(bits: int) -> None:
    """Bit 1 alone restricts; a file that grants more beside it is used under the least restriction."""
    assert isinstance(read_font(own_font("NotoSerif-Regular", change=fs_type(bits)), "x"), FontFacts)


def test_a_map_of_billions_of_characters_is_not_written_out() -> None:
    """A few bytes can claim all numbers there are; fontTools would make a list of them."""
    from generator.load import font_file  # noqa: PLC0415

    table = struct.pack(">HHHHL", 0, 1, 3, 10, 12) + struct.pack(">HHLLL", 12, 0, 28, 0, 1) + struct.pack(
        ">LLL", 0, 0xFFFFFFFF, 0)
    assert font_file._mapped(table) == 1 << 32  # noqa: SLF001 (no whole font is needed to see it)


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_no_bytes_raise(data: st.DataObject) -> None:
    """Cut off or garbled anywhere, a file gives facts or a fault."""
    font = bytearray(own_font("NotoSansHebrew-Regular", "אבגדהוזחטי"))
    del font[data.draw(st.integers(0, len(font))):]
    places = st.integers(0, max(0, min(len(font), 600) - 1))
    for place, byte in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=12)):
        if font:
            font[place] = byte
    assert isinstance(read_font(bytes(font), "ה"), FontFacts | FontFault)


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_no_table_raises_behind_a_good_checksum(data: st.DataObject) -> None:
    """Bytes that were wrong when the font was made have the checksum of wrong bytes."""
    good = own_font("NotoSansHebrew-Regular", "אבגדהוזחטי")
    tables = tables_of(good)
    tag = data.draw(st.sampled_from(sorted(tables)))
    table = bytearray(tables[tag])
    del table[data.draw(st.integers(0, len(table))):]
    for place, byte in data.draw(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 255)), max_size=12)):
        if place < len(table):
            table[place] = byte
    assert isinstance(read_font(font_of({**tables, tag: bytes(table)}), "ה"), FontFacts | FontFault)


def tables_of(font: bytes) -> dict[str, bytes]:
    count = struct.unpack(">H", font[4:6])[0]
    rows = (struct.unpack(">4sLLL", font[12 + 16 * row:28 + 16 * row]) for row in range(count))
    return {tag.decode(): font[offset:offset + length] for tag, _sum, offset, length in rows}


def font_of(tables: dict[str, bytes]) -> bytes:
    from fontTools.ttLib.sfnt import calcChecksum  # noqa: PLC0415

    rows, body, start = b"", b"", 12 + 16 * len(tables)
    for tag, table in sorted(tables.items()):
        summed = table[:8] + b"\0\0\0\0" + table[12:] if tag == "head" else table
        rows += struct.pack(">4sLLL", tag.encode(), calcChecksum(summed), start + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    return b"\0\1\0\0" + struct.pack(">HHHH", len(tables), 0, 0, 0) + rows + body


@pytest.mark.parametrize(("name", "said"), [
    ("gone.ttf", "is missing"), ("../mill/logo.svg", "lies outside its folder"), ("/etc/hosts", "lies outside"),
    ("a\\u0000b", "lies outside"), ("link.ttf", "lies outside its folder"), (".", "is missing"),
])
def test_a_file_that_is_not_beside_the_brand(clinic: TinyClinic, name: str, said: str) -> None:
    serif(clinic)
    (clinic.root / FOLDER / "link.ttf").symlink_to(NOTO / "NotoSerif-Regular.ttf")
    clinic.change(BRAND, 'file = "400.ttf"', f'file = "{name}"')
    found = only(found_in(clinic))
    assert (found.rule, found.line) == ("brand-font", line_of(read(clinic, BRAND), f'file = "{name}"'))
    assert said in found.message


def test_a_font_of_a_parent_stands_beside_the_parent(clinic: TinyClinic) -> None:
    serif(clinic)
    write(clinic, "content/brands/mill/brand.toml", 'extends = "oak"\ncode = "MI"\n')
    mill = loaded(clinic).brands["mill"]
    assert [font.font.path.parent.name for font in mill.fonts] == ["oak", "oak"]
    write(clinic, f"{FOLDER}/700.ttf", b"nothing")
    assert {(found.path, found.brand) for found in found_in(clinic)} == {(BRAND, "oak"), (BRAND, "mill")}


def test_a_text_needs_regular_and_bold(clinic: TinyClinic) -> None:
    write(clinic, f"{FOLDER}/400.ttf", GOOD)
    with_fonts(clinic, entry("400.ttf", 400), entry("400.ttf", 400))
    doubled, lacking = found_in(clinic)
    assert "two files for text of Latn in weight 400" in doubled.message
    assert "the text of Latn has no file of weight 700" in lacking.message
    assert doubled.line == lacking.line + 7  # type: ignore[operator]  # each entry has its line


def test_headings_need_one_weight(clinic: TinyClinic) -> None:
    write(clinic, f"{FOLDER}/b.ttf", own_font("NotoSerif-Bold"))
    with_fonts(clinic, entry("b.ttf", 700, use="headings"))
    setting = setting_of(loaded(clinic), "en")
    assert setting.heading.startswith('"Brand ')
    assert (setting.heading_weight, setting.body) == (700, '"Handout Sans"')


def test_another_weight_than_stated_is_a_warning(clinic: TinyClinic) -> None:
    serif(clinic)
    write(clinic, f"{FOLDER}/700.ttf", GOOD)
    found = only(found_in(clinic))
    assert (found.rule, found.severity.label) == ("brand-font-weight", "warning")
    assert "says that its weight is 400, the brand that it is 700" in found.message


@pytest.mark.parametrize(("type_", "said"), [
    ('families = { Arab = "sanss" }', 'no shipped family of Arab is called \'sanss\'. Did you mean "sans"?'),
    ('families = { Deav = "sans" }', 'no page is set in the script Deav. Did you mean "Deva"?'),
    ('families = { Deva = "serif" }', "no shipped family of Deva is called 'serif'."),
])
def test_a_family_that_there_is_not(clinic: TinyClinic, type_: str, said: str) -> None:
    with_fonts(clinic, type_=type_)
    found = only(found_in(clinic))
    assert (found.rule, found.line) == ("brand-font", line_of(read(clinic, BRAND), "families"))
    assert said in found.message


def test_a_script_that_there_is_not(clinic: TinyClinic) -> None:
    write(clinic, f"{FOLDER}/a.ttf", GOOD)
    with_fonts(clinic, entry("a.ttf", 400, script="Latm", use="headings"))
    found = only(found_in(clinic))
    assert (found.rule, found.line) == ("brand-font", line_of(read(clinic, BRAND), "script ="))
    assert 'Did you mean "Latn"?' in found.message


# -- letters ----------------------------------------------------------------------------------------------------------

def letter_findings(clinic: TinyClinic) -> list[Finding]:
    from generator.check.brand_letters import missing_letters  # noqa: PLC0415

    project = loaded(clinic)
    return [*missing_letters(project, project.brands["oak"])]


def test_letters_that_pages_print_must_be_there(clinic: TinyClinic) -> None:
    serif(clinic, letters=LATIN.replace("á", "").replace("q", ""))
    first, second = letter_findings(clinic)
    assert (first.rule, first.path, first.brand) == ("brand-font-letters", BRAND, "oak")
    assert first.line == line_of(read(clinic, BRAND), 'file = "400.ttf"') != second.line
    assert "lacks 1 of the letters and marks that pages in Latn print: q" in first.message, \
        "á is made of a and its accent"


def test_a_font_without_a_space_would_print_boxes(clinic: TinyClinic) -> None:
    serif(clinic, letters=LATIN.replace(" ", ""))
    assert [found.message.rpartition(": ")[2] for found in letter_findings(clinic)] == ["space.", "space."]


def test_a_letter_of_one_language_is_asked_for_where_it_is_printed(clinic: TinyClinic) -> None:
    serif(clinic, letters=LATIN.replace("ł", ""))
    assert letter_findings(clinic) == []
    clinic.change("locales/es/LC_MESSAGES/water.po", "Beba agua", "Beba ałgua")
    assert [found.message.rpartition(": ")[2] for found in letter_findings(clinic)] == ["ł.", "ł."]


def test_letters_without_an_outline_are_missing(clinic: TinyClinic) -> None:
    def blank(font: TTFont) -> None:
        from fontTools.ttLib.tables._g_l_y_f import Glyph  # noqa: PLC0415

        font["glyf"]["g"] = Glyph()
    serif(clinic, change=blank)
    assert [found.message.rpartition(": ")[2] for found in letter_findings(clinic)] == ["g.", "g."]


def test_a_font_of_another_script(clinic: TinyClinic) -> None:
    write(clinic, f"{FOLDER}/h.ttf", GOOD)
    with_fonts(clinic, entry("h.ttf", 400, script="Arab", use="headings"))
    found = only(letter_findings(clinic))
    assert "lacks 1 of the letters and marks that pages in Arab print: د." in found.message
    assert "Arab then has the shipped fonts" in found.action


def test_arabic_letters_need_the_rules_that_join_them(clinic: TinyClinic) -> None:
    for table, count in (("GSUB", 1), ("GPOS", 0)):
        write(clinic, f"{FOLDER}/h.ttf", own_font("NotoNaskhArabic-Bold", ARABIC, change=without(table)))
        if table == "GSUB":
            with_fonts(clinic, entry("h.ttf", 700, script="Arab", use="headings"))
        found = letter_findings(clinic)
        assert len(found) == count
        assert all("no rules that join them" in one.message for one in found)


def test_a_fault_of_letters_stops_the_pages_of_the_brand_only(clinic: TinyClinic) -> None:
    serif(clinic, letters=LATIN.replace("q", ""))
    run = clinic.run("check", "--json")
    assert run.status == 1
    assert {str(found["rule"]) for found in run.data()["findings"]} == {"brand-font-letters"}


# -- how pages are set ------------------------------------------------------------------------------------------------

def setting_of(project: Project, language: str, *, arabic_body: str = "naskh") -> Any:  # noqa: ANN401
    brand = project.brands["oak"]
    return setting_for(language, headings=brand.file.type.headings, arabic_body=arabic_body,
                       typefaces=brand_type(brand))


def families(css: str) -> list[str]:
    return [re.sub(r"Brand [0-9a-f]{8}", "Brand", name.strip('" ')) for name in css.split(",")]


def test_its_own_family_stands_before_the_shipped_one(clinic: TinyClinic) -> None:
    serif(clinic)
    project = loaded(clinic)
    english = setting_of(project, "en")
    assert families(english.body) == families(english.narrow) == families(english.small) \
        == ["Brand Text Latn", "Handout Sans"]
    assert (families(english.heading), english.heading_weight) == (["Brand Text Latn", "Handout Sans"], 700)
    assert english.custom_properties()["--latin-family"] == english.body
    arabic = setting_of(project, "ar")
    assert families(arabic.body) == ["Handout Naskh", "Brand Text Latn", "Handout Sans"]
    assert families(arabic.heading) == ["Handout Kufi", "Brand Text Latn", "Handout Sans"]
    assert families(arabic.latin) == ["Brand Text Latn", "Handout Sans"]
    russian = setting_of(project, "ru")
    assert (families(russian.body), russian.latin) == (["Handout Sans"], ""), "Cyrillic has an entry of its own"


def test_shipped_serif_headings_stay_where_the_brand_asks_for_them(clinic: TinyClinic) -> None:
    serif(clinic, type_='headings = "serif"')
    english = setting_of(loaded(clinic), "en")
    assert (families(english.heading), english.heading_weight) == (["Handout Serif"], 600)


def test_its_family_is_unique_with_what_is_in_it(clinic: TinyClinic) -> None:
    serif(clinic)
    first = loaded(clinic)
    class_ = layout_class(first.brands["oak"], first.countries["GB"], first.formats["sheet"], language="en")
    descriptions = [font.font.face.description for font in first.brands["oak"].fonts]
    assert len(set(descriptions)) == 2
    assert len({font.font.face.family for font in first.brands["oak"].fonts}) == 1, "CSS picks the weight"
    write(clinic, f"{FOLDER}/700.ttf", own_font("NotoSerif-Bold", CYRILLIC))
    second = loaded(clinic)
    assert not {*descriptions} & {font.font.face.description for font in second.brands["oak"].fonts}
    assert class_ != layout_class(second.brands["oak"], second.countries["GB"], second.formats["sheet"], language="en")


def test_the_layout_class_names_no_file(clinic: TinyClinic) -> None:
    serif(clinic)
    project = loaded(clinic)
    class_ = layout_class(project.brands["oak"], project.countries["GB"], project.formats["sheet"], language="en")
    assert str(clinic.root) not in str(class_)


def scaled(percent: int) -> Any:  # noqa: ANN401
    def change(font: TTFont) -> None:
        from fontTools.ttLib.scaleUpem import scale_upem  # noqa: PLC0415

        scale_upem(font, 10 * percent)
        font["head"].unitsPerEm = 1000
    return change


@pytest.mark.parametrize(("percent", "size"), [(100, 1.0), (95, 1.053), (70, 1.12), (120, 1.0)])
def test_type_is_set_as_large_as_it_looks_and_never_below_its_size(
    clinic: TinyClinic, percent: int, size: float
) -> None:
    serif(clinic, change=scaled(percent))
    assert setting_of(loaded(clinic), "en").size == pytest.approx(size, abs=0.003)


def test_arabic_of_its_own_is_measured_against_naskh(clinic: TinyClinic) -> None:
    for weight, stem in ((400, "NotoSansArabic-Regular"), (700, "NotoSansArabic-Bold")):
        write(clinic, f"{FOLDER}/{weight}.ttf", own_font(stem, ARABIC))
    with_fonts(clinic, entry("400.ttf", 400, script="Arab"), entry("700.ttf", 700, script="Arab"))
    setting = setting_of(loaded(clinic), "ar", arabic_body="sans")
    assert families(setting.body) == ["Brand Text Arab", "Handout Sans", "Handout Naskh"], "digits are Latin's"
    assert 1.0 <= setting.size < 1.125, "the sans is larger for its size"
    assert setting.leading == 1.5


def test_the_letter_that_measures_is_that_of_the_shipped_face() -> None:
    assert set(MEASURED) == set(CHOICES)
    for script in ("Latn", "Arab", "Aran", "Deva", "Thai"):
        letter, height = MEASURED[script]
        language = {"Latn": "en", "Arab": "ar", "Aran": "ur", "Deva": "hi", "Thai": "th"}[script]
        body = setting_for(language, headings="sans", arabic_body="naskh").body.split(",")[0].strip('"')
        face = next(face for face in faces_for(language) if (face.family, face.weight) == (body, 400))
        facts = read_font(font_files((face,), cache=CACHE)[0][0].path.read_bytes(), letter)
        assert isinstance(facts, FontFacts)
        assert facts.height == pytest.approx(height, abs=0.001)


# -- shipped families -------------------------------------------------------------------------------------------------

def test_a_serif_text_has_all_weights_and_a_narrow_family(clinic: TinyClinic) -> None:
    with_fonts(clinic, type_='families = { Latn = "serif" }')
    project = loaded(clinic)
    setting = setting_of(project, "vi")
    assert families(setting.body) == ["Handout Serif", "Handout Sans"]
    assert families(setting.narrow)[0] == families(setting.small)[0] == "Handout Serif Narrow"
    faces = faces_for("vi", brand_type(project.brands["oak"]))
    assert {face.weight for face in faces if face.family == "Handout Serif"} == {400, 500, 600, 700, 800}
    assert len(set(faces)) == len(faces)
    arabic = faces_for("ar", brand_type(project.brands["oak"]))
    assert Face(family="Handout Serif", weight=400, file="NotoSerif-Regular.ttf") in arabic, "Latin words in Arabic"
    assert faces_for("ru", brand_type(project.brands["oak"])) == LATIN_FACES


def test_arabic_sans_is_the_brands_wish_in_all_formats(clinic: TinyClinic) -> None:
    with_fonts(clinic, type_='families = { Arab = "sans" }')
    project = loaded(clinic)
    setting = setting_of(project, "ar")
    assert families(setting.body) == ["Handout Sans Arabic", "Handout Sans"]
    assert setting.size == 1.0, "12 pt is the least"
    weights = {face.weight for face in faces_for("ar", brand_type(project.brands["oak"]))
               if face.family == "Handout Sans Arabic"}
    assert weights == {400, 500, 600, 700, 800}


def test_what_is_the_shipped_choice_changes_nothing(clinic: TinyClinic) -> None:
    with_fonts(clinic, type_='families = { Arab = "naskh", Latn = "sans", Deva = "sans" }')
    project = loaded(clinic)
    for language in ("en", "ar", "hi", "zh-Hans", "ur", "ru"):
        plain = setting_for(language, headings="sans", arabic_body="naskh")
        assert setting_of(project, language) == replace(plain, size=max(1.0, plain.size))
        assert faces_for(language, brand_type(project.brands["oak"])) == faces_for(language)


# -- on paper ---------------------------------------------------------------------------------------------------------

ROOT = Path(__file__).parents[1]
RIVERSIDE = "content/brands/riverside"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the shipped leaflet under a brand with Latin and Arabic text of its own; return the folder of its files."""
    root = tmp_path_factory.mktemp("own")
    shutil.copytree(ROOT / "content", root / "content")
    for name in ("handouts.toml", "locales", "templates"):
        (root / name).symlink_to(ROOT / name)
    entries = ""
    for script, stem, letters, name in (("Latn", "NotoSerif", LATIN, "Clinic Text"),
                                        ("Arab", "NotoSansArabic", ARABIC, "Clinic Arabic")):
        for weight, style in ((400, "Regular"), (700, "Bold")):
            (root / RIVERSIDE / f"{stem}{weight}.ttf").write_bytes(own_font(f"{stem}-{style}", letters, name=name))
            entries += entry(f"{stem}{weight}.ttf", weight, script=script)
    brand = root / RIVERSIDE / "brand.toml"
    text = brand.read_text(encoding="utf-8").replace('headings = "serif"', 'headings = "sans"')
    brand.write_text(text.replace("[numbers]", f"{entries}[numbers]"), encoding="utf-8")
    run = handouts("build", "--brand", "riverside", "--format", "leaflet", "--language", "en", "--language", "ar",
                   "--edition", "standard", "--json", cwd=root)
    assert run.status == 0, run.err
    assert sorted(run.jobs_with("rendered")) \
        == [f"back-pain-after-birth/{tag}/leaflet/riverside" for tag in ("ar", "en")]
    return root / "output" / "riverside"


def embedded(pdf: Path) -> dict[str, TTFont]:
    """Return the fonts in a file by their names, without digest and tag."""
    found = {}
    with pikepdf.open(pdf) as document:
        for page in document.pages:
            for font in page.Resources.Font.values():  # type: ignore[union-attr]  # every page has text
                descendant = font.DescendantFonts[0]
                name = re.sub(r"^/[A-Z]{6}[+]|[0-9a-f]{8}-", "", str(font.BaseFont))
                found[name] = TTFont(io.BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()))
            assert b" 2 Tr" not in page.Contents.read_bytes(), "bold is made by drawing an outline round it"
    return found


def words_of(pdf: Path) -> str:
    with PdfDocument(pdf) as document:
        return " ".join("".join(page.get_textpage().get_text_bounded()) for page in document)


@pytest.mark.slow
def test_a_leaflet_is_printed_in_the_fonts_of_the_brand(printed: Path) -> None:
    [english], [arabic] = (sorted((printed / tag).glob("*leaflet-??.pdf")) for tag in ("en", "ar"))
    latin = {"Brand-Text-Latn", "Brand-Text-Latn-Bold"}
    #: The number to call in danger, and nothing else, stays in the face that its panel is fitted to.
    assert set(embedded(english)) == {*latin, "Handout-Sans-Ultra-Bold"}
    assert {*latin, "Brand-Text-Arab", "Brand-Text-Arab-Bold"} <= set(embedded(arabic))
    assert not any("Naskh" in name or "Kufi" in name for name in embedded(arabic)), "nothing fell back"
    assert "Back pain after" in words_of(english)
    assert "cannot pee, or cannot feel when" in " ".join(words_of(english).split())


@pytest.mark.slow
def test_each_embedded_file_has_the_outlines_of_its_own(printed: Path) -> None:
    """The trap of the engine: files that share a description share glyphs, and print letters of another file."""
    [english] = sorted((printed / "en").glob("*leaflet-??.pdf"))
    for name, stem in (("Brand-Text-Latn", "NotoSerif-Regular"), ("Brand-Text-Latn-Bold", "NotoSerif-Bold")):
        own = TTFont(io.BytesIO(own_font(stem)))
        ours = {shape(own, glyph) for glyph in own.getGlyphOrder()}
        inside = embedded(english)[name]
        drawn = {shape(inside, glyph) for glyph in inside.getGlyphOrder()}
        assert len(drawn) > 30
        assert drawn <= ours


def shape(font: TTFont, glyph: str) -> str:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[glyph].draw(pen)
    return str(pen.value)


# -- what the sheet lists ---------------------------------------------------------------------------------------------

def test_the_list_says_whose_each_family_is(clinic: TinyClinic) -> None:
    serif(clinic)
    project = loaded(clinic)
    brand = project.brands["oak"]
    brand = replace(brand, file=brand.file.model_copy(update={"languages": ("en", "ar", "es", "ur")}))
    rows = [(one.script, one.use, one.name, one.source, one.licence) for one in used_typefaces(brand)]
    assert rows == [
        ("Latn", "text", "Clinic Text", "own", "OFL-1.1"), ("Latn", "headings", "Clinic Text", "own", "OFL-1.1"),
        ("Arab", "text", "Noto Naskh Arabic", "shipped", "OFL-1.1"),
        ("Arab", "headings", "Noto Kufi Arabic", "shipped", "OFL-1.1"),
        ("Aran", "text", "Noto Nastaliq Urdu", "shipped", "OFL-1.1"),
        ("Aran", "headings", "Noto Nastaliq Urdu", "shipped", "OFL-1.1"),
    ]
    assert used_typefaces(brand)[0].weights == (400, 700)
