"""Convert every colour of a document: operators of pages, forms and patterns, shadings, pictures, blending groups.

Reads what the engine writes: operators of DeviceRGB and DeviceGray, pictures, shadings whose functions are exponential
or stitched. Anything else stays, and is preflight's to find.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from generator.finish.content import Edit, edited, operations
from generator.finish.press.inks import Cmyk, Inks

_COLOURS = {b"rg": b"k", b"RG": b"K", b"g": b"k", b"G": b"K"}
_EXPONENTIAL, _STITCHING = 2, 3
_RGB_CHANNELS = 3


def convert_colours(document: pikepdf.Pdf, inks: Inks) -> None:
    """Put inks in the place of the screen's colours, in place."""
    for page in document.pages:
        page.contents_coalesce()
        if "/Contents" in page.obj:
            _convert_stream(page.obj.Contents, inks)
    parts = list(document.objects)
    masks = {part.SMask.objgen for part in parts if isinstance(part, Stream) and isinstance(part.get("/SMask"), Stream)}
    for part in parts:
        if isinstance(part, Stream):
            _convert_part(part, inks, masks=masks)
        elif isinstance(part, Dictionary):
            _convert_shading(part, inks)
        _convert_group(part)


def _convert_part(part: Stream, inks: Inks, *, masks: set[tuple[int, int]]) -> None:
    if part.get("/Subtype") == Name.Form or "/PatternType" in part:
        _convert_stream(part, inks)
    elif part.get("/Subtype") == Name.Image and part.objgen not in masks:
        _convert_picture(part, inks)
    for shading in part.get("/Resources", Dictionary()).get("/Shading", Dictionary()).values():
        _convert_shading(shading, inks)


def _convert_stream(stream: Object, inks: Inks) -> None:
    content = stream.read_bytes()
    converted = edited(content, list(_edits(content, inks)))
    if converted != content:
        stream.write(converted)


def _edits(content: bytes, inks: Inks) -> Iterator[Edit]:
    """Yield the operators that set a colour, in inks."""
    for operation in operations(content):
        if ink := _COLOURS.get(operation.operator):
            parts = [float(part) for part in content[operation.start:operation.end].split()[:-1]]
            yield operation.start, operation.end, written(_inked(parts, inks)) + b" " + ink


def _inked(parts: list[float], inks: Inks) -> Cmyk:
    """Return the inks of one grey or three colours."""
    red, green, blue = parts if len(parts) == _RGB_CHANNELS else parts * _RGB_CHANNELS
    return inks.of((red, green, blue))


def written(colour: Cmyk) -> bytes:
    """Return a colour as the operands of an operator."""
    return " ".join(f"{part:.4g}" for part in colour).encode()


def _convert_group(part: Object) -> None:
    """Let what is transparent blend in the inks that it is printed in (PDF/X-4 allows no other space)."""
    group = part.get("/Group") if isinstance(part, Dictionary | Stream) else None
    if isinstance(group, Dictionary) and _is_rgb(group.get("/CS")):
        group.CS = Name.DeviceCMYK


def _is_rgb(space: Object | None) -> bool:
    """Recognise the space of the screen, by its name or by the profile of the reader file's output intent."""
    if isinstance(space, Array) and len(space) > 1 and space[0] == Name.ICCBased:
        return int(space[1].get("/N", 0)) == len(("red", "green", "blue"))
    return space == Name.DeviceRGB


def _convert_shading(part: Object, inks: Inks) -> None:
    shading = part.get("/Shading", part)
    if "/ShadingType" in shading and shading.get("/ColorSpace") == Name.DeviceRGB and "/Function" in shading:
        shading.ColorSpace = Name.DeviceCMYK
        function = shading.Function
        for one in function if isinstance(function, Array) else [function]:
            _convert_function(one, inks)


def _convert_function(function: Object, inks: Inks) -> None:
    kind = int(function.get("/FunctionType", 0))
    if kind == _STITCHING:
        for one in function.Functions:
            _convert_function(one, inks)
    elif kind == _EXPONENTIAL and len(function.get("/C0", Array())) == _RGB_CHANNELS:
        for end in (Name.C0, Name.C1):
            function[end] = Array([round(part, 4) for part in _inked([float(part) for part in function[end]], inks)])
        if "/Range" in function:
            function.Range = Array([0, 1] * 4)


def _convert_picture(part: Stream, inks: Inks) -> None:
    """Write a picture in inks; a grey one becomes or stays grey, which a press prints in black."""
    if part.get("/ColorSpace") in (None, Name.DeviceGray) or part.get("/ImageMask", False):
        return
    picture = pikepdf.PdfImage(part).as_pil_image().convert("RGB")
    red, green, blue = (channel.tobytes() for channel in picture.split())
    is_grey = red == green == blue
    part.write(red if is_grey else inks.of_picture(picture).tobytes())
    part.ColorSpace = Name.DeviceGray if is_grey else Name.DeviceCMYK
    part.BitsPerComponent = 8
    for key in ("/Decode", "/Intent"):
        if key in part:
            del part[key]
