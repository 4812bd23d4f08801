"""Numbers and their units survive a translation, in the digits and separators of any language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import only, pair

from generator.check.numbers import number_altered, numbers
from generator.findings import Severity

SAME = [
    ("Do **10 short squeezes**.", "es", "Haga **10 apretones cortos**."),
    ("About 1 in 3 mothers", "ar", "نحو 1 من كل 3 أمهات"),
    ("About 1 in 3 mothers", "zh-Hans", "每3位妈妈中约有1位"),
    ("About 1 in 3 mothers", "ar", "نحو ١ من كل ٣ أمهات"),
    ("See pages 2 and 3.", "hi", "पेज २ और ३ देखें।"),
    ("See pages 2 and 3.", "ur", "صفحہ ۲ اور ۳ دیکھیں۔"),
    ("See pages 2 and 3.", "zh-Hans", "请看第２页和第３页。"),
    ("A fever of 38.5 °C", "fr", "Une fièvre de 38,5\u00a0°C"),
    ("A fever of 38.5 °C", "ru", "Температура 38,5 градуса Цельсия"),
    ("A fever of 38.5 °C", "ar", "حمى تبلغ ٣٨٫٥ درجة مئوية"),
    ("A fever of 38.5 °C", "zh-Hans", "发烧达到38.5摄氏度以上"),
    ("A fever of 38 °C", "ur", "38 ڈگری سیلسیس بخار"),
    ("Take 500 mg.", "ru", "Примите 500 мг."),
    ("Take 500 mg.", "ar", "خذي 500 ملغ."),
    ("Take 500 mg.", "hi", "500 मि.ग्रा. लें।"),
    ("Take 500 mg.", "zh-Hans", "服用500毫克的药。"),
    ("Take 500 mg.", "pl", "Proszę wziąć 500 miligramów."),
    ("Take 1,000 ml.", "fr", "Prenez 1\u202f000 ml."),
    ("Take 1,000 ml.", "es", "Tome 1.000 ml."),
    ("Take 1,000 ml.", "pl", "1000 ml."),
    ("Take 2-3 mg.", "es", "Tome de 2 a 3 mg."),
    ("Take 2–3 mg.", "ar", "خذي من 2 إلى 3 ملغ."),
    ("Take 2 mg to 3 mg.", "zh-Hans", "服用2~3毫克。"),
    ("10 % of women", "so", "boqolkiiba 10 haween"),
    ("10% of women", "ar", "10٪ من النساء"),
    ("Three times a day", "vi", "3 lần một ngày"),
    ("Half of women", "ru", "½ женщин"),
    ("Keep it at -5 °C.", "fr", "Gardez-le à −5 °C."),
    ("5.0 kg", "ru", "5 кг"),
    ("Page %(page)s of 3", "es", "Página %(page)s de 3"),
    ("Call +44 20 7946 0958.", "es", "Llame."),
    ("See www.b2.org.", "es", "Vea."),
]


@pytest.mark.parametrize(("source", "language", "translation"), SAME)
def test_a_number_may_be_written_as_the_language_writes_it(source: str, language: str, translation: str) -> None:
    assert [str(found) for found in number_altered(pair(source, translation, language))] == []


WRONG = [
    ("About 1 in 3 mothers", "es", "Un tercio de las madres", ["lost the number 1", "lost the number 3"]),
    ("About 1 in 3 mothers", "ar", "نحو 1 من كل 4 أمهات", ["lost the number 3", "has the number 4"]),
    ("Do it 5 times.", "hi", "५० बार करें।", ["lost the number 5.", "has the number 50"]),
    ("A fever of 38 °C", "ru", "Температура 38 °F", ["lost the number 38 °C", "has the number 38 °F"]),
    ("Take 500 mg.", "ar", "خذي 500 غرام.", ["lost the number 500 mg", "has the number 500 g"]),
    ("Take 500 mg.", "zh-Hans", "服用500毫升。", ["lost the number 500 mg", "has the number 500 ml"]),
    ("Take 500 mg.", "ur", "500 لیں۔", ["lost the number 500 mg", "has the number 500,"]),
    ("A fever of 38.5 °C", "fr", "Une fièvre de 385 °C", ["lost the number 38.5 °C", "has the number 385 °C"]),
    ("Take 1,000 ml.", "fr", "Prenez 1,000 ml.", ["lost the number 1000 ml", "has the number 1 ml"]),
    ("Pain 0–10", "zh-Hans", "疼痛1–10", ["lost the number 0", "has the number 1,"]),
    ("Keep it at -5 °C.", "es", "Guárdelo a 5 °C.", ["lost the number -5 °C", "has the number 5 °C"]),
    ("10 squeezes, 10 seconds", "pl", "10 sekund", ["lost the number 10"]),
]


@pytest.mark.parametrize(("source", "language", "translation", "said"), WRONG)
def test_a_number_that_changes_is_an_error(source: str, language: str, translation: str, said: list[str]) -> None:
    found = list(number_altered(pair(source, translation, language)))
    assert len(found) == len(said), [str(finding) for finding in found]
    for finding, words in zip(found, said, strict=True):
        assert words in finding.message
        assert (finding.rule, finding.severity, finding.line) == ("number-altered", Severity.ERROR, 10)


def test_a_number_word_does_not_excuse_a_unit() -> None:
    assert "500" not in only(number_altered(pair("Take two tablets.", "Tome 2 mg.", "es"))).message


@given(st.integers(0, 10**6), st.sampled_from("0٠۰०๐０"))
def test_the_digits_of_every_script_are_the_same_number(number: int, zero: str) -> None:
    written = "".join(chr(ord(zero) + int(digit)) for digit in str(number))
    assert numbers(written, "en") == numbers(str(number), "en")


@given(st.text(max_size=60), st.sampled_from(["en", "fr", "ar", "hi", "zh-Hans", "tr"]))
def test_any_text_can_be_read(text: str, language: str) -> None:
    assert isinstance(numbers(text, language), list)
    assert list(number_altered(pair(text, text, "en"))) == []
