"""What is printed beside the printer, generator/printing/: texts and drawings of the program, whatever is printed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.load.source import Model

FOLDER = Path(__file__).parents[1] / "printing"
#: The language of what has no translation.
SOURCE = "en"


class InstructionTexts(Model):
    """The file instructions.toml: the steps of each scheme, and their words by language and name."""

    steps: dict[str, tuple[str, ...]]
    texts: dict[str, dict[str, str]]

    def language(self, language: str) -> str:
        """Return the language in which somebody is told who asks for this one."""
        return language if language in self.texts else SOURCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Instructions:
    """The texts, and the drawings (SVG) by the names of the steps."""

    texts: InstructionTexts
    drawings: Mapping[str, bytes]


def load_instructions() -> Instructions:
    """Return texts and drawings; they are ours, and a test keeps them right, so they have no findings."""
    texts = InstructionTexts.model_validate(tomllib.loads((FOLDER / "instructions.toml").read_text(encoding="utf-8")))
    names = {name for steps in texts.steps.values() for name in steps}
    return Instructions(texts=texts, drawings={name: (FOLDER / f"{name}.svg").read_bytes() for name in sorted(names)})
