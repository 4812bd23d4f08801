"""What pyproject.toml cannot say: the templates and their words lie beside the package, and go into it in a wheel.

An editable installation reads them where they are: `generator/load/templates.py` looks in both places.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
#: Folders of the repository, and what of them belongs to the program.
SHIPPED = {"templates": "**/*", "locales": "*/LC_MESSAGES/templates.po"}


class BuildWithTemplates(build_py):
    """Copies the shipped files into generator/shipped/."""

    def run(self) -> None:
        """Build the package, then put the shipped files beside its modules."""
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / "generator" / "shipped"
            # What an earlier build left there may have been renamed since.
            shutil.rmtree(target, ignore_errors=True)
            for file in self._shipped():
                self.copy_file(str(ROOT / file), str(_made(target / file)))

    def get_source_files(self) -> list[str]:
        """Name the shipped files too, so that a source distribution has them."""
        return [*super().get_source_files(), *map(str, self._shipped())]

    def _shipped(self) -> list[Path]:
        found = (file for name, pattern in SHIPPED.items() for file in (ROOT / name).glob(pattern))
        return sorted(file.relative_to(ROOT) for file in found if file.is_file())


def _made(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


setup(cmdclass={"build_py": BuildWithTemplates})
