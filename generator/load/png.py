"""PNG pictures, made plain: eight bits, no palette, no metadata, the colours of the screen (sRGB).

Nothing is decompressed before the header has said that it is small enough.
"""

from __future__ import annotations

import contextlib
import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageFile

SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: More than any logo has: the largest is printed with 1,700 x 425 at 600 dpi.
MOST_PIXELS = 50_000_000
#: What is finer than any press prints is made smaller, so that pages stay small: 72 x 18 mm with 1,200 dpi.
_FINEST = (3402, 851)
_HEADER = struct.Struct(">8x4x4sII")
_SIXTEEN_BITS = 257


class UnreadablePngError(ValueError):
    """The picture cannot be read; the words follow on "the image"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainPng:
    """A plain PNG; `pixels` are width and height of the file as it was given."""

    content: bytes
    pixels: tuple[int, int]


def png_size(content: bytes) -> tuple[int, int]:
    """Return width and height as the header says; UnreadablePngError where there is none."""
    if len(content) < _HEADER.size:
        fault = "is broken: it ends before its size is told"
        raise UnreadablePngError(fault)
    kind, width, height = _HEADER.unpack_from(content)
    if kind != b"IHDR" or not width or not height:
        fault = "is broken: its header does not tell its size"
        raise UnreadablePngError(fault)
    return width, height


def plain_png(content: bytes) -> PlainPng:
    """Return the picture made plain; its size has been looked at. UnreadablePngError where it is broken."""
    try:
        with _whole_files_only(), Image.open(io.BytesIO(content), formats=["PNG"]) as opened:
            opened.load()
            pixels, image = opened.size, _in_screen_colours(_eight_bits(opened), opened.info.get("icc_profile"))
    except (OSError, SyntaxError, ValueError, struct.error, EOFError) as error:
        fault = f"is broken: {error}"
        raise UnreadablePngError(fault) from error
    image.thumbnail(_FINEST, Image.Resampling.LANCZOS)
    return PlainPng(content=_encoded(image), pixels=pixels)


@contextlib.contextmanager
def _whole_files_only() -> Iterator[None]:
    """Let no half of a picture pass for a picture, though the engine tells Pillow to take it."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def grey_png(content: bytes) -> bytes:
    """Return a plain PNG in greys of the same lightness, as see-through as before."""
    with Image.open(io.BytesIO(content), formats=["PNG"]) as image:
        return _encoded(image.convert("LA" if image.has_transparency_data else "L"))


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return the picture as RGB, or RGBA where any of it is seen through."""
    if image.mode.startswith("I"):
        # Pillow cuts sixteen bits off at 255 where it should divide.
        image = image.convert("I").point(lambda value: value * (1 / _SIXTEEN_BITS)).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _in_screen_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in sRGB; a profile that cannot be used is no reason to lose the logo."""
    if not profile:
        return image
    try:
        changed = ImageCms.profileToProfile(
            image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode=image.mode,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return changed or image


def _encoded(image: Image.Image) -> bytes:
    """Return the picture as PNG with nothing beside its pixels."""
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    written = io.BytesIO()
    bare.save(written, "PNG", compress_level=9)
    return written.getvalue()
