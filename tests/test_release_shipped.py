"""The shipped drafts are refused; a copy in which everybody signed is released, and reads the same without the line."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from signing import signed_copy
from support import ROOT
from tiny_clinic import Run, handouts
from verapdf import validate

pytestmark = pytest.mark.slow

HANDOUT = "back-pain-after-birth"
LEAFLET, BILINGUAL = f"{HANDOUT}/ar/leaflet/riverside", f"{HANDOUT}/ar/leaflet+bilingual/riverside"
ENGLISH = f"{HANDOUT}/en/leaflet/riverside"
FILES = {
    LEAFLET: f"riverside/ar/{HANDOUT}-leaflet-ar.pdf", BILINGUAL: f"riverside/ar/{HANDOUT}-leaflet+bilingual-ar.pdf",
    ENGLISH: f"riverside/en/{HANDOUT}-leaflet-en.pdf",
}
DRAFT = {"en": "Draft: not yet reviewed", "ar": "مسودة"}


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the shipped project in which English and Arabic are signed for one clinic."""
    root = tmp_path_factory.mktemp("signed") / "project"
    signed_copy(root, HANDOUT)
    return root


@pytest.fixture(scope="module")
def release(signed: Path) -> Run:
    return handouts("build", "--release", "--json", LEAFLET, BILINGUAL, ENGLISH, cwd=signed)


def test_the_shipped_drafts_are_refused_with_their_reasons(tmp_path: Path) -> None:
    run = handouts("build", "--release", "--json", "--output", str(tmp_path), "*/leaflet/*", cwd=ROOT)
    assert run.status == 1
    assert run.jobs_with("rendered") == run.jobs_with("reused") == ()
    assert {"sign-off-missing", "review-missing"} <= run.rules()
    assert not list(tmp_path.rglob("*.pdf"))


def test_a_signed_copy_is_released(release: Run, signed: Path) -> None:
    assert release.status == 0, release.out
    assert (signed / "releases.toml").read_text(encoding="utf-8").count("[[releases]]") == 3


def test_released_pages_have_no_draft_line(release: Run, signed: Path) -> None:
    assert release.status == 0
    for file in FILES.values():
        with PdfDocument(signed / "output" / file) as document:
            text = " ".join(page.get_textpage().get_text_range() for page in document)
        assert not any(words in text or words[::-1] in text for words in DRAFT.values())


def test_released_pages_are_pdf_ua(release: Run, signed: Path) -> None:
    assert release.status == 0
    failures = validate([signed / "output" / file for file in FILES.values()])
    assert {name: found for name, found in failures.items() if found} == {}


def test_another_clinic_and_another_language_are_refused(signed: Path) -> None:
    for job in (f"{HANDOUT}/ar/leaflet/cedar-ridge", f"{HANDOUT}/pl/leaflet/riverside"):
        run = handouts("build", "--release", "--json", job, cwd=signed)
        assert (run.status, run.jobs_with("failed")) == (1, (job,))
