"""`handouts doctor`: does this machine have the fonts and libraries that the pages were judged with."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from generator.cli.common import FINDINGS, GOOD, print_json

GOOD_STATE, MISSING, DIFFERENT = "good", "missing", "different"
#: System libraries that decide how text falls; those of Python are locked in requirements/.
ENGINE = ("pango", "harfbuzz", "harfbuzz-subset")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was compared: `wanted` is what the lock says, `found` what the machine has."""

    kind: str
    name: str
    state: str
    wanted: str
    found: str


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout, nothing else.")
@click.option("--write-lock", is_flag=True, help="Accept this machine's fonts and libraries as those to compare with.")
def doctor(*, as_json: bool, write_lock: bool) -> int:
    """Compare this machine's fonts and libraries with the lock. Exit status 1 where something differs."""
    if write_lock:
        _write_lock()
    checks = [*_font_checks(), *_engine_checks(), _isolation_check()]
    wrong = [check for check in checks if check.state != GOOD_STATE]
    if as_json:
        print_json({"checks": [asdict(check) for check in checks], "wrong": len(wrong)})
    else:
        _print_table(checks, wrong)
    return FINDINGS if wrong else GOOD


def _font_checks() -> Iterator[Check]:
    from generator.fonts import installed_fonts, locked_fonts  # noqa: PLC0415

    locked = locked_fonts()
    for name, place in installed_fonts().items():
        yield _compared("font", name, locked.get(name, ""), place[1] if place else "")


def _engine_checks() -> Iterator[Check]:
    from generator.fonts import read_lock  # noqa: PLC0415

    locked = read_lock()["engine"]
    for name, version in _engine().items():
        yield _compared("library", name, str(locked.get(name, "")), "" if version == "absent" else version)


def _isolation_check() -> Check:
    from generator.render.versions import visible_system_fonts  # noqa: PLC0415

    seen = visible_system_fonts()
    return _compared("isolation", "system fonts in sight of the engine", "0", "" if seen is None else str(seen))


def _compared(kind: str, name: str, wanted: str, found: str) -> Check:
    state = GOOD_STATE if wanted == found else DIFFERENT if found else MISSING
    return Check(kind=kind, name=name, state=state, wanted=wanted, found=found)


def _engine() -> dict[str, str]:
    from icu4py import icu_version  # noqa: PLC0415

    from generator.render.versions import engine_versions  # noqa: PLC0415

    versions = engine_versions()
    return {**{name: versions[name] for name in ENGINE}, "icu": icu_version}


def _print_table(checks: list[Check], wrong: list[Check]) -> None:
    """Print the libraries and whatever is wrong; a list of two hundred good fonts would hide the one that is not."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    for column in ("", "name", "wanted", "found", "state"):
        table.add_column(column, overflow="fold")
    for check in checks:
        if check.kind != "font" or check in wrong:
            table.add_row(check.kind, check.name, check.wanted[:12] or "–", check.found[:12] or "–", check.state)
    Console().print(table)
    fonts = [check for check in checks if check.kind == "font"]
    good = sum(check.state == GOOD_STATE for check in fonts)
    click.echo(f"{good} of {len(fonts)} font files are those of the lock.")
    if any(check.state == MISSING for check in fonts):
        from generator.fonts import DEBIAN_PACKAGES  # noqa: PLC0415

        click.echo(f"Install what is missing: apt-get install {DEBIAN_PACKAGES}")
    if any(check.state == DIFFERENT for check in wrong):
        click.echo("Look at the pages; if they are good, accept the difference with: handouts doctor --write-lock")


def _write_lock() -> None:
    from generator.files import write_whole  # noqa: PLC0415
    from generator.fonts import LOCK, installed_fonts, locked_fonts  # noqa: PLC0415

    fonts = {name: place for name, place in installed_fonts().items() if place}
    owners = _debian_packages([path for path, _digest in fonts.values()])
    lines = ["# What the pages were judged with. Written by `handouts doctor --write-lock`.", ""]
    lines += ["[packages]", *(f'{name} = "{version}"' for name, version in _package_versions(set(owners.values())))]
    lines += ["", "[engine]", *(f'{name} = "{version}"' for name, version in _engine().items()), "", "[fonts]"]
    for name, (path, digest) in fonts.items():
        owner = f'package = "{owners[path]}", ' if path in owners else ""
        lines.append(f'"{name}" = {{ {owner}sha256 = "{digest}" }}')
    write_whole(LOCK, ("\n".join(lines) + "\n").encode())
    locked_fonts.cache_clear()
    click.echo(f"{LOCK.name}: {len(fonts)} font files", err=True)


def _debian_packages(paths: list[Path]) -> dict[Path, str]:
    """Return the package that owns each file; nothing where the system is no Debian."""
    answer = _dpkg("-S", *map(str, paths))
    return {Path(path): name for name, _colon, path in (line.partition(": ") for line in answer.splitlines())}


def _package_versions(names: set[str]) -> list[tuple[str, str]]:
    if not names:
        return []
    answer = _dpkg("-W", "-f", "${Package} ${Version}\\n", *sorted(names))
    return [(name, version) for name, _space, version in (line.partition(" ") for line in answer.splitlines())]


def _dpkg(*arguments: str) -> str:
    try:
        answer = subprocess.run(  # noqa: S603 (fixed words and paths of our own)
            ["dpkg-query", *arguments], capture_output=True, text=True, check=False,  # noqa: S607
        )
    except FileNotFoundError:
        return ""
    return answer.stdout
