"""Extraction: what is translated, what a translator is told of it, and that Babel's own command finds the same."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from support import ROOT, catalog, document, listing, paragraphs, shipped
from tiny_clinic import TEMPLATE, tiny_clinic

from generator.compose.templates import TemplateFaultError, word_faults
from generator.load import TEMPLATE_DOMAIN, load_project
from generator.load.document import Document, Item, Listing, Message
from generator.load.handout import Handout
from generator.load.po import PoEntry
from generator.messages.extract import domain_entries, handout_entries, ids_of, is_critical, template_entries
from generator.translate import translate

Keys = set[tuple[str, str]]


@pytest.fixture(scope="module")
def water(tmp_path_factory: pytest.TempPathFactory) -> Handout:
    project, found = load_project(tiny_clinic(tmp_path_factory.mktemp("clinic")).root)
    assert found == ()
    return project.handouts["water"]


def entries_of(water: Handout, found: Document) -> dict[str, PoEntry]:
    return {entry.msgid: entry for entry in handout_entries(replace(water, document=found))}


def test_a_handout_s_messages_in_the_order_of_the_text(water: Handout) -> None:
    entries = handout_entries(water)
    assert [entry.key for entry in entries] == [
        ("front-matter", "Drink water"), ("front-matter", "How much, and when to ask."),
        ("front-matter", "Patient information"), ("front-matter", "A cup of water"),
        ("drink", "Drink"), ("drink", "Drink 6 cups of water each day."),
        ("ask", "Ask"), ("ask", "Ask **{care_team}** when you are thirsty."),
        ("ask", "In danger call {emergency_number}."),
    ]
    assert {entry.references for entry in entries} == {("content/handouts/water/handout.md",)}


def test_a_translator_is_told_what_it_is_where_it_is_printed_and_whether_harm_hangs_on_it(water: Handout) -> None:
    found = {entry.msgid: entry for entry in handout_entries(water)}
    daily = found["Drink 6 cups of water each day."]
    assert daily.extracted == ("paragraph", "id: drink-daily", "printed in: sheet", "safety-critical")
    assert (ids_of(daily), is_critical(daily)) == (("drink-daily",), True)
    assert not is_critical(found["Ask"])
    assert found["In danger call {emergency_number}."].flags == ("python-brace-format",)
    assert found["Ask"].flags == ()


def test_a_message_that_stands_twice_in_a_section_is_one_entry(water: Handout) -> None:
    twice = Listing(items=tuple(
        Item(message=Message(text="Rest", context="s", role="item", line=1, id=name, critical=name == "b"))
        for name in "ab"
    ))
    found = entries_of(water, document(*paragraphs("Rest"), twice))
    assert found["Rest"].extracted == ("paragraph, item", "id: a", "id: b", "safety-critical")


def test_a_message_without_a_word_is_not_translated(water: Handout) -> None:
    assert "" not in entries_of(water, document(listing("", "Rest")))


def test_the_words_of_templates_stand_once_with_every_template() -> None:
    found = template_entries({
        "a.html": '{{ _("Page %(page)s", page=1) }} {% trans %}\n  Two\n  lines\n{% endtrans %}',
        "b.html": '{{ _("Page %(page)s", page=2) }} {{ _("Page %(page)s", page=3) }}',
    })
    assert found == (
        PoEntry(msgid="Page %(page)s", references=("templates/a.html", "templates/b.html"), flags=("python-format",)),
        PoEntry(msgid="Two lines", references=("templates/a.html",)),
    )


def test_the_same_words_with_and_without_plural_are_one_entry() -> None:
    """Gettext refuses a file that has them twice."""
    plural = "{% trans count=n %}one cup{% pluralize %}{{ count }} cups{% endtrans %}"
    assert template_entries({"a.html": '{{ _("one cup") }}', "b.html": plural}) == (
        PoEntry(msgid="one cup", plural="%(count)s cups", references=("templates/a.html", "templates/b.html"),
                flags=("python-format",)),
    )


def test_the_same_words_with_two_plurals_are_a_finding() -> None:
    text = "{{% trans count=n %}}cup{{% pluralize %}}{}{{% endtrans %}}\n"
    with pytest.raises(TemplateFaultError) as refused:
        template_entries({"a.html": text.format("cups"), "b.html": "\n" + text.format("mugs")})
    found = refused.value.finding
    assert (found.path, found.line, found.message) == ("templates/b.html", 2, "'cup' has two plurals: 'cups', 'mugs'.")


def test_every_message_is_looked_up_at_render_time() -> None:
    """A catalog of what extraction gives is whole, and no message of it can be left out."""
    project, _found = shipped()
    for handout in project.handouts.values():
        keys = [entry.key for entry in handout_entries(handout)]
        assert translate(handout.document, catalog(dict.fromkeys(keys, "x")))[1] == ()
        for key in keys[::20]:
            some = catalog({one: "x" for one in keys if one != key})
            assert {finding.rule for finding in translate(handout.document, some)[1]} == {"translation-missing"}
    words = template_entries(project.templates)
    assert list(word_faults(project.templates, catalog({entry.key: "x" for entry in words}))) == []
    assert len(list(word_faults(project.templates, catalog({})))) == len(words)


# -- the same as plain pybabel ------------------------------------------------------------------------------------


def pybabel_keys(root: Path, target: Path) -> Keys:
    """Return what Babel's own command finds in a project."""
    subprocess.run(
        [Path(sys.executable).with_name("pybabel"), "-q", "extract", "-F", ROOT / "babel.toml", "-o", target,
         "content", "templates"],
        cwd=root, check=True, timeout=120,
    )
    with target.open("rb") as file:
        read = read_po(file)
    return {(found.context or "", str(found.id[0] if isinstance(found.id, tuple) else found.id))
            for found in read if found.id}


def our_keys(root: Path) -> Keys:
    project, _found = load_project(root)
    domains = domain_entries(project)
    assert TEMPLATE_DOMAIN in domains
    return {entry.key for entries in domains.values() for entry in entries}


@pytest.mark.slow
def test_plain_pybabel_finds_the_same_messages_in_what_is_shipped(tmp_path: Path) -> None:
    found = pybabel_keys(ROOT, tmp_path / "x.pot")
    assert found == our_keys(ROOT)
    assert len(found) > 100


@pytest.mark.slow
def test_plain_pybabel_finds_the_same_messages_in_a_tiny_clinic(tmp_path: Path) -> None:
    clinic = tiny_clinic(tmp_path)
    (clinic.root / "templates/sheet/sheet.html").write_text(TEMPLATE.replace("</body>", """\
<p>{% trans count=2 %}one cup{% pluralize %}{{ count }} cups{% endtrans %}</p>
<p>{% trans %}
  Words on
  two lines with a "quote" and a \\\\
{% endtrans %}</p>
</body>"""), encoding="utf-8")
    assert pybabel_keys(clinic.root, tmp_path / "x.pot") == our_keys(clinic.root)
