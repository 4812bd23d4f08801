"""The shipped handout, built once for all these tests: every job good, every file conforming, every page printed.

A sample in which each language and format has its page; `pytest tests/test_shipped.py --every-page` builds all.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pikepdf
import pytest
from conftest import EVERY_PAGE
from imposed_pages import tree
from PIL import Image
from pypdfium2 import PdfDocument
from read_aloud import edges, spoken_words, written_words
from tiny_clinic import handouts
from verapdf import validate

from generator.build.pantry import Pantry
from generator.check.printed import read_printed
from generator.compose import compose
from generator.compose.page import Page
from generator.finish.actual_text import drawn_texts
from generator.finish.structure import content_items, elements
from generator.load import Project, load_project
from generator.plan import Job

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
HANDOUT = "back-pain-after-birth"
LANGUAGES = ("ar", "en", "es", "fr", "hi", "pl", "pt-BR", "ru", "so", "ur", "vi", "zh-Hans")
FORMATS = ("bifold", "booklet", "card", "leaflet", "poster", "trifold")
BRANDS = ("cedar-ridge", "riverside")
#: Languages in Latin letters of whose folded pages and cards some are only built with all pages: Somali's are longer.
SHORTER = ("es", "fr", "pl", "pt-BR")
LEFT_OUT = {
    **dict.fromkeys(("booklet", "bifold", "trifold"), (*SHORTER, "vi")), "card": (*SHORTER, "vi", "hi"),
}
#: The two languages in which every page is built under both brands.
BOTH_BRANDS = ("ar", "en")
#: Four scripts, every format.
READ = tuple(f"{HANDOUT}/{page}" for page in (
    "en/leaflet/riverside", "ar/leaflet/cedar-ridge", "ur/leaflet/cedar-ridge", "zh-Hans/leaflet/cedar-ridge",
    "hi/leaflet/riverside", "en/booklet/riverside", "ar/poster/riverside", "ar/trifold/riverside",
    "en/bifold/riverside", "ur/card/riverside",
))
PAGES = {"bifold": 4, "booklet": 16, "card": 2, "leaflet": 2, "poster": 1, "trifold": 6}
#: The most pages of a bilingual edition: one poster, so that nobody has to turn it.
MOST_PAGES = {"booklet": 16, "leaflet": 6, "poster": 1}
#: The most pages of large print, and the least of its type in points.
LARGE_PRINT_PAGES = {"booklet": 22, "leaflet": 8}
LARGE_PRINT_SIZE = 18
#: The rows of a bilingual edition: one text, the same in every language.
PAIRS = {"booklet": 124, "leaflet": 46, "poster": 11}
SIZES = {
    ("bifold", "riverside"): (148, 210), ("bifold", "cedar-ridge"): (139.7, 215.9),
    ("card", "riverside"): (85.6, 54), ("card", "cedar-ridge"): (85.6, 54),
    ("trifold", "riverside"): (100, 210), ("trifold", "cedar-ridge"): (94.13, 215.9),
    ("booklet", "riverside"): (148, 210), ("booklet", "cedar-ridge"): (139.7, 215.9),
    ("leaflet", "riverside"): (210, 297), ("leaflet", "cedar-ridge"): (215.9, 279.4),
    ("poster", "riverside"): (297, 420), ("poster", "cedar-ridge"): (279.4, 431.8),
}
#: The flap of a trifold and the panel behind it are so much narrower.
FLAP, FLAP_PAGES = 3, (4, 5)
DRAFT = "Draft: not yet reviewed by a clinician"
RED, AMBER = (0xA8, 0x0F, 0x1C), (0xFF, 0xD2, 0x7A)
#: The page that carries the emergency panel, counted from 0.
EMERGENCY_PAGE = {"bifold": 1, "booklet": 1, "card": 0, "leaflet": 0, "poster": 0, "trifold": 1}
MM = 25.4 / 72


def standard_jobs(*, every_page: bool) -> list[str]:
    """Return every page, or each under one brand in turn: the other differs in paper and colour only."""
    return [
        f"{HANDOUT}/{language}/{format_}/{brand}"
        for number, language in enumerate(LANGUAGES) for place, format_ in enumerate(FORMATS) for brand in BRANDS
        if every_page or language in BOTH_BRANDS or (
            brand == BRANDS[(number + place) % 2] and language not in LEFT_OUT.get(format_, ())
        )
    ]


def bilingual_jobs(*, every_page: bool) -> list[str]:
    """Return every bilingual edition, or some: languages, formats and brands in turn."""
    return [
        f"{HANDOUT}/{language}/{format_}+bilingual/{brand}"
        for number, language in enumerate(LANGUAGES) if language != "en"
        for place, format_ in enumerate(MOST_PAGES) for brand in BRANDS
        if every_page or (number % 3 == 0 and place == number // 3 % 3 and brand == BRANDS[number // 3 % 2])
    ]


def large_print_jobs(*, every_page: bool) -> list[str]:
    """Return every large-print edition, or some: languages, leaflets and booklets, brands in turn."""
    return [
        f"{HANDOUT}/{language}/{format_}+large-print/{brand}"
        for number, language in enumerate(LANGUAGES)
        for place, format_ in enumerate(LARGE_PRINT_PAGES) for brand in BRANDS
        if every_page or (number % 2 and place == number // 2 % 2 and brand == BRANDS[number // 4 % 2])
    ]


def black_jobs(*, every_page: bool) -> list[str]:
    """Return every edition in black ink, or some, in three scripts."""
    if not every_page:
        pages = ("ar/booklet+black/cedar-ridge", "en/leaflet+black/riverside", "zh-Hans/poster+black/cedar-ridge")
        return [f"{HANDOUT}/{page}" for page in pages]
    return [f"{HANDOUT}/{language}/{format_}+black/{brand}"
            for language in LANGUAGES for format_ in FORMATS for brand in BRANDS]


def form_jobs(*, every_page: bool) -> list[str]:
    """Return every edition with fields, or one of each direction."""
    return [f"{HANDOUT}/{language}/booklet+form/{brand}" for language in LANGUAGES for brand in BRANDS
            if every_page or (language in BOTH_BRANDS and brand == "riverside")]


def jobs_by_kind(*, every_page: bool) -> dict[str, list[str]]:
    """Return the jobs by the name under which a test asks for one."""
    return {
        "job": standard_jobs(every_page=every_page), "bilingual_job": bilingual_jobs(every_page=every_page),
        "large_print_job": large_print_jobs(every_page=every_page), "black_job": black_jobs(every_page=every_page),
        "form_job": form_jobs(every_page=every_page),
    }


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each test its jobs: `job` a standard page, those of the editions, `any_job`."""
    kinds = jobs_by_kind(every_page=bool(metafunc.config.getoption(EVERY_PAGE)))
    every = [job for jobs in kinds.values() for job in jobs]
    for name, jobs in {**kinds, "any_job": every}.items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, jobs)


