"""Fields have an appearance each, and no viewer is asked to make one."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name

from generator.finish.forms import draw_fields


def with_fields(*fields: pikepdf.Object) -> pikepdf.Pdf:
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    document.Root.AcroForm = Dictionary(
        Fields=Array([document.make_indirect(field) for field in fields]), NeedAppearances=True,
    )
    return document


def test_a_field_for_text_shows_the_page_beneath_it() -> None:
    document = with_fields(Dictionary(FT=Name.Tx, Rect=Array([10, 60, 110, 40])))
    draw_fields(document)
    (field,) = document.Root.AcroForm.Fields
    assert [int(edge) for edge in field.Rect] == [10, 40, 110, 60]
    assert [int(edge) for edge in field.AP.N.BBox] == [0, 0, 100, 20]
    assert field.AP.N.read_bytes() == b"/Tx BMC EMC"
    assert "/NeedAppearances" not in document.Root.AcroForm


def test_a_box_to_tick_keeps_its_tick() -> None:
    document = with_fields(Dictionary(FT=Name.Btn, Rect=Array([10, 10, 20, 20]), AP=Dictionary(N=Dictionary())))
    field = document.Root.AcroForm.Fields[0]
    field.AP.N["/on"] = document.make_stream(b"0 0 m")
    draw_fields(document)
    assert set(document.Root.AcroForm.Fields[0].AP.N.keys()) == {"/on", "/Off"}


def test_a_document_without_fields_stays_as_it_is() -> None:
    document = pikepdf.new()
    draw_fields(document)
    assert "/AcroForm" not in document.Root
