"""`handouts scorecard`: PEMAT-P and the CDC Clear Communication Index as a sheet, with what a program can count."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import GOOD, loaded_project, print_json

if TYPE_CHECKING:
    from generator.check import Text
    from generator.load import Project


@click.command()
@click.argument("handout")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout, nothing else.")
@click.option("--output", type=click.Path(path_type=Path), default=None,
              help="Write the sheet, or the JSON, to this file instead of stdout.")
@click.pass_obj
def scorecard(root: Path | None, /, *, handout: str, as_json: bool, output: Path | None) -> int:
    """Print the scorecards of HANDOUT as Markdown: what the program judges, and what a person has to.

    It is a report and never stops a build: there is no score before a person has judged.
    """
    import json  # noqa: PLC0415

    from generator.scorecard import as_data, as_markdown, cards_of  # noqa: PLC0415

    project, loaded = loaded_project(root)
    if handout not in project.handouts:
        faults = [str(finding) for finding in loaded if finding.handout == handout]
        known = ", ".join(project.handouts) or "none"
        raise click.ClickException("\n".join([*faults, f"there is no handout {handout!r}. There are: {known}."]))
    text = _source_text(project, handout)
    cards = cards_of(text)
    data = {"handout": handout, "language": text.language, "scorecards": as_data(cards)}
    if output:
        content = json.dumps(data, ensure_ascii=False, indent=1) + "\n" if as_json else as_markdown(cards, text)
        _write(output, content)
    elif as_json:
        print_json(data)
    else:
        click.echo(as_markdown(cards, text), nl=False)
    for card in cards:
        click.echo(f"{card.instrument.name}: judged by program: {card.judged} of {len(card.rows)};"
                   f" left to a person: {len(card.rows) - card.judged}.", err=True)
    return GOOD


def _source_text(project: Project, handout: str) -> Text:
    """Return the handout in its own language."""
    from generator.check import Text  # noqa: PLC0415

    source = project.handouts[handout]
    language = project.settings.project.source_language
    return Text(handout=source, language=language, document=source.document, catalog=None, source_language=language)


def _write(file: Path, content: str) -> None:
    """Write the file whole; one that cannot be written ends with status 2."""
    from generator.files import write_whole  # noqa: PLC0415

    try:
        write_whole(file, content.encode())
    except OSError as error:
        message = f"{file} cannot be written: {error.strerror}. Name another with --output."
        raise click.ClickException(message) from error
