"""What makes a file PDF/X-4: output intent, identification, dates; and what may not be in it.

ISO 15930-7:2010: no links, forms or actions on a page; the same dates and title in Info and XMP.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name

from generator.finish.content import page_content
from generator.finish.identity import metadata_in
from generator.finish.metadata import DECLARATIONS, page_properties

PDF_VERSION = "1.6"
IDENTIFICATION = "PDF/X-4"
REGISTRY = "http://www.color.org"
_CMYK_CHANNELS = 4
#: What a screen reads or acts on, and a press does not.
_FOR_SCREENS = (
    "/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/Dests", "/OpenAction", "/AcroForm", "/AA", "/PageLabels",
    "/ViewerPreferences", "/AF",
)
_OF_PAGES = ("/Annots", "/Tabs", "/StructParents", "/AA")
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?")

_NO_DATE = ("2000", "01", "01", "00", "00", "00")

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" {namespaces} xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
  xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<pdf:Trapped>False</pdf:Trapped>
<xmpMM:DocumentID>uuid:{id}</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdfxid:GTS_PDFXVersion>{version}</pdfxid:GTS_PDFXVersion>
{page}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def make_pdf_x(document: pikepdf.Pdf, *, name: str, profile: bytes) -> None:
    """Make the document PDF/X-4 but for its colours, in place; `name` is the condition's in the ICC registry."""
    for key in _FOR_SCREENS:
        if key in document.Root:
            del document.Root[key]
    for page in document.pages:
        for key in _OF_PAGES:
            if key in page.obj:
                del page.obj[key]
    document.Root.OutputIntents = Array([document.make_indirect(Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=name, RegistryName=REGISTRY, Info=name,
        DestOutputProfile=document.make_stream(profile, N=_CMYK_CHANNELS),
    ))])
    _identify(document)


def _identify(document: pikepdf.Pdf) -> None:
    """Write who and when this is into Info and XMP, alike; the date is the document's, never that of today."""
    info = document.docinfo
    title, date = str(info.get("/Title", "")), _date(str(info.get("/CreationDate", "")))
    info.Title, info.Trapped = title, Name("/False")
    info.CreationDate = info.ModDate = "D:" + "".join(date) + "Z"
    metadata = metadata_in(document)
    year, month, day, hour, minute, second = date
    xmp = _XMP.format(title=escape(title), id=_document_id(document), version=IDENTIFICATION,
                      namespaces=DECLARATIONS, page="\n".join(page_properties(metadata) if metadata else ()),
                      date=f"{year}-{month}-{day}T{hour}:{minute}:{second}Z")
    document.Root.Metadata = document.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)


def _date(written: str) -> tuple[str, ...]:
    """Return year to second of a date of PDF, whose parts behind the year may be left out (ISO 32000-1, 7.9.4)."""
    found = _DATE.match(written)
    given = found.groups() if found else (_NO_DATE[0], *[None] * (len(_NO_DATE) - 1))
    return tuple(part or least for part, least in zip(given, _NO_DATE, strict=True))


def _document_id(document: pikepdf.Pdf) -> uuid.UUID:
    """Return an id that is the same for the same pages."""
    pages = hashlib.sha256(b"".join(page_content(page) for page in document.pages))
    return uuid.UUID(bytes=pages.digest()[:16])
