"""`handouts new brand`: a few answers give a brand that builds at once; nothing that is there is touched."""

from __future__ import annotations

import errno
import io
import shutil
import tomllib
from importlib import import_module
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from PIL import Image
from support import ROOT, line_of, read, shipped, write
from tiny_clinic import JOBS, LOGO, Run, TinyClinic, tiny_clinic

import generator.files
from generator.cli import commands
from generator.cli.new import CONTACTS_HEADING
from generator.fonts import LATIN, font_files
from generator.load import load_project
from generator.load.brand_schema import brand_schema
from generator.load.svg import svg_fault
from generator.scaffold import code_of, labels_of, paper_of, with_brand
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


@pytest.mark.slow
def test_it_builds_at_once_in_languages_of_other_scripts(tmp_path: Path) -> None:
    for name in ("content", "locales", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "handouts.toml", tmp_path)
    clinic = TinyClinic(root=tmp_path)
    assert new(clinic, name="St Mary's Hospital for Women & Newborns").status == 0
    jobs = tuple(f"back-pain-after-birth/{language}/leaflet/elm" for language in ("ar", "ru"))
    run = clinic.build(*jobs, "--jobs", "1")
    assert (run.status, run.jobs_with("rendered")) == (0, jobs), run.out


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


def test_a_label_is_in_the_script_of_its_language() -> None:
    headings = {"en": "St Mary's", "es": "¿Preguntas?", "ru": "Вопросы?", "ar": "أسئلة؟", "so": "St Mary's"}
    assert labels_of("St Mary's", headings) == {
        "en": "St Mary's", "es": "St Mary's", "ru": "Вопросы?", "ar": "أسئلة؟", "so": "St Mary's",
    }


def test_the_heading_that_labels_take_is_that_of_the_templates() -> None:
    for language in ("ru", "ar", "zh-Hans"):
        assert shipped()[0].catalogs[language, "templates"].entries["", CONTACTS_HEADING].usable


def test_a_logo_may_be_a_png(clinic: TinyClinic) -> None:
    made = io.BytesIO()
    Image.new("RGB", (1800, 450), "#7a1f5c").save(made, "PNG")
    write(clinic, "mine.PNG", made.getvalue())
    run = new(clinic, "elm", "--logo", str(clinic.root / "mine.PNG"))
    assert (run.status, run.data()["files"]) == (0, [NEW, "content/brands/elm/logo.png", "handouts.toml"])
    assert load_project(clinic.root)[0].brands["elm"].file.logo.file == "logo.png"


