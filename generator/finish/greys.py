"""One ink: every colour of a document becomes a grey of DeviceGray, so that a printer mixes no black from colours.

Owns operators of pages, forms and patterns, shadings, pictures and blending groups. Reads what the engine writes:
DeviceRGB, shadings whose functions are exponential or stitched. Nothing moves and nothing gets darker or lighter.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from generator.finish.content import Edit, edited, operations

_COLOURS = {b"rg": b"g", b"RG": b"G"}
_EXPONENTIAL, _STITCHING = 2, 3
_RGB_CHANNELS = 3
#: Luminance of linear sRGB (IEC 61966-2-1), and where its curve begins.
_LUMINANCE = (0.2126, 0.7152, 0.0722)
_KNEE, _LINEAR_KNEE = 0.04045, 0.0031308
_DIGITS = 4


def to_greys(document: pikepdf.Pdf) -> None:
    """Leave greys only, in place; a second time changes nothing."""
    for page in document.pages:
        page.contents_coalesce()
        if "/Contents" in page.obj:
            _convert_content(page.obj.Contents)
    for part in list(document.objects):
        if isinstance(part, Stream):
            _convert_stream(part)
        if isinstance(part, Stream | Dictionary):
            _convert_dictionary(part)


def grey_of(red: float, green: float, blue: float) -> float:
    """Return the grey that is as light as a colour of sRGB; a grey stays the number that it is."""
    if red == green == blue:
        return red
    light = sum(share * _linear(part) for share, part in zip(_LUMINANCE, (red, green, blue), strict=True))
    return round(12.92 * light if light <= _LINEAR_KNEE else 1.055 * light ** (1 / 2.4) - 0.055, _DIGITS)


def _linear(part: float) -> float:
    return part / 12.92 if part <= _KNEE else float(((part + 0.055) / 1.055) ** 2.4)


def _convert_stream(part: Stream) -> None:
    if part.get("/Subtype") == Name.Form or "/PatternType" in part:
        _convert_content(part)
    elif part.get("/Subtype") == Name.Image:
        _convert_picture(part)


def _convert_content(stream: Object) -> None:
    content = stream.read_bytes()
    converted = edited(content, list(_edits(content)))
    if converted != content:
        stream.write(converted)


def _edits(content: bytes) -> Iterator[Edit]:
    for operation in operations(content):
        if grey := _COLOURS.get(operation.operator):
            red, green, blue = content[operation.start:operation.end].split()[:_RGB_CHANNELS]
            # The digits of a grey stay as they were written.
            light = red if red == green == blue else f"{grey_of(float(red), float(green), float(blue)):g}".encode()
            yield operation.start, operation.end, light + b" " + grey


def _convert_dictionary(part: Object) -> None:
    """Convert a blending group and the shadings of a dictionary or of its resources."""
    group = part.get("/Group")
    if isinstance(group, Dictionary) and group.get("/CS") == Name.DeviceRGB:
        group.CS = Name.DeviceGray
    resources = part.get("/Resources")
    named = resources.get("/Shading", Dictionary()) if isinstance(resources, Dictionary) else Dictionary()
    for shading in (part, part.get("/Shading"), *dict(named.items()).values()):
        if isinstance(shading, Dictionary) and "/ShadingType" in shading:
            _convert_shading(shading)


def _convert_shading(shading: Object) -> None:
    if shading.get("/ColorSpace") == Name.DeviceRGB and "/Function" in shading:
        shading.ColorSpace = Name.DeviceGray
        for function in shading.Function if isinstance(shading.Function, Array) else [shading.Function]:
            _convert_function(function)


def _convert_function(function: Object) -> None:
    kind = int(function.get("/FunctionType", 0))
    if kind == _STITCHING:
        for one in function.Functions:
            _convert_function(one)
    elif kind == _EXPONENTIAL:
        for end in (Name.C0, Name.C1):
            if len(function.get(end, Array())) == _RGB_CHANNELS:
                function[end] = Array([grey_of(*(float(part) for part in function[end]))])
    if len(function.get("/Range", Array())) > 2:  # noqa: PLR2004 (one channel has two bounds)
        function.Range = Array([0, 1])


def _convert_picture(part: Stream) -> None:
    if part.get("/ColorSpace") in (None, Name.DeviceGray) or part.get("/ImageMask", False):
        return
    part.write(pikepdf.PdfImage(part).as_pil_image().convert("L").tobytes())
    part.ColorSpace, part.BitsPerComponent = Name.DeviceGray, 8
    for key in ("/Decode", "/Intent"):
        if key in part:
            del part[key]
