"""The fences: who may import what, and what the command never loads."""

from __future__ import annotations

import ast
import resource
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from tiny_clinic import handouts, tiny_clinic

import generator

PACKAGE = Path(generator.__file__).parent
#: The line, from the bottom up: a stage imports itself and what stands before it.
LINE = ("findings", "files", "fonts", "wordmark", "scaffold", "scaffold_format", "roles", "editions", "load", "plan",
        "translate", "compose", "messages", "pseudo", "render", "finish", "check", "scorecard", "rules", "profiles",
        "report", "proof", "publish", "sign_off", "audit", "identify",
        "build", "cli")
#: What only some modules may import: a module, or a package with all that is in it.
RESERVED: dict[str, str | tuple[str, ...]] = {
    "click": "generator.cli",
    "rich": "generator.cli",
    "weasyprint": "generator.render",
    "jinja2": "generator.compose.templates",
    "babel.messages": "generator.load.catalog",
    "openpyxl": "generator.messages.workbook",
    "pikepdf": ("generator.finish", "generator.check.preflight"),
    "pypdfium2": "generator.check.printed",
    "zxingcpp": "generator.check.printed",
    "junitparser": "generator.report.junit",
    "icalendar": "generator.audit",
}
MODULES = {
    ".".join((PACKAGE.name, *file.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): file
    for file in sorted(PACKAGE.rglob("*.py"))
}


def within(module: str, package: str) -> bool:
    """Tell whether a module is the package or stands in it."""
    return f"{module}.".startswith(f"{package}.")


def imports(module: str) -> Iterator[str]:
    """Yield the full name of everything that a module imports, inside functions too."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def own_imports(module: str) -> Iterator[str]:
    """Yield the modules of ours that a module imports."""
    for name in imports(module):
        known = name if name in MODULES else name.rpartition(".")[0]
        if known in MODULES and known != PACKAGE.name:
            yield known


def stage(module: str) -> int:
    return LINE.index(module.split(".")[1])


def test_every_module_belongs_to_a_stage() -> None:
    assert {module.split(".")[1] for module in MODULES if "." in module} == set(LINE)


@pytest.mark.parametrize("library", RESERVED)
def test_libraries_stay_behind_their_fences(library: str) -> None:
    users = [module for module in MODULES if any(within(name, library) for name in imports(module))]
    assert users, f"nothing imports {library}"
    allowed = RESERVED[library]
    homes = (allowed,) if isinstance(allowed, str) else allowed
    assert [module for module in users if not any(within(module, home) for home in homes)] == []


def test_imports_go_up_the_line_only() -> None:
    wrong = [
        f"{module} imports {name}"
        for module in MODULES if module != PACKAGE.name
        for name in own_imports(module) if stage(name) > stage(module)
    ]
    assert wrong == []


def test_no_module_imports_itself_in_a_circle() -> None:
    TopologicalSorter({module: set(own_imports(module)) for module in MODULES}).prepare()


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("plan",)], ids=" ".join)
def test_the_engine_is_not_loaded_to_answer_or_to_plan(arguments: tuple[str, ...], tmp_path: Path) -> None:
    run = handouts(*arguments, cwd=tiny_clinic(tmp_path).root, PYTHONPROFILEIMPORTTIME="1")
    assert run.status == 0
    loaded = {line.rpartition("|")[2].strip() for line in run.err.splitlines()}
    assert "generator.cli" in loaded
    assert not {name for name in loaded if name.partition(".")[0] in {"weasyprint", "pikepdf", "jinja2", "rich"}}


def test_help_costs_little_time(tmp_path: Path) -> None:
    def cost() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        handouts("--help", cwd=tmp_path)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

    assert min(cost() for _attempt in range(3)) < 0.25


@pytest.mark.parametrize("pattern", ["[a-z0-9][a-z0-9-]*", "#[0-9a-fA-F]{6}"], ids=["folder", "colour"])
def test_what_names_and_colours_look_like_is_said_once(pattern: str) -> None:
    assert len([name for name, file in MODULES.items() if pattern in file.read_text(encoding="utf-8")]) == 1
