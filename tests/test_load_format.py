"""A format's folder under templates/."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support import found_in, line_of, only, read, write
from tiny_clinic import STYLESHEET, TinyClinic, tiny_clinic

from generator.editions import EDITIONS
from generator.load.format import FittingStep, load_format
from generator.load.templates import template_folder

FORMAT = "templates/sheet/format.toml"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def test_a_format_has_paper_regions_steps_and_a_stylesheet(clinic: TinyClinic) -> None:
    read_format, found = load_format("sheet", folder=template_folder(clinic.root))
    assert found == ()
    assert read_format is not None
    assert (read_format.name, read_format.path, read_format.stylesheet) == ("sheet", FORMAT, STYLESHEET)
    assert (read_format.file.paper["A4"].width, read_format.file.imposition) == (105, "none")
    assert read_format.file.fitting[1] == FittingStep(name="tight", properties={"gap": "2mm", "size": "11pt"})


@pytest.mark.parametrize(("old", "new", "at", "said"), [
    ("pages = 1\n", "pages = 0\n", "pages", "greater than 0"),
    ("pages = 1\n", "pags = 1\n", "pags", 'Did you mean "pages"?'),
    ("width = 105", "width = -1", "width = -1", "greater than 0"),
    ("pages = 1\n", 'pages = 1\nimposition = "spiral"\n', "imposition", "'saddle-stitch'"),
    ('regions = ["body"]', "regions = body", "regions", "not TOML"),
])
def test_a_fault_of_the_format(clinic: TinyClinic, old: str, new: str, at: str, said: str) -> None:
    clinic.change(FORMAT, old, new)
    found = only(finding for finding in found_in(clinic) if said in finding.message)
    assert (found.rule, found.path, found.line, found.format) \
        == ("format-file", FORMAT, line_of(read(clinic, FORMAT), at), "sheet")


def test_a_missing_stylesheet_is_told_beside_the_other_faults(clinic: TinyClinic) -> None:
    (clinic.root / "templates/sheet/sheet.css").unlink()
    clinic.change(FORMAT, "pages = 1\n", "pages = 0\n")
    assert {finding.rule for finding in found_in(clinic)} == {"format-file", "format-stylesheet"}


def test_a_stylesheet_in_another_encoding(clinic: TinyClinic) -> None:
    write(clinic, "templates/sheet/sheet.css", b"a {}\n/* \xf1 */")
    found = only(found_in(clinic))
    assert (found.rule, found.path, found.line) == ("format-stylesheet", "templates/sheet/sheet.css", 2)


EDITION = """
[editions.bilingual]
code = "SHB"
aimed-pages = 2
most-pages = 4
minimum-type-size = 9.5
paper = { A4 = { width = 210, height = 297 }, Letter = { width = 215.9, height = 279.4 } }
fitting = [
    { name = "normal", properties = { size = "12pt" } },
    { name = "tight", properties = { size = "11pt" } },
]
"""


@pytest.fixture
def bilingual(clinic: TinyClinic) -> TinyClinic:
    """Return a clinic whose format makes the bilingual edition."""
    write(clinic, FORMAT, read(clinic, FORMAT) + EDITION)
    return clinic


def test_a_format_says_how_it_makes_an_edition(bilingual: TinyClinic) -> None:
    read_format, found = load_format("sheet", folder=template_folder(bilingual.root))
    assert found == ()
    assert read_format is not None
    edition = read_format.file.editions.bilingual
    assert edition is not None
    assert (edition.aimed_pages, edition.most_pages, edition.minimum_type_size, edition.contacts) == (2, 4, 9.5, True)
    assert (edition.paper["A4"].width, edition.paper["Letter"].height) == (210, 279.4)
    assert [step.name for step in edition.fitting] == ["normal", "tight"]


@pytest.mark.parametrize(("old", "new", "at", "said"), [
    ("[editions.bilingual]", "[editions.bilngual]", "[editions.bilngual]", '"bilingual"'),
    ("aimed-pages = 2\n", "aimed-pages = 0\n", "aimed-pages", "greater than 0"),
    ("aimed-pages = 2\n", "", "[editions.bilingual]", "'editions.bilingual.aimed-pages' is missing"),
    ("aimed-pages = 2\n", "aimed-pages = 2\npages = 2\n", "pages = 2", "unknown key"),
    ("most-pages = 4\n", "most-pages = 1\n", "[editions.bilingual]", "most-pages 1 is less than aimed-pages 2"),
    (", Letter = { width = 215.9, height = 279.4 }", "", "paper = {", "the paper Letter is missing"),
    ('{ name = "tight", properties', '{ nam = "tight", properties', "fitting = [", "missing"),
])
def test_a_fault_of_an_edition(bilingual: TinyClinic, old: str, new: str, at: str, said: str) -> None:
    text = read(bilingual, FORMAT)
    head, _mark, tail = text.partition("\n[editions.bilingual]")
    assert ("\n[editions.bilingual]" + tail).count(old) == 1
    write(bilingual, FORMAT, head + ("\n[editions.bilingual]" + tail).replace(old, new))
    found = [finding for finding in found_in(bilingual) if said in finding.message]
    assert [(one.rule, one.path, one.format) for one in found] == [("format-file", FORMAT, "sheet")]
    lines = read(bilingual, FORMAT).split("\n")
    assert found[0].line == max(number for number, line in enumerate(lines, start=1) if line.startswith(at))


def test_the_regions_of_an_edition_stand_in_an_order_of_its_own(bilingual: TinyClinic) -> None:
    regions = load_format("sheet", folder=template_folder(bilingual.root))[0].file.regions  # type: ignore[union-attr]
    backwards = ", ".join(f'"{region}"' for region in reversed(regions))
    bilingual.change(FORMAT, "aimed-pages = 2\n", f"aimed-pages = 2\norder = [{backwards}]\n")
    assert found_in(bilingual) == ()
    bilingual.change(FORMAT, f"order = [{backwards}]", 'order = ["cellar"]')
    assert "the order of the edition bilingual has other regions than the format" in only(found_in(bilingual)).message


def test_codes_say_which_edition_it_is(bilingual: TinyClinic) -> None:
    write(bilingual, FORMAT, read(bilingual, FORMAT) + '\n[editions.black]\ncode = "SHK"\n')
    read_format, found = load_format("sheet", folder=template_folder(bilingual.root))
    assert found == ()
    assert read_format is not None
    file = read_format.file
    assert [file.code_of(name) for name in ("standard", "black")] == [file.code, "SHK"]
    assert [name for name in EDITIONS if file.makes(name)] == ["standard", "bilingual", "black"]
    assert list(file.editions.flowing()) == ["bilingual"]


def test_the_paper_of_a_format_is_that_of_both_families(clinic: TinyClinic) -> None:
    clinic.change(FORMAT, "[paper.Letter]\nwidth = 100\nheight = 150\n", "")
    assert "the paper Letter is missing" in only(found_in(clinic)).message


def test_a_format_with_pages_of_several_widths_names_them_all(clinic: TinyClinic) -> None:
    paper = "[paper.Letter]\nwidth = 100\n"
    clinic.change(FORMAT, paper, f"{paper}widths = [100, 97]\n")
    assert "the paper Letter has 2 widths, the format 1 pages" in only(found_in(clinic)).message


def test_the_stylesheets_of_the_folder_that_a_format_extends_come_before_its_own(clinic: TinyClinic) -> None:
    clinic.change(FORMAT, "pages = 1\n", 'pages = 1\nextends = "base"\n')
    write(clinic, "templates/base/more.css", "p { margin: 2mm }")
    assert "templates/base/base.css" in {found.path for found in found_in(clinic)}
    write(clinic, "templates/base/base.css", "p { margin: 1mm }")
    write(clinic, "templates/sheet/sheet.css", "p { margin: 3mm }")
    read_format, found = load_format("sheet", folder=template_folder(clinic.root))
    assert found == ()
    assert read_format is not None
    assert re.findall(r"\dmm", read_format.stylesheet) == ["1mm", "2mm", "3mm"]


COUNTED = ("pages = 1\n", "pages = 4\npage-counts = [2, 4]\n"), ('["body"]', '["page-2", "page-3", "page-4"]')


@pytest.mark.parametrize(("regions", "said"), [
    (("page-2",), None), (("page-2", "page-3", "page-4"), None),
    (("page-2", "page-3"), "with the cover it has 3 pages"),
    (("page-2", "page-4"), "page-3, page-4"), (("page-2", "body"), "body"),
])
def test_an_outline_has_as_many_pages_as_can_be_folded(
    clinic: TinyClinic, regions: tuple[str, ...], said: str | None
) -> None:
    for old, new in COUNTED:
        clinic.change(FORMAT, old, new)
    read_format, _found = load_format("sheet", folder=template_folder(clinic.root))
    assert read_format is not None
    fault = read_format.file.outline_fault(regions)
    if said is None:
        assert fault is None
        assert read_format.file.page_count(regions) == len(regions) + 1
    else:
        assert fault is not None
        assert said in fault[0]


def test_a_format_that_counts_its_pages_has_a_region_for_each(clinic: TinyClinic) -> None:
    clinic.change(FORMAT, "pages = 1\n", "pages = 4\npage-counts = [2, 4]\n")
    assert "there are 1 regions, one less is needed" in only(
        found for found in found_in(clinic) if found.rule == "format-file").message


def test_a_step_is_shortened_only_where_it_says_so(clinic: TinyClinic) -> None:
    clinic.change(FORMAT, 'name = "tight"\n', 'name = "tight"\nshortened = true\n')
    read_format, found = load_format("sheet", folder=template_folder(clinic.root))
    assert found == ()
    assert read_format is not None
    assert [step.shortened for step in read_format.file.fitting] == [False, True]
