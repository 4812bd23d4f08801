"""Fields to fill in: what PDF/A asks of them beyond what the engine writes.

Every field has an appearance of its own and no viewer is asked to make one (ISO 19005-2, 6.3.3 and 6.4.1): an empty
field shows the page beneath it.
"""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name


def draw_fields(document: pikepdf.Pdf) -> None:
    """Give each field an appearance, in place; a document without fields stays as it is."""
    form = document.Root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return
    if "/NeedAppearances" in form:
        del form["/NeedAppearances"]
    for field in form.get("/Fields", Array()):
        left, bottom, right, top = _ordered(field.Rect)
        field.Rect = Array([left, bottom, right, top])
        empty = _empty(document, right - left, top - bottom)
        if field.get("/FT") == Name.Btn:
            # The engine draws the tick only.
            field.AP.N["/Off"] = empty
        else:
            field.AP = Dictionary(N=empty)


def _ordered(rectangle: pikepdf.Object) -> tuple[float, float, float, float]:
    """Return a rectangle with its lower left corner first (ISO 32000-1, 7.9.5)."""
    one, other, third, fourth = (float(str(edge)) for edge in rectangle)
    return min(one, third), min(other, fourth), max(one, third), max(other, fourth)


def _empty(document: pikepdf.Pdf, width: float, height: float) -> pikepdf.Stream:
    appearance = document.make_stream(b"/Tx BMC EMC")
    appearance.Type, appearance.Subtype = Name.XObject, Name.Form
    appearance.BBox, appearance.Resources = Array([0, 0, width, height]), Dictionary()
    return appearance
