"""Spaces as in the source, and the punctuation of each language."""

from __future__ import annotations

import pytest
from support import only, pair

from generator.check.punctuation import punctuation_foreign, space_altered
from generator.findings import Severity


@pytest.mark.parametrize(("source", "translation", "said"), [
    ("Pain", " Dolor", "beginning"), ("Pain", "Боль ", "end"), ("Pain ", "ألم", "end"),
    ("Pain", "\u3000疼痛", "beginning"),
    ("Back pain", "पीठ  दर्द", "two spaces"), ("Back pain", "mal \u00a0de dos", "two spaces"),
])
def test_a_stray_space(source: str, translation: str, said: str) -> None:
    found = only(space_altered(pair(source, translation, "es")))
    assert (found.rule, found.severity) == ("space-altered", Severity.WARNING)
    assert said in found.message


@pytest.mark.parametrize(("source", "translation"), [
    (" a", " b"), ("a", "b"), ("a  b", "c  d"), ("a", ""), ("a\nb", "c\nd"),
])
def test_spaces_as_in_the_source(source: str, translation: str) -> None:
    assert list(space_altered(pair(source, translation, "es"))) == []


RIGHT = [
    ("es", "¿Por qué? ¡Ya!"), ("es", "Dolor «fuerte», 3.5"), ("zh-Hans", "您好，（A&E）。3.5、10:30"),
    ("zh-Hans", "Wong, 2020"), ("ar", "هل؟ نعم، 1,000"), ("ar", "توقفي. ثم"), ("ur", "درد ہے۔ کیا؟"),
    ("hi", "डॉ. शर्मा से पूछें।"), ("hi", "5 कि.ग्रा. लें।"), ("fr", "Pourquoi\u00a0? Oui, 10:30"), ("fr", "«\u00a0Oui\u00a0»"),
    ("ru", "Боль «сильная»."), ("pl", "„Ból”"), ("vi", "“Đau”"), ("so", "la’aan"), ("en", "mothers' “pain”"),
    ("zh-Hans", "见www.nhs.uk,"), ("tr", "Ağrı?"),
]


@pytest.mark.parametrize(("language", "text"), RIGHT)
def test_the_language_s_own_punctuation(language: str, text: str) -> None:
    assert [str(found) for found in punctuation_foreign(pair("x", text, language))] == []


@pytest.mark.parametrize(("language", "text", "said"), [
    ("es", "Por qué?", "¿"), ("es", "¡Ya", "!"), ("zh-Hans", "您好,请坐", "','"), ("zh-Hans", "立即就医.", "'.'"),
    ("zh-Hans", "是{care_team}吗?", "'?'"), ("ar", "هل هذا ألم?", "'?'"), ("ar", "نعم, لا", "','"),
    ("ar", "**ألم**; لا", "';'"),
    ("ur", "درد ہے.", "'.'"), ("ur", "کیا?", "'?'"), ("hi", "दर्द है.", "'.'"), ("fr", "Pourquoi?", "without a space"),
    ("ru", 'Боль "сильная"', '"'), ("pl", "“Ból”", "“"), ("de", "«Schmerz”", "”"), ("tr", 'Ağrı "çok"', "straight"),
])
def test_punctuation_of_another_language(language: str, text: str, said: str) -> None:
    found = list(punctuation_foreign(pair("x", text, language)))
    assert found
    assert said in found[0].message
    assert {(finding.rule, finding.severity) for finding in found} == {("punctuation-foreign", Severity.WARNING)}
