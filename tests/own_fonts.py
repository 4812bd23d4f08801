"""Fonts of a hospital's own for the tests: Noto files of this machine, cut down, renamed and changed."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

NOTO = Path("/usr/share/fonts/truetype/noto")
LATIN = "".join(chr(code) for code in (*range(0x20, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x300, 0x30C),
                                       *range(0x1EA0, 0x1EFA), *range(0x2010, 0x2027), 0x218, 0x219, 0x21A, 0x21B))
ARABIC = " " + "".join(chr(code) for code in (*range(0x600, 0x700), *range(0xFE70, 0xFEFD)))
CYRILLIC = LATIN + "".join(chr(code) for code in range(0x400, 0x460))
Change = Callable[[TTFont], None]


@functools.cache
def own_font(stem: str, letters: str = LATIN, *, name: str = "Clinic Text", change: Change | None = None) -> bytes:
    """Return a Noto file with these letters only, under another name, changed by `change`."""
    with TTFont(NOTO / f"{stem}.ttf", recalcTimestamp=False) as font:
        options = Options()
        options.layout_features = ["*"]
        options.name_IDs = ["*"]
        subsetter = Subsetter(options=options)
        subsetter.populate(text=letters)
        subsetter.subset(font)
        for record in font["name"].names:
            if record.nameID in (1, 4, 16):
                record.string = name
            elif record.nameID == 6:
                record.string = f"{name.replace(' ', '')}-{font['OS/2'].usWeightClass}"
        if change:
            change(font)
        made = io.BytesIO()
        font.save(made)
    return made.getvalue()


def entry(file: str, weight: int, *, script: str = "Latn", use: str = "text", licence: str = "OFL-1.1") -> str:
    """Return a table [[type.fonts]] of brand.toml."""
    return (f'[[type.fonts]]\nscript = "{script}"\nuse = "{use}"\nweight = {weight}\n'
            f'file = "{file}"\nlicence = "{licence}"\n\n')


def brand_with_own_fonts(folder: Path, *, extends: str) -> None:
    """Write a brand whose Latin text and headings, and whose Arabic text, are set in files of its own."""
    files = {
        ("Latn", "text", 400): ("NotoSans-SemiCondensed", LATIN),
        ("Latn", "text", 700): ("NotoSans-SemiCondensedBold", LATIN),
        ("Latn", "headings", 700): ("NotoSerif-Bold", LATIN),
        ("Arab", "text", 400): ("NotoSansArabic-Regular", ARABIC),
        ("Arab", "text", 700): ("NotoSansArabic-Bold", ARABIC),
    }
    (folder / "fonts").mkdir(parents=True)
    tables = ""
    for (script, use, weight), (stem, letters) in files.items():
        name = f"fonts/{script}-{use}-{weight}.ttf"
        (folder / name).write_bytes(own_font(stem, letters, name=f"Clinic {use}"))
        tables += entry(name, weight, script=script, use=use)
    (folder / "brand.toml").write_text(
        "# Fonts of its own, for Latin and Arabic.\n"
        f'extends = "{extends}"\nname = "Typecase Clinic"\ncode = "TYPE"\n'
        f'languages = ["en", "es", "vi", "ar"]\n\n{tables}',
        encoding="utf-8",
    )
