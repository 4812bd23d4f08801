"""One language's side of a page: what is not translated is marked, dates and numbers, regions, what was left out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from support import HANDOUT, document, listing, message, paragraphs
from tiny_clinic import TinyClinic, tiny_clinic

from generator.compose.layout import LayoutClass
from generator.compose.side import Side, language_name, regions_of
from generator.compose.typefaces import setting_for
from generator.load import load_project
from generator.load.document import Box, Document, Figure, Message, map_messages, messages_of
from generator.load.settings import PSEUDO_LOCALES

WORDS = {"care_team": "su médico", "emergency_number": "999"}
_BODY = document(*paragraphs("Bend **your** knees."), listing("Ask {care_team}."))
TEXT = replace(_BODY, sections=tuple(
    replace(section, heading=replace(section.heading, role="heading")) for section in _BODY.sections
))
BLOCKS = {"body": TEXT.sections}


def side(language: str = "es", *, text: Document = TEXT) -> Side:
    return Side(
        language=language, document=text, source_language="en",
        layout=LayoutClass(paper="A4", headings="sans", corner="square", words=WORDS),
        setting=setting_for(language, headings="sans", arabic_body="naskh"),
    )


def left(text: str, **fields: object) -> Message:
    """Return a message that stands in the words of the source."""
    return replace(message(text), untranslated=True, **fields)  # type: ignore[arg-type]  # fields of a message


def test_a_translated_message_is_its_html() -> None:
    assert side().inline(message("Doble **las** rodillas.")) == "Doble<strong> las</strong> rodillas."


@pytest.mark.parametrize("language", ["es", "ar", "zh-Hans"])
def test_an_untranslated_message_is_marked_and_keeps_the_language_and_direction_of_the_source(language: str) -> None:
    html = side(language).inline(left("Ask {care_team} & rest."))
    assert html.startswith(
        '<span class="untranslated" lang="en" dir="ltr"><b class="untranslated-mark">EN</b> Ask su médico &amp; '
    )
    assert html.endswith("</span>")


def test_where_there_are_no_tags_the_mark_is_in_brackets() -> None:
    assert side().plain(left("A **cup** of {care_team}")) == "[EN] A cup of su médico"
    assert side().plain(message("Una **taza**")) == "Una taza"


def test_a_text_cannot_add_markup_by_being_untranslated() -> None:
    assert "<script>" not in side().inline(left("<script>x</script>"))


def test_untranslated_messages_are_named_by_id_or_words_in_the_order_of_the_page() -> None:
    front = replace(TEXT, title=left("Title"), cover=Figure(image="cover.svg", alternative=left("Cover")))
    blocks = (*paragraphs("Doble."), replace(paragraphs("x")[0], message=left("Bend.", id="bend")),
              replace(paragraphs("x")[0], message=left("Ask **now**.")))
    section = replace(TEXT.sections[0], blocks=blocks)
    assert side(text=front).untranslated({"body": (section,)}) == ("Title", "Cover", "bend", "Ask **now**.")
    assert side().untranslated(BLOCKS) == ()


def test_what_the_format_does_not_print_does_not_count_as_untranslated() -> None:
    everything = map_messages(TEXT, lambda one: replace(one, untranslated=True))
    assert side(text=everything).untranslated({}) == ("Title", "Summary", "Information", "Cover")


def test_a_message_that_no_template_set_is_found_and_headings_may_be_left_out() -> None:
    one = side()
    assert one.unset(BLOCKS) == message("Bend **your** knees.")
    one.inline(message("Bend **your** knees."))
    found = one.unset(BLOCKS)
    assert found is not None
    assert found.text == "Ask {care_team}."
    one.plain(found)
    assert one.unset(BLOCKS) is None


def test_what_has_no_words_needs_no_place() -> None:
    assert side().unset({"body": (replace(TEXT.sections[0], blocks=paragraphs("", " ")),)}) is None


def test_messages_of_boxes_need_a_place_too() -> None:
    box = Box(kind="note", blocks=paragraphs("Rest."))
    found = side().unset({"body": (replace(TEXT.sections[0], blocks=(box,)),)})
    assert found == message("Rest.")


@pytest.mark.parametrize(("language", "written"), [
    ("en", "January 2027"), ("es", "enero de 2027"), ("pl", "styczeń 2027"), ("zh-Hans", "2027年1月"),
    ("ar", "يناير 2027"), ("hi", "जनवरी 2027"), ("en-XA", "January 2027"), ("ar-XB", "January 2027"),
])
def test_a_month_is_written_in_full_as_the_language_writes_it(language: str, written: str) -> None:
    assert side(language).date(dt.date(2027, 1, 2)) == written


@pytest.mark.parametrize(("language", "written"), [
    ("en", "12,345"), ("es", "12.345"), ("fr", "12\u202f345"), ("ar", "12,345"), ("ur", "12,345"), ("hi", "12,345"),
])
def test_numbers_have_western_digits(language: str, written: str) -> None:
    assert side(language).number(12345) == written


@pytest.mark.parametrize(("language", "direction", "script"), [
    ("en", "ltr", "latn"), ("ar", "rtl", "arab"), ("ur", "rtl", "aran"), ("ar-XB", "rtl", "latn"),
    ("en-XA", "ltr", "latn"), ("zh-Hans", "ltr", "hans"),
])
def test_a_side_knows_its_direction_and_script(language: str, direction: str, script: str) -> None:
    assert (side(language).direction, side(language).script) == (direction, script)


@pytest.mark.parametrize("tag", PSEUDO_LOCALES)
def test_a_pseudo_locale_is_named_by_its_tag(tag: str) -> None:
    assert language_name(tag) == tag


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def test_regions_hold_the_sections_of_the_outline_narrowed_to_the_format(clinic: TinyClinic) -> None:
    clinic.change(HANDOUT, "body: [drink, ask]", "body: [ask, drink]")
    clinic.change(HANDOUT, "- In danger", '- {formats="poster"}\n  In danger')
    project, _found = load_project(clinic.root)
    handout, format_ = project.handouts["water"], project.formats["sheet"]
    (region,) = regions_of(handout.document, handout, format_).items()
    assert region[0] == "body"
    assert [one.text for one in messages_of(region[1])] == [
        "Ask", "Ask **{care_team}** when you are thirsty.", "Drink", "Drink 6 cups of water each day.",
    ]


@pytest.mark.parametrize(("language", "listed"), [
    ("en", "a, b, and c"), ("es", "a, b y c"), ("pl", "a, b i c"), ("zh-Hans", "a、b和c"), ("ar", "a وb وc"),
    ("en-XA", "a, b, and c"),
])
def test_a_list_is_written_as_the_language_writes_it(language: str, listed: str) -> None:
    assert side(language).listed(["a", "b", "c"]) == listed
