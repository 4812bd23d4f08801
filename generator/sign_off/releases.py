"""What a release adds to releases.toml, and what a withdrawal does. Pure: texts in, texts out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date

from generator.load.releases import Release, Releases, Withdrawal
from generator.publish import Outcome

_HEAD = """\
# What was released under which print code. Written by `handouts build --release` and `handouts withdraw`.
# Append-only: a print code stands for one text for ever.
"""


def new_releases(
    known: Releases, outcomes: Iterable[Outcome], *, codes: Mapping[str, str], versions: Mapping[str, str],
    texts: Mapping[str, str], today: date,
) -> tuple[Release, ...]:
    """Return the releases that the file does not have yet; `codes` and `texts` are by job id, `versions` by handout."""
    there = {(one.print_code, one.sha256) for one in known.releases}
    found = []
    for outcome in outcomes:
        job, pdf = outcome.job, outcome.pdf
        if outcome.failed or pdf is None or (codes[job.id], pdf.sha256) in there:
            continue
        found.append(Release(
            print_code=codes[job.id], handout=job.handout, language=job.language, format=job.format,
            edition=job.edition, brand=job.brand, version=versions[job.handout], date=today, text=texts[job.id],
            sha256=pdf.sha256,
        ))
    return tuple(found)


def with_entries(text: str, entries: Iterable[Release | Withdrawal]) -> str:
    """Return the file's text with entries at its end; what stands there is kept to the letter."""
    text = text or _HEAD
    for entry in entries:
        table = "releases" if isinstance(entry, Release) else "withdrawals"
        lines = [f"[[{table}]]"]
        for name, value in entry.model_dump(by_alias=True).items():
            # A JSON string is a basic string of TOML too.
            words = json.dumps(value if isinstance(value, str) else str(value), ensure_ascii=False)
            told = str(value) if isinstance(value, date) else words.replace("\x7f", "\\u007f")
            lines.append(f"{name} = {told}")
        text += "\n" + "\n".join(lines) + "\n"
    return text

