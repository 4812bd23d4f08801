"""Markdown to document: what a block becomes, and what is refused with its line."""

from __future__ import annotations

import pytest
from support import only

from generator.findings import Finding
from generator.load.document import (
    Block,
    Box,
    Definition,
    Figure,
    Listing,
    Message,
    Paragraph,
    Section,
    Subheading,
    Table,
)
from generator.load.markdown import read_sections, split_front_matter

START = "{#s}\n## Heading\n\n"


def sections_of(text: str) -> tuple[Section, ...]:
    sections, found = read_sections(text, path="h.md")
    assert found == ()
    return sections


def block_of(body: str) -> Block:
    (section,) = sections_of(START + body)
    (block,) = section.blocks
    return block


def fault_of(text: str) -> Finding:
    return only(read_sections(text, path="h.md")[1])


def test_a_section_has_an_id_a_level_classes_and_its_blocks() -> None:
    first, second = sections_of("{#one .tier-2 .critical}\n## First\n\nText.\n\n{#two}\n### Second\n\nA.\n\nB.\n")
    assert (first.id, first.level, first.classes, first.tier) == ("one", 2, frozenset({"tier-2"}), 2)
    assert first.heading == Message(text="First", context="one", role="heading", line=2, id="one", critical=True)
    assert (second.id, second.level, second.tier, len(second.blocks)) == ("two", 3, 0, 2)
    assert second.blocks[0].message.context == "two"  # type: ignore[union-attr]  # a paragraph has one


def test_a_section_may_be_empty() -> None:
    assert sections_of("{#one}\n## First\n") [0].blocks == ()


def test_a_paragraph_keeps_its_marks_and_loses_the_line_breaks_of_its_source() -> None:
    assert block_of("{#p .critical}\nBend **your\nknees** at {care_team}.\n") == Paragraph(message=Message(
        text="Bend **your knees** at {care_team}.", context="s", role="paragraph", line=5, id="p", critical=True,
    ))


def test_a_heading_without_id_belongs_to_its_section() -> None:
    block = block_of("### Inner\n")
    assert isinstance(block, Subheading)
    assert (block.message.text, block.message.role) == ("Inner", "subheading")


def test_a_list_has_items_with_ids_and_formats() -> None:
    block = block_of('- one\n- {#x .critical formats="leaflet booklet"}\n  two\n')
    assert isinstance(block, Listing)
    assert not block.numbered
    one, two = block.items
    assert (one.message.text, one.message.line, one.formats) == ("one", 4, None)
    assert (two.message.text, two.message.line, two.message.id) == ("two", 6, "x")
    assert two.message.critical
    assert two.formats == frozenset({"leaflet", "booklet"})


def test_a_numbered_list_is_numbered() -> None:
    block = block_of("3. one\n4. two\n")
    assert isinstance(block, Listing)
    assert block.numbered


def test_a_figure_has_an_alternative_text_and_perhaps_a_caption() -> None:
    block = block_of('![A cup](images/cup.svg "Press: flat")\n')
    assert isinstance(block, Figure)
    assert block.image == "images/cup.svg"
    assert (block.alternative.text, block.alternative.role, block.alternative.line) == ("A cup", "alternative text", 4)
    assert block.caption is not None
    assert (block.caption.text, block.caption.role) == ("Press: flat", "caption")


def test_a_figure_has_the_name_that_the_author_wrote() -> None:
    block = block_of("![A cup](<images/mañana 1.svg>)\n")
    assert isinstance(block, Figure)
    assert block.image == "images/mañana 1.svg"


def test_a_table_has_a_header_and_rows() -> None:
    block = block_of("| a | b |\n|---|---|\n| c | d |\n")
    assert isinstance(block, Table)
    assert [cell.text for cell in block.header] == ["a", "b"]
    assert [[cell.text for cell in row] for row in block.rows] == [["c", "d"]]


