"""`handouts doctor`: the machine against the lock."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import fonts
from generator.cli.doctor import doctor
from generator.findings import Severity
from generator.fonts import FACES, LATIN, font_files, installed_fonts, locked_fonts, read_lock
from generator.render.versions import visible_system_fonts


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a copy in the place of the lock."""
    copy = tmp_path / "fonts.lock.toml"
    copy.write_bytes(fonts.LOCK.read_bytes())
    monkeypatch.setattr(fonts, "LOCK", copy)
    locked_fonts.cache_clear()
    yield copy  # type: ignore[misc]  # a fixture with an end
    locked_fonts.cache_clear()


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(doctor, arguments, standalone_mode=False)
    assert result.exception is None, result.exception
    return result.return_value, result.output


def damage(lock: Path, name: str) -> None:
    digest = locked_fonts()[name]
    lock.write_text(lock.read_text().replace(digest, "0" * 64))
    locked_fonts.cache_clear()


def test_the_lock_has_every_file_that_a_face_needs_and_no_other() -> None:
    assert sorted(locked_fonts()) == sorted({face.file for face in FACES})
    assert set(read_lock()["packages"]) == set(fonts.DEBIAN_PACKAGES.split())
    assert {font["package"] for font in read_lock()["fonts"].values()} == set(read_lock()["packages"])


@pytest.mark.usefixtures("lock")
def test_a_machine_like_the_locks_is_good() -> None:
    status, said = run()
    assert status == 0, said
    assert f"{len(installed_fonts())} of {len(installed_fonts())} font files" in said


def test_a_file_that_differs_is_told_and_fails(lock: Path) -> None:
    damage(lock, "NotoSans-Bold.ttf")
    status, said = run("--json")
    wrong = [check for check in json.loads(said)["checks"] if check["state"] != "good"]
    assert status == 1
    assert [(check["name"], check["state"], check["wanted"]) for check in wrong] == [
        ("NotoSans-Bold.ttf", "different", "0" * 64),
    ]
    assert "NotoSans-Bold.ttf" in run()[1]


def test_a_file_that_is_missing_is_told_with_what_to_install(lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_located", lambda name: None if name == "NotoSans-Bold.ttf" else Path(lock))
    status, said = run()
    assert status == 1
    assert "missing" in said
    assert "fonts-noto-core" in said


def test_a_difference_is_accepted_by_writing_the_lock(lock: Path) -> None:
    before = lock.read_text()
    damage(lock, "NotoSans-Bold.ttf")
    status, _said = run("--write-lock")
    assert status == 0
    assert lock.read_text() == before


def test_a_different_font_is_a_warning_and_still_printed(lock: Path, tmp_path: Path) -> None:
    damage(lock, LATIN[0].file)
    located, (found,) = font_files(LATIN[:2], cache=tmp_path)
    assert [font.face for font in located] == [*LATIN[:2]]
    assert (found.rule, found.severity) == ("font-different", Severity.WARNING)
    assert LATIN[0].file in found.message


def test_the_engine_sees_no_font_of_the_system(tmp_path: Path) -> None:
    assert visible_system_fonts() == 0
    open_configuration = tmp_path / "fonts.conf"
    open_configuration.write_text("<fontconfig><dir>/usr/share/fonts/truetype/noto</dir></fontconfig>")
    seen = visible_system_fonts(open_configuration)
    assert seen
    assert seen > 100
