"""A project that changes a shipped template: single blocks, whole files; every rule holds for them too."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from signing import sign_all
from support import ROOT, line_of, only, read, write
from tiny_clinic import TinyClinic, tiny_clinic

from generator.build.pantry import Pantry
from generator.compose import compose
from generator.compose.page import Page
from generator.compose.templates import Templates
from generator.findings import Finding
from generator.load import load_project
from generator.plan import all_jobs

SLIP, OURS = "templates/slip/slip.html", "templates/shared/base.html"
WORDS = "locales/es/LC_MESSAGES/templates.po"
HANDOUT = "content/handouts/water/handout.md"
DRAFT = "Draft: not yet reviewed by a clinician"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    """Return a clinic with one format, which is built on the shipped templates alone."""
    clinic = tiny_clinic(tmp_path)
    shutil.rmtree(clinic.root / "templates/shared")
    assert clinic.run("new", "format", "slip", "--handout", "water").status == 0
    clinic.change("handouts.toml", 'formats = ["sheet", "slip"]', 'formats = ["slip"]')
    clinic.change(HANDOUT, "  sheet:\n    body: [drink, ask]\n", "")
    shutil.rmtree(clinic.root / "templates/sheet")
    return clinic


def pages(clinic: TinyClinic, language: str = "en") -> list[Page | Finding]:
    project, found = load_project(clinic.root)
    assert found == ()
    pantry = Pantry(project)
    return [compose(job, pantry.ingredients(job)) for job in all_jobs(project) if job.language == language]


def html(clinic: TinyClinic) -> str:
    page = pages(clinic)[0]
    assert isinstance(page, Page), page
    return page.html


def findings(clinic: TinyClinic) -> list[tuple[str, str]]:
    project, found = load_project(clinic.root)
    return [(one.rule, one.place or "") for one in (*found, *Pantry(project).findings(all_jobs(project)))]


# -- single blocks -------------------------------------------------------------------------------------------------


def test_one_block_of_a_shipped_template_is_filled_and_all_else_stays(clinic: TinyClinic) -> None:
    before = html(clinic)
    write(clinic, OURS, '{% extends "shipped/shared/base.html" %}\n{% block head %}{{ super() }}'
                        '<meta name="ours" content="1">\n{% endblock %}\n')
    assert html(clinic) == before.replace("</head>", '<meta name="ours" content="1">\n</head>')


def test_the_shipped_leaflet_with_a_second_side_of_ones_own() -> None:
    """The example of docs/templates.md, on the shipped handout: macros and words of the parent are there."""
    project, _found = load_project(ROOT)
    own = ('{% extends "shipped/leaflet/leaflet.html" %}\n'
           '{% block body %}{% for region in ("start-column", "end-column") %}'
           '{% for section in regions[region] %}<h2>{{ inline(section.heading) }}</h2>'
           '{{ any(section.blocks, inline, plain) }}{% endfor %}{% endfor %}{% endblock %}\n')
    name = "leaflet/leaflet.html"
    sources = {**project.templates, f"shipped/{name}": project.templates[name], name: own}
    job = next(one for one in all_jobs(project) if one.id == "back-pain-after-birth/en/leaflet/riverside")
    page = compose(job, replace(Pantry(project).ingredients(job), templates=Templates(sources, words=None)))
    assert isinstance(page, Page), page
    assert 'class="body-column"' not in page.html
    assert page.html.count('id="side-') == 2


def test_a_template_that_extends_itself_is_told_how_to_name_the_shipped_one(clinic: TinyClinic) -> None:
    write(clinic, OURS, '{% extends "shared/base.html" %}')
    found = pages(clinic)[0]
    assert isinstance(found, Finding)
    assert (found.rule, found.path) == ("template", OURS)
    assert "shipped/" in found.action


def test_a_fault_in_a_shipped_template_says_that_it_is_shipped(clinic: TinyClinic) -> None:
    clinic.change(SLIP, '{{ slots["contacts"] }}', "{% from 'shared/blocks.html' import panel %}{{ panel() }}")
    found = pages(clinic)[0]
    assert isinstance(found, Finding)
    assert (found.path or "").startswith("shipped templates/shared/blocks.html")


# -- the rules hold ------------------------------------------------------------------------------------------------


def test_a_literal_word_in_an_overridden_template_has_file_and_line(clinic: TinyClinic) -> None:
    write(clinic, "templates/shared/slots/contacts.html", "{# ours #}\n<p>Call us</p>\n")
    assert findings(clinic) == [("template-words", "templates/shared/slots/contacts.html:2")]


def test_a_word_of_ones_own_needs_its_translation(clinic: TinyClinic) -> None:
    write(clinic, "templates/shared/slots/contacts.html", "<p>{% trans %}Call us{% endtrans %}</p>\n")
    assert findings(clinic) == [("translation-missing", WORDS)]
    write(clinic, WORDS, read(clinic, WORDS) + '\nmsgid "Call us"\nmsgstr "Llámenos"\n')
    assert findings(clinic) == []


def test_a_region_that_a_template_forgets_stops_the_page(clinic: TinyClinic) -> None:
    clinic.change(SLIP, '{{ sections("body") }}\n', "")
    found = only(one for one in pages(clinic) if isinstance(one, Finding) and "oak" in (one.job or ""))
    text = read(clinic, HANDOUT)
    assert (found.rule, found.path, found.line) == ("text-unset", HANDOUT, line_of(text, "Drink 6 cups of water"))


def test_an_outline_without_a_region_of_the_format_is_told(clinic: TinyClinic) -> None:
    clinic.change("templates/slip/format.toml", '["body", "signs"]', '["body", "signs", "back"]')
    rule, place = findings(clinic)[0]
    assert (rule, place.partition(":")[0]) == ("outline-regions", HANDOUT)


@pytest.mark.slow
@pytest.mark.parametrize(("path", "content"), [
    pytest.param(OURS, '<html lang="{{ language }}" dir="{{ direction }}"><head>{% include "shared/head.html" %}</head>'
                       "<body>{% block sides %}{% endblock %}</body></html>", id="a skeleton without it"),
    pytest.param("templates/slip/ours.css", ".draft-line { display: none }", id="a style sheet that hides it"),
    pytest.param("templates/slip/ours.css", ".draft-line { color: #fff }", id="white on white"),
])
def test_an_override_that_drops_the_draft_line_stops_the_page(clinic: TinyClinic, path: str, content: str) -> None:
    write(clinic, path, content)
    run = clinic.build("*/en/slip/oak", "--jobs", "1")
    assert run.status == 1
    assert run.rules() & {"draft-line-wrong", "contrast-low", "text-lost"}
    assert not run.jobs_with("rendered")


@pytest.mark.slow
def test_an_override_that_changes_a_sentence_stops_the_page(clinic: TinyClinic) -> None:
    clinic.change(SLIP, '<p class="summary">{{ inline(document.summary) }}</p>',
                  '<p class="summary">{{ inline(document.summary)|reverse }}</p>')
    run = clinic.build("*/en/slip/oak", "--jobs", "1")
    assert (run.status, run.rules()) == (1, {"text-altered"})


@pytest.mark.slow
def test_a_word_of_ones_own_has_to_be_signed_before_it_goes_out(clinic: TinyClinic) -> None:
    sign_all(clinic)
    assert clinic.build("--release", "--jobs", "1").status == 0
    write(clinic, "templates/slip/more.html", "")
    clinic.change(SLIP, "{% if sources %}", "<p>{% trans %}Call us{% endtrans %}</p>\n{% if sources %}")
    write(clinic, WORDS, read(clinic, WORDS) + '\nmsgid "Call us"\nmsgstr "Llámenos"\n')
    run = clinic.build("--release", "--jobs", "1")
    assert run.status == 1
    assert "sign-off-missing" in run.rules()


# -- whose is what -------------------------------------------------------------------------------------------------


def test_the_list_says_whose_each_template_is(clinic: TinyClinic) -> None:
    write(clinic, "templates/shared/slots/notes.html", "<p></p>")
    listed = clinic.run("templates", "list", "--json").data()["templates"]
    rows = {row["name"]: (row["from"], row["overrides"]) for row in listed}
    assert rows["slip/slip.html"] == ("project", False)
    assert rows["shared/slots/notes.html"] == ("project", True)
    assert rows["shared/base.css"] == rows["leaflet/format.toml"] == ("shipped", False)
    assert "in the place of a shipped one" in clinic.run("templates", "list").out


def test_a_shipped_template_is_copied_to_start_from(clinic: TinyClinic) -> None:
    before = html(clinic)
    name = "shared/slots/contacts.html"
    assert clinic.run("templates", "copy", name).status == 0
    assert read(clinic, f"templates/{name}") == (ROOT / "templates" / name).read_text(encoding="utf-8")
    assert html(clinic) == before
    for arguments, said in (((name,), "own already"), (("shared/bse.css",), 'Did you mean "shared/base.css"?')):
        run = clinic.run("templates", "copy", *arguments)
        assert (run.status, said in run.err) == (2, True)