@pytest.mark.parametrize("kind", ["lines", "contents"])
def test_a_box_that_fills_itself_is_empty(kind: str) -> None:
    block = block_of(f"::: {kind}\n:::\n")
    assert isinstance(block, Box)
    assert (block.kind, block.blocks) == (kind, ())


def test_a_word_list_has_terms_and_meanings() -> None:
    (section,) = sections_of(START + "epidural\n: an injection\n\npelvis\n: the bones\n")
    assert [(block.term.text, block.meaning.text) for block in section.blocks if isinstance(block, Definition)] \
        == [("epidural", "an injection"), ("pelvis", "the bones")]


def test_a_box_holds_blocks() -> None:
    block = block_of("::: note\nText.\n\nMore.\n:::\n")
    assert isinstance(block, Box)
    assert (block.kind, [inner.kind for inner in block.blocks]) == ("note", ["paragraph", "paragraph"])


@pytest.mark.parametrize("body", [
    "::: note\nText.\n\n- item\n:::\n",
    "::: tips\n![a](images/a.svg)\n:::\n",
    "::: tips\nText.\n\n![a](images/a.svg)\n:::\n",
    "::: frames\n![a](images/a.svg)\n:::\n",
    "::: diary\nText.\n:::\n",
    "::: checklist\n- item\n\nText.\n:::\n",
])
def test_a_box_that_no_template_could_set_is_a_finding(body: str) -> None:
    assert "the box :::" in fault_of(START + body).message


@pytest.mark.parametrize("attributes", ["#x .teir-1", '#x formats="booklet"', "#x colour=red"])
def test_a_section_has_known_classes_and_no_formats(attributes: str) -> None:
    assert fault_of("{" + attributes + "}\n## Heading\n").line == 2


def test_raw_html_is_text() -> None:
    block = block_of("Bend <b>not</b> <script>x</script>\n")
    assert isinstance(block, Paragraph)
    assert block.message.text == "Bend <b>not</b> <script>x</script>"


@pytest.mark.parametrize(("text", "line", "said"), [
    ("Text.\n\n{#s}\n## Heading\n", 1, "before the first section"),
    ("{#s}\n# Heading\n", 2, "heading of level 1"),
    (START + "> quoted\n", 4, "blockquote cannot be printed"),
    (START + "```\ncode\n```\n", 4, "fence cannot be printed"),
    (START + "Text.\n\n---\n", 6, "hr cannot be printed"),
    (START + "::: tps\nText.\n:::\n", 4, 'Did you mean "tips"?'),
    (START + "A ![cup](cup.svg)\n", 4, "shares its paragraph"),
    (START + "![ ](cup.svg)\n", 4, "no alternative text"),
    (START + "- one\n\n  two\n", 4, "more than one paragraph"),
    (START + "- one\n  - two\n", 4, "more than one paragraph"),
    (START + '{formts="poster"}\nText.\n', 5, 'Did you mean "formats"?'),
    (START + '- {formts="poster"}\n  Text.\n', 5, 'Did you mean "formats"?'),
    (START + "Text.\n\n{#s}\n## Again\n", 7, "used twice"),
])
def test_what_cannot_be_printed_is_a_finding_with_its_line(text: str, line: int, said: str) -> None:
    found = fault_of(text)
    assert (found.rule, found.path, found.line) == ("handout-markdown", "h.md", line)
    assert said in found.message
    assert found.action


@pytest.mark.parametrize("body", [
    pytest.param("word\n: an injection\n\n  in the back\n", id="a second paragraph of a meaning"),
    pytest.param("word\n: - an injection\n  - in the back\n", id="a list as a meaning"),
])
def test_no_word_of_a_word_list_is_dropped_in_silence(body: str) -> None:
    sections, found = read_sections(START + body, path="h.md")
    assert found or "in the back" in str(sections)


def test_a_message_id_is_used_once() -> None:
    found = fault_of(START + "{#bend}\nBend your knees.\n\n{#bend}\nBend your knees again.\n")
    assert found.line == 8


def test_attributes_that_are_not_understood_are_a_finding() -> None:
    assert fault_of(START + "- {#bend .critical\n  Bend your knees.\n").line in {4, 5}


