"""Opening hours as a language and its country write them (CLDR): Mon–Fri, 9:00 AM – 5:00 PM; пн–пт 09:00–17:00."""

from __future__ import annotations

from datetime import time

from babel import Locale, UnknownLocaleError
from babel.dates import format_interval, format_time, get_day_names
from babel.lists import format_list

from generator.load.brand_parts import DAYS, opening_hours
from generator.load.settings import babel_locale

#: A day that ends at midnight, as opening_hours writes it; there is no such time of a clock.
_MIDNIGHT = "24:00"
#: Countries whose people read the clock with twelve hours, whatever their language.
_TWELVE_HOURS = frozenset({"AU", "CA", "IN", "NZ", "PH", "US"})
_SPACES = str.maketrans({"\u2009": "", "\u202f": "\u00a0"})


def written_hours(text: str, *, language: str, country: str) -> str:
    """Return hours such as `Mo-Fr 09:00-17:00; Sa 09:00-12:00` in a language; empty for `24/7`, which has no parts."""
    locale = _locale(language, country)
    parts = [
        f"{_days(first, last, locale)} {_times(opens, closes, locale, country)}".strip()
        for first, last, opens, closes in opening_hours(text)
    ]
    # Thin spaces are a refinement that narrow columns break at.
    return str(format_list(parts, locale=locale)).translate(_SPACES) if parts else ""


def _locale(language: str, country: str) -> Locale:
    """Return the language as it is written in the country, where CLDR knows how."""
    own = babel_locale(language)
    try:
        return Locale.parse("_".join(filter(None, (own.language, own.script, country))))
    except UnknownLocaleError:
        return own


def _days(first: str, last: str, locale: Locale) -> str:
    """Return `Mon–Fri`, `Sat`, or nothing for all the week."""
    if (first, last) == (DAYS[0], DAYS[-1]):
        return ""
    # Babel's names that stand alone are mixed up between languages once several were asked for (2.18).
    names = get_day_names("abbreviated", context="format", locale=locale)
    ends = list(dict.fromkeys(str(names[DAYS.index(day)]) for day in (first, last)))
    return "–".join(ends)


def _times(opens: str, closes: str, locale: Locale, country: str) -> str:
    if closes == _MIDNIGHT:
        form = "h:mm a" if _skeleton(locale, country) == "hm" else "HH:mm"
        return "–".join(format_time(one, form, locale=locale) for one in (time.fromisoformat(opens), time.min))
    start, end = time.fromisoformat(opens), time.fromisoformat(closes)
    return str(format_interval(start, end, _skeleton(locale, country), locale=locale))


def _skeleton(locale: Locale, country: str) -> str:
    twelve = "a" in str(locale.time_formats["short"]) or country in _TWELVE_HOURS
    return "hm" if twelve else "Hm"
