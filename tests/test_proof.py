"""What a proof shows: every message once, with its marks; nothing that is wrong with a language stops it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support import FACTS, HANDOUT, ROOT, SPANISH, shipped, write
from test_load_sign_off import FILE, ledger
from tiny_clinic import TinyClinic, tiny_clinic

from generator.compose.page import Page
from generator.compose.templates import Templates, template_messages
from generator.findings import Finding
from generator.load import load_project
from generator.load.sign_off import messages_of
from generator.messages.extract import handout_entries, template_entries
from generator.proof import Proof, Row, proof_of, proof_page
from generator.proof.page import Ingredients, number_ranges
from generator.proof.word_changes import word_changes

COUNTRY = "content/countries/GB.toml"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    clinic = tiny_clinic(tmp_path)
    shutil.copytree(ROOT / "templates/proof", clinic.root / "templates/proof")
    return clinic


def proof(clinic: TinyClinic, language: str = "es", brand: str = "mill") -> Proof:
    project, found = load_project(clinic.root)
    return proof_of(project, found, handout=project.handouts["water"], language=language, brand=project.brands[brand])


def row(shown: Proof, source: str) -> Row:
    [found] = [row for row in shown.rows if row.source[0] == source]
    return found


def html(clinic: TinyClinic, language: str = "es") -> str:
    project, _found = load_project(clinic.root)
    page = proof_page(proof(clinic, language), Ingredients(
        templates=Templates(project.templates, words=None), stylesheet=project.proof_stylesheet, fonts=(), engine={},
    ))
    assert isinstance(page, Page), page
    return page.html


def test_the_words_of_a_proof_are_no_translators_business(clinic: TinyClinic) -> None:
    project, _found = load_project(clinic.root)
    assert {name for name in project.templates if name.startswith("proof/")} == {"proof/proof.html"}
    assert not [message for message in template_messages(project.templates) if message.template.startswith("proof/")]


def test_every_message_is_a_row_and_counted_through(clinic: TinyClinic) -> None:
    project, _found = load_project(clinic.root)
    shown = proof(clinic)
    keys = [row.key for row in shown.rows]
    entries = (*handout_entries(project.handouts["water"]), *template_entries(project.templates))
    assert keys[:len(entries)] == [entry.key for entry in entries]
    assert len(set(keys)) == len(keys)
    assert [row.number for row in shown.rows] == [*range(1, len(keys) + 1)]
    assert [group.id for group in shown.groups] == [
        "front-matter", "drink", "ask", "words-of-the-pages", "country-GB", "brand-mill",
    ]


def test_a_row_says_what_its_message_is(clinic: TinyClinic) -> None:
    shown = row(proof(clinic), "Drink 6 cups of water each day.")
    assert (shown.name, shown.role, shown.critical) == ("drink-daily", "paragraph", True)
    assert shown.target == ("Beba 6 tazas de agua al día.",)
    assert shown.facts == (("drink", "Nobody may be told not to drink."),)
    assert (shown.fuzzy, shown.findings, shown.printed_in) == (False, (), ())
    assert row(proof(clinic), "A cup of water").images == ("images/cup.svg",)


def test_sections_say_where_they_are_printed(clinic: TinyClinic) -> None:
    clinic.change(HANDOUT, "body: [drink, ask]", "body: [drink]")
    places = {group.id: group.printed_in for group in proof(clinic).groups}
    assert (places["drink"], places["ask"]) == (("sheet (body)",), ())
    assert "Not printed in any format" in html(clinic)


def test_the_words_of_country_and_brand_are_signed_too(clinic: TinyClinic) -> None:
    shown = proof(clinic)
    by_name = {row.name: (row.source, row.target) for row in shown.rows}
    assert by_name["{care_team}"] == (("your GP",), ("su médico",))
    assert by_name["{emergency_number}"] == (("999",), ("999",))
    assert by_name["020 7946 0958"] == (("Questions",), ("Preguntas",))


@pytest.mark.parametrize(("path", "old", "new"), [
    (SPANISH, "Beba agua", "Beba aguas"), (HANDOUT, "summary: How much", "summary: So much"),
    (COUNTRY, "su médico", "su médica"), ("content/brands/mill/brand.toml", '"999"', '"112"'),
    ("content/brands/mill/brand.toml", "+442079460958", "+442079460959"),
    ("locales/es/LC_MESSAGES/templates.po", "Borrador", "Esbozo"),
], ids=str)
def test_the_digest_changes_with_any_word_that_is_shown(clinic: TinyClinic, path: str, old: str, new: str) -> None:
    before = proof(clinic).digest
    assert proof(clinic).digest == before
    clinic.change(path, old, new)
    assert proof(clinic).digest != before


def test_findings_stand_at_their_row(clinic: TinyClinic) -> None:
    clinic.change(SPANISH, "Beba 6 tazas", "Beba 7 tazas")
    shown = proof(clinic)
    wrong = row(shown, "Drink 6 cups of water each day.")
    assert {finding.rule for finding in wrong.findings} == {"fact-altered", "number-altered"}
    assert shown.open["findings"] == (wrong.number,)
    assert shown.findings == ()
    assert "number-altered</strong>" in html(clinic)


def test_findings_of_the_whole_text_stand_at_the_head(clinic: TinyClinic) -> None:
    facts = (clinic.root / FACTS).read_text(encoding="utf-8")
    write(clinic, FACTS, facts[:facts.index("[facts.drink.patterns.es]")])
    assert [finding.rule for finding in proof(clinic).findings] == ["fact-unguarded"]
    assert "fact-unguarded</strong>" in html(clinic)


def test_a_missing_translation_is_shown_as_missing(clinic: TinyClinic) -> None:
    clinic.change(SPANISH, 'msgstr "Beba 6 tazas de agua al día."', 'msgstr ""')
    shown = proof(clinic)
    missing = row(shown, "Drink 6 cups of water each day.")
    assert (missing.translated, missing.findings) == (False, ())
    assert shown.open["untranslated"] == (missing.number,)
    page = html(clinic)
    assert page.count('<p class="nothing">') == 1
    assert "1 not translated, 0 in need of review" in page


def test_a_language_that_has_nothing_can_be_proofed(clinic: TinyClinic) -> None:
    write(clinic, SPANISH, 'msgid "unclosed\n')
    write(clinic, "locales/es/LC_MESSAGES/templates.po", 'msgid "unclosed\n')
    shown = proof(clinic)
    assert {finding.rule for finding in shown.findings} == {"catalog-syntax"}
    text = [row for group in shown.groups[:4] for row in group.rows]
    assert not any(row.translated or row.findings for row in text)
    assert html(clinic).count('<p class="nothing">') == len(text)


def test_what_needs_review_shows_what_changed(clinic: TinyClinic) -> None:
    clinic.change(SPANISH, 'msgctxt "drink"\nmsgid "Drink 6 cups',
                  '#, fuzzy\n#| msgctxt "drink"\n#| msgid "Drink 6 glasses of water."\n'
                  'msgctxt "drink"\nmsgid "Drink 6 cups')
    shown = row(proof(clinic), "Drink 6 cups of water each day.")
    assert (shown.fuzzy, shown.previous) == (True, "Drink 6 glasses of water.")
    page = html(clinic)
    assert 'The source was: <span lang="en">Drink 6 glasses of water.</span>' in page
    assert '<span class="gone">glasses</span><span class="come">cups</span>' in page


def test_what_needs_review_is_checked_as_it_is_written(clinic: TinyClinic) -> None:
    clinic.change(SPANISH, 'msgctxt "drink"\nmsgid "Drink 6', '#, fuzzy\nmsgctxt "drink"\nmsgid "Drink 6')
    assert row(proof(clinic), "Drink 6 cups of water each day.").findings == ()
    clinic.change(SPANISH, "Beba 6 tazas", "Beba 7 tazas")
    rules = {finding.rule for finding in row(proof(clinic), "Drink 6 cups of water each day.").findings}
    assert rules == {"fact-altered", "number-altered"}


def test_a_review_without_its_source_says_so(clinic: TinyClinic) -> None:
    clinic.change(SPANISH, 'msgctxt "drink"\nmsgid "Drink 6', '#, fuzzy\nmsgctxt "drink"\nmsgid "Drink 6')
    assert "does not say for which source text" in html(clinic)


def test_what_changed_since_the_last_sign_off_is_marked(clinic: TinyClinic) -> None:
    unsigned = proof(clinic)
    assert len(unsigned.open["changed"]) == len(unsigned.rows)
    assert "none: not signed off yet" in html(clinic)
    write(clinic, FILE, ledger(tuple(row.pair for row in unsigned.rows)))
    assert proof(clinic).open["changed"] == ()
    clinic.change(SPANISH, "Beba agua", "Beba aguas")
    shown = proof(clinic)
    assert shown.open["changed"] == (row(shown, "Drink water").number,)
    assert "New or changed since the sign-off of 2026-11-20." in html(clinic)


def test_a_signature_holds_what_the_proof_shows(clinic: TinyClinic) -> None:
    shown = proof(clinic)
    assert len(messages_of(row.pair for row in shown.rows)) == len(shown.rows)


def test_placeholders_are_filled_and_named(clinic: TinyClinic) -> None:
    page = html(clinic)
    assert '<span class="filled">su médico</span> <bdi dir="ltr" class="name">{care_team}</bdi></strong>' in page
    assert '<bdi dir="ltr" class="name">%(page)s</bdi>' in page


def test_a_placeholder_that_nobody_defines_stops_nothing(clinic: TinyClinic) -> None:
    clinic.change(SPANISH, "si tiene sed", "si tiene {thirst} <b>&")
    page = html(clinic)
    assert 'si tiene <bdi dir="ltr" class="name">{thirst}</bdi> &lt;b&gt;&amp;' in page


def test_a_language_without_country_words_can_be_proofed(clinic: TinyClinic) -> None:
    text = (clinic.root / COUNTRY).read_text(encoding="utf-8")
    write(clinic, COUNTRY, text[:text.index("[words.es]")])
    shown = proof(clinic)
    [group] = [group for group in shown.groups if group.id == "country-GB"]
    assert not any(row.translated for row in group.rows)
    assert '<bdi dir="ltr" class="name">{care_team}</bdi></strong>' in html(clinic)


def test_the_source_has_one_side(clinic: TinyClinic) -> None:
    shown = proof(clinic, "en")
    assert shown.is_source
    assert all(row.translated and row.source == row.target for row in shown.rows)
    assert '<div class="target' not in html(clinic, "en")


def test_a_rule_about_the_source_stands_at_its_row(clinic: TinyClinic) -> None:
    clinic.change(HANDOUT, "Drink 6 cups", "Drink 7 cups")
    assert [finding.rule for finding in row(proof(clinic, "en"), "Drink 7 cups of water each day.").findings] \
        == ["fact-altered"]


def test_a_broken_template_is_a_finding(clinic: TinyClinic) -> None:
    clinic.change("templates/proof/proof.html", "{{ meta.drafted }}, next review", "{{ meta.dafted }}, next review")
    project, _found = load_project(clinic.root)
    found = proof_page(proof(clinic), Ingredients(
        templates=Templates(project.templates, words=None), stylesheet="", fonts=(), engine={},
    ))
    assert isinstance(found, Finding)
    assert (found.rule, found.path) == ("template", "templates/proof/proof.html")


@pytest.mark.parametrize("language", ["ar", "ur", "zh-Hans", "hi", "es"])
def test_each_side_has_its_language_and_direction(language: str) -> None:
    project, found = shipped()
    shown = proof_of(project, found, handout=project.handouts["back-pain-after-birth"], language=language,
                     brand=project.brands["riverside"])
    page = proof_page(shown, Ingredients(
        templates=Templates(project.templates, words=None), stylesheet="", fonts=(), engine={},
    ))
    assert isinstance(page, Page), page
    direction = "rtl" if language in {"ar", "ur"} else "ltr"
    assert page.html.count(f'lang="{language}" dir="{direction}">') >= len(shown.rows)
    assert page.html.count('lang="en" dir="ltr">') >= len(shown.rows)
    assert set(page.assets) == set(project.handouts["back-pain-after-birth"].images)


@pytest.mark.parametrize(("before", "after", "gone", "come"), [
    ("Drink 6 cups.", "Drink 7 cups.", ["6"], ["7"]),
    ("one two", "one two three", [], [" three"]),
    ("one two three", "one three", ["two "], []),
    ("喝6杯水", "喝7杯水", ["6"], ["7"]),
    ("", "new", [], ["new"]),
])
def test_changes_word_by_word(before: str, after: str, gone: list[str], come: list[str]) -> None:
    pieces = word_changes(before, after)
    assert [piece.text for piece in pieces if piece.kind == "gone"] == gone
    assert [piece.text for piece in pieces if piece.kind == "come"] == come
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after
    assert "".join(piece.text for piece in pieces if piece.kind != "come") == before


def test_numbers_are_told_as_people_write_them() -> None:
    assert number_ranges((1, 3, 4, 5, 9, 10)) == "1, 3–5, 9–10"
    assert number_ranges(()) == ""


def test_all_that_a_brand_says_is_signed(clinic: TinyClinic) -> None:
    path = "content/brands/oak/brand.toml"
    text = (clinic.root / path).read_text(encoding="utf-8")
    text = text.replace('phone = "', 'hours = "Mo-Fr 09:00-17:00"\nphone = "')
    (clinic.root / path).write_text(text + (
        '\n[names]\nes = "El Roble"\n\n[words.es]\ncare_team = "su matrona"\n\n[notes.legal]\nen = "A charity"\n'
        'es = "Una fundación"\n\n[local.parking]\nformats = ["sheet"]\nheading = { en = "Parking", es = "Aparcar" }\n'
        'text = { en = "Behind.", es = "Detrás." }\n'
    ), encoding="utf-8")
    clinic.change("templates/sheet/format.toml", "pages = 1", "pages = 1\nlocal-box = true\nnotes = true")
    shown = proof(clinic, brand="oak")
    signed = {text for (context, _source), text in shown.pairs if context.startswith("brand:oak:")}
    assert {"El Roble", "su matrona", "Una fundación", "Aparcar", "Detrás.", "lun–vie 9:00–17:00"} <= signed
    assert shown.target_words["care_team"] == "su matrona"
    # The country's own word is signed for the country, whatever one brand says in its place.
    assert ("country:GB:care_team", "your GP\n{care_team}") in {key for key, _text in shown.pairs}
