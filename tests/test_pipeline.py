"""The whole line on a tiny clinic: real command, real pages, real files."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from tiny_clinic import JOBS, OAK_JOBS, SPANISH_JOBS, TinyClinic, tiny_clinic

pytestmark = pytest.mark.slow

FIELDS = ["id", "handout", "language", "format", "edition", "brand", "path", "pages", "page_size_mm", "bytes",
          "sha256", "key", "status", "released", "findings", "fitting", "print"]
PO = "locales/es/LC_MESSAGES/water.po"
TEMPLATE = "templates/sheet/sheet.html"
SHORT = "Beba 6 tazas de agua al día."


def lengthened(clinic: TinyClinic, times: int) -> None:
    """Let the Spanish text run on; the format claims room for it, so that only the page can find it too long."""
    clinic.change(PO, SHORT, SHORT + " Beba también si no tiene sed." * times)
    clinic.change("templates/sheet/format.toml", "pages = 1", "pages = 1\nmost-growth = 999")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TinyClinic:
    """Return a clinic that is built; tests change copies of it."""
    clinic = tiny_clinic(tmp_path_factory.mktemp("built"))
    run = clinic.build()
    assert run.status == 0, run.err
    assert run.jobs_with("rendered") == JOBS
    return clinic


@pytest.fixture
def clinic(built: TinyClinic, tmp_path: Path) -> TinyClinic:
    """Return a copy of the built clinic, its cache with it."""
    shutil.copytree(built.root, tmp_path / "clinic")
    return TinyClinic(root=tmp_path / "clinic")


def text(pdf: bytes) -> str:
    with PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_the_manifest_says_what_was_published(built: TinyClinic) -> None:
    manifest, published = built.manifest(), built.published()
    assert list(manifest) == ["generator", "jobs"]
    assert [entry["id"] for entry in manifest["jobs"]] == list(JOBS)
    assert set(published) == {str(entry["path"]) for entry in manifest["jobs"]} | {"manifest.json"}
    for entry in manifest["jobs"]:
        content = published[str(entry["path"])]
        assert list(entry) == FIELDS
        assert entry["path"] == f"{entry['brand']}/{entry['language']}/water-sheet-{entry['language']}.pdf"
        assert (entry["bytes"], entry["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
        assert (entry["edition"], entry["pages"], entry["page_size_mm"]) == ("standard", 1, [105.0, 148.0])
        assert (entry["status"], entry["findings"], entry["print"]) == ("good", [], None)
        assert re.fullmatch("[0-9a-f]{64}", str(entry["key"]))


def test_the_manifest_does_not_say_when_it_was_made(built: TinyClinic) -> None:
    manifest = built.published()["manifest.json"].decode()
    assert not re.search(r"\d\d:\d\d|T\d\d|elapsed|seconds|host", manifest)
    assert str(built.root) not in manifest


def test_the_words_are_on_the_page(built: TinyClinic) -> None:
    spanish = text(built.published()["oak/es/water-sheet-es.pdf"])
    for words in ("Borrador", "Beba 6 tazas de agua al día.", "Pregunte a su médico", "999", "Preguntas 020 7946 0123",
                  "Página 1", "DW-1.0-SH-es-OAK"):
        assert words in spanish
    english = text(built.published()["mill/en/water-sheet-en.pdf"])
    assert "Drink 6 cups of water each day." in english
    assert "Borrador" not in english


def test_a_second_build_renders_nothing_and_changes_nothing(clinic: TinyClinic) -> None:
    before = clinic.published()
    run = clinic.build()
    assert (run.status, run.jobs_with("reused")) == (0, JOBS)
    assert run.data()["summary"] == {"rendered": 0, "reused": 4, "failed": 0}
    assert clinic.published() == before


def test_the_number_of_processes_does_not_change_a_byte(built: TinyClinic, tmp_path: Path) -> None:
    other = tiny_clinic(tmp_path)
    run = other.build("--jobs", "2")
    assert run.jobs_with("rendered") == JOBS
    assert other.published() == built.published()


def test_another_output_folder_gets_the_same(clinic: TinyClinic) -> None:
    assert clinic.build("--output", "elsewhere").status == 0
    assert clinic.published("elsewhere") == clinic.published()


def test_a_spanish_sentence_renders_the_spanish_jobs_only(clinic: TinyClinic) -> None:
    before = clinic.published()
    clinic.change(PO, "Beba 6 tazas de agua al día.", "Beba 6 vasos de agua al día.")
    run = clinic.build()
    assert (run.status, run.jobs_with("rendered")) == (0, SPANISH_JOBS)
    assert "vasos" in text(clinic.published()["oak/es/water-sheet-es.pdf"])
    assert clinic.published()["oak/en/water-sheet-en.pdf"] == before["oak/en/water-sheet-en.pdf"]


def test_a_brands_telephone_renders_that_brands_jobs_only(clinic: TinyClinic) -> None:
    clinic.change("content/brands/oak/brand.toml", "+442079460123", "+442079460999")
    run = clinic.build()
    assert (run.status, run.jobs_with("rendered")) == (0, OAK_JOBS)
    assert "020 7946 0999" in text(clinic.published()["oak/en/water-sheet-en.pdf"])


def test_undoing_a_change_renders_nothing(clinic: TinyClinic) -> None:
    before = clinic.published()
    clinic.change(PO, "6 tazas de agua", "6 vasos de agua")
    clinic.build()
    clinic.change(PO, "6 vasos de agua", "6 tazas de agua")
    assert clinic.build().jobs_with("rendered") == ()
    assert clinic.published() == before


def test_a_selected_build_keeps_the_others_in_the_manifest(clinic: TinyClinic) -> None:
    clinic.change(PO, "6 tazas de agua", "6 vasos de agua")
    run = clinic.build("--brand", "oak")
    assert [job["id"] for job in run.data()["jobs"]] == list(OAK_JOBS)
    assert [entry["id"] for entry in clinic.manifest()["jobs"]] == list(JOBS)


def test_text_that_does_not_fit_fails_its_jobs_and_publishes_the_others(clinic: TinyClinic) -> None:
    lengthened(clinic, 60)
    run = clinic.build()
    assert run.status == 1
    assert run.jobs_with("failed") == SPANISH_JOBS
    assert run.jobs_with("reused") == tuple(job for job in JOBS if job not in SPANISH_JOBS)
    assert run.rules() & {"page-overflow", "text-overflow", "text-lost", "page-collision"}
    assert set(clinic.published()) == {"mill/en/water-sheet-en.pdf", "oak/en/water-sheet-en.pdf", "manifest.json"}
    entries = {str(entry["id"]): entry for entry in clinic.manifest()["jobs"]}
    assert [entries[job]["status"] for job in SPANISH_JOBS] == ["failed", "failed"]
    assert entries[SPANISH_JOBS[0]]["findings"]


def test_a_failed_page_is_not_taken_from_the_cache(clinic: TinyClinic) -> None:
    lengthened(clinic, 60)
    assert clinic.build().jobs_with("failed") == SPANISH_JOBS
    assert clinic.build().jobs_with("failed") == SPANISH_JOBS


def test_a_tighter_step_is_taken_before_a_page_fails(clinic: TinyClinic) -> None:
    lengthened(clinic, 6)
    assert clinic.build().status == 0
    fitting = {str(entry["id"]): entry["fitting"] for entry in clinic.manifest()["jobs"]}
    assert fitting[SPANISH_JOBS[0]] == ["tight"]
    assert fitting[JOBS[0]] == ["roomy"]


def test_people_are_told_which_job_failed_and_why(clinic: TinyClinic) -> None:
    lengthened(clinic, 60)
    run = clinic.run("build", "--jobs", "1")
    assert run.status == 1
    for job in SPANISH_JOBS:
        assert f"failed {job}" in run.err
        assert re.search(rf"^{job}: error: .+ \[[a-z-]+\]$", run.err, re.MULTILINE)
    assert "0 rendered, 2 reused, 2 failed" in run.err


def test_an_undefined_variable_in_a_template_is_a_finding(clinic: TinyClinic) -> None:
    clinic.change(TEMPLATE, "{{ direction }}", "{{ directoin }}")
    run = clinic.build()
    assert (run.status, run.jobs_with("failed"), run.rules()) == (1, JOBS, {"template"})
    assert "directoin" in run.out
    assert set(clinic.published()) == {"manifest.json"}


def test_an_undefined_variable_is_found_at_its_line(clinic: TinyClinic) -> None:
    clinic.change(TEMPLATE, "{{ direction }}", "{{ directoin }}")
    assert f"{TEMPLATE}:2: error:" in clinic.run("build", "--jobs", "1").err


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:9/a.svg", "asset:images/unknown.svg"])
def test_a_template_that_names_a_foreign_address_gives_no_file(clinic: TinyClinic, address: str) -> None:
    clinic.change(TEMPLATE, "</h1>", f'</h1><img src="{address}" alt="">')
    run = clinic.build("--language", "en", "--jobs", "1")
    assert run.status == 1
    assert "address-refused" in run.rules()
    assert address in run.out
    assert "oak/en/water-sheet-en.pdf" not in clinic.published()


def test_a_page_that_was_not_rendered_has_one_finding(clinic: TinyClinic) -> None:
    clinic.change(TEMPLATE, "</h1>", '</h1><img src="asset:none.svg" alt="">')
    assert clinic.build("water/en/sheet/oak").rules() == {"address-refused"}


BRAND, TEXT = "content/brands/oak/brand.toml", "content/handouts/water/handout.md"
WORDS, CUP = "locales/es/LC_MESSAGES/templates.po", "content/handouts/water/images/cup.svg"
#: What is changed into what, the file and line that the finding names, and the jobs that are not printed.
FAULTS = {
    "unclosed quote": (PO, 'msgstr "Beba agua"', 'msgstr "Beba agua', f"{PO}:8", SPANISH_JOBS),
    "lost placeholder": (PO, "llame al {emergency_number}", "llame al 112", f"{PO}:39", SPANISH_JOBS),
    "invented placeholder": (PO, "al {emergency_number}", "al {emergency_number} {nobody}", f"{PO}:39", SPANISH_JOBS),
    "turned fact": (PO, "Beba 6 tazas", "No beba 6 tazas", f"{PO}:27", SPANISH_JOBS),
    "missing translation": (PO, 'msgstr "Pregunte"', 'msgstr ""', f"{PO}:31", SPANISH_JOBS),
    "missing word": (WORDS, 'msgstr "Página %(page)s"', 'msgstr ""', f"{WORDS}:9", SPANISH_JOBS),
    "no colour": (BRAND, '"#4f46a5"', '"violet"', f"{BRAND}:9", ()),
    "unknown key": (BRAND, "[numbers]", "[nubmers]", f"{BRAND}:11", ()),
    "missing logo": (BRAND, '"logo.svg"', '"none.svg"', f"{BRAND}:15", ()),
    "no date": (TEXT, "drafted: 2026-01-02", "drafted: soon", f"{TEXT}:7", ()),
    "image outside": (TEXT, "images/cup.svg", "../../../../etc/cup.svg", f"{TEXT}:13", JOBS),
    "unsafe drawing": (CUP, "<path", '<image href="file:///etc/passwd"/><path', CUP, JOBS),
}


def _parts(job: str) -> list[str]:
    return job.split("/")


@pytest.mark.parametrize("fault", FAULTS)
def test_faulty_content_never_reaches_a_page(clinic: TinyClinic, fault: str) -> None:
    path, old, new, place, failed = FAULTS[fault]
    clinic.change(path, old, new)
    run = clinic.build()
    assert run.status == 1
    assert (run.jobs_with("failed"), run.jobs_with("rendered")) == (failed, ())
    assert place in run.places()
    left = {f"{brand}/{language}/water-sheet-{language}.pdf" for _, language, _, brand in map(_parts, failed)}
    assert left.isdisjoint(clinic.published())


def test_a_file_in_another_encoding_is_a_finding(clinic: TinyClinic) -> None:
    file = clinic.root / PO
    file.write_bytes(file.read_text(encoding="utf-8").encode("latin-1"))
    run = clinic.run("build", "--jobs", "1")
    assert run.status == 1
    assert f"{PO}:12: error: the file is not UTF-8." in run.err
    assert all(f"failed {job}" in run.err for job in SPANISH_JOBS)


@pytest.mark.parametrize("suffix", [".pdf", ".json"])
def test_a_damaged_cache_entry_is_not_printed(clinic: TinyClinic, suffix: str) -> None:
    before = clinic.published()
    key = str(clinic.manifest()["jobs"][0]["key"])
    file = clinic.root / ".cache" / "pages" / key[:2] / f"{key}{suffix}"
    file.write_bytes(file.read_bytes()[:-40])
    run = clinic.build()
    assert (run.status, run.jobs_with("rendered")) == (0, JOBS[:1])
    assert clinic.published() == before
    assert clinic.build().jobs_with("rendered") == (), "the entry was made whole"


def test_a_brand_that_is_taken_away_takes_its_files_along(clinic: TinyClinic) -> None:
    clinic.change("handouts.toml", '["mill", "oak"]', '["mill"]')
    assert clinic.build().status == 0
    assert {path for path in clinic.published() if path.startswith("oak/")} == set()
    assert [entry["brand"] for entry in clinic.manifest()["jobs"]] == ["mill", "mill"]


def test_progress_goes_to_stderr_and_stdout_stays_empty(tmp_path: Path) -> None:
    run = tiny_clinic(tmp_path).run("build", "--jobs", "1")
    assert (run.status, run.out) == (0, "")
    assert re.findall("^rendered (.+)$", run.err, re.MULTILINE) == list(JOBS)
    assert "4 rendered, 0 reused, 0 failed" in run.err
