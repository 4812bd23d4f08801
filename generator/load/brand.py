"""A brand's folder: brand.toml and the logo. A brand is data; it never edits a template.

Owns the brand as written. What a page takes from it, the layout class and the imprint, is made in compose.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from generator.findings import Finding
from generator.load.brand_file import BrandFile
from generator.load.brand_fonts import OwnFont, read_fonts
from generator.load.brand_numbers import number_faults
from generator.load.brand_texts import box_faults, text_faults
from generator.load.inheritance import inherited
from generator.load.logo import Logos, load_logos
from generator.load.source import Source, checked, read_text, read_toml

RULE = "brand-file"
BRAND_FILE = "brand.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """One brand: its name is its folder's; `source` knows where each value was written.

    `fonts` are the font files of its own.
    """

    name: str
    path: str
    file: BrandFile
    logos: Logos
    source: Source
    fonts: tuple[OwnFont, ...] = ()


def load_brand(folder: Path, *, root: Path) -> tuple[Brand | None, tuple[Finding, ...]]:
    """Read one brand's folder; None where it cannot be used."""
    path = (folder / BRAND_FILE).relative_to(root).as_posix()
    brand, found = _load(folder, root=root, path=path)
    return brand, tuple(replace(finding, brand=folder.name) for finding in found)


def _load(folder: Path, *, root: Path, path: str) -> tuple[Brand | None, tuple[Finding, ...]]:
    source = inherited(
        folder.name, lambda name: _source(folder.with_name(name), root=root),
        known=lambda: sorted(one.parent.name for one in folder.parent.glob(f"*/{BRAND_FILE}")), rule=RULE,
    )
    if isinstance(source, Finding):
        return None, (source,)
    file, found = checked(BrandFile, source, rule=RULE)
    if file is None:
        return None, found
    found += (*text_faults(file, source), *box_faults(file, source),
              *number_faults(file.numbers, file.country, source))
    fonts, font_faults = read_fonts(file.type, source, root=root)
    found += font_faults
    beside = any("poster" in box.formats for box in file.local.values())
    logos, logo_faults = load_logos(file.logo, file.partners, source, root=root, beside=beside)
    found += logo_faults
    if logos is None:
        return None, found
    return Brand(name=folder.name, path=path, file=file, logos=logos, source=source, fonts=fonts), found


def _source(folder: Path, *, root: Path) -> Source | Finding:
    path = (folder / BRAND_FILE).relative_to(root).as_posix()
    text = read_text(folder / BRAND_FILE, path=path, rule=RULE)
    return text if isinstance(text, Finding) else read_toml(text, path=path, rule=RULE)
