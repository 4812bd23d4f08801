"""Measure a full build, a build with nothing changed, and one `weasyprint` process for each document, in one run.

    .venv/bin/python tests/benchmarks/build_benchmark.py [SELECTOR...]

CPU seconds (user and system, children included) of whole processes; compare the ratios, not the seconds of
different runs. The peers get the same HTML, assets, faces and fitting steps, laid out once each.
"""

from __future__ import annotations

import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.build.pantry import Pantry
from generator.compose import compose
from generator.compose.page import Page
from generator.load import load_project
from generator.plan import Selection, plan

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("handouts")
PEER = Path(sys.executable).with_name("weasyprint")
SOURCES = ("content", "templates", "locales", "handouts.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took: CPU seconds of its processes, and seconds on the wall."""

    cpu: float
    wall: float


def measured(*command: str | Path) -> Cost:
    """Run a command to its end and return its cost."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(list(map(str, command)), check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu=cpu, wall=time.perf_counter() - start)


def pages(project_folder: Path, selectors: tuple[str, ...]) -> Iterator[Page]:
    """Yield the composed pages of the selected jobs."""
    project, _found = load_project(project_folder)
    pantry = Pantry(project)
    for job in plan(project, Selection(patterns=selectors)):
        page = compose(job, pantry.ingredients(job))
        if isinstance(page, Page):
            yield page


def write_for_peer(page: Page, folder: Path, steps: list[str]) -> list[str | Path]:
    """Write a page's HTML, assets and stylesheets as files and return the peer's command line."""
    folder.mkdir(parents=True)
    for name, content in page.assets.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "page.html").write_text(page.html.replace("asset:", ""), encoding="utf-8")
    by_name = {step.name: step.properties for step in page.fitting}
    sheets = {
        "fonts.css": "\n".join(
            f'@font-face {{ font-family: "{font.face.family}"; font-weight: {font.face.weight};'
            f' src: url("{font.path.as_uri()}") }}' for font in page.fonts
        ),
        **{f"sheet-{number}.css": sheet.replace("asset:", "") for number, sheet in enumerate(page.stylesheets)},
        "fitting.css": "\n".join(
            f"#side-{number} {{ " + "; ".join(f"--{name}: {value}" for name, value in by_name[step].items()) + " }"
            for number, step in enumerate(steps, start=1)
        ),
    }
    command: list[str | Path] = [PEER, "--pdf-variant", "pdf/ua-1", "--pdf-tags"]
    for name, sheet in sheets.items():
        (folder / name).write_text(sheet, encoding="utf-8")
        command += ["--stylesheet", folder / name]
    return [*command, folder / "page.html", folder / "page.pdf"]


def main(selectors: tuple[str, ...]) -> None:
    """Print the figures and their ratios."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "project"
        folder.mkdir()
        for name in SOURCES:
            source = ROOT / name
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, folder / name)
        build = (COMMAND, "--project", folder, "build", *selectors)
        plan_cost = measured(COMMAND, "--project", folder, "plan")
        # The faces of collections are taken out once on a machine; that is no part of a build.
        peers = list(pages(folder, selectors))
        full = measured(*build, "--jobs", "1")
        nothing = measured(*build, "--jobs", "1")
        shutil.rmtree(folder / ".cache" / "pages")
        parallel = measured(*build)
        manifest = json.loads((folder / "output" / "manifest.json").read_text(encoding="utf-8"))
        steps = {job["id"]: job["fitting"] for job in manifest["jobs"]}
        single = [
            measured(*write_for_peer(page, Path(temporary) / "peer" / re.sub(r"\W", "-", page.job), steps[page.job]))
            for page in peers
        ]
    alone = sum(cost.cpu for cost in single)
    print(f"{len(peers)} documents")  # noqa: T201
    for name, cpu, wall in (
        ("full build, one process", full.cpu, full.wall),
        ("full build, all cores", None, parallel.wall),
        ("build with nothing changed", nothing.cpu, nothing.wall),
        ("plan", plan_cost.cpu, plan_cost.wall),
        ("one weasyprint process per document", alone, sum(cost.wall for cost in single)),
    ):
        shown = "       -" if cpu is None else f"{cpu:8.2f}"
        print(f"{name:40} {shown} s CPU {wall:8.2f} s wall")  # noqa: T201
    print(f"full build / processes: {full.cpu / alone:.2f}; nothing changed / full build: {nothing.cpu / full.cpu:.3f}")  # noqa: T201


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
