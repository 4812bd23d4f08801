"""Words that no translator and no signatory ever sees are found in templates and stylesheets."""

from __future__ import annotations

import pytest
from support import ROOT, only, places

from generator.compose.literal_words import literal_words
from generator.load import load_project


@pytest.mark.parametrize(("source", "line"), [
    ("<p>Do not drive.</p>", 1),
    ("<p>\n{{ words }}\nand more\n</p>", 3),
    ("{% if x %}\n<b>Warning</b>{% endif %}", 2),
    ('<img src="x.svg" alt="A cup">', 1),
    ("{% trans %}Known{% endtrans %} unknown", 1),
    # A digit before a message makes another number of it.
    ("<p>1{{ inline(message) }}</p>", 1), ("<p>&#49;{{ inline(message) }}</p>", 1),
    ('<p>{{ "1" }}{{ inline(message) }}</p>', 1), ('<ol start="13">', 1), ('<input value="Never">', 1),
    ("""<ul style="list-style-type: 'Never '">""", 1),
    ("{% trans n=1 %}\nKnown{% endtrans %}\n<p>не знаю</p>", 3),
])
def test_words_of_a_template(source: str, line: int) -> None:
    assert places([only(literal_words({"leaflet/leaflet.html": source}, {}))]) == [
        ("template-words", "templates/leaflet/leaflet.html", line)
    ]


@pytest.mark.parametrize("source", [
    "<p>{{ inline(message) }}</p>", "{# A remark. #}", '<p class="note" lang="en"> / · </p>',
    "{% trans %}Known{% endtrans %}", "<style>p { color: red }</style>", '{% macro at(side) %}class="x"{% endmacro %}',
    '<img alt="{{ plain(figure.alternative) }}">', "<p>&ensp;·&ensp;</p>",
])
def test_what_is_no_literal_word(source: str) -> None:
    assert tuple(literal_words({"leaflet/leaflet.html": source}, {})) == ()


@pytest.mark.parametrize(("sheet", "found"), [
    ('p::before { content: "Important: " }', 1),
    (".page-number::before { content: counter(page) ' of ' counter(pages) }", 1),
    ('.page-number::before { content: "•" counter(page) " / " }', 0),
    ("@page { @bottom-left { content: counter(page) } }", 0), ("@page { @top-left { content: element(draft) } }", 0),
    ('p::before { content: "1" }', 1), (r'p::before { content: "\50\41" }', 1), (r'p::before { content: "\31" }', 1),
    (":root { --x: 'Never ' } ul { list-style-type: var(--x) }", 2), ("p { string-set: title 'Never' }", 1),
    ("@counter-style a { system: cyclic; symbols: Never }", 1), ("@media print { p { quotes: 'No' ' ' } }", 1),
    ("p { color: red; &::before { content: 'Nested' } }", 1), (":root { --body-family: 'Handout Sans' }", 0),
    ('/* content: "remark" */', 0), ('p { font-family: "Handout Sans" }', 0),
    ('p { font-feature-settings: "tnum" }', 0), ('p { background: url("asset:x.svg") }', 0),
    # A variable for fonts says nothing, unless something else takes it.
    ("p { hyphenate-character: var(--x-family) }", 1), ("p { --x: var(--body-family) }", 1),
    # Numbers of the engine's own join what stands behind them.
    ("p::before { content: counter(page) }", 1), ("p::before { content: counter(steps) }", 1),
    (".entry .page-number::before { content: target-counter(attr(href), page) }", 0),
    ("p::before { content: target-counter(attr(href), page) }", 1),
    (".page-number::before { content: target-counter(attr(title), page) }", 2),
    (".page-number::before { content: target-counter(attr(href), list-item) }", 2),
    (".page-number::before, p::before { content: counter(page) }", 1), (".page-number { counter-reset: page 13 }", 1),
    ("li { list-style: decimal inside }", 0), ("li { list-style: lower-alpha }", 1), ("b { float: footnote }", 1),
    ("li { list-style-type: symbols(cyclic 'Never') }", 2), ("p::before { content: string(title) }", 1),
    ('p::before { content: "✗" }', 1), ('p::before { content: "−" }', 1), ('p::before { content: "■ – •" }', 0),
])
def test_words_of_a_stylesheet(sheet: str, found: int) -> None:
    assert len(tuple(literal_words({}, {"leaflet/leaflet.css": sheet}))) == found


def test_documents_for_staff_are_english_by_design() -> None:
    assert tuple(literal_words({"proof/proof.html": "<p>Proof</p>"}, {})) == ()


def test_the_shipped_templates_have_none() -> None:
    project, _found = load_project(ROOT)
    sheets = {name: format_.stylesheet for name, format_ in project.formats.items()}
    assert tuple(literal_words(project.templates, {**sheets, **project.edition_stylesheets})) == ()


def test_a_mark_in_a_comment_hides_nothing() -> None:
    source = "{# {% trans %} is for messages #}\n<p>Hidden</p>\n{% trans %}Said{% endtrans %}"
    assert places([only(literal_words({"leaflet/leaflet.html": source}, {}))]) == [
        ("template-words", "templates/leaflet/leaflet.html", 2)
    ]
