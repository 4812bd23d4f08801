"""The inks of a printing condition: a colour of the screen becomes cyan, magenta, yellow and black.

Greys are printed in black alone: text in four inks is never quite in register. Everything else goes through the
profile, relative to the paper's white and with black point compensation.
"""

from __future__ import annotations

import bisect
import functools
import io

from PIL import Image, ImageCms

Rgb = tuple[float, float, float]
Cmyk = tuple[float, float, float, float]

#: Channels of a grey lie no further apart, in parts of 255: the warm ink and the greys of the palettes, no tint.
_GREY_SPREAD = 8
_FULL = 255
_LAB_CHANNELS = 3


class Inks:
    """What a profile makes of colours; numbers are from 0 to 1."""

    def __init__(self, profile: bytes) -> None:
        """Read the profile; ImageCms.PyCMSError or OSError where it is none of a CMYK press."""
        press, screen = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        lab = ImageCms.createProfile("LAB")
        intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
        self._inks = ImageCms.buildTransform(screen, press, "RGB", "CMYK", intent, flags)
        self._lab = ImageCms.buildTransform(screen, lab, "RGB", "LAB", intent)
        blacks = b"".join(bytes((0, 0, 0, black)) for black in range(_FULL + 1))
        ramp = Image.frombytes("CMYK", (_FULL + 1, 1), blacks)
        measured = _applied(ramp, ImageCms.buildTransform(press, lab, "CMYK", "LAB", intent))
        #: How dark black alone is, from none to full.
        self._darkness = [_FULL - lightness for lightness in measured.tobytes()[::_LAB_CHANNELS]]
        self.of = functools.lru_cache(maxsize=4096)(self._of)

    def _of(self, colour: Rgb) -> Cmyk:
        """Return the inks of a colour."""
        channels = bytes(round(_FULL * part) for part in colour)
        dot = Image.frombytes("RGB", (1, 1), channels)
        if max(channels) - min(channels) <= _GREY_SPREAD:
            return 0.0, 0.0, 0.0, self._black_of(_applied(dot, self._lab).tobytes()[0])
        cyan, magenta, yellow, black = (round(part / _FULL, 4) for part in _applied(dot, self._inks).tobytes())
        return cyan, magenta, yellow, black

    def _black_of(self, lightness: int) -> float:
        """Return how much black alone is as light (L* in parts of 255); all of it for what is darker."""
        place = bisect.bisect_left(self._darkness, _FULL - lightness)
        return round(min(place, _FULL) / _FULL, 4)

    def of_picture(self, picture: Image.Image) -> Image.Image:
        """Return a picture of the screen in inks, its greys too: pixels of photographs stay together."""
        return _applied(picture, self._inks)


def _applied(picture: Image.Image, transform: ImageCms.ImageCmsTransform) -> Image.Image:
    made = ImageCms.applyTransform(picture, transform)
    assert made is not None, "only a change in place returns nothing"  # noqa: S101 (for the types)
    return made
