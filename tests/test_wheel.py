"""The program as a wheel: it brings the shipped templates and their words along."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support import ROOT
from tiny_clinic import tiny_clinic

pytestmark = pytest.mark.slow

PROGRAM = """
import json, sys
import generator
from generator.build.pantry import Pantry
from generator.compose import compose
from generator.load import load_project
from generator.plan import all_jobs
from pathlib import Path
project, found = load_project(Path(sys.argv[1]))
pages = [compose(job, Pantry(project).ingredients(job)) for job in all_jobs(project)]
print(json.dumps({"from": generator.__file__, "found": [str(one) for one in found],
                  "keys": [getattr(page, "key", str(page)) for page in pages]}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel of a copy of the repository, so that nothing is left behind in it."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("generator", "templates", "locales"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    subprocess.run([sys.executable, "-m", "pip", "wheel", source, "--no-deps", "--no-build-isolation", "--quiet",
                    "--disable-pip-version-check", "-w", target], check=True, capture_output=True, timeout=300)
    [made] = target.glob("*.whl")
    return made


def test_a_wheel_has_every_shipped_template_and_its_words_and_nothing_else_of_ours(wheel: Path) -> None:
    packed = {name.removeprefix("generator/shipped/") for name in zipfile.ZipFile(wheel).namelist()
              if name.startswith("generator/shipped/")}
    files = [*(ROOT / "templates").rglob("*"), *(ROOT / "locales").glob("*/LC_MESSAGES/templates.po")]
    assert packed == {file.relative_to(ROOT).as_posix() for file in files if file.is_file()}
    assert "generator/starters/format.html" in zipfile.ZipFile(wheel).namelist()


def test_what_is_installed_from_a_wheel_sets_the_same_pages(wheel: Path, tmp_path: Path) -> None:
    """A clinic without templates, in English and Spanish, with the shipped leaflet's skeleton under its own format."""
    installed, clinic = tmp_path / "site", tiny_clinic(tmp_path / "clinic")
    zipfile.ZipFile(wheel).extractall(installed)
    shutil.rmtree(clinic.root / "templates/shared")
    (clinic.root / "locales/es/LC_MESSAGES/templates.po").unlink()
    assert clinic.run("new", "format", "slip", "--handout", "water").status == 0
    clinic.change("templates/sheet/sheet.html", '{{ _("Page %(page)s", page=1) }} ', "")

    def told(place: Path) -> dict[str, object]:
        done = subprocess.run([sys.executable, "-c", PROGRAM, clinic.root], capture_output=True, check=True, text=True,
                              cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(place)})
        return json.loads(done.stdout)  # type: ignore[no-any-return]  # what the program above prints

    here, there = told(ROOT), told(installed)
    assert str(there["from"]).startswith(str(installed))
    assert str(here["from"]).startswith(str(ROOT))
    assert there["found"] == []
    assert there["keys"] == here["keys"]
