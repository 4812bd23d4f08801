"""What `handouts build --release` asks and records: who may be released, and what went out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli.sign_off import clerk_of, today

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.build import Built
    from generator.load import Project
    from generator.plan import Job
    from generator.sign_off.release import Clerk


def release_clerk(project: Project) -> Clerk:
    """Return who answers what may be released; releases that cannot be read end with status 2."""
    from generator.load.releases import load_releases  # noqa: PLC0415

    faults = load_releases(project.root)[1]
    if faults:
        raise click.ClickException("\n".join(map(str, faults)))
    return clerk_of(project, today=today())


def outdated_releases(project: Project, output: Path, built: Iterable[Job]) -> tuple[Job, ...]:
    """Return the released jobs in the folder that this build leaves alone, and that would not go out today like that.

    Their text, their signatures or their review is no longer what it was, or another version has taken their place.
    Where the list of releases cannot be read, nobody can tell, and no file is taken away.
    """
    from generator.load.releases import load_releases  # noqa: PLC0415
    from generator.plan import all_jobs  # noqa: PLC0415
    from generator.publish import job_of, read_manifest  # noqa: PLC0415

    built = frozenset(built)
    released = ((job_of(entry), entry) for entry in read_manifest(output).values() if entry.get("released"))
    left = {job: str(entry["sha256"]) for job, entry in released if job is not None and job not in built}
    if not left or load_releases(project.root)[1]:
        return ()
    clerk, planned = clerk_of(project, today=today()), frozenset(all_jobs(project))
    return tuple(sorted(
        (job for job, sha256 in left.items() if not _may_stand(clerk, job, sha256, planned=job in planned)),
        key=lambda job: job.id,
    ))


def _may_stand(clerk: Clerk, job: Job, sha256: str, *, planned: bool) -> bool:
    """Tell whether a released file may lie where it is: released under the code of today, and with no open points.

    Of a job whose brand or handout cannot be loaded, what is known without it decides: whether its code was called
    back, and the review clock.
    """
    from generator.compose.layout import job_code  # noqa: PLC0415

    if planned:
        releases = clerk.releases.of_code(job_code(job, clerk.project))
        return not clerk.open_points(job) and any(one.sha256 == sha256 for one in releases)
    own = [one for one in clerk.releases.releases if (one.job, one.sha256) == (job.id, sha256)]
    return not clerk.overdue(job) and any(clerk.releases.withdrawal(one.print_code) is None for one in own)


def record_releases(clerk: Clerk, built: Built) -> None:
    """Add what was released to releases.toml."""
    from generator.compose.layout import job_code  # noqa: PLC0415
    from generator.files import write_whole  # noqa: PLC0415
    from generator.load.releases import RELEASES_FILE  # noqa: PLC0415
    from generator.sign_off.releases import new_releases, with_entries  # noqa: PLC0415

    good = [outcome for outcome in built.outcomes if not outcome.failed]
    entries = new_releases(
        clerk.releases, good, today=clerk.today,
        codes={outcome.job.id: job_code(outcome.job, clerk.project) for outcome in good},
        texts={outcome.job.id: clerk.digest(outcome.job) for outcome in good},
        versions={name: handout.meta.version for name, handout in clerk.project.handouts.items()},
    )
    file = clerk.project.root / RELEASES_FILE
    if entries:
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        write_whole(file, with_entries(before, entries).encode())
