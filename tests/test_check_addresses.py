"""What is dialled and typed survives a translation; how it is spaced is free."""

from __future__ import annotations

import pytest
from support import only, pair

from generator.check.addresses import address_altered, addresses, phone_altered, phones


@pytest.mark.parametrize(("text", "read"), [
    ("Call +44 20 7946 0958.", ["+442079460958"]),
    ("Call +44 (0)20 7946-0958.", ["+442079460958"]),
    ("Call 020 7946 0958 now.", ["02079460958"]),
    ("اتصلي بالرقم ٠٢٠ ٧٩٤٦ ٠٩٥٨", ["02079460958"]),
    ("请拨打020 7946 0958。", ["02079460958"]),
    ("1-800-222-1222 पर कॉल करें", ["18002221222"]),
    ("on 12/03/2027, 1,000,000 people, 2019-2024", []),
    ("Call 999 or 111.", []),
])
def test_telephone_numbers(text: str, read: list[str]) -> None:
    assert phones(text) == read


@pytest.mark.parametrize(("text", "read"), [
    ("See https://www.nhs.uk/Back-Pain/.", ["www.nhs.uk/Back-Pain"]),
    ("网址：www.nhs.uk/back。", ["www.nhs.uk/back"]),
    ("Напишите на Info@Clinic.org!", ["info@clinic.org"]),
    ("زوري nhs.uk، ثم اسألي", ["nhs.uk"]),
    ("(see example.org/a_(b))", ["example.org/a_(b)"]),
    ("e.g. this. And that", []),
])
def test_addresses(text: str, read: list[str]) -> None:
    assert addresses(text) == read


@pytest.mark.parametrize(("language", "translation", "said"), [
    ("es", "Llame al +44 20 7946 0985.", ["lost the telephone number +442079460958", "has the telephone number"]),
    ("ar", "اتصلي.", ["lost the telephone number"]),
    ("ur", "\u202a+44 20 7946 0958\u202c پر کال کریں", []),
    ("zh-Hans", "请拨打+442079460958。", []),
])
def test_a_telephone_number_is_that_of_the_source(language: str, translation: str, said: list[str]) -> None:
    found = list(phone_altered(pair("Call +44 20 7946 0958.", translation, language)))
    assert len(found) == len(said)
    assert all(words in finding.message for finding, words in zip(found, said, strict=True))
    assert {finding.rule for finding in found} <= {"phone-altered"}


def test_a_changed_address() -> None:
    lost, invented = address_altered(pair("See www.nhs.uk/back.", "Voir www.nhs.uk/dos.", "fr"))
    assert "lost the address www.nhs.uk/back" in lost.message
    assert "www.nhs.uk/dos" in invented.message
    assert "invalid.org" in only(address_altered(pair("See the site.", "См. invalid.org.", "ru"))).message
