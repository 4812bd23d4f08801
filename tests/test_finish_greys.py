"""One ink: what is left in a file is DeviceGray, as light as it was, and a second time changes nothing."""

from __future__ import annotations

import io

import pikepdf
import pytest
from coloraide import Color
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from PIL import Image

from generator.finish.greys import grey_of, to_greys

#: One step of 8 bits.
STEP = 1 / 255
PARTS = st.integers(0, 255)


def page_with(content: bytes, **resources: pikepdf.Object) -> pikepdf.Pdf:
    """Return a document of one page."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(100, 100))
    page.obj.Contents = document.make_stream(content)
    page.obj.Resources = Dictionary({f"/{name}": thing for name, thing in resources.items()})
    return document


def converted(content: bytes) -> bytes:
    document = page_with(content)
    to_greys(document)
    return bytes(document.pages[0].obj.Contents.read_bytes())


@pytest.mark.parametrize(("written", "read"), [
    (b"0 0 0 rg 1 1 1 RG", b"0 g 1 G"),
    (b"q\n0.784 0.784 0.784 rg\n0 0 9 9 re f Q", b"q\n0.784 g\n0 0 9 9 re f Q"),
    (b"1 0 0 rg", b"0.4984 g"),  # linear luminance 0.2126
    (b"(1 0 0 rg) Tj", b"(1 0 0 rg) Tj"),
    (b"0.5 g 0.2 G", b"0.5 g 0.2 G"),
])
def test_operators(written: bytes, read: bytes) -> None:
    assert converted(written) == read
    assert converted(read) == read


@given(PARTS, PARTS, PARTS)
def test_a_grey_is_as_light_as_its_colour(red: int, green: int, blue: int) -> None:
    grey = grey_of(red / 255, green / 255, blue / 255)
    light = Color("srgb", [red / 255, green / 255, blue / 255]).luminance()
    assert Color("srgb", [grey] * 3).luminance() == pytest.approx(light, abs=2e-4)


@given(PARTS)
def test_a_grey_stays_the_number_that_it_is(level: int) -> None:
    assert grey_of(level / 255, level / 255, level / 255) == level / 255


def test_shadings_of_two_and_of_many_colours() -> None:
    ends = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[1, 1, 1], N=1)
    stitched = Dictionary(FunctionType=3, Domain=[0, 1], Functions=[ends], Bounds=[], Encode=[0, 1])
    shadings = Dictionary(
        One=Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 9, 9], Function=stitched),
    )
    document = page_with(b"/One sh", Shading=shadings)
    to_greys(document)
    shading = document.pages[0].resources.Shading.One
    assert shading.ColorSpace == Name.DeviceGray
    ends = shading.Function.Functions[0]
    assert [[float(part) for part in ends[end]] for end in ("/C0", "/C1")] == [[0.4984], [1.0]]


def test_a_form_its_group_and_its_picture() -> None:
    document = page_with(b"/Drawn Do")
    picture = Image.new("RGB", (2, 1))
    picture.putdata([(255, 0, 0), (9, 9, 9)])
    pixels = document.make_stream(
        picture.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=2, Height=1, ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
    )
    document.pages[0].obj.Resources.XObject = Dictionary(Drawn=document.make_stream(
        b"1 1 1 rg /Photo Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9],
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB),
        Resources=Dictionary(XObject=Dictionary(Photo=pixels)),
    ))
    to_greys(document)
    saved = io.BytesIO()
    document.save(saved)
    with pikepdf.open(saved) as read:
        form = read.pages[0].resources.XObject.Drawn
        assert (form.read_bytes(), form.Group.CS) == (b"1 g /Photo Do", Name.DeviceGray)
        photo = form.Resources.XObject.Photo
        assert photo.ColorSpace == Name.DeviceGray
        assert pikepdf.PdfImage(photo).as_pil_image().tobytes() == picture.convert("L").tobytes()


def test_a_mask_stays() -> None:
    """The transparency of a logo is no colour."""
    document = page_with(b"/Photo Do")
    mask = document.make_stream(b"\x80", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
                                ColorSpace=Name.DeviceGray, BitsPerComponent=8)
    document.pages[0].obj.Resources.XObject = Dictionary(Photo=document.make_stream(
        b"\xff\x00\x00", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8, SMask=mask, Decode=Array([0, 1, 0, 1, 0, 1]),
    ))
    to_greys(document)
    photo = document.pages[0].resources.XObject.Photo
    assert (photo.SMask.read_bytes(), "/Decode" in photo) == (b"\x80", False)
