"""Rules over words: length, passive, jargon and grade of the source; promises, doses and blame in known languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import document, found_in, message, only, paragraphs
from test_check_texts import loaded, saying
from tiny_clinic import tiny_clinic

from generator.check import Text
from generator.check.claims import blame_put, dose_given, promise_made
from generator.check.plain_language import (
    idea_crowded,
    jargon_used,
    paragraph_long,
    passive_voice,
    reading_grade,
    sentence_long,
)
from generator.check.sentences import readability, sentences, syllables, words
from generator.check.vocabulary import vocabulary
from generator.findings import Finding, Severity
from generator.load.document import Block, Definition, Item, Listing

Rule = Callable[[Text], Iterator[Finding]]


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Text:
    return loaded(tiny_clinic(tmp_path_factory.mktemp("tiny")), "en")


@pytest.fixture(scope="module")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> Text:
    return loaded(tiny_clinic(tmp_path_factory.mktemp("tiny")), "es")


def source(clinic: Text, *blocks: Block, language: str = "en") -> Text:
    """Return a source of these blocks."""
    content = document(*blocks)
    return replace(clinic, document=content, handout=replace(clinic.handout, document=content), language=language,
                   source_language=language)


def told(rule: Rule, clinic: Text, said: str, language: str = "en") -> list[Severity]:
    """Return the severities of what a rule finds in one paragraph."""
    return [finding.severity for finding in rule(source(clinic, *paragraphs(said), language=language))]


# -- sentences ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "language", "count"), [
    ("Hold for 5.5 seconds. Let go!", "en", 2),
    ("**Call now.** Then wait.", "en", 2),
    ("产后腰痛很常见。多数会好转。", "zh-Hans", 2),
    ("ألم الظهر شائع. هل يزول؟ نعم.", "ar", 3),
    ("पीठ दर्द आम है। यह ठीक हो जाता है।", "hi", 2),
    ("Call {emergency_number} now", "en", 1),
    ("", "en", 0),
])
def test_sentences_end_where_the_script_ends_them(text: str, language: str, count: int) -> None:
    assert len(sentences(text, language)) == count


@pytest.mark.parametrize(("text", "language", "count"), [
    ("Long‑term pain isn't 38.5 °C.", "en", 5),
    ("产后腰痛很常见。", "zh-Hans", 5),
    ("ปวดหลังหลังคลอด", "th", 4),
    ("…", "en", 0),
])
def test_words_are_those_of_the_script(text: str, language: str, count: int) -> None:
    assert len(words(text, language)) == count


@given(st.text(max_size=60), st.sampled_from(["en", "fr", "es", "ar", "hi", "zh-Hans", "th"]))
def test_any_text_can_be_counted(text: str, language: str) -> None:
    for sentence in sentences(text, language):
        assert isinstance(words(sentence, language), tuple)
    readability([text], language)


@pytest.mark.parametrize(("count", "severities"), [
    (20, []), (21, [Severity.NOTE]), (25, [Severity.NOTE]), (26, [Severity.WARNING]),
])
def test_a_sentence_may_have_twenty_words(clinic: Text, count: int, severities: list[Severity]) -> None:
    assert told(sentence_long, clinic, " ".join(["word"] * count) + ".") == severities


def test_a_sentence_of_a_script_without_spaces_is_measured(clinic: Text) -> None:
    long = "产后腰痛很常见而且多数会好转" * 4 + "。"
    assert told(sentence_long, clinic, long, "zh-Hans") == [Severity.WARNING]


def test_a_long_sentence_is_told_once_at_its_line(clinic: Text) -> None:
    text = " ".join(["word"] * 30) + "."
    found = only(sentence_long(source(clinic, *paragraphs(text, text))))
    assert (found.rule, found.path, found.line) == ("sentence-long", clinic.handout.path, 1)
    assert "30 words" in found.message


def test_a_translation_is_not_measured(spanish: Text) -> None:
    long = saying(spanish, "Drink 6 cups of water each day.", "agua " * 70)
    for rule in (sentence_long, paragraph_long, idea_crowded, passive_voice, jargon_used, reading_grade, dose_given):
        assert list(rule(long)) == []


@pytest.mark.parametrize(("text", "severities"), [
    ("Go. " * 5, []), ("Go. " * 6, [Severity.WARNING]), (("word " * 15 + ". ") * 4, []),
    (("word " * 16 + ". ") * 4, [Severity.WARNING]),
])
def test_a_paragraph_may_have_five_sentences_and_sixty_words(
    clinic: Text, text: str, severities: list[Severity]
) -> None:
    assert told(paragraph_long, clinic, text.strip()) == severities


@pytest.mark.parametrize(("item", "crowded"), [
    ("Wrap it. Hold it. Let go.", False), ("Wrap it. Hold it. Let go. Rest.", True),
    ("Keep moving; rest.", True), ("Keep moving, then rest.", False),
])
def test_an_item_has_one_idea(clinic: Text, item: str, *, crowded: bool) -> None:
    items = Listing(items=(Item(message=message(item, role="item")),))
    assert [finding.rule for finding in idea_crowded(source(clinic, items))] == ["idea-crowded"] * crowded
    assert list(idea_crowded(source(clinic, *paragraphs(item)))) == []


@pytest.mark.parametrize(("sentence", "found"), [
    ("The pack should be wrapped in a cloth.", True), ("It was carefully taken away.", True),
    ("Wrap the pack in a cloth.", False), ("You are tired.", False), ("Your leg is swollen.", False),
    ("How your baby was born.", False), ("She is in bed.", False), ("They have shown it.", False),
])
def test_a_passive_is_advice(clinic: Text, sentence: str, *, found: bool) -> None:
    assert told(passive_voice, clinic, sentence) == [Severity.NOTE] * found


def test_the_passive_of_other_languages_is_not_known(clinic: Text) -> None:
    assert told(passive_voice, clinic, "The pack is wrapped.", "fr") == []


@pytest.mark.parametrize("word", ["red flags", "postpartum", "post‑natal", "Analgesics", "hypertension", "prior to"])
def test_jargon_is_advice_with_the_plain_word(clinic: Text, word: str) -> None:
    found = only(jargon_used(source(clinic, *paragraphs(f"Think of {word} today.", f"And {word} again."))))
    assert (found.severity, found.line) == (Severity.NOTE, 1)
    assert "Write: " in found.action


def test_jargon_that_the_word_list_explains_is_none(clinic: Text) -> None:
    term = Definition(term=message("thrombosis", role="term"), meaning=message("a clot", role="meaning"))
    assert list(jargon_used(source(clinic, *paragraphs("A thrombosis is rare."), term))) == []


def test_words_that_only_look_like_jargon_are_none(clinic: Text) -> None:
    assert told(jargon_used, clinic, "A red flagpole, an acutely plastered stoolpigeon.") == []


def test_each_word_list_can_be_tried() -> None:
    for language in ("en", "es", "fr"):
        assert vocabulary(language).promises
    assert vocabulary("en-GB") is not vocabulary("pl")
    assert vocabulary("pl").jargon == ()
    assert all(entry.reason and entry.instead for entry in vocabulary("en").jargon)


# -- readability --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("word", "language", "count"), [
    ("breathe", "en", 1), ("needle", "en", 2), ("wanted", "en", 2), ("worked", "en", 1), ("exercise", "en", 3),
    ("día", "es", 2), ("agua", "es", 2), ("espalda", "es", 3), ("caer", "es", 2),
    ("dos", "fr", 1), ("grossesse", "fr", 2), ("bébé", "fr", 2), ("hmm", "en", 1),
])
def test_syllables(word: str, language: str, count: int) -> None:
    assert syllables(word, language) == count


def test_the_formula_of_flesch_and_kincaid() -> None:
    # 10 words, 2 sentences, 10 syllables: 0.39 * 5 + 11.8 * 1 - 15.59.
    found = readability(["The cat sat on it. The dog ran to me."], "en-GB")
    assert found is not None
    assert found.value == pytest.approx(-1.84)


@pytest.mark.parametrize(("language", "easy", "hard"), [
    ("en", "Drink water. Then rest.", "Physiotherapeutic interventions facilitate rehabilitation considerably."),
    ("es", "Beba agua. Luego pare.", "Intervenciones fisioterapéuticas considerablemente especializadas."),
    ("fr", "Buvez de l'eau. Dormez.", "Interventions physiothérapeutiques considérablement spécialisées."),
])
def test_a_hard_text_has_a_higher_grade(language: str, easy: str, hard: str) -> None:
    low, high = readability([easy], language), readability([hard], language)
    assert low is not None
    assert high is not None
    assert low.grade < 7 < high.grade


@pytest.mark.parametrize("language", ["zh-Hans", "ar", "pl"])
def test_a_language_without_a_formula_has_no_grade(language: str) -> None:
    assert readability(["Text."], language) is None


def test_a_grade_above_the_promised_one_is_advice(clinic: Text) -> None:
    hard = "Physiotherapeutic interventions facilitate rehabilitation considerably."
    found = only(reading_grade(source(clinic, *paragraphs(hard))))
    assert found.severity is Severity.NOTE
    assert "Flesch-Kincaid" in found.message
    assert "the front matter says 4" in found.message
    assert told(reading_grade, clinic, "Drink a cup. Then rest in bed. " * 5) == []


# -- promises, doses, blame ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "sentence"), [
    ("en", "This will cure you."), ("en", "We guarantee it."), ("en", "It is 100 % safe."), ("en", "A miracle cure."),
    ("en", "It is not hard: it always works."), ("en", "It is completely safe."),
    ("es", "Esto garantiza el alivio."), ("es", "Es 100 % seguro."), ("fr", "C’est totalement sûr."),
    ("fr", "Cela guérira votre dos."),
])
def test_a_promise_is_an_error(clinic: Text, language: str, sentence: str) -> None:
    assert told(promise_made, clinic, sentence, language) == [Severity.ERROR]


@pytest.mark.parametrize(("language", "sentence"), [
    ("en", "This may help you."), ("en", "Nobody can guarantee that."), ("en", "It isn't 100 % safe."),
    ("en", "It will not cure you."), ("en", "Cured meat is salty."), ("es", "No se puede garantizar."),
    ("fr", "Rien ne garantit cela."), ("pl", "We guarantee it."),
])
def test_a_hedge_is_no_promise(clinic: Text, language: str, sentence: str) -> None:
    assert told(promise_made, clinic, sentence, language) == []


def test_a_translation_may_not_promise_either(spanish: Text) -> None:
    found = only(promise_made(saying(spanish, "Drink 6 cups of water each day.", "Beba 6: se lo garantizamos.")))
    assert found.path is not None
    assert found.path.endswith("water.po")


@pytest.mark.parametrize(("sentence", "blames"), [
    ("You should have rested more.", True), ("It is your own fault.", True), ("You failed to rest.", True),
    ("Patients who are non‑compliant.", True), ("Do not blame yourself.", False), ("It is not your fault.", False),
    ("You should have a check.", False), ("You should rest.", False),
])
def test_blame_is_a_warning(clinic: Text, sentence: str, *, blames: bool) -> None:
    assert told(blame_put, clinic, sentence) == [Severity.WARNING] * blames


@pytest.mark.parametrize("sentence", [
    "Take 500 mg.", "Take two tablets.", "Use 10 drops.", "Half a tablet is enough.", "Give 5 ml three times a day.",
    "Take 50 micrograms.", "1-2 puffs help.", "Take 5 ml with water.", "Mix 2 g in a cup of milk.",
    "Take two tablets with food.",
])
def test_a_dose_is_an_error(clinic: Text, sentence: str) -> None:
    text = source(clinic, *paragraphs(sentence))
    assert [finding.rule for finding in dose_given(text)] == ["dose-given"]
    allowed = replace(text.handout, meta=text.handout.meta.model_copy(update={"doses": True}))
    assert list(dose_given(replace(text, handout=allowed))) == []


@pytest.mark.parametrize("sentence", [
    "Do 10 short squeezes.", "Drink 200 ml of water.", "Eat less than 6 g of salt.", "A fever of 38 °C.",
    "Sugar above 180 mg/dl.", "Ask before you use any tablet.", "One of the tablets", "Walk 2 km.",
    "Two drops of blood are enough.", "Drink 200 ml of warm water.",
    "Drink 1.5 l of tea.",
])
def test_a_number_that_is_no_dose(clinic: Text, sentence: str) -> None:
    assert told(dose_given, clinic, sentence) == []


@pytest.mark.parametrize(("language", "sentence"), [
    ("es", "Tome dos comprimidos."), ("fr", "Prenez 2 gélules."), ("ru", "Примите 500 мг."),
])
def test_a_dose_in_another_source_language(clinic: Text, language: str, sentence: str) -> None:
    assert told(dose_given, clinic, sentence, language) == [Severity.ERROR]


def test_the_front_matter_may_allow_doses(tmp_path: Path) -> None:
    clinic = tiny_clinic(tmp_path)
    handout = "content/handouts/water/handout.md"
    clinic.change(handout, "reading-grade: 4", "reading-grade: 4\ndoses: true")
    assert loaded(clinic, "en").handout.meta.doses
    clinic.change(handout, "doses: true", "doses: sometimes")
    assert only(found_in(clinic)).line == 10