@pytest.mark.parametrize(("logo", "said"), [
    ('<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>', "--logo: "),
    ('<svg xmlns="http://www.w3.org/2000/svg"><text>Elm</text></svg>', "has text"),
    (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{CROSS}</svg>', "red cross"),
    ("no picture", "--logo: "),
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


#: A wrong answer, and what is said of it.
SLIPS = {
    "phone": ("+4420794609", "--phone: contacts.0.phone: '+4420794609' is"),
    "code": ("elm", "--code: code: string should match pattern"),
    "colour": ("#7a1f5", "--colour: colour.brand: '#7a1f5' is no colour"),
    "emergency": ("911", "--emergency: 911 is an emergency number of other countries, and not known as one of GB."),
    "urgent": ("one", "--urgent: numbers.urgent: string should match pattern"),
    "web": ("https://x/{handout.a}", "--web: web: 'https://x/{handout.a}' has a placeholder other than"),
    "confirmed": ("yes", "does not say when and by whom 999 was confirmed"),
}


@pytest.mark.parametrize("option", SLIPS)
def test_a_slip_writes_nothing_and_asking_again_works(clinic: TinyClinic, option: str) -> None:
    before = everything(clinic)
    wrong, said = SLIPS[option]
    run = new(clinic, **{option: wrong})  # type: ignore[arg-type]  # an answer by option
    assert (run.status, run.out) == (2, "")
    assert said in run.err
    assert run.err.rstrip().endswith("Nothing was written.")
    assert everything(clinic) == before
    assert new(clinic).status == 0
    assert load_project(clinic.root)[1] == ()


def test_a_code_that_another_brand_has_is_refused(clinic: TinyClinic) -> None:
    run = new(clinic, code="OAK")
    assert (run.status, "--code OAK is that of oak" in run.err) == (2, True)


def test_a_long_name_needs_a_short_label(clinic: TinyClinic) -> None:
    name = "The Regional Hospital of Elm for Women and Children"
    before = everything(clinic)
    run = new(clinic, name=name)
    assert (run.status, "--label is missing: the name has more than 40 letters" in run.err) == (2, True)
    assert everything(clinic) == before
    assert new(clinic, name=name, label="Elm, day and night").status == 0
    assert load_project(clinic.root)[0].brands["elm"].file.contacts[0].label["es"] == "Elm, day and night"


def test_words_that_need_a_number_say_which_option_gives_it(clinic: TinyClinic) -> None:
    clinic.change("content/countries/GB.toml", '"your clinic"', '"your clinic or {urgent_number}"')
    before = everything(clinic)
    run = new(clinic)
    assert (run.status, "give --urgent" in run.err) == (2, True)
    assert everything(clinic) == before
    assert new(clinic, urgent="111").status == 0


def test_another_emergency_number_leaves_the_countrys_urgent_one(clinic: TinyClinic) -> None:
    for folder in ("oak", "mill"):
        clinic.change(f"content/brands/{folder}/brand.toml", 'emergency = "999"', 'emergency = "999"\nurgent = "111"')
    clinic.change("content/countries/GB.toml", '"your clinic"', '"your clinic or {urgent_number}"')
    run = new(clinic, emergency="112")
    assert (run.status, run.err) == (0, "")
    project, found = load_project(clinic.root)
    assert found == ()
    assert project.brands["elm"].file.numbers.by_name() == {"emergency": "112", "urgent": "111"}


def test_a_number_that_our_data_does_not_know_can_be_confirmed(clinic: TinyClinic) -> None:
    assert '--confirmed "2026-11-20 by A. Name"' in new(clinic, emergency="911").err
    assert new(clinic, emergency="911", confirmed="2026-11-20 by A. Name").status == 0
    project, found = load_project(clinic.root)
    assert found == ()
    assert project.brands["elm"].file.numbers.confirmed == {"911": "2026-11-20 by A. Name"}
    assert new(clinic, "ash", emergency="911", code="ASH").status == 2
    clinic.change("handouts.toml", '["mill", "oak", "elm"]', '["elm", "mill", "oak"]')
    assert new(clinic, "ash", code="ASH").status == 0
    assert load_project(clinic.root)[0].brands["ash"].file.numbers.confirmed == {"911": "2026-11-20 by A. Name"}


def test_an_unknown_number_is_a_warning_and_is_written(clinic: TinyClinic) -> None:
    run = new(clinic, urgent="112233")
    assert run.status == 0
    assert run.rules() == {"brand-urgent"}
    assert run.places() == {f"{NEW}:{line_of(read(clinic, NEW), 'urgent = ')}"}


def test_what_is_asked_for_is_plain_words_too(clinic: TinyClinic, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("generator.cli.new"), "_on_terminal", lambda: True)
    monkeypatch.chdir(clinic.root)
    answers = "\u200b\nElm\x07\n Elm Maternity Unit \n#7a1f5c\ngb\n+442079460999\n"
    run = CliRunner().invoke(commands, ["new", "brand", "elm"], input=answers, standalone_mode=False)
    assert run.return_value == 0
    assert run.output.count("plain words") == 2
    assert load_project(clinic.root)[0].brands["elm"].file.name == "Elm Maternity Unit"


def test_a_disk_that_is_full_leaves_nothing_behind(clinic: TinyClinic, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: Path, content: bytes) -> None:
        if file.name == "handouts.toml":
            raise OSError(errno.ENOSPC, "No space left on device", str(file))
        whole(file, content)

    whole = generator.files.write_whole
    monkeypatch.setattr("generator.files.write_whole", full)
    before = everything(clinic)
    run = new(clinic)
    assert (run.status, "No space left on device. Nothing was written." in run.err) == (2, True)
    assert everything(clinic) == before
    assert not (clinic.root / "content/brands/elm").exists()


def test_a_brand_that_is_listed_already_is_not_listed_twice(clinic: TinyClinic) -> None:
    clinic.change("handouts.toml", '["mill", "oak"]', '["mill", "elm", "oak"]')
    before = read(clinic, "handouts.toml")
    run = new(clinic)
    assert (run.status, run.data()["files"]) == (0, [NEW, "content/brands/elm/logo.svg"])
    assert read(clinic, "handouts.toml") == before


def test_a_project_file_that_cannot_be_added_to_is_left_to_people(clinic: TinyClinic) -> None:
    clinic.change("handouts.toml", "brands = ", '"brands" = ')
    before = everything(clinic)
    run = new(clinic)
    assert (run.status, 'add "elm" there, and ask again' in run.err) == (2, True)
    assert everything(clinic) == before
    clinic.change("handouts.toml", '["mill", "oak"]', '["mill", "oak", "elm"]')
    assert new(clinic).status == 0


def test_the_ends_of_lines_stay(clinic: TinyClinic) -> None:
    write(clinic, "handouts.toml", read(clinic, "handouts.toml").replace("\n", "\r\n").encode())
    before = (clinic.root / "handouts.toml").read_bytes()
    assert new(clinic).status == 0
    assert (clinic.root / "handouts.toml").read_bytes() == before.replace(b'"oak"]', b'"oak", "elm"]')


@pytest.mark.parametrize("written", [
    'brands = ["mill"]', "brands = ['mill', ]", 'brands = [\n  "mill",  \n]', 'brands=["mill"]  # ours',
    'brands = [\n  "mill" # ours\n]', 'brands = [\n  "mill", # the first [\n  # ours\n]', '  brands = [ "mill"]',
    'brands = [\r\n\t"mill"\r\n]', 'brands = [ # ours\n"mill"]',
])
def test_the_project_file_gets_one_name_more_and_keeps_the_rest(written: str) -> None:
    text = f'# Ours.\n[project]\nname = "T"\n{written}\nformats = ["sheet"]\n'
    made = with_brand(text, "elm")
    assert made is not None
    assert tomllib.loads(made) == {"project": {"name": "T", "brands": ["mill", "elm"], "formats": ["sheet"]}}
    assert made.startswith("# Ours.")
    assert ("# ours" in made) == ("# ours" in written)


@pytest.mark.parametrize(("written", "made"), [
    ('["mill", "oak"]', '["mill", "oak", "elm"]'), ('["a]b"]', '["a]b", "elm"]'), ('["mill",]', '["mill", "elm",]'),
    ('[\n  "mill", # the first\n]', '[\n  "mill", # the first\n  "elm",\n]'),
    ('[\r\n\t"mill"\r\n]', '[\r\n\t"mill",\r\n\t"elm",\r\n]'), ('["mill", "elm"]', '["mill", "elm"]'),
])
def test_the_name_stands_behind_the_last_as_that_stands(written: str, made: str) -> None:
    assert with_brand(f"[project]\nbrands = {written}\n", "elm") == f"[project]\nbrands = {made}\n"


@pytest.mark.parametrize("written", [
    '[project]\n"brands" = ["mill"]', 'project.brands = ["mill"]', '[project]\nbrands = [\n"mill"\n,]',
    '[other]\nbrands = ["mill"]\n[project]\nbrands = ["mill"]',
])
def test_a_list_that_is_written_otherwise_is_left_to_people(written: str) -> None:
    assert with_brand(f"{written}\n", "elm") is None


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
