"""Brands chosen to hurt print the shipped handout: nothing overflows, every text can be read, every file is PDF/UA-1.

One document or two of each brand here, where it hurts most; all of them are built with
`pytest tests/test_hurtful_brands.py --every-page`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hurtful_brands import BRANDS, hurtful_project
from tiny_clinic import handouts
from verapdf import validate

pytestmark = pytest.mark.slow
Jobs = list[dict[str, object]]

#: The longest languages on the tightest paper, right to left, Nastaliq, Chinese; booklets and bilingual pages, which
#: take longest, are among all of them.
WORST = (
    "*/ur/leaflet/harbour", "*/es/poster/harbour", "*/ar/leaflet/al-noor", "*/es/leaflet/ward-4",
    "*/zh-Hans/poster/long-names", "*/en/leaflet/twelve-lines", "*/so/leaflet/pale-yellow", "*/ru/leaflet/black-only",
    "*/pl/poster/one-line", "*/vi/leaflet/own-fonts", "*/ar/poster/huge-logo",
)


@pytest.fixture(scope="module")
def built(
    tmp_path_factory: pytest.TempPathFactory, every_page: bool  # noqa: FBT001 (a fixture)
) -> tuple[Path, Jobs]:
    """Build the pages once, and return the project's folder and the jobs of its manifest."""
    root = hurtful_project(tmp_path_factory.mktemp("hurtful"))
    # All pages of all brands at once would take longer than one command may.
    for wanted in [("--brand", brand) for brand in BRANDS] if every_page else [WORST]:
        run = handouts("build", *wanted, "--json", cwd=root)
        assert run.status == 0, [one for one in run.findings() if one["severity"] == "error"]
    manifest = json.loads((root / "output/manifest.json").read_text(encoding="utf-8"))
    return root, manifest["jobs"]


def test_every_page_is_good(built: tuple[Path, Jobs]) -> None:
    _root, jobs = built
    assert {job["brand"] for job in jobs} == set(BRANDS)
    assert [job["id"] for job in jobs if job["status"] != "good"] == []
    # No text below the bound, none lost, none outside, no page too many: all of these are errors or warnings.
    found = [one for job in jobs for one in job["findings"] if one["severity"] != "note"]  # type: ignore[attr-defined]
    assert found == []


def test_every_file_is_pdf_ua(built: tuple[Path, Jobs]) -> None:
    root, jobs = built
    files = [root / "output" / str(job["path"]) for job in jobs]
    assert {file.name: failures for file, failures in validate(files).items() if failures} == {}
