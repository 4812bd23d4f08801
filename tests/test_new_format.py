"""`handouts new format`: a few answers give a format that builds at once; nothing else is touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support import ROOT, line_of, read, write
from tiny_clinic import TinyClinic, handouts, tiny_clinic

import generator.files
from generator.load import load_project
from generator.scaffold_format import NewFormat, Part, format_code, proposed, with_outline

HANDOUT = "content/handouts/water/handout.md"
FILES = ["templates/slip/format.toml", "templates/slip/slip.html", "templates/slip/slip.css"]
SLIP = NewFormat(name="slip", title="Slip", code="SL", size="A4", pages=1)


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    """Return a clinic that has the shipped shared templates."""
    clinic = tiny_clinic(tmp_path)
    shutil.rmtree(clinic.root / "templates/shared")
    return clinic


def contents(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*")
            if file.is_file() and ".cache" not in file.parts}


def test_a_format_is_a_folder_and_its_line_in_the_project_file(clinic: TinyClinic) -> None:
    before = contents(clinic.root)
    run = clinic.run("new", "format", "slip")
    assert run.status == 0
    after = contents(clinic.root)
    assert {path for path in after if path not in before} == set(FILES)
    assert [path for path in before if after[path] != before[path]] == ["handouts.toml"]
    assert 'formats = ["sheet", "slip"]' in read(clinic, "handouts.toml")
    assert "  slip:\n    body: [drink]\n    signs: [ask]\n" in run.out
    assert load_project(clinic.root)[1] == ()


def test_a_handout_gets_its_outline_and_keeps_all_else(clinic: TinyClinic) -> None:
    before = read(clinic, HANDOUT)
    run = clinic.run("new", "format", "slip", "--handout", "water", "--json")
    assert run.status == 0
    assert list(map(str, run.data()["files"])) == [*FILES, HANDOUT, "handouts.toml"]
    added = "  slip:\n    body: [drink]\n    signs: [ask]\n"
    assert read(clinic, HANDOUT).replace(added, "") == before
    assert line_of(read(clinic, HANDOUT), "  slip:") == line_of(before, "sources:")


@pytest.mark.parametrize(("arguments", "said"), [
    (("sheet",), "there is a format sheet already"),
    (("leaflet",), 'a shipped format: add "leaflet" to formats'),
    (("shared",), "a name that the program uses itself"),
    (("folded",), "a name that the program uses itself"),
    (("shipped",), "a name that the program uses itself"),
    (("Slip",), "no name of a folder"),
    (("../slip",), "no name of a folder"),
    (("slip", "--handout", "wter"), 'Did you mean "water"?'),
    (("slip", "--code", "SH"), "it is that of sheet"),
    (("slip", "--code", "slip"), "not two capitals"),
    (("slip", "--size", "A2"), "'A5', 'A4', 'A3'"),
    (("slip", "--title", " "), "plain words"),
])
def test_what_cannot_be_used_ends_with_status_2_and_nothing_is_written(
    clinic: TinyClinic, arguments: tuple[str, ...], said: str
) -> None:
    before = contents(clinic.root)
    run = clinic.run("new", "format", *arguments)
    assert run.status == 2
    assert said in run.err
    assert contents(clinic.root) == before


@pytest.mark.parametrize(("path", "old", "new"), [
    ("handouts.toml", 'formats = ["sheet"]', '"formats" = ["sheet"]'),
    (HANDOUT, "outline:\n  sheet:\n    body: [drink, ask]\n", "outline: {sheet: {body: [drink, ask]}}\n"),
])
def test_what_is_written_otherwise_is_told_before_anything_is_written(
    clinic: TinyClinic, path: str, old: str, new: str
) -> None:
    clinic.change(path, old, new)
    before = contents(clinic.root)
    run = clinic.run("new", "format", "slip", "--handout", "water")
    assert (run.status, "Nothing was written." in run.err) == (2, True)
    assert contents(clinic.root) == before


def test_a_section_that_the_format_cannot_set_is_told_before_anything_is_written(clinic: TinyClinic) -> None:
    clinic.change(HANDOUT, "Drink 6 cups of water each day.", "Cup\n: Drink 6 cups of water each day.")
    before = contents(clinic.root)
    run = clinic.run("new", "format", "slip", "--handout", "water")
    assert run.status == 2
    assert contents(clinic.root) == before


def test_a_disk_that_is_full_leaves_the_project_as_it_was(
    clinic: TinyClinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = contents(clinic.root), generator.files.write_whole

    def failing(file: Path, content: bytes) -> None:
        if file.name == "handouts.toml":
            raise OSError(28, "No space left on device")
        real(file, content)

    monkeypatch.setattr(generator.files, "write_whole", failing)
    assert clinic.run("new", "format", "slip", "--handout", "water").status == 2
    assert contents(clinic.root) == before


@pytest.mark.parametrize(("name", "taken", "code"), [
    ("slip", [], "SL"), ("slip", ["SL"], "SI"), ("a", [], "AA"), ("1-2", [], "FA"),
    ("ab", ["AB", *(f"A{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")], "BA"),
])
def test_the_code_is_of_the_name_and_of_no_other_format(name: str, taken: list[str], code: str) -> None:
    assert format_code(name, taken) == code


def test_the_entry_is_indented_as_the_others_are_and_ends_its_lines_alike() -> None:
    text = "---\r\noutline:\r\n    sheet:\r\n        body: [a]\r\n\r\n# note\r\nsources: []\r\n---\r\n"
    made = with_outline(text, SLIP, {"body": ["a"]})
    assert made == text.replace("[a]\r\n", "[a]\r\n    slip:\r\n        body: [a]\r\n        signs: []\r\n")


def part(name: str, *classes: str, tier: int = 0, letters: int = 100, acts: bool = False) -> Part:
    return Part(id=name, tier=tier, classes=frozenset(classes), letters=letters, acts=acts)


PARTS = (part("keys", "key-points"), part("now", tier=1), part("today", tier=2), part("soon", tier=3),
         part("why", "optional", letters=10, acts=True), part("long", letters=900, acts=True),
         part("short", letters=200, acts=True))


@pytest.mark.parametrize(("size", "pages", "outline"), [
    ("A4", 1, {"body": ("keys", "short"), "signs": ("now",)}),
    ("A3", 2, {"body": ("keys",), "signs": ("now", "today"), "back": ("long", "short")}),
    ("A5", 1, {"body": ("keys", "short"), "signs": ("now",)}),
])
def test_what_stands_on_the_sheet_tells_what_to_do_and_when_to_call(
    size: str, pages: int, outline: dict[str, tuple[str, ...]]
) -> None:
    new = NewFormat(name="slip", title="Slip", code="SL", size=size, pages=pages)
    assert proposed(new, PARTS) == outline


def test_a_small_sheet_has_the_emergency_before_all_else() -> None:
    new = NewFormat(name="slip", title="Slip", code="SL", size="A5", pages=2)
    crowded = (*PARTS[:1], part("now", tier=1, letters=500), *PARTS[2:])
    assert proposed(new, crowded) == {"body": (), "signs": ("now",), "back": ("keys", "short")}


@pytest.mark.slow
@pytest.mark.parametrize(("size", "pages"), [("A5", "2"), ("A4", "1"), ("A3", "1")])
def test_each_size_builds_without_a_finding(clinic: TinyClinic, size: str, pages: str) -> None:
    assert clinic.run("new", "format", "slip", "--size", size, "--pages", pages, "--handout", "water").status == 0
    run = clinic.build("--format", "slip", "--jobs", "1")
    assert (run.status, run.findings()) == (0, [])


@pytest.mark.slow
def test_the_shipped_handout_on_a_sheet_of_one_page_builds_in_every_script(tmp_path: Path) -> None:
    """A clinic's own repository: no templates, no words of templates, only what it writes itself."""
    for name in ("content", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "handouts.toml", tmp_path)
    for words in (tmp_path / "locales").glob("*/LC_MESSAGES/templates.po"):
        words.unlink()
    (tmp_path / ".cache").mkdir()
    if (fonts := ROOT / ".cache/fonts").is_dir():
        (tmp_path / ".cache/fonts").symlink_to(fonts)
    clinic, name = TinyClinic(root=tmp_path), "back-pain-after-birth"
    run = clinic.run("new", "format", "fridge", "--title", "Sheet for the fridge", "--handout", name)
    assert run.status == 0, run.err
    # Each script on A4, the longest and the scripts that differ most on Letter and in the editions.
    wanted = {f"{name}/{language}/fridge/riverside" for language in ("ar", "hi", "so", "ru", "ur", "zh-Hans")}
    letter = [f"{name}/{language}/fridge/cedar-ridge" for language in ("ru", "ur")]
    bilingual = [f"{name}/{language}/fridge+bilingual/riverside" for language in ("ar", "zh-Hans")]
    editions = [f"{name}/ar/fridge+large-print/riverside", f"{name}/en/fridge+black/riverside"]
    selectors = (*sorted(wanted), *letter, *bilingual, *editions)
    built = clinic.build(*selectors)
    good = {job["id"] for job in built.data()["jobs"] if job["status"] == "rendered"}
    errors = [found for found in built.findings() if found["severity"] == "error"]
    assert good == {*wanted, *letter, *bilingual, *editions}, errors
    checked = handouts("check", "--json", *selectors, cwd=tmp_path)
    assert checked.status == 0, checked.out


def test_a_starter_is_a_template_like_any_other_and_may_be_changed(clinic: TinyClinic) -> None:
    assert clinic.run("new", "format", "slip", "--handout", "water").status == 0
    write(clinic, "templates/slip/more.css", "/* ours */")
    project, found = load_project(clinic.root)
    assert found == ()
    assert project.formats["slip"].stylesheet.endswith("/* ours */")
