"""Loading a project: everything is read, everything that is wrong is reported at once, nothing is raised."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import BRAND, FACTS, HANDOUT, SPANISH, found_in, line_of, only, read, write
from tiny_clinic import FILES, TinyClinic, tiny_clinic

from generator.load import load_project

FORMAT = "templates/sheet/format.toml"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def test_a_sound_project_is_read_whole_and_without_finding(clinic: TinyClinic) -> None:
    project, found = load_project(clinic.root)
    assert found == ()
    assert list(project.handouts) == ["water"]
    assert list(project.brands) == ["mill", "oak"]
    assert list(project.formats) == ["sheet"]
    assert list(project.countries) == ["GB"]
    assert list(project.catalogs) == [("es", "water"), ("es", "templates")]
    assert project.templates["sheet/sheet.html"] == FILES["templates/sheet/sheet.html"]
    assert project.shared_stylesheet == FILES["templates/shared/base.css"]


def test_icons_are_read_by_name(clinic: TinyClinic) -> None:
    write(clinic, "templates/shared/icons/phone.svg", "<svg/>")
    assert load_project(clinic.root)[0].icons["icons/phone.svg"] == "<svg/>"


def test_a_template_in_another_encoding(clinic: TinyClinic) -> None:
    write(clinic, "templates/sheet/sheet.html", b"<p>\n\xf1</p>")
    found = only(found_in(clinic))
    assert (found.rule, found.path, found.line) == ("template-file", "templates/sheet/sheet.html", 2)


def test_the_faults_of_all_files_are_reported_at_once(clinic: TinyClinic) -> None:
    clinic.change(HANDOUT, "title: Drink water", "titel: Drink water")
    clinic.change(FACTS, "'\\bdrink 6\\b'", "'('")
    clinic.change(BRAND, "#4f46a5", "indigo")
    clinic.change(FORMAT, "pages = 1\n", "pages = 0\n")
    clinic.change(SPANISH, 'msgstr "Beba"', 'msgstr "Beba')
    assert {(finding.path, finding.line) for finding in found_in(clinic)} == {
        (HANDOUT, 2),
        (HANDOUT, line_of(read(clinic, HANDOUT), "titel")),
        (FACTS, line_of(read(clinic, FACTS), "'('")),
        (BRAND, line_of(read(clinic, BRAND), "indigo")),
        (FORMAT, line_of(read(clinic, FORMAT), "pages")),
        # The handout could not be read, so nobody looked for its catalog.
    }


def test_the_faults_of_catalogs_and_brands_are_reported_together(clinic: TinyClinic) -> None:
    clinic.change(SPANISH, 'msgstr "Beba"', 'msgstr "Beba')
    clinic.change(BRAND, "#4f46a5", "indigo")
    assert {(finding.path, finding.line) for finding in found_in(clinic)} == {
        (SPANISH, read(clinic, SPANISH).split("\n").index('msgstr "Beba') + 1),
        (BRAND, line_of(read(clinic, BRAND), "indigo")),
    }


def test_a_brand_that_offers_a_language_which_the_project_has_not(clinic: TinyClinic) -> None:
    clinic.change(BRAND, '["en", "es"]', '["en", "es", "fr"]')
    clinic.change(BRAND, 'es = "Preguntas"', 'es = "Preguntas"\nfr = "Questions"')
    found = only(finding for finding in found_in(clinic) if finding.rule == "brand-language")
    assert (found.path, found.brand) == (BRAND, "oak")
    assert "fr" in found.message
    assert "en, es" in found.action


def test_the_regions_of_outline_and_format_are_the_same(clinic: TinyClinic) -> None:
    clinic.change(HANDOUT, "    body: [drink, ask]", "    bdy: [drink, ask]")
    found = only(found_in(clinic))
    assert (found.rule, found.path, found.handout) == ("outline-regions", HANDOUT, "water")
    assert found.line == line_of(read(clinic, HANDOUT), "  sheet:")
    assert "bdy, body" in found.message
    assert FORMAT in found.action


def test_an_outline_of_an_unknown_format(clinic: TinyClinic) -> None:
    clinic.change(HANDOUT, "  sheet:\n", "  shet:\n")
    assert "shet" in only(found_in(clinic)).message


def test_a_block_for_an_unknown_format(clinic: TinyClinic) -> None:
    clinic.change(HANDOUT, "- In danger call", '- {formats="shet"}\n  In danger call')
    assert only(found_in(clinic)).line == line_of(read(clinic, HANDOUT), "In danger call")


def test_a_project_without_handouts_is_empty(clinic: TinyClinic) -> None:
    for file in sorted((clinic.root / "content/handouts").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    project, _found = load_project(clinic.root)
    assert project.handouts == {}
