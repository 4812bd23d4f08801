"""Hyphens: only where a format asks for them, a dictionary exists, and never in what is read at a glance."""

from __future__ import annotations

from dataclasses import replace

import pytest
from printed_lines import ROOT, boxes_of, is_line, page_in, text_of
from support import shipped

from generator.build.pantry import Pantry
from generator.compose import compose
from generator.compose.page import Page
from generator.plan import Job

WORD = {
    "de": "Rückenschmerzbehandlung",
    "pl": "fizjoterapeutka przeciwbólowymi",
    "tr": "muvaffakiyetsizleştiricileştirme",
}
SHEET = (ROOT / "templates" / "shared" / "base.css").read_text(encoding="utf-8")
RULES = "\n".join(rule for rule in SHEET.splitlines() if rule.startswith(".hyphenated"))


def lines_of(language: str, body: str) -> list[str]:
    page = page_in(language, body, style=f"{RULES} section > * {{ width: 22mm }}")
    page = replace(page, html=page.html.replace('class="', 'class="hyphenated ', 1))
    return [text_of(box) for box in boxes_of(page) if is_line(box)]


@pytest.mark.slow
@pytest.mark.usefixtures("isolated_fonts")
@pytest.mark.filterwarnings("ignore:No fonts configured in FontConfig:UserWarning")
@pytest.mark.parametrize(("language", "body", "hyphenated"), [
    ("de", '<div class="flow"><p>{}</p></div>', True),
    ("pl", '<div class="flow"><ul><li>{}</li></ul></div>', True),
    ("tr", '<div class="flow"><p>{}</p></div>', False),  # no dictionary
    ("de", '<div class="flow"><h2>{}</h2></div>', False),
    ("de", '<div class="flow"><div class="panel"><p>{}</p></div></div>', False),
    ("de", '<div class="flow"><div class="takeaway"><p>{}</p></div></div>', False),
    ("de", '<div class="flow"><div class="title-cell"><p>{}</p></div></div>', False),
    ("de", "<p>{}</p>", False),
])
def test_hyphens(language: str, body: str, *, hyphenated: bool) -> None:
    read = lines_of(language, body.format(WORD[language]))
    assert len(read) > 1
    assert any(line.endswith(("-", "\u2010")) for line in read) == hyphenated


def test_a_format_asks_for_them_and_none_of_ours_does() -> None:
    project, _found = shipped()
    assert not any(format_.file.hyphenation for format_ in project.formats.values())
    booklet = project.formats["booklet"]
    asking = replace(booklet, file=booklet.file.model_copy(update={"hyphenation": True}))
    job = Job(handout="back-pain-after-birth", language="en", format="booklet", brand="riverside")
    classes = []
    for format_ in (booklet, asking):
        changed = replace(project, formats={**project.formats, "booklet": format_})
        page = compose(job, Pantry(changed).ingredients(job))
        assert isinstance(page, Page), page
        classes.append("hyphenated" in page.html.partition(">\n<head")[0])
    assert classes == [False, True]
