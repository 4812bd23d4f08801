"""Golden pages: the leaflet as it is composed, in a left-to-right and a right-to-left language.

`pytest tests/test_golden.py --renew-golden` writes the files anew; read the difference before keeping it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from normal_form import normal_form

from generator.compose import Ingredients, compose
from generator.compose.page import Page
from generator.compose.templates import Templates
from generator.load import Project, load_project
from generator.plan import Job
from generator.translate import translate

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
HANDOUT, BRAND = "back-pain-after-birth", "riverside"


@pytest.fixture(scope="module")
def project() -> Project:
    return load_project(ROOT)[0]


@pytest.mark.parametrize(("format_", "language"), [("leaflet", "en"), ("leaflet", "ar")])
def test_a_page_is_composed_as_before(
    format_: str, language: str, project: Project, renew_golden: bool  # noqa: FBT001 (a fixture)
) -> None:
    document, _found = translate(project.handouts[HANDOUT].document, project.catalogs.get((language, HANDOUT)))
    words = project.catalogs.get((language, "templates"))
    page = compose(
        Job(handout=HANDOUT, language=language, format=format_, brand=BRAND),
        Ingredients(project=project, document=document, templates=Templates(project.templates, words=words),
                    fonts=(), engine={}),
    )
    assert isinstance(page, Page), page
    composed, golden = normal_form(page.html), GOLDEN / f"{format_}-{language}.html"
    if renew_golden:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(composed, encoding="utf-8")
    assert composed == golden.read_text(encoding="utf-8"), "renew with: pytest tests/test_golden.py --renew-golden"


def test_the_normal_form_keeps_words_structure_and_direction() -> None:
    html = (
        '<html lang="ar" dir="rtl" class="arab"><head><style>p { color: red }</style></head><body>\n'
        '<p class="x" style="color: red">Call  <bdi dir="ltr">999</bdi>\n now</p>'
        '<img src="asset:a.svg" alt="A"></body></html>'
    )
    assert normal_form(html).splitlines() == [
        '<html class="arab" lang="ar" dir="rtl">',
        "  <body>",
        '    <p class="x">',
        '      Call <bdi dir="ltr">999</bdi> now',
        '    <img src="asset:a.svg" alt="A">',
    ]
