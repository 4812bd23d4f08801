"""What a screen reader says is what was written, in scripts whose glyphs say something else."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from hand_pages import hand_page
from printed_lines import page_in
from read_aloud import spoken_words, written_words
from verapdf import validate

from generator.compose.page import Page
from generator.finish import finish
from generator.finish.actual_text import drawn_texts, drop_spoken_glyphs
from generator.finish.structure import content_items, elements

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("isolated_fonts"),
    pytest.mark.filterwarnings("ignore:No fonts configured in FontConfig:UserWarning"),
]
NARROW = "p { width: 34mm }"
BODIES = {
    "hi": "<p>पीठ दर्द किससे होता है, और कब तुरंत मदद लें। प्रसव के बाद कुछ दिन आराम करें, फिर चलें।</p>",
    "ar": "<p>ألم الظهر (A&amp;E) بعد الولادة، اتصلي بالرقم 999 إذا لم تستطيعي المشي.</p>",
    "ur": "<p>بچے کی پیدائش کے بعد کمر درد، 999 پر فون کریں (GP) اگر چل نہ سکیں۔</p>",
    "zh-Hans": "<p>产后腰背痛 • 弯曲膝盖 · 背部保持挺直，双脚一起移动。Wu 2004 · Chan 2024</p>",
    "th": "<p>ปวดหลังหลังคลอด ควรไปพบแพทย์เมื่อใด และอะไรช่วยได้บ้าง</p>",
}


def finished(page: Page) -> bytes:
    from generator.render.engine import render  # noqa: PLC0415 (half a second)

    pdf = finish(render(page), page)
    assert pdf.findings == ()
    return pdf.content


def said(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield what each piece with a text of its own says, and what its glyphs say."""
    with pikepdf.open(io.BytesIO(content)) as document:
        drawn = drawn_texts(document)
        for element in elements(document.Root.StructTreeRoot):
            if "/ActualText" in element:
                yield str(element.ActualText), "".join(drawn.get(item, "") for item in content_items(element))


def without(content: bytes) -> bytes:
    """Return a file whose elements say nothing themselves."""
    with pikepdf.open(io.BytesIO(content)) as document:
        for element in elements(document.Root.StructTreeRoot):
            if "/ActualText" in element:
                del element.ActualText
        changed = io.BytesIO()
        document.save(changed, fix_metadata_version=False)
    return changed.getvalue()


@pytest.mark.parametrize("language", BODIES)
def test_every_line_is_read_as_it_was_written(language: str) -> None:
    page = page_in(language, BODIES[language], style=NARROW)
    spoken, written = spoken_words(finished(page)), written_words(page.html)
    if language in {"zh-Hans", "th"}:  # their lines end within what has no spaces
        assert "".join(spoken) == "".join(written)
    else:
        assert spoken == written


@pytest.mark.parametrize("language", ["hi", "ar", "ur", "th"])
def test_the_glyphs_alone_say_something_else(language: str) -> None:
    """Else the test above would prove nothing."""
    page = page_in(language, BODIES[language], style=NARROW)
    assert spoken_words(without(finished(page))) != written_words(page.html)


def test_a_divided_word_is_one_and_the_words_of_two_lines_are_two() -> None:
    page = page_in("en", "<p>Physiotherapists understand uncomplicated recommendations.</p>",
                   style="p { width: 28mm; hyphens: auto; text-align: justify }")
    content = finished(page)
    divided = [text for text, _glyphs in said(content)]
    assert divided
    assert all(text.endswith("\u00ad") for text in divided)
    assert spoken_words(content) == ["physiotherapists", "understand", "uncomplicated", "recommendations."]


@pytest.mark.parametrize("body", [
    "<p>पीठ<br>दर्द</p>",
    '<p style="display: flex; gap: 3mm"><span>पीठ</span> <span>दर्द</span></p>',
    "<p>पीठ <b>दर्द</b></p>",
    "<p><b>पीठ </b>दर्द</p>",
])
def test_words_that_stand_apart_without_a_space_are_read_apart(body: str) -> None:
    assert "".join(text for text, _glyphs in said(finished(page_in("hi", body)))).split() == ["पीठ", "दर्द"]


def test_where_the_glyphs_say_the_text_nothing_else_does() -> None:
    page = page_in("pl", "<p>Ból pleców po porodzie: proszę ugiąć <b>kolana</b>, nie plecy; potem chodzić.</p>",
                   style=NARROW)
    assert list(said(finished(page))) == []
    assert spoken_words(finished(page)) == written_words(page.html)


def test_a_link_says_its_text_and_conforms(tmp_path: Path) -> None:
    page = page_in("hi", '<h1>पीठ दर्द</h1><p>कब <a href="https://oak.example/">तुरंत मदद</a> लें।</p>')
    file = tmp_path / "link.pdf"
    file.write_bytes(finished(page))
    assert spoken_words(file.read_bytes()) == written_words(page.html)
    assert validate([file]) == {file: ()}
    with pikepdf.open(file) as document:
        [link] = [one for one in elements(document.Root.StructTreeRoot) if one.get("/S") == "/Link"]
        assert [kid.S for kid in link.K if "/S" in kid] == ["/Span"]
        assert any(kid.get("/Type") == "/OBJR" for kid in link.K)


def test_a_second_pass_and_a_file_without_tags_change_nothing() -> None:
    with pikepdf.open(io.BytesIO(finished(page_in("hi", BODIES["hi"])))) as document:
        before = [str(one.get("/ActualText", "")) for one in elements(document.Root.StructTreeRoot)]
        drop_spoken_glyphs(document)
        assert [str(one.get("/ActualText", "")) for one in elements(document.Root.StructTreeRoot)] == before
    with pikepdf.new() as bare:
        drop_spoken_glyphs(bare)


def test_two_renders_give_the_same_bytes() -> None:
    page = hand_page("<p>Move. <b>Rest.</b></p>")
    assert finished(page) == finished(page)
    hindi = page_in("hi", BODIES["hi"], style=NARROW)
    assert finished(hindi) == finished(hindi)