@dataclass(frozen=True, kw_only=True)
class Shipped:
    """What one build of the shipped project gave."""

    output: Path
    project: Project

    @cached_property
    def entries(self) -> dict[str, dict[str, object]]:
        """Return the manifest's entries by job id."""
        data = json.loads((self.output / "manifest.json").read_text(encoding="utf-8"))
        return {entry["id"]: entry for entry in data["jobs"]}

    def reader(self, job: str) -> Path:
        """Return a job's reader file; a job that failed has none and fails its tests."""
        entry = self.entries[job]
        assert entry["status"] == "good", entry["findings"]
        return self.output / str(entry["path"])

    def printed(self, job: str) -> Path:
        """Return a job's print file."""
        print_entry = self.entries[job]["print"]
        assert isinstance(print_entry, dict), f"{job} has no print file"
        return self.output / str(print_entry["path"])

    def words(self, language: str, text: str) -> str:
        """Return a word of the templates in a language."""
        catalog = self.project.catalogs.get((language, "templates"))
        return catalog.entries["", text].text if catalog else text


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, jobs: list[str]) -> Shipped:
    """Build the project of this repository, with its own cache, into a folder of its own."""
    output = tmp_path_factory.mktemp("shipped")
    handouts("build", "--json", "--output", str(output), *jobs, cwd=ROOT)
    return Shipped(output=output, project=load_project(ROOT)[0])


