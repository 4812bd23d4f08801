"""Findings: what is wrong with content, translation, brand or page, said so that a person can mend it.

Owns the value that every stage returns beside its result. Never raises, prints or reads a file.
"""

from __future__ import annotations

import difflib
import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields


class Severity(enum.IntEnum):
    """How much a finding weighs; the policy names the level from which a build fails."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @classmethod
    def named(cls, name: str) -> Severity:
        """Return the severity that a settings file or an option calls `name`."""
        return cls[name.upper()]

    @property
    def label(self) -> str:
        """Return the lower-case name that people and files use."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault: the rule that found it, the place, what is wrong, what to do.

    `path` is relative to the project folder, `line` counts from 1, `message_id` is the id of the message where it has
    one (`{#id}` in the text); `job` is a job id where the fault belongs to one page only. `handout`, `language`,
    `format` and `brand` say whose jobs an error stops.
    """

    rule: str
    severity: Severity = Severity.ERROR
    message: str
    action: str
    path: str | None = None
    line: int | None = None
    message_id: str | None = None
    job: str | None = None
    handout: str | None = None
    language: str | None = None
    format: str | None = None
    brand: str | None = None

    @property
    def place(self) -> str:
        """Return `path:line`, `path` or the job id, whichever is known."""
        if self.path and self.line:
            return f"{self.path}:{self.line}"
        return self.path or self.job or ""

    def __str__(self) -> str:
        """Write the finding as one line for a terminal."""
        where = f"{self.place}: " if self.place else ""
        about = f" {{#{self.message_id}}}" if self.message_id else ""
        return f"{where}{self.severity.label}: {self.message} {self.action} [{self.rule}]{about}"

    def as_data(self) -> dict[str, object]:
        """Return the finding as it stands in the manifest and in `--json`: no empty fields."""
        data = {field.name: getattr(self, field.name) for field in dataclass_fields(self)}
        data["severity"] = self.severity.label
        return {name: value for name, value in data.items() if value is not None}

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> Finding:
        """Rebuild a finding that `as_data` wrote."""
        fields = dict(data)
        fields["severity"] = Severity.named(str(fields["severity"]))
        return cls(**fields)  # type: ignore[arg-type]  # as_data wrote these names and types


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return ` Did you mean "x"?` for the nearest known word, or the empty string."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f' Did you mean "{near[0]}"?' if near else ""
