"""A dirty SVG becomes a plain one that looks the same, or is refused with the reason."""

from __future__ import annotations

import io
import re

import pytest
from hand_pages import hand_page
from hypothesis import given
from hypothesis import strategies as st
from logo_files import DIRTY, ILLUSTRATOR, INKSCAPE, PREFIXED, WEB, XMLNS, drawing
from PIL import Image, ImageChops

from generator.load.svg import svg_fault
from generator.load.svg_clean import CleanSvg, clean_svg
from generator.load.svg_faults import RefusedSvgError

RECT = '<rect width="40" height="10" fill="#336699"/>'
BOX = 'viewBox="0 0 40 10"'


def cleaned(svg: str) -> CleanSvg:
    return clean_svg(svg.encode())


def why_refused(svg: str) -> RefusedSvgError:
    with pytest.raises(RefusedSvgError) as refusal:
        cleaned(svg)
    assert refusal.value.action
    return refusal.value


def test_a_plain_file_is_taken_to_the_letter() -> None:
    svg = f"<!-- CC BY 4.0 -->\n{drawing(RECT)}\n"
    assert cleaned(svg) == CleanSvg(text=svg, ratio=4.0)


@pytest.mark.parametrize("name", DIRTY)
def test_what_was_cleaned_is_plain_and_has_nothing_left_to_clean(name: str) -> None:
    clean = cleaned(DIRTY[name])
    assert svg_fault(clean.text) is None
    assert cleaned(clean.text) == CleanSvg(text=clean.text, ratio=clean.ratio)
    assert "style" not in clean.text
    assert clean.text.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ')


@pytest.mark.parametrize(("svg", "removed"), [
    (INKSCAPE, {"editor data", "metadata", "style sheets", "hidden parts", "unused definitions", "re-used parts",
                "an odd view box"}),
    (ILLUSTRATOR, {"editor data", "style sheets"}),
    (WEB, {"scripts", "links", "event handlers", "animations", "re-used parts", "an odd view box"}),
    (PREFIXED, set()),
], ids=DIRTY)
def test_what_was_taken_out_is_told(svg: str, removed: set[str]) -> None:
    assert set(cleaned(svg).removed) == removed


@pytest.mark.parametrize(("svg", "kept", "gone"), [
    (INKSCAPE, ['<g transform="translate(10 5)">', 'fill="url(#fade)"', 'stop-color="#f0c000"',
                'transform="scale(0.5) translate(220 5)"'],
     ["guides", "inkscape", "metadata", "filter", "<use", "href", "stops"]),
    (ILLUSTRATOR, ['fill="#445566"', 'fill="#22313F"', 'stroke-width="4"'],
     ["foreignObject", "switch", "pgf", "class=", "Gotham", "#ffffff"]),
    (WEB, ['<g transform="translate(100 0)"><g><circle', 'opacity="0.5"', "M0 0h90"],
     ["script", "onload", "onclick", "<a", "href", "animate", "title", "preserveAspectRatio"]),
    (drawing(f'<rect style="fill:red"/><!-- x -->{RECT}'), ['fill="red"'], ["<!--"]),
    (drawing(f'<style>rect{{fill:red}}</style><rect fill="blue" style="fill:green"/>{RECT}'),
     ['<rect fill="green"/>'], ["blue"]),
    (drawing("<style>g rect:hover{fill:red} ::before{fill:red} rect$$${fill:red} rect{fill:#123}</style>" + RECT),
     ['fill="#123"'], ["red"]),
], ids=["inkscape", "illustrator", "web", "style", "cascade", "selectors"])
def test_what_draws_is_kept_and_nothing_else(svg: str, kept: list[str], gone: list[str]) -> None:
    text = cleaned(svg).text
    assert [words for words in kept if words not in text] == []
    assert [words for words in gone if words in text] == []


@pytest.mark.parametrize(("box", "written", "ratio"), [
    ('viewBox="-10 -10 200 80"', 'viewBox="0 0 200 80"', 2.5),
    ('viewBox="0,0,200,80"', 'viewBox="0 0 200 80"', 2.5),
    ('viewBox=" 0  0 2e2 80 "', 'viewBox="0 0 200 80"', 2.5),
    ('viewBox="0.5 0 0.2 0.1"', 'viewBox="0 0 0.2 0.1"', 2.0),
    ('width="100" height="50"', 'viewBox="0 0 100 50"', 2.0),
    ('width="50.8mm" height="1in"', 'viewBox="0 0 192 96"', 2.0),
    ('width="30pt" height="20px"', 'viewBox="0 0 40 20"', 2.0),
    ('width="2cm" height="40Q"', 'viewBox="0 0 75.590551 37.795276"', 2.0),
    ('width="50%" height="100%" viewBox="0 0 40 10"', 'viewBox="0 0 40 10"', 4.0),
    ('width="99" height="10" viewBox="0 0 40 10" preserveAspectRatio="none"', 'viewBox="0 0 40 10"', 4.0),
    ('width="10" height="10" viewBox="0 0 40 10"', 'viewBox="0 0 40 10"', 4.0),
])
def test_an_odd_view_box(box: str, written: str, ratio: float) -> None:
    clean = cleaned(drawing(RECT, box=box))
    assert clean.text.count("viewBox") == 1
    assert f'<svg xmlns="http://www.w3.org/2000/svg" {written}>' in clean.text
    assert clean.ratio == pytest.approx(ratio)
    assert clean.removed == ("an odd view box",)


