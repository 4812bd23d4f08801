"""Stage 8, publish: outcomes become files under output/ and a manifest. The only writer of results.

Files appear whole or not at all. A job that failed leaves no file: an outdated page must not lie where a new one
is expected.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.compose.page import Page
from generator.files import write_whole
from generator.findings import Finding
from generator.plan import Job
from generator.render.pdf import Pdf

MANIFEST = "manifest.json"
GOOD, FAILED = "good", "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one job: `reused` tells that its file came from the cache; `failed` that none is published."""

    job: Job
    page: Page | None
    pdf: Pdf | None
    findings: tuple[Finding, ...]
    failed: bool
    reused: bool = False


def publish(
    outcomes: Iterable[Outcome], output: Path, *, keeps: Callable[[Job], bool], generator: Mapping[str, str]
) -> None:
    """Write the outcomes' files and the manifest, sorted by id, and remove what is no longer wanted.

    Entries of jobs that this build did not select stay, as long as their files are there; `keeps` tells which may.
    """
    entries = _kept(output, keeps)
    for outcome in outcomes:
        entries[outcome.job.id] = _entry(outcome)
        _publish_one(outcome, output)
    manifest = {"generator": dict(generator), "jobs": [entries[name] for name in sorted(entries)]}
    _write(output / MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())


def read_manifest(output: Path) -> dict[str, dict[str, object]]:
    """Return the manifest's entries by job id; none where there is no manifest that can be read."""
    try:
        jobs = json.loads((output / MANIFEST).read_text(encoding="utf-8"))["jobs"]
        return {str(job["id"]): job for job in jobs}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def job_of(entry: Mapping[str, object]) -> Job | None:
    """Return the job of a manifest's entry; None where it names none."""
    fields = [entry.get(name) for name in ("handout", "language", "format", "brand", "edition")]
    words = [one for one in fields if isinstance(one, str)]
    if len(words) != len(fields):
        return None
    handout, language, format_, brand, edition = words
    return Job(handout=handout, language=language, format=format_, brand=brand, edition=edition)


def _kept(output: Path, keeps: Callable[[Job], bool]) -> dict[str, dict[str, object]]:
    """Return the old entries that may stay; the files of the others are removed."""
    kept = {}
    for name, entry in read_manifest(output).items():
        files = _files_of(entry, output)
        job = job_of(entry)
        wanted = job is not None and job.id == name and keeps(job)
        if wanted and all(file.is_file() for file in files):
            kept[name] = entry
        elif not wanted:
            for file in files:
                file.unlink(missing_ok=True)
    return kept


def _files_of(entry: Mapping[str, object], output: Path) -> list[Path]:
    further = [entry.get(name) for name in ("print", "press")]
    paths = [entry.get("path"), *(one.get("path") for one in further if isinstance(one, dict))]
    files = [(output / path).resolve() for path in paths if isinstance(path, str)]
    return [file for file in files if file.is_relative_to(output.resolve())]


def _publish_one(outcome: Outcome, output: Path) -> None:
    wanted = {} if outcome.failed or outcome.pdf is None else {
        outcome.job.path: outcome.pdf.content, outcome.job.print_path: outcome.pdf.print_content,
        outcome.job.press_path: outcome.pdf.press_content,
    }
    for path in (outcome.job.path, outcome.job.print_path, outcome.job.press_path):
        if content := wanted.get(path):
            _write(output / path, content)
        else:
            (output / path).unlink(missing_ok=True)


def _entry(outcome: Outcome) -> dict[str, object]:
    """Return one job's entry in the manifest: nothing in it depends on when or how often the build ran."""
    job, pdf = outcome.job, None if outcome.failed else outcome.pdf
    entry: dict[str, object] = {
        "id": job.id, "handout": job.handout, "language": job.language, "format": job.format,
        "edition": job.edition, "brand": job.brand,
        "path": job.path if pdf else None,
        "pages": len(pdf.page_sizes) if pdf else None,
        "page_size_mm": _rounded(pdf.page_sizes[0]) if pdf else None,
        "bytes": len(pdf.content) if pdf else None,
        "sha256": pdf.sha256 if pdf else None,
        "key": outcome.page.key if outcome.page else None,
        "status": FAILED if outcome.failed else GOOD,
        "released": bool(pdf and outcome.page and outcome.page.expected and outcome.page.expected.released),
        "findings": [finding.as_data() for finding in outcome.findings],
        "fitting": list(pdf.steps) if pdf else None,
        "print": None,
    }
    if outcome.page and outcome.page.untranslated:
        entry["untranslated"] = list(outcome.page.untranslated)
    if pdf and pdf.print_content:
        entry["print"] = _file_entry(job.print_path, pdf.print_content)
    if pdf and pdf.press_content:
        entry["press"] = _file_entry(job.press_path, pdf.press_content)
    return entry


def _file_entry(path: str, content: bytes) -> dict[str, object]:
    return {"path": path, "bytes": len(content), "sha256": _sha256(content)}


def _rounded(size: tuple[float, float]) -> list[float]:
    return [round(length, 1) for length in size]


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(file: Path, content: bytes) -> None:
    """Put a file in its place; one that is already as wanted is left alone."""
    if not (file.is_file() and file.read_bytes() == content):
        write_whole(file, content)
