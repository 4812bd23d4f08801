"""Copies of a page that no structure element owns, for pages that stand on a sheet more than once.

A form that is painted twice may not hold tagged content (ISO 32000-1, 14.7.4.2: its marked content would stand in two
places), and what is read aloud should be read once. So the first placement keeps the tags; for the others this module
makes a form whose tagged content is marked as artifact. The drawing stays the same to the byte.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pikepdf import Dictionary, Name, Object, Pdf, Stream

from generator.finish.artifacts import ARTIFACT
from generator.finish.content import Edit, edited, operations

if TYPE_CHECKING:
    from generator.finish.structure import ObjectId

_INLINE = re.compile(rb"/MCID\s+\d+")
_BY_NAME = re.compile(rb"/(?P<name>[^\s/<>\[\]()]+)\s+BDC$")


def artifact_copy(pdf: Pdf, form: Object) -> Object:
    """Return a form that shows the same and is no part of the structure; the form itself where nothing is tagged."""
    if "/StructTreeRoot" not in pdf.Root:
        return form
    return _copied(pdf, form, {})


def _copied(pdf: Pdf, form: Object, made: dict[ObjectId, Object]) -> Object:
    """Return the copy of a form and of the forms within it; `made` are those that are copied already."""
    if form.is_indirect and form.objgen in made:
        return made[form.objgen]
    kept = {key: value for key, value in form.stream_dict.items() if key not in {"/Length", "/Filter", "/DecodeParms"}}
    content = form.read_bytes()
    resources = form.get("/Resources", Dictionary())
    copy = pdf.make_stream(_unowned(content, resources), kept)
    made[form.objgen] = copy
    if "/StructParents" in copy:
        del copy.StructParents
    inner = resources.get("/XObject", Dictionary())
    if any(_is_form(value) for value in inner.values()):
        copy.Resources = Dictionary(dict(resources.items()))
        copy.Resources.XObject = Dictionary({
            key: _copied(pdf, value, made) if _is_form(value) else value for key, value in inner.items()
        })
    return copy


def _is_form(value: Object) -> bool:
    return isinstance(value, Stream) and value.get("/Subtype") == Name.Form


def _unowned(content: bytes, resources: Object) -> bytes:
    """Return a content stream whose tagged content is artifact."""
    properties = resources.get("/Properties", Dictionary())
    edits: list[Edit] = [
        (operation.start, operation.end, ARTIFACT)
        for operation in operations(content)
        if operation.operator == b"BDC" and _is_tagged(content[operation.start : operation.end], properties)
    ]
    return edited(content, edits)


def _is_tagged(opening: bytes, properties: Object) -> bool:
    """Tell whether marked content has an MCID, in line or in the properties that it names (ISO 32000-1, 14.6.2)."""
    if _INLINE.search(opening):
        return True
    named = _BY_NAME.search(opening)
    return named is not None and "/MCID" in properties.get("/" + named["name"].decode("latin-1"), Dictionary())
