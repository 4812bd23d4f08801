"""What all tests share: settings of hypothesis, the option that renews golden files, fonts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

import generator

settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")

RENEW = "--renew-golden"
EVERY_PAGE = "--every-page"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(RENEW, action="store_true", help="write the golden files anew instead of comparing with them")
    parser.addoption(EVERY_PAGE, action="store_true",
                     help="build every page of the shipped project and of the brands that hurt, not a sample (an hour)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest first, so that no process is left alone with it at the end."""
    def rank(item: pytest.Item) -> tuple[bool, bool]:
        fixtures = getattr(item, "fixturenames", ())
        return "shipped" not in fixtures, item.get_closest_marker("slow") is None

    # By whole files: they stay together on one process, which keeps what their fixtures have built.
    ranks: dict[Path, tuple[bool, bool]] = {}
    for item in items:
        ranks[item.path] = min(rank(item), ranks.get(item.path, (True, True)))
    items.sort(key=lambda item: ranks[item.path])


@pytest.fixture(scope="session")
def every_page(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption(EVERY_PAGE))


@pytest.fixture
def renew_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption(RENEW))


@pytest.fixture
def isolated_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the fonts of the system from one test, as importing the engine does for good.

    Other tests of this process, which render with the system's fonts, find them again.
    """
    monkeypatch.setenv("FONTCONFIG_FILE", str(Path(generator.__file__).parent / "render" / "fonts.conf"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the catch rate of the mutation suite, and how many findings above advice the shipped project has."""
    counts = {
        outcome: sum("test_an_accident_is_caught" in report.nodeid for report in terminalreporter.getreports(outcome))
        for outcome in ("passed", "failed")
    }
    if any(counts.values()):
        terminalreporter.write_line(f"accidents caught: {counts['passed']} of {sum(counts.values())}")
    reports = [report for outcome in counts for report in terminalreporter.getreports(outcome)]
    for what, count in (one for report in reports for one in report.user_properties):
        terminalreporter.write_line(f"false alarms, {what}: {count}")
