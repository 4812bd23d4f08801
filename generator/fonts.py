"""The fonts: which file stands behind each private family name, and where it is on this machine.

WeasyPrint keeps one glyph table for each "family weight style": two files that share it print wrong letters.
So every file has a family of ours, unique with its weight, and no font of the system is visible to the engine.
"""

from __future__ import annotations

import functools
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTCollection

from generator.files import write_whole
from generator.findings import Finding

FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
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


def _weights(family: str, stem: str, *weights: int) -> tuple[Face, ...]:
    return tuple(Face(family=family, weight=weight, file=f"{stem}-{_WEIGHT_NAMES[weight]}.ttf") for weight in weights)


_WEIGHT_NAMES = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold", 800: "ExtraBold", 900: "Black"}

LATIN = (
    *_weights("Handout Sans", "NotoSans", 400, 500, 600, 700, 800, 900),
    *_weights("Handout Serif", "NotoSerif", 600),
)
ARABIC = (
    *_weights("Handout Naskh", "NotoNaskhArabic", 400, 600, 700),
    *_weights("Handout Kufi", "NotoKufiArabic", 700),
    *_weights("Handout Sans Arabic", "NotoSansArabic", 500, 600, 700),
)
CHINESE_SIMPLIFIED = (
    Face(family="Handout Sans SC", weight=400, file="NotoSansCJK-Regular.ttc",
         postscript_name="NotoSansCJKsc-Regular"),
    Face(family="Handout Sans SC", weight=700, file="NotoSansCJK-Bold.ttc", postscript_name="NotoSansCJKsc-Bold"),
    Face(family="Handout Serif SC", weight=700, file="NotoSerifCJK-Bold.ttc", postscript_name="NotoSerifCJKsc-Bold"),
)
FACES = (*LATIN, *ARABIC, *CHINESE_SIMPLIFIED)

#: Faces by ISO 15924 script; Latin ones serve digits, names and phone numbers everywhere.
FACES_BY_SCRIPT = {"Latn": LATIN, "Arab": (*LATIN, *ARABIC), "Hans": (*LATIN, *CHINESE_SIMPLIFIED)}


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFile:
    """A face as it lies on this machine: a file with a single face, and the digest of its bytes."""

    face: Face
    path: Path
    sha256: str


def font_files(faces: tuple[Face, ...], *, cache: Path) -> tuple[tuple[FontFile, ...], tuple[Finding, ...]]:
    """Locate the faces; a face of a collection is taken out of it once, into `cache`."""
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
        if face.postscript_name:
            path = _single_face(path, face.postscript_name, cache=cache)
        located.append(FontFile(face=face, path=path, sha256=_digest(path)))
    return tuple(located), tuple(found)


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
    with TTCollection(collection, lazy=True) as fonts:
        font = next(font for font in fonts if font["name"].getDebugName(6) == postscript_name)
        font.recalcTimestamp = False
        extracted = io.BytesIO()
        font.save(extracted)
    write_whole(target, extracted.getvalue())
    return target
