"""The command line: exit statuses, what goes to stdout, and faults that a user can cause."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import SPANISH
from tiny_clinic import JOBS, TinyClinic, handouts, tiny_clinic

from generator import __version__

pytestmark = pytest.mark.slow  # starts a process each time


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> TinyClinic:
    """Return a project that no test changes."""
    return tiny_clinic(tmp_path_factory.mktemp("tiny"))


def test_help_tells_the_exit_statuses(tmp_path: Path) -> None:
    run = handouts("--help", cwd=tmp_path)
    assert run.status == 0
    for words in ("plan", "build", "check", "0 good", "1 findings", "2 usage"):
        assert words in run.out


def test_version(tmp_path: Path) -> None:
    assert __version__ in handouts("--version", cwd=tmp_path).out


def test_plan_lists_the_jobs_sorted(clinic: TinyClinic) -> None:
    run = clinic.run("plan")
    assert (run.status, run.out.split(), run.err) == (0, list(JOBS), "")


@pytest.mark.parametrize(("arguments", "jobs"), [
    (("*/es/*",), JOBS[2:]),
    (("water/en/sheet/oak", "*/es/*/mill"), (JOBS[1], JOBS[2])),
    (("--language", "es", "--brand", "oak"), (JOBS[3],)),
    (("--brand", "oak", "--brand", "mill", "--handout", "water", "--format", "sheet"), JOBS),
    (("*/oak", "--language", "en"), (JOBS[1],)),
], ids=str)
def test_selection(clinic: TinyClinic, arguments: tuple[str, ...], jobs: tuple[str, ...]) -> None:
    run = clinic.run("plan", "--json", *arguments)
    assert run.status == 0
    assert tuple(job["id"] for job in run.data()["jobs"]) == jobs
    assert run.err == ""


@pytest.mark.parametrize("command", ["plan", "build", "check"])
def test_a_selector_that_matches_nothing_lists_the_nearest(clinic: TinyClinic, command: str) -> None:
    run = clinic.run(command, "--json", "water/es/sheet/oka")
    assert (run.status, run.out) == (2, "")
    assert "'water/es/sheet/oka' matches nothing" in run.err
    assert "water/es/sheet/oak" in run.err


@pytest.mark.parametrize(("arguments", "words"), [
    (("--brand", "okk"), "oak"),
    (("--language", "de"), "--language 'de' matches nothing"),
    (("*/oak", "--brand", "mill"), "no job matches"),
    (("--nonsense",), "--nonsense"),
], ids=str)
def test_usage_faults_end_with_2(clinic: TinyClinic, arguments: tuple[str, ...], words: str) -> None:
    run = clinic.run("plan", *arguments)
    assert (run.status, run.out) == (2, "")
    assert words in run.err


def test_a_number_of_processes_below_one_is_refused(clinic: TinyClinic) -> None:
    assert clinic.run("build", "--jobs", "0").status == 2


def test_a_folder_without_a_project_is_refused(tmp_path: Path) -> None:
    run = handouts("plan", cwd=tmp_path)
    assert run.status == 2
    assert "handouts.toml" in run.err
    assert "--project" in run.err


def test_a_project_is_found_from_below_and_from_elsewhere(clinic: TinyClinic, tmp_path: Path) -> None:
    assert handouts("plan", cwd=clinic.root / "content" / "brands").out.split() == list(JOBS)
    assert handouts("--project", str(clinic.root), "plan", cwd=tmp_path).out.split() == list(JOBS)


@pytest.mark.parametrize(("text", "words"), [
    ("", "'project' is missing"),
    ("[project\n", "handouts.toml:1"),
    ("[project]\nlanguages = ['xx-nonsense-tag']\n", "handouts.toml"),
])
def test_a_broken_project_file_ends_with_2(tmp_path: Path, text: str, words: str) -> None:
    clinic = tiny_clinic(tmp_path)
    (clinic.root / "handouts.toml").write_text(text)
    run = clinic.run("plan")
    assert (run.status, run.out) == (2, "")
    assert words in run.err


def test_check_finds_a_turned_fact_without_rendering(tmp_path: Path) -> None:
    clinic = tiny_clinic(tmp_path)
    clinic.change("locales/es/LC_MESSAGES/water.po", "Beba 6 tazas", "No beba 6 tazas")
    run = clinic.run("check", "--json", "--no-pages")
    assert not (clinic.root / ".cache" / "pages").exists()
    assert run.status == 1
    assert run.rules() == {"fact-altered"}
    (found, *_rest) = run.data()["findings"]
    text = (clinic.root / "locales/es/LC_MESSAGES/water.po").read_text(encoding="utf-8")
    lines = text.splitlines()
    assert (found["path"], found["message_id"]) == ("locales/es/LC_MESSAGES/water.po", "drink-daily")
    assert "Drink 6 cups" in " ".join(lines[int(str(found["line"])) - 2:int(str(found["line"])) + 1])


@pytest.mark.slow
def test_check_looks_at_the_finished_pages_and_the_next_build_renders_none(tmp_path: Path) -> None:
    clinic = tiny_clinic(tmp_path)
    clinic.change("templates/sheet/sheet.css", "color: var(--heading) }", "color: #bbb }")
    run = clinic.run("check", "--json")
    assert (run.status, run.rules()) == (1, {"contrast-low"})
    assert {str(one["path"]) for one in run.findings() if str(one["job"]).startswith("water/es/")} == {SPANISH}
    assert not (clinic.root / "output").exists()
    clinic.change("templates/sheet/sheet.css", "color: #bbb }", "color: var(--heading) }")
    assert (clinic.run("check").status, clinic.build().jobs_with("reused")) == (0, JOBS)


def test_check_of_a_good_project_is_silent_on_stdout(clinic: TinyClinic) -> None:
    run = clinic.run("check", "--no-pages")
    assert (run.status, run.out) == (0, "")


def test_findings_of_loading_are_told_by_plan(tmp_path: Path) -> None:
    clinic = tiny_clinic(tmp_path)
    clinic.change("content/brands/oak/brand.toml", "#4f46a5", "violet")
    run = clinic.run("plan")
    assert run.status == 1
    assert run.out.split() == [job for job in JOBS if job.endswith("/mill")]
    assert "content/brands/oak/brand.toml:9" in run.err
    assert "violet" in run.err
