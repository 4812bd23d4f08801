"""`handouts impose`: files of other programs, options that a scheme has a use for, exit statuses."""

from __future__ import annotations

import os
from pathlib import Path

import pikepdf
import pytest
from imposed_pages import reader, saved
from support import ROOT
from tiny_clinic import Run, handouts

from generator.cli.impose import SHEETS, impose
from generator.finish.imposition import SHEETS as KNOWN
from generator.finish.imposition.sheets import in_points

CARD = in_points((85.6, 54))
PANELS = tuple(in_points((width, 210)) for width in (100, 100, 100, 97, 97, 100))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a booklet, six panels, a card with its back, a poster and a letter."""
    (tmp_path / "booklet.pdf").write_bytes(saved(reader(6)))
    (tmp_path / "panels.pdf").write_bytes(saved(reader(sizes=PANELS)))
    (tmp_path / "card.pdf").write_bytes(saved(reader(2, size=CARD)))
    (tmp_path / "poster.pdf").write_bytes(saved(reader(1, size=in_points((297, 420)))))
    (tmp_path / "letter.txt").write_text("Dear patient", encoding="utf-8")
    return tmp_path


def imposed(folder: Path, *arguments: str) -> Run:
    return handouts("impose", *arguments, cwd=folder)


@pytest.mark.parametrize(("file", "options", "sides", "said"), [
    ("booklet", ("--scheme", "saddle"), 4, "flip on short edge"),
    ("booklet", ("--scheme", "saddle", "--sheet", "a3", "--paper-thickness", "0.1"), 4, "flip on short edge"),
    ("booklet", ("--scheme", "saddle", "--grammage", "80", "--bulk", "1.3", "--flip", "long"), 4, "flip on long edge"),
    ("panels", ("--scheme", "trifold", "--binding", "right"), 2, "flip on short edge"),
    ("card", ("--scheme", "n-up", "--repeat", "--two-sided"), 2, "flip on long edge"),
    ("card", ("--scheme", "n-up", "--sheet", "Letter", "--margin", "4"), 1, "one-sided"),
    ("poster", ("--scheme", "tile", "--overlap", "12", "--no-marks"), 5, "one-sided"),
])
def test_every_scheme_writes_its_print_file_beside_the_file(
    folder: Path, file: str, options: tuple[str, ...], sides: int, said: str
) -> None:
    run = imposed(folder, f"{file}.pdf", *options)
    assert (run.status, run.out) == (0, ""), run.err
    assert said in run.err
    assert "actual size" in run.err
    with pikepdf.open(folder / f"{file}-print.pdf") as printed:
        assert len(printed.pages) == sides


def test_blanks_are_told(folder: Path) -> None:
    run = imposed(folder, "booklet.pdf", "--scheme", "saddle")
    assert "booklet.pdf: note: 6 pages fill no sheets of four; 2 blank stand before the last page." in run.err


def test_grammage_is_another_word_for_thickness(folder: Path) -> None:
    for name, paper in (("one", ("--grammage", "80")), ("two", ("--paper-thickness", "0.1")), ("flat", ())):
        assert imposed(folder, "booklet.pdf", "--scheme", "saddle", "--output", f"{name}.pdf", *paper).status == 0
    one, two, flat = ((folder / f"{name}.pdf").read_bytes() for name in ("one", "two", "flat"))
    assert one == two != flat


@pytest.mark.parametrize(("file", "options", "rule"), [
    ("booklet.pdf", ("--scheme", "saddle", "--paper-thickness", "0"), "imposition-paper"),
    ("booklet.pdf", ("--scheme", "saddle", "--paper-thickness", "-0.1"), "imposition-paper"),
    ("booklet.pdf", ("--scheme", "saddle", "--grammage", "0"), "imposition-paper"),
    ("panels.pdf", ("--scheme", "saddle"), "imposition-sheet"),
    ("booklet.pdf", ("--scheme", "saddle", "--output", "booklet.pdf"), "imposition-file"),
    ("booklet.pdf", ("--scheme", "saddle", "--output", "./linked.pdf"), "imposition-file"),
    ("poster.pdf", ("--scheme", "saddle", "--sheet", "A4"), "imposition-sheet"),
    ("poster.pdf", ("--scheme", "n-up"), "imposition-sheet"),
    ("booklet.pdf", ("--scheme", "tile"), "imposition-sheet"),
    ("poster.pdf", ("--scheme", "tile", "--overlap", "200"), "imposition-sheet"),
    ("card.pdf", ("--scheme", "trifold"), "imposition-pages"),
    ("letter.txt", ("--scheme", "tile"), "imposition-file"),
])
def test_what_cannot_be_imposed_is_a_finding_and_writes_nothing(
    folder: Path, file: str, options: tuple[str, ...], rule: str
) -> None:
    os.link(folder / "booklet.pdf", folder / "linked.pdf")
    before = {entry.name: entry.read_bytes() for entry in folder.iterdir()}
    run = imposed(folder, file, *options)
    assert run.status == 1
    assert run.err.startswith(f"{file}: error: ")
    assert f"[{rule}]" in run.err
    assert {entry.name: entry.read_bytes() for entry in folder.iterdir()} == before


@pytest.mark.parametrize(("arguments", "said"), [
    (("booklet.pdf",), "--scheme"),
    (("missing.pdf", "--scheme", "saddle"), "missing.pdf"),
    ((".", "--scheme", "saddle"), "directory"),
    (("booklet.pdf", "--scheme", "spiral"), "spiral"),
    (("booklet.pdf", "--scheme", "saddle", "--overlap", "10"), "--overlap is of no use for saddle; it is for tile."),
    (("poster.pdf", "--scheme", "tile", "--binding", "right"), "--binding is of no use for tile"),
    (("poster.pdf", "--scheme", "tile", "--repeat"), "--repeat is of no use for tile; it is for n-up."),
    (("booklet.pdf", "--scheme", "saddle", "--paper-thickness", "0.1", "--grammage", "80"), "not both"),
    (("booklet.pdf", "--scheme", "saddle", "--bulk", "1.3"), "--grammage"),
    (("booklet.pdf", "--scheme", "saddle", "--paper-thickness", "thin"), "thin"),
    (("booklet.pdf", "--scheme", "saddle", "--output", "letter.txt/x.pdf"), "cannot be written"),
])
def test_faults_of_the_command_end_with_status_2(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    run = imposed(folder, *arguments)
    assert (run.status, run.out) == (2, "")
    assert said in run.err


def test_the_sheets_of_the_command_are_those_that_imposition_knows() -> None:
    assert sorted(SHEETS) == sorted(KNOWN)


def test_every_option_and_scheme_is_documented() -> None:
    text = (ROOT / "docs/printing.md").read_text(encoding="utf-8")
    options = [name for parameter in impose.params for name in (*parameter.opts, *parameter.secondary_opts)]
    options.remove("file")
    assert [option for option in options if f"`{option}" not in text] == []
    assert all(f"--scheme {scheme}" in text for scheme in ("saddle", "trifold", "n-up", "tile"))
