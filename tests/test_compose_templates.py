"""Templates: undefined names and syntax faults have a place, words are translated, text is escaped."""

from __future__ import annotations

import pytest

from generator.compose.templates import TemplateFaultError, TemplateMessage, Templates, template_messages, word_faults
from generator.findings import Finding
from generator.load.catalog import Catalog, Entry

SOURCES = {
    "a/a.html": "{% extends 'shared/base.html' %}\n{% block body %}{% trans %}\n  Page\n  one\n{% endtrans %}"
                " {{ words }}{% endblock %}\n",
    "shared/base.html": "<p>{% block body %}{% endblock %}</p>",
}


def catalog(**entries: Entry) -> Catalog:
    """Return a Spanish catalog of template words; an underscore in a name stands for a space."""
    known = {("", name.replace("_", " ")): entry for name, entry in entries.items()}
    return Catalog(domain="templates", language="es", path="es.po", entries=known)


def fault(sources: dict[str, str], name: str, **context: object) -> Finding:
    with pytest.raises(TemplateFaultError) as raised:
        Templates(sources, words=None).fill(name, **context)
    return raised.value.finding


def test_words_are_trimmed_and_translated() -> None:
    spanish = Templates(SOURCES, words=catalog(Page_one=Entry(text="Página uno", line=1)))
    assert spanish.fill("a/a.html", words="x") == "<p>Página uno x</p>"
    assert Templates(SOURCES, words=None).fill("a/a.html", words="x") == "<p>Page one x</p>"


def test_languages_do_not_leak_into_each_other() -> None:
    spanish = Templates(SOURCES, words=catalog(Page_one=Entry(text="Página uno", line=1)))
    english = Templates(SOURCES, words=None)
    assert spanish.fill("a/a.html", words="") != english.fill("a/a.html", words="")
    assert english.fill("a/a.html", words="") == "<p>Page one </p>"


def test_text_is_escaped() -> None:
    assert Templates(SOURCES, words=None).fill("a/a.html", words="<b>&") == "<p>Page one &lt;b&gt;&amp;</p>"




def test_an_undefined_variable_has_file_and_line() -> None:
    found = fault({"a/a.html": "<p>\n{{ missing }}</p>"}, "a/a.html")
    assert (found.rule, found.place) == ("template", "templates/a/a.html:2")
    assert "missing" in found.message


def test_an_undefined_attribute_is_a_fault_too() -> None:
    found = fault({"a/a.html": "{{ job.nothing }}"}, "a/a.html", job="x")
    assert found.place == "templates/a/a.html:1"


def test_a_fault_in_an_included_template_names_that_one() -> None:
    sources = {"a/a.html": "{% include 'b/b.html' %}", "b/b.html": "\n\n{{ missing }}"}
    assert fault(sources, "a/a.html").place == "templates/b/b.html:3"


def test_a_syntax_fault_has_file_and_line() -> None:
    assert fault({"a/a.html": "\n{% if %}"}, "a/a.html").place == "templates/a/a.html:2"


def test_a_missing_template_is_a_finding() -> None:
    assert "nothing/nothing.html" in fault({}, "nothing/nothing.html").message


def test_messages_are_found_with_their_lines() -> None:
    assert list(template_messages(SOURCES)) == [
        TemplateMessage(template="a/a.html", path="templates/a/a.html", line=2, text="Page one")
    ]


@pytest.mark.parametrize(("entry", "rules"), [
    (Entry(text="Página uno", line=3), []),
    (Entry(text="Página uno", line=3, fuzzy=True), ["translation-fuzzy"]),
    (Entry(text=" ", line=3), ["translation-missing"]),
])
def test_words_need_a_reviewed_translation(entry: Entry, rules: list[str]) -> None:
    found = list(word_faults(SOURCES, catalog(Page_one=entry)))
    assert [finding.rule for finding in found] == rules
    assert all(finding.place == "es.po:3" for finding in found)


def test_words_that_are_not_in_the_catalog_are_missing() -> None:
    (found,) = word_faults(SOURCES, catalog())
    assert (found.rule, found.language) == ("translation-missing", "es")
