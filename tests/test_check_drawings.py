"""Alternative texts that say something, in every language; no red cross, and no false alarm for an X or a white one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support import only
from test_check_texts import loaded, saying
from tiny_clinic import tiny_clinic

from generator.check import Text
from generator.check.drawings import alternative_missing, emblem_protected, has_red_cross
from generator.findings import Severity
from generator.load.svg import svg_fault

CUP = "A cup of water"
CROSS = "M10 0h10v10h10v10h-10v10h-10v-10h-10v-10h10z"


@pytest.fixture(scope="module")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> Text:
    return loaded(tiny_clinic(tmp_path_factory.mktemp("tiny")), "es")


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Text:
    return loaded(tiny_clinic(tmp_path_factory.mktemp("tiny")), "en")


def svg(content: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 30">{content}</svg>'


@pytest.mark.parametrize("said", ["", "  ", "images/cup.svg", "cup.svg", "cup", "photo 1.JPG", "\u200b"])
def test_an_alternative_text_says_something_in_every_language(spanish: Text, english: Text, said: str) -> None:
    for text in (spanish, english):
        found = only(alternative_missing(saying(text, CUP, said)))
        assert (found.rule, found.severity) == ("alternative-missing", Severity.ERROR)
        assert found.path == text.place(text.handout.document.cover.alternative)[0]


def test_a_long_alternative_text_is_advice(spanish: Text) -> None:
    assert list(alternative_missing(saying(spanish, CUP, "a" * 150))) == []
    assert only(alternative_missing(saying(spanish, CUP, "a" * 151))).severity is Severity.NOTE


@pytest.mark.parametrize("drawing", [
    f'<path fill="#e60000" d="{CROSS}"/>',
    f'<path style="stroke:none;fill:#C8102E" d="{CROSS}"/>',
    '<path fill="#f00" d="M10 0 L20 0 L20 10 L30 10 L30 20 L20 20 L20 30 L10 30 L10 20 L0 20 L0 10 L10 10 Z"/>',
    '<polygon fill="red" points="10,0 20,0 20,10 30,10 30,20 20,20 20,30 10,30 10,20 0,20 0,10 10,10"/>',
    '<g fill="red"><rect x="10" width="10" height="30"/><rect y="10" width="30" height="10"/></g>',
    "<rect fill='#d22' x='12' width='6' height='30'/><rect fill='#d22' y='12' width='30' height='6'/>",
    '<path stroke="#d00000" stroke-width="6" d="M5 15h20M15 5v20"/>',
    '<g stroke="red" stroke-width="4"><line x1="5" y1="15" x2="25" y2="15"/><line x1="15" y1="5" x2="15" y2="25"/></g>',
])
def test_a_red_cross_is_found(english: Text, drawing: str) -> None:
    assert svg_fault(svg(drawing)) is None, "loading accepts it"
    handout = replace(english.handout, images={"images/sign.svg": svg(drawing)})
    found = only(emblem_protected(replace(english, handout=handout)))
    assert (found.severity, found.path) == (Severity.ERROR, "content/handouts/water/images/sign.svg")


@pytest.mark.parametrize("drawing", [
    f'<path fill="#ffffff" d="{CROSS}"/>',
    f'<path fill="#1a7f37" d="{CROSS}"/>',
    f'<rect width="30" height="30" fill="red"/><path fill="#fff" d="{CROSS}"/>',
    '<path stroke="#d00000" stroke-width="6" d="M5 5L25 25M25 5L5 25"/>',
    '<rect fill="red" x="10" width="10" height="30"/><rect fill="red" y="22" width="30" height="8"/>',
    '<rect fill="red" x="14" width="2" height="30"/><rect fill="red" y="14" width="12" height="2"/>',
    '<g fill="red"><path d="M0 0h5v5z"/></g><rect x="10" width="10" height="30"/><rect y="10" width="30" height="10"/>',
    '<path fill="red" d="M10 0c5 0 5 5 5 5s5 5 5 5z"/>',
    '<circle r="5" fill="red"/>',
    "",
])
def test_what_is_no_red_cross(drawing: str) -> None:
    assert not has_red_cross(svg(drawing))


def test_the_emblem_is_told_once(spanish: Text) -> None:
    handout = replace(spanish.handout, images={"a.svg": svg(f'<path fill="red" d="{CROSS}"/>')})
    assert list(emblem_protected(replace(spanish, handout=handout))) == []
