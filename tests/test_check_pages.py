"""Rules over a finished document: its pages, their size, its print file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support import only

from generator.check import PAGE_RULES, TEXT_RULES, check_page
from generator.compose.page import Page
from generator.render.pdf import Pdf

A5 = (148.0, 210.0)
JOB = "water/es/booklet/oak"


def page(*, pages: int = 4, imposition: str = "none") -> Page:
    return Page(
        job=JOB, html="", stylesheets=(), assets={}, fonts=(), fitting=(), first_step=0, width=148, height=210,
        pages=pages, minimum_type_size=9, imposition=imposition, binding="left", key="k",
    )


def pdf(*sizes: tuple[float, float], content: bytes = b"%PDF", print_content: bytes = b"") -> Pdf:
    return Pdf(job=JOB, content=content, page_sizes=sizes, steps=(), findings=(), print_content=print_content)


@pytest.mark.parametrize("imposition", ["none", "saddle-stitch"])
def test_a_document_as_its_format_wants_it(imposition: str) -> None:
    assert check_page(page(imposition=imposition), pdf(*[A5] * 4, print_content=b"%PDF")) == ()


@pytest.mark.parametrize("count", [1, 3, 5])
def test_another_number_of_pages(count: int) -> None:
    found = only(check_page(page(), pdf(*[A5] * count)))
    assert (found.rule, found.job) == ("page-count", JOB)
    assert f"has {count} pages, its format 4" in found.message


def test_rounding_to_points_is_no_other_size() -> None:
    assert check_page(page(), pdf(*[(148.05, 209.95)] * 4)) == ()


@pytest.mark.parametrize("wrong", [(148.2, 210.0), (148.0, 209.8), (210.0, 148.0)])
def test_the_first_page_of_another_size_is_told(wrong: tuple[float, float]) -> None:
    found = only(check_page(page(), pdf(A5, wrong, A5, wrong)))
    assert (found.rule, found.job) == ("page-size", JOB)
    assert found.message.startswith("page 2 is ")


def test_pages_may_differ_in_width_where_the_format_says_so() -> None:
    folded = replace(page(), widths=(100, 97, 97, 100))
    wide, narrow = (100, 210), (97, 210)
    assert check_page(folded, pdf(wide, narrow, narrow, wide)) == ()
    assert "page 2 is 100.0 x 210.0 mm, its format 97" in only(check_page(folded, pdf(*[wide] * 4))).message


def test_a_folded_format_without_print_file() -> None:
    found = only(check_page(page(imposition="saddle-stitch"), pdf(*[A5] * 4)))
    assert (found.rule, found.job) == ("print-file", JOB)


def test_what_was_not_rendered_has_findings_of_its_own() -> None:
    assert check_page(page(imposition="saddle-stitch"), pdf(content=b"")) == ()


def test_the_faults_of_a_document_are_reported_together() -> None:
    found = check_page(page(imposition="saddle-stitch"), pdf((100, 100)))
    assert [finding.rule for finding in found] == ["page-count", "page-size", "print-file"]


def test_every_rule_has_an_id_of_its_own_and_says_why() -> None:
    ids = [*(rule.id for rule in TEXT_RULES), *(rule.id for rule in PAGE_RULES)]
    assert len(set(ids)) == len(ids)
    assert all([*(rule.why for rule in TEXT_RULES), *(rule.why for rule in PAGE_RULES)])
