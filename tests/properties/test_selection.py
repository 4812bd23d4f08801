"""Selecting is filtering: a plan is what a glob leaves of all ids, in their order."""

from __future__ import annotations

import fnmatch
import functools

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support import shipped

from generator.plan import Selection, SelectionError, all_jobs, plan

PARTS = (
    "back-pain-after-birth", "en", "zh-Hans", "es", "ar", "leaflet", "poster", "booklet", "riverside", "cedar-ridge",
)
pieces = st.sampled_from([*PARTS, "*", "?", "/", "[a-e]", "[!e]", "*-*", "a", "e"])
globs = st.lists(pieces, min_size=1, max_size=7).map("".join)
names = {
    "languages": st.lists(st.sampled_from(["en", "zh-Hans", "es", "ar"]), max_size=2).map(tuple),
    "formats": st.lists(st.sampled_from(["leaflet", "poster", "booklet"]), max_size=2).map(tuple),
    "brands": st.lists(st.sampled_from(["riverside", "cedar-ridge"]), max_size=2).map(tuple),
}


@functools.cache
def ids() -> tuple[str, ...]:
    return tuple(job.id for job in all_jobs(shipped()[0]))


@settings(max_examples=40)
@given(globs | st.sampled_from([f"*{part}*" for part in PARTS]))
def test_a_glob_plans_exactly_the_ids_that_it_matches(glob: str) -> None:
    project, _found = shipped()
    expected = [job_id for job_id in ids() if fnmatch.fnmatchcase(job_id, glob)]
    if expected:
        assert [job.id for job in plan(project, Selection(patterns=(glob,)))] == expected
    else:
        with pytest.raises(SelectionError):
            plan(project, Selection(patterns=(glob,)))


@settings(max_examples=40)
@given(st.fixed_dictionaries(names))
def test_names_plan_what_every_field_admits(chosen: dict[str, tuple[str, ...]]) -> None:
    project, _found = shipped()
    planned = plan(project, Selection(**chosen))
    fields = {"languages": "language", "formats": "format", "brands": "brand"}
    assert planned == tuple(
        job for job in all_jobs(project)
        if all(not chosen[name] or getattr(job, field) in chosen[name] for name, field in fields.items())
    )


@settings(max_examples=40)
@given(st.lists(st.sampled_from([f"*/{part}/*" for part in PARTS[1:8]]), min_size=1, max_size=3))
def test_several_globs_plan_their_union_once(patterns: list[str]) -> None:
    planned = [job.id for job in plan(shipped()[0], Selection(patterns=tuple(patterns)))]
    assert planned == sorted({job_id for job_id in ids() for glob in patterns if fnmatch.fnmatchcase(job_id, glob)})


@settings(max_examples=40)
@given(st.text(max_size=12))
def test_any_words_are_a_plan_or_a_refusal_that_names_ids(words: str) -> None:
    assume(not any(fnmatch.fnmatchcase(job_id, words) for job_id in ids()))
    with pytest.raises(SelectionError, match="back-pain-after-birth/"):
        plan(shipped()[0], Selection(patterns=(words,)))
