"""`handouts new brand`: a few answers give a brand that builds at once; nothing that is there is touched."""

from __future__ import annotations

import tomllib
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from support import line_of, read, write
from tiny_clinic import JOBS, LOGO, Run, TinyClinic, tiny_clinic

from generator.fonts import LATIN, font_files
from generator.load import load_project
from generator.load.brand_schema import brand_schema
from generator.load.svg import svg_fault
from generator.scaffold import code_of, paper_of, with_brand
from generator.wordmark import wordmark

NEW = "content/brands/elm/brand.toml"
ANSWERS = {"--name": "Elm Maternity Unit", "--colour": "#7a1f5c", "--country": "gb", "--phone": "+442079460999"}
CROSS = '<path fill="#e00" d="M3 0h3v3h3v3h-3v3h-3v-3h-3v-3h3z"/>'
[BOLD] = font_files(
    tuple(face for face in LATIN if face.description == "Handout Sans 700"), cache=Path("/nonexistent")
)[0]


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def new(clinic: TinyClinic, folder: str = "elm", *more: str, without: str = "", **instead: str) -> Run:
    """Ask for a new brand, with some of the answers left out or replaced."""
    answers = {**ANSWERS, **{f"--{option}": value for option, value in instead.items()}}
    answers.pop(without, None)
    return clinic.run("new", "brand", folder, *(part for pair in answers.items() for part in pair), "--json", *more)


def everything(clinic: TinyClinic) -> dict[str, bytes]:
    return {str(file.relative_to(clinic.root)): file.read_bytes() for file in clinic.root.rglob("*") if file.is_file()}


def test_a_few_answers_give_a_brand_without_a_fault(clinic: TinyClinic) -> None:
    run = new(clinic)
    assert (run.status, run.err) == (0, "")
    assert run.data()["files"] == [NEW, "content/brands/elm/logo.svg", "handouts.toml"]
    project, found = load_project(clinic.root)
    assert found == ()
    file = project.brands["elm"].file
    assert (file.name, file.code, file.country, file.paper, file.languages) == (
        "Elm Maternity Unit", "EMU", "GB", "A4", ("en", "es"))
    assert file.numbers.emergency == "999", "that of the other brands of the country"
    assert file.contacts[0].label == {"en": "Elm Maternity Unit", "es": "Elm Maternity Unit"}
    text = read(clinic, NEW)
    assert list(Draft202012Validator(brand_schema()).iter_errors(tomllib.loads(text))) == []
    assert clinic.run("plan").out.split() == sorted([*JOBS, "water/en/sheet/elm", "water/es/sheet/elm"])


@pytest.mark.slow
def test_it_builds_at_once(clinic: TinyClinic) -> None:
    assert new(clinic).status == 0
    run = clinic.build("--brand", "elm", "--jobs", "1")
    assert (run.status, run.jobs_with("rendered")) == (0, ("water/en/sheet/elm", "water/es/sheet/elm"))


def test_what_was_guessed_is_left_to_people(clinic: TinyClinic) -> None:
    todo = " ".join(map(str, new(clinic).data()["to-do"]))
    for words in ("confirm 999", "contacts.label", "https://elm.example/{handout}/{language}", "logo.svg"):
        assert words in todo


def test_a_logo_of_the_hospitals_own_is_taken(clinic: TinyClinic) -> None:
    write(clinic, "mine.svg", LOGO.replace("<svg", '<svg data-mine="yes"', 1))
    run = new(clinic, "elm", "--logo", str(clinic.root / "mine.svg"), "--web", "https://elm.example/{handout}")
    assert run.status == 0
    assert 'data-mine="yes"' in read(clinic, "content/brands/elm/logo.svg")
    assert not [one for one in run.data()["to-do"] if "logo.svg" in str(one) or "address" in str(one)]


