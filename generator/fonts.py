"""The fonts: which file stands behind each private family name, and where it is on this machine.

WeasyPrint keeps one glyph table for each "family weight style": two files that share it print wrong letters.
So every file has a family of ours, unique with its weight, and no font of the system is visible to the engine.
"""

from __future__ import annotations

import functools
import hashlib
import io
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.files import write_whole
from generator.findings import Finding, Severity

FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
#: Which files the pages were judged with; `handouts doctor` compares a machine with it and renews it.
LOCK = Path(__file__).with_name("fonts.lock.toml")
DEBIAN_PACKAGES = "fonts-noto-core fonts-noto-extra fonts-noto-cjk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A font file under a private family name; `postscript_name` picks one face of a collection (.ttc)."""

    family: str
    weight: int
    file: str
    postscript_name: str | None = None

    @property
    def description(self) -> str:
        """Return what WeasyPrint keys an embedded font by; unique among all faces."""
        return f"{self.family} {self.weight}"


_WEIGHT_NAMES = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold", 800: "ExtraBold", 900: "Black"}


def _weights(family: str, stem: str, *weights: int) -> tuple[Face, ...]:
    return tuple(Face(family=family, weight=weight, file=f"{stem}-{_WEIGHT_NAMES[weight]}.ttf") for weight in weights)


#: The weights of a script that has them all: text, poster text, lead-ins, emphasis and headings, tier words.
_ALL = (400, 500, 600, 700, 800)


def _narrow(family: str, stem: str) -> tuple[Face, ...]:
    """Return the semi-condensed faces of a family, for lines that run long: 12 pt stays 12 pt."""
    names = {weight: "" if name == "Regular" else name for weight, name in _WEIGHT_NAMES.items()}
    return tuple(
        Face(family=f"{family} Narrow", weight=weight, file=f"{stem}-SemiCondensed{names[weight]}.ttf")
        for weight in _ALL
    )


def _script(script: str, name: str, *, serif: bool = True) -> tuple[Face, ...]:
    """Return the faces of a script that Noto names `name`: a sans for text and headings, a serif for headings."""
    return (
        *_weights(f"Handout Sans {script}", f"NotoSans{name}", *_ALL),
        *(_weights(f"Handout Serif {script}", f"NotoSerif{name}", 600) if serif else ()),
    )


def _chinese_japanese_korean(suffix: str, language: str) -> tuple[Face, ...]:
    """Return the faces of one of the languages that share the collections; each has its own forms of the characters."""
    return tuple(
        Face(family=f"Handout {kind} {suffix}", weight=weight, file=f"Noto{kind}CJK-{_WEIGHT_NAMES[weight]}.ttc",
             postscript_name=f"Noto{kind}CJK{language}-{_WEIGHT_NAMES[weight]}")
        for kind, weight in (("Sans", 400), ("Sans", 700), ("Serif", 700))
    )


#: Latin, Greek and Cyrillic, with the stacked marks of Vietnamese.
LATIN = (
    *_weights("Handout Sans", "NotoSans", 400, 500, 600, 700, 800, 900),
    *_narrow("Handout Sans", "NotoSans"),
    *_weights("Handout Serif", "NotoSerif", 600),
)
ARABIC = (
    *_weights("Handout Naskh", "NotoNaskhArabic", 400, 600, 700),
    *_weights("Handout Kufi", "NotoKufiArabic", 700),
    *_weights("Handout Sans Arabic", "NotoSansArabic", 500, 600, 700),
)
NASTALIQ = _weights("Handout Nastaliq", "NotoNastaliqUrdu", 400, 700)
CHINESE_SIMPLIFIED = _chinese_japanese_korean("SC", "sc")

#: The faces of each script beside the Latin ones, which serve digits, names and phone numbers everywhere. By
#: ISO 15924 code; Aran is Arabic script in Nastaliq.
_OWN_FACES = {
    "Latn": (), "Cyrl": (), "Grek": (),
    "Arab": ARABIC,
    "Aran": (*NASTALIQ, *_weights("Handout Naskh", "NotoNaskhArabic", 400, 600, 700)),
    "Hebr": _script("Hebr", "Hebrew"),
    "Thaa": _script("Thaa", "Thaana", serif=False),
    "Deva": (*_script("Deva", "Devanagari"), *_narrow("Handout Sans Deva", "NotoSansDevanagari")),
    "Beng": _script("Beng", "Bengali"),
    "Gujr": _script("Gujr", "Gujarati"),
    "Guru": _script("Guru", "Gurmukhi"),
    "Orya": _weights("Handout Sans Orya", "NotoSansOriya", 400, 700),
    "Taml": _script("Taml", "Tamil"),
    "Telu": _script("Telu", "Telugu"),
    "Knda": _script("Knda", "Kannada"),
    "Mlym": _script("Mlym", "Malayalam"),
    "Sinh": _script("Sinh", "Sinhala"),
    "Tibt": _weights("Handout Serif Tibt", "NotoSerifTibetan", *_ALL),
    "Thai": _script("Thai", "Thai"),
    "Laoo": _script("Laoo", "Lao"),
    "Khmr": _script("Khmr", "Khmer"),
    "Mymr": _script("Mymr", "Myanmar"),
    "Ethi": _script("Ethi", "Ethiopic"),
    "Geor": _script("Geor", "Georgian"),
    "Armn": _script("Armn", "Armenian"),
    "Hans": CHINESE_SIMPLIFIED,
    "Hant": _chinese_japanese_korean("TC", "tc"),
    "Jpan": _chinese_japanese_korean("JP", "jp"),
    "Kore": _chinese_japanese_korean("KR", "kr"),
}
FACES_BY_SCRIPT = {script: (*LATIN, *faces) for script, faces in _OWN_FACES.items()}

