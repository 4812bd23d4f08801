"""Findings: how a fault is ordered, said and written down."""

from __future__ import annotations

import pytest

from generator.findings import Finding, Severity, suggestion

FULL = Finding(
    rule="fact-altered", severity=Severity.WARNING, message="it says the opposite.", action="Correct it.",
    path="locales/es.po", line=7, message_id="bend-knees", job="h/es/leaflet/oak", handout="h", language="es",
    format="leaflet", brand="oak",
)
BARE = Finding(rule="page-count", message="three pages.", action="Shorten the text.")


def test_a_severity_is_named_in_small_letters() -> None:
    assert [Severity.named(severity.label) for severity in Severity] == list(Severity)
    assert [severity.label for severity in sorted(Severity)] == ["note", "warning", "error"]


def test_a_finding_is_an_error_unless_it_says_less() -> None:
    assert BARE.severity is Severity.ERROR


@pytest.mark.parametrize(("path", "line", "job", "place"), [
    ("a.po", 3, "h/es/x/oak", "a.po:3"),
    ("a.po", None, "h/es/x/oak", "a.po"),
    (None, None, "h/es/x/oak", "h/es/x/oak"),
    (None, None, None, ""),
])
def test_the_place_is_the_nearest_known(path: str | None, line: int | None, job: str | None, place: str) -> None:
    assert Finding(rule="r", message="m", action="a", path=path, line=line, job=job).place == place


def test_a_finding_is_one_line_that_says_where_what_and_what_to_do() -> None:
    assert str(FULL) == "locales/es.po:7: warning: it says the opposite. Correct it. [fact-altered] {#bend-knees}"
    assert str(BARE) == "error: three pages. Shorten the text. [page-count]"


def test_data_holds_no_empty_fields() -> None:
    assert BARE.as_data() == {
        "rule": "page-count", "severity": "error", "message": "three pages.", "action": "Shorten the text.",
    }


@pytest.mark.parametrize("finding", [FULL, BARE])
def test_a_finding_survives_being_written_and_read(finding: Finding) -> None:
    assert Finding.from_data(finding.as_data()) == finding



@pytest.mark.parametrize(("word", "said"), [
    ("titel", ' Did you mean "title"?'), ("summery", ' Did you mean "summary"?'), ("zzz", ""),
])
def test_a_near_word_is_suggested_and_a_far_one_is_not(word: str, said: str) -> None:
    assert suggestion(word, ["title", "summary"]) == said
