"""Rules over the printed page: each catches its fault in the bytes, and is silent on a page as it should be."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pytest
from hand_pages import bare_pdf, hand_page
from printed_pages import ADDRESS, EXPECTED, HELP, LONG, WATER, code, found_on, pixels, promising
from support import only

from generator.check.printed import PRINTED_RULES, check_printed, read_printed
from generator.check.printed.ground import contrast
from generator.check.printed.type import body_size
from generator.compose.expected import PlacedText
from generator.compose.page import Page
from generator.findings import Finding, Severity

pytestmark = [
    pytest.mark.usefixtures("isolated_fonts"),
    pytest.mark.filterwarnings("ignore:No fonts configured in FontConfig:UserWarning"),
]

PICTURE = '<img alt="x" src="asset:{}.png" style="width: 10mm; height: 10mm">'
GOOD = f'{HELP}{WATER}<p>{LONG[:90]}</p><img src="asset:qr.svg" alt="Code" style="width: 20mm; height: 20mm">'


def with_pictures(page: Page) -> Page:
    """Return the page with pictures of 40, 80 and 120 pixels."""
    return replace(page, assets={f"{width}.png": pixels(width) for width in (40, 80, 120)})


def with_code(page: Page, address: str = ADDRESS) -> Page:
    return replace(page, assets={"qr.svg": code(address)})


def test_a_good_page_is_silent() -> None:
    said = ("By hand", "Draft: not reviewed.", ".", *re.split(r"<[^>]*>|alt=\"|\"", GOOD), "Code")
    wording = replace(EXPECTED.wording, beside=(*said, "HW-1.0-SH-en-OAK"))
    assert [str(finding) for finding in found_on(with_code(promising(GOOD, wording=wording)))] == []


def test_a_page_that_promises_nothing_is_not_looked_at() -> None:
    assert check_printed(hand_page("<p>x</p>"), b"no PDF") == ()


def test_a_finding_names_page_job_and_source() -> None:
    found = only(found_on(promising(HELP + '<p style="color: #999">Drink 6 cups of water.</p>'), rule="contrast-low"))
    assert found.message.startswith("page 1 of by/hand: 'Drink 6 cups of water.' has a contrast of 2.8:1")
    assert (found.job, found.path, found.line, found.message_id) == ("by/hand", "handout.md", 12, "drink")


COVERED = (
    '<div style="position: relative"><p>Drink 6 cups of water and then drink more.</p><div style="position: absolute; '
    'top: 0; left: {}; width: 60mm; height: 10mm; background: {}"></div></div>'
)
WATER_IN_ARABIC = (
    "اشربي الماء كل يوم، وأكثر منه في الحر. ضعي إبريقا بجانب الكرسي الذي ترضعين عليه طفلك، لأن الحليب يأخذ جزءا كبيرا "
    "مما تشربينه. الشاي يحسب، والقهوة أقل. اطلبي المساعدة في حمل الزجاجات، وأخبري من تثقين به إن كنت عطشى دائما."
)
def test_a_finding_in_arabic_names_its_source_though_it_is_not_read_in_order() -> None:
    texts = ("اشربي 6 أكواب.", WATER_IN_ARABIC, "اسألي من تثقين به.")
    messages = tuple(PlacedText(text=text, path="ar.po", line=line) for line, text in enumerate(texts, 1))
    made = promising(f'{HELP}<p lang="ar" dir="rtl" style="color: #999">{WATER_IN_ARABIC}</p>', messages=messages)
    found = found_on(made, rule="contrast-low")
    assert {(one.path, one.line) for one in found} == {("ar.po", 2)}


FAULTS = [
    ("type-small", '<p style="font-size: 6pt">Drink.</p>', "is printed in 6.0 pt, the format's least is 9 pt"),
    ("body-small", f'<p style="font-size: 10pt">{LONG}</p>', "most of the text is printed in 10.0 pt"),
    ("text-slanted", '<p style="transform: skewX(-12deg)">Drink.</p>', "'Drink.' is printed in italics"),
    ("text-underlined", "<p>Please <u>drink water</u> now.</p>", "'drink water' is underlined"),
    ("text-unaligned", f'<p style="text-align: justify">{LONG}</p>', "the text is justified"),
    ("text-unaligned", f'<p style="text-align: center">{LONG}</p>', "is centred"),
    ("text-unaligned", f'<p style="text-align: right">{LONG}</p>', "is set to its end"),
    ("text-unaligned", f'<p lang="ar" dir="ltr" style="text-align: left">{WATER_IN_ARABIC}</p>', "is set to its end"),
    ("line-long", f'<p style="font-size: 4pt">{LONG}</p>', "is a line of about"),
    ("contrast-low", '<p style="color: #888">Grey.</p>', "'Grey.' has a contrast of 3.5:1 (#888888 on #ffffff)"),
    ("contrast-low", '<p style="color: #fff">White.</p>', "has a contrast of 1.0:1"),
    ("contrast-low", '<p style="color: #fff; background: #ffd27a">Gold.</p>', "(#ffffff on #ffd27a), 4.5:1"),
    ("contrast-low", '<h1 style="font-size: 20pt; color: #aaa">Large</h1>', "(#aaaaaa on #ffffff), 3:1"),
    ("text-covered", COVERED.format("0", "#0b6b6b"), "'Drink 6 cups of water and then drink mor…' is printed"),
    ("text-covered", COVERED.format("50mm", "#fff"), "cannot be seen: something lies over it"),
    ("text-near-edge", '<p style="position: absolute; left: -3mm; top: 30mm">Near</p>', "'Near' lies 2."),
    ("outside-page", '<p style="position: absolute; left: -8mm; top: 30mm">Outside</p>', "mm over the edge"),
    ("picture-coarse", PICTURE.format(40), "102 pixels to the inch"),
    ("glyph-unprinted", "<p>Drink ก now.</p>", "no font has a glyph for 'ก' (U+0E01)"),
    ("emergency-foreign", "<p>Call 911.</p>", "911 in 'Call 911.' is an emergency number elsewhere; in GB it is 999"),
    ("emergency-foreign", '<p lang="ar">اتصل على ٩١١ الآن</p>', "is an emergency number elsewhere"),
    ("link-wrong", '<p><a href="https://evil.example/">Here</a></p>', "a link opens https://evil.example/"),
]


@pytest.mark.parametrize(("rule", "body", "said"), FAULTS)
def test_a_planted_fault_is_found(rule: str, body: str, said: str) -> None:
    page = with_pictures(promising(HELP + body))
    if "lang" in body:
        from printed_lines import fonts_of  # noqa: PLC0415

        page = replace(page, fonts=fonts_of("ar"), stylesheets=(*page.stylesheets, ARABIC))
    found = only(found_on(page, rule=rule))
    assert said in found.message
    assert found.job == "by/hand"
    assert found.severity <= next(one.severity for one in PRINTED_RULES if one.id == rule)


ARABIC = 'html { font-family: "Handout Sans", "Handout Naskh" }'

GOOD_PARTS = [
    ("contrast-low", '<h1 style="font-size: 20pt; color: #949494">Large</h1>'),
    ("contrast-low", '<p style="color: #fff; background: #0b6b6b">White on the brand.</p>'),
    ("text-unaligned", f"<p>{LONG}</p>"),
    ("text-unaligned", f'<p dir="rtl" style="text-align: start">{WATER_IN_ARABIC}</p>'),
    ("text-underlined", '<p style="border-bottom: 1pt solid #000">A rule under the block is no underlining.</p>'),
    ("emergency-foreign", "<p>Drink 120 ml, or 112 cups; ring 020 7946 0911 or 111.</p>"),
    ("picture-coarse", PICTURE.format(120)),
    ("text-near-edge", '<p style="position: absolute; left: 0">Inside.</p>'),
]


@pytest.mark.parametrize(("rule", "body"), GOOD_PARTS)
def test_what_is_right_is_not_told(rule: str, body: str) -> None:
    assert [str(finding) for finding in found_on(with_pictures(promising(HELP + body)), rule=rule)] == []


def test_what_is_cut_from_a_sheet_may_stand_nearer_to_its_edge() -> None:
    def found(left: int) -> list[Finding]:
        near = promising(f'{HELP}<p style="position: absolute; left: {left}mm; top: 30mm">Near</p>')
        return list(found_on(replace(near, imposition="n-up"), rule="text-near-edge"))

    assert found(-3) == []
    assert "cuts may be 2.0 mm off" in only(found(-4)).message


def test_a_format_may_say_how_small_its_body_is() -> None:
    small = promising(f'{HELP}<p style="font-size: 10pt">{LONG}</p>')
    assert list(found_on(replace(small, minimum_body_size=9.5), rule="body-small")) == []


def test_a_picture_between_the_limits_is_advice() -> None:
    found = only(found_on(with_pictures(promising(HELP + PICTURE.format(80))), rule="picture-coarse"))
    assert (found.severity, "203 pixels" in found.message) == (Severity.NOTE, True)


def test_a_blank_page_and_one_with_a_margin_only() -> None:
    style = '@page { @top-left { content: "Draft: not reviewed" } } .next { break-before: page }'
    page = promising(f'{HELP}<p class="next" style="height: 1mm"></p>', style=style)
    found = only(found_on(page, rule="page-blank"))
    assert found.message.startswith("page 2 of by/hand: nothing is printed")


def test_a_code_of_another_address() -> None:
    found = only(found_on(with_code(promising(GOOD), "https://oak.example/water/es"), rule="code-wrong"))
    assert f"leads to https://oak.example/water/es, the brand's address is {ADDRESS}" in found.message


def test_a_code_that_no_camera_reads() -> None:
    small = GOOD.replace("20mm", "4mm")
    assert "cannot be read" in only(found_on(with_code(promising(small)), rule="code-wrong")).message


@pytest.mark.parametrize(("country", "number", "good"), [
    ("GB", "999", True), ("GB", "112", True), ("US", "911", True), ("US", "999", False), ("NZ", "111", True),
])
def test_the_emergency_number_is_that_of_the_country(country: str, number: str, *, good: bool) -> None:
    body = f"<p>Draft: not reviewed</p><p>Call {number}.</p>"
    page = promising(body, country=country, emergency=number, numbers=(number,))
    found = found_on(page, rule="emergency-wrong")
    assert [f"is no emergency number of {country}" in finding.message for finding in found] == [True] * (not good)


@pytest.mark.parametrize(("country", "number", "confirmed"), [
    ("NG", "112", ("112",)), ("ET", "907", ("907",)), ("ET", "907", ()), ("AQ", "112", ()),
])
def test_a_gap_in_our_data_and_a_number_that_was_confirmed_stop_no_page(
    country: str, number: str, confirmed: tuple[str, ...]
) -> None:
    body = f"<p>Draft: not reviewed</p><p>Call {number}.</p>"
    page = promising(body, country=country, emergency=number, numbers=(number,), confirmed=confirmed)
    assert found_on(page, rule="emergency-wrong") == ()
    assert found_on(page, rule="emergency-foreign") == ()


def test_a_page_without_the_emergency_number_gets_a_note() -> None:
    found = only(found_on(promising(WATER), rule="emergency-wrong"))
    assert (found.severity, "999 is not on it" in found.message) == (Severity.NOTE, True)


def test_an_emergency_number_that_is_lost_on_the_way_is_an_error() -> None:
    page = promising(WATER)
    meant = replace(page, html=page.html.replace("</section>", '<p style="display: none">999</p></section>'))
    assert only(found_on(meant, rule="emergency-wrong")).severity is Severity.ERROR


@pytest.mark.parametrize(("body", "released", "said"), [
    (WATER, False, "lacks the draft line"), (HELP, True, "carries the draft line"), (HELP, False, None),
    (WATER, True, None),
])
def test_drafts_carry_the_draft_line_and_releases_do_not(body: str, said: str | None, *, released: bool) -> None:
    found = found_on(promising(body, released=released), rule="draft-line-wrong")
    assert [said in finding.message for finding in found if said] == [True] * bool(said)
    assert bool(found) is bool(said)


#: Every letter of the draft line, and of much else.
LETTERS = "<p>Draw a bath, rest often, and tell your midwife when you need her: not everybody reviews at once.</p>"


def test_the_letters_of_the_draft_line_in_other_words_are_no_draft_line() -> None:
    found = found_on(promising(WATER + LETTERS), rule="draft-line-wrong")
    assert "lacks the draft line" in only(found).message


def test_a_document_bears_its_print_code() -> None:
    assert found_on(promising(HELP), rule="print-code-missing") == ()
    found = found_on(promising(HELP, print_code="HW-1.1-SH-en-OAK"), rule="print-code-missing")
    assert "HW-1.1-SH-en-OAK" in only(found).message


def test_language_and_title_are_those_of_the_handout() -> None:
    page = promising(HELP, languages=("es", "ar"), title="Beba agua")
    found = (*found_on(page, rule="language-wrong"), *found_on(page, rule="title-wrong"))
    said = [finding.message for finding in found]
    assert "its language is en, it is es" in said[0]
    assert "no passage is tagged as ar" in said[1]
    assert "title is 'By hand', that of the handout is 'Beba agua'" in said[2]


def test_an_untagged_document_and_a_figure_without_words() -> None:
    html = '<html lang="en"><title>By hand</title><body><p>Call 999.</p></body></html>'
    page = replace(hand_page(""), expected=EXPECTED)
    bare = check_printed(page, bare_pdf(html, variant=None))
    assert "has no tags" in next(finding for finding in bare if finding.rule == "tags-missing").message
    picture = '<svg viewBox="0 0 9 9" width="9" height="9"><title>Cup</title><path d="M0 0h9v9z"/></svg>'
    content = bare_pdf(html.replace("<p>", f"<p>{picture}"))
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure":
                del thing["/Alt"]
        document.save(changed)
    told = [finding for finding in check_printed(page, changed.getvalue()) if finding.rule == "tags-missing"]
    assert "1 of its figures have no alternative text" in only(told).message


def test_sizes_are_read_after_every_scaling() -> None:
    content = bare_pdf('<body style="font-size: 20pt"><p style="transform: scale(0.5)">Half of it</p></body>')
    printed = read_printed(content)
    assert body_size(printed) == pytest.approx(10, abs=0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((0x76, 0x76, 0x76), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