@pytest.mark.parametrize(("logo", "said"), [
    ('<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>', "has a script"),
    ('<svg xmlns="http://www.w3.org/2000/svg"><text>Elm</text></svg>', "has text"),
    (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{CROSS}</svg>', "red cross"),
    ("no picture", "is no SVG"),
])
def test_a_logo_that_cannot_be_printed_is_refused_and_nothing_is_written(
    clinic: TinyClinic, logo: str, said: str
) -> None:
    write(clinic, "mine.svg", logo)
    before = everything(clinic)
    run = new(clinic, "elm", "--logo", str(clinic.root / "mine.svg"))
    assert (run.status, run.out) == (2, "")
    assert said in run.err
    assert everything(clinic) == before


@pytest.mark.parametrize(("folder", "options", "said"), [
    ("oak", {}, "content/brands/oak is there already"),
    ("../elm", {}, "is no name of a folder"),
    ("Elm", {}, "is no name of a folder"),
    ("elm", {"without": "--name"}, "--name is missing"),
    ("elm", {"without": "--phone"}, "--phone is missing"),
    ("elm", {"colour": "purple"}, "is no colour"),
    ("elm", {"country": "FR"}, "no words for services in 'FR', but for GB"),
    ("elm", {"country": "../GB"}, "no words for services"),
    ("elm", {"name": "مستشفى النور"}, "name a logo with --logo"),
    ("elm", {"name": "\u200b"}, "plain words"),
])
def test_what_cannot_be_made_ends_with_status_2_and_nothing_is_written(
    clinic: TinyClinic, folder: str, options: dict[str, str], said: str
) -> None:
    before = everything(clinic)
    run = new(clinic, folder, **options)  # type: ignore[arg-type]  # answers by option
    assert (run.status, run.out) == (2, "")
    assert said in run.err
    assert everything(clinic) == before


def test_a_wrong_number_is_told_with_its_line(clinic: TinyClinic) -> None:
    run = new(clinic, phone="+4420794609")
    assert run.status == 1
    assert run.rules() == {"brand-file"}
    assert run.places() == {f"{NEW}:{line_of(read(clinic, NEW), 'phone = ')}"}


@pytest.mark.parametrize("written", [
    'brands = ["mill"]', "brands = ['mill', ]", 'brands = [\n  "mill",  \n]', 'brands=["mill"]  # ours',
])
def test_the_project_file_gets_one_name_more_and_keeps_the_rest(written: str) -> None:
    text = f'# Ours.\n[project]\nname = "T"\n{written}\nformats = ["sheet"]\n'
    made = with_brand(text, "elm")
    assert made is not None
    assert tomllib.loads(made) == {"project": {"name": "T", "brands": ["mill", "elm"], "formats": ["sheet"]}}
    assert made.startswith("# Ours.")
    assert ("# ours" in made) == ("# ours" in written)


@pytest.mark.parametrize("written", ['brands = [\n  "mill", # the first\n]', 'brands = ["a]b"]', "brand = 1"])
def test_a_list_that_is_written_otherwise_is_left_to_people(written: str) -> None:
    assert with_brand(f"[project]\n{written}\n", "elm") is None


@given(st.text(min_size=1, max_size=40), st.sets(st.sampled_from(["OAK", "ELM", "E", "MI", "BRAND"])))
def test_every_name_has_a_code_of_its_own(name: str, taken: set[str]) -> None:
    code = code_of(name, taken)
    assert code not in taken
    assert 2 <= len(code) <= 5
    assert code.isascii()
    assert code.isalnum()
    assert code == code.upper()


def test_paper_follows_the_country() -> None:
    assert [paper_of(country) for country in ("GB", "US", "DE", "MX")] == ["A4", "Letter", "A4", "Letter"]


@pytest.mark.parametrize("name", ["Elm", "Zürich Frauenklinik", "Больница святой Ольги", "Bệnh viện Từ Dũ",
                                  "A Very Long Name of a Regional Hospital for Women and Children"])
def test_a_wordmark_is_a_drawing_that_may_be_printed(name: str) -> None:
    drawn = wordmark(name, colour="#7a1f5c", font=BOLD.path)
    assert drawn is not None
    assert svg_fault(drawn) is None
    drawing = fromstring(drawn)  # noqa: S314 (our own drawing)
    assert drawing.get("viewBox", "").endswith(" 60")
    assert len(drawing.findall("{*}path")) == (1 if len(name) <= 20 else 2)


@pytest.mark.parametrize("name", ["مستشفى النور", "妇产医院", "प्रसूति", "Elm \U0001f333"])
def test_a_name_that_the_face_cannot_write_gives_no_wordmark(name: str) -> None:
    assert wordmark(name, colour="#7a1f5c", font=BOLD.path) is None
