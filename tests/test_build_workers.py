"""Rendering in workers: every page gets its answer, whatever happens to its neighbours."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hand_pages import hand_page

from generator.build.workers import FEWEST_FOR_WORKERS, render_all
from generator.compose.page import Page
from generator.render.pdf import Pdf

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("isolated_fonts"),
    pytest.mark.filterwarnings("ignore:No fonts configured in FontConfig:UserWarning"),
]


class Deadly(dict[str, bytes]):
    """Assets that end the process that unpickles them."""

    def __reduce__(self) -> tuple[Callable[[int], object], tuple[int]]:
        return os._exit, (1,)


def pages(count: int) -> list[Page]:
    return [hand_page(f"<p>Page {number}</p>", job=f"job-{number}") for number in range(count)]


def results(given: list[Page], *, workers: int) -> dict[str, Pdf]:
    made = list(render_all(given, workers=workers))
    assert sorted(pdf.job for pdf in made) == sorted(page.job for page in given), "each page is answered once"
    return {pdf.job: pdf for pdf in made}


def test_workers_make_what_one_process_makes() -> None:
    given = pages(FEWEST_FOR_WORKERS)
    assert results(given, workers=2) == results(given, workers=1)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_page_that_cannot_be_rendered_is_reported_with_its_cause(workers: int) -> None:
    nested = hand_page("<div>" * 3000, job="nested")
    made = results([nested, *pages(FEWEST_FOR_WORKERS)], workers=workers)
    assert made["nested"].content == b""
    (found,) = made["nested"].findings
    assert (found.rule, found.job) == ("render-failed", "nested")
    assert "RecursionError" in found.message
    assert all(made[f"job-{number}"].content for number in range(FEWEST_FOR_WORKERS))


def test_a_worker_that_dies_takes_only_its_own_page_along() -> None:
    good = pages(FEWEST_FOR_WORKERS)
    made = results([replace(good[0], job="deadly", pages=99, assets=Deadly()), *good], workers=2)
    assert made["deadly"].content == b""
    (found,) = made["deadly"].findings
    assert (found.rule, found.job) == ("render-failed", "deadly")
    assert "died" in found.message
    assert all(made[page.job].content for page in good)


def test_nothing_to_render_starts_nothing() -> None:
    assert list(render_all([], workers=2)) == []


def test_nothing_is_left_in_the_folder_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    given = pages(FEWEST_FOR_WORKERS)
    results([replace(given[0], job="deadly", assets=Deadly()), *given], workers=2)
    assert list(tmp_path.iterdir()) == []
