"""What all tests share: settings of hypothesis, the option that renews golden files, fonts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

import generator

settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")

RENEW = "--renew-golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(RENEW, action="store_true", help="write the golden files anew instead of comparing with them")


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
    """Print the catch rate of the mutation suite."""
    counts = {
        outcome: sum("test_an_accident_is_caught" in report.nodeid for report in terminalreporter.getreports(outcome))
        for outcome in ("passed", "failed")
    }
    if any(counts.values()):
        terminalreporter.write_line(f"accidents caught: {counts['passed']} of {sum(counts.values())}")
