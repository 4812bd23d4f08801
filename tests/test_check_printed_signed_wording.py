"""A page says what was signed, whole and nothing else, whatever its template does to the words."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from composed_pages import page
from support import HANDOUT, ROOT, line_of, only, read, shipped, write
from tiny_clinic import TinyClinic, tiny_clinic

from generator.build.pantry import Pantry
from generator.check.printed import Printed
from generator.check.printed.passage_order import first_turn
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


def shipped_page(job_id: str) -> Page:
    """Return one of the shipped pages."""
    project, _loaded = shipped()
    pantry = Pantry(project)
    job = only(job for job in plan(project, Selection()) if job.id == f"back-pain-after-birth/{job_id}/riverside")
    made = compose(job, pantry.ingredients(job))
    assert isinstance(made, Page)
    return made


def exchanged(made: Page, one: str, other: str) -> Page:
    """Return the page with two texts in each other's place, each of which stands there once."""
    assert made.html.count(one) == made.html.count(other) == 1
    html = made.html.replace(one, "\0").replace(other, one).replace("\0", other)
    return replace(made, html=html)


PARAGRAPH = "<p>{{ inline(block.message) }}</p>"


@pytest.mark.parametrize("before", [
    "1", "1 ", "3/", "3 / ", "1.", "1,", "<b>1</b>", "<span>1</span>", "<u>1</u>", "<sup>1</sup>", "\u0661", "\u0967",
    "999", "1.0", "&#49;", "1<br>", "<div>1</div>", '<span class="step-number">1</span>',
    '<span class="page-number">7</span>', '<span class="page-number">1/</span>',
])
def test_no_digit_joins_a_message(clinic: TinyClinic, before: str) -> None:
    clinic.change(HANDOUT, "Drink 6 cups of water each day.", "6 cups of water each day.")
    assert found_on(page(clinic)) == ()
    assert any(message.startswith("it says") for message in found_after(
        clinic, PARAGRAPH, f"<p>{before}{{{{ inline(block.message) }}}}</p>"
    ))


@pytest.mark.parametrize(("counted", "said"), [
    ("loop.index", []),
    ("loop.index + 1", ["it says 2 before '6cupsofwater.', which is no such step.",
                        "it says 3 before '5cupsoftea.', which is no such step."]),
])
def test_the_number_of_a_step_stands_before_a_message_that_begins_with_one(
    clinic: TinyClinic, counted: str, said: list[str]
) -> None:
    clinic.change(HANDOUT, "{#drink-daily .critical}\nDrink 6 cups of water each day.",
                  "1. {#drink-daily .critical}\n   6 cups of water.\n2. 5 cups of tea.")
    step = f'<li>{{% if block.numbered %}}<span class="step-number">{{{{ {counted} }}}}</span>{{% endif %}}<span>'
    assert found_after(clinic, f"<li>{ITEM}</li>", f"{step}{ITEM}</span></li>") == said


def test_the_pages_and_steps_of_a_shipped_booklet_keep_their_numbers() -> None:
    """A title that begins with a number has that of its page before it; a step of Hindi begins with one too."""
    made = shipped_page("hi/booklet")
    assert made.html.count('<span class="step-number">') == made.html.count("step-number") > 1
    told = found_on(replace(made, html=made.html.replace('class="page-number">3<', 'class="page-number">4<')))
    assert "it says 4 as the number of another page" in only(told).message