def test_all_faults_are_reported_at_once() -> None:
    _sections, found = read_sections("Text.\n\n" + START + "> a\n\n---\n\n::: x\n:::\n", path="h.md")
    assert [finding.line for finding in found] == [1, 6, 8, 10]


def test_front_matter_is_what_stands_between_the_first_two_lines_of_hyphens() -> None:
    assert split_front_matter("---\ntitle: x\n---\n\ntext\n\n---\n") == ("title: x", 2)
    assert split_front_matter("title: x\n---\n") is None
    assert split_front_matter("---\ntitle: x\n") is None
    assert split_front_matter("") is None


def test_paragraphs_and_items_may_be_optional() -> None:
    paragraph = block_of("{#more .optional}\nRest.\n")
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.optional, paragraph.message.id, paragraph.message.critical) == (True, "more", False)
    items = block_of("- {.optional}\n  one\n- two\n")
    assert isinstance(items, Listing)
    assert [item.optional for item in items.items] == [True, False]


def test_a_section_may_be_optional_and_its_blocks_are_not_marked_themselves() -> None:
    (section,) = sections_of("{#why .optional}\n## Why\n\nBecause.\n")
    (block,) = section.blocks
    assert section.classes == frozenset({"optional"})
    assert isinstance(block, Paragraph)
    assert not block.optional


@pytest.mark.parametrize(("text", "line"), [
    (START + "{#a .critical .optional}\nBend.\n", 5),
    (START + "- {#a .optional .critical}\n  Bend.\n", 5),
    ("{#s .critical .optional}\n## Heading\n\nBend.\n", 2),
    ("{#s .optional}\n## Heading\n\n{#a .critical}\nBend.\n", 2),
    ("{#s .optional}\n## Heading\n\nSit.\n\n- {#a .critical}\n  Bend.\n", 2),
    ("{#s .optional}\n## Heading\n\n::: note\n{#a .critical}\nBend.\n:::\n", 2),
])
def test_what_is_critical_is_never_left_out(text: str, line: int) -> None:
    found = read_sections(text, path="h.md")[1]
    assert {(one.rule, one.path, one.line) for one in found} == {("handout-markdown", "h.md", line)}
    assert all("critical" in one.message and "optional" in one.message for one in found)
    assert all("Remove .optional" in one.action for one in found)


def test_critical_text_beside_an_optional_section_is_good() -> None:
    first, second = sections_of("{#s .optional}\n## One\n\nSit.\n\n{#t}\n## Two\n\n{#a .critical}\nBend.\n")
    assert ("optional" in first.classes, "optional" in second.classes) == (True, False)


@pytest.mark.parametrize("body", [
    "{.optional}\n### Inner\n", "{.optional}\n![A cup](images/cup.svg)\n", "{.optional}\n- one\n- two\n",
    "{.critical}\n- one\n- two\n", "{#a .critcal}\nRest.\n", "- {#a .critcal}\n  Rest.\n", "{.optinal}\nRest.\n",
    "::: note\n{.optinal}\nRest.\n:::\n",
])
def test_a_class_that_would_have_no_effect_is_a_finding(body: str) -> None:
    found = fault_of(START + body)
    assert found.line in {4, 5, 6}
    assert "has no effect here" in found.message


def test_a_mistyped_class_has_a_suggestion() -> None:
    assert 'Did you mean "critical"?' in fault_of(START + "{#a .critcal}\nRest.\n").message


@pytest.mark.parametrize("text", [
    "{#s .tier-1}\n## Call\n\nNow.\n\n- {.optional}\n  numb legs\n- fever\n",
    "{#s .tier-3}\n## Call\n\n{.optional}\nSoon.\n",
    "{#s .tier-2 .optional}\n## Call\n\nToday.\n",
])
def test_no_sign_of_a_warning_panel_may_be_left_out(text: str) -> None:
    found = fault_of(text)
    assert found.line == 2
    assert "the warning panel 's'" in found.message
