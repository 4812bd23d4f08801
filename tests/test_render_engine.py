"""The engine, for real: what a page may name, which faults of a layout it finds, and that bytes repeat."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hand_pages import hand_page
from pypdfium2 import PdfDocument

from generator.compose.page import Page
from generator.findings import Severity
from generator.load.format import FittingStep
from generator.render.pdf import Pdf

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("isolated_fonts"),
    pytest.mark.filterwarnings("ignore:No fonts configured in FontConfig:UserWarning"),
]
WORDS = "Bend your knees when you lift. "
STEPS = (
    FittingStep(name="large", properties={"size": "16pt"}), FittingStep(name="small", properties={"size": "9pt"})
)
FITTED = "#side-1 { font-size: var(--size) }"


def rendered(page: Page) -> Pdf:
    from generator.render.engine import render  # noqa: PLC0415 (half a second)

    return render(page)


def rules(page: Page) -> list[str]:
    """Return the rules of all findings; a page without text would prove nothing."""
    return [finding.rule for finding in rendered(page).findings]


def text(pdf: Pdf) -> str:
    with PdfDocument(pdf.content) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def test_a_good_page_has_no_finding() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h5v5z" fill="#123456"/></svg>'
    pdf = rendered(hand_page(f'<p>{WORDS}</p><img src="asset:a.svg" alt="Dot">', assets={"a.svg": drawing}))
    assert pdf.findings == ()
    assert pdf.steps == ("only",)
    assert pdf.page_sizes == (pytest.approx((100, 60)),)
    assert "Bend your knees" in text(pdf)


@pytest.mark.parametrize("address", [
    "file:///etc/passwd", "/etc/passwd", "http://example.org/a.png", "https://example.org/a.svg",
    "asset:unknown.svg", "asset:../../etc/passwd", "data:image/svg+xml,%3Csvg/%3E", "font:unknown",
])
@pytest.mark.parametrize("body", [
    '<p>Read</p><img src="{}" alt="x">',
    '<p>Read</p><object data="{}">x</object>',
    '<p style="background: url({})">Read</p>',
    '<style>@import url("{}");</style><p>Read</p>',
    '<link rel="attachment" href="{}"><p>Read</p>',
], ids=["img", "object", "background", "import", "attachment"])
def test_an_address_that_is_no_asset_gives_no_file(address: str, body: str) -> None:
    pdf = rendered(hand_page(body.format(address)))
    assert pdf.content == b""
    (found,) = pdf.findings
    assert (found.rule, found.job) == ("address-refused", "by/hand")
    assert address in found.message or "asset:" in found.message


def test_an_address_inside_a_drawing_is_refused_too() -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
        b'<image xlink:href="file:///etc/passwd" width="9" height="9"/></svg>'
    )
    pdf = rendered(hand_page('<p>Read</p><img src="asset:a.svg" alt="x">', assets={"a.svg": drawing}))
    # The engine turns the refusal into a message of its own, which fails the page just so.
    assert {finding.rule for finding in pdf.findings} <= {"address-refused", "engine-message"}
    assert pdf.findings[0].severity == Severity.ERROR
    assert b"root:" not in pdf.content


def test_a_missing_glyph_is_found() -> None:
    assert "glyph-missing" in rules(hand_page("<p>Otter \U0001f9a6.</p>"))


def test_the_character_that_no_font_has_is_named() -> None:
    found = rendered(hand_page("<p>Otter \U0001f9a6.</p>")).findings
    assert "\U0001f9a6" in " ".join(finding.message for finding in found if finding.rule == "glyph-missing")


def test_a_font_that_is_not_ours_cannot_stand_in() -> None:
    body = '<p style="font-family: DejaVu Sans">A</p><p style="font-family: monospace">B <i>C</i></p>'
    with pikepdf.open(io.BytesIO(rendered(hand_page(body)).content)) as document:
        families = {
            str(thing.FontFamily) for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and "/FontFamily" in thing
        }
    assert families == {"Handout Sans"}


def test_text_that_leaves_its_box_is_found() -> None:
    body = f'<p style="white-space: nowrap; background: #eee">{WORDS * 4}</p>'
    assert set(rules(hand_page(body))) == {"text-overflow"}


def test_text_that_leaves_the_paper_is_found() -> None:
    assert "text-overflow" in rules(hand_page(f'<p style="margin-left: -9mm">{WORDS}</p>'))


def test_text_that_leaves_a_framed_box_downwards_is_found() -> None:
    body = f'<div style="border: 1px solid; height: 6mm; width: 40mm">{WORDS * 3}</div>'
    assert "text-overflow" in rules(hand_page(body))


def test_lines_that_collide_are_found() -> None:
    assert rules(hand_page(f'<p>{WORDS}</p><p style="margin-top: -4mm">{WORDS}</p>')) == ["page-collision"]


def test_lines_side_by_side_do_not_collide() -> None:
    assert rules(hand_page(f'<p>{WORDS}</p><div style="display: flex"><p>Left</p><p>Right</p></div>')) == []


def test_small_type_is_found() -> None:
    assert rules(hand_page('<p style="font-size: 8.5pt">Small</p>')) == ["type-too-small"]
    assert rules(hand_page('<p style="font-size: 9pt">Least</p>')) == []


SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>'
IMAGE = '<img src="asset:a.svg" alt="A" style="width: 20mm; height: 20mm{}">'


def test_an_image_that_leaves_its_box_is_found() -> None:
    body = '<div style="background: #eee; height: {}mm">' + IMAGE.format("") + "</div>"
    assert rules(hand_page(body.format(12), assets={"a.svg": SQUARE})) == ["image-overflow"]
    assert rules(hand_page(body.format(20), assets={"a.svg": SQUARE})) == []


@pytest.mark.parametrize(("top", "found"), [(-10, ["page-collision"]), (1, [])])
def test_an_image_over_a_text_is_found(top: int, found: list[str]) -> None:
    image = IMAGE.format(f"; position: absolute; top: {top}mm; left: 0")
    body = f'<div style="padding-top: 10mm"><p>{WORDS}</p><div style="position: relative">{image}</div></div>'
    assert rules(hand_page(body, assets={"a.svg": SQUARE})) == found


def test_flowing_text_keeps_away_from_an_image_placed_above_the_foot() -> None:
    image = IMAGE.format("; position: absolute; bottom: 100%; left: 0")
    flow = '<div class="flow"><p style="padding-top: {}mm">Low</p></div>'
    body = f'{flow}<div class="anchored"><p>Foot</p>{image}</div>'
    assert rules(hand_page(body.format(2), assets={"a.svg": SQUARE})) == []
    assert "page-overflow" in rules(hand_page(body.format(20), assets={"a.svg": SQUARE}))


@pytest.mark.parametrize(("above", "found"), [(30, []), (38, ["panel-torn"]), (46, [])])
def test_a_panel_that_goes_on_overleaf_is_found(above: int, found: list[str]) -> None:
    """A hand page has room for 50 mm; what must be whole takes 16 mm, and begins overleaf where half of it would."""
    panel = '<div data-whole="Today"><p style="height: 8mm">One</p><p style="height: 8mm">Two</p></div>'
    page = hand_page(f'<div style="height: {above}mm"></div>{panel}')
    flowing = replace(page, pages=2, aimed_pages=2, stylesheets=(*page.stylesheets, ".side { height: auto }"))
    assert rules(flowing) == found


def test_what_the_engine_says_of_a_stylesheet_holds_for_every_page_that_uses_it() -> None:
    sheets = (".x { colr: red }",)
    pages = [hand_page(f"<p>{word}</p>", stylesheets=sheets) for word in ("One", "Two")]
    assert [rules(page) for page in pages] == [["engine-message"], ["engine-message"]]


def test_flowing_text_may_not_touch_what_is_anchored() -> None:
    body = '<div class="flow"><p style="padding-top: {}mm">Low</p></div><div class="anchored"><p>Foot</p></div>'
    assert rules(hand_page(body.format(33))) == ["page-overflow"], "the line ends 2 mm above the foot"
    assert rules(hand_page(body.format(30))) == []


def test_text_that_the_engine_drops_is_found() -> None:
    body = f'<div style="display: table; height: 20mm">{"".join(f"<p>{WORDS}</p>" for _ in range(12))}</div>'
    assert set(rules(hand_page(body))) & {"text-lost", "text-overflow"}


def test_lost_letters_are_counted() -> None:
    body = '<p>Seen</p><p style="display: none">Hidden</p>'
    found = rendered(hand_page(body)).findings
    assert [finding.rule for finding in found] == ["text-lost"]
    assert found[0].message.startswith("6 letters of side-1")


def test_what_the_engine_logs_is_a_finding() -> None:
    (found,) = rendered(hand_page("<p>Read</p>", style="p { colour: red }")).findings
    assert found.rule == "engine-message"
    assert "colour" in found.message


def test_a_side_is_tightened_until_it_fits() -> None:
    body = f'<div class="flow">{WORDS * 14}</div><div class="anchored">Foot</div>'
    pdf = rendered(hand_page(body, style=FITTED, fitting=STEPS))
    assert (pdf.steps, pdf.findings) == (("small",), ())
    assert len(pdf.page_sizes) == 1


def test_a_side_that_fits_is_left_roomy_and_the_first_step_is_kept() -> None:
    body = '<div class="flow">Short</div><div class="anchored">Foot</div>'
    assert rendered(hand_page(body, style=FITTED, fitting=STEPS)).steps == ("large",)
    assert rendered(hand_page(body, style=FITTED, fitting=STEPS, first_step=1)).steps == ("small",)


def test_a_side_that_never_fits_keeps_its_fault() -> None:
    body = f'<div class="flow">{WORDS * 60}</div><div class="anchored">Foot</div>'
    pdf = rendered(hand_page(body, style=FITTED, fitting=STEPS))
    assert pdf.steps == ("small",)
    assert {finding.rule for finding in pdf.findings} & {"page-overflow", "text-overflow", "text-lost"}


def test_only_the_side_that_needs_it_is_tightened() -> None:
    side = '<section class="side" id="side-{}"><div class="flow">{}</div><div class="anchored">x</div></section>'
    sides = side.format(1, WORDS * 14) + side.format(2, "Short")
    html = f'<html lang="en"><head><title>Two</title></head><body>{sides}</body></html>'
    style = ".side { font-size: var(--size); break-after: page } .side:last-child { break-after: auto }"
    pdf = rendered(hand_page("", html=html, style=style, fitting=STEPS, pages=2))
    assert (pdf.steps, pdf.findings, len(pdf.page_sizes)) == (("small", "large"), (), 2)


SIZES = (16, 15, 14, 13, 12, 11, 10, 9)
LADDER = tuple(FittingStep(name=f"{size}pt", properties={"size": f"{size}pt"}) for size in SIZES)
TWO = '<html lang="en"><head><title>Two</title></head><body>{}{}</body></html>'
ONE = '<section class="side" id="side-{}"><div class="flow">{}</div><div class="anchored">Foot</div></section>'
APART = ".side { font-size: var(--size); break-after: page } .side:last-child { break-after: auto }"


@pytest.mark.parametrize("words", [1, 7, 9, 11, 14, 17, 60])
def test_the_first_step_at_which_a_side_fits_is_found_as_trying_each_would(words: int) -> None:
    """Bisection, held against the slow way: each step by itself, from the roomiest."""
    body = f'<div class="flow">{WORDS * words}</div><div class="anchored">Foot</div>'
    good = (step for step in LADDER if not rendered(hand_page(body, style=FITTED, fitting=(step,))).findings)
    wanted = next(good, LADDER[-1]).name
    assert rendered(hand_page(body, style=FITTED, fitting=LADDER)).steps == (wanted,)


def test_each_side_gets_the_least_step_of_its_own() -> None:
    def steps(*words: int, first: int = 0) -> tuple[str, ...]:
        html = TWO.format(*(ONE.format(number, WORDS * count) for number, count in enumerate(words, start=1)))
        return rendered(hand_page("", html=html, style=APART, fitting=LADDER, pages=2, first_step=first)).steps

    (roomy, tight), (other, same) = steps(9, 14), steps(14, 9)
    assert (roomy, tight) == (same, other)
    assert SIZES.index(int(roomy[:-2])) < SIZES.index(int(tight[:-2]))
    assert steps(1, 1, first=3) == ("13pt", "13pt")


OPTIONAL = (
    '<p>Stays.</p><p class="optional">{}</p>'
    '<ul style="list-style: none"><li>One</li><li class="more optional">Left out</li></ul>'
)
SHORTENING = (*STEPS, FittingStep(name="shortened", properties=STEPS[1].properties, shortened=True))


def test_what_is_optional_is_left_out_only_where_nothing_else_helps() -> None:
    def of(words: int) -> Pdf:
        body = f'<div class="flow">{OPTIONAL.format(WORDS * words)}</div><div class="anchored">Foot</div>'
        return rendered(hand_page(body, style=FITTED, fitting=SHORTENING))

    whole, shortened = of(3), of(60)
    assert (whole.steps, whole.findings) == (("small",), ())
    assert "Left out" in text(whole)
    assert shortened.steps == ("large, shortened",)
    assert "Left out" not in text(shortened)
    assert all(words in text(shortened) for words in ("Stays.", "One", "Foot"))


def test_lines_to_write_on_are_not_lost() -> None:
    """They have no letters, and the engine drops them as it drops text."""
    def found(display: str) -> list[str]:
        body = f"""<p>Notes</p><div style="display: {display}">{'<div class="line"></div>' * 3}</div>"""
        return [one.message for one in rendered(hand_page(body, style=".line { height: 2mm }")).findings]

    assert found("block") == []
    assert found("none") == ["3 lines to write on of side-1 do not fit and would be left out."]


def test_what_is_left_out_makes_room_for_the_rest() -> None:
    """The rest takes the roomiest step at which it fits, not the tightest at which the whole did not."""
    def steps(rest: int, left_out: int) -> tuple[str, ...]:
        flow = f"<p>{WORDS * rest}</p>{OPTIONAL.format(WORDS * left_out)}"
        body = f'<div class="flow">{flow}</div><div class="anchored">Foot</div>'
        return rendered(hand_page(body, style=FITTED, fitting=SHORTENING)).steps

    first, second, _shortened = SHORTENING
    assert steps(1, 60) == (f"{first.name}, shortened",)
    assert [steps(rest, 60) for rest in range(2, 12)].count((f"{second.name}, shortened",)) > 0


def test_leaving_out_is_told_as_a_note_that_names_the_side() -> None:
    body = f'<div class="flow">{OPTIONAL.format(WORDS * 60)}</div><div class="anchored">Foot</div>'
    (found,) = rendered(hand_page(body, style=FITTED, fitting=SHORTENING)).findings
    assert (found.rule, found.severity, found.job) == ("text-shortened", Severity.NOTE, "by/hand")
    assert found.message.startswith("side-1 ")


def test_a_side_that_does_not_fit_shortened_either_keeps_its_fault() -> None:
    body = f'<div class="flow">{OPTIONAL.format("Rest.")}{WORDS * 60}</div><div class="anchored">Foot</div>'
    found = rules(hand_page(body, style=FITTED, fitting=SHORTENING))
    assert set(found) & {"page-overflow", "text-overflow", "text-lost"}


def test_only_the_side_that_needs_it_is_shortened() -> None:
    html = TWO.format(ONE.format(1, OPTIONAL.format("Kept.")), ONE.format(2, OPTIONAL.format(WORDS * 60)))
    pdf = rendered(hand_page("", html=html, style=APART, fitting=SHORTENING, pages=2))
    assert pdf.steps[1] == "large, shortened"
    assert [finding.message.partition(" ")[0] for finding in pdf.findings] == ["side-2"]
    assert text(pdf).count("Left out") == 1


def test_a_shortened_step_that_leaves_nothing_out_says_nothing() -> None:
    body = '<div class="flow">Short</div><div class="anchored">Foot</div>'
    assert rendered(hand_page(body, style=FITTED, fitting=SHORTENING, first_step=2)).findings == ()


def test_the_text_behind_what_is_left_out_stays() -> None:
    body = '<p><b class="optional">Gone</b>Behind <i>it</i> <b class="optional">Gone</b>and after.</p>'
    shown = text(rendered(hand_page(body, style=FITTED, fitting=SHORTENING, first_step=2)))
    assert "Behind it and after." in " ".join(shown.split())
    assert "Gone" not in shown


FLOWING = "@page { size: 100mm 60mm } .side { font-size: var(--size); height: auto; position: static }"


@pytest.mark.parametrize(("words", "step", "sheets"), [(10, "large", 1), (20, "large", 2), (35, "small", 2)])
def test_a_flowing_text_is_tightened_to_the_pages_that_are_aimed_at(words: int, step: str, sheets: int) -> None:
    body = "".join(f"<p>{WORDS}</p>" for _ in range(words // 2))
    pdf = rendered(hand_page(body, style=FLOWING, fitting=STEPS, pages=8, aimed_pages=2))
    assert (pdf.steps, len(pdf.page_sizes), pdf.findings) == ((step,), sheets, ())


def test_a_flowing_text_that_is_too_long_takes_more_pages_and_loses_nothing() -> None:
    body = "".join(f"<p>{number}. {WORDS}</p>" for number in range(60))
    pdf = rendered(hand_page(body, style=FLOWING, fitting=STEPS, pages=8, aimed_pages=2))
    assert (pdf.steps, pdf.findings) == (("small",), ())
    assert len(pdf.page_sizes) > 2
    assert all(f"{number}. Bend" in text(pdf) for number in range(60))


def test_a_flowing_text_that_is_too_long_is_set_as_roomy_as_its_pages_allow() -> None:
    middle = FittingStep(name="middle", properties={"size": "9.5pt"})
    body = "".join(f"<p>{number}. {WORDS}</p>" for number in range(30))
    pdf = rendered(hand_page(body, style=FLOWING, fitting=(STEPS[0], middle, STEPS[1]), pages=8, aimed_pages=2))
    tightest = rendered(hand_page(body, style=FLOWING, fitting=STEPS[1:], pages=8, aimed_pages=2))
    assert (pdf.steps, pdf.findings) == (("middle",), ())
    assert len(pdf.page_sizes) == len(tightest.page_sizes) == 3


def test_the_same_page_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib; from hand_pages import hand_page; from generator.render.engine import render; "
        f"print(hashlib.sha256(render(hand_page('<p>{WORDS}</p>')).content).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=Path(__file__).parent, check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