@pytest.mark.parametrize(("old", "new", "said"), [
    ("{% for item in block.items %}", "{% for item in block.items|reverse %}",
     "behind 'Ask', where 'Ask your GP when you are thirsty.' was signed"),
    ("<h2>{{ inline(section.heading) }}</h2>", "<h2>{{ inline(section.heading) if not section.tier else '' }}</h2>",
     "it does not say 'Ask'"),
    ("<h2>{{ inline(section.heading) }}</h2>", "<h2>{{ inline(section.heading) if section.tier else '' }}</h2>",
     "it does not say 'Drink'"),
    # What only a window shows is not on the paper.
    ("<h2>{{ inline(section.heading) }}</h2>", '<h2 title="{{ plain(section.heading) }}"></h2>',
     "it does not say 'Drink'"),
    (f"<li>{ITEM}</li>", f"""<li style="list-style-type: 'Never '">{ITEM}</li>""", "its style says 'Never'"),
    (f"<li>{ITEM}</li>", f'<li>{ITEM}<input value="Never"></li>', "it says 'Never'"),
    (f"<li>{ITEM}</li>", f'<li>{ITEM}<input placeholder="Never"></li>', "it says 'Never'"),
    (f"<li>{ITEM}</li>", f'<li>{ITEM}<input type="reset"></li>', "it says '<input type"),
    (f"<li>{ITEM}</li>", f'<li value="13">{ITEM}</li>', "it says '13'"),
    ("@page {", r'p::before { content: "\50\41" } @page {', "its style says 'PA'"),
    ("@page {", 'p::before { content: "1" } @page {', "its style says '1'"),
    ("@page {", "p::before { content: counter(page) } @page {", "its style says 'counter(page)'"),
    ("@page {", ":root { --x: 'Never ' } ul { list-style-type: var(--x) }\n@page {", "its style says 'Never'"),
    # What the engine's parser reads as text is no comment.
    (BODY, f"{BODY}<![CDATA[>Never]]>", "it says 'CDATA[>Never'"),
    (BODY, f"{BODY}<!-->Never-->", "it says '>Never'"),
    (BODY, f"{BODY}<xmp><!--Never--></xmp>", "it says '<xmp>'"),
    ('alt="{{ plain(document.cover.alternative) }}"', 'alt="Never" alt="{{ plain(document.cover.alternative) }}"',
     "it says 'Never'"),
    (BODY, f"{BODY}<p>\u202e{{{{ inline(document.title) }}}}</p>", "it says 'Drink water'"),
])
def test_what_a_template_can_do_beside_the_words(clinic: TinyClinic, old: str, new: str, said: str) -> None:
    assert said in " ".join(found_after(clinic, old, new))


def test_a_remark_in_the_markup_says_nothing(clinic: TinyClinic) -> None:
    assert found_after(clinic, BODY, f"<!-- a remark -->{BODY}") == []


def test_the_style_sheet_of_a_format_says_nothing_either(clinic: TinyClinic) -> None:
    made = page(clinic)
    told = found_on(replace(made, stylesheets=(*made.stylesheets, 'h1::after { content: "!1" }')))
    assert "its style says '!1'" in only(told).message


def test_a_section_may_go_without_its_heading_where_it_says_so(clinic: TinyClinic) -> None:
    headings = "<h2>{{ inline(section.heading) }}</h2>"
    clinic.change(HANDOUT, "{#drink}\n", "{#drink .unheaded}\n")
    assert found_after(clinic, headings, f"{{% if section.tier %}}{headings}{{% endif %}}") == []


def test_the_heading_of_a_warning_is_never_left_out(clinic: TinyClinic) -> None:
    clinic.change(HANDOUT, "{#ask .tier-1}", "{#ask .tier-1 .unheaded}")
    assert "it does not say 'Ask'." in found_after(clinic, "<h2>{{ inline(section.heading) }}</h2>", "")


def test_a_message_that_is_there_twice_is_printed_twice(clinic: TinyClinic) -> None:
    clinic.change(HANDOUT, "- In danger call", "- Ask **{care_team}** when you are thirsty.\n- In danger call")
    assert found_on(page(clinic)) == ()
    told = found_after(
        clinic, f"<li>{ITEM}</li>",
        "{% set words = inline(item.message) %}{% if not loop.first %}<li>{{ words }}</li>{% endif %}",
    )
    assert told == ["it says 'Ask your GP when you are thirsty.' only 1 of 2 times."]


def test_what_is_said_twice_keeps_its_places_too(clinic: TinyClinic) -> None:
    clinic.change(HANDOUT, "- In danger call {emergency_number}.",
                  "- In danger call {emergency_number}.\n- Ask **{care_team}** when you are thirsty.\n- Sit down.")
    told = found_after(clinic, "{% for item in block.items %}",
                       "{% for item in (block.items[0], block.items[2], block.items[1], block.items[3]) %}")
    assert len(told) == 1
    assert "where 'In danger call 999.' was signed" in told[0]


