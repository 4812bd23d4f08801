"""`handouts sign-off add`, `accept`, `status` and `verify`: who read which text."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from generator.cli.common import FINDINGS, GOOD, loaded_project, plain_words, print_findings, print_json, print_table
from generator.cli.proof import known_brand, known_name
from generator.roles import ROLES

if TYPE_CHECKING:
    from generator.findings import Finding
    from generator.load import Project
    from generator.load.sign_off import Signature
    from generator.proof import Proof
    from generator.sign_off.release import Clerk
    from generator.sign_off.state import RoleState

F = TypeVar("F", bound=Callable[..., Any])

#: How much of a digest a person has to copy from the proof.
SHORT_DIGEST = 8


@click.group("sign-off")
def sign_off() -> None:
    """Record and show who has read which text. Ledgers: content/handouts/<handout>/sign-off.toml."""


def _signs(command: F) -> F:
    """Add what an entry in the ledger needs."""
    options = (
        click.argument("handout"),
        click.argument("language"),
        click.option("--brand", "brand_name", default=None,
                     help="Whose country, labels and numbers were read (default: the first brand)."),
        click.option("--role", type=click.Choice(ROLES), default=None),
        click.option("--name", default=None, callback=plain_words, help="Who signs."),
        click.option("--organisation", default=None, callback=plain_words, help="For which organisation."),
        click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="When (default: today)."),
        click.option("--sign", "key", metavar="KEY", default=None,
                     type=click.Path(exists=True, dir_okay=False, path_type=Path),
                     help="Sign the entry with this OpenSSH key (ssh-keygen -Y sign)."),
        click.option("--json", "as_json", is_flag=True,
                     help="Print the result as JSON on stdout, and ask nothing."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@sign_off.command()
@_signs
@click.option("--note", default=None, callback=plain_words, help="A remark that the ledger keeps.")
@click.option("--digest", default=None, help="The digest on the proof that was read: at least its first 8 characters.")
@click.pass_obj
def add(
    root: Path | None, /, *, handout: str, language: str, brand_name: str | None, digest: str | None,
    note: str | None, as_json: bool, key: Path | None, **who: Any,  # noqa: ANN401 (see _signs)
) -> int:
    """Sign the text of HANDOUT in LANGUAGE as it is now, after reading its proof (`handouts proof`)."""
    from generator.load.sign_off import messages_of  # noqa: PLC0415
    from generator.sign_off.ledger import signature  # noqa: PLC0415

    proof, refused = _read(root, handout, language, brand_name)
    if refused:
        return _refuse(refused, as_json=as_json)
    if not as_json:
        _show(proof)
    signer = _signer(who, ask=_may_ask(as_json=as_json))
    _confirm(proof, digest, ask=_may_ask(as_json=as_json))
    entry = signature(
        proof.handout.ledger, **signer, language=language, note=note, messages=messages_of(proof.pairs)
    )
    return _written(root, proof, entry, key, as_json=as_json)


@sign_off.command()
@_signs
@click.argument("messages", nargs=-1, required=True, metavar="MESSAGE...")
@click.option("--reason", required=True, callback=plain_words,
              help="Why the change does not touch the meaning; the ledger keeps it.")
@click.pass_obj
def accept(
    root: Path | None, /, *, handout: str, language: str, brand_name: str | None, messages: tuple[str, ...],
    reason: str, as_json: bool, key: Path | None, **who: Any,  # noqa: ANN401 (see _signs)
) -> int:
    """Accept that each MESSAGE still says what was signed, though it was changed: a typo, a comma.

    A MESSAGE is named as `handouts proof` and `handouts sign-off status` name it. Safety-critical messages and facts
    are signed again, never accepted.
    """
    from generator.load.sign_off import ACCEPTING_ROLE  # noqa: PLC0415
    from generator.sign_off.accept import accepted_changes  # noqa: PLC0415
    from generator.sign_off.ledger import acceptance  # noqa: PLC0415

    proof, refused = _read(root, handout, language, brand_name)
    if refused:
        return _refuse(refused, as_json=as_json)
    changes = accepted_changes(proof, messages)
    if isinstance(changes, str):
        raise click.ClickException(changes)
    signer = _signer({**who, "role": who["role"] or ACCEPTING_ROLE}, ask=_may_ask(as_json=as_json))
    if signer["role"] != ACCEPTING_ROLE:
        fault = f"whether a change touches the meaning is for a {ACCEPTING_ROLE} to say."
        raise click.ClickException(fault)
    entry = acceptance(proof.handout.ledger, **signer, language=language, accepted=changes, reason=reason)
    return _written(root, proof, entry, key, as_json=as_json)


@sign_off.command()
@click.argument("handouts", nargs=-1, metavar="[HANDOUT]...")
@click.option("--as-of", "day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="On which day (default: today).")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout, nothing else.")
@click.pass_obj
def status(root: Path | None, /, *, handouts: tuple[str, ...], day: Any, as_json: bool) -> int:  # noqa: ANN401
    """Show who has signed what, who still has to, and which texts changed since. Exit status 1 where any is open."""
    project, loaded = loaded_project(root)
    for name in handouts:
        known_name(name, project.handouts, "handout", loaded)
    clerk = clerk_of(project, today=day.date() if day else today())
    rows = [row for name in handouts or tuple(project.handouts) for row in _status_rows(clerk, name)]
    faults = [finding for finding in loaded if finding.rule == "sign-off-file"]
    if as_json:
        print_json({"rows": rows, "findings": [finding.as_data() for finding in faults]})
    else:
        print_findings(faults)
        _print_rows(rows)
    return FINDINGS if faults or any(row["state"] != "signed" for row in rows) else GOOD


@sign_off.command()
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout, nothing else.")
@click.pass_obj
def verify(root: Path | None, /, *, as_json: bool) -> int:
    """Prove every ledger: entries as they were written, in their order, none from the future, keys genuine."""
    from generator.sign_off.keys import key_faults  # noqa: PLC0415
    from generator.sign_off.state import future_entries  # noqa: PLC0415

    project, loaded = loaded_project(root)
    policy = project.settings.policy.sign_off
    found: list[Finding] = [finding for finding in loaded if finding.rule == "sign-off-file"]
    for one in project.handouts.values():
        allowed = project.root / policy.allowed_signers
        found += (finding for _entry, finding in key_faults(one, allowed, required=policy.require_keys))
        found += future_entries(one, today())
    entries = [entry for one in project.handouts.values() for entry in one.signatures]
    keyed = sum(1 for entry in entries if entry.ssh)
    if as_json:
        print_json({"entries": len(entries), "signed-by-key": keyed, "findings": [one.as_data() for one in found]})
    else:
        print_findings(found)
        click.echo(f"{len(entries)} entries, {keyed} signed by key, {len(found)} faults.")
    return FINDINGS if found else GOOD


def today() -> date:
    """Return this day, here where the clock is read."""
    return date.today()  # noqa: DTZ011 (a signature's day is that of the place where it is given)


def clerk_of(project: Project, *, today: date) -> Clerk:
    """Return who answers what is signed, with the entries set aside that their keys do not prove."""
    from generator.load.releases import load_releases  # noqa: PLC0415
    from generator.sign_off.keys import refused_entries  # noqa: PLC0415
    from generator.sign_off.release import Clerk  # noqa: PLC0415

    policy = project.settings.policy.sign_off
    refused = refused_entries(
        project.handouts.values(), project.root / policy.allowed_signers, required=policy.require_keys
    )
    return Clerk(project=project, today=today, refused=refused, releases=load_releases(project.root)[0])


def _read(
    root: Path | None, handout: str, language: str, brand_name: str | None
) -> tuple[Proof, tuple[Finding, ...]]:
    """Return the proof of the text as it is now, and what forbids to sign it."""
    from generator.findings import Finding, Severity  # noqa: PLC0415
    from generator.proof import proof_of  # noqa: PLC0415

    project, loaded = loaded_project(root)
    known_name(handout, project.handouts, "handout", loaded)
    known_name(language, project.settings.project.languages, "language", ())
    proof = proof_of(project, loaded, handout=project.handouts[handout], language=language,
                     brand=known_brand(project, brand_name, language, loaded))
    found = [finding for row in proof.rows for finding in row.findings] + list(proof.findings)
    unready = [row for row in proof.rows if not row.translated or row.fuzzy]
    if unready:
        found.append(Finding(
            rule="sign-off-unready", handout=handout, language=language, path=proof.handout.ledger.path,
            message=f"{len(unready)} texts are not translated or need review: "
                    f"{', '.join(row.name for row in unready[:5])}.",
            action="Finish them first: `handouts messages status --review` lists them.",
        ))
    return proof, tuple(finding for finding in found if finding.severity >= Severity.ERROR)


def _refuse(found: tuple[Finding, ...], *, as_json: bool) -> int:
    if as_json:
        print_json({"written": False, "findings": [finding.as_data() for finding in found]})
    else:
        print_findings(found)
        click.echo("Nothing was signed.", err=True)
    return FINDINGS


def _may_ask(*, as_json: bool) -> bool:
    return not as_json and sys.stdin.isatty()


def _show(proof: Proof) -> None:
    """Tell what is about to be signed."""
    changed = [row for row in proof.rows if row.changed]
    critical = sum(1 for row in proof.rows if row.critical)
    click.echo(f"{proof.handout.document.title.text}, {proof.language}, {proof.brand.file.name}: {len(proof.rows)} "
               f"texts, {critical} of them safety-critical; {len(proof.handout.images)} pictures.", err=True)
    if proof.signature:
        click.echo(f"Last signed by {proof.signature.name} as {proof.signature.role} on {proof.signature.date}. "
                   f"Changed since: {len(changed)} texts.", err=True)
        for row in changed:
            click.echo(f"  {row.number}. {row.name}: {' / '.join(row.target)}", err=True)
        for name in proof.changed_structure:
            click.echo(f"  {name}", err=True)


def _signer(who: dict[str, Any], *, ask: bool) -> dict[str, Any]:
    """Return role, name, organisation and day; what is missing is asked for, or ends with status 2."""
    signer: dict[str, Any] = {}
    for option in ("role", "name", "organisation"):
        value = who[option]
        if value is None and ask:
            value = click.prompt(option.capitalize(), type=click.Choice(ROLES) if option == "role" else str)
        if not value or not value.strip():
            fault = f"--{option} is missing."
            raise click.UsageError(fault)
        signer[option] = value.strip()
    signer["day"] = who["day"].date() if who["day"] else today()
    if signer["day"] > today():
        fault = f"--date {signer['day']} is still to come."
        raise click.UsageError(fault)
    return signer


def _confirm(proof: Proof, digest: str | None, *, ask: bool) -> None:
    """Make sure that what was read is what is signed: the digest stands on every page of the proof."""
    if digest is None and ask:
        digest = click.prompt(f"The first {SHORT_DIGEST} characters of the digest on the proof that you read")
    if digest is None:
        fault = ("--digest is missing: copy it from the proof that was read "
                 f"(`handouts proof {proof.handout.name} {proof.language} --brand {proof.brand.name}`).")
        raise click.UsageError(fault)
    if len(digest) < SHORT_DIGEST or not proof.digest.startswith(digest.lower()):
        fault = (f"the text as it is now has the digest {proof.digest[:12]}, not {digest}: it has changed since that "
                 "proof, or the proof is another brand's. Make a new proof and read it. Nothing was signed.")
        raise click.ClickException(fault)


def _written(root: Path | None, proof: Proof, entry: Signature, key: Path | None, *, as_json: bool) -> int:
    """Put the entry at the end of the ledger."""
    from generator.cli.common import project_root  # noqa: PLC0415
    from generator.files import write_whole  # noqa: PLC0415
    from generator.load.sign_off import is_signed_already, read_ledger  # noqa: PLC0415
    from generator.sign_off.keys import KeyFaultError, signed  # noqa: PLC0415
    from generator.sign_off.ledger import appended  # noqa: PLC0415

    if is_signed_already(proof.handout.ledger, entry):
        fault = f"{entry.name} has signed this text as {entry.role} already. Nothing was added."
        raise click.ClickException(fault)
    if key:
        try:
            entry = signed(entry, key)
        except KeyFaultError as error:
            fault = f"{key} cannot sign: {error}. Nothing was signed."
            raise click.ClickException(fault) from error
    path = proof.handout.ledger.path
    file = project_root(root) / path
    text = appended(file.read_text(encoding="utf-8") if file.exists() else "", entry)
    _ledger, found = read_ledger(text, path=path)
    if found:
        return _refuse(found, as_json=as_json)
    write_whole(file, text.encode())
    if as_json:
        print_json({"written": True, "path": path, "entry": entry.entry, "digest": entry.digest})
    else:
        click.echo(f"{path}: {entry.name} as {entry.role}, {entry.language}, {entry.date}, digest {entry.digest[:12]}.")
    return GOOD


def _status_rows(clerk: Clerk, handout: str) -> Iterable[dict[str, object]]:
    """Yield a row for each language, brand and role of a handout; brands of one country share the text's rows."""
    from generator.sign_off.state import named  # noqa: PLC0415

    seen: set[tuple[str, str]] = set()
    for language in clerk.project.settings.project.languages:
        for brand in clerk.project.brands.values():
            if language not in brand.file.languages:
                continue
            states = clerk.states(handout, language, brand.name)
            for what, name in (("text", f"text ({brand.file.country})"), ("brand", brand.name)):
                if (language, name) in seen:
                    continue
                seen.add((language, name))
                for state in states[what]:
                    yield {
                        "handout": handout, "language": language, "what": name, "role": state.role,
                        "state": _state(state), "signed": [_signed_by(one) for one in state.signatures],
                        "set-aside": [f"{_signed_by(one)}: {reason}" for one, reason in state.set_aside],
                        "changed": [named(key) for key in state.changed] if state.signatures else [],
                    }


def _state(state: RoleState) -> str:
    if not state.signatures:
        return "unsigned"
    return f"{len(state.changed)} changed" if state.changed else "signed"


def _signed_by(one: Signature) -> str:
    return f"{one.name}, {one.organisation}, {one.date}"


def _print_rows(rows: list[dict[str, Any]]) -> None:
    names = ("handout", "language", "what", "role", "state")
    print_table((*names, "by"), (
        (*(str(row[name]) for name in names), "; ".join(row["signed"] or row["set-aside"])) for row in rows
    ))
    for row in rows:
        for text in row["changed"]:
            click.echo(f"{row['language']}, {row['role']}: changed since: {text}")
