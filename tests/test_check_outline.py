"""What every handout must have, and where: judged by classes and regions, never by a handout's own ids."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support import document, listing, message, only, paragraphs
from test_check_texts import loaded
from tiny_clinic import tiny_clinic

from generator.check import Text
from generator.check.outline import (
    action_missing,
    heading_order,
    summary_missing,
    warning_signs_missing,
    warning_signs_place,
)
from generator.check.provenance import review_misdated, sources_undated
from generator.findings import Severity
from generator.load.document import Box, Document, Listing, Section, Subheading
from generator.load.handout import Reference

Outline = dict[str, dict[str, tuple[str, ...]]]


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Text:
    return loaded(tiny_clinic(tmp_path_factory.mktemp("tiny")), "en")


@pytest.fixture(scope="module")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> Text:
    return loaded(tiny_clinic(tmp_path_factory.mktemp("tiny")), "es")


def section(name: str, *classes: str, level: int = 2, says: str = "It is so.") -> Section:
    return Section(id=name, level=level, heading=message(name, context=name, role="heading", line=7),
                   blocks=paragraphs(says), classes=frozenset(classes))


def handout(clinic: Text, *sections: Section, outline: Outline) -> Text:
    """Return the clinic's handout with other sections and another outline."""
    content: Document = replace(document(), sections=sections)
    meta = clinic.handout.meta.model_copy(update={"outline": outline})
    return replace(clinic, document=content, handout=replace(clinic.handout, document=content, meta=meta))


def with_meta(clinic: Text, **fields: object) -> Text:
    return replace(clinic, handout=replace(clinic.handout, meta=clinic.handout.meta.model_copy(update=fields)))


RED, AMBER, GREEN = (section(f"tier{tier}", f"tier-{tier}") for tier in (1, 2, 3))
PLAIN, MORE, REST = section("plain"), section("more"), section("rest")


def test_a_translation_is_not_asked_again(spanish: Text) -> None:
    bare = handout(spanish, PLAIN, outline={"sheet": {"body": ("plain",)}})
    bare = with_meta(bare, sources=(), next_review=date(2020, 1, 1))
    for rule in (heading_order, summary_missing, action_missing, warning_signs_missing, warning_signs_place,
                 sources_undated, review_misdated):
        assert list(rule(bare)) == []


# -- warning signs ------------------------------------------------------------------------------------------------


def test_each_format_has_its_warning_signs(clinic: Text) -> None:
    outline: Outline = {"leaflet": {"body": ("tier1", "plain")}, "poster": {"body": ("plain", "tier2")}}
    found = only(warning_signs_missing(handout(clinic, RED, AMBER, PLAIN, outline=outline)))
    assert (found.rule, found.severity, found.format) == ("warning-signs-missing", Severity.WARNING, "poster")


@pytest.mark.parametrize(("regions", "good"), [
    ([("tier1",), ("plain",), ("more",), ("rest",)], True),
    ([("plain",), ("tier1",), ("more",), ("rest",)], True),
    ([("plain",), ("more",), ("tier1",), ("rest",)], False),
    ([("plain",), ("more",), ("rest",), ("tier1",)], True),
    ([("tier1",), ("more",), ("tier1",), ("rest",)], True),
    ([("plain", "more", "tier1", "rest")], True),
    ([], True),
])
def test_the_emergency_panel_stands_at_the_front_or_at_the_end(
    clinic: Text, regions: list[tuple[str, ...]], *, good: bool
) -> None:
    outline: Outline = {"leaflet": {f"region-{place}": names for place, names in enumerate(regions)}}
    found = list(warning_signs_place(handout(clinic, RED, PLAIN, MORE, REST, outline=outline)))
    assert [finding.line for finding in found] == ([] if good else [7])


@pytest.mark.parametrize(("names", "told"), [
    (("tier1", "tier2", "tier3"), 0), (("tier1", "plain", "tier3"), 0), (("tier2", "tier1"), 1),
    (("tier3", "tier2", "tier1"), 2), (("tier1", "unknown"), 0),
])
def test_the_panels_follow_each_other(clinic: Text, names: tuple[str, ...], told: int) -> None:
    text = handout(clinic, RED, AMBER, GREEN, PLAIN, outline={"leaflet": {"body": names}})
    assert len(list(warning_signs_place(text))) == told


# -- headings, summary, action ------------------------------------------------------------------------------------


