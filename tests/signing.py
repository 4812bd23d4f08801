"""Signs what a test wants signed, through the command line, as the people of a clinic would."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from support import ROOT
from tiny_clinic import Run, TinyClinic, handouts

from generator.load import load_project
from generator.proof import proof_of

TODAY = datetime.now(tz=UTC).astimezone().date()
PEOPLE = {
    "author": "A. Author", "translator": "T. Translator", "checker": "C. Checker", "clinician": "D. Clinician",
    "communications": "P. Press",
}
SOURCE_ROLES, TRANSLATION_ROLES = ("author", "clinician"), ("translator", "checker", "clinician")


def reviewed(root: Path, handout: str, *, days: int = 365) -> None:
    """Write into the front matter that the text was reviewed today, and again is in `days` days."""
    file = root / "content" / "handouts" / handout / "handout.md"
    lines = [line for line in file.read_text(encoding="utf-8").split("\n") if not line.startswith("reviewed:")]
    number = next(number for number, line in enumerate(lines) if line.startswith("next-review:"))
    lines[number:number + 1] = [f"reviewed: {TODAY}", f"next-review: {TODAY + timedelta(days=days)}"]
    file.write_text("\n".join(lines), encoding="utf-8")


def digest(root: Path, handout: str, language: str, brand: str) -> str:
    """Return the digest that stands on the proof."""
    project, loaded = load_project(root)
    return proof_of(project, loaded, handout=project.handouts[handout], language=language,
                    brand=project.brands[brand]).digest


def sign(root: Path, handout: str, language: str, brand: str, role: str, *more: str, name: str | None = None) -> Run:
    """Sign a text in one role."""
    return handouts(
        "sign-off", "add", handout, language, "--brand", brand, "--role", role, "--name", name or PEOPLE[role],
        "--organisation", "The Mill", "--digest", digest(root, handout, language, brand), "--json", *more, cwd=root,
    )


def sign_all(clinic: TinyClinic) -> None:
    """Let everybody sign everything in a tiny clinic whose text was reviewed today."""
    reviewed(clinic.root, "water")
    for language, roles in (("en", SOURCE_ROLES), ("es", TRANSLATION_ROLES)):
        for role in roles:
            run = sign(clinic.root, "water", language, "mill", role)
            assert run.status == 0, run.err + run.out
        for brand in ("mill", "oak"):
            assert sign(clinic.root, "water", language, brand, "communications").status == 0


def signed_copy(root: Path, handout: str) -> None:
    """Make a copy of the shipped project in which English and Arabic are signed for one clinic."""
    root.mkdir()
    for name in ("content", "locales", "templates"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "handouts.toml", root)
    (root / ".cache").mkdir()
    if (fonts := ROOT / ".cache" / "fonts").is_dir():
        (root / ".cache" / "fonts").symlink_to(fonts)
    reviewed(root, handout)
    for language, roles in (("en", SOURCE_ROLES), ("ar", TRANSLATION_ROLES)):
        for role in (*roles, "communications"):
            run = sign(root, handout, language, "riverside", role)
            assert run.status == 0, run.out + run.err
