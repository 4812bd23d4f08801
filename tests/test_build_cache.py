"""The page cache: what is kept comes back, what is damaged does not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build.cache import PageCache
from generator.findings import Finding, Severity
from generator.render.pdf import Pdf

KEY = "ab" * 32
NOTE = Finding(rule="note", severity=Severity.NOTE, message="m.", action="a.", job="one")
PDF = Pdf(job="one", content=b"%PDF reader", print_content=b"%PDF print", page_sizes=((105.0, 148.0),),
          steps=("roomy",), findings=(NOTE,))


@pytest.fixture
def cache(tmp_path: Path) -> PageCache:
    kept = PageCache(tmp_path)
    kept.store(KEY, PDF)
    return kept


def entry(folder: Path, suffix: str) -> Path:
    return folder / KEY[:2] / f"{KEY}{suffix}"


def test_what_was_stored_is_fetched(cache: PageCache) -> None:
    assert cache.fetch(KEY, job="one") == PDF


def test_another_job_with_the_same_page_may_use_it(cache: PageCache) -> None:
    assert cache.fetch(KEY, job="two") == replace(PDF, job="two", findings=(replace(NOTE, job="two"),))


def test_there_is_nothing_under_another_key(cache: PageCache) -> None:
    assert cache.fetch("cd" * 32, job="one") is None


@pytest.mark.parametrize("suffix", [".pdf", ".print.pdf"])
def test_changed_bytes_are_not_used(cache: PageCache, tmp_path: Path, suffix: str) -> None:
    file = entry(tmp_path, suffix)
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    assert cache.fetch(KEY, job="one") is None


@pytest.mark.parametrize("suffix", [".pdf", ".print.pdf", ".json"])
def test_an_entry_that_lacks_a_file_is_not_used(cache: PageCache, tmp_path: Path, suffix: str) -> None:
    entry(tmp_path, suffix).unlink()
    assert cache.fetch(KEY, job="one") is None


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"sha256": 1}', "\udcff"])
def test_a_damaged_description_is_not_used(cache: PageCache, tmp_path: Path, text: str) -> None:
    entry(tmp_path, ".json").write_bytes(text.encode(errors="surrogateescape"))
    assert cache.fetch(KEY, job="one") is None


@pytest.mark.parametrize("field", ["sha256", "page_sizes", "steps", "findings"])
def test_a_description_of_another_shape_is_not_used(cache: PageCache, tmp_path: Path, field: str) -> None:
    file = entry(tmp_path, ".json")
    file.write_text(json.dumps({**json.loads(file.read_text()), field: 7}))
    assert cache.fetch(KEY, job="one") is None


def test_an_entry_can_be_replaced_and_leaves_nothing_half_written(cache: PageCache, tmp_path: Path) -> None:
    cache.store(KEY, replace(PDF, content=b"new"))
    fetched = cache.fetch(KEY, job="one")
    assert fetched is not None
    assert fetched.content == b"new"
    assert not list(tmp_path.rglob("*.partial"))
