"""handouts.toml: a fault of it stops everything, and says where."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import found_in, line_of, only, read, refusal, write
from tiny_clinic import TinyClinic, tiny_clinic

from generator.load import ProjectError, load_project
from generator.load.settings import babel_locale, posix_locale

SETTINGS = "handouts.toml"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def test_the_policy_may_be_left_out(clinic: TinyClinic) -> None:
    project, _found = load_project(clinic.root)
    assert project.settings.policy.fail_on == "error"
    assert project.settings.project.languages == ("en", "es")


def test_without_editions_the_standard_one_is_made(clinic: TinyClinic) -> None:
    project, _found = load_project(clinic.root)
    assert project.settings.project.editions == ("standard",)


@pytest.mark.parametrize(("line", "said"), [
    ("source = []", "clinician"), ('source = ["author"]', "clinician"),
    ('translation = ["translator", "checker"]', "clinician"), ("brand = []", "at least 1"),
    ('source = ["author", "clinicain"]', "clinician"), ("valid-days = 0", "valid-days"),
])
def test_no_policy_releases_what_nobody_signed(clinic: TinyClinic, line: str, said: str) -> None:
    write(clinic, SETTINGS, f"{read(clinic, SETTINGS)}\n[policy.sign-off]\n{line}\n")
    found = refusal(clinic)
    assert found.line == line_of(read(clinic, SETTINGS), line)
    assert said in str(found)


@pytest.mark.parametrize("thickness", ["0", "-0.1", "100", "nan"])
def test_the_paper_of_an_office_can_be_folded(clinic: TinyClinic, thickness: str) -> None:
    line = f"paper-thickness = {thickness}"
    write(clinic, SETTINGS, f"{read(clinic, SETTINGS)}\n[print]\n{line}\n")
    found = refusal(clinic)
    assert (found.line, "print.paper-thickness" in found.message) == (line_of(read(clinic, SETTINGS), line), True)


def test_the_paper_of_an_office_is_plain_unless_it_is_told(clinic: TinyClinic) -> None:
    assert load_project(clinic.root)[0].settings.print.paper_thickness == 0.1
    write(clinic, SETTINGS, f"{read(clinic, SETTINGS)}\n[print]\npaper-thickness = 0.13\n")
    assert load_project(clinic.root)[0].settings.print.paper_thickness == 0.13


@pytest.mark.parametrize(("tag", "language"), [("en-XA", "en"), ("ar-XB", "ar"), ("zh-Hans", "zh"), ("pt-BR", "pt")])
def test_a_pseudo_locale_has_the_data_of_its_language(tag: str, language: str) -> None:
    assert babel_locale(tag).language == language


def test_a_missing_project_file(clinic: TinyClinic) -> None:
    (clinic.root / SETTINGS).unlink()
    found = refusal(clinic)
    assert (found.rule, found.path) == ("project-file", SETTINGS)
    assert "missing" in found.message
    assert found.action


@pytest.mark.parametrize(("old", "new", "at", "said"), [
    ('name = "Tiny"', "name = Tiny", "name =", "not TOML"),
    ('name = "Tiny"', 'name = "Tiny', "name =", "not TOML"),
    ('name = "Tiny"', 'nam = "Tiny"\nname = "Tiny"', "nam =", 'Did you mean "name"?'),
    ('name = "Tiny"\n', "", "[project]", "'project.name' is missing"),
    ('["en", "es"]', '["en", "español!"]', "languages", "'español!' is no language tag"),
    ('["en", "es"]', '["en", "zz"]', "languages", "write it as in BCP 47"),
    ('["en", "es"]', '["en", "pt_BR"]', "languages", "is no language tag"),
    ('["en", "es"]', '["en", ""]', "languages", "is no language tag"),
    ('["en", "es"]', '["en", "../../etc"]', "languages", "is no language tag"),
    ('["en", "es"]', "[]", "languages", "at least 1 item"),
    ('formats = ["sheet"]', 'formats = "sheet"', "formats", "valid tuple"),
    ('["en", "es"]', '["en", "en-XA"]', "languages", "'en-XA' is no language tag"),
    ('formats = ["sheet"]', 'formats = ["sheet"]\neditions = ["bilngual"]', "editions",
     "'standard', 'bilingual', 'large-print', 'black' or 'form'"),
    ('formats = ["sheet"]', 'formats = ["sheet"]\neditions = []', "editions", "at least 1 item"),
    ("[project]", '[policy]\nfail-on = "never"\n\n[project]', "fail-on", "'note', 'warning' or 'error'"),
])
def test_a_broken_project_file(clinic: TinyClinic, old: str, new: str, at: str, said: str) -> None:
    clinic.change(SETTINGS, old, new)
    found = refusal(clinic)
    assert (found.rule, found.path, found.line) == ("project-file", SETTINGS, line_of(read(clinic, SETTINGS), at))
    assert said in found.message
    assert found.action


def test_a_project_file_in_another_encoding(clinic: TinyClinic) -> None:
    write(clinic, SETTINGS, '[project]\nname = "Clínica"\n'.encode("latin-1"))
    found = refusal(clinic)
    assert (found.line, "UTF-8" in found.action) == (2, True)


def test_all_faults_are_reported_at_once_and_the_error_says_them(clinic: TinyClinic) -> None:
    clinic.change(SETTINGS, 'name = "Tiny"', 'nam = "Tiny"')
    clinic.change(SETTINGS, 'brands = ["mill", "oak"]', "brands = []")
    with pytest.raises(ProjectError, match="nam") as refused:
        load_project(clinic.root)
    assert len(refused.value.findings) == 3


@pytest.mark.parametrize(("old", "new"), [
    ('brands = ["mill", "oak"]', 'brands = ["mill", "/oak"]'),
    ('formats = ["sheet"]', 'formats = ["/sheet"]'),
])
def test_a_name_is_no_path(clinic: TinyClinic, old: str, new: str) -> None:
    clinic.change(SETTINGS, old, new)
    assert refusal(clinic).line


def test_a_name_without_folder_is_a_finding(clinic: TinyClinic) -> None:
    clinic.change(SETTINGS, 'brands = ["mill", "oak"]', 'brands = ["mill", "elm"]')
    found = only(found_in(clinic))
    assert (found.rule, found.path, found.brand) == ("brand-file", "content/brands/elm/brand.toml", "elm")


@pytest.mark.parametrize(("tag", "folder"), [("es", "es"), ("zh-Hans", "zh_Hans"), ("pt-BR", "pt_BR")])
def test_a_language_has_its_posix_name_on_disk(tag: str, folder: str) -> None:
    assert posix_locale(tag) == folder