@pytest.fixture(scope="session")
def jobs(every_page: bool) -> list[str]:  # noqa: FBT001 (a fixture)
    return [job for jobs in jobs_by_kind(every_page=every_page).values() for job in jobs]


def parts(job: str) -> tuple[str, str, str]:
    """Return language, format and brand of a job."""
    _handout, language, format_, brand = job.split("/")
    return language, format_.partition("+")[0], brand


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def pictures(file: Path, *, scale: float = 0.5) -> Iterator[Image.Image]:
    """Yield a picture of each page, at half a pixel to the point."""
    with PdfDocument(file) as document:
        for page in document:
            yield page.render(scale=scale).to_pil().convert("RGB")


def test_all_jobs_are_there_and_good(
    shipped: Shipped, jobs: list[str], record_property: Callable[[str, object], None]
) -> None:
    assert sorted(shipped.entries) == sorted(jobs)
    faults = {
        job: found for job, entry in shipped.entries.items()
        if (found := [finding for finding in entry["findings"] if finding["severity"] != "note"])
    }
    record_property(f"finished pages of {len(shipped.entries)} jobs", sum(map(len, faults.values())))
    assert faults == {}
    assert {entry["status"] for entry in shipped.entries.values()} == {"good"}


def test_files_are_what_the_manifest_says(shipped: Shipped, any_job: str) -> None:
    entry, content = shipped.entries[any_job], shipped.reader(any_job).read_bytes()
    _handout, language, format_, brand = any_job.split("/")
    assert entry["path"] == f"{brand}/{language}/{HANDOUT}-{format_}-{language}.pdf"
    assert entry["sha256"] == hashlib.sha256(content).hexdigest()


def test_pages_have_their_number_and_size(shipped: Shipped, job: str) -> None:
    _language, format_, brand = parts(job)
    with PdfDocument(shipped.reader(job)) as document:
        sizes = [(page.get_width() * MM, page.get_height() * MM) for page in document]
    width, height = SIZES[format_, brand]
    assert sizes == [
        pytest.approx((width - FLAP if format_ == "trifold" and number in FLAP_PAGES else width, height), abs=0.1)
        for number in range(1, PAGES[format_] + 1)
    ]


def test_bilingual_pages_keep_to_their_budget(shipped: Shipped, bilingual_job: str) -> None:
    _language, format_, brand = parts(bilingual_job)
    with PdfDocument(shipped.reader(bilingual_job)) as document:
        sizes = [(page.get_width() * MM, page.get_height() * MM) for page in document]
    sheet = SIZES["poster" if format_ == "poster" else "leaflet", brand]
    assert sizes == [pytest.approx(sheet, abs=0.1)] * len(sizes)
    assert len(sizes) <= MOST_PAGES[format_]


def test_large_print_keeps_to_its_budget_on_whole_sheets(shipped: Shipped, large_print_job: str) -> None:
    _language, format_, brand = parts(large_print_job)
    with PdfDocument(shipped.reader(large_print_job)) as document:
        sizes = [(page.get_width() * MM, page.get_height() * MM) for page in document]
    assert sizes == [pytest.approx(SIZES["leaflet", brand], abs=0.1)] * len(sizes)
    assert len(sizes) <= LARGE_PRINT_PAGES[format_]


def test_nothing_in_large_print_is_smaller(shipped: Shipped, large_print_job: str) -> None:
    """Footers, page numbers and the draft line too."""
    sheets = read_printed(shipped.reader(large_print_job).read_bytes()).sheets
    assert min(run.size for sheet in sheets for run in sheet.runs if run.text.strip()) >= LARGE_PRINT_SIZE - 0.05


def test_the_signs_in_large_print_stand_on_the_pages_that_the_text_names(
    shipped: Shipped, large_print_job: str
) -> None:
    """The red panel is whole on the second page, and the amber one on the third."""
    sheets = list(pictures(shipped.reader(large_print_job)))
    for number, colour in ((2, RED), (3, AMBER)):
        inked = [page for page, sheet in enumerate(sheets, start=1)
                 if Counter(sheet.get_flattened_data())[colour] > 0.01 * sheet.width * sheet.height]
        assert inked == [number]


