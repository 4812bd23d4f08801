"""`handouts audit` and `handouts withdraw`: what is due, and what has to be taken off the rack."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.common import (
    FINDINGS,
    GOOD,
    loaded_project,
    plain_words,
    print_findings,
    print_json,
    print_table,
    project_root,
)
from generator.cli.sign_off import clerk_of, today

if TYPE_CHECKING:
    from generator.audit import Audit


@click.command()
@click.option("--as-of", "day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="On which day (default: today).")
@click.option("--soon", type=click.IntRange(min=0), default=60, show_default=True,
              help="For how many days ahead a review is listed as due.")
@click.option("--report", type=click.Choice(["table", "json", "ics"]), default="table", show_default=True,
              help="As a table, as JSON, or as an iCalendar file of the review dates.")
@click.pass_obj
def audit(root: Path | None, /, *, day: Any, soon: int, report: str) -> int:  # noqa: ANN401 (a date of click)
    """List what is due, overdue or unsigned, and which print codes are out; exit status 1 where something must go."""
    from generator.audit import audit as audit_of  # noqa: PLC0415
    from generator.audit import calendar  # noqa: PLC0415
    from generator.load.releases import load_releases  # noqa: PLC0415

    project, _loaded = loaded_project(root)
    releases, faults = load_releases(project.root)
    if faults:
        # What cannot be read is not empty: saying that nothing is out would be false.
        print_findings(faults)
        return FINDINGS
    clerk = clerk_of(project, today=day.date() if day else today())
    found = audit_of(releases, clerk, soon=soon)
    if report == "ics":
        click.echo(calendar(found).decode(), nl=False)
    elif report == "json":
        print_json({"as-of": found.as_of.isoformat(), "reviews": [_data(one) for one in found.reviews],
                    "circulating": [_data(one) for one in found.circulating]})
    else:
        _print_table(found)
    return GOOD if found.clean else FINDINGS


@click.command()
@click.argument("code")
@click.option("--reason", required=True, callback=plain_words, help="Why it is called back; the file keeps it.")
@click.pass_obj
def withdraw(root: Path | None, /, *, code: str, reason: str) -> int:
    """Call back the print code CODE: the audit lists it until a new version replaces it, and no build renews it."""
    from generator.files import write_whole  # noqa: PLC0415
    from generator.load.releases import RELEASES_FILE, Withdrawal, load_releases  # noqa: PLC0415
    from generator.sign_off.releases import with_entries  # noqa: PLC0415

    folder = project_root(root)
    releases, faults = load_releases(folder)
    if faults:
        print_findings(faults)
        return FINDINGS
    if not releases.of_code(code):
        fault = f"{code} was never released. `handouts audit` lists the print codes that are out."
        raise click.ClickException(fault)
    if releases.withdrawal(code):
        fault = f"{code} is called back already."
        raise click.ClickException(fault)
    file = folder / RELEASES_FILE
    entry = Withdrawal(print_code=code, date=today(), reason=reason)
    write_whole(file, with_entries(file.read_text(encoding="utf-8"), [entry]).encode())
    click.echo(f"{code} is called back: take it off the racks.")
    return GOOD


def _data(one: Any) -> dict[str, object]:  # noqa: ANN401 (a row of the audit)
    return {
        name.replace("_", "-"): value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(one).items()
    }


def _print_table(found: Audit) -> None:
    print_table(
        ("handout", "version", "reviewed", "next review", "state", "unsigned in"),
        ((one.handout, one.version, str(one.reviewed or "never"), str(one.next_review), one.state,
          " ".join(one.unsigned)) for one in found.reviews),
    )
    if not found.circulating:
        click.echo("Nothing is in circulation.")
        return
    print_table(("print code", "released", "state"),
                ((code.print_code, str(code.released), code.state) for code in found.circulating))
    for code in found.circulating:
        if code.action:
            click.echo(code.action)
