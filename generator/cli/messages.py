"""`handouts messages`: the translators' workflow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import FINDINGS, GOOD, loaded_project, print_findings, print_json

if TYPE_CHECKING:
    from datetime import date

    from generator.load import Project
    from generator.load.po import PoEntry, PoFile
    from generator.messages.status import Coverage


@click.group()
def messages() -> None:
    """Extract, translate and review: what translators work with (gettext PO files under locales/)."""


@messages.command()
@click.pass_obj
def extract(root: Path | None) -> int:
    """Write a template (POT) for each handout and for the words of the templates: locales/DOMAIN.pot."""
    from generator.files import write_whole  # noqa: PLC0415
    from generator.messages.catalogs import pot  # noqa: PLC0415
    from generator.messages.write import po_text  # noqa: PLC0415

    project = _usable_project(root)
    for domain, source in _domains(project).items():
        file = project.root / "locales" / f"{domain}.pot"
        write_whole(file, po_text(pot(source, domain=domain)).encode())
        click.echo(f"{_shown(file, project)}: {len(source)} messages")
    return GOOD


@messages.command()
@click.argument("language")
@click.pass_obj
def init(root: Path | None, /, *, language: str) -> int:
    """Begin a LANGUAGE (BCP 47: fr, pt-BR, zh-Hans): its PO files, nothing translated yet."""
    from babel import UnknownLocaleError  # noqa: PLC0415

    from generator.files import write_whole  # noqa: PLC0415
    from generator.load.catalog import catalog_path  # noqa: PLC0415
    from generator.load.settings import babel_locale  # noqa: PLC0415
    from generator.messages.catalogs import new_catalog  # noqa: PLC0415
    from generator.messages.write import po_text  # noqa: PLC0415

    project = _usable_project(root)
    try:
        babel_locale(language)
    except (UnknownLocaleError, ValueError) as error:
        fault = f"{language!r} is no language tag. Write it as in BCP 47: fr, pt-BR, zh-Hans."
        raise click.ClickException(fault) from error
    if language == project.settings.project.source_language:
        fault = f"{language} is the source language; it has no translations."
        raise click.ClickException(fault)
    for domain, source in _domains(project).items():
        file = catalog_path(project.root / "locales", domain=domain, language=language)
        if file.exists():
            click.echo(f"{_shown(file, project)}: exists, left as it is")
            continue
        source = _to_translate(project, language, domain, source, None)  # noqa: PLW2901 (what is left of it)
        if not source:
            click.echo(f"{_shown(file, project)}: not needed, the shipped words serve")
            continue
        catalog = new_catalog(source, domain=domain, language=language, today=_today())
        write_whole(file, po_text(catalog).encode())
        click.echo(f"{_shown(file, project)}: {len(source)} messages to translate")
    if language not in project.settings.project.languages:
        click.echo(f"Add {language!r} to the languages of handouts.toml and of the brands that offer it.", err=True)
    return GOOD


@messages.command()
@click.argument("languages", nargs=-1, metavar="[LANGUAGE]...")
@click.pass_obj
def update(root: Path | None, /, *, languages: tuple[str, ...]) -> int:
    """Merge the present texts into the PO files of all or the named languages. Nothing translated is lost."""
    from generator.files import write_whole  # noqa: PLC0415
    from generator.messages.catalogs import updated  # noqa: PLC0415
    from generator.messages.write import po_text  # noqa: PLC0415

    project = _usable_project(root)
    domains = _domains(project)
    status = GOOD
    for language, domain, file, catalog in _catalogs(project, _languages(project, languages), domains):
        if catalog is None:
            status = FINDINGS
            continue
        source = _to_translate(project, language, domain, domains[domain], catalog)
        merged = updated(catalog, source, language=language, today=_today())
        if merged.file != catalog:
            write_whole(file, po_text(merged.file).encode())
        counts = f"{merged.new} new, {merged.changed} changed (need review), {merged.obsolete} obsolete"
        click.echo(f"{_shown(file, project)}: {counts if merged.file != catalog else 'up to date'}")
    return status


@messages.command()
@click.argument("languages", nargs=-1, metavar="[LANGUAGE]...")
@click.option("--review", is_flag=True, help="List the messages that are missing or need review, with their names.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout, nothing else.")
@click.pass_obj
def status(root: Path | None, /, *, languages: tuple[str, ...], review: bool, as_json: bool) -> int:
    """Show how far each language is: coverage, needs review, safety-critical messages left, sign-off."""
    from generator.messages.status import coverage  # noqa: PLC0415

    project = _usable_project(root)
    domains = _domains(project)
    wanted = _languages(project, languages)
    counts = [
        coverage(domains[domain], project.catalogs[language, domain],
                 sign_off=_sign_off(project, language, domain, domains[domain]))
        for language in wanted for domain in domains
    ]
    left = list(_left(project, wanted, domains)) if review or as_json else []
    if as_json:
        print_json({"languages": [_coverage_data(count) for count in counts], "left": left})
        return GOOD
    _print_table(counts)
    for item in left:
        state = f"{item['state']}{', SAFETY-CRITICAL' if item['safety-critical'] else ''}"
        click.echo(f"{item['language']}  {item['domain']}  {item['message']}  {state}  {item['text']}")
    return GOOD


@messages.command()
@click.argument("handout")
@click.argument("language")
@click.argument("message", metavar="ID")
@click.option("--typo", is_flag=True, required=True, help="The change of the source did not alter its meaning.")
@click.option("--reason", required=True, help="Why the translation is still right; it is kept in the PO file.")
@click.pass_obj
def accept(root: Path | None, /, *, handout: str, language: str, message: str, typo: bool, reason: str) -> int:
    """Clear "needs review" after a change of the source that does not alter its meaning."""
    from generator.files import write_whole  # noqa: PLC0415
    from generator.messages.accept import Refusal  # noqa: PLC0415
    from generator.messages.accept import accept as accepted  # noqa: PLC0415
    from generator.messages.write import po_text  # noqa: PLC0415

    if not typo:
        fault = "say --typo: only a change that does not touch the meaning can be accepted."
        raise click.UsageError(fault)
    project = _usable_project(root)
    domains = _domains(project)
    if handout not in domains:
        fault = f"there is no handout {handout!r}. Use one of: {', '.join(domains)}."
        raise click.ClickException(fault)
    [(_language, _domain, file, catalog)] = _catalogs(project, _languages(project, (language,)), (handout,))
    if catalog is None:
        return FINDINGS
    result = accepted(catalog, message, reason=reason, today=_today())
    if isinstance(result, Refusal):
        fault = f"{result.message} {result.action}"
        raise click.ClickException(fault)
    write_whole(file, po_text(result).encode())
    click.echo(f"{_shown(file, project)}: {message} accepted")
    return GOOD


# -- what the commands share --------------------------------------------------------------------------------------


def _usable_project(root: Path | None) -> Project:
    """Return the project; faults of texts and templates stop, those of catalogs are the commands' own business."""
    project, found = loaded_project(root)
    stopping = [finding for finding in found if finding.language is None and finding.path
                and finding.path.startswith(("content/handouts/", "templates/", "shipped templates/"))]
    if stopping:
        print_findings(stopping)
        fault = "the texts cannot be read whole; mend them first, so that no message is lost."
        raise click.ClickException(fault)
    return project


