"""Pictures are drawn as they are: a viewer that smooths them shows something else on every machine.

WeasyPrint asks viewers to smooth each picture of pixels, which PDF/A forbids (ISO 19005-2, 6.2.8).
"""

from __future__ import annotations

import pikepdf


def drop_interpolation(document: pikepdf.Pdf) -> None:
    """Take the wish to be smoothed from every picture, in place."""
    for part in document.objects:
        if isinstance(part, pikepdf.Stream) and part.get("/Subtype") == pikepdf.Name.Image and "/Interpolate" in part:
            del part["/Interpolate"]
