"""The numbers that the text names, tried against the short numbers of their country (libphonenumber).

Owns what is known of a number, for the brand's file and for the printed page alike. The data has gaps: what it does
not know is doubted, not refused, and a clinic may confirm it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Annotated

import phonenumbers
from phonenumbers import SUPPORTED_SHORT_REGIONS, shortnumberinfo
from pydantic import Field, field_validator

from generator.findings import Finding, Severity
from generator.load.source import Model, Source

#: Digits of ASCII: nobody finds those of another script on the keys of a telephone.
Dialled = Annotated[str, Field(pattern=r"^[0-9]{2,6}$")]
_CONFIRM = 'write {number} = "<date> by <who asked the operator>" under [numbers.confirmed]'


class Numbers(Model):
    """The numbers that the text names; the clinic confirms them for its country before print."""

    emergency: Dialled = Field(description="What to dial in an emergency.")
    urgent: Dialled | None = Field(
        default=None, description="What to dial for urgent advice, where the country has such a number.")
    # By number, so that a brand that inherits the confirmation and has another number has confirmed nothing.
    confirmed: dict[Dialled, str] = Field(
        default_factory=dict,
        description='When and by whom a number was confirmed that our data does not know: 907 = "2026-11-20 by …".')

    @field_validator("confirmed")
    @classmethod
    def _say_when_and_by_whom(cls, value: dict[str, str]) -> dict[str, str]:
        for number, words in value.items():
            if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2} by \S.*", words):
                fault = f'{words!r} does not say when and by whom {number} was confirmed; write "2026-11-20 by A. Name"'
                raise ValueError(fault)
        return value

    def by_name(self) -> dict[str, str]:
        """Return the numbers that there are by what they are for."""
        return {"emergency": self.emergency, **({"urgent": self.urgent} if self.urgent else {})}


@functools.lru_cache(maxsize=1024)
def is_emergency(number: str, country: str = "") -> bool:
    """Tell whether a number reaches an emergency service in a country (ISO 3166), or anywhere where none is named."""
    regions = (country,) if country else SUPPORTED_SHORT_REGIONS
    return any(shortnumberinfo.is_emergency_number(number, region) for region in regions)


def emergency_doubt(number: str, country: str, confirmed: Iterable[str]) -> Severity | None:
    """Return how grave it is to name this emergency number; None where it is known or confirmed.

    An emergency number of other countries only was taken over from somewhere; one that nobody has may be a gap.
    """
    if number in confirmed or is_emergency(number, country):
        return None
    return Severity.ERROR if country in SUPPORTED_SHORT_REGIONS and is_emergency(number) else Severity.WARNING


def number_faults(numbers: Numbers, country: str, source: Source) -> Iterator[Finding]:
    """Yield a finding for each number that is neither known for the country nor confirmed."""
    doubt = emergency_doubt(numbers.emergency, country, numbers.confirmed)
    if doubt is not None:
        yield _emergency_fault(numbers.emergency, country, source, doubt)
    if numbers.urgent and numbers.urgent not in numbers.confirmed and not _is_short(numbers.urgent, country):
        path, line = source.place(("numbers", "urgent"))
        yield Finding(rule="brand-urgent", severity=Severity.WARNING, path=path, line=line,
                      message=f"{numbers.urgent} is not known as a short number of {country}.",
                      action="Correct or remove it; where it is the right one, "
                             f"{_CONFIRM.format(number=numbers.urgent)}.")


def _emergency_fault(number: str, country: str, source: Source, doubt: Severity) -> Finding:
    path, line = source.place(("numbers", "emergency"))
    message = (f"{number} is an emergency number of other countries, and not known as one of {country}."
               if doubt is Severity.ERROR else f"{number} could not be confirmed as an emergency number of {country}.")
    return Finding(rule="brand-emergency", severity=doubt, path=path, line=line, message=message,
                   action="Write the number that people dial there in an emergency; where this is the one, "
                          f"{_CONFIRM.format(number=number)}.")


def _is_short(number: str, country: str) -> bool:
    """Tell whether a number is a short number of its country; zeros at its start are digits like others."""
    value = int(number)
    zeros = len(number) - len(str(value))
    parsed = phonenumbers.PhoneNumber(
        country_code=phonenumbers.country_code_for_region(country), national_number=value,
        italian_leading_zero=True if zeros else None, number_of_leading_zeros=zeros or None,
    )
    return bool(shortnumberinfo.is_valid_short_number_for_region(parsed, country))