def test_a_format_begins_with_a_heading_of_level_2(clinic: Text) -> None:
    small = section("small", level=3)
    assert list(heading_order(handout(clinic, PLAIN, small, outline={"b": {"p": ("plain", "small")}}))) == []
    found = only(heading_order(handout(clinic, PLAIN, small, outline={"b": {"p": ("small", "plain")}})))
    assert "level 3" in found.message


def test_a_subheading_is_lower_than_its_section(clinic: Text) -> None:
    under = (Subheading(message=message("Under", role="subheading")),)
    high, low = replace(PLAIN, blocks=under), replace(MORE, level=3, blocks=under)
    text = handout(clinic, high, low, outline={"b": {"p": ("plain", "more")}})
    assert "'more'" in only(heading_order(text)).message


def test_an_empty_summary(clinic: Text) -> None:
    empty = replace(clinic, document=replace(clinic.document, summary=message("  ")))
    assert only(summary_missing(empty)).severity is Severity.WARNING
    assert list(summary_missing(clinic)) == []


@pytest.mark.parametrize(("extra", "told"), [
    (section("sum", "key-points"), 0), (section("sum"), 1),
    (replace(section("sum"), blocks=(Box(kind="takeaway", blocks=paragraphs("So.")),)), 0),
])
def test_a_long_format_says_its_main_points_together(clinic: Text, extra: Section, told: int) -> None:
    parts = [section(f"part{number}") for number in range(5)]
    names = tuple(part.id for part in parts)
    long = handout(clinic, *parts, extra, outline={"booklet": {"body": (*names, "sum")}})
    assert [finding.severity for finding in summary_missing(long)] == [Severity.NOTE] * told
    assert list(summary_missing(handout(clinic, *parts, outline={"booklet": {"body": names}}))) == []


STEPS = Listing(items=listing("One.").items, numbered=True)


@pytest.mark.parametrize(("part", "acts"), [
    (section("part", says="Drink water."), True), (section("part", says="**Keep moving** gently."), True),
    (section("part", says="Water is good. Drink it."), True), (section("part", says="Water is good."), False),
    (section("part", "steps"), True), (replace(section("part"), blocks=(STEPS,)), True),
    (replace(section("part"), blocks=(listing("It is so."),)), False),
    (replace(section("part"), blocks=(Box(kind="note", blocks=(STEPS,)),)), True),
    (replace(section("part"), blocks=(Box(kind="tips", blocks=paragraphs("It is so.")),)), True),
    (section("part", "tier-1", says="Call now."), False),
])
def test_each_format_says_what_to_do(clinic: Text, part: Section, *, acts: bool) -> None:
    found = list(action_missing(handout(clinic, part, PLAIN, outline={"sheet": {"body": ("part", "plain")}})))
    assert [finding.format for finding in found] == ([] if acts else ["sheet"])


def test_warning_signs_alone_say_what_to_do(clinic: Text) -> None:
    assert list(action_missing(handout(clinic, RED, AMBER, outline={"card": {"body": ("tier1", "tier2")}}))) == []


# -- sources and dates --------------------------------------------------------------------------------------------


def test_sources_have_a_year(clinic: Text) -> None:
    assert list(sources_undated(clinic)) == []
    assert only(sources_undated(with_meta(clinic, sources=()))).severity is Severity.WARNING
    undated = (Reference(short="NHS", full="NHS. Advice 12345"), Reference(short="A 2020", full="A. B"))
    found = only(sources_undated(with_meta(clinic, sources=undated)))
    assert (found.severity, "'NHS'" in found.message) == (Severity.NOTE, True)


@pytest.mark.parametrize(("drafted", "reviewed", "next_review", "severities"), [
    (date(2026, 1, 2), None, date(2027, 1, 2), []),
    (date(2026, 1, 2), None, date(2029, 1, 2), []),
    (date(2026, 1, 2), None, date(2029, 1, 3), [Severity.WARNING]),
    (date(2024, 2, 29), None, date(2027, 3, 1), [Severity.WARNING]),
    (date(2026, 1, 2), None, date(2026, 1, 2), [Severity.ERROR]),
    (date(2020, 1, 2), date(2026, 1, 2), date(2028, 1, 2), []),
    (date(2026, 1, 2), date(2026, 3, 1), date(2026, 2, 1), [Severity.ERROR]),
    (date(2026, 1, 2), date(2025, 3, 1), date(2027, 2, 1), [Severity.ERROR]),
])
def test_review_dates(
    clinic: Text, drafted: date, reviewed: date | None, next_review: date, severities: list[Severity]
) -> None:
    text = with_meta(clinic, drafted=drafted, reviewed=reviewed, next_review=next_review)
    assert [finding.severity for finding in review_misdated(text)] == severities
