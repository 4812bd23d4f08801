"""The versions that decide a PDF's bytes, read without loading the engine."""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
import hashlib
import platform
import zlib
from importlib.metadata import version
from pathlib import Path

from generator import __version__

PACKAGES = ("weasyprint", "pydyf", "pikepdf", "fonttools", "tinycss2", "tinyhtml5", "cssselect2", "pyphen")
#: System libraries that shape and subset text, and the function that tells each one's version.
LIBRARIES = {"pango": ("pango-1.0", "pango_version_string"), "harfbuzz": ("harfbuzz", "hb_version_string")}
SUBSETTER = "harfbuzz-subset"


@functools.cache
def engine_versions() -> dict[str, str]:
    """Return name and version of everything that a rendered file depends on besides its page."""
    versions = {"clinic-handouts": __version__, **{name: version(name) for name in PACKAGES}}
    versions |= {name: _library_version(*library) for name, library in LIBRARIES.items()}
    versions[SUBSETTER] = "present" if ctypes.util.find_library(SUBSETTER) else "absent"
    versions |= {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    versions["code"] = _code_digest()
    return dict(sorted(versions.items()))


FONT_CONFIGURATION = Path(__file__).with_name("fonts.conf")


def visible_system_fonts(configuration_file: Path = FONT_CONFIGURATION) -> int | None:
    """Return how many fonts the engine finds besides ours under a font configuration; None where it cannot be read.

    Anything but none could stand in for a face of ours.
    """
    name = ctypes.util.find_library("fontconfig")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    library.FcConfigCreate.restype = library.FcConfigGetFonts.restype = ctypes.c_void_p
    configuration = ctypes.c_void_p(library.FcConfigCreate())
    path = str(configuration_file).encode()
    if not library.FcConfigParseAndLoad(configuration, path, 1):
        return None
    library.FcConfigBuildFonts(configuration)
    fonts = library.FcConfigGetFonts(configuration, 0)
    # An FcFontSet begins with the number of its fonts.
    return ctypes.cast(fonts, ctypes.POINTER(ctypes.c_int)).contents.value if fonts else 0


def _library_version(library: str, function: str) -> str:
    name = ctypes.util.find_library(library)
    if name is None:
        return "absent"
    tell = getattr(ctypes.CDLL(name), function)
    tell.restype = ctypes.c_char_p
    return str(tell().decode())


def _code_digest() -> str:
    """Return a digest of our own code that makes the bytes and reads them: a change must not reuse old pages."""
    package = Path(__file__).parent.parent
    folders = ("render", "finish", "check/printed")
    files = sorted(
        file for folder in folders for file in (package / folder).rglob("*") if "__pycache__" not in file.parts
    )
    digest = hashlib.sha256()
    for file in files:
        if file.is_file():
            digest.update(file.relative_to(package).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
