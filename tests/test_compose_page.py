"""The page and its key: whatever decides the bytes decides the key, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.compose.page import Page, page_key
from generator.fonts import FACES, FontFile
from generator.load.format import FittingStep

ENGINE = {"weasyprint": "70.0"}
FONT = FontFile(face=FACES[0], path=Path("/fonts/a.ttf"), sha256="ab")
PAGE = Page(
    job="water/en/sheet/oak", html="<p>x", stylesheets=("p {}",), assets={"a.svg": b"<svg/>"}, fonts=(FONT,),
    fitting=(FittingStep(name="roomy", properties={"gap": "1mm"}),), first_step=0,
    width=105, height=148, pages=1, minimum_type_size=9, imposition="none", binding="left", key="",
)
KEY = page_key(PAGE, ENGINE)


@pytest.mark.parametrize("change", [
    {"html": "<p>y"},
    {"stylesheets": ("p { }",)},
    {"stylesheets": ("p {}", "")},
    {"assets": {"a.svg": b"<svg />"}},
    {"assets": {"b.svg": b"<svg/>"}},
    {"fonts": ()},
    {"fonts": (replace(FONT, sha256="cd"),)},
    {"fonts": (replace(FONT, face=FACES[1]),)},
    {"fitting": (FittingStep(name="roomy", properties={"gap": "2mm"}),)},
    {"first_step": 1},
    {"width": 106},
    {"height": 149},
    {"pages": 2},
    {"minimum_type_size": 8},
    {"imposition": "saddle-stitch"},
    {"binding": "right"},
], ids=lambda change: next(iter(change)))
def test_everything_that_is_printed_is_in_the_key(change: dict[str, object]) -> None:
    assert page_key(replace(PAGE, **change), ENGINE) != KEY  # type: ignore[arg-type]  # fields of a page


def test_the_engine_is_in_the_key() -> None:
    assert page_key(PAGE, {"weasyprint": "70.1"}) != KEY


def test_neither_job_nor_machine_nor_order_is_in_the_key() -> None:
    moved = replace(PAGE, job="another/job", key="old", fonts=(replace(FONT, path=Path("/elsewhere/a.ttf")),))
    assert page_key(moved, dict(ENGINE)) == KEY
    two = replace(PAGE, assets={"a": b"1", "b": b"2"})
    assert page_key(two, ENGINE) == page_key(replace(two, assets={"b": b"2", "a": b"1"}), ENGINE)
