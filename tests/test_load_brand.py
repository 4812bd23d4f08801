"""A brand's folder: a wrong key, colour, number or logo is a finding with its line, and stops this brand only."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import BRAND, found_in, line_of, only, places, read, write
from tiny_clinic import LOGO, TinyClinic, tiny_clinic

from generator.findings import Finding, Severity
from generator.load import load_project
from generator.load.brand import load_brand

LOGO_PATH = "content/brands/oak/logo.svg"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def test_a_brand_is_what_its_file_says(clinic: TinyClinic) -> None:
    brand, found = load_brand(clinic.root / "content/brands/oak", root=clinic.root)
    assert found == ()
    assert brand is not None
    assert (brand.name, brand.path, brand.logos.colour.text) == ("oak", BRAND, LOGO)
    assert (brand.file.name, brand.file.paper, brand.file.languages) == ("The Oak", "A4", ("en", "es"))
    assert (brand.file.type.headings, brand.file.colour.ground, brand.file.numbers.urgent) == ("sans", "neutral", None)
    assert brand.file.contacts[0].label["es"] == "Preguntas"


@pytest.mark.parametrize(("old", "new", "at", "said"), [
    ('paper = "A4"', 'papr = "A4"', "papr", 'Did you mean "paper"?'),
    ('paper = "A4"', 'paper = "A5"', "paper", "paper: input should be 'A4' or 'Letter'"),
    ('paper = "A4"', "paper = A4", "paper", "not TOML"),
    ('name = "The Oak"', 'name = ""', "name =", "name: string should have at least 1 character"),
    ('code = "OAK"', 'code = "oak"', "code", "code: string should match pattern"),
    ('country = "GB"', 'country = "Britain"', "country", "country: string should match pattern"),
    ('languages = ["en", "es"]', "languages = []", "languages", "languages: tuple should have at least 1 item"),
    ('web = "https:', 'web = "http:', "web", "web: string should match pattern"),
    *(("/{handout}/", f"/{made}/", "web", "a placeholder other than {handout} and {language}") for made in (
        "{handout.a}", "{handout[a]}", "{handout[0]}", "{handout:{language}}", "{handout:>9}", "{handout!r}",
        "{brand}", "{}", "{0}", "{handout", "handout}")),
    ('brand = "#4f46a5"', 'brand = "indigo"', "indigo", "'indigo' is no colour"),
    ('brand = "#4f46a5"', 'brand = "#4f46a"', "#4f46a", "'#4f46a' is no colour"),
    ('brand = "#4f46a5"', 'brand = "#4f46ag"', "#4f46ag", "'#4f46ag' is no colour"),
    ('brand = "#4f46a5"', "brand = 0x4f46a5", "0x4f46a5", "is no colour"),
    ('brand = "#4f46a5"', 'brnd = "#4f46a5"', "brnd", 'Did you mean "brand"?'),
    ('brand = "#4f46a5"', 'brand = "#4f46a5"\nground = "mud"', "ground", "'sand' or 'neutral'"),
    ('emergency = "999"', 'emergency = "nine"', "emergency", "numbers.emergency: string should match pattern"),
    ('emergency = "999"', 'emergncy = "999"', "emergncy", 'Did you mean "emergency"?'),
    ('phone = "+442079460123"', 'phone = "call us"', "phone", "is no telephone number"),
    ('phone = "+442079460123"', 'phone = "020 7946 0123"', "phone", "with the country's code"),
    ('phone = "+442079460123"', 'phone = "+4420"', "phone", "too short or too long"),
    pytest.param('phone = "+442079460123"', 'phone = "+44207946012"', "phone", "telephone"),
    ('phone = "+442079460123"', 'fone = "+442079460123"', "fone", 'Did you mean "phone"?'),
])
def test_a_fault_of_the_brand(clinic: TinyClinic, old: str, new: str, at: str, said: str) -> None:
    clinic.change(BRAND, old, new)
    found = only(finding for finding in found_in(clinic) if said in finding.message)
    text = read(clinic, BRAND)
    assert (found.rule, found.path, found.line, found.brand) == ("brand-file", BRAND, line_of(text, at), "oak")
    assert found.action


@pytest.mark.parametrize(("line", "name"), [('country = "GB"\n', "country"), ('file = "logo.svg"\n', "logo.file")])
def test_a_missing_key(clinic: TinyClinic, line: str, name: str) -> None:
    clinic.change(BRAND, line, "")
    found = only(found_in(clinic))
    assert found.message == f"the key {name!r} is missing."
    assert found.line == (1 if name == "country" else line_of(read(clinic, BRAND), "[logo]"))


def test_several_faults_are_reported_at_once_and_leave_the_other_brand_alone(clinic: TinyClinic) -> None:
    clinic.change(BRAND, 'paper = "A4"', 'papr = "A4"')
    clinic.change(BRAND, "#4f46a5", "indigo")
    clinic.change(BRAND, "+442079460123", "call us")
    project, found = load_project(clinic.root)
    text = read(clinic, BRAND)
    assert {place[2] for place in places(found)} == {1, *(line_of(text, at) for at in ("papr", "indigo", "call us"))}
    assert {finding.brand for finding in found} == {"oak"}
    assert list(project.brands) == ["mill"]


def test_one_wrong_number_is_one_finding(clinic: TinyClinic) -> None:
    clinic.change(BRAND, "+442079460123", "call us")
    assert only(found_in(clinic)).line == line_of(read(clinic, BRAND), "call us")


@pytest.mark.parametrize(("file", "rule", "said"), [
    ("none.svg", "image-missing", "is missing"),
    ("../mill/logo.svg", "image-outside", "outside its folder"),
    ("/etc/hostname", "image-outside", "outside its folder"),
    ("link.svg", "image-outside", "outside its folder"),
    ("folder", "image-kind", "is no SVG"),
])
def test_a_logo_that_is_refused(clinic: TinyClinic, file: str, rule: str, said: str) -> None:
    (clinic.root / "content/brands/oak/link.svg").symlink_to("../mill/logo.svg")
    (clinic.root / "content/brands/oak/folder").mkdir()
    clinic.change(BRAND, 'file = "logo.svg"', f'file = "{file}"')
    found = only(found_in(clinic))
    assert (found.rule, found.path, found.line, found.brand) \
        == (rule, BRAND, line_of(read(clinic, BRAND), "file ="), "oak")
    assert said in found.message
    assert found.action


@pytest.mark.parametrize(("content", "rule", "said"), [
    (LOGO.replace("<circle", '<image href="x.png"/><circle'), "image-unsafe", "embeds a picture"),
    ("no drawing", "image-kind", "neither an SVG nor a PNG"),
    (b"<svg>\xff</svg>", "image-file", "not UTF-8"),
])
def test_a_logo_that_is_unsafe(clinic: TinyClinic, content: str | bytes, rule: str, said: str) -> None:
    write(clinic, LOGO_PATH, content)
    found = only(found_in(clinic))
    assert (found.rule, found.path, found.brand) == (rule, LOGO_PATH, "oak")
    assert said in found.message


def test_a_contact_needs_a_label_in_every_language(clinic: TinyClinic) -> None:
    clinic.change(BRAND, 'es = "Preguntas"\n', "")
    found = only(found_in(clinic))
    assert (found.rule, found.path, found.line) \
        == ("brand-text-missing", BRAND, line_of(read(clinic, BRAND), "[contacts.label]"))
    assert found.message == "contacts[1].label has no text in es."


def test_a_brand_folder_may_be_a_link(clinic: TinyClinic, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "oak"
    (clinic.root / "content/brands/oak").rename(elsewhere)
    (clinic.root / "content/brands/oak").symlink_to(elsewhere)
    assert found_in(clinic) is not None


def with_numbers(clinic: TinyClinic, written: str, country: str) -> str:
    """Give the oak these numbers in a country; return the last line that was written."""
    clinic.change(BRAND, 'country = "GB"', f'country = "{country}"')
    clinic.change(BRAND, 'emergency = "999"', written)
    return written.partition("\n")[2] or written


@pytest.mark.parametrize(("written", "country", "rule", "severity", "said"), [
    ('emergency = "911"', "GB", "brand-emergency", Severity.ERROR, "911 is an emergency number of other countries"),
    ('emergency = "9999"', "GB", "brand-emergency", Severity.ERROR, "and not known as one of GB"),
    ('emergency = "112"', "NG", "brand-emergency", Severity.ERROR, "and not known as one of NG"),
    ('emergency = "150"', "MA", "brand-emergency", Severity.ERROR, "and not known as one of MA"),
    ('emergency = "907"', "ET", "brand-emergency", Severity.WARNING, "907 could not be confirmed as an emergency"),
    ('emergency = "1990"', "LK", "brand-emergency", Severity.WARNING, "1990 could not be confirmed"),
    ('emergency = "112"', "AQ", "brand-emergency", Severity.WARNING, "112 could not be confirmed"),
    ('emergency = "999"\nurgent = "112233"', "GB", "brand-urgent", Severity.WARNING, "112233 is not known"),
    ('emergency = "112"\nurgent = "10"', "ES", "brand-urgent", Severity.WARNING, "10 is not known"),
    ('emergency = "112"\nurgent = "0061"', "ES", "brand-urgent", Severity.WARNING, "0061 is not known"),
])
def test_a_doubtful_number_is_found_where_it_is_written_and_can_be_confirmed(
    clinic: TinyClinic, written: str, country: str, *, rule: str, severity: Severity, said: str
) -> None:
    line = with_numbers(clinic, written, country)
    found = only(brand_findings(clinic))
    assert (found.rule, found.severity, found.path, found.brand) == (rule, severity, BRAND, "oak")
    assert found.line == line_of(read(clinic, BRAND), line)
    assert said in found.message
    number = line.split('"')[1]
    assert f'write {number} = "<date> by' in found.action
    clinic.change(BRAND, written, f'{written}\nconfirmed = {{ {number} = "2026-11-20 by the switchboard" }}')
    assert brand_findings(clinic) == ()


def brand_findings(clinic: TinyClinic) -> tuple[Finding, ...]:
    return load_brand(clinic.root / "content/brands/oak", root=clinic.root)[1]


@pytest.mark.parametrize(("written", "country"), [
    ('emergency = "112"', "GB"), ('emergency = "999"\nurgent = "111"', "GB"), ('emergency = "000"', "AU"),
    ('emergency = "112"\nurgent = "010"', "ES"), ('emergency = "112"\nurgent = "088"', "ES"),
])
def test_any_number_that_the_country_has_will_do(clinic: TinyClinic, written: str, country: str) -> None:
    with_numbers(clinic, written, country)
    assert brand_findings(clinic) == ()


def test_who_confirms_one_number_has_not_confirmed_another(clinic: TinyClinic) -> None:
    with_numbers(clinic, 'emergency = "112"\nconfirmed = { 199 = "2026-11-20 by the switchboard" }', "NG")
    assert [one.rule for one in brand_findings(clinic)] == ["brand-emergency"]


@pytest.mark.parametrize(("written", "at", "said"), [
    ('emergency = "٩٩٩"', "emergency", "numbers.emergency: string should match pattern"),
    ('emergency = "999"\nurgent = "१११"', "urgent", "numbers.urgent: string should match pattern"),
    ('emergency = "999"\nconfirmed = { 999 = "yes" }', "confirmed", "does not say when and by whom 999"),
    ('emergency = "999"\nconfirmed = { "nine" = "2026-11-20 by A. Name" }', "confirmed", "should match pattern"),
])
def test_numbers_are_digits_of_a_telephone_and_confirmations_say_who(
    clinic: TinyClinic, written: str, at: str, said: str
) -> None:
    clinic.change(BRAND, 'emergency = "999"', written)
    found = only(found_in(clinic))
    assert (found.rule, found.line) == ("brand-file", line_of(read(clinic, BRAND), f"{at} ="))
    assert said in found.message
