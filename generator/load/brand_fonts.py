"""The typefaces of a brand: font files of its own, and shipped families that it chooses.

Owns what a font file must be before a page may use it: whole, licensed for print, upright, of the stated weight. What
letters it must have is for `check/brand_letters.py`, which knows the texts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.findings import Finding, Severity, suggestion
from generator.fonts import CHOICES, Face, FontFile
from generator.load.brand_parts import BrandFont, Type
from generator.load.font_file import MOST_BYTES, FontFacts, FontFault, read_font
from generator.load.source import KeyPath, Source

RULE, WEIGHT_RULE = "brand-font", "brand-font-weight"
#: Text has these weights at least: nothing is emboldened that was not drawn bold.
TEXT_WEIGHTS = (400, 700)
#: Two weights of a family are a hundred apart.
_NEAR = 50
#: A letter of each script by which its type is measured, and its height in parts of the type size in the shipped face
#: that sizes and line heights were judged with.
MEASURED = {
    "Latn": ("x", 0.536), "Cyrl": ("х", 0.536), "Grek": ("χ", 0.779), "Geor": ("ა", 0.546), "Armn": ("ա", 0.501),
    "Arab": ("د", 0.398), "Aran": ("د", 0.526), "Hebr": ("ה", 0.593), "Thaa": ("ރ", 0.483), "Ethi": ("ሀ", 0.724),
    "Deva": ("क", 0.622), "Beng": ("ক", 0.622), "Gujr": ("ક", 0.613), "Guru": ("ਕ", 0.622), "Orya": ("କ", 0.666),
    "Taml": ("க", 0.566), "Telu": ("క", 0.737), "Knda": ("ಕ", 0.802), "Mlym": ("ക", 0.578), "Sinh": ("ක", 0.623),
    "Tibt": ("ཀ", 1.15), "Thai": ("ก", 0.558), "Laoo": ("ກ", 0.564), "Khmr": ("ក", 0.586), "Mymr": ("က", 0.556),
    "Hans": ("中", 0.919), "Hant": ("中", 0.919), "Jpan": ("中", 0.919), "Kore": ("가", 0.904),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFont:
    """A font file of the brand's own: its family is private and unique with its weight, like that of every face.

    `name` is its own, for people; `scale` is how much larger it is set to look as large as the shipped face; `joined`
    and `characters` are what it has rules and glyphs for; `path` and `line` say where it is named.
    """

    script: str
    use: str
    weight: int
    licence: str
    name: str
    font: FontFile
    scale: float
    joined: frozenset[str]
    characters: frozenset[int] = field(repr=False)
    path: str
    line: int | None


def read_fonts(type_: Type, source: Source, *, root: Path) -> tuple[tuple[OwnFont, ...], tuple[Finding, ...]]:
    """Return the brand's own fonts, and what is wrong with its typefaces."""
    fonts: list[OwnFont] = []
    found = [*_choice_faults(type_, source)]
    for number, stated in enumerate(type_.fonts):
        opened = _opened(stated, source, ("type", "fonts", number), root=root)
        if isinstance(opened, Finding):
            found.append(opened)
        else:
            found += _weight_fault(stated, opened)
            fonts.append(_own(stated, opened))
    return _in_families(fonts), (*found, *_group_faults(type_, source))


def _choice_faults(type_: Type, source: Source) -> Iterator[Finding]:
    """Yield a finding for each shipped family that there is not."""
    for script, name in type_.families.items():
        path, line = source.place(("type", "families", script))
        known = CHOICES.get(script)
        if known is None:
            yield _script_fault(script, path, line)
        elif name not in known:
            yield Finding(rule=RULE, path=path, line=line,
                          message=f"no shipped family of {script} is called {name!r}.{suggestion(name, known)}",
                          action=f"Use one of: {', '.join(known)}.")


