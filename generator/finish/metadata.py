"""Write what a file says of itself: XMP (ISO 16684-1) that names both standards, and our own properties.

PDF/A-2a with PDF/UA-1 needs a description of every property that PDF/A does not know (ISO 19005-2, 6.6.2.3): that of
PDF/UA and ours. Nothing here reads a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape

from pikepdf import Name, Pdf

from generator.compose.metadata import Metadata

#: The name of our own properties. A number of its own, since no address on the web is promised to last.
NAMESPACE: Final = "urn:uuid:9f4a6c52-7c1e-4f0b-9d0e-3b1f5a2e8d47#"
PREFIX: Final = "handouts"

#: Our properties: what stands in the file, of which type, and what it is.
PROPERTIES: Final = (
    ("handout", "Text", "The name of the handout"),
    ("format", "Text", "The format: leaflet, poster, booklet"),
    ("edition", "Text", "The edition of the format"),
    ("brand", "Text", "The name of the brand, who gives the handout out"),
    ("version", "Text", "The version of the text"),
    ("printCode", "Text", "The print code as it stands on the page"),
    ("drafted", "Date", "The day on which the text was written"),
    ("reviewed", "Date", "The day of the last review; left out before the first"),
    ("nextReview", "Date", "The day by which the text has to be reviewed"),
    ("status", "Text", "draft or released"),
    ("signatures", "Text", "complete where every role has signed before the release; otherwise not asked for"),
    ("sourceDigest", "Text", "SHA-256 of the text in the language in which it was written"),
    ("textDigest", "Text", "SHA-256 of all words that the file may say"),
)

NAMESPACES: Final = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    PREFIX: NAMESPACE,
}
#: The same as attributes of an element.
DECLARATIONS: Final = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF {namespaces}>
<rdf:Description rdf:about="">
{properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
_SCHEMA = """<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{about}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>
{properties}
</rdf:Seq></pdfaSchema:property>
</rdf:li>"""
_PROPERTY = """<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{name}</pdfaProperty:name>
<pdfaProperty:valueType>{type}</pdfaProperty:valueType>
<pdfaProperty:category>{category}</pdfaProperty:category>
<pdfaProperty:description>{about}</pdfaProperty:description>
</rdf:li>"""


def write_metadata(document: Pdf, metadata: Metadata | None) -> None:
    """Replace the document's XMP, in place: what it is, both standards, and what the page says of itself, if it does.

    Title, author, subject and date are those that the engine wrote into the document information.
    """
    if metadata is not None and metadata.keywords:
        document.docinfo.Keywords = ", ".join(metadata.keywords)
    lines = [
        *_of_document(document), *(page_properties(metadata) if metadata else ()), _schemas(own=metadata is not None),
    ]
    packet = _PACKET.format(
        namespaces=DECLARATIONS,
        properties="\n".join(lines),
    )
    document.Root.Metadata = document.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)


def _of_document(document: Pdf) -> Iterator[str]:
    """Yield the standards and what the document information says, in XMP's words: both have to agree."""
    info = {name: str(value) for name, value in document.docinfo.items()}
    language = str(document.Root.get("/Lang", ""))
    yield _simple("pdfaid:part", "2")
    yield _simple("pdfaid:conformance", "A")
    yield _simple("pdfuaid:part", "1")
    yield _simple("pdf:Producer", info.get("/Producer", ""))
    yield _simple("pdf:Keywords", info.get("/Keywords", ""))
    yield _simple("xmp:CreateDate", _day(info.get("/CreationDate", "")))
    yield _spoken("dc:title", info.get("/Title", ""), language)
    yield _spoken("dc:description", info.get("/Subject", ""), language)
    yield _list("dc:creator", "Seq", [info.get("/Author", "")])


def _day(written: str) -> str:
    """Return the day of a date of PDF as XMP writes it: the dates of texts have no hour."""
    day = written.removeprefix("D:")[:8]
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else ""


def page_properties(metadata: Metadata) -> Iterator[str]:
    """Yield what a page says of itself beyond the document information, in XMP's words."""
    yield _list("dc:language", "Bag", metadata.languages)
    yield _list("dc:subject", "Bag", metadata.keywords)
    yield _list("dc:publisher", "Bag", [metadata.publisher])
    yield _simple("dc:identifier", metadata.print_code)
    yield _simple("dc:format", "application/pdf")
    if metadata.licence:
        yield _spoken("dc:rights", metadata.licence, "")
        yield _simple("xmpRights:Marked", "True")
        yield _simple("xmpRights:WebStatement", metadata.licence_url)
    values = {
        "handout": metadata.handout, "format": metadata.format, "edition": metadata.edition, "brand": metadata.brand,
        "version": metadata.version, "printCode": metadata.print_code, "drafted": metadata.drafted.isoformat(),
        "reviewed": metadata.reviewed.isoformat() if metadata.reviewed else "",
        "nextReview": metadata.next_review.isoformat(), "status": metadata.status,
        "signatures": metadata.signatures, "sourceDigest": metadata.source, "textDigest": metadata.text,
    }
    for name, _type, _about in PROPERTIES:
        yield _simple(f"{PREFIX}:{name}", values[name])


def _simple(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _spoken(name: str, value: str, language: str) -> str:
    """Return a text with its language; XMP wants it without one too."""
    if not value:
        return ""
    tags = ("x-default", *([language] if language else []))
    texts = "".join(f'<rdf:li xml:lang="{escape(tag)}">{escape(value)}</rdf:li>' for tag in tags)
    return f"<{name}><rdf:Alt>{texts}</rdf:Alt></{name}>"


def _list(name: str, kind: str, values: Iterable[str]) -> str:
    items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _schemas(*, own: bool) -> str:
    """Return the description of the properties that PDF/A does not know."""
    part = _PROPERTY.format(name="part", type="Integer", category="internal", about="Part of ISO 14289")
    schemas = [_SCHEMA.format(about="PDF/UA", namespace=NAMESPACES["pdfuaid"], prefix="pdfuaid", properties=part)]
    if own:
        properties = "\n".join(
            _PROPERTY.format(name=name, type=kind, category="external", about=about)
            for name, kind, about in PROPERTIES
        )
        schemas.append(_SCHEMA.format(
            about="Clinic handouts", namespace=NAMESPACE, prefix=PREFIX, properties=properties,
        ))
    return "<pdfaExtension:schemas><rdf:Bag>\n" + "\n".join(schemas) + "\n</rdf:Bag></pdfaExtension:schemas>"
