"""A lost negation is found in every language of the project."""

from __future__ import annotations

import pytest
from support import only, pair, shipped_text

from generator.check.negations import negation_lost
from generator.check.text import unmarked
from generator.check.vocabulary import negation, negations_in, plain_marks, vocabulary
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
    turned = 0
    for source, target in shipped_text(language).pairs():
        if negations_in(unmarked(source.text), vocabulary("en")):
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


#: What a text negates, by language: each line is the text and the negations in it.
NEGATIONS = {
    "en": [
        ("Do not take No. 5.", ["not"]), ("No matter how tired you are, rest.", []), ("Not only the back hurts.", []),
        ("No 2 births are alike.", ["No"]), ("See Nos. 3 and 4.", []), ("It does not matter.", ["not"]),
    ],
    "fr": [
        ("Pas de panique.", ["Pas"]), ("Ne paniquez pas.", ["Ne paniquez pas"]), ("Faites un pas, puis deux pas.", []),
        ("Un comprimé, pas deux.", ["pas"]), ("Avancez pas à pas.", []), ("Interdiction de fumer.", ["Interdiction"]),
        ("Il est interdit de fumer.", ["interdit"]), ("Ne buvez que de l’eau.", []), ("Cela n’aide qu’un peu.", []),
        ("N’oubliez pas que le repos aide.", ["N'oubliez pas"]), ("Ne buvez que de l’eau, pas de vin.", ["pas"]),
        ("Ne faites pas un pas de plus.", ["Ne faites pas"]),
        ("Ne mangez rien et n’attendez pas.", ["Ne", "n'attendez pas"]),
        ("Pas même un pas.", ["Pas"]), ("Aucune douleur.", ["Aucune"]), ("Prenez-le à jeun.", ["à jeun"]),
        ("Ne prenez aucun risque.", ["Ne prenez aucun"]), ("Ne dormez pas sans coussin.", ["Ne dormez pas", "sans"]),
    ],
    "ar": [
        ("لئلا تتألمي.", ["لئلا"]), ("كيلا تتألمي.", ["كيلا"]), ("لكيلا تتألمي.", ["لكيلا"]),
        ("يجب ألّا تنامي.", ["ألّا"]),
        ("ليس فقط الظهر.", []), ("الظهر.", []),
    ],
    "ru": [
        ("Всё в порядке.", ["Всё в порядке"]), ("Все в порядке.", ["Все в порядке"]), ("Не только спина.", []),
        ("На этой неделе.", []), ("Неправильно.", ["Неправильно"]),
    ],
    "es": [
        ("Por muy cansada que esté.", []), ("En ayunas.", ["En ayunas"]), ("N.º 5", []), ("No. 5", []),
        ("No solo la espalda.", []), ("No importa cuánto duela.", []), ("No importa.", ["No"]),
    ],
    "zh-Hans": [
        ("非常疼", []), ("无论如何", []), ("不但疼", []), ("不仅疼", []), ("特别疼", []), ("分别做", []),
        ("有区别", []),
        ("不要特别担心", ["不"]), ("请勿非常用力", ["勿"]), ("别担心", ["别"]), ("并非如此", ["非"]),
    ],
    "pt-BR": [("Não só as costas.", []), ("Em jejum.", ["Em jejum"])],
    "pl": [("Nie tylko plecy.", []), ("Na czczo.", ["Na czczo"]), ("Bez względu na ból.", []), ("Bez bólu.", ["Bez"])],
    "vi": [("Không khí trong lành.", []), ("Không chỉ lưng.", []), ("Không đau.", ["Không"])],
    "hi": [("न केवल पीठ।", []), ("न करें।", ["न"])],
    "ur": [("نہ صرف کمر۔", []), ("نہ کریں۔", ["نہ"])],
}


@pytest.mark.parametrize(("language", "text", "found"), [
    (language, text, found) for language, rows in NEGATIONS.items() for text, found in rows
])
def test_what_negates_and_what_only_looks_like_it(language: str, text: str, found: list[str]) -> None:
    assert list(negations_in(text, vocabulary(language))) == found


@pytest.mark.parametrize(("source", "target", "language"), [
    ("Don’t panic.", "Pas de panique.", "fr"), ("No smoking.", "Interdiction de fumer.", "fr"),
    ("One tablet, not two.", "Un comprimé, pas deux.", "fr"),
    ("Rest, so that it does not hurt.", "استريحي لئلا يؤلمك.", "ar"),
    ("There is nothing wrong.", "Всё в порядке.", "ru"),
    ("No matter how tired you are, rest.", "Por muy cansada que esté, descanse.", "es"),
    ("Take it without food.", "Tómelo en ayunas.", "es"), ("Exercise No. 5", "Ejercicio N.º 5", "es"),
    ("Not only the back hurts.", "腰背都会疼。", "zh-Hans"),
])
def test_what_a_language_says_in_its_own_way_is_silent(source: str, target: str, language: str) -> None:
    assert list(negation_lost(pair(source, target, language))) == []


@pytest.mark.parametrize(("source", "target", "language"), [
    ("Do not press very hard.", "请非常用力按。", "zh-Hans"),
    ("Do not sleep, no matter how.", "无论如何都要睡。", "zh-Hans"),
    ("Do not do the two separately.", "请分别做。", "zh-Hans"), ("Do not drink water.", "Ne buvez que de l’eau.", "fr"),
    ("Do not take two steps.", "Faites deux pas.", "fr"), ("Do not breathe this air.", "Hãy hít không khí này.", "vi"),
])
def test_what_only_looks_like_a_negation_hides_no_lost_one(source: str, target: str, language: str) -> None:
    assert only(negation_lost(pair(source, target, language))).rule == "negation-lost"


def test_a_language_may_do_without_the_word_for_a_reason() -> None:
    agree, differ = "Studies do not agree.", "Исследования расходятся."
    glossary = Glossary(path="glossary.toml", without_negation={agree: {differ: "That is how it is said."}})
    assert list(negation_lost(pair(agree, differ, "ru", glossary))) == []
    assert list(negation_lost(pair(agree, "Исследования сходятся.", "ru", glossary)))
    assert list(negation_lost(pair("Studies do not differ.", differ, "ru", glossary)))
