"""A file that was found: what it is, and whether it may still be handed out."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from composed_pages import page
from pikepdf import Encryption, Pdf
from signing import TODAY, sign_all
from support import BRAND, HANDOUT, SPANISH
from tiny_clinic import Run, TinyClinic, tiny_clinic

from generator.cli.common import FINDINGS, GOOD, USAGE
from generator.finish.metadata import write_metadata

OUTDATED = "file-outdated"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path / "clinic")


def found(clinic: TinyClinic, *, language: str = "es", name: str = "found.pdf") -> Path:
    """Return a file with the metadata of a page, as it would be found."""
    file = clinic.root.parent / name
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        metadata = page(clinic, language=language).metadata
        assert metadata is not None
        pdf.docinfo.Title, pdf.docinfo.Subject = metadata.title, metadata.subject
        write_metadata(pdf, metadata)
        pdf.save(file, fix_metadata_version=False)
    return file


def identified(clinic: TinyClinic, file: Path, *more: str) -> Mapping[str, object]:
    """Return what is said of one file."""
    [one] = clinic.run("identify", str(file), "--json", *more).data()["files"]
    assert isinstance(one, dict)
    return one


def rules(one: Mapping[str, object]) -> list[object]:
    findings = one["findings"]
    assert isinstance(findings, list)
    assert all(finding["message"] and finding["action"] for finding in findings)
    return [finding["rule"] for finding in findings]


def test_a_draft_of_today(clinic: TinyClinic) -> None:
    run = clinic.run("identify", str(found(clinic)))
    assert run.status == GOOD
    assert "found.pdf: draft" in run.out
    told = ("Beba agua", "DW-1.0-SH-es-OAK-DRAFT", "water, version 1.0", "2027-01-02")
    assert all(words in run.out for words in told)
    assert "file-draft" in run.err
    one = identified(clinic, found(clinic))
    assert (one["state"], rules(one)) == ("draft", ["file-draft"])


@pytest.mark.parametrize(("file", "old", "new", "said"), [
    (HANDOUT, "Drink 6 cups", "Drink 7 cups", "the source text has changed"),
    (HANDOUT, 'version: "1.0"', 'version: "1.1"', "the version is 1.1 now, not 1.0"),
    (HANDOUT, "next-review: 2027-01-02", "next-review: 2028-01-02", "the next review date is 2028-01-02 now"),
    (SPANISH, "Beba 6 tazas", "Beba 6 vasos", "its words have changed"),
    (BRAND, "999", "112", "its words have changed"),
    ("handouts.toml", 'brands = ["mill", "oak"]', 'brands = ["mill"]', "no such page"),
])
def test_what_makes_a_file_outdated(clinic: TinyClinic, file: str, old: str, new: str, said: str) -> None:
    pdf = found(clinic)
    clinic.change(file, old, new)
    one = identified(clinic, pdf)
    assert (one["state"], rules(one)) == ("outdated", ["file-draft", OUTDATED])
    assert said in str(one["findings"])
    assert clinic.run("identify", str(pdf)).status == FINDINGS


def test_a_change_of_another_language_leaves_a_file_current(clinic: TinyClinic) -> None:
    pdf = found(clinic, language="en")
    clinic.change(SPANISH, "Beba 6 tazas", "Beba 6 vasos")
    assert rules(identified(clinic, pdf)) == ["file-draft"]


@pytest.mark.parametrize(("day", "state"), [("2027-01-02", "draft"), ("2027-01-03", "overdue")])
def test_the_review_date(clinic: TinyClinic, day: str, state: str) -> None:
    one = identified(clinic, found(clinic), "--as-of", day)
    assert one["state"] == state
    assert ("file-overdue" in rules(one)) == (state == "overdue")


def test_outside_a_project_a_file_tells_what_it_is(clinic: TinyClinic, tmp_path: Path) -> None:
    pdf = found(clinic)
    elsewhere = TinyClinic(root=tmp_path / "nowhere")
    elsewhere.root.mkdir()
    one = identified(elsewhere, pdf)
    assert (one["state"], rules(one)) == ("draft", ["file-draft"])
    run = elsewhere.run("--project", str(elsewhere.root), "identify", str(pdf))
    assert (run.status, "handouts.toml" in run.err) == (USAGE, True)


def test_files_that_cannot_be_identified_are_told_one_by_one(clinic: TinyClinic, tmp_path: Path) -> None:
    good, locked, cut, foreign, text = (tmp_path / f"{name}.pdf" for name in ("good", "lock", "cut", "foreign", "text"))
    good.write_bytes(found(clinic).read_bytes())
    with Pdf.open(good) as pdf:
        pdf.save(locked, encryption=Encryption(owner="o", user="u"))
    cut.write_bytes(good.read_bytes()[:-200])
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(foreign)
    text.write_text("no PDF", encoding="utf-8")
    run = clinic.run("identify", "--json", *map(str, (good, locked, cut, foreign, text)))
    assert run.status == FINDINGS
    assert {Path(str(one["file"])).stem: (one["state"], rules(one)[0]) for one in run.data()["files"]} == {
        "good": ("draft", "file-draft"), "lock": ("unknown", "file-unread"), "cut": ("unknown", "file-damaged"),
        "foreign": ("unknown", "file-unknown"), "text": ("unknown", "file-unread"),
    }


@pytest.mark.parametrize("arguments", [(), ("nothing-there.pdf",), (".",)], ids=["none", "missing", "folder"])
def test_what_is_no_file_is_a_fault_of_usage(clinic: TinyClinic, arguments: tuple[str, ...]) -> None:
    assert clinic.run("identify", *arguments).status == USAGE


def test_a_list_of_releases_that_cannot_be_read_is_not_empty(clinic: TinyClinic) -> None:
    (clinic.root / "releases.toml").write_text("releases = 1\n", encoding="utf-8")
    run = clinic.run("identify", str(found(clinic)))
    assert (run.status, "releases-file" in run.err, run.out) == (FINDINGS, True, "")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> TinyClinic:
    clinic = tiny_clinic(tmp_path_factory.mktemp("released"))
    sign_all(clinic)
    assert clinic.build("--release").status == 0
    return clinic


@pytest.fixture
def out(released: TinyClinic, tmp_path: Path) -> TinyClinic:
    shutil.copytree(released.root, tmp_path / "out")
    return TinyClinic(root=tmp_path / "out")


def leaflet(clinic: TinyClinic) -> Path:
    return clinic.root / "output" / "oak" / "es" / "water-sheet-es.pdf"


def audited(clinic: TinyClinic) -> str:
    """Return what the audit says of the same file."""
    rows = clinic.run("audit", "--report", "json").data()["circulating"]
    return next(str(row["state"]) for row in rows if row["print-code"] == "DW-1.0-SH-es-OAK")


@pytest.mark.slow
def test_a_release_is_current_until_something_changes(out: TinyClinic) -> None:
    one = identified(out, leaflet(out))
    assert (one["state"], rules(one), audited(out)) == ("current", [], "good")
    metadata = one["metadata"]
    assert isinstance(metadata, dict)
    assert (metadata["print-code"], metadata["status"], metadata["reviewed"]) == (
        "DW-1.0-SH-es-OAK", "released", str(TODAY),
    )
    out.change(SPANISH, "Beba 6 tazas", "Beba 6 vasos")
    assert (identified(out, leaflet(out))["state"], audited(out)) == ("outdated", "recall")


@pytest.mark.slow
def test_a_release_that_was_called_back_or_is_not_listed(out: TinyClinic) -> None:
    assert out.run("withdraw", "DW-1.0-SH-es-OAK", "--reason", "A wrong number").status == GOOD
    one = identified(out, leaflet(out))
    assert (one["state"], rules(one)) == ("withdrawn", ["file-withdrawn"])
    assert "A wrong number" in str(one["findings"])
    (out.root / "releases.toml").unlink()
    assert rules(identified(out, leaflet(out))) == ["file-unlisted"]


@pytest.mark.slow
def test_a_release_whose_signatures_were_taken_back(out: TinyClinic) -> None:
    for ledger in (out.root / "content").rglob("sign-off*.toml"):
        ledger.unlink()
    one = identified(out, leaflet(out))
    assert (one["state"], "signatures" in str(one["findings"])) == ("outdated", True)


@pytest.mark.slow
def test_a_release_whose_review_is_due_is_overdue_the_day_after(out: TinyClinic) -> None:
    due = TODAY + timedelta(days=365)
    states = [identified(out, leaflet(out), "--as-of", str(due + timedelta(days=more)))["state"] for more in (0, 1)]
    assert states == ["current", "overdue"]


@pytest.mark.slow
def test_a_copy_of_a_print_file_says_the_same(released: TinyClinic, tmp_path: Path) -> None:
    run: Run = released.run(
        "impose", str(leaflet(released)), "--scheme", "n-up", "--repeat", "--output", str(tmp_path / "sheet.pdf"),
    )
    assert run.status == GOOD, run.err
    assert identified(released, tmp_path / "sheet.pdf")["state"] == "current"
