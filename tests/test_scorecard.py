"""Scorecards: the published items, what the program judges, what it leaves, and the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import shipped_text
from test_check_texts import loaded
from tiny_clinic import TinyClinic, tiny_clinic

from generator.scorecard import Card, Verdict, as_data, as_markdown, cards_of
from generator.scorecard.items import instruments
from generator.scorecard.measures import MEASURES

TEXT = "content/handouts/water/handout.md"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def verdicts(card: Card) -> dict[str, Verdict | None]:
    return {row.item.id: row.verdict for row in card.rows}


def cards(clinic: TinyClinic) -> tuple[Card, ...]:
    return cards_of(loaded(clinic, "en"))


def test_the_items_are_those_of_the_instruments() -> None:
    pemat, index = instruments()
    assert [item.id for item in pemat.items] == [*map(str, range(1, 13)), *map(str, range(15, 27))]
    assert [item.id for item in index.items] == [*map(str, range(1, 21))]
    assert [item.id for item in index.items if item.paraphrased] == ["14", "15"]
    for instrument in (pemat, index):
        assert all(item.measure in {None, *MEASURES} for item in instrument.items)
        assert all(item.measure for item in instrument.items if item.judged)
    assert {item.measure for card in (pemat, index) for item in card.items} - {None} == set(MEASURES)


def test_the_program_judges_only_what_a_count_decides() -> None:
    pemat, index = cards_of(shipped_text("en"))
    assert {name for name, verdict in verdicts(pemat).items() if verdict} == {"8", "20"}
    assert {name for name, verdict in verdicts(index).items() if verdict} == {"5", "8", "9"}
    assert (pemat.judged, index.judged) == (2, 3)
    # The booklet's emergency panel has twelve signs in a row.
    assert verdicts(index)["8"] is Verdict.BAD
    assert any("12 items" in found.text and found.place.endswith(".md:98")
               for row in index.rows if row.item.id == "8" for found in row.evidence)


def test_what_does_not_apply_is_ticked(clinic: TinyClinic) -> None:
    pemat, _index = cards(clinic)
    assert verdicts(pemat)["19"] is Verdict.NOT_APPLICABLE
    assert verdicts(pemat)["17"] is Verdict.NOT_APPLICABLE, "the cover is no drawing of the text"


def test_a_handout_without_anything_to_do(clinic: TinyClinic) -> None:
    assert verdicts(cards(clinic)[0])["20"] is Verdict.GOOD
    clinic.change(TEXT, "Drink 6 cups of water each day.", "One can drink 6 cups.")
    pemat, index = cards(clinic)
    assert verdicts(pemat)["20"] is verdicts(index)["5"] is Verdict.BAD


def test_a_long_paragraph_is_no_chunk(clinic: TinyClinic) -> None:
    assert verdicts(cards(clinic)[1])["9"] is Verdict.GOOD
    clinic.change(TEXT, "Drink 6 cups of water each day.", "Drink 6 cups of water each day." + " Drink it." * 6)
    row = next(row for row in cards(clinic)[1].rows if row.item.id == "9")
    assert row.verdict is Verdict.BAD
    assert f"{TEXT}:26" in {found.place for found in row.evidence}


def test_the_sheet_has_every_item_and_no_score() -> None:
    text = shipped_text("en")
    sheet = as_markdown(cards_of(text), text)
    for instrument in instruments():
        assert all(f"**{item.id}.** {item.text}" in sheet for item in instrument.items)
    assert sheet.count("⚙ judged by program") == sheet.count("☒") == 5
    assert "Judged by program: 2 of 24; left to a person: 22." in sheet
    assert "Judged by program: 3 of 20; left to a person: 17." in sheet
    assert sheet.count("*(paraphrased)*") == 2
    assert "%" not in sheet.replace("100 %", "")


def test_a_translation_has_no_scorecard() -> None:
    with pytest.raises(ValueError, match="for the source"):
        cards_of(shipped_text("es"))


def test_the_data_names_who_judged() -> None:
    pemat, _index = as_data(cards_of(shipped_text("en")))
    assert (pemat["items"], pemat["judged-by-program"], pemat["left-to-person"]) == (24, 2, 22)
    assert json.dumps(pemat)


# -- the command --------------------------------------------------------------------------------------------------


def test_the_command_prints_the_sheet(clinic: TinyClinic) -> None:
    run = clinic.run("scorecard", "water")
    assert run.status == 0
    assert run.out.startswith("# Scorecards: Drink water\n")
    assert "left to a person" in run.err


def test_the_command_prints_json(clinic: TinyClinic) -> None:
    run = clinic.run("scorecard", "water", "--json")
    data = json.loads(run.out)
    assert (data["handout"], data["language"], len(data["scorecards"])) == ("water", "en", 2)


@pytest.mark.parametrize("option", [(), ("--json",)])
def test_the_command_writes_a_file(clinic: TinyClinic, option: tuple[str, ...]) -> None:
    run = clinic.run("scorecard", "water", *option, "--output", "sheets/water.txt")
    assert (run.status, run.out) == (0, "")
    written = (clinic.root / "sheets/water.txt").read_text(encoding="utf-8")
    assert written.startswith("{" if option else "# Scorecards")


@pytest.mark.parametrize("arguments", [("wine",), ("water", "--output", "handouts.toml/sheet.md")])
def test_what_cannot_be_done_ends_with_status_2(clinic: TinyClinic, arguments: tuple[str, ...]) -> None:
    run = clinic.run("scorecard", *arguments)
    assert (run.status, run.out) == (2, "")
    assert "Error" in run.err
