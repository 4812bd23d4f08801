"""A project's templates over the shipped ones, and the words of both."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from support import ROOT, found_in, line_of, only, places, read, write
from tiny_clinic import HEADER, TinyClinic, tiny_clinic

from generator.build.pantry import Pantry
from generator.compose.templates import template_messages
from generator.load import load_project
from generator.load.templates import shipped_templates, template_folder
from generator.load.words import load_words
from generator.plan import all_jobs

WORDS = "locales/es/LC_MESSAGES/templates.po"
SETTINGS = "handouts.toml"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def found_before_pages(clinic: TinyClinic) -> list[tuple[str, str | None, int | None]]:
    """Return what is wrong with texts, templates and words, before any page is set."""
    project, found = load_project(clinic.root)
    return places((*found, *Pantry(project).findings(all_jobs(project))))


# -- which file a name means ---------------------------------------------------------------------------------------


def test_the_shipped_templates_are_those_of_the_repository() -> None:
    assert shipped_templates() == ROOT / "templates"


def test_in_the_repository_itself_every_template_is_its_own() -> None:
    folder = template_folder(ROOT)
    project, _found = load_project(ROOT)
    assert folder.path("leaflet/leaflet.html") == "templates/leaflet/leaflet.html"
    assert set(project.templates) == {file.relative_to(ROOT / "templates").as_posix()
                                      for file in (ROOT / "templates").rglob("*.html")}


def test_files_of_the_project_stand_before_the_shipped_ones_one_by_one(clinic: TinyClinic) -> None:
    folder = template_folder(clinic.root)
    assert folder.path("shared/slots/contacts.html") == "templates/shared/slots/contacts.html"
    assert folder.path("shared/slots/notes.html") == "shipped templates/shared/slots/notes.html"
    assert folder.file("shared/base.html") == ROOT / "templates/shared/base.html"
    project, _found = load_project(clinic.root)
    assert project.shared_stylesheet == "/* nothing is shared */\n"
    assert project.templates["shared/slots/notes.html"] == read(TinyClinic(root=ROOT), folder.path(
        "shared/slots/notes.html").removeprefix("shipped "))


def test_a_name_that_stands_nowhere_is_missing_in_the_project(clinic: TinyClinic) -> None:
    clinic.change(SETTINGS, 'formats = ["sheet"]', 'formats = ["sheet", "slip"]')
    assert {found.path for found in found_in(clinic)} == {"templates/slip/format.toml", "templates/slip/slip.css"}


def test_a_link_that_leads_nowhere_is_told_and_not_passed_over(clinic: TinyClinic) -> None:
    (clinic.root / "templates/shared/slots/notes.html").symlink_to("nowhere.html")
    found = only(found_in(clinic))
    assert (found.rule, found.path) == ("template-file", "templates/shared/slots/notes.html")


def test_a_shipped_format_is_used_by_its_name(clinic: TinyClinic) -> None:
    clinic.change(SETTINGS, 'formats = ["sheet"]', 'formats = ["sheet", "leaflet"]')
    project, found = load_project(clinic.root)
    assert found == ()
    assert project.formats["leaflet"].path == "shipped templates/leaflet/format.toml"
    assert "leaflet/leaflet.html" in project.templates
    assert "poster/poster.html" not in project.templates


def test_the_shipped_format_toml_is_replaced_whole(clinic: TinyClinic) -> None:
    clinic.change(SETTINGS, 'formats = ["sheet"]', 'formats = ["sheet", "leaflet"]')
    write(clinic, "templates/leaflet/format.toml", read(clinic, "templates/sheet/format.toml"))
    project, found = load_project(clinic.root)
    assert found == ()
    leaflet = project.formats["leaflet"]
    assert (leaflet.path, leaflet.file.code) == ("templates/leaflet/format.toml", "SH")
    assert ".key-points" in leaflet.stylesheet


def test_style_sheets_beside_that_of_the_name_come_after_it_in_order(clinic: TinyClinic) -> None:
    for name in ("sheet/b", "sheet/a", "shared/a"):
        write(clinic, f"templates/{name}.css", f"/* {name} */")
    project, _found = load_project(clinic.root)
    sheet, shared = project.formats["sheet"].stylesheet, project.shared_stylesheet
    assert sheet.startswith("* { box-sizing")
    assert sheet.endswith("\n/* sheet/a */\n/* sheet/b */")
    assert shared == "/* nothing is shared */\n\n/* shared/a */"


def test_an_addition_to_a_shipped_style_sheet(clinic: TinyClinic) -> None:
    clinic.change(SETTINGS, 'formats = ["sheet"]', 'formats = ["sheet", "leaflet"]')
    write(clinic, "templates/leaflet/ours.css", "h1 { letter-spacing: 0 }")
    stylesheet = load_project(clinic.root)[0].formats["leaflet"].stylesheet
    assert stylesheet.startswith(read(TinyClinic(root=ROOT), "templates/leaflet/leaflet.css"))
    assert stylesheet.endswith("h1 { letter-spacing: 0 }")


def test_words_in_an_addition_have_its_own_file_and_line(clinic: TinyClinic) -> None:
    write(clinic, "templates/sheet/ours.css", 'h1 { color: red }\nh1::before { content: "Now" }')
    assert found_before_pages(clinic) == [("template-words", "templates/sheet/ours.css", 2)]


def test_an_icon_of_the_projects_own_says_no_words(clinic: TinyClinic) -> None:
    write(clinic, "templates/shared/icons/phone.svg", "<svg><text>Call</text></svg>")
    found = only(found_in(clinic))
    assert (found.rule, found.path) == ("image-unsafe", "templates/shared/icons/phone.svg")


def test_a_folder_with_the_name_of_the_prefix_is_told(clinic: TinyClinic) -> None:
    write(clinic, "templates/shipped/shipped.html", "<p></p>")
    assert [found.path for found in found_in(clinic)] == ["templates/shipped"]


# -- the words of shipped templates -------------------------------------------------------------------------------


def test_what_no_page_uses_needs_no_translation(clinic: TinyClinic) -> None:
    project, _found = load_project(clinic.root)
    texts = {message.text for message in template_messages(project.templates)}
    assert "Page %(page)s" in texts
    assert not texts & {"Version %(version)s", "Sources", "Point to a line: both sides say the same."}


def test_what_a_template_takes_in_is_used_with_all_that_it_takes_in(clinic: TinyClinic) -> None:
    clinic.change("templates/sheet/sheet.html", "<!DOCTYPE html>", '{% from "shared/blocks.html" import footer %}')
    project, _found = load_project(clinic.root)
    assert "Version %(version)s" in {message.text for message in template_messages(project.templates)}


def test_shipped_words_serve_where_the_project_has_none(clinic: TinyClinic) -> None:
    clinic.change("templates/sheet/sheet.html", "<!DOCTYPE html>", '{% from "shared/blocks.html" import footer %}')
    words, found = load_words(clinic.root, domain="templates", language="es")
    assert found == ()
    assert words.entries["", "Draft: not yet reviewed by a clinician"].text == "Borrador, sin revisar"
    assert words.entries["", "Version %(version)s"].text == "Versión %(version)s"
    assert words.file_of(words.entries["", "Version %(version)s"]) == f"shipped {WORDS}"
    assert found_before_pages(clinic) == []


def test_a_project_without_a_file_of_words_has_the_shipped_ones(clinic: TinyClinic) -> None:
    (clinic.root / WORDS).unlink()
    clinic.change("templates/sheet/sheet.html", '{{ _("Page %(page)s", page=1) }} ', "")
    assert found_before_pages(clinic) == []


def test_words_that_nobody_translated_are_missing_in_the_projects_own_file(clinic: TinyClinic) -> None:
    clinic.change("templates/sheet/sheet.html", "<h1>", "<p>{% trans %}Ours alone{% endtrans %}</p><h1>")
    assert found_before_pages(clinic) == [("translation-missing", WORDS, None)]


def test_an_empty_entry_gives_way_and_a_doubted_one_stays(clinic: TinyClinic) -> None:
    clinic.change(WORDS, 'msgstr "Borrador, sin revisar"', 'msgstr ""')
    assert found_before_pages(clinic) == []
    clinic.change(WORDS, 'msgid "Draft', '#, fuzzy\nmsgid "Draft')
    assert found_before_pages(clinic) == [("translation-fuzzy", WORDS, line_of(read(clinic, WORDS), "Draft"))]


def test_a_file_with_a_fault_is_not_passed_over(clinic: TinyClinic) -> None:
    write(clinic, WORDS, 'msgid "unclosed\n')
    words, found = load_words(clinic.root, domain="templates", language="es")
    assert (words.readable, [one.rule for one in found]) == (False, ["catalog-syntax"])


@pytest.mark.parametrize(("rule", "served"), [("(n != 1)", True), ("(n == 1)", False)])
def test_plural_forms_are_taken_only_from_a_file_that_numbers_them_alike(
    clinic: TinyClinic, rule: str, served: bool  # noqa: FBT001 (a case)
) -> None:
    header = HEADER + f'"Plural-Forms: nplurals=2; plural={rule};\\n"\n'
    write(clinic, WORDS, header + '\nmsgid "%(n)s cup"\nmsgid_plural "%(n)s cups"\nmsgstr[0] "a"\nmsgstr[1] "b"\n')
    words, found = load_words(clinic.root, domain="templates", language="es")
    assert found == ()
    assert (("", "%(num)s passage is not translated yet.") in words.entries) is served
    assert ("", "Sources") in words.entries


def test_only_words_of_ones_own_are_put_before_translators(clinic: TinyClinic) -> None:
    (clinic.root / WORDS).unlink()
    assert clinic.run("messages", "update", "es").status == 0
    assert not (clinic.root / WORDS).exists()
    clinic.run("messages", "init", "es")
    made = read(clinic, WORDS)
    assert 'msgid "Page %(page)s"' in made
    assert "Draft" not in made
    write(clinic, WORDS, made + '\nmsgid "Draft: not yet reviewed by a clinician"\nmsgstr "Nuestro borrador"\n')
    assert clinic.run("messages", "update", "es").status == 0
    assert 'msgstr "Nuestro borrador"' in read(clinic, WORDS)


# -- what is written of them --------------------------------------------------------------------------------------


def test_every_block_and_variable_is_named_in_the_architecture() -> None:
    named = set(re.findall(r"`(\w+)", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")))
    texts = [file.read_text(encoding="utf-8") for file in (*(ROOT / "templates").glob("*/*.html"),
                                                           ROOT / "generator/starters/format.html")]
    assert {block for text in texts for block in re.findall(r"{% block (\w+)", text)} <= named
    trees = [ast.parse((ROOT / f"generator/compose/{name}.py").read_text(encoding="utf-8"))
             for name in ("__init__", "bilingual_page", "large_print", "parts")]
    calls = [node for tree in trees for node in ast.walk(tree)
             if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "fill"]
    variables = {word.arg for call in calls for word in call.keywords if word.arg}
    [context] = [node for tree in trees for node in tree.body
                 if isinstance(node, ast.FunctionDef) and node.name == "context_of"]
    variables |= {str(key.value) for node in ast.walk(context) if isinstance(node, ast.Dict)
                  for key in node.keys if isinstance(key, ast.Constant)}
    assert {"side_count", "review_day", "groups"} <= variables
    assert variables - {"source_imprint"} <= named
