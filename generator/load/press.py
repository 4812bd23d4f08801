"""For which press copies are made: the table [press] of handouts.toml and the ICC profile that it names."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from generator.findings import Finding
from generator.load.source import Model

RULE = "press-profile"
#: Of the characterization data FOGRA39L: offset on coated paper, ISO 12647-2. docs/licences.md says how it was made.
SHIPPED_PROFILE = Path(__file__).parent.parent / "finish" / "press" / "FOGRA39L.icc"
#: No profile of a press is larger; the largest that print shops give away have about 3 MB.
_MOST_BYTES = 20_000_000
#: Size, and from 12 on the device class and the colour space (ICC.1:2010, 7.2).
_HEADER = struct.Struct(">I8x4s4s")
_SIGNATURE = slice(36, 40)


class PressTable(Model):
    """The table [press]: `condition` is the name in the ICC registry, `most_ink` the total of all inks in percent.

    `profile` is the path of an ICC profile in the project; without it the shipped one is used.
    """

    condition: Annotated[str, Field(min_length=1, pattern=r"^[\x20-\x7e]+$")] = "FOGRA39"
    profile: str | None = None
    most_ink: Annotated[float, Field(ge=100, le=400)] = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintingCondition:
    """How a press prints: its name in the ICC registry, its profile (ICC, CMYK), the most ink in percent."""

    name: str
    profile: bytes
    most_ink: float

    def content(self) -> tuple[str, str, float]:
        """Return what decides the bytes of a copy."""
        return self.name, hashlib.sha256(self.profile).hexdigest(), self.most_ink


def load_press(table: PressTable, *, root: Path) -> PrintingCondition | Finding:
    """Return the condition that a project prints for, or what is wrong with its profile."""
    file = root / table.profile if table.profile else SHIPPED_PROFILE
    try:
        # Read one byte more than is allowed: what is longer is no profile, whatever its size on disk says.
        with file.open("rb") as opened:
            content = opened.read(_MOST_BYTES + 1)
    except OSError as error:
        return _fault(table, f"the profile {table.profile!r} cannot be read: {error.strerror}")
    if fault := _profile_fault(content):
        return _fault(table, f"the profile {table.profile!r} {fault}")
    return PrintingCondition(name=table.condition, profile=content, most_ink=table.most_ink)


def _profile_fault(content: bytes) -> str:
    """Return what is wrong with a profile; empty where nothing is."""
    if len(content) > _MOST_BYTES:
        return f"has more than {_MOST_BYTES:,} bytes"
    if len(content) <= _SIGNATURE.stop or content[_SIGNATURE] != b"acsp":
        return "is no ICC profile"
    size, device, space = _HEADER.unpack_from(content)
    if size != len(content):
        return f"is cut off: it says that it has {size:,} bytes, and has {len(content):,}"
    if (device, space) != (b"prtr", b"CMYK"):
        return f"is one of {space.decode('latin-1').strip()!r}, not of a printer with four inks"
    return ""


def _fault(table: PressTable, message: str) -> Finding:
    action = "Name the ICC profile that your print shop gives out for its CMYK press, or leave profile out of [press]."
    return Finding(rule=RULE, path="handouts.toml", message=f"{message}.",
                   action=action if table.profile else "Install the program again.")
