"""The glossary's words are found in every script as its writers write them."""

from __future__ import annotations

import pytest
from support import only, pair

from generator.check.terms import term_forbidden, term_missing
from generator.findings import Finding, Severity
from generator.load.glossary import Glossary, Term


def glossary(**terms: Term) -> Glossary:
    return Glossary(path="glossary.toml", terms=terms)


def back(preferred: str, *forbidden: str) -> Glossary:
    """Return a glossary with one term."""
    return glossary(back=Term(source=("lower back",), preferred=(preferred,), forbidden=forbidden, reason="Why."))


def missing(translation: str, preferred: str, language: str, source: str = "Your lower back.") -> list[Finding]:
    return list(term_missing(pair(source, translation, language, back(preferred))))


def forbidden(translation: str, word: str, language: str) -> list[Finding]:
    words = glossary(back=Term(source=("lower back",), forbidden=(word,), reason="Why."))
    return list(term_forbidden(pair("Your lower back.", translation, language, words)))


PRESENT = [
    ("La ZONA **lumbar**.", "zona lumbar", "es"),
    ("La zona\u00a0lumbar.", "zona lumbar", "es"),
    ("Dhabar‑xanuun", "dhabar-xanuun", "so"),
    ("irbadda xanuun la’aanta", "la'aanta", "so"),
    ("après l’accouchement", "accouchement", "fr"),
    ("Боль в пояснице", "поясниц*", "ru"),
    ("Её плечо", "ее плечо", "ru"),
    ("dolnej części pleców", "doln* częś* pleców", "pl"),
    ("在下背部后面放靠垫", "下背部", "zh-Hans"),
    ("在**下背**部后面", "下背部", "zh-Hans"),
    ("أَسْفَل ظَهْرِكِ", "أسفل ظهر*", "ar"),
    ("وأسفل الظهر", "أسفل ظهر", "ar"),
    ("بالوسادة", "وسادة", "ar"),
    ("للوسادة", "الوسادة", "ar"),
    ("اسفل الظهر", "أسفل الظهر", "ar"),
    ("کمر کا نچلا حصہ", "كمر کا نچلا حصہ", "ur"),
    ("पेल्विक फ़्लोर", "पेल्विक फ्लोर", "hi"),
    ("टांगों में", "टाँग*", "hi"),
    ("thắt lưng", "Thắt Lưng", "vi"),
    ("{physiotherapist} puede", "{physiotherapist}", "es"),
    ("腰が痛い", "腰", "ja"),
    ("ปวดหลังส่วนล่าง", "หลังส่วนล่าง", "th"),
]


@pytest.mark.parametrize(("translation", "preferred", "language"), PRESENT)
def test_a_term_is_found(translation: str, preferred: str, language: str) -> None:
    assert missing(translation, preferred, language) == []
    assert len(forbidden(translation, preferred, language)) == 1


ABSENT = [
    ("La zona. Lumbar.", "zona lumbar", "es"),
    ("zonas lumbares", "zona lumbar", "es"),
    ("te", "tê", "vi"),
    ("сумка", "ум", "ru"),
    ("पीठों", "पीठ", "hi"),
    ("सूई", "सुई", "hi"),
    ("لپٹی", "پٹی", "ur"),
    ("مكتبة", "تبة", "ar"),
    ("腰痛", "下背部", "zh-Hans"),
    ("физиотерапевт", "терапевт", "ru"),
]


@pytest.mark.parametrize(("translation", "preferred", "language"), ABSENT)
def test_a_term_is_not_found_inside_another_word(translation: str, preferred: str, language: str) -> None:
    found = only(missing(translation, preferred, language))
    assert (found.rule, found.severity) == ("term-missing", Severity.WARNING)
    assert "Why. (glossary.toml)" in found.action
    assert forbidden(translation, preferred, language) == []


@pytest.mark.parametrize("source", ["Your LOWER **back**", "lower‑back pain", "the lower\u00a0back"])
def test_a_term_applies_where_its_words_stand_in_the_source(source: str) -> None:
    assert len(missing("la cintura", "zona lumbar", "es", source)) == 1


@pytest.mark.parametrize("source", ["lower backs", "flower back", "lower. Back", "{lower_back}"])
def test_and_nowhere_else(source: str) -> None:
    assert missing("la cintura", "zona lumbar", "es", source) == []


def test_a_forbidden_word_is_an_error() -> None:
    found = only(term_forbidden(pair("Lower back", "把枕头放在腰围", "zh-Hans", back("下背部", "腰围"))))
    assert (found.rule, found.severity) == ("term-forbidden", Severity.ERROR)
    assert "'腰围'" in found.message
    assert "Write '下背部'." in found.action


def test_a_word_within_what_another_term_prefers_is_not_meant() -> None:
    both = glossary(
        pillow=Term(source=("pillow",), preferred=("gối",), forbidden=("tựa", "gối tựa"), reason="A pillow."),
        cushion=Term(source=("cushion",), preferred=("gối tựa",), reason="A cushion."),
    )
    assert list(term_forbidden(pair("A pillow, a cushion", "gối, gối tựa", "vi", both))) == []
    assert len(list(term_forbidden(pair("A pillow", "gối tựa", "vi", both)))) == 2
