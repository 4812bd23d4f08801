"""The language of each part of a page stands in the structure tree, so that a voice reads Arabic as Arabic."""

from __future__ import annotations

import ctypes
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import pikepdf
import pytest
from hand_pages import hand_page
from pypdfium2 import PdfDocument, raw
from support import shipped

from generator.build.pantry import Pantry
from generator.compose import compose
from generator.compose.page import Page
from generator.finish import finish
from generator.finish.structure import content_items, elements, is_element, kids_of
from generator.plan import Job
from generator.render.pdf import Pdf

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("isolated_fonts"),
    pytest.mark.filterwarnings("ignore:No fonts configured in FontConfig:UserWarning"),
]
ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")
LATIN_WORD = re.compile("[A-Za-z]{4,}")


@dataclass(frozen=True, kw_only=True)
class Element:
    """A structure element: its type, the language in which it is read, its own text and what stands in it."""

    kind: str
    language: str
    text: str
    kids: list[Element] = field(default_factory=list)

    def all(self) -> Iterator[Element]:
        """Yield the element and those in it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.all()

    def words(self) -> str:
        """Return its text and that of the elements in it."""
        return " ".join(" ".join(element.text for element in self.all()).split())


def structure(content: bytes) -> Element:
    """Read the tree with pikepdf and the text of its marked content with PDFium, by page and MCID."""
    texts = _marked_texts(content)
    with pikepdf.open(io.BytesIO(content)) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}

        def read(element: pikepdf.Object, language: str) -> Element:
            language = str(element.get("/Lang", language))
            items = [(pages.get(home, -1), mcid) for home, mcid in content_items(element)]
            return Element(
                kind=str(element.get("/S", "/Root"))[1:], language=language,
                text=" ".join(texts.get(item, "") for item in items),
                kids=[read(kid, language) for kid in kids_of(element) if is_element(kid)],
            )

        return read(document.Root.StructTreeRoot, str(document.Root.Lang))


def _marked_texts(content: bytes) -> dict[tuple[int, int], str]:
    texts: dict[tuple[int, int], str] = {}
    with PdfDocument(content) as document:
        for number, page in enumerate(document):
            words = page.get_textpage()
            for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                size = raw.FPDFTextObj_GetText(thing, words, None, 0)
                buffer = (ctypes.c_ushort * (size // 2))()
                raw.FPDFTextObj_GetText(thing, words, buffer, size)
                place = number, raw.FPDFPageObj_GetMarkedContentID(thing)
                texts[place] = texts.get(place, "") + bytes(buffer).decode("utf-16-le").rstrip("\0")
    return texts


def rendered(page: Page) -> Pdf:
    from generator.render.engine import render  # noqa: PLC0415 (half a second)

    pdf = render(page)
    assert pdf.findings == (), [str(finding) for finding in pdf.findings]
    return pdf


def by_hand(body: str) -> list[tuple[str, str]]:
    """Return language and text of each element that owns text."""
    tree = structure(rendered(hand_page(body)).content)
    return [(element.language, element.text.strip()) for element in tree.all() if element.text.strip()]


@pytest.mark.parametrize(("body", "read"), [
    ("<p>Rest.</p>", [("en", "Rest.")]),
    ('<p lang="fr">Reposez-vous.</p><p>Rest.</p>', [("fr", "Reposez-vous."), ("en", "Rest.")]),
    ('<p>Say <span lang="fr">bonjour</span> now.</p>', [("en", "Say"), ("fr", "bonjour"), ("en", "now.")]),
    ('<div lang="fr"><p>Un</p><p lang="en">One</p><p>Deux</p></div>', [("fr", "Un"), ("en", "One"), ("fr", "Deux")]),
    ('<ul style="list-style: none"><li lang="fr">Un</li><li>One</li></ul>', [("fr", "Un"), ("en", "One")]),
    ('<table><tr><td lang="fr">Un</td><td>One</td></tr></table>', [("fr", "Un"), ("en", "One")]),
    ('<h2 lang="fr">Un</h2><p>One</p>', [("fr", "Un"), ("en", "One")]),
], ids=["none", "paragraph", "inline", "nested", "list", "table", "heading"])
def test_text_is_read_in_the_language_of_the_nearest_element_that_has_one(
    body: str, read: list[tuple[str, str]]
) -> None:
    assert by_hand(body) == read


def test_the_language_of_the_document_is_written_once() -> None:
    with pikepdf.open(io.BytesIO(rendered(hand_page("<p>Rest.</p>")).content)) as document:
        assert str(document.Root.Lang) == "en"
        assert not any("/Lang" in element for element in elements(document.Root.StructTreeRoot))


def test_asking_twice_changes_nothing() -> None:
    from weasyprint.pdf import tags  # noqa: PLC0415 (half a second)

    from generator.render.languages import write_languages  # noqa: PLC0415

    rendered(hand_page("<p>Rest.</p>"))
    before = tags._build_box_tree  # noqa: SLF001 (no public hook)
    write_languages()
    assert tags._build_box_tree is before  # noqa: SLF001


@cache
def bilingual() -> Element:
    """Return the structure of the shipped bilingual leaflet in English and Arabic, as it is published."""
    project, _found = shipped()
    job = Job(handout="back-pain-after-birth", language="ar", format="leaflet", brand="riverside", edition="bilingual")
    page = compose(job, Pantry(project).ingredients(job))
    assert isinstance(page, Page), page
    return structure(finish(rendered(page), page).content)


def rows() -> list[tuple[Element, Element]]:
    """Return the two cells of each row that has words in both languages."""
    found = []
    for row in (element for element in bilingual().all() if element.kind == "TR"):
        cells = [cell for cell in row.kids if cell.kind in ("TD", "TH") and cell.words()]
        sides = [cell for cell in cells if cell.language == "en" or ARABIC.search(cell.words())]
        if len(sides) == 2:
            found.append((sides[0], sides[1]))
    return found


def test_each_row_is_read_source_first_then_translation_each_in_its_language() -> None:
    assert len(rows()) > 40
    assert {(source.language, translation.language) for source, translation in rows()} == {("en", "ar")}
    for source, translation in rows():
        assert LATIN_WORD.search(source.words()), source.words()
        assert not ARABIC.search(source.words()), source.words()
        assert ARABIC.search(translation.words())


def test_inside_a_cell_no_word_is_read_in_the_other_language() -> None:
    for source, translation in rows():
        assert {element.language for element in source.all()} == {"en"}
        assert {element.language for element in translation.all()} == {"ar"}


def test_no_arabic_is_read_in_english_and_no_english_sentence_in_arabic() -> None:
    read = Counter((element.language, bool(ARABIC.search(element.text)))
                   for element in bilingual().all() if LATIN_WORD.search(element.text) or ARABIC.search(element.text))
    assert read["en", False] > 80
    assert read["ar", True] > 80
    assert read["en", True] == 0


def test_rows_are_read_in_the_order_of_the_text() -> None:
    """The English side, read down, is the printed sections from first to last."""
    project, _found = shipped()
    section = project.handouts["back-pain-after-birth"].document.section("key-points")
    points = [re.sub(r"\W+", "", item.message.text) for item in section.blocks[0].items]  # type: ignore[union-attr]  # a list
    said = re.sub(r"\W+", "", " ".join(source.words() for source, _translation in rows()))
    assert points
    places = [said.index(point) for point in points]
    assert places == sorted(places)
    assert said.index("Emergency") > places[-1]