def test_what_is_written_on_has_fields_and_each_says_what_it_is_for(shipped: Shipped, form_job: str) -> None:
    """Seven days and four visits, six boxes to tick, ten lines; nothing is folded."""
    assert shipped.entries[form_job]["print"] is None
    with pikepdf.open(shipped.reader(form_job)) as document:
        fields = [*document.Root.AcroForm.Fields]
        kinds = Counter(str(field.FT) for field in fields)
        names = [str(field.T) for field in fields]
        assert kinds == {"/Tx": 7 * 5 + 4 * 4 + 10, "/Btn": 6}
        assert len(set(names)) == len(names)
        assert all(str(field.TU).strip() for field in fields)
        assert all("/AP" in field for field in fields)
        headings_of = {str(field.T): str(field.TU) for field in fields}
    if form_job.split("/")[1] == "en":
        assert headings_of["diary-7-1"] == headings_of["appointments-1-1"] == "Date"
        assert headings_of["own-questions-5"] == "My own questions"


def test_each_side_of_a_bilingual_page_has_its_language(shipped: Shipped, bilingual_job: str) -> None:
    language, format_, _brand = parts(bilingual_job)
    with pikepdf.open(shipped.reader(bilingual_job)) as document:
        cells = Counter(
            str(thing.Lang) for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/TD" and "/Lang" in thing
        )
    assert cells == {"en": PAIRS[format_], language: PAIRS[format_]}