def test_a_message_under_the_heading_of_another_section_is_found(clinic: TinyClinic) -> None:
    """Each section keeps its order; only one sentence has moved under the other's heading."""
    made = page(clinic)
    paragraph = "<p>Drink 6 cups of water each day.</p>"
    assert made.html.count(paragraph) == 1
    moved = made.html.replace(paragraph, "").replace("<ul>", f"{paragraph}<ul>")
    assert "'Drink 6 cups of water each day.'" in only(found_on(replace(made, html=moved))).message


@pytest.mark.parametrize("job_id", ["en/booklet", "ar/booklet", "en/leaflet", "zh-Hans/poster"])
def test_two_messages_of_a_shipped_page_in_each_others_place(job_id: str) -> None:
    made = shipped_page(job_id)
    assert made.expected is not None
    texts = [made.expected.wording.plain(one) for one in made.expected.wording.passages if one.needed]
    lines = [text for text in texts if made.html.count(f">{text}<") == 1]
    assert len(lines) > 1, "some stand on the page as they are written"
    one, other = f">{lines[0]}<", f">{lines[-1]}<"
    assert "signed" in only(found_on(exchanged(made, one, other))).message


def test_cells_of_a_table_in_each_others_place() -> None:
    made = exchanged(shipped_page("en/booklet"), '<th scope="col">Time</th>', '<th scope="col">Where</th>')
    assert "behind 'Date'" in only(found_on(made)).message


@pytest.mark.parametrize(("job_id", "languages"), [("es/leaflet+bilingual", 2), ("ar/booklet+bilingual", 2)])
def test_both_sides_of_a_bilingual_page_keep_their_order(job_id: str, languages: int) -> None:
    made = shipped_page(job_id)
    rows = re.findall(r'<tr class="row row-item">.*?</tr>', made.html, re.DOTALL)
    assert len(found_on(exchanged(made, rows[0], rows[1]))) == languages
    cells = [re.findall(r"<td.*?</td>", row, re.DOTALL)[0] for row in rows[:2]]
    assert len(found_on(exchanged(made, cells[0], cells[1]))) == 1


def test_what_is_not_translated_is_known_by_its_own_words() -> None:
    """Its placeholders are filled in the language of its side, and it stands on both sides of a bilingual page."""
    project, _loaded = shipped()
    whole = project.catalogs["es", "back-pain-after-birth"]
    entries = {key: entry for number, (key, entry) in enumerate(whole.entries.items()) if number % 3}
    lacking = {**project.catalogs, ("es", "back-pain-after-birth"): replace(whole, entries=entries)}
    pantry = Pantry(replace(project, catalogs=lacking), incomplete=True)
    for job in plan(project, Selection(languages=("es",), brands=("riverside",))):
        made = compose(job, pantry.ingredients(job))
        assert isinstance(made, Page)
        assert made.untranslated
        assert [str(finding) for finding in found_on(made)] == []


def test_a_picture_beside_the_words_of_another_is_found() -> None:
    made = shipped_page("en/leaflet")
    pictures = re.findall(r'<img src="asset:images/[^>]*>', made.html)
    assert len(set(pictures)) > 2
    assert "it says 'Woman" in only(found_on(exchanged(made, pictures[1], pictures[2]))).message


@pytest.mark.parametrize(("said", "groups"), [
    ("abcd", ("ab", "cd")), ("cdab", ("ab", "cd")), ("abab", ("ab", "ab")), ("xab", ("ab",)), ("aab", ("ab",)),
    ("abacad", ("ab", "ac", "ad")), ("abcab", ("ab", "abc")), ("", ()),
])
def test_groups_stand_whole_in_any_order(said: str, groups: tuple[str, ...]) -> None:
    assert first_turn(said, [tuple((text, True) for text in group) for group in groups]) is None


@pytest.mark.parametrize(("said", "groups"), [("acbd", ("ab", "cd")), ("aabb", ("ab", "ab")), ("axb", ("ab",))])
def test_groups_that_are_mixed_are_none(said: str, groups: tuple[str, ...]) -> None:
    assert first_turn(said, [tuple((text, True) for text in group) for group in groups]) is not None
