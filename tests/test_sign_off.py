"""Sign-off and release: nothing is released that is not signed as it is now."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from signing import PEOPLE, TODAY, digest, reviewed, sign, sign_all
from tiny_clinic import JOBS, OAK_JOBS, SPANISH_JOBS, TinyClinic, tiny_clinic

pytestmark = pytest.mark.slow

LEDGER = "content/handouts/water/sign-off.toml"
PO = "locales/es/LC_MESSAGES/water.po"
TEXT = "content/handouts/water/handout.md"
CUP = "content/handouts/water/images/cup.svg"
BRAND = "content/brands/oak/brand.toml"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> TinyClinic:
    """Return a clinic in which everything is signed and released; tests change copies of it."""
    clinic = tiny_clinic(tmp_path_factory.mktemp("released"))
    sign_all(clinic)
    run = clinic.build("--release")
    assert (run.status, run.jobs_with("rendered")) == (0, JOBS), run.out
    return clinic


@pytest.fixture
def clinic(released: TinyClinic, tmp_path: Path) -> TinyClinic:
    shutil.copytree(released.root, tmp_path / "clinic")
    return TinyClinic(root=tmp_path / "clinic")


def words(clinic: TinyClinic, path: str) -> str:
    with PdfDocument(clinic.published()[path]) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_without_signatures_nothing_is_released_and_all_reasons_are_told(tmp_path: Path) -> None:
    clinic = tiny_clinic(tmp_path)
    run = clinic.build("--release")
    assert (run.status, run.jobs_with("failed")) == (1, JOBS)
    assert {"sign-off-missing", "review-missing"} <= run.rules()
    said = {str(finding["message"]) for finding in run.findings()}
    for role in ("author", "clinician"):
        assert f"no {role} has signed the text in en." in said
    for role in ("translator", "checker", "clinician"):
        assert f"no {role} has signed the text in es." in said
    assert "no communications has signed the words of oak in es." in said
    assert set(clinic.published()) == {"manifest.json"}


def test_what_is_signed_is_released_without_the_draft_line(released: TinyClinic) -> None:
    for path in ("oak/en/water-sheet-en.pdf", "mill/es/water-sheet-es.pdf"):
        text = words(released, path)
        assert "Draft" not in text
        assert "Borrador" not in text
    assert "DW-1.0-SH-es-MI" in words(released, "mill/es/water-sheet-es.pdf")
    assert {entry["released"] for entry in released.manifest()["jobs"]} == {True}


def test_a_build_without_release_is_a_draft_though_all_is_signed(clinic: TinyClinic) -> None:
    assert clinic.build().status == 0
    assert "Draft" in words(clinic, "oak/en/water-sheet-en.pdf")
    assert "Borrador" in words(clinic, "oak/es/water-sheet-es.pdf")
    assert {entry["released"] for entry in clinic.manifest()["jobs"]} == {False}


#: What is changed into what behind the signatures, and the jobs that are refused for it.
CHANGES = {
    "a negation": (PO, "Beba 6 tazas de agua al día.", "Beba 6 tazas de agua al día, nunca menos.", SPANISH_JOBS),
    "a comma": (PO, "Pregunte a **{care_team}** si", "Pregunte a **{care_team}**, si", SPANISH_JOBS),
    "a word of the templates": ("locales/es/LC_MESSAGES/templates.po", "Página", "Hoja", SPANISH_JOBS),
    "the source": (TEXT, "How much, and when to ask.", "How much and when to ask.", JOBS),
    "a picture": (CUP, "M5 5h20v20h-20z", "M5 5h20v20h-19z", JOBS),
    "a word of the country": ("content/countries/GB.toml", 'care_team = "su médico"', 'care_team = "su vecino"',
                              SPANISH_JOBS),
    "a label of the brand": (BRAND, 'es = "Preguntas"', 'es = "Dudas"', OAK_JOBS[1:]),
    "an emergency number": (BRAND, 'emergency = "999"', 'emergency = "112"', OAK_JOBS),
    "the order of the sections": (TEXT, "body: [drink, ask]", "body: [ask, drink]", JOBS),
    "a section taken away": (TEXT, "body: [drink, ask]", "body: [drink]", JOBS),
    "a guard taken away": (TEXT, "{#drink-daily .critical}", "{#drink-daily}", JOBS),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_behind_the_signatures_is_not_released(clinic: TinyClinic, change: str) -> None:
    path, old, new, refused = CHANGES[change]
    clinic.change(path, old, new)
    run = clinic.build("--release")
    assert (run.status, run.jobs_with("failed")) == (1, refused)
    parts = [job.split("/") for job in refused]
    files = {f"{brand}/{language}/water-sheet-{language}.pdf" for _handout, language, _format, brand in parts}
    assert not files & set(clinic.published())


@pytest.mark.parametrize("options", [("--release",), ()])
@pytest.mark.parametrize(("path", "old", "new"), [
    (PO, "Beba 6 tazas", "Tome 6 tazas"), (TEXT, 'version: "1.0"', 'version: "1.1"'),
])
def test_a_build_of_other_jobs_takes_away_what_would_not_go_out_like_that_today(
    clinic: TinyClinic, path: str, old: str, new: str, options: tuple[str, ...]
) -> None:
    clinic.change(path, old, new)
    assert {path for path in clinic.published() if "/es/" in path}
    run = clinic.build(*options, "--language", "en")
    assert run.status == 0
    assert "took away oak/es/water-sheet-es.pdf" in run.err
    assert {path.split("/")[1] for path in clinic.published() if path.endswith(".pdf")} == {"en"}


def test_a_list_of_releases_that_cannot_be_read_takes_no_file_away(clinic: TinyClinic) -> None:
    (clinic.root / "releases.toml").write_text("[[releases]\n", encoding="utf-8")
    before = {path for path in clinic.published() if "/es/" in path}
    assert clinic.build("--language", "en").status == 0
    assert {path for path in clinic.published() if "/es/" in path} == before != set()


#: What makes a brand, or a handout, unreadable.
SLIPS = {"the brand's": (BRAND, 'paper = "A4"', 'papr = "A4"'), "the handout's": (TEXT, "\ncode: DW", "\ncde: DW")}


def second_handout(clinic: TinyClinic) -> None:
    """Add a handout, so that there is something to build beside what cannot be loaded."""
    shutil.copytree(clinic.root / "content/handouts/water", clinic.root / "content/handouts/soup")
    (clinic.root / "content/handouts/soup/sign-off.toml").unlink()
    clinic.change("content/handouts/soup/handout.md", "\ncode: DW", "\ncode: SP")


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_takes_no_file_of_what_is_still_named_away(clinic: TinyClinic, slip: str) -> None:
    second_handout(clinic)
    clinic.change(*SLIPS[slip])
    before = {path: content for path, content in clinic.published().items() if path.startswith("oak/")}
    run = clinic.build("soup/en/*/mill", "--jobs", "1")
    assert run.rules() >= {"brand-file" if slip == "the brand's" else "handout-front-matter"}
    after = clinic.published()
    assert {path: after.get(path) for path in before} == before != {}
    assert {*OAK_JOBS, "soup/en/sheet/mill"} <= {str(entry["id"]) for entry in clinic.manifest()["jobs"]}


@pytest.mark.parametrize(("change", "slip"), [
    ("withdrawn", "the brand's"), ("withdrawn", "the handout's"), ("overdue", "the brand's"),
    ("unnamed", "the brand's"), ("unlisted", "the brand's"),
])
def test_what_cannot_be_loaded_and_may_not_go_out_is_taken_away(clinic: TinyClinic, change: str, slip: str) -> None:
    second_handout(clinic)
    if change == "withdrawn":
        assert clinic.run("withdraw", "DW-1.0-SH-es-OAK", "--reason", "A wrong number.").status == 0
    elif change == "overdue":
        clinic.change(TEXT, "next-review: ", "next-review: 2020-01-01 # ")
    elif change == "unlisted":
        (clinic.root / "releases.toml").unlink()
    else:
        clinic.change("handouts.toml", '["mill", "oak"]', '["mill"]')
    clinic.change(*SLIPS[slip])
    clinic.build("soup/en/*/mill", "--jobs", "1")
    assert "oak/es/water-sheet-es.pdf" not in clinic.published()
    assert ("oak/en/water-sheet-en.pdf" in clinic.published()) is (change == "withdrawn")


def test_layout_is_not_signed(clinic: TinyClinic) -> None:
    clinic.change("templates/sheet/sheet.css", "#1d1d1b", "#222222")
    assert clinic.build("--release").status == 0


def test_status_names_what_changed(clinic: TinyClinic) -> None:
    assert clinic.run("sign-off", "status").status == 0
    clinic.change(PO, "Pregunte a **{care_team}** si", "Pregunte a **{care_team}**, si")
    run = clinic.run("sign-off", "status", "--json")
    assert run.status == 1
    rows = {(row["language"], row["role"], row["what"]): row for row in run.data()["rows"]}
    assert rows["es", "clinician", "text (GB)"]["state"] == "1 changed"
    assert rows["es", "clinician", "text (GB)"]["changed"] == ["ask 'Ask **{care_team}** when you are thirsty.'"]
    assert rows["en", "clinician", "text (GB)"]["state"] == "signed"


def accept(clinic: TinyClinic, message: str) -> int:
    return clinic.run(
        "sign-off", "accept", "water", "es", message, "--role", "clinician", "--name", PEOPLE["clinician"],
        "--organisation", "The Mill", "--reason", "A comma.", "--json",
    ).status


def test_a_change_that_touches_no_meaning_is_accepted_with_its_reason(clinic: TinyClinic) -> None:
    clinic.change(TEXT, 'version: "1.0"', 'version: "1.1"')
    clinic.change(PO, "Pregunte a **{care_team}** si", "Pregunte a **{care_team}**, si")
    assert accept(clinic, "ask") == 2, "two texts have this name"
    number = next(line for line in clinic.run("sign-off", "status").out.split("\n") if "changed since" in line)
    assert "thirsty" in number
    assert accept(clinic, "8") == 0
    assert 'reason = "A comma."' in (clinic.root / LEDGER).read_text(encoding="utf-8")
    assert clinic.run("sign-off", "status").status == 0
    assert clinic.build("--release").status == 0


def test_a_later_change_is_not_covered_by_the_acceptance(clinic: TinyClinic) -> None:
    clinic.change(PO, "Pregunte a **{care_team}** si", "Pregunte a **{care_team}**, si")
    assert accept(clinic, "8") == 0
    clinic.change(PO, "si tiene sed", "si no tiene sed")
    assert clinic.build("--release").jobs_with("failed") == SPANISH_JOBS


def test_a_safety_critical_change_is_never_accepted(clinic: TinyClinic) -> None:
    clinic.change(PO, "tazas de agua al día", "tazas de agua cada día")
    run = clinic.run("sign-off", "accept", "water", "es", "drink-daily", "--role", "checker", "--name", "X",
                     "--organisation", "Y", "--reason", "Style.", "--json")
    assert (run.status, "safety-critical" in run.err) == (2, True)


def test_the_digest_of_another_text_signs_nothing(clinic: TinyClinic) -> None:
    read = digest(clinic.root, "water", "es", "mill")
    clinic.change(PO, "si tiene sed", "si tiene calor")
    before = (clinic.root / LEDGER).read_bytes()
    run = clinic.run("sign-off", "add", "water", "es", "--role", "clinician", "--name", "N", "--organisation", "O",
                     "--digest", read, "--json")
    assert (run.status, "changed since that proof" in run.err) == (2, True)
    assert (clinic.root / LEDGER).read_bytes() == before


def test_an_unfinished_text_cannot_be_signed(clinic: TinyClinic) -> None:
    clinic.change(PO, 'msgstr "Pregunte"', 'msgstr ""')
    run = sign(clinic.root, "water", "es", "mill", "clinician")
    assert (run.status, run.rules()) == (1, {"sign-off-unready"})


def test_one_person_counts_once(tmp_path: Path) -> None:
    clinic = tiny_clinic(tmp_path)
    reviewed(clinic.root, "water")
    for role in ("author", "clinician"):
        assert sign(clinic.root, "water", "en", "mill", role, name="A. Author").status == 0
    run = clinic.build("--release", "water/en/*")
    assert run.status == 1
    assert any("signed as author before, and one person counts once" in str(one["message"]) for one in run.findings())


def test_an_old_signature_no_longer_counts(clinic: TinyClinic) -> None:
    (clinic.root / LEDGER).unlink()
    for role in ("author", "clinician", "communications"):
        old = str(TODAY - timedelta(days=40))
        assert sign(clinic.root, "water", "en", "mill", role, "--date", old).status == 0
    project = clinic.root / "handouts.toml"
    assert clinic.build("--release", "water/en/sheet/mill").status == 0
    project.write_text(project.read_text() + "[policy.sign-off]\nvalid-days = 30\n")
    run = clinic.build("--release", "water/en/sheet/mill")
    assert any("it is 40 days old, and the policy lets it hold for 30" in str(one["message"]) for one in run.findings())


def test_who_signs_twice_is_told_so_and_nothing_is_added(tmp_path: Path) -> None:
    clinic = tiny_clinic(tmp_path)
    assert sign(clinic.root, "water", "en", "mill", "author").status == 0
    before = (clinic.root / LEDGER).read_bytes()
    again = sign(clinic.root, "water", "en", "mill", "author")
    assert again.status == 2
    assert "A. Author has signed this text as author already" in again.err
    assert (clinic.root / LEDGER).read_bytes() == before


def test_nobody_signs_for_a_day_to_come(clinic: TinyClinic) -> None:
    run = sign(clinic.root, "water", "en", "mill", "author", "--date", str(TODAY + timedelta(days=2)))
    assert (run.status, "still to come" in run.err) == (2, True)


def test_an_overdue_review_is_not_released(clinic: TinyClinic) -> None:
    project = clinic.root / "handouts.toml"
    reviewed(clinic.root, "water", days=-10)
    run = clinic.build("--release")
    assert (run.status, "review-overdue" in run.rules()) == (1, True)
    project.write_text(project.read_text() + "[policy.sign-off]\ngrace-days = 20\n")
    assert "review-overdue" not in clinic.build("--release").rules()


@pytest.mark.parametrize(("old", "new"), [
    ('name = "A. Author"', 'name = "B. Author"'), ('previous = ""', f'previous = "{"0" * 64}"'),
    ("[[signatures]]", "=======\n[[signatures]]"),
])
def test_a_hand_edited_ledger_releases_nothing(clinic: TinyClinic, old: str, new: str) -> None:
    file = clinic.root / LEDGER
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    run = clinic.build("--release")
    assert (run.status, run.jobs_with("failed")) == (1, JOBS)
    assert "sign-off-file" in run.rules()


def test_pseudo_locales_and_incomplete_pages_are_never_released(clinic: TinyClinic) -> None:
    assert clinic.build("--release", "--allow-incomplete").status == 2
    run = clinic.build("--release", "--language", "en-XA")
    assert (run.status, run.rules() & {"release-pseudo-locale"}) == (1, {"release-pseudo-locale"})


@pytest.fixture
def key(tmp_path: Path) -> Path:
    file = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file], check=True)
    return file


def allow(clinic: TinyClinic, *lines: str) -> None:
    (clinic.root / "allowed-signers").write_text("\n".join(lines) + "\n")


def public(key: Path) -> str:
    return " ".join(key.with_suffix(".pub").read_text().split()[:2])


def test_entries_signed_by_key_are_proved(tmp_path: Path, key: Path) -> None:
    clinic = tiny_clinic(tmp_path / "keyed")
    reviewed(clinic.root, "water")
    project = clinic.root / "handouts.toml"
    project.write_text(project.read_text() + "[policy.sign-off]\nrequire-keys = true\n")
    for role in ("author", "clinician", "communications"):
        assert sign(clinic.root, "water", "en", "mill", role, "--sign", str(key)).status == 0
    job = "water/en/sheet/mill"
    assert clinic.build("--release", job).status == 1, "no key is allowed yet"
    allow(clinic, *(f'"{PEOPLE[role]}" {public(key)}' for role in ("author", "clinician", "communications")))
    assert clinic.run("sign-off", "verify").status == 0
    assert clinic.build("--release", job).status == 0
    allow(clinic, *(f'"{PEOPLE[role]}" {public(key)}' for role in ("author", "communications")))
    run = clinic.run("sign-off", "verify", "--json")
    assert (run.status, run.rules()) == (1, {"sign-off-key"})
    assert clinic.build("--release", job).status == 1


def test_a_key_may_be_kept_to_a_role(tmp_path: Path, key: Path) -> None:
    clinic = tiny_clinic(tmp_path / "keyed")
    assert sign(clinic.root, "water", "en", "mill", "clinician", "--sign", str(key)).status == 0
    allow(clinic, f'"D. Clinician" namespaces="handouts-sign-off-author" {public(key)}')
    assert clinic.run("sign-off", "verify", "--json").rules() == {"sign-off-key"}
    allow(clinic, f'"D. Clinician" namespaces="handouts-sign-off-clinician" {public(key)}')
    assert clinic.run("sign-off", "verify").status == 0


def test_a_forged_entry_with_a_whole_chain_is_found_by_its_key(tmp_path: Path, key: Path) -> None:
    """Whoever edits an entry can make its digests anew, but not the mark of the key."""
    from generator.load.sign_off import entry_digest, read_ledger  # noqa: PLC0415
    from generator.sign_off.ledger import appended  # noqa: PLC0415

    clinic = tiny_clinic(tmp_path / "keyed")
    assert sign(clinic.root, "water", "en", "mill", "clinician", "--sign", str(key)).status == 0
    allow(clinic, f'"D. Clinician" {public(key)}', f'"E. Clinician" {public(key)}')
    [entry] = read_ledger((clinic.root / LEDGER).read_text(encoding="utf-8"), path=LEDGER)[0].signatures
    forged = entry.model_copy(update={"name": "E. Clinician"})
    forged = forged.model_copy(update={"entry": entry_digest(forged)})
    (clinic.root / LEDGER).write_text(appended("", forged), encoding="utf-8")
    assert clinic.run("sign-off", "verify", "--json").rules() == {"sign-off-key"}