def _domains(project: Project) -> dict[str, tuple[PoEntry, ...]]:
    from generator.compose.templates import TemplateFaultError  # noqa: PLC0415
    from generator.messages.extract import domain_entries  # noqa: PLC0415

    try:
        return domain_entries(project)
    except TemplateFaultError as fault:
        raise click.ClickException(str(fault.finding)) from fault


def _languages(project: Project, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the wanted languages, or all that are translated; an unknown one ends with status 2."""
    settings = project.settings.project
    known = tuple(language for language in settings.languages if language != settings.source_language)
    for language in wanted:
        if language not in known:
            fault = f"{language!r} is none of the project's translations: {', '.join(known)}."
            raise click.ClickException(fault)
    return wanted or known


def _catalogs(
    project: Project, languages: Iterable[str], domains: Iterable[str]
) -> Iterator[tuple[str, str, Path, PoFile | None]]:
    """Yield each PO file as it stands; one that cannot be trusted is None, and its findings are printed."""
    from generator.load import TEMPLATE_DOMAIN  # noqa: PLC0415
    from generator.load.catalog import catalog_path  # noqa: PLC0415
    from generator.load.words import shipped_words  # noqa: PLC0415
    from generator.messages.files import read_po_file  # noqa: PLC0415

    for language in languages:
        for domain in domains:
            file = catalog_path(project.root / "locales", domain=domain, language=language)
            if domain == TEMPLATE_DOMAIN and not file.exists() and shipped_words(
                project.root, domain=domain, language=language
            ):
                continue  # the shipped words serve
            po, found = read_po_file(file, language=language, root=project.root)
            print_findings(found)
            yield language, domain, file, po


def _to_translate(
    project: Project, language: str, domain: str, source: tuple[PoEntry, ...], own: PoFile | None
) -> tuple[PoEntry, ...]:
    """Return what a project's own file has to hold: of the templates' words, no shipped ones but those it has."""
    from generator.load import TEMPLATE_DOMAIN  # noqa: PLC0415
    from generator.load.words import shipped_words  # noqa: PLC0415

    shipped = shipped_words(project.root, domain=domain, language=language) if domain == TEMPLATE_DOMAIN else None
    held = {entry.key for entry in own.entries} if own else set()
    return tuple(entry for entry in source if shipped is None or entry.key in held or entry.key not in shipped.entries)


def _left(
    project: Project, languages: Iterable[str], domains: dict[str, tuple[PoEntry, ...]]
) -> Iterator[dict[str, object]]:
    from generator.messages.accept import reference  # noqa: PLC0415
    from generator.messages.extract import is_critical  # noqa: PLC0415

    for language in languages:
        for domain, source in domains.items():
            for entry in source:
                known = project.catalogs[language, domain].entries.get(entry.key)
                if known is None or not known.usable:
                    yield {"language": language, "domain": domain, "message": reference(entry), "text": entry.msgid,
                           "state": "needs review" if known and known.fuzzy else "missing",
                           "safety-critical": is_critical(entry)}


def _sign_off(project: Project, language: str, domain: str, source: tuple[PoEntry, ...]) -> str:
    """Return the state of a domain's sign-off; the words of the templates are signed with any handout's text."""
    from generator.load import TEMPLATE_DOMAIN  # noqa: PLC0415
    from generator.load.sign_off import last_signature, sign_off_state  # noqa: PLC0415
    from generator.messages.status import pairs_to_sign  # noqa: PLC0415

    signatures = [
        signature for handout in project.handouts.values() if domain in (handout.name, TEMPLATE_DOMAIN)
        for signature in handout.signatures
    ]
    return sign_off_state(
        last_signature(signatures, language), pairs_to_sign(source, project.catalogs[language, domain]), signatures
    )


def _coverage_data(count: Coverage) -> dict[str, object]:
    return {
        "language": count.language, "domain": count.domain, "messages": count.messages, "covered": count.covered,
        "words": count.words, "covered-words": count.covered_words, "needs-review": count.review,
        "safety-critical": count.critical, "safety-critical-left": count.critical_left,
        "sign-off": count.sign_off, "readable": count.readable,
    }


def _print_table(counts: Iterable[Coverage]) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    for name in ("language", "domain"):
        table.add_column(name, no_wrap=True)
    for name in ("messages", "words", "needs review", "safety-critical left", "sign-off"):
        table.add_column(name, justify="right")
    for count in counts:
        if not count.readable:
            table.add_row(count.language, count.domain, "unreadable", "", "", "", "")
            continue
        table.add_row(
            count.language, count.domain, f"{count.covered}/{count.messages} {count.share:.0%}",
            f"{count.word_share:.0%}", str(count.review), f"{count.critical_left}/{count.critical}", count.sign_off,
        )
    console = Console()
    # A table that goes to a file or a pipe is not cut to the width of a terminal.
    console.width = max(console.width, 130)
    console.print(table)


def _shown(file: Path, project: Project) -> str:
    return file.relative_to(project.root).as_posix()


def _today() -> date:
    return datetime.now(UTC).date()
