"""A format's folder under templates/."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import found_in, line_of, only, read, write
from tiny_clinic import STYLESHEET, TinyClinic, tiny_clinic

from generator.load.format import FittingStep, load_format

FORMAT = "templates/sheet/format.toml"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def test_a_format_has_paper_regions_steps_and_a_stylesheet(clinic: TinyClinic) -> None:
    read_format, found = load_format(clinic.root / "templates/sheet", root=clinic.root)
    assert found == ()
    assert read_format is not None
    assert (read_format.name, read_format.path, read_format.stylesheet) == ("sheet", FORMAT, STYLESHEET)
    assert (read_format.file.paper["A4"].width, read_format.file.imposition) == (105, "none")
    assert read_format.file.fitting[1] == FittingStep(name="tight", properties={"gap": "2mm", "size": "11pt"})


@pytest.mark.parametrize(("old", "new", "at", "said"), [
    ("pages = 1\n", "pages = 0\n", "pages", "greater than 0"),
    ("pages = 1\n", "pags = 1\n", "pags", 'Did you mean "pages"?'),
    ("width = 105", "width = -1", "width = -1", "greater than 0"),
    ("pages = 1\n", 'pages = 1\nimposition = "spiral"\n', "imposition", "'none' or 'saddle-stitch'"),
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