#: What a serif text takes beside the serif of headings, and a text in Arabic sans beside the faces of posters.
_SERIF_TEXT = (*_weights("Handout Serif", "NotoSerif", 400, 500, 700, 800), *_narrow("Handout Serif", "NotoSerif"))
_ARABIC_SANS_TEXT = _weights("Handout Sans Arabic", "NotoSansArabic", 400, 800)
#: The families that a brand may choose for the text of a script, by the names in brand.toml, with the faces that a
#: page of the script has not by itself; the first is what it has unasked.
CHOICES: dict[str, dict[str, tuple[Face, ...]]] = {
    **{script: {"sans": ()} for script in _OWN_FACES},
    **{script: {"sans": (), "serif": _SERIF_TEXT} for script in ("Latn", "Cyrl", "Grek")},
    "Arab": {"naskh": (), "sans": _ARABIC_SANS_TEXT},
    "Aran": {"nastaliq": ()},
    "Tibt": {"serif": ()},
}
FACES = tuple(dict.fromkeys((
    *LATIN, *(face for faces in _OWN_FACES.values() for face in faces), *_SERIF_TEXT, *_ARABIC_SANS_TEXT,
)))


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFile:
    """A face as it lies on this machine: a file with a single face, and the digest of its bytes."""

    face: Face
    path: Path
    sha256: str


def font_files(faces: tuple[Face, ...], *, cache: Path) -> tuple[tuple[FontFile, ...], tuple[Finding, ...]]:
    """Locate the faces; a face of a collection is taken out of it once, into `cache`.

    A file that is missing is an error; one that differs from the lock is a warning, since a distribution may renew it.
    """
    located: list[FontFile] = []
    found: list[Finding] = []
    for face in faces:
        path = _located(face.file)
        if path is None:
            found.append(Finding(
                rule="font-missing", message=f"the font file {face.file} is not on this machine.",
                action=f"Install the Debian packages {DEBIAN_PACKAGES}; scripts/setup does it.",
            ))
            continue
        if _digest(path) != locked_fonts().get(face.file):
            found.append(Finding(
                rule="font-different", severity=Severity.WARNING,
                message=f"the font file {face.file} is not the one that the pages were judged with.",
                action="Look at the pages; `handouts doctor` lists what differs, `--write-lock` accepts it.",
            ))
        if face.postscript_name:
            path = _single_face(path, face.postscript_name, cache=cache)
        located.append(FontFile(face=face, path=path, sha256=_digest(path)))
    return tuple(located), tuple(dict.fromkeys(found))


@functools.cache
def locked_fonts() -> dict[str, str]:
    """Return the digest of each font file as the lock has it, by file name."""
    return {name: str(font["sha256"]) for name, font in read_lock()["fonts"].items()}


def read_lock() -> dict[str, dict[str, Any]]:
    """Return the lock: `fonts` by file name, `packages` and `engine` by name with their versions."""
    lock = tomllib.loads(LOCK.read_text(encoding="utf-8")) if LOCK.exists() else {}
    return {table: lock.get(table, {}) for table in ("packages", "engine", "fonts")}


def installed_fonts() -> dict[str, tuple[Path, str] | None]:
    """Return the path and digest of each font file that a face needs, None for one that is not on this machine."""
    names = sorted({face.file for face in FACES})
    paths = {name: _located(name) for name in names}
    return {name: (path, _digest(path)) if path else None for name, path in paths.items()}


@functools.cache
def _files_by_name() -> dict[str, Path]:
    return {
        file.name: file
        for folder in FONT_FOLDERS
        for kind in ("*.ttf", "*.ttc", "*.otf")
        for file in sorted(folder.rglob(kind), reverse=True)
    }


def _located(name: str) -> Path | None:
    return _files_by_name().get(name)


@functools.cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _single_face(collection: Path, postscript_name: str, *, cache: Path) -> Path:
    """Return the face as a file of its own: the engine would load every face of a collection at once."""
    target = cache / f"{postscript_name}-{_digest(collection)[:16]}.otf"
    if target.exists():
        return target
    # Loading a project names faces and opens none, so what opens them is read here.
    from fontTools.ttLib import TTCollection  # noqa: PLC0415

    with TTCollection(collection, lazy=True) as fonts:
        font = next(font for font in fonts if font["name"].getDebugName(6) == postscript_name)
        font.recalcTimestamp = False
        extracted = io.BytesIO()
        font.save(extracted)
    write_whole(target, extracted.getvalue())
    return target
