"""The mutation suite: every accident of the list is caught by its rule, and the shipped project alarms nobody."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from accidents import ACCIDENTS, Accident
from signing import TODAY, signed_copy
from support import ROOT

from generator.build import build, composition_findings
from generator.findings import Finding, Severity
from generator.load import load_project
from generator.plan import Selection, all_jobs, plan
from generator.sign_off.release import Clerk

pytestmark = pytest.mark.slow

HANDOUT = "back-pain-after-birth"


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the shipped project, English and Arabic signed for one clinic."""
    root = tmp_path_factory.mktemp("signed") / "project"
    signed_copy(root, HANDOUT)
    return root


def found_in(root: Path, accident: Accident) -> tuple[Finding, ...]:
    """Return what the checks say: of the texts, of the signatures, and of the finished page where it shows there."""
    project, loaded = load_project(root)
    if not all_jobs(project):
        return loaded
    jobs = plan(project, Selection(patterns=(accident.job,)))
    if accident.printed:
        return build(project, jobs, loaded=loaded, workers=1, progress=lambda _outcome: None).all_findings
    found = composition_findings(project, jobs, loaded=loaded)
    if accident.signed:
        clerk = Clerk(project=project, today=TODAY)
        found += tuple(finding for job in jobs for finding in clerk.open_points(job))
    return found


@pytest.fixture
def copy(signed: Path, tmp_path: Path) -> Path:
    root = tmp_path / "project"
    shutil.copytree(signed, root, symlinks=True)
    return root


@pytest.mark.parametrize("accident", ACCIDENTS, ids=lambda accident: accident.name)
def test_an_accident_is_caught(copy: Path, accident: Accident) -> None:
    file = copy / accident.path
    text = file.read_text(encoding="utf-8")
    assert accident.old in text, "the accident has nothing to happen to"
    file.write_text(
        text.replace(accident.old, accident.new, 1) if accident.old else text + accident.new, encoding="utf-8"
    )
    found = [finding for finding in found_in(copy, accident) if finding.severity > Severity.NOTE]
    assert accident.rule in {finding.rule for finding in found}, [str(finding) for finding in found]


def test_the_copy_itself_is_clean(signed: Path) -> None:
    """Nothing is caught where nothing happened."""
    for accident in (ACCIDENTS[0], replace(ACCIDENTS[0], language="ar", signed=True)):
        assert [str(one) for one in found_in(signed, accident) if one.severity > Severity.NOTE] == []


def test_there_are_at_least_forty_accidents() -> None:
    assert len({accident.name for accident in ACCIDENTS}) == len(ACCIDENTS) >= 40


def test_the_shipped_project_alarms_nobody(record_property: Callable[[str, object], None]) -> None:
    """The false-alarm figure: all languages, brands, formats and editions, short of the finished pages."""
    project, loaded = load_project(ROOT)
    found = composition_findings(project, all_jobs(project), loaded=loaded)
    alarms = [str(finding) for finding in found if finding.severity > Severity.NOTE]
    record_property(f"texts of {len(all_jobs(project))} jobs", len(alarms))
    assert alarms == []
