"""A page says what was signed, whole and nothing else, whatever its template does to the words."""

from __future__ import annotations

from pathlib import Path

import pytest
from composed_pages import page
from support import HANDOUT, ROOT, line_of, only, read, shipped, write
from tiny_clinic import TinyClinic, tiny_clinic

from generator.build.pantry import Pantry
from generator.check.printed import Printed
from generator.check.printed.signed_wording import text_altered
from generator.compose import compose
from generator.compose.page import Page
from generator.findings import Finding
from generator.plan import Selection, plan

SHEET = "templates/sheet/sheet.html"
#: The rule reads the page as it went to the engine.
UNREAD = Printed(sheets=(), language="", title="", tagged=False)
ITEM, BODY, TITLE = "{{ inline(item.message) }}", '<div class="flow">', "<h1>{{ inline(document.title) }}</h1>"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def found_on(made: Page) -> tuple[Finding, ...]:
    return tuple(text_altered(made, UNREAD))


def found_after(clinic: TinyClinic, old: str, new: str, *, path: str = SHEET, language: str = "en") -> list[str]:
    """Return what is said of a page when a template has `new` in place of `old`."""
    text = read(clinic, path)
    assert old in text
    write(clinic, path, text.replace(old, new))
    return [finding.message.partition(": ")[2] for finding in found_on(page(clinic, language=language))]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("brand", ["mill", "oak"])
def test_a_page_that_says_what_it_was_given_is_silent(clinic: TinyClinic, language: str, brand: str) -> None:
    assert [str(finding) for finding in found_on(page(clinic, language=language, brand=brand))] == []


@pytest.mark.parametrize(("old", "new", "said"), [
    (BODY, BODY + '{{ "Take two tablets." }}', "it says 'Take two tablets.'"),
    (BODY, BODY + '{% set words = "Take two" ~ " tablets." %}<p>{{ words }}</p>', "it says 'Take two tablets.'"),
    (ITEM, "{{ inline(item.message)|upper }}", "it says 'ASK YOUR GP"),
    (ITEM, "{{ (inline(item.message)|striptags)[:15] }}", "it says 'Ask your GP whe'"),
    (ITEM, '{{ (inline(item.message)|striptags).replace("are", "are not") }}', "it says 'Ask your GP when you are not"),
    (ITEM, '{{ "Never" }} {{ inline(item.message) }}', "it says 'Never Ask your GP"),
    (ITEM, '<span title="Take two tablets.">{{ inline(item.message) }}</span>', "it says 'Take two tablets.'"),
    (ITEM, "{{ inline(item.message) }} 41", "it says 'Ask your GP when you are thirsty. 41'"),
    ("{{ plain(document.cover.alternative) }}", "{{ plain(document.cover.alternative)[:5] }}", "it says 'A cup'"),
    ("<title>{{ plain(document.title) }}</title>", "<title>{{ plain(document.title) }}!</title>",
     "it says 'Drink water!'"),
    ("@page {", 'p::before { content: "Never " }\n@page {', "its style says 'Never'"),
    ("@page {", "p::before { content: attr(class) }\n@page {", "its style says 'attr(class)'"),
])
def test_words_that_nobody_signed_are_found(clinic: TinyClinic, old: str, new: str, said: str) -> None:
    assert [message for message in found_after(clinic, old, new) if message.startswith(said)]


@pytest.mark.parametrize(("old", "new", "said"), [
    ("<li>{{ inline(item.message) }}</li>", "<li>{{ inline(item.message)[:0] }}</li>",
     "it does not say 'Ask your GP when you are thirsty.'"),
    ("<p>{{ inline(block.message) }}</p>", "{% set words = inline(block.message) %}",
     "it does not say 'Drink 6 cups of water each day.'"),
])
def test_a_message_that_is_asked_for_and_not_printed_is_found(
    clinic: TinyClinic, old: str, new: str, said: str
) -> None:
    assert said in " ".join(found_after(clinic, old, new))


def test_half_a_message_is_none_in_a_translation_either(clinic: TinyClinic) -> None:
    told = found_after(clinic, "<p>{{ inline(block.message) }}</p>",
                       "<p>{{ (inline(block.message)|striptags)[3:] }}</p>", language="es")
    assert len(told) == 2, "the half that it says, and the whole that it does not say"


