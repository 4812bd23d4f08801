"""The review clock and the racks: what is due, what is out, and what has to come back."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import icalendar
import pytest
from signing import TODAY, reviewed, sign_all
from tiny_clinic import JOBS, SPANISH_JOBS, TinyClinic, tiny_clinic

pytestmark = pytest.mark.slow

TEXT = "content/handouts/water/handout.md"
PO = "locales/es/LC_MESSAGES/water.po"
CODES = ["DW-1.0-SH-en-MI", "DW-1.0-SH-en-OAK", "DW-1.0-SH-es-MI", "DW-1.0-SH-es-OAK"]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> TinyClinic:
    clinic = tiny_clinic(tmp_path_factory.mktemp("released"))
    sign_all(clinic)
    assert clinic.build("--release").status == 0
    return clinic


@pytest.fixture
def clinic(released: TinyClinic, tmp_path: Path) -> TinyClinic:
    shutil.copytree(released.root, tmp_path / "clinic")
    return TinyClinic(root=tmp_path / "clinic")


def states(clinic: TinyClinic, *more: str) -> dict[str, str]:
    """Return the state of each print code that is out."""
    data = clinic.run("audit", "--report", "json", *more).data()
    return {str(one["print-code"]): str(one["state"]) for one in data["circulating"]}


def review(clinic: TinyClinic, *more: str) -> dict[str, object]:
    [row] = clinic.run("audit", "--report", "json", *more).data()["reviews"]
    return row


def test_what_is_released_is_in_circulation(released: TinyClinic) -> None:
    assert states(released) == dict.fromkeys(CODES, "good")
    assert released.run("audit").status == 0
    assert review(released)["state"] == "good"


def test_a_second_release_adds_nothing(clinic: TinyClinic) -> None:
    before = (clinic.root / "releases.toml").read_bytes()
    assert clinic.build("--release").jobs_with("reused") == JOBS
    assert (clinic.root / "releases.toml").read_bytes() == before


def test_a_draft_is_not_in_circulation(tmp_path: Path) -> None:
    clinic = tiny_clinic(tmp_path)
    assert clinic.build().status == 0
    assert not (clinic.root / "releases.toml").exists()
    assert "Nothing is in circulation." in clinic.run("audit").out
    assert review(clinic)["unsigned"] == ["en", "es"]


def test_a_changed_text_is_taken_off_the_rack(clinic: TinyClinic) -> None:
    clinic.change(PO, "si tiene sed", "si tiene mucha sed")
    assert states(clinic) == {code: "recall" if "-es-" in code else "good" for code in CODES}
    run = clinic.run("audit")
    assert run.status == 1
    assert "Take sheet DW-1.0-SH-es-MI off the rack: its text has since changed." in run.out


def test_a_print_code_stands_for_one_text(clinic: TinyClinic) -> None:
    clinic.change(PO, "si tiene sed", "si tiene mucha sed")
    sign_all_again(clinic)
    run = clinic.build("--release")
    assert (run.status, run.jobs_with("failed")) == (1, SPANISH_JOBS)
    assert run.rules() == {"release-code-taken"}
    clinic.change(TEXT, 'version: "1.0"', 'version: "1.1"')
    assert clinic.build("--release").status == 0
    assert "version 1.1 replaces it" in clinic.run("audit").out


def sign_all_again(clinic: TinyClinic) -> None:
    (clinic.root / "content/handouts/water/sign-off.toml").unlink()
    sign_all(clinic)


def test_what_is_called_back_is_listed_and_not_renewed(clinic: TinyClinic) -> None:
    assert clinic.run("withdraw", "DW-1.0-SH-en-MI", "--reason", "Wrong phone.").status == 0
    assert states(clinic)["DW-1.0-SH-en-MI"] == "recall"
    assert "called back" in clinic.run("audit").out
    run = clinic.build("--release")
    assert (run.jobs_with("failed"), run.rules()) == (JOBS[:1], {"release-code-taken"})
    assert clinic.run("withdraw", "DW-1.0-SH-en-MI", "--reason", "Again.").status == 2
    assert clinic.run("withdraw", "XX-9", "--reason", "Never.").status == 2


@pytest.mark.parametrize(("days", "state", "status"), [(10, "good", 0), (320, "due", 0), (365, "due", 0),
                                                       (366, "overdue", 1)])
def test_the_clock_runs(released: TinyClinic, days: int, state: str, status: int) -> None:
    day = str(TODAY + timedelta(days=days))
    assert review(released, "--as-of", day)["state"] == state
    assert released.run("audit", "--as-of", day).status == status


def test_an_overdue_review_recalls_its_pages(released: TinyClinic) -> None:
    assert set(states(released, "--as-of", str(TODAY + timedelta(days=400))).values()) == {"recall"}


def test_the_dates_as_a_calendar(released: TinyClinic) -> None:
    text = released.run("audit", "--report", "ics").out
    [event] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert event.decoded("dtstart") == TODAY + timedelta(days=365)
    assert str(event["summary"]) == "Review: Drink water (1.0)"
    assert released.run("audit", "--report", "ics").out == text, "the same day gives the same file"


def test_a_releases_file_with_two_texts_for_a_code_is_refused(clinic: TinyClinic) -> None:
    file = clinic.root / "releases.toml"
    text = file.read_text(encoding="utf-8")
    first = text[text.index("[[releases]]"):].split("\n\n")[0]
    changed = "\n".join(f'text = "{"0" * 64}"' if line.startswith("text") else line for line in first.split("\n"))
    file.write_text(f"{text}\n{changed}\n", encoding="utf-8")
    run = clinic.run("audit")
    assert (run.status, "two texts went out under the print code" in run.err) == (1, True)
    assert clinic.build("--release").status == 2


def test_reviewing_anew_starts_the_clock(clinic: TinyClinic) -> None:
    reviewed(clinic.root, "water", days=-1)
    assert review(clinic)["state"] == "overdue"
    reviewed(clinic.root, "water", days=100)
    assert review(clinic)["state"] in {"good", "unsigned"}
