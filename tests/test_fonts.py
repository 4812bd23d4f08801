"""The fonts: one description for each file, every file on this machine, one face taken out of a collection."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from generator.fonts import CHINESE_SIMPLIFIED, FACES, LATIN, Face, font_files


def test_no_two_faces_share_a_description() -> None:
    """The engine merges the glyphs of files that do, and prints wrong letters without a word."""
    descriptions = [face.description for face in FACES]
    assert len(set(descriptions)) == len(descriptions)


def test_every_plain_file_is_on_this_machine(tmp_path: Path) -> None:
    plain = tuple(face for face in FACES if face.postscript_name is None)
    located, found = font_files(plain, cache=tmp_path)
    assert found == ()
    assert [font.face for font in located] == list(plain)
    assert all(font.path.is_file() for font in located)
    assert len({font.sha256 for font in located}) == len(plain)
    assert not list(tmp_path.iterdir()), "plain files are used where they lie"


def test_a_missing_file_is_a_finding_that_says_what_to_install(tmp_path: Path) -> None:
    nowhere = Face(family="Handout Nowhere", weight=400, file="NoSuchFont-Regular.ttf")
    located, (found,) = font_files((nowhere, LATIN[0]), cache=tmp_path)
    assert [font.face for font in located] == [LATIN[0]]
    assert found.rule == "font-missing"
    assert "NoSuchFont-Regular.ttf" in found.message
    assert "fonts-noto-core" in found.action


@pytest.mark.slow
def test_the_right_face_is_taken_out_of_a_collection_and_always_alike(tmp_path: Path) -> None:
    first, found = font_files(CHINESE_SIMPLIFIED[:1], cache=tmp_path / "first")
    second, _found = font_files(CHINESE_SIMPLIFIED[:1], cache=tmp_path / "second")
    assert found == ()
    assert first[0].path.read_bytes() == second[0].path.read_bytes()
    assert first[0].sha256 == second[0].sha256
    with TTFont(first[0].path) as font:
        assert font["name"].getDebugName(6) == "NotoSansCJKsc-Regular"
        assert ord("腰") in font.getBestCmap()
    assert [file.name for file in (tmp_path / "first").iterdir()] == [first[0].path.name], "nothing half-written stays"


@pytest.mark.slow
def test_a_face_that_was_taken_out_is_used_again(tmp_path: Path) -> None:
    (font,), _found = font_files(CHINESE_SIMPLIFIED[:1], cache=tmp_path)
    written = font.path.stat().st_mtime_ns
    font_files(CHINESE_SIMPLIFIED[:1], cache=tmp_path)
    assert font.path.stat().st_mtime_ns == written
