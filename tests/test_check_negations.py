"""A lost negation is found in every language of the project."""

from __future__ import annotations

import pytest
from support import only, pair, shipped_text

from generator.check.negations import negation_lost
from generator.check.text import unmarked
from generator.check.vocabulary import negation, plain_marks, vocabulary
from generator.load.glossary import Glossary

SLEEP = "Do not sleep on it."
#: What says that nobody is to sleep on it, and what says the opposite.
TURNED = {
    "es": ("No duerma sobre ella.", "Duerma sobre ella."),
    "pt-BR": ("Não durma em cima dela.", "Durma em cima dela."),
    "fr": ("Ne dormez pas dessus.", "Dormez dessus."),
    "pl": ("Proszę na niej nie spać.", "Proszę na niej spać."),
    "ru": ("Не спите на ней.", "Спите на ней."),
    "ar": ("لا تنامي عليها.", "نامي عليها."),
    "ur": ("اس پر نہ سوئیں۔", "اس پر سوئیں۔"),
    "hi": ("इस पर न सोएँ।", "इस पर सोएँ।"),
    "zh-Hans": ("不要睡在上面。", "请睡在上面。"),
    "vi": ("Đừng nằm ngủ lên trên.", "Hãy nằm ngủ lên trên."),
    "so": ("Ha ku dul seexan.", "Ku dul seexo."),
}


@pytest.mark.parametrize("language", TURNED)
def test_a_lost_not_is_found(language: str) -> None:
    right, wrong = TURNED[language]
    assert list(negation_lost(pair(SLEEP, right, language))) == []
    finding = only(negation_lost(pair(SLEEP, wrong, language)))
    assert finding.message == f"{wrong!r} negates nothing, its source once: {SLEEP!r}."


@pytest.mark.parametrize("language", TURNED)
def test_every_negation_of_the_shipped_text_can_be_lost_and_is_found(language: str) -> None:
    negated = negation(vocabulary("en").negations)
    turned = 0
    for source, target in shipped_text(language).pairs():
        if negated.search(plain_marks(source.text)):
            without = negation(vocabulary(language).negations).sub("", plain_marks(unmarked(target.text)))
            assert list(negation_lost(pair(source.text, without, language))), target.text
            turned += 1
    assert turned > 20


@pytest.mark.parametrize(("source", "target", "language"), [
    ("Pain stops you from sleeping.", "El dolor no la deja dormir.", "es"),
    ("Don’t lift.", "No levante peso.", "es"),
    ("You cannot pee.", "Vous n’arrivez pas à uriner.", "fr"),
    ("You need not buy one.", "Pas besoin d’en acheter un.", "fr"),
    ("Do not sleep on it.", "Sov inte på den.", "sv"),
    ("Note the time.", "Anote la hora.", "es"),
    ("Sit well.", "Siéntese bien.", "es"),
])
def test_what_keeps_its_meaning_is_silent(source: str, target: str, language: str) -> None:
    assert list(negation_lost(pair(source, target, language))) == []


def test_one_of_two_is_found() -> None:
    finding = only(negation_lost(pair("You cannot pee, or cannot feel it.", "No puede orinar, o siente.", "es")))
    assert "negates once, its source twice" in finding.message


def test_a_language_may_do_without_the_word_for_a_reason() -> None:
    glossary = Glossary(path="glossary.toml", without_negation={"Исследования расходятся.": "That is how it is said."})
    assert list(negation_lost(pair("Studies do not agree.", "Исследования расходятся.", "ru", glossary))) == []
    assert list(negation_lost(pair("Studies do not agree.", "Исследования сходятся.", "ru", glossary)))
