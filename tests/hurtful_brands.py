"""The shipped handout under brands chosen to hurt: `tests/data/brands`, and one whose font files are made here.

Owns where such a project lies and which of the brands are printed; those that are only extended are not.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from own_fonts import brand_with_own_fonts
from support import ROOT

DATA = Path(__file__).with_name("data")
#: Brands that others extend, and that nobody prints.
PARENTS = ("base", "national-service", "midlands-group", "st-anselm", "st-anselm-north")
OWN_FONTS = "own-fonts"
BRANDS = (*sorted(one.name for one in (DATA / "brands").iterdir() if one.name not in PARENTS), OWN_FONTS)


def hurtful_project(folder: Path) -> Path:
    """Make the project: shipped texts, words and templates; the brands of the tests; its own cache of pages."""
    content = folder / "content"
    for name in ("templates", "locales"):
        (folder / name).symlink_to(ROOT / name)
    content.mkdir()
    (content / "handouts").symlink_to(ROOT / "content/handouts")
    shutil.copytree(ROOT / "content/countries", content / "countries")
    shutil.copytree(DATA / "countries", content / "countries", dirs_exist_ok=True)
    shutil.copytree(DATA / "brands", content / "brands")
    brand_with_own_fonts(content / "brands" / OWN_FONTS, extends="base")
    text = (ROOT / "handouts.toml").read_text(encoding="utf-8")
    names = ", ".join(f'"{name}"' for name in BRANDS)
    (folder / "handouts.toml").write_text(re.sub(r"(?m)^brands = .*$", f"brands = [{names}]", text), encoding="utf-8")
    fonts = ROOT / ".cache/fonts"
    if fonts.is_dir():
        (folder / ".cache").mkdir()
        (folder / ".cache/fonts").symlink_to(fonts)
    return folder