def _script_fault(script: str, path: str, line: int | None) -> Finding:
    return Finding(rule=RULE, path=path, line=line, message=f"no page is set in the script {script}."
                   f"{suggestion(script, CHOICES)}", action=f"Use one of: {', '.join(CHOICES)}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A font file that can be printed with, and where it is named."""

    file: Path
    sha256: str
    facts: FontFacts
    path: str
    line: int | None


def _opened(stated: BrandFont, source: Source, key: KeyPath, *, root: Path) -> _Opened | Finding:
    if stated.script not in CHOICES:
        return _script_fault(stated.script, *source.place((*key, "script")))
    path, line = source.place((*key, "file"))

    def refused(fault: FontFault) -> Finding:
        return Finding(rule=RULE, path=path, line=line, action=fault.action,
                       message=f"the font {stated.file} {fault.message}.")

    # A font stands beside the file that names it.
    content = _content((root / path).parent, stated.file)
    if isinstance(content, FontFault):
        return refused(content)
    file, data = content
    facts = read_font(data, MEASURED[stated.script][0])
    if isinstance(facts, FontFault):
        return refused(facts)
    return _Opened(file=file, sha256=hashlib.sha256(data).hexdigest(), facts=facts, path=path, line=line)


def _own(stated: BrandFont, opened: _Opened) -> OwnFont:
    facts = opened.facts
    face = Face(family="", weight=stated.weight, file=opened.file.name)
    return OwnFont(
        script=stated.script, use=stated.use, weight=stated.weight, licence=stated.licence,
        name=facts.name or opened.file.stem, font=FontFile(face=face, path=opened.file, sha256=opened.sha256),
        scale=MEASURED[stated.script][1] / facts.height if facts.height else 1.0,
        joined=facts.joined, characters=facts.characters, path=opened.path, line=opened.line,
    )


def _content(folder: Path, name: str) -> tuple[Path, bytes] | FontFault:
    """Return the file that a name leads to from a folder, and its bytes; it must lie in the folder, links resolved."""
    outside = FontFault(message="lies outside its folder, or cannot be looked up",
                        action="Copy it into the folder and name it from there.")
    try:
        file = (folder / name).resolve()
        if not file.is_relative_to(folder.resolve()):
            return outside
        if not file.is_file():
            return FontFault(message="is missing", action="Put the file there or correct the name.")
        if (size := file.stat().st_size) > MOST_BYTES:
            return FontFault(message=f"has {size:,} bytes, more than {MOST_BYTES:,}",
                             action="Use a file with the letters of its script only.")
        return file, file.read_bytes()
    except (OSError, RuntimeError, ValueError):
        return outside


def _weight_fault(stated: BrandFont, opened: _Opened) -> Iterator[Finding]:
    """Yield a finding where a file says of itself that it has another weight: the wrong file, most often."""
    if abs(opened.facts.weight - stated.weight) >= _NEAR:
        yield Finding(rule=WEIGHT_RULE, severity=Severity.WARNING, path=opened.path, line=opened.line,
                      message=f"the font {stated.file} says that its weight is {opened.facts.weight}, "
                              f"the brand that it is {stated.weight}.",
                      action="Name the file of that weight, or correct the weight.")


def _in_families(fonts: Iterable[OwnFont]) -> tuple[OwnFont, ...]:
    """Return the fonts with their families: one for all weights of a script and use, named by what is in them.

    The digest keeps two brands, and two states of one file, from sharing a family in the engine.
    """
    fonts = tuple(fonts)
    return tuple(replace(font, font=replace(font.font, face=replace(font.font.face, family=_family(font, fonts))))
                 for font in fonts)


def _family(font: OwnFont, fonts: tuple[OwnFont, ...]) -> str:
    group = sorted((one.weight, one.font.sha256) for one in fonts if (one.script, one.use) == (font.script, font.use))
    digest = hashlib.sha256(repr(group).encode()).hexdigest()[:8]
    return f"Brand {digest} {font.use.title()} {font.script}"


def _group_faults(type_: Type, source: Source) -> Iterator[Finding]:
    """Yield what is wrong with the weights of a family: one twice, or text without its two."""
    groups: dict[tuple[str, str], dict[int, int]] = {}
    for number, font in enumerate(type_.fonts):
        path, line = source.place(("type", "fonts", number))
        weights = groups.setdefault((font.script, font.use), {})
        if font.weight in weights:
            yield Finding(rule=RULE, path=path, line=line,
                          message=f"there are two files for {font.use} of {font.script} in weight {font.weight}.",
                          action="Remove one, or correct its weight.")
        weights.setdefault(font.weight, number)
    for (script, use), weights in groups.items():
        if use == "text" and (missing := [weight for weight in TEXT_WEIGHTS if weight not in weights]):
            path, line = source.place(("type", "fonts", min(weights.values())))
            yield Finding(rule=RULE, path=path, line=line,
                          message=f"the text of {script} has no file of weight {' and '.join(map(str, missing))}.",
                          action="Name regular (400) and bold (700): nothing is emboldened that was not drawn bold.")
