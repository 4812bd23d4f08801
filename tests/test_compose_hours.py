"""Opening hours in the languages of the handouts."""

from __future__ import annotations

import pytest

from generator.compose.hours import written_hours
from generator.load.brand_parts import opening_hours

WEEK = "Mo-Fr 09:00-17:00"


@pytest.mark.parametrize(("language", "country", "written"), [
    ("en", "GB", "Mon–Fri 09:00–17:00"), ("en", "US", "Mon–Fri 9:00\u00a0AM–5:00\u00a0PM"),
    ("ur", "GB", "پیر–جمعہ 9:00 AM–5:00 PM"), ("hi", "GB", "सोम–शुक्र 9:00 am–5:00 pm"),
    ("zh-Hans", "GB", "周一–周五 09:00–17:00"), ("pl", "GB", "pon.–pt. 09:00–17:00"),
    ("es", "US", "lun–vie 9:00\u00a0a.m.–5:00\u00a0p.m."), ("ru", "GB", "пн–пт 09:00–17:00"),
])
def test_each_language_writes_hours_its_way(language: str, country: str, written: str) -> None:
    # In this order Babel's stand-alone names of Urdu turned up in Hindi and Chinese.
    assert written_hours(WEEK, language=language, country=country) == written


@pytest.mark.parametrize(("text", "written"), [
    ("24/7", ""), ("08:00-20:00", "08:00–20:00"), ("Sa 18:00-24:00", "Sat 18:00–00:00"),
    ("Mo-Fr 09:00-17:00; Sa 09:00-12:00", "Mon–Fri 09:00–17:00 and Sat 09:00–12:00"),
])
def test_parts(text: str, written: str) -> None:
    assert written_hours(text, language="en", country="GB") == written


@pytest.mark.parametrize("text", [
    "", "9-5", "Mo-Fr", "Fr-Mo 09:00-17:00", "Mo 17:00-09:00", "Mo 09:00-25:00", "٠٩:00-17:00",
])
def test_what_are_no_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"hours|Monday"):
        opening_hours(text)