def test_a_picture_in_the_place_of_another_is_found(clinic: TinyClinic) -> None:
    write(clinic, "content/handouts/water/images/jug.svg", read(clinic, "content/handouts/water/images/cup.svg"))
    clinic.change(HANDOUT, "water each day.", "water each day.\n\n![A jug](images/jug.svg)")
    listing = '{% if block.kind == "list" %}'
    clinic.change(SHEET, listing, '{% if block.kind == "figure" %}<img src="asset:{{ block.image }}" '
                  f'alt="{{{{ plain(block.alternative) }}}}">{listing.replace("if", "elif")}')
    assert found_on(page(clinic)) == ()
    clinic.change(SHEET, "asset:{{ block.image }}", "asset:{{ document.cover.image }}")
    assert "the picture images/cup.svg stands in the place of another" in only(found_on(page(clinic))).message


def test_a_finding_names_the_line_of_the_nearest_message(clinic: TinyClinic) -> None:
    write(clinic, SHEET, read(clinic, SHEET).replace(
        "<p>{{ inline(block.message) }}</p>", "<p>{{ inline(block.message) }}</p><p>Drink 60 cups of water a day.</p>"
    ))
    finding = only(found_on(page(clinic)))
    source = read(clinic, HANDOUT)
    assert (finding.path, finding.line) == (HANDOUT, line_of(source, "Drink 6 cups of water each day."))


@pytest.mark.parametrize("kind", ["standard", "bilingual"])
def test_the_shipped_pages_say_what_was_signed(kind: str) -> None:
    """All languages and formats for one brand; composing all brands would say no more."""
    project, _loaded = shipped()
    assert project.root == ROOT
    pantry = Pantry(project)
    pages = [compose(job, pantry.ingredients(job)) for job in plan(project, Selection(brands=("riverside",)))
             if job.edition == kind]
    assert len(pages) > 10
    for made in pages:
        assert isinstance(made, Page)
        assert [str(finding) for finding in found_on(made)] == []


PARAGRAPH = "<p>{{ inline(block.message) }}</p>"


@pytest.mark.parametrize("new", [
    "<p>1{{ inline(block.message) }}</p>", "<p>3/{{ inline(block.message) }}</p>",
    "<p>1.{{ inline(block.message) }}</p>",
    "<p>1,{{ inline(block.message) }}</p>", "<p>1 {{ inline(block.message) }}</p>",
    "<p><b>1</b>{{ inline(block.message) }}</p>", "<p><span>1</span>{{ inline(block.message) }}</p>",
    "<p>\u0661{{ inline(block.message) }}</p>", "<p>999{{ inline(block.message) }}</p>",
])
def test_no_digit_joins_a_message(clinic: TinyClinic, new: str) -> None:
    clinic.change(HANDOUT, "Drink 6 cups of water each day.", "6 cups of water each day.")
    assert found_on(page(clinic)) == ()
    assert any(message.startswith("it says") for message in found_after(clinic, PARAGRAPH, new))


def test_the_number_of_a_step_stands_beside_a_message_that_begins_with_one(clinic: TinyClinic) -> None:
    clinic.change(HANDOUT, "Drink 6 cups of water each day.", "6 cups of water each day.")
    step = '<p><span class="step-number">2</span><span class="step-words">{{ inline(block.message) }}</span></p>'
    assert found_after(clinic, PARAGRAPH, step) == []


@pytest.mark.parametrize(("old", "new", "said"), [
    ("{% for item in block.items %}", "{% for item in block.items|reverse %}", "signed is the other order"),
    ("<h2>{{ inline(section.heading) }}</h2>", "<h2>{{ inline(section.heading) if not section.tier else '' }}</h2>",
     "it does not say 'Ask'"),
    ("<li>{{ inline(item.message) }}</li>", """<li style="list-style-type: 'Never '">{{ inline(item.message) }}</li>""",
     "its style says 'Never'"),
    ("<li>{{ inline(item.message) }}</li>", '<li>{{ inline(item.message) }}<input value="Never"></li>',
     "it says 'Never'"),
    ("@page {", r'p::before { content: "\50\41" } @page {', "its style says 'PA'"),
    ("@page {", ":root { --x: 'Never ' } ul { list-style-type: var(--x) }\n@page {", "its style says 'Never'"),
])
def test_order_headings_of_warnings_and_styles(clinic: TinyClinic, old: str, new: str, said: str) -> None:
    assert said in " ".join(found_after(clinic, old, new))


def test_a_message_that_is_there_twice_is_printed_twice(clinic: TinyClinic) -> None:
    clinic.change(HANDOUT, "- In danger call", "- Ask **{care_team}** when you are thirsty.\n- In danger call")
    assert found_on(page(clinic)) == ()
    told = found_after(
        clinic, "<li>{{ inline(item.message) }}</li>",
        "{% set words = inline(item.message) %}{% if not loop.first %}<li>{{ words }}</li>{% endif %}",
    )
    assert told == ["it says 'Ask your GP when you are thirsty.' 1 times, not 2."]