def test_a_size_that_agrees_with_the_view_box_is_not_odd() -> None:
    svg = drawing(RECT, box='width="80mm" height="20mm" viewBox="0 0 40 10"')
    assert cleaned(svg).text == svg


@pytest.mark.parametrize(("svg", "said"), [
    (drawing('<image href="data:image/png;base64,AAAA" width="9" height="9"/>'), "embeds a picture"),
    (drawing('<image xlink:href="file:///etc/passwd"/>'), "embeds a picture"),
    (drawing('<use href="file:///etc/passwd#a"/>'), "outside itself"),
    (drawing('<use xlink:href="other.svg#a"/>'), "outside itself"),
    (drawing('<rect fill="url(https://example.org/a.svg#a)"/>'), "outside itself"),
    (drawing("<rect fill=\"url( 'a.svg#a')\"/>"), "outside itself"),
    (drawing('<rect style="fill:url(//example.org/a#b)"/>'), "outside itself"),
    (drawing('<style>@import "https://example.org/a.css";</style>'), "imports a stylesheet"),
    (f'<?xml-stylesheet href="a.css"?>{drawing(RECT)}', "outside itself"),
    (drawing('<link xmlns="http://www.w3.org/1999/xhtml" rel="stylesheet" href="a.css"/>'), "outside itself"),
    (f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>{drawing("<desc>&a;</desc>")}', "declares an entity"),
    (drawing("<text>Oak</text>"), "has text"),
    (drawing('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">Oak</p></foreignObject>'), "foreign content"),
    (drawing('<filter id="f"><feOffset/></filter><rect filter="url(#f)"/>'), "uses filter"),
    (drawing('<mask id="m"><rect/></mask><rect style="mask:url(#m)"/>'), "uses mask"),
    (drawing('<rect style="mix-blend-mode:multiply"/>'), "uses mix-blend-mode"),
    (drawing('<clipPath id="c" clipPathUnits="objectBoundingBox"/><g clip-path="url(#c)"/>'), "by their own size"),
    (drawing('<svg viewBox="0 0 1 1"><rect/></svg>'), "inside the drawing"),
    (drawing("<mesh/>"), "has <mesh>"),
    (drawing("<style>:root{--a:red} rect{fill:var(--a)}</style><rect/>"), "uses var()"),
    (drawing('<rect fill="var(--a)"/>'), "uses var()"),
    (drawing("<style>@media screen{rect{fill:red}}</style><rect/>"), "under conditions"),
    (drawing('<rect style="transform:rotate(9deg)"/>'), "moves shapes"),
    (drawing(RECT, box=f'{BOX} transform="scale(2)"'), "the whole drawing"),
    (drawing(RECT, box=""), "neither its view box nor its size"),
    (drawing(RECT, box='width="100%" height="3em"'), "neither its view box nor its size"),
    (drawing(RECT, box='viewBox="0 0 40"'), "a view box that is none"),
    (drawing(RECT, box='viewBox="0 0 nan 10"'), "without a size"),
    (drawing(RECT, box='viewBox="0 0 40 0"'), "without a size"),
    (drawing(RECT, box='viewBox="0 0 4000 10"'), "which is a line"),
    (drawing('<symbol id="s" viewBox="0 0 1 1"/><use href="#s"/>'), "a view box of its own"),
    (drawing(f'<g id="a">{RECT}</g><use href="#a" x="50%"/>'), "depends on something else"),
    (drawing("<g id='a'><use href='#a'/></g>"), "refers to itself"),
    (drawing('<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/><rect fill="url(#a)"/>'),
     "refers to itself"),
    (drawing("".join(f'<g id="a{n}">{f"<use href=%s#a{n + 1}%s/>" % (chr(34), chr(34)) * 10}</g>' for n in range(7))
             + '<g id="a7"><rect/></g>'), "more than 20,000 parts"),
    (drawing("<g>" * 500 + "</g>" * 500), "broken XML"),
    (drawing("<g>"), "broken XML"),
    ("<html><body/></html>", "is no SVG"),
])
def test_what_cannot_be_cleaned_is_refused(svg: str, said: str) -> None:
    assert said in why_refused(svg).said


def test_a_refusal_has_its_line() -> None:
    assert why_refused(drawing("\n\n<g>\n<text>Oak</text></g>")).line == 4
    assert why_refused(f'<!DOCTYPE svg [\n<!ENTITY a "b">]>{drawing(RECT)}').line == 2


def test_what_only_hides_or_is_not_used_is_no_reason_to_refuse() -> None:
    svg = drawing(f'<defs><pattern id="p"><image href="a.png"/></pattern></defs><g display="none"><text>A</text></g>'
                  f'<text> </text><foreignObject/><filter id="f"/>{RECT}')
    assert cleaned(svg).text == f'<svg xmlns="http://www.w3.org/2000/svg" {BOX}>{RECT}</svg>\n'


def test_a_definition_in_a_hidden_layer_still_draws() -> None:
    svg = drawing('<g display="none"><rect/><linearGradient id="a"><stop stop-color="#123456"/></linearGradient></g>'
                  '<rect width="40" height="10" fill="url(#a)"/>')
    assert 'stop-color="#123456"' in cleaned(svg).text


def test_a_snippet_without_its_namespace_gets_it() -> None:
    assert cleaned(f'<svg {BOX}><rect onclick="x()"/></svg>').text \
        == f'<svg xmlns="http://www.w3.org/2000/svg" {BOX}><rect/></svg>\n'


PARTS = st.sampled_from([
    "<g>", "</g>", RECT, "<script/>", '<use href="#a"/>', '<g id="a">', "<style>", "</style>", "rect{fill:red}",
    "@media x{", "url(x)", "<text>x</text>", "<a>", "</a>", "<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&x;",
    "<switch>", "</switch>",
    '<image href="x"/>', "\u0600", "<svg>", "</svg>", "<foreignObject>", "</foreignObject>", "<mask/>", "var(",
])


@given(st.lists(PARTS, max_size=12), st.sampled_from([BOX, "", 'width="9" height="9"', 'viewBox="1,2 3,4"']))
def test_nothing_unsafe_comes_through(parts: list[str], box: str) -> None:
    try:
        clean = cleaned(f"<svg {XMLNS} {box}>{''.join(parts)}</svg>")
    except RefusedSvgError:
        return
    assert svg_fault(clean.text) is None
    assert clean.ratio > 0


def picture(svg: str) -> Image.Image:
    """Return a drawing as the engine prints it, 40 mm wide."""
    from pypdfium2 import PdfDocument  # noqa: PLC0415

    from generator.render.engine import render  # noqa: PLC0415 (half a second)

    made = render(hand_page('<img src="asset:logo.svg" alt="Logo">', style="img { width: 80mm; height: 40mm; "
                            "object-fit: contain; object-position: 0 0 }", assets={"logo.svg": svg.encode()}))
    assert made.content, made.findings
    return PdfDocument(io.BytesIO(made.content))[0].render(scale=2).to_pil()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["inkscape", "illustrator", "web"])
