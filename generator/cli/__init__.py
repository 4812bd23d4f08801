"""The command line: `handouts build`, `check`, `messages` … Reads the environment, prints, decides the exit status.

Only click is imported at the top: `--help` and `--version` answer at once, and `plan` never loads the engine.

Exit statuses: 0 good; 1 findings at or above the policy's level; 2 usage or configuration; 3 a fault of the
program; 130 interrupted.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import __version__
from generator.cli.audit import audit, withdraw
from generator.cli.brand import brand
from generator.cli.build import build, plan
from generator.cli.check import check
from generator.cli.common import GOOD, INTERRUPTED, PROGRAM_FAULT, USAGE
from generator.cli.doctor import doctor
from generator.cli.identify import identify
from generator.cli.impose import impose
from generator.cli.instructions import instructions
from generator.cli.messages import messages
from generator.cli.new import new
from generator.cli.new_format import new_format
from generator.cli.proof import proof
from generator.cli.scorecard import scorecard
from generator.cli.sign_off import sign_off
from generator.cli.specimen import specimen
from generator.cli.spreadsheet import export_table, import_table
from generator.cli.templates import templates

EPILOG = """Exit statuses: 0 good; 1 findings at or above the policy's level; 2 usage or configuration;
3 a fault of the program; 130 interrupted."""


def main() -> None:
    """Run the command line; a fault of the program is reported with a place to look, never as a traceback."""
    try:
        sys.exit(commands.main(standalone_mode=False) or GOOD)
    except click.exceptions.Abort:
        click.echo("Interrupted. What was finished is kept.", err=True)
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except Exception as error:  # noqa: BLE001 (the one boundary)
        sys.exit(_report_program_fault(error))


def _report_program_fault(error: Exception) -> int:
    import tempfile  # noqa: PLC0415
    import traceback  # noqa: PLC0415

    with tempfile.NamedTemporaryFile("w", prefix="handouts-", suffix=".txt", delete=False) as report:
        traceback.print_exception(error, file=report)
    click.echo(
        f"A fault of the program: {type(error).__name__}: {error}. "
        f"Nothing of yours is at fault or lost; please report it with {report.name}.", err=True,
    )
    return PROGRAM_FAULT


@click.group(epilog=EPILOG)
@click.version_option(__version__, prog_name="handouts")
@click.option(
    "--project", "root", type=click.Path(path_type=Path), default=None,
    help="The project's folder (default: this folder or the nearest above it with handouts.toml).",
)
@click.pass_context
def commands(context: click.Context, root: Path | None) -> None:
    """Make patient leaflets, posters and booklets from one reviewed text, its translations and a clinic's brand."""
    context.obj = root


for command in (
    plan, build, check, new, brand, messages, proof, scorecard, doctor, specimen, sign_off, audit, withdraw,
    templates, impose, identify, instructions,
):
    commands.add_command(command)
new.add_command(new_format)
for command in (export_table, import_table):
    messages.add_command(command)
