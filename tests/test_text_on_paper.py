"""Text as it lies on paper: order of numbers in right-to-left pages, ends of lines, long words in narrow boxes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from printed_lines import boxes_of, is_line, lines, page_in, printed, text_of

from generator.compose.page import Page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("isolated_fonts"),
    pytest.mark.filterwarnings("ignore:No fonts configured in FontConfig:UserWarning"),
]

NUMBERS = ("+44 20 7946 0958", "500 mg", "2-3", "2\u20133", "38 °C", "100.4 °F (38 °C)", "999", "<5 kg", "10:30")
PLACES = {
    "paragraph": "<p>{before} {number} {after}</p>",
    "start of a paragraph": "<p>{number} {after}</p>",
    "bold": "<p>{before} <strong>{number}</strong> {after}</p>",
    "list item": "<ul><li>{before} {number}</li></ul>",
    "footer": '<div class="footer"><bdi>{before} {number}</bdi> <bdi>{after}</bdi></div>',
    "contact label": '<p class="contact"><span class="contact-label">{before} {number}</span></p>',
    "table cell": "<table><tr><td>{after}</td><td>{before} {number} {after}</td></tr></table>",
}
#: Words before and after the number; those of the pseudo-locale are overridden as it writes them.
WORDS = {
    "ar": ("خذي الدواء", "كل يوم"),
    "ur": ("دوا لیں", "ہر روز"),
    "ar-XB": ("\u202etake\u202c", "\u202edaily\u202c"),
}


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("language", WORDS)
def test_a_number_keeps_its_order_wherever_it_stands_in_a_right_to_left_page(language: str, number: str) -> None:
    before, after = WORDS[language]
    written = number.replace("<", "&lt;")
    body = "".join(place.format(before=before, number=written, after=after) for place in PLACES.values())
    style = """
        .footer { display: flex; justify-content: space-between; font-size: 9.5pt }
        html { font-size: 10pt; line-height: 1.3 } td { width: 40mm } ul { list-style: none }
    """
    page = page_in(language, body, style=style)
    # PDFium turns a bracket round when it reads beside right-to-left letters; which one it is does not matter here.
    read = [line.text.replace("(", ")") for line in lines(printed(page))]
    wanted = number.replace(" ", "").replace("(", ")")
    assert sum(wanted in line for line in read) == len(PLACES), read


def test_without_isolation_the_same_page_is_wrong() -> None:
    """The proof above can fail: the engine reorders what nobody isolates."""
    page = page_in("ar", "<p>خذي +44 20 7946 0958 الآن</p>")
    bare = page_in("ar", "").html.replace("</section>", "<p>خذي +44 20 7946 0958 الآن</p></section>")
    assert "+442079460958" in lines(printed(page))[0].text
    assert "+442079460958" not in lines(printed(replace(page, html=bare)))[0].text


def test_bold_figures_and_their_unit_keep_their_order_together() -> None:
    read = lines(printed(page_in("ar", "<p>خذي <strong>500</strong> mg كل يوم</p>")))
    assert "500mg" in read[0].text


NARROW = "p { width: 42mm; background: #eee }"
WITHOUT_SPACES = {
    "th": "ถ้าคุณปวดหลังมากหรือขาอ่อนแรงให้โทรหาพยาบาลทันทีและพักผ่อนให้เพียงพอก่อนกลับไปทำงาน",
    "km": "ប្រសិនបើអ្នកឈឺខ្នងខ្លាំងឬជើងខ្សោយសូមទូរស័ព្ទទៅគិលានុបដ្ឋាយិកាភ្លាមហើយសម្រាកឱ្យបានគ្រប់គ្រាន់",
    "lo": "ຖ້າທ່ານເຈັບຫຼັງຫຼາຍຫຼືຂາອ່ອນແຮງໃຫ້ໂທຫາພະຍາບານທັນທີແລະພັກຜ່ອນໃຫ້ພຽງພໍກ່ອນກັບໄປເຮັດວຽກ",
    "my": "ခါးအလွန်နာလျှင်သို့မဟုတ်ခြေထောက်အားနည်းလျှင်သူနာပြုကိုချက်ချင်းဖုန်းဆက်ပြီးကောင်းစွာအနားယူပါ",
}


@pytest.mark.parametrize("language", WITHOUT_SPACES)
def test_lines_without_spaces_wrap_inside_their_box_at_the_ends_of_words(language: str) -> None:
    from icu4py.breakers import LineBreaker  # noqa: PLC0415

    sentence = WITHOUT_SPACES[language]
    ends, end = set(), 0
    for word in LineBreaker(sentence, language):
        end += len(word)
        ends.add(end)
    texts = laid_out(page_in(language, f"<p>{sentence}</p>", style=NARROW))
    assert len(texts) > 2
    assert "".join(texts) == sentence
    assert {len("".join(texts[:count])) for count in range(1, len(texts) + 1)} <= ends


CHINESE = (
    "产后腰痛（很常见）：“六周内会好转。”如果出现《警示》症状，请拨打电话！什么时候？现在；不要等。",
    "如果疼痛加重（夜间尤甚），请联系“产科”，或助产士、医生。走路、休息、热敷（温水）都有帮助！",
)
CLOSING, OPENING = "，。、；：！？）》”’】」』…", "（《“‘【「『"


@pytest.mark.parametrize("width", range(20, 47, 3))
@pytest.mark.parametrize("sentence", CHINESE)
def test_no_chinese_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(sentence: str, width: int) -> None:
    style = f"p {{ width: {width}mm; font-size: 9pt }}"
    read = laid_out(page_in("zh-Hans", f"<p>{sentence}</p>", style=style))
    assert len(read) > 2
    assert [line for line in read if line[0] in CLOSING or line[-1] in OPENING] == []
    assert "".join(read) == sentence


@pytest.mark.parametrize(("language", "word"), [
    ("tr", "muvaffakiyetsizleştiricileştiriveremeyebileceklerimizdenmişsinizcesine"),
    ("de", "Rückenschmerzbehandlungsempfehlungszusammenfassung"),
    ("pl", "najnieprawdopodobniejszymizkonstantynopolitańczykowianeczek"),
    ("en", "https://riverside.example/h/back-pain-after-birth/en?from=leaflet&amp;code=BPB-LF-en-RWC"),
    ("ar", "https://riverside.example/h/back-pain-after-birth/ar?from=leaflet"),
])
@pytest.mark.parametrize("box", [
    "<p>{}</p>", "<ul><li>{}</li></ul>", "<p><strong>{}</strong></p>", "<h2>{}</h2>",
    '<div class="columns"><div class="column">{}</div><div class="column">a</div></div>',
    "<table><tr><td>{}</td><td>a</td></tr></table>",
], ids=["paragraph", "list", "bold", "heading", "columns", "table"])
def test_a_long_word_stays_in_its_box(language: str, word: str, box: str) -> None:
    style = """
        p, li, h2, .column, td { background: #eee } section > * { width: 44mm } ul { list-style: none }
        html { font-size: 9pt } h2 { font-size: 11pt } .columns { display: table }
        .columns, table { table-layout: fixed; border-spacing: 0 }
        .column { display: table-cell }
    """
    read = lines(printed(page_in(language, box.format(word), style=style)))
    assert len(read) > 1


def test_french_marks_stay_with_their_words() -> None:
    sentence = "Quand appeler : « tout de suite » ! Avez-vous de la fièvre ? Appelez ; ne tardez pas."
    for width in range(24, 60, 3):
        style = f"p {{ width: {width}mm; font-size: 9pt }}"
        read = laid_out(page_in("fr", f"<p>{sentence}</p>", style=style))
        assert [line for line in read if line[0] in ":;!?»" or line[-1] == "«"] == []


def laid_out(page: Page) -> list[str]:
    """Return the text of each laid-out line of a page; a finding (text that leaves its box) fails the test."""
    printed(page)
    return [line for line in (text_of(box) for box in boxes_of(page) if is_line(box)) if line]
