"""Publishing: files appear whole or not at all, and the manifest says what is there."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hand_pages import hand_page

from generator.findings import Finding
from generator.plan import Job
from generator.publish import Outcome, publish, read_manifest
from generator.render.pdf import Pdf

ENGINE = {"weasyprint": "70.0"}
JOB = Job(handout="water", language="ar", format="booklet", brand="oak")
PLAIN = replace(JOB, format="leaflet")
PDF = Pdf(job=JOB.id, content=b"reader", print_content=b"print", page_sizes=((139.70001, 215.9), (139.7, 215.9)),
          steps=("roomy", "tight"), findings=())
PAGE = hand_page("<p>x")
FAULT = Finding(rule="page-overflow", message="m.", action="a.", job=JOB.id)
FIELDS = ["id", "handout", "language", "format", "edition", "brand", "path", "pages", "page_size_mm", "bytes",
          "sha256", "key", "status", "released", "findings", "fitting", "print"]


def good(job: Job = JOB, pdf: Pdf = PDF) -> Outcome:
    return Outcome(job=job, page=PAGE, pdf=pdf, findings=(), failed=False)


def failed(job: Job = JOB) -> Outcome:
    return Outcome(job=job, page=PAGE, pdf=replace(PDF, content=b"faulty"), findings=(FAULT,), failed=True)


def published(output: Path, *outcomes: Outcome, planned: tuple[Job, ...] = (JOB, PLAIN)) -> list[dict[str, object]]:
    """Publish and return the manifest's jobs."""
    publish(outcomes, output, keeps=frozenset(planned).__contains__, generator=ENGINE)
    data = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    assert list(data) == ["generator", "jobs"]
    assert data["generator"] == ENGINE
    return data["jobs"]  # type: ignore[no-any-return]  # what publishing wrote


def files(output: Path) -> set[str]:
    return {file.relative_to(output).as_posix() for file in output.rglob("*") if file.is_file()}


def test_a_folded_job_has_a_reader_file_and_a_print_file(tmp_path: Path) -> None:
    (entry,) = published(tmp_path, good())
    assert (tmp_path / "oak/ar/water-booklet-ar.pdf").read_bytes() == b"reader"
    assert (tmp_path / "oak/ar/water-booklet-ar-print.pdf").read_bytes() == b"print"
    assert list(entry) == FIELDS
    assert entry == {
        "id": "water/ar/booklet/oak", "handout": "water", "language": "ar", "format": "booklet",
        "edition": "standard", "brand": "oak", "path": "oak/ar/water-booklet-ar.pdf", "pages": 2,
        "page_size_mm": [139.7, 215.9], "bytes": 6, "sha256": hashlib.sha256(b"reader").hexdigest(),
        "key": PAGE.key, "status": "good", "released": False, "findings": [], "fitting": ["roomy", "tight"],
        "print": {"path": "oak/ar/water-booklet-ar-print.pdf", "bytes": 5,
                  "sha256": hashlib.sha256(b"print").hexdigest()},
    }


def test_a_flat_job_has_no_print_file(tmp_path: Path) -> None:
    (entry,) = published(tmp_path, good(PLAIN, replace(PDF, print_content=b"")))
    assert entry["print"] is None
    assert files(tmp_path) == {"oak/ar/water-leaflet-ar.pdf", "manifest.json"}


def test_a_failed_job_leaves_no_file_not_even_its_old_one(tmp_path: Path) -> None:
    published(tmp_path, good())
    (entry,) = published(tmp_path, failed())
    assert files(tmp_path) == {"manifest.json"}
    assert list(entry) == FIELDS
    assert (entry["status"], entry["path"], entry["sha256"], entry["pages"]) == ("failed", None, None, None)
    assert entry["findings"] == [FAULT.as_data()]


def test_a_print_file_that_is_no_longer_made_goes(tmp_path: Path) -> None:
    published(tmp_path, good())
    published(tmp_path, good(pdf=replace(PDF, print_content=b"")))
    assert files(tmp_path) == {"oak/ar/water-booklet-ar.pdf", "manifest.json"}


def test_the_manifest_is_sorted_and_keeps_jobs_that_were_not_selected(tmp_path: Path) -> None:
    published(tmp_path, good(PLAIN))
    entries = published(tmp_path, good())
    assert [entry["id"] for entry in entries] == ["water/ar/booklet/oak", "water/ar/leaflet/oak"]


def test_jobs_that_are_no_longer_planned_go_with_their_files(tmp_path: Path) -> None:
    published(tmp_path, good(), good(PLAIN))
    (entry,) = published(tmp_path, good(PLAIN), planned=(PLAIN,))
    assert entry["id"] == PLAIN.id
    assert not (tmp_path / JOB.path).exists()
    assert not (tmp_path / JOB.print_path).exists()


@pytest.mark.parametrize("changed", [{"id": "x"}, {"brand": 1}, {"brand": "elm"}, {"format": None}])
def test_an_entry_that_names_no_job_goes(tmp_path: Path, changed: dict[str, object]) -> None:
    published(tmp_path, good())
    data = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    data["jobs"][0].update(changed)
    (tmp_path / "manifest.json").write_text(json.dumps(data), encoding="utf-8")
    assert [entry["id"] for entry in published(tmp_path, good(PLAIN))] == [PLAIN.id]


def test_an_entry_whose_file_is_gone_goes_too(tmp_path: Path) -> None:
    published(tmp_path, good(), good(PLAIN))
    (tmp_path / JOB.path).unlink()
    assert [entry["id"] for entry in published(tmp_path, good(PLAIN))] == [PLAIN.id]


def test_a_manifest_cannot_name_files_elsewhere(tmp_path: Path) -> None:
    outside, output = tmp_path / "precious.pdf", tmp_path / "output"
    outside.write_bytes(b"precious")
    output.mkdir()
    entry = {"id": "old/job", "path": "../precious.pdf", "print": {"path": str(outside)}}
    (output / "manifest.json").write_text(json.dumps({"generator": {}, "jobs": [entry]}))
    assert published(output, good(PLAIN), planned=(PLAIN,))
    assert outside.read_bytes() == b"precious"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"jobs": 1}', '{"jobs": [1]}', '{"jobs": [{}]}', "\udcff"])
def test_a_damaged_manifest_is_written_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_bytes(text.encode(errors="surrogateescape"))
    assert read_manifest(tmp_path) == {}
    assert len(published(tmp_path, good())) == 1


def test_a_file_that_is_as_wanted_is_left_alone(tmp_path: Path) -> None:
    published(tmp_path, good())
    times = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*") if file.is_file()}
    published(tmp_path, good())
    assert {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*") if file.is_file()} == times
    assert not list(tmp_path.rglob("*.partial"))


def test_text_in_the_manifest_can_be_read(tmp_path: Path) -> None:
    published(tmp_path, Outcome(job=JOB, page=None, pdf=None, failed=True, findings=(replace(FAULT, message="سؤال"),)))
    assert "سؤال" in (tmp_path / "manifest.json").read_text(encoding="utf-8")
