"""Colours that a brand sets by hand: tried on their real ground, and what passes is named; alarms are no brand's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support import BRAND, found_in, only, read
from tiny_clinic import TinyClinic, tiny_clinic

from generator.check.brand_colours import colour_findings, needs
from generator.compose.layout import palette_of
from generator.compose.palette import contrast_table, make_palette
from generator.compose.tones import contrast
from generator.findings import Finding, Severity
from generator.load import load_project
from generator.load.brand_parts import Roles


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def with_roles(clinic: TinyClinic, *lines: str, ink: str = "colour") -> tuple[Finding, ...]:
    """Give the brand these lines under [colour.roles] and return what is found in its colours."""
    text = read(clinic, BRAND)
    colour = re.search(r'^brand = "#[0-9a-f]+"$', text, re.MULTILINE)
    assert colour is not None
    clinic.change(BRAND, colour[0], f'{colour[0]}\nink = "{ink}"\n\n[colour.roles]\n' + "\n".join(lines))
    project, found = load_project(clinic.root)
    assert found == ()
    return tuple(colour_findings(project.brands["oak"]))


def line(clinic: TinyClinic, start: str) -> int:
    return next(number for number, one in enumerate(read(clinic, BRAND).split("\n"), start=1) if one.startswith(start))


@pytest.mark.parametrize(("role", "colour", "measured"), [
    ("heading", "#8899aa", "on ground #f2f1ee"),
    ("heading", "#ffff00", "(headings in boxes), 4.5:1 is the least"),
    ("bullet", "#dddddd", "3:1 is the least"),
    ("rule", "#ffd27b", "3:1 is the least"),
    ("title-ink", "#0b6b6c", "on title-ground"),
    ("ground", "#777777", "ink #1d1d1b on ground #777777"),
    ("ground", "#000000", "text in boxes"),
    ("picture-ground", "#222222", "cover picture"),
])
def test_what_cannot_be_read_is_told_with_what_could_be(
    clinic: TinyClinic, role: str, colour: str, measured: str,
) -> None:
    finding = only(with_roles(clinic, f'{role} = "{colour}"'))
    assert (finding.rule, finding.severity, finding.path) == ("brand-contrast", Severity.ERROR, BRAND)
    assert finding.line == line(clinic, f"{role} =")
    assert finding.brand == "oak"
    assert f"colour.roles.{role}: " in finding.message
    assert measured in finding.message
    proposed = re.search(rf'Write {role} = "(#[0-9a-f]{{6}})"', finding.action)
    assert proposed is not None
    clinic.change(BRAND, f'{role} = "{colour}"', f'{role} = "{proposed[1]}"')
    project, found = load_project(clinic.root)
    assert found == ()
    assert list(colour_findings(project.brands["oak"])) == [], "the proposal passes on every ground of the role"


@pytest.mark.parametrize("roles", [
    ('heading = "#123456"', 'ground = "#eef2f5"', 'title-ground = "#123456"', 'title-ink = "#ffffff"'),
    ('title-ground = "#7b7b7b"',),
    ('ground = "#d0d0d0"',),
    ('title-bar = "#ffffff"',),
    (),
])
def test_what_can_be_read_is_good(clinic: TinyClinic, roles: tuple[str, ...]) -> None:
    assert with_roles(clinic, *roles) == ()


def test_each_role_is_told_once_and_the_last_knows_the_others_proposal(clinic: TinyClinic) -> None:
    """A heading is proposed for the panel as it will be, not for the black one that is refused beside it."""
    found = with_roles(clinic, 'heading = "#999999"', 'ground = "#111111"')
    assert [finding.line for finding in found] == [line(clinic, "ground ="), line(clinic, "heading =")]
    for role, finding in zip(("ground", "heading"), found, strict=True):
        proposed = re.search(r'= "(#[0-9a-f]{6})"', finding.action)
        assert proposed is not None
        clinic.change(BRAND, f'{role} = "{"#111111" if role == "ground" else "#999999"}"', f'{role} = "{proposed[1]}"')
    assert list(colour_findings(load_project(clinic.root)[0].brands["oak"])) == []


def test_the_measure_is_rounded_down(clinic: TinyClinic) -> None:
    finding = only(with_roles(clinic, 'heading = "#777777"', 'ground = "#ffffff"'))
    assert "has a contrast of 4.47:1" in finding.message, "4.48 in truth, and never 4.50"
    assert "4.5:1 is the least" in finding.message


@pytest.mark.parametrize(("role", "colour"), [
    ("title-ground", "#a80f1c"), ("title-ground", "#cc1122"), ("title-ground", "#ffd27a"),
    ("ground", "#ffe0a0"), ("ground", "#ffd27a"),
])
def test_emergency_colours_are_no_brands(clinic: TinyClinic, role: str, colour: str) -> None:
    finding = only(with_roles(clinic, f'{role} = "{colour}"'))
    assert (finding.rule, finding.severity, finding.line) == (
        "brand-signal", Severity.ERROR, line(clinic, f"{role} ="),
    )
    assert "no brand's" in finding.message
    assert re.search(r'Remove the line: "#[0-9a-f]{6}" is computed', finding.action)


@pytest.mark.parametrize("role", ["title-bar", "rule", "picture-ground"])
def test_red_may_stand_in_small(clinic: TinyClinic, role: str) -> None:
    assert with_roles(clinic, f'{role} = "#e03040"') == ()


def test_in_black_ink_no_colour_is_printed_and_none_is_told(clinic: TinyClinic) -> None:
    assert with_roles(clinic, 'heading = "#ffff00"', 'title-ground = "#a80f1c"', ink="black") == ()


def test_a_childs_page_is_told_where_its_parent_says_it(clinic: TinyClinic) -> None:
    """The ward inherits the heading; the fault stands in the file of the hospital."""
    with_roles(clinic, 'heading = "#ffff00"')
    ward = clinic.root / "content/brands/mill/brand.toml"
    ward.write_text('extends = "oak"\ncode = "MI"\n\n[colour]\nbrand = "#0b6b6b"\n', encoding="utf-8")
    finding = only(colour_findings(load_project(clinic.root)[0].brands["mill"]))
    assert (finding.path, finding.line, finding.brand) == (BRAND, line(clinic, "heading ="), "mill")


def test_a_check_of_the_project_tells_it(clinic: TinyClinic) -> None:
    with_roles(clinic, 'heading = "#ffff00"')
    run = clinic.run("check", "--no-pages", "--brand", "oak", "--report", "json")
    assert run.status == 1
    assert "brand-contrast" in {finding["rule"] for finding in run.data()["findings"]}


def test_every_role_by_hand_is_tried_somewhere() -> None:
    palette = make_palette("#0b6b6b", ground="sand")
    for role in Roles.model_fields:
        name = role.replace("_", "-")
        assert needs(name, palette, {name: "#000000"}) or name in {"title-bar", "title-ground"}, (
            "the bar is read by nobody, and the words on the title's ground follow it"
        )


def test_the_table_of_a_brand_is_measured(clinic: TinyClinic) -> None:
    with_roles(clinic, 'title-ink = "#ffffff"')
    table = contrast_table(palette_of(load_project(clinic.root)[0].brands["oak"]))
    title = table[0]
    assert (title.ink, title.use, title.bound, title.good) == ("#ffffff", "title and summary", 4.5, True)
    assert title.ratio == contrast(title.ink, title.ground)


@pytest.mark.parametrize(("written", "digits"), [
    ("teal", "#008080"), ("tael", "#008080"), ("Teal", "#008080"), ("purpel", "#800080"), ("#fff", "#ffffff"),
    ("0b6b6b", "#0b6b6b"), ("rgb(0, 107, 107)", "#006b6b"), (" #0b6b6b", "#0b6b6b"),
])
def test_a_colour_written_otherwise_or_misspelt_is_told_with_its_digits(
    clinic: TinyClinic, written: str, digits: str,
) -> None:
    colour = re.search(r'^brand = "(#[0-9a-f]+)"$', read(clinic, BRAND), re.MULTILINE)
    assert colour is not None
    clinic.change(BRAND, f'brand = "{colour[1]}"', f'brand = "{written}"')
    finding = only(finding for finding in found_in(clinic) if finding.rule == "brand-file")
    assert finding.line == line(clinic, "brand =")
    assert f"{written!r} is no colour" in finding.message
    assert f'write "{digits}"' in finding.message


@pytest.mark.parametrize("written", ["hospital", "", "#4f46a", "transparent", "#12345678", "none"])
def test_what_is_like_no_colour_gets_an_example(clinic: TinyClinic, written: str) -> None:
    assert with_misspelt_role(clinic, written).message.endswith('write six hexadecimal digits such as "#0b6b6b".')


def with_misspelt_role(clinic: TinyClinic, written: str) -> Finding:
    colour = re.search(r'^brand = "(#[0-9a-f]+)"$', read(clinic, BRAND), re.MULTILINE)
    assert colour is not None
    clinic.change(BRAND, colour[0], f'{colour[0]}\n\n[colour.roles]\nheading = "{written}"')
    return only(finding for finding in found_in(clinic) if finding.rule == "brand-file")
