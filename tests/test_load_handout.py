"""A handout's folder: every fault of front matter, text, facts and drawings has its file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import FACTS, HANDOUT, found_in, line_of, only, places, read, write
from tiny_clinic import CUP, TinyClinic, tiny_clinic

from generator.load.handout import load_handout
from generator.load.svg import svg_fault

IMAGE = "content/handouts/water/images/cup.svg"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def test_a_handout_has_its_text_facts_and_drawings(clinic: TinyClinic) -> None:
    handout, found = load_handout(clinic.root / "content/handouts/water", root=clinic.root)
    assert found == ()
    assert handout is not None
    assert (handout.name, handout.path, handout.facts_path) == ("water", HANDOUT, FACTS)
    assert (handout.meta.title, handout.meta.drafted, handout.meta.reviewed) == ("Drink water", date(2026, 1, 2), None)
    assert handout.document.title.line == 2
    assert handout.document.title.key == ("front-matter", "Drink water")
    assert handout.document.cover.alternative.line == line_of(read(clinic, HANDOUT), "alternative:")
    assert [section.id for section in handout.document.sections] == ["drink", "ask"]
    assert handout.images == {"images/cup.svg": CUP}
    assert handout.facts["drink"].patterns["es"].must == r"\bbeba 6\b"


@pytest.mark.parametrize(("old", "new", "at", "said"), [
    ("title: Drink water\n", "", "summary:", "'title' is missing"),
    ("title: Drink water", "titel: Drink water", "titel:", 'Did you mean "title"?'),
    ("title: Drink water", 'title: ""', "title:", "title: string should have at least 1 character"),
    ("title: Drink water", "title: Drink: water", "title:", "not YAML"),
    ("title: Drink water", 'title: "Drink water', "version:", "not YAML"),  # the next quote closes the open one
    ("drafted: 2026-01-02", "drafted: soon", "drafted:", "drafted: input should be a valid date"),
    ("next-review: 2027-01-02", "next-review: 1 March 2027", "next-review:", "next-review: input should be"),
    ("code: DW", "code: dw", "code:", "code: string should match pattern"),
    ('version: "1.0"', "version: 1.0", "version:", "version: input should be a valid string"),
    ("reading-grade: 4", "reading-grade: 40", "reading-grade:", "less than or equal to 12"),
    ("  image: images/cup.svg", "  imag: images/cup.svg", "imag:", 'Did you mean "image"?'),
    ("    body: [drink, ask]", "    body: drink", "body:", "outline.sheet.body: input should be a valid tuple"),
])
def test_a_fault_of_the_front_matter(clinic: TinyClinic, old: str, new: str, at: str, said: str) -> None:
    clinic.change(HANDOUT, old, new)
    found = only(finding for finding in found_in(clinic) if said in finding.message)
    # A key that is not there has the first line of the front matter, where the summary then stands.
    front_matter = read(clinic, HANDOUT).partition("\n{#drink}")[0]
    assert (found.rule, found.path, found.line, found.handout) \
        == ("handout-front-matter", HANDOUT, line_of(front_matter, at), "water")
    assert found.action


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01"])
def test_a_date_that_the_calendar_does_not_have(clinic: TinyClinic, day: str) -> None:
    clinic.change(HANDOUT, "drafted: 2026-01-02", f"drafted: {day}")
    found = only(found_in(clinic))
    assert (found.rule, found.path, found.line) == ("handout-front-matter", HANDOUT, 7)


def test_several_faults_of_front_matter_text_and_facts_are_reported_at_once(clinic: TinyClinic) -> None:
    clinic.change(HANDOUT, "title: Drink water", "titel: Drink water")
    clinic.change(HANDOUT, "drafted: 2026-01-02", "drafted: soon")
    clinic.change(HANDOUT, "## Ask\n", "## Ask\n\n> a quotation\n")
    clinic.change(FACTS, 'must-not = "do not drink"', 'mustnot = "do not drink"')
    text, facts = read(clinic, HANDOUT), read(clinic, FACTS)
    assert sorted(places(found_in(clinic)), key=str) == sorted([
        ("handout-front-matter", HANDOUT, 2),
        ("handout-front-matter", HANDOUT, line_of(text, "titel:")),
        ("handout-front-matter", HANDOUT, line_of(text, "drafted:")),
        ("handout-markdown", HANDOUT, line_of(text, "> a quotation")),
        ("facts-file", FACTS, line_of(facts, "[facts.drink.patterns.en]")),
        ("facts-file", FACTS, line_of(facts, "mustnot")),
    ], key=str)


@pytest.mark.parametrize(("content", "line", "said"), [
    ("", 1, "front matter is missing"),
    ("# Drink\n", 1, "front matter is missing"),
    ("---\ntitle: x\n", 1, "front matter is missing"),
    ("---\n- a\n---\n", 2, "not a list of keys"),
    ("---\ntitle: señal\n---\n".encode("latin-1"), 2, "not UTF-8"),
    (b"\xff\xfe-\x00-\x00", 1, "not UTF-8"),
])
def test_a_file_that_is_no_handout(clinic: TinyClinic, content: str | bytes, line: int, said: str) -> None:
    write(clinic, HANDOUT, content)
    found = next(finding for finding in found_in(clinic) if finding.path == HANDOUT)
    assert (found.line, found.handout) == (line, "water")
    assert said in found.message
    assert found.action


def test_a_folder_without_handout(clinic: TinyClinic) -> None:
    (clinic.root / HANDOUT).unlink()
    assert only(found_in(clinic)).rule == "handout-file"


def test_an_outline_that_names_an_unknown_section(clinic: TinyClinic) -> None:
    clinic.change(HANDOUT, "body: [drink, ask]", "body: [drink, aks]")
    found = only(found_in(clinic))
    assert (found.rule, found.path, found.line) \
        == ("outline-section", HANDOUT, line_of(read(clinic, HANDOUT), "body:"))
    assert "'aks'" in found.message
    assert "ask, drink" in found.action


# -- facts --------------------------------------------------------------------------------------------------------


def test_a_fact_that_guards_an_unknown_message(clinic: TinyClinic) -> None:
    clinic.change(FACTS, '["drink-daily"]', '["drink-dayly"]')
    found = only(found_in(clinic))
    assert (found.rule, found.path) == ("fact-message", FACTS)
    assert "'drink-dayly'" in found.message
    assert "{#drink-dayly}" in found.action


def test_a_fact_that_guards_an_unknown_message_has_its_line(clinic: TinyClinic) -> None:
    clinic.change(FACTS, '["drink-daily"]', '["drink-dayly"]')
    assert only(found_in(clinic)).line == line_of(read(clinic, FACTS), "drink-dayly")


@pytest.mark.parametrize(("old", "new", "at", "said"), [
    ("'\\bdrink 6\\b'", "'\\bdrink (6\\b'", "drink (6", "no regular expression"),
    ('messages = ["drink-daily"]', "messages = []", "messages", "at least 1 item"),
    ("'\\bdrink 6\\b'", "drink 6", "must = drink 6", "not TOML"),
    ('why = "Nobody', 'wy = "Nobody', "wy =", "unknown key 'facts.drink.wy'"),
])
def test_a_fault_of_the_facts(clinic: TinyClinic, old: str, new: str, at: str, said: str) -> None:
    clinic.change(FACTS, old, new)
    found = only(finding for finding in found_in(clinic) if said in finding.message)
    assert (found.rule, found.path, found.line) == ("facts-file", FACTS, line_of(read(clinic, FACTS), at))
    assert found.handout == "water"


def test_facts_that_are_missing_are_a_finding(clinic: TinyClinic) -> None:
    (clinic.root / FACTS).unlink()
    found = only(found_in(clinic))
    assert (found.rule, found.path) == ("facts-file", FACTS)


# -- drawings -----------------------------------------------------------------------------------------------------


def with_figure(clinic: TinyClinic, image: str) -> int:
    """Put a figure into the text and return its line."""
    clinic.change(HANDOUT, "{#ask .tier-1}\n", f"![A glass]({image})\n\n{{#ask .tier-1}}\n")
    return line_of(read(clinic, HANDOUT), "![A glass]")


@pytest.mark.parametrize(("image", "rule", "said"), [
    ("images/none.svg", "image-missing", "is missing"),
    ("images/photo.png", "image-kind", "is no SVG"),
    ("../../../outside.svg", "image-outside", "outside its folder"),
    ("../other/images/x.svg", "image-outside", "outside its folder"),
    ("/etc/hostname.svg", "image-outside", "outside its folder"),
    ("images/link.svg", "image-outside", "outside its folder"),
    ("linked/outside.svg", "image-outside", "outside its folder"),
    ("https://example.org/a.svg", "image-missing", "is missing"),
])
def test_a_drawing_that_is_refused(clinic: TinyClinic, image: str, rule: str, said: str) -> None:
    write(clinic, "outside.svg", CUP)
    write(clinic, "content/handouts/water/images/photo.png", b"\x89PNG")
    (clinic.root / "content/handouts/water/images/link.svg").symlink_to(clinic.root / "outside.svg")
    (clinic.root / "content/handouts/water/linked").symlink_to(clinic.root)
    line = with_figure(clinic, image)
    found = [finding for finding in found_in(clinic) if finding.rule != "translation-missing"]
    first = only(found)
    assert (first.rule, first.path, first.line, first.handout) == (rule, HANDOUT, line, "water")
    assert said in first.message
    assert first.action


def test_the_cover_is_looked_at_like_any_drawing(clinic: TinyClinic) -> None:
    clinic.change(HANDOUT, "image: images/cup.svg", "image: images/mug.svg")
    found = only(found_in(clinic))
    assert (found.rule, found.line) == ("image-missing", line_of(read(clinic, HANDOUT), "alternative:"))


def test_a_link_inside_the_folder_is_good(clinic: TinyClinic) -> None:
    (clinic.root / "content/handouts/water/images/link.svg").symlink_to("cup.svg")
    with_figure(clinic, "images/link.svg")
    assert found_in(clinic) == ()


def test_an_unsafe_drawing(clinic: TinyClinic) -> None:
    write(clinic, IMAGE, CUP.replace("<path", "<script>x</script><path"))
    found = only(found_in(clinic))
    assert (found.rule, found.path, found.handout) == ("image-unsafe", IMAGE, "water")
    assert "has a script" in found.message


def test_a_drawing_that_is_not_utf_8(clinic: TinyClinic) -> None:
    write(clinic, IMAGE, b"<svg>\n\xff</svg>")
    found = only(found_in(clinic))
    assert (found.rule, found.path, found.line) == ("image-file", IMAGE, 2)


@pytest.mark.parametrize("image", [
    pytest.param("images/loop.svg", id="a link to itself"),
    pytest.param(f"images/{'x' * 300}.svg", id="a name that is too long"),
])
def test_a_drawing_that_cannot_be_looked_up(clinic: TinyClinic, image: str) -> None:
    (clinic.root / "content/handouts/water/images/loop.svg").symlink_to("loop.svg")
    line = with_figure(clinic, image)
    assert only(found_in(clinic)).line == line


def test_a_handout_folder_may_be_a_link(clinic: TinyClinic, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "water"
    (clinic.root / "content/handouts/water").rename(elsewhere)
    (clinic.root / "content/handouts/water").symlink_to(elsewhere)
    assert found_in(clinic) is not None


@pytest.mark.parametrize(("inner", "fault"), [
    ("<script>x</script>", "has a script"),
    ("<SCRIPT href='#a'/>", "has a script"),
    ('<path onload="x()"/>', "has an event handler"),
    ("<foreignObject/>", "has foreign content"),
    ('<image href="#x"/>', "embeds a picture"),
    ('<use href="#x"/>', "re-uses elements, which can hang the engine"),
    ('<a href="https://example.org"/>', "refers to something outside itself"),
    ('<a xlink:href="file:///etc/passwd"/>', "refers to something outside itself"),
    ("<path style=\"fill: url('http://x')\"/>", "refers to something outside itself"),
    ("<style>@import 'x.css';</style>", "imports a stylesheet"),
    ('<path fill="var(--ink)"/>', "uses var(), which the engine paints black"),
    ("<text>Bend</text>", "has text, which cannot be translated"),
])
def test_what_is_unsafe_in_a_drawing(inner: str, fault: str) -> None:
    assert svg_fault(f'<svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>') == fault


def test_entities_and_what_is_no_drawing_are_refused() -> None:
    assert svg_fault('<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>') == "declares an entity"
    assert svg_fault("<html></html>") == "is no SVG"


def test_a_plain_drawing_with_a_gradient_is_safe() -> None:
    assert svg_fault(
        '<svg xmlns="http://www.w3.org/2000/svg"><linearGradient id="g"/><path fill="url(#g)" d="M0 0"/></svg>'
    ) is None
