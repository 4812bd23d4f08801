"""Arrange reader pages on printed sheets: saddle stitch, trifold, cards on a sheet, a poster on many.

A scheme plans (`saddle`, `trifold`, `n_up`, `tile`: pure, over page sizes), `carry` carries the plan out, with all that
points at a page: tags, links, destinations, outline, language, title, XMP. A page is placed, never redrawn; only the
sketch of a poster shows one at another size. Marks are artifacts and have no fonts, copies of a page are artifacts, so
a print file conforms to PDF/UA-1 when its reader does. The same reader gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO

from pikepdf import Dictionary, Name, ObjectStreamMode, Pdf

from generator.findings import Finding
from generator.finish.imposition.carry import carry_out, page_size
from generator.finish.imposition.n_up import NUp
from generator.finish.imposition.reading import MALFORMED, binding_of, damaged, opened
from generator.finish.imposition.saddle import SaddleStitch, saddle_stitch_order, thickness
from generator.finish.imposition.scale import Scale
from generator.finish.imposition.sheets import SHEETS, Binding, Flip, Plan, Scheme
from generator.finish.imposition.tile import Tile
from generator.finish.imposition.trifold import Trifold, trifold_order

__all__ = [
    "SHEETS", "Binding", "Flip", "Imposed", "NUp", "SaddleStitch", "Scale", "Scheme", "Tile", "Trifold", "impose",
    "saddle_stitch_order", "thickness", "trifold_order",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imposed:
    """A print file: its bytes, how many sides it has, the edge about which its sheets turn, and what to know of it."""

    content: bytes
    sides: int
    flip: Flip | None
    notes: tuple[Finding, ...] = ()


def impose(
    reader: bytes, scheme: Scheme, *, binding: Binding | None = None, flip: Flip | None = None, has_marks: bool = True,
    is_ours: bool = False,
) -> Imposed | Finding:
    """Return the print file of a PDF, or what keeps it from being imposed.

    The binding is that of the document's language unless it is named. Sheets turn about their upright edge; where the
    printer turns them about the other one (`flip`), the backs are turned by half. `is_ours` spares a file of this
    program the search for damage.
    """
    pdf = opened(reader, is_ours=is_ours)
    if isinstance(pdf, Finding):
        return pdf
    with pdf:
        try:
            return _imposed(pdf, scheme, binding=binding, flip=flip, has_marks=has_marks)
        except MALFORMED as error:
            if is_ours:
                raise
            return damaged(error)


def _imposed(
    pdf: Pdf, scheme: Scheme, *, binding: Binding | None, flip: Flip | None, has_marks: bool
) -> Imposed | Finding:
    """Return the print file of an opened PDF, which is used up."""
    plan = scheme.plan([page_size(page) for page in pdf.pages], binding=binding or binding_of(pdf))
    if isinstance(plan, Finding):
        return plan
    natural = natural_flip(plan)
    carry_out(pdf, plan if has_marks else _without_marks(plan), turns_backs=flip not in {None, natural})
    wanted = (flip or natural) if plan.is_two_sided else None
    _set_printing(pdf, wanted)
    return Imposed(content=_saved(pdf), sides=len(plan.sides), flip=wanted, notes=plan.notes)


def natural_flip(plan: Plan) -> Flip:
    """Return the edge that stands upright: about it a sheet turns like a leaf."""
    width, height = plan.sides[0].size
    return "short" if width >= height else "long"


def _without_marks(plan: Plan) -> Plan:
    return replace(plan, sides=tuple(replace(side, marks=()) for side in plan.sides))


def _set_printing(pdf: Pdf, flip: Flip | None) -> None:
    """Ask the print dialogue for full size and for sheets that turn about the right edge, or for one side."""
    if "/ViewerPreferences" not in pdf.Root:
        pdf.Root.ViewerPreferences = Dictionary()
    preferences = pdf.Root.ViewerPreferences
    preferences.Duplex = {
        "short": Name.DuplexFlipShortEdge, "long": Name.DuplexFlipLongEdge, None: Name.Simplex,
    }[flip]
    preferences.PrintScaling = Name("/None")


def _saved(pdf: Pdf) -> bytes:
    printed = BytesIO()
    pdf.save(
        printed,
        deterministic_id=True,
        fix_metadata_version=False,  # the XMP stays byte for byte
        object_stream_mode=ObjectStreamMode.generate,
    )
    return printed.getvalue()