def test_what_was_cleaned_looks_the_same(name: str) -> None:
    # What the engine does not do by itself is out of the way: conditions that it overlooks, and stretching.
    before = re.sub('preserveAspectRatio="none"|width="10em" height="100%"|@font-face.*', "", DIRTY[name])
    with_ink = picture(before)
    assert with_ink.getcolors(1) is None, "the original is drawn"
    assert ImageChops.difference(with_ink, picture(cleaned(DIRTY[name]).text)).getbbox() is None


@pytest.mark.slow
def test_a_gradient_of_another_paints_every_shape() -> None:
    stops = '<stop stop-color="#0b6b6b"/><stop offset="1" stop-color="#f0c000"/>'
    shapes = '<rect width="15" height="10" fill="url(#b)"/><circle cx="30" cy="5" r="5" fill="url(#b)"/>'
    whole = drawing(f'<linearGradient id="b" x2="0" y2="1">{stops}</linearGradient>{shapes}')
    taken = drawing(f'<linearGradient id="b" x2="0" y2="1" xlink:href="#a"/><linearGradient id="a">{stops}'
                    f"</linearGradient>{shapes}")
    assert ImageChops.difference(picture(whole), picture(taken)).getbbox(), "the engine draws it wrongly by itself"
    assert ImageChops.difference(picture(whole), picture(cleaned(taken).text)).getbbox() is None
