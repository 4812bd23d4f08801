"""`handouts check`: every rule over texts, brands and the finished pages, reported for people, programs and CI."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import FINDINGS, GOOD, cores, loaded_jobs, selects, told_progress

if TYPE_CHECKING:
    from generator.findings import Finding
    from generator.load import Project
    from generator.plan import Job

#: The names are written out, so that `--help` loads no report.
REPORT_NAMES = ("text", "json", "sarif", "junit", "github")
NEVER = "never"


@click.command()
@selects
@click.option("--report", "report_name", type=click.Choice(REPORT_NAMES), default=None,
              help="How to report; all but text on stdout. --json is short for --report json.")
@click.option("--profile", default=None, metavar="NAME",
              help="Weigh the rules by this profile: nhs, us-lep, strict, or one of handouts.toml.")
@click.option("--fail-on", type=click.Choice(["note", "warning", "error", NEVER]), default=None,
              help="The severity from which the exit status is 1 (default: that of the project's policy).")
@click.option("--no-pages", "texts_only", is_flag=True,
              help="Leave out the rules over the printed page: nothing is rendered, and the answer comes at once.")
@click.option("--jobs", "workers", type=click.IntRange(min=1), default=None,
              help="How many processes render (default: the machine's cores).")
@click.pass_obj
def check(
    root: Path | None, /, *, as_json: bool, report_name: str | None, profile: str | None, fail_on: str | None,
    texts_only: bool, workers: int | None, **names: tuple[str, ...],
) -> int:
    """Check content, translations, brands and the pages that they make, and write no file.

    Pages that no build has made yet are rendered and kept, so that the next build takes them from the cache.
    """
    from generator.findings import Severity  # noqa: PLC0415
    from generator.profiles import load_profile  # noqa: PLC0415
    from generator.report import REPORTS, Run  # noqa: PLC0415

    kind = _report_name(report_name, as_json=as_json)
    project, loaded, jobs = loaded_jobs(root, names)
    project = _with_profile(project, profile)
    level = fail_on or project.settings.policy.fail_on
    run = Run(
        findings=_findings(project, jobs, loaded, texts_only=texts_only, workers=workers, quiet=kind != "text"),
        jobs=jobs,
        source_language=project.settings.project.source_language,
        level=None if level == NEVER else Severity.named(level),
        profile=load_profile(project)[0], pages=_pages(os.environ),
    )
    if said := REPORTS[kind](run):
        click.echo(said, err=kind == "text")
    return FINDINGS if any(map(run.fails, run.findings)) else GOOD


def _findings(
    project: Project, jobs: tuple[Job, ...], loaded: tuple[Finding, ...], *, texts_only: bool, workers: int | None,
    quiet: bool,
) -> tuple[Finding, ...]:
    """Return everything that the rules find, short of the pages where nothing is to be rendered."""
    from generator.build import build, composition_findings  # noqa: PLC0415

    if texts_only:
        return composition_findings(project, jobs, loaded=loaded)
    with told_progress("checking", len(jobs), quiet=quiet) as progress:
        return build(project, jobs, loaded=loaded, workers=workers or cores(), progress=progress).all_findings


def _report_name(name: str | None, *, as_json: bool) -> str:
    if as_json and name not in (None, "json"):
        fault = f"--json is short for --report json; it does not go with --report {name}."
        raise click.UsageError(fault)
    return "json" if as_json else name or "text"


def _with_profile(project: Project, name: str | None) -> Project:
    """Return the project with the profile that the option names; one that does not exist ends with status 2."""
    from generator.findings import suggestion  # noqa: PLC0415
    from generator.profiles import profile_names, with_profile  # noqa: PLC0415

    if name is None:
        return project
    if name not in (known := profile_names(project)):
        fault = f"there is no profile {name!r}.{suggestion(name, known)} Use one of: {', '.join(known)}."
        raise click.UsageError(fault)
    return with_profile(project, name)


def _pages(environment: Mapping[str, str]) -> str:
    """Return the address of the repository's files at this commit, as GitHub and GitLab tell it to a job, or nothing.

    docs.github.com, "Variables reference"; docs.gitlab.com, "Predefined CI/CD variables reference".
    """
    github = [environment.get(name) for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")]
    if all(github):
        return "{}/{}/blob/{}/".format(*github)
    gitlab = [environment.get(name) for name in ("CI_PROJECT_URL", "CI_COMMIT_SHA")]
    return "{}/-/blob/{}/".format(*gitlab) if all(gitlab) else ""
