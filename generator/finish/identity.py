"""Read back what a file says of itself: from any bytes, damaged and foreign ones too.

Owns the faults of files that come from anywhere. Whether a file is still current is for `generator/identify.py` to say.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree
from pikepdf import PasswordError, Pdf, PdfError

from generator.compose.metadata import Metadata
from generator.findings import Finding
from generator.finish.metadata import NAMESPACE, NAMESPACES

UNREAD, DAMAGED, UNKNOWN = "file-unread", "file-damaged", "file-unknown"
#: Where the header may stand (ISO 32000-1, annex H, note 13).
_HEADER_WITHIN = 1024
#: What reading a part of a PDF raises that is not what the standard says.
_MALFORMED = (PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RuntimeError)
_FIND = "Ask the clinic that gave it out, or compare the print code at the foot of its pages."
#: An element of lxml, which has no types.
Element = Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a file says of itself, None where it says nothing that can be read, and what is wrong with the file."""

    metadata: Metadata | None
    findings: tuple[Finding, ...] = ()


def read_identity(content: bytes) -> Identity:
    """Return what a PDF says of itself; a damaged one is asked as long as it can still be opened."""
    if b"%PDF-" not in content[:_HEADER_WITHIN]:
        return _refused(UNREAD, "this is no PDF.", "Give a PDF file.")
    try:
        pdf, damage = _opened(content)
    except PasswordError:
        return _refused(UNREAD, "the file needs a password, so nothing in it can be read.",
                        "Save it without its password, and identify that.")
    except _MALFORMED as error:
        return _refused(UNREAD, f"the file is damaged beyond reading: {_said(error)}.", _FIND)
    with pdf:
        identity = _of_opened(pdf)
    return Identity(metadata=identity.metadata, findings=(*damage, *identity.findings))


def _opened(content: bytes) -> tuple[Pdf, tuple[Finding, ...]]:
    """Return the file, repaired where it must be, and what had to be repaired."""
    try:
        pdf = Pdf.open(io.BytesIO(content), attempt_recovery=False, suppress_warnings=True)
    except PasswordError:
        raise
    except PdfError as error:
        return Pdf.open(io.BytesIO(content), suppress_warnings=True), (_damaged(_said(error)),)
    try:
        problems = pdf.check_pdf_syntax()
    except _MALFORMED as error:
        problems = [_said(error)]
    return pdf, (_damaged(problems[0].rstrip(".")),) if problems else ()


def metadata_in(pdf: Pdf) -> Metadata | None:
    """Return what an opened file says of itself, None where it says nothing."""
    return _of_opened(pdf).metadata


def _of_opened(pdf: Pdf) -> Identity:
    try:
        packet = pdf.Root.Metadata.read_bytes()
    except _MALFORMED:
        packet = b""
    try:
        values = _values(packet)
        return Identity(metadata=_metadata(values)) if f"{{{NAMESPACE}}}handout" in values else _foreign()
    except (etree.XMLSyntaxError, KeyError, ValueError, IndexError):
        return _refused(UNKNOWN, "what the file says of itself is incomplete: somebody has changed it.", _FIND)


def _values(packet: bytes) -> Mapping[str, tuple[str, ...]]:
    """Return the properties of an XMP packet with their values, those in another language than the default left out."""
    if not packet.strip():
        return {}
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    values: dict[str, tuple[str, ...]] = {}
    for description in etree.fromstring(packet, parser).iter(_named("rdf:Description")):
        values.update({str(name): (str(value),) for name, value in description.attrib.items()})
        for child in description.iterchildren(etree.Element):
            values[str(child.tag)] = _texts(child)
    return values


def _texts(element: Element) -> tuple[str, ...]:
    items = [
        item for item in element.iter(_named("rdf:li"))
        if item.get("{http://www.w3.org/XML/1998/namespace}lang", "x-default") == "x-default"
    ]
    return tuple(item.text or "" for item in items) if items else (element.text or "",)


def _metadata(values: Mapping[str, tuple[str, ...]]) -> Metadata:
    """Return the metadata; KeyError where a property is missing, ValueError where one has no sense."""
    def own(name: str) -> str:
        return values[f"{{{NAMESPACE}}}{name}"][0]

    def known(name: str) -> str:
        return values.get(_named(name), ("",))[0]

    if own("status") not in {"draft", "released"}:
        raise ValueError(own("status"))
    reviewed = values.get(f"{{{NAMESPACE}}}reviewed")
    return Metadata(
        handout=own("handout"), languages=values[_named("dc:language")], format=own("format"), edition=own("edition"),
        brand=own("brand"), version=own("version"), print_code=own("printCode"), title=known("dc:title"),
        subject=known("dc:description"), keywords=values.get(_named("dc:subject"), ()),
        publisher=known("dc:publisher"), drafted=date.fromisoformat(own("drafted")),
        reviewed=date.fromisoformat(reviewed[0]) if reviewed else None,
        next_review=date.fromisoformat(own("nextReview")), source=own("sourceDigest"), text=own("textDigest"),
        released=own("status") == "released", licence=known("dc:rights"), licence_url=known("xmpRights:WebStatement"),
    )


def _named(name: str) -> str:
    prefix, _colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _foreign() -> Identity:
    return _refused(UNKNOWN, "the file does not say which handout it is: it was not made by this program.", _FIND)


def _damaged(what: str) -> Finding:
    return Finding(rule=DAMAGED, message=f"the file is damaged: {what}.",
                   action="Do not hand it out: words may be missing. Fetch it anew.")


def _refused(rule: str, message: str, action: str) -> Identity:
    return Identity(metadata=None, findings=(Finding(rule=rule, message=message, action=action),))


def _said(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
