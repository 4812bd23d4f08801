"""Preflight: read a copy for the print shop back and find what is not PDF/X-4, or would surprise the printer.

Owns the demands; knows nothing of how the copy was made. ISO 15930-7:2010 (PDF/X-4), and what print shops ask for
beyond it: bleed, greys in black alone, the most ink, pictures of 300 dpi.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream
from PIL import Image, ImageChops

from generator.check.printed.pictures import page_images
from generator.check.printed.reading import printed_pictures
from generator.findings import Finding, Severity

#: Tenths of a millimetre, in points, by which a box may be off.
_OFF = 0.3
_POINTS_PER_MM = 72 / 25.4
LEAST_BLEED, LEAST_DPI = 3.0, 299.0
_CMYK_CHANNELS = 4
_PERCENT = 100
#: Three inks that are alike and printed without being needed: a grey, whose edges show when the plates shift.
_RICH_GREY = 0.04
#: Operators that set a colour of the screen, and the ones that name a space.
_SCREEN, _SPACES = {"rg", "RG"}, {"cs", "CS"}
_INKS = {"k", "K"}
#: Dots of a picture to the millimetre; where is looked, in mm inside an edge; what is darker than this is inked; and
#: the dots of an edge that may turn white from look to look, as they do where a round shape leaves the page.
_DOTS_PER_MM, _LOOKS, _INKED, _SHORT_DOTS = 4, (0.5, -0.5, -1.5, -2.5), 248, 24
_BOXES = ("/TrimBox", "/BleedBox", "/MediaBox")
_ALLOWED = {"/DeviceCMYK", "/DeviceGray", "/Pattern"}
_FORBIDDEN = {"/AcroForm": "form fields", "/OpenAction": "an action", "/AA": "actions", "/Encrypt": "encryption"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fault:
    rule: str
    message: str
    action: str
    severity: Severity = Severity.ERROR


def preflight(content: bytes, *, most_ink: float, job: str | None = None) -> tuple[Finding, ...]:
    """Return what keeps a file from the press, each fault once; `most_ink` is in percent of one ink."""
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            faults = [
                *_boxes(document), *_identity(document), *_intent(document), *_colours(document, most_ink),
                *_pictures(document, most_ink), *_fonts(document), *_coarse(content), *_short_colour(content),
            ]
    except pikepdf.PdfError as error:
        faults = [_Fault(rule="press-document", message=f"the file cannot be read: {error}.", action="Build it again.")]
    return tuple(
        Finding(rule=fault.rule, severity=fault.severity, message=fault.message, action=fault.action, job=job)
        for fault in dict.fromkeys(faults)
    )


def _boxes(document: pikepdf.Pdf) -> Iterator[_Fault]:
    """Yield pages whose boxes leave no bleed, or do not lie in each other."""
    for number, page in enumerate(document.pages, start=1):
        boxes = [[float(edge) for edge in page.obj.get(name, Array())] for name in _BOXES]
        if not all(boxes):
            yield _Fault(rule="press-boxes", message=f"page {number} lacks its trim, bleed or media box.",
                         action="Set all three.")
            continue
        trim, bleed, media = boxes
        if any(_inside(trim, bleed, edge) < LEAST_BLEED * _POINTS_PER_MM - _OFF for edge in range(_CMYK_CHANNELS)):
            yield _Fault(rule="press-boxes", message=f"page {number} has less than {LEAST_BLEED:g} mm of bleed.",
                         action="Let the bleed box reach 3 mm beyond the trim box.")
        if any(_inside(bleed, media, edge) < 0 for edge in range(_CMYK_CHANNELS)):
            yield _Fault(rule="press-boxes", message=f"the bleed of page {number} leaves the sheet.",
                         action="Make the media box larger.")


def _inside(inner: list[float], outer: list[float], edge: int) -> float:
    """Return by how many points an edge of a box lies inside that of another: left, bottom, right, top."""
    return inner[edge] - outer[edge] if edge < len("lb") else outer[edge] - inner[edge]


def _identity(document: pikepdf.Pdf) -> Iterator[_Fault]:
    """Yield what is missing of the identification, and what may not be there."""
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        version = str(xmp.get("{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion", ""))
        wanted = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID", "dc:title", "pdf:Trapped")
        missing = [name for name in wanted if not xmp.get(name)]
    info = document.docinfo
    missing += [key for key in ("/Title", "/CreationDate", "/ModDate") if not str(info.get(key, ""))]
    if version != "PDF/X-4":
        yield _Fault(rule="press-document", message=f"the file calls itself {version or 'nothing'}, not PDF/X-4.",
                     action="Build it with --press.")
    if missing:
        yield _Fault(rule="press-document", message=f"the file does not say {', '.join(missing)}.",
                     action="Build it with --press.")
    if info.get("/Trapped") not in (Name("/True"), Name("/False")):
        yield _Fault(rule="press-document", message="the file does not say whether it is trapped.",
                     action="Set Trapped to True or False.")
    if "/ID" not in document.trailer:
        yield _Fault(rule="press-document", message="the file has no id.", action="Build it with --press.")
    holders = [document.Root, document.trailer, *(page.obj for page in document.pages)]
    for key, what in _FORBIDDEN.items():
        if any(key in holder for holder in holders):
            yield _Fault(rule="press-document", message=f"the file has {what}, which PDF/X-4 does not allow.",
                         action="Build it with --press.")
    if any(page.obj.get("/Annots", Array()) for page in document.pages):
        yield _Fault(rule="press-document", message="a page has links or notes, which PDF/X-4 does not allow.",
                     action="Build it with --press.")


def _intent(document: pikepdf.Pdf) -> Iterator[_Fault]:
    """Yield what is wrong with the output intent: one of PDF/X, with the profile of a CMYK press."""
    intents = [one for one in document.Root.get("/OutputIntents", Array()) if one.get("/S") == Name.GTS_PDFX]
    if len(intents) != 1 or not str(intents[0].get("/OutputConditionIdentifier", "")):
        yield _Fault(rule="press-intent", message="the file does not say for which press it is made.",
                     action="Name one printing condition in [press].")
        return
    profile = intents[0].get("/DestOutputProfile")
    if not isinstance(profile, Stream) or profile.read_bytes()[12:20] != b"prtrCMYK" or profile.N != _CMYK_CHANNELS:
        yield _Fault(rule="press-intent", message="the profile of the press is none for four inks.",
                     action="Name an ICC profile of a CMYK printer in [press].")


def _streams(document: pikepdf.Pdf) -> Iterator[tuple[str, Object, Object]]:
    """Yield everything that draws: its name, what holds its operators, its resources."""
    for number, page in enumerate(document.pages, start=1):
        yield f"page {number}", page.obj, page.obj.get("/Resources", Dictionary())
    for part in document.objects:
        if isinstance(part, Stream) and (part.get("/Subtype") == Name.Form or "/PatternType" in part):
            yield "a form", part, part.get("/Resources", Dictionary())
        elif isinstance(part, Dictionary) and "/CharProcs" in part:
            yield from (("a letter", one, part.get("/Resources", Dictionary())) for one in part.CharProcs.values())


def _colours(document: pikepdf.Pdf, most_ink: float) -> Iterator[_Fault]:
    """Yield colours of the screen, greys in several inks and too much ink in operators, groups and shadings."""
    for name, holder, resources in _streams(document):
        spaces = resources.get("/ColorSpace", Dictionary())
        for instruction in pikepdf.parse_content_stream(holder):
            operator = str(instruction.operator)
            named = instruction.operands[0] if operator in _SPACES else Name.DeviceCMYK
            if operator in _SCREEN or not _is_for_press(spaces.get(str(named), named)):
                yield _screen_colour(name)
            elif operator in _INKS:
                yield from _inks(name, [float(part) for part in instruction.operands], most_ink)
    for part in document.objects:
        if isinstance(part, Dictionary | Stream):
            group = part.get("/Group", Dictionary())
            space = part.get("/ColorSpace") if "/ShadingType" in part else None
            blended = group.get("/CS") if isinstance(group, Dictionary) else None
            for one in (space, blended):
                if one is not None and not _is_for_press(one):
                    yield _screen_colour("a shading or what is transparent")


def _screen_colour(where: str) -> _Fault:
    return _Fault(rule="press-colour", message=f"{where} has a colour that is not in the inks of the press.",
                  action="Build it with --press; a logo with gradients or profiles of its own: give it as plain SVG.")


def _is_for_press(space: Object) -> bool:
    """Tell whether a colour space is one of inks: of the device, a separation, a profile of four channels."""
    if isinstance(space, Array) and len(space):
        kind = str(space[0])
        inner = {"/Indexed": 1, "/Pattern": 1, "/Separation": 2, "/DeviceN": 2}.get(kind)
        if kind == "/ICCBased":
            return int(space[1].N) in {1, _CMYK_CHANNELS}
        return kind in _ALLOWED if inner is None or inner >= len(space) else _is_for_press(space[inner])
    return str(space) in _ALLOWED


def _inks(where: str, parts: list[float], most_ink: float) -> Iterator[_Fault]:
    cyan, magenta, yellow, black = parts
    if sum(parts) * _PERCENT > most_ink + 0.5:
        yield _Fault(rule="press-ink", message=f"{where} has a colour of {sum(parts) * _PERCENT:.0f} % ink, more than "
                     f"{most_ink:g} %.", action="Use a profile whose limit is that of the press.")
    if black and min(parts[:3]) > 0 and max(cyan, magenta, yellow) - min(cyan, magenta, yellow) < _RICH_GREY:
        yield _Fault(rule="press-colour", action="Print greys in black alone.",
                     message=f"{where} has a grey in four inks; letters in it blur when the plates shift.")


def _images(document: pikepdf.Pdf) -> Iterator[Stream]:
    """Yield the pictures, without the masks that make others transparent."""
    pictures = [one for one in document.objects if isinstance(one, Stream) and one.get("/Subtype") == Name.Image]
    masks = {one.SMask.objgen for one in pictures if isinstance(one.get("/SMask"), Stream)}
    yield from (one for one in pictures if one.objgen not in masks and not one.get("/ImageMask", False))


def _pictures(document: pikepdf.Pdf, most_ink: float) -> Iterator[_Fault]:
    """Yield pictures that are not in inks, or in too much of them."""
    for picture in _images(document):
        if not _is_for_press(picture.get("/ColorSpace", Name.DeviceRGB)):
            yield _screen_colour("a picture")
        elif picture.ColorSpace == Name.DeviceCMYK:
            size = int(picture.Width), int(picture.Height)
            ink = _most_ink(Image.frombytes("CMYK", size, picture.read_bytes()))
            if ink > most_ink + 2:
                yield _Fault(rule="press-ink", message=f"a picture has {ink:.0f} % ink, more than {most_ink:g} %.",
                             action="Use a profile whose limit is that of the press.")


def _most_ink(picture: Image.Image) -> float:
    """Return the most ink of any pixel in percent, to 2 %: sums are halved so that they fit into a byte."""
    cyan, magenta, yellow, black = picture.split()
    halves = ImageChops.add(cyan, magenta, scale=2), ImageChops.add(yellow, black, scale=2)
    quarter = ImageChops.add(*halves, scale=2).getextrema()[1]
    return float(quarter) * _CMYK_CHANNELS / 255 * _PERCENT  # type: ignore[arg-type]  # one channel has one number


def _fonts(document: pikepdf.Pdf) -> Iterator[_Fault]:
    """Yield fonts that are not in the file."""
    missing = sorted({
        str(one.get("/FontName", "a font")) for one in document.objects
        if isinstance(one, Dictionary) and one.get("/Type") == Name.FontDescriptor
        and not any(f"/FontFile{kind}" in one for kind in ("", "2", "3"))
    })
    if missing:
        yield _Fault(rule="press-font", message=f"{', '.join(missing)} is not in the file.", action="Embed it.")


def _coarse(content: bytes) -> Iterable[_Fault]:
    """Yield pages with pictures of fewer than 300 pixels to the inch of print."""
    for number, picture in printed_pictures(content):
        if picture.dpi < LEAST_DPI:
            yield _Fault(rule="press-picture", action="Export it larger, or ask for the logo as SVG.",
                         severity=Severity.WARNING,
                         message=f"page {number} has a picture of {picture.dpi:.0f} dpi; print shops ask for 300.")


def _short_colour(content: bytes) -> Iterator[_Fault]:
    """Yield pages with a colour that ends at the trim: a cut beside it leaves a white line."""
    for number, (picture, trim) in enumerate(_pictures_of_sheets(content), start=1):
        steps = [
            b"".join(picture.crop(_strip(trim, edge, by)).tobytes() for edge in range(_CMYK_CHANNELS)) for by in _LOOKS
        ]
        if any(_ends(one, other) > _SHORT_DOTS for one, other in pairwise(steps)):
            yield _Fault(rule="press-bleed", message=f"page {number} has a colour that ends at the edge of the page.",
                         action=f"Let it reach {LEAST_BLEED:g} mm beyond, or keep it {LEAST_BLEED:g} mm inside.")


def _ends(nearer: bytes, farther: bytes) -> int:
    """Return how many dots are inked, and white a step farther out."""
    return sum(one < _INKED <= other for one, other in zip(nearer, farther, strict=True))


def _pictures_of_sheets(content: bytes) -> Iterator[tuple[Image.Image, list[float]]]:
    """Yield a grey picture of each sheet, and its trim in mm from the left and the top of the sheet."""
    with pikepdf.open(io.BytesIO(content)) as document:
        boxes = [[[float(edge) for edge in box] for box in (page.mediabox, page.trimbox)] for page in document.pages]
    for picture, (media, trim) in zip(page_images(content, dpi=_DOTS_PER_MM * 25.4), boxes, strict=True):
        left, right = ((trim[edge] - media[0]) / _POINTS_PER_MM for edge in (0, 2))
        top, bottom = ((media[3] - trim[edge]) / _POINTS_PER_MM for edge in (3, 1))
        yield picture.convert("L"), [left, top, right, bottom]


def _strip(trim: list[float], edge: int, by: float) -> tuple[int, int, int, int]:
    """Return the dots along an edge of the trim, one wide, `by` mm inside it: left, top, right, bottom."""
    left, top, right, bottom = (round(side * _DOTS_PER_MM) for side in trim)
    at = round((trim[edge] + (by if edge < len("lt") else -by)) * _DOTS_PER_MM)
    return (at, top, at + 1, bottom) if edge in (0, 2) else (left, at, right, at + 1)