def test_what_is_folded_cut_or_glued_has_a_print_file_and_nothing_else_has(shipped: Shipped, job: str) -> None:
    _language, format_, brand = parts(job)
    shipped.reader(job)
    width, height = SIZES[format_, brand]
    sheets = {
        "bifold": [(2 * width, height)] * 2,
        "booklet": [(2 * width, height)] * 8,  # four sheets, both sides
        "card": [SIZES["leaflet", brand]] * 2,
        "trifold": [(3 * width - FLAP, height)] * 2,
        "poster": [SIZES["leaflet", brand]] * 5,  # the sketch, and two by two on the brand's paper
    }
    if format_ not in sheets:
        assert shipped.entries[job]["print"] is None
        return
    with PdfDocument(shipped.printed(job)) as document:
        sizes = [(page.get_width() * MM, page.get_height() * MM) for page in document]
    assert sizes == [pytest.approx(size, abs=0.2) for size in sheets[format_]]


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize(("language", "cover_is_left"), [("en", False), ("ar", True)])
def test_the_outermost_sheet_is_bound_at_the_reading_edge(
    shipped: Shipped, brand: str, language: str, cover_is_left: bool  # noqa: FBT001 (parameters of a test)
) -> None:
    """The front of the first sheet carries cover and back: the cover right of the fold, in Arabic left of it."""
    job = f"{HANDOUT}/{language}/booklet/{brand}"
    cover = next(pictures(shipped.reader(job)))
    side = next(pictures(shipped.printed(job)))
    left = side.crop((0, 0, side.width // 2, side.height))
    right = side.crop((side.width - side.width // 2, 0, side.width, side.height))
    assert (difference(cover, left) < difference(cover, right)) is cover_is_left


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize(("language", "outside", "inside"), [
    ("en", (5, 6, 1), (2, 3, 4)), ("ar", (1, 6, 5), (4, 3, 2)),
])
def test_a_trifold_cut_at_its_folds_gives_its_panels(
    shipped: Shipped, brand: str, language: str, outside: tuple[int, ...], inside: tuple[int, ...]
) -> None:
    """Read from left to right; marks at the folds are all that differs."""
    job = f"{HANDOUT}/{language}/trifold/{brand}"
    panels = list(pictures(shipped.reader(job)))
    for sheet, order in zip(pictures(shipped.printed(job)), (outside, inside), strict=True):
        left = 0.0
        for number in order:
            panel = panels[number - 1]
            wide = sheet.width * panel.width / sum(panels[other - 1].width for other in order)
            cut = sheet.crop((round(left), 0, round(left + wide), sheet.height))
            others = [difference(other, cut) for other in panels if other is not panel]
            assert difference(panel, cut) < 4 < min(others), f"panel {number}"
            left += wide


@pytest.mark.parametrize("brand", BRANDS)
def test_ten_cards_lie_on_a_sheet_each_with_its_back_behind_it(shipped: Shipped, brand: str) -> None:
    job = f"{HANDOUT}/en/card/{brand}"
    width, height = (2 * side / MM for side in SIZES["card", brand])  # two pixels to the point
    sides, cards = (pictures(file, scale=2) for file in (shipped.printed(job), shipped.reader(job)))
    for side, card in zip(sides, cards, strict=True):
        start, top = (side.width - 2 * width) / 2, (side.height - 5 * height) / 2
        for column in range(2):
            for row in range(5):
                left, upper = start + column * width, top + row * height
                cut = side.crop((round(left), round(upper), round(left + width), round(upper + height)))
                assert difference(card, cut) < 6, (column, row)


def difference(first: Image.Image, second: Image.Image) -> float:
    """Return the mean difference of two pictures of nearly the same size."""
    one, other = first.resize((60, 90)).convert("L"), second.resize((60, 90)).convert("L")
    return sum(abs(a - b) for a, b in zip(one.tobytes(), other.tobytes(), strict=True)) / (60 * 90)


def test_every_font_is_embedded_and_ours(shipped: Shipped, any_job: str) -> None:
    with pikepdf.open(shipped.reader(any_job)) as document:
        dictionaries = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary)]
        descriptors = [thing for thing in dictionaries if "/FontName" in thing]
        fonts = {str(thing.BaseFont) for thing in dictionaries if "/BaseFont" in thing}
        embedded = [any(f"/FontFile{kind}" in thing for kind in ("", "2", "3")) for thing in descriptors]
    assert fonts
    assert all(name.partition("+")[2].startswith("Handout-") for name in fonts), fonts
    assert all(embedded)


def test_title_and_language_are_set(shipped: Shipped, job: str) -> None:
    language = parts(job)[0]
    title = shipped.project.handouts[HANDOUT].document.title
    catalog = shipped.project.catalogs.get((language, HANDOUT))
    with pikepdf.open(shipped.reader(job)) as document:
        # A window's title has one line and plain spaces, whatever keeps the words together on the page.
        words = (catalog.entries[title.key].text if catalog else title.text).split()
        assert str(document.docinfo["/Title"]) == " ".join(words)
        assert str(document.Root.Lang) == language
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)


def test_every_page_says_that_it_is_a_draft(shipped: Shipped, job: str) -> None:
    """Compared letter by letter: extraction does not keep the order of Arabic."""
    wanted = letters(shipped.words(parts(job)[0], DRAFT))
    with PdfDocument(shipped.reader(job)) as document:
        for number, page in enumerate(document, start=1):
            missing = set(wanted) - set(letters(page.get_textpage().get_text_range()))
            assert not missing, f"page {number} lacks {missing}"


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("format_", FORMATS)
def test_english_pages_carry_the_draft_line_the_number_and_the_codes(
    shipped: Shipped, format_: str, brand: str
) -> None:
    with PdfDocument(shipped.reader(f"{HANDOUT}/en/{format_}/{brand}")) as document:
        texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    assert all(DRAFT in text for text in texts)
    assert {"riverside": "999", "cedar-ridge": "911"}[brand] in texts[EMERGENCY_PAGE[format_]]
    code = shipped.project.formats[format_].file.code
    assert f"BP-1.0-{code}-en-{shipped.project.brands[brand].file.code}" in " ".join(texts)


def test_no_page_is_blank_and_none_is_printed_to_the_edge(shipped: Shipped, job: str) -> None:
    _language, format_, _brand = parts(job)
    for number, picture in enumerate(pictures(shipped.reader(job)), start=1):
        inked = sum(picture.convert("L").point(lambda level: level < 200, mode="1").histogram()[1:])
        assert inked > 0.01 * picture.width * picture.height, f"page {number} is nearly blank"
        if format_ == "booklet" and number == 1:
            continue  # the cover bleeds
        right, bottom = picture.width - 3, picture.height - 3
        corners = [picture.getpixel(place) for place in ((2, 2), (right, 2), (2, bottom), (right, bottom))]
        assert corners == [(255, 255, 255)] * 4, f"page {number} is printed in a corner"


def test_the_emergency_panel_is_red_under_every_brand(shipped: Shipped, job: str) -> None:
    _language, format_, _brand = parts(job)
    picture = list(pictures(shipped.reader(job)))[EMERGENCY_PAGE[format_]]
    counted = Counter(picture.get_flattened_data())
    assert counted[RED] > 0.01 * picture.width * picture.height


@pytest.mark.parametrize("page", READ)
def test_a_page_is_read_back_with_its_text_tags_and_code(shipped: Shipped, page: str) -> None:
    """What the rules over the printed page read: were it nothing, they would find nothing."""
    read = read_printed(shipped.reader(page).read_bytes())
    assert (read.tagged, read.language) == (True, page.split("/")[1])
    assert all(sheet.runs and sheet.ink > 0.01 for sheet in read.sheets)
    codes = [code for sheet in read.sheets for code in sheet.codes]
    brand = shipped.project.brands[page.split("/")[3]]
    address = brand.file.web.format(handout=HANDOUT, language=page.split("/")[1])
    assert codes == ([] if "/poster/" in page or "/card/" in page else [address])


@pytest.mark.parametrize("page", READ)
def test_a_page_is_read_aloud_as_it_is_written(shipped: Shipped, page: str) -> None:
    """Through the structure tree come the letters of the HTML, in its order, and no two words run together."""
    handout, language, format_, brand = page.split("/")
    job = Job(handout=handout, language=language, format=format_, brand=brand)
    composed = compose(job, Pantry(shipped.project).ingredients(job))
    assert isinstance(composed, Page)
    found = shipped.entries[page]["findings"]
    assert isinstance(found, list)
    sides = [re.findall(r"^side-\d+", one["message"])[0] for one in found if one["rule"] == "text-shortened"]
    spoken = spoken_words(shipped.reader(page).read_bytes())
    written = written_words(composed.html, shortened=sides)
    assert len("".join(written)) > 200
    assert "".join(spoken) == "".join(written)
    assert edges(written) - edges(spoken) == set()
    if language != "zh-Hans":  # which has lines, and no words
        most = written_words(composed.html, shortened=sides, inline=frozenset())
        assert edges(spoken) - edges(most) == set()


@pytest.mark.parametrize("page", READ)
def test_a_page_opens_with_its_title_its_order_and_its_bookmarks(shipped: Shipped, page: str) -> None:
    with pikepdf.open(shipped.reader(page)) as document:
        preferences = document.Root.ViewerPreferences
        assert bool(preferences.DisplayDocTitle)
        # PDFium, which Chrome and Edge search with, takes print codes and telephone numbers apart where it stands.
        assert "/Direction" not in preferences
        assert {str(sheet.Tabs) for sheet in document.pages} == {"/S"}
        with document.open_outline() as outline:
            bookmarks = ["".join(title.split()) for title in titles(outline.root)]
        assert bookmarks
        assert bookmarks == headings(document)


def titles(bookmarks: list[pikepdf.OutlineItem]) -> Iterator[str]:
    for bookmark in bookmarks:
        yield bookmark.title
        yield from titles(bookmark.children)


def headings(document: pikepdf.Pdf) -> list[str]:
    """Return the headings of the structure tree in its order, without spaces."""
    drawn = drawn_texts(document)
    found = []
    for heading in elements(document.Root.StructTreeRoot):
        if re.fullmatch("/H[1-6]", str(heading.get("/S", ""))):
            text = "".join(
                str(part.ActualText) if "/ActualText" in part else "".join(drawn.get(item, "") for item in items)
                for part in elements(heading) for items in (list(content_items(part)),)
            )
            found.append("".join(text.replace("\u00ad", "").split()))
    return found


def test_a_print_file_keeps_every_tag_with_its_content(shipped: Shipped, job: str) -> None:
    if shipped.entries[job]["print"] is None:
        return
    with pikepdf.open(shipped.reader(job)) as reader, pikepdf.open(shipped.printed(job)) as printed:
        assert tree(printed) == tree(reader)


def test_every_reader_file_and_every_print_file_is_accessible(shipped: Shipped, jobs: list[str]) -> None:
    printed = [shipped.printed(job) for job in jobs if shipped.entries[job]["print"] is not None]
    assert printed
    failures = validate([*(shipped.reader(job) for job in jobs), *printed])
    assert {str(file.relative_to(shipped.output)): found for file, found in failures.items() if found} == {}
