"""Artifacts: what the structure tree does not reach is not read aloud, and nothing else changes."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest
from hand_pages import bare_pdf
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Object, Pdf
from verapdf import validate

from generator.finish.artifacts import mark_artifacts
from generator.finish.content import operations

if TYPE_CHECKING:
    from pathlib import Path

SQUARE = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'>"
    "<rect width='20' height='20' fill='{}'/></svg>"
)
LEAFLET = f"""<html lang="en"><head><title>Back care</title><style>
@page {{ size: 300pt 400pt; margin: 60pt 40pt; @top-left {{ content: string(title) " RUNNING" }}
  @bottom-left {{ content: element(footer) }} @top-right {{ content: element(logo) }}
  @bottom-right {{ content: "PAGE " counter(page) }} }}
body {{ font: 11pt "DejaVu Sans" }} h1 {{ string-set: title content() }}
.footer {{ position: running(footer) }} .logo {{ position: running(logo) }} h2 {{ break-before: page }}
.faint {{ opacity: .5; display: inline-block }}
</style></head><body>
<div class="footer">CONTACT <a href="tel:+442079460958">PHONE</a></div>
<div class="logo"><img alt="Clinic" src="{SQUARE.format("red")}"></div>
<h1>Lifting</h1><p>Bend your <a href="#knees">knees</a>.</p><img alt="" src="{SQUARE.format("blue")}">
<p>Slowly <img alt="" src="{SQUARE.format("lime")}"> and <span class="faint">gently</span>.</p>
<img alt="A person lifting" src="{SQUARE.format("green")}"><ul><li>One</li><li>Two</li></ul>
<table><thead><tr><th>Day</th></tr></thead><tbody>{"<tr><td>rest</td></tr>" * 30}</tbody></table>
<h2 id="knees">Knees</h2><p style="border: 1pt solid; background: #eee">Bend them.</p>
</body></html>"""


def tagged(content: bytes, *kids: Object, orphans: tuple[Object, ...] = ()) -> Pdf:
    """Return a page with a structure element for each MCID: `kids` below the root, then `orphans`."""
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(100, 100))
    page.obj.StructParents = 0
    page.obj.Contents = pdf.make_stream(content)
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
    elements = [pdf.make_indirect(element) for element in (*kids, *orphans)]
    for mcid, element in enumerate(elements):
        element.update({"/P": document, "/Pg": page.obj, "/K": Array([mcid])})
    document.K = Array(elements[: len(kids)])
    numbers = Dictionary(Nums=[0, pdf.make_indirect(Array(elements))])
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        Dictionary(K=Array([document]), ParentTree=pdf.make_indirect(numbers))
    )
    return pdf


def element(tag: str, **entries: str) -> Object:
    """Return a structure element without kids."""
    words = {f"/{key}": value for key, value in entries.items()}
    return Dictionary({"/Type": Name.StructElem, "/S": Name(f"/{tag}"), **words})


def content_of(pdf: Pdf) -> bytes:
    """Return the content of the first page."""
    return bytes(pdf.pages[0].Contents.read_bytes())


def marked(content: bytes, *kids: Object, orphans: tuple[Object, ...] = ()) -> bytes:
    """Return the content after the pass."""
    pdf = tagged(content, *kids, orphans=orphans)
    mark_artifacts(pdf)
    return content_of(pdf)


def test_content_that_no_element_reaches_is_pagination() -> None:
    content = b"/P <</MCID 0>> BDC (body) Tj EMC\n/Span\n<</MCID 1>>\nBDC (1 0 Td) Tj EMC"
    expected = content.replace(b"/Span\n<</MCID 1>>\nBDC", b"/Artifact <</Type /Pagination>> BDC")
    assert marked(content, element("P"), orphans=(element("Span"),)) == expected


def test_content_unknown_to_the_parent_tree_is_a_plain_artifact() -> None:
    assert marked(b"/P <</MCID 7>> BDC (x) Tj EMC", element("P")) == b"/Artifact BMC (x) Tj EMC"


def test_a_figure_without_words_leaves_the_tree() -> None:
    pdf = tagged(b"/Figure <</MCID 0>> BDC /I Do EMC /Figure <</MCID 1>> BDC /I Do EMC",
                 element("Figure"), element("Figure", Alt="A knee"))  # fmt: skip
    mark_artifacts(pdf)
    assert content_of(pdf) == b"/Artifact BMC /I Do EMC /Figure <</MCID 1>> BDC /I Do EMC"
    (kid,) = pdf.Root.StructTreeRoot.K[0].K
    assert str(kid.Alt) == "A knee"
    assert pdf.Root.StructTreeRoot.ParentTree.Nums[1][0] is None


def test_a_figure_with_actual_text_stays() -> None:
    content = b"/Figure <</MCID 0>> BDC /I Do EMC"
    assert marked(content, element("Figure", ActualText="1/2")) == content


@pytest.mark.parametrize(
    ("stray", "expected"),
    [
        (b"q 1 0 0 RG 0 0 m 9 9 l S Q", b"q 1 0 0 RG /Artifact BMC\n0 0 m 9 9 l S\nEMC Q"),
        (b"0 0 5 5 re W n 0 0 1 1 re W f", b"0 0 5 5 re W n /Artifact BMC\n0 0 1 1 re W f\nEMC"),
        (b"BT /F 9 Tf [(a) -3 (b)] TJ ET", b"BT /F 9 Tf /Artifact BMC\n[(a) -3 (b)] TJ\nEMC ET"),
        (b"0 0 1 1 re W* f*", b"/Artifact BMC\n0 0 1 1 re W* f*\nEMC"),
        (b"(\\) ( q ) f) Tj", b"/Artifact BMC\n(\\) ( q ) f) Tj\nEMC"),
        (b"/Shade sh", b"/Artifact BMC\n/Shade sh\nEMC"),
        (b"BI /W 1 ID \x00EMC EI Q", b"/Artifact BMC\nBI /W 1 ID \x00EMC EI\nEMC Q"),
        (b"[null] 0 d true 1 0 0 1 re\nf", b"[null] 0 d /Artifact BMC\ntrue 1 0 0 1 re\nf\nEMC"),
        (b"/Artifact BMC 0 0 1 1 re f EMC", b"/Artifact BMC 0 0 1 1 re f EMC"),
        (b"/Note BMC (EMC \\) ( BDC)) Tj EMC", b"/Note BMC (EMC \\) ( BDC)) Tj EMC"),
        (b"% (\n0 0 m n", b"% (\n0 0 m n"),
    ],
)  # fmt: skip
def test_drawing_outside_marked_content_is_an_artifact(stray: bytes, expected: bytes) -> None:
    assert marked(stray) == expected


def test_images_outside_marked_content_are_artifacts_and_forms_are_marked_inside() -> None:
    pdf = tagged(b"/Image Do /Form Do", element("P"))
    form = pdf.make_stream(b"0 0 1 1 re f /P <</MCID 0>> BDC (x) Tj EMC", Subtype=Name.Form)
    image = pdf.make_stream(b"\0", Subtype=Name.Image)
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Image=image, Form=form))
    mark_artifacts(pdf)
    assert content_of(pdf) == b"/Artifact BMC\n/Image Do\nEMC /Form Do"
    assert form.read_bytes() == b"/Artifact BMC\n0 0 1 1 re f\nEMC /P <</MCID 0>> BDC (x) Tj EMC"


def test_marked_content_in_a_form_becomes_the_forms_own() -> None:
    pdf = tagged(b"/P <</MCID 0>> BDC (x) Tj EMC /Form Do", element("P"), element("Span"),
                 orphans=(element("P"),))  # fmt: skip
    inside = b"/Span <</MCID 1>> BDC (y) Tj EMC /P <</MCID 2>> BDC (z) Tj EMC"
    form = pdf.make_stream(inside, Subtype=Name.Form)
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Form=form))
    mark_artifacts(pdf)
    span = pdf.Root.StructTreeRoot.K[0].K[1]
    (reference,) = span.K
    assert (reference.Type, int(reference.MCID)) == (Name.MCR, 1)
    assert reference.Stm.objgen == form.objgen
    assert reference.Pg.objgen == pdf.pages[0].obj.objgen
    parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    assert parents[int(form.StructParents)][1].objgen == span.objgen
    assert [entry is None for entry in parents[0]] == [False, True, True]
    assert form.read_bytes() == inside.replace(b"/P <</MCID 2>> BDC", b"/Artifact <</Type /Pagination>> BDC")


def test_a_form_on_two_pages_belongs_to_the_first() -> None:
    pdf = tagged(b"/Form Do", element("P"))
    form = pdf.make_stream(b"/P <</MCID 0>> BDC (x) Tj EMC", Subtype=Name.Form)
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Form=form))
    first = pdf.Root.StructTreeRoot.K[0]
    pdf.pages.append(pdf.pages[0])
    second = pdf.make_indirect(Dictionary(S=Name.P, P=first, Pg=pdf.pages[1].obj, K=0))
    first.K.append(second)
    pdf.pages[1].StructParents = 1
    pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[1] = pdf.make_indirect(Array([second]))
    mark_artifacts(pdf)
    assert first.K[0].K[0].Stm.objgen == form.objgen
    assert second.K == 0


def test_content_of_a_form_is_not_that_of_its_page() -> None:
    pdf = tagged(b"/P <</MCID 0>> BDC (x) Tj EMC /Form Do", element("P"))
    inside = b"/P <</MCID 0>> BDC (y) Tj EMC"
    form = pdf.make_stream(inside, Subtype=Name.Form)
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Form=form))
    reference = Dictionary(Type=Name.MCR, Pg=pdf.pages[0].obj, Stm=form, MCID=0)
    pdf.Root.StructTreeRoot.K[0].K[0].K = Array([reference])
    pdf.Root.StructTreeRoot.ParentTree.Nums[1][0] = None
    mark_artifacts(pdf)
    assert content_of(pdf) == b"/Artifact BMC (x) Tj EMC /Form Do"
    assert form.read_bytes() == inside


def test_links_in_the_page_margin_lose_their_annotation() -> None:
    pdf = tagged(b"", element("Link"), orphans=(element("Link"),))
    inside, margin = (pdf.make_indirect(Dictionary(Subtype=Name.Link, StructParent=key)) for key in (1, 2))
    parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    parents[1], parents[2] = parents[0][0], parents[0][1]
    pdf.pages[0].Annots = Array([inside, margin])
    mark_artifacts(pdf)
    assert [annotation.objgen for annotation in pdf.pages[0].Annots] == [inside.objgen]
    assert sorted(parents.keys()) == [0, 1]


def test_an_untagged_file_stays_as_it_is() -> None:
    pdf = tagged(b"0 0 1 1 re f")
    del pdf.Root.StructTreeRoot
    mark_artifacts(pdf)
    assert content_of(pdf) == b"0 0 1 1 re f"


def test_marking_twice_changes_nothing_more() -> None:
    pdf = tagged(b"/Form Do 0 0 1 1 re f", element("P"), orphans=(element("P"),))
    form = pdf.make_stream(b"/P <</MCID 0>> BDC (x) Tj EMC /P <</MCID 1>> BDC (y) Tj EMC", Subtype=Name.Form)
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Form=form))
    mark_artifacts(pdf)
    once = saved(pdf)
    mark_artifacts(pdf)
    assert saved(pdf) == once


@given(st.binary(max_size=200))
def test_the_scanner_survives_any_bytes_and_keeps_order(content: bytes) -> None:
    places = [place for operation in operations(content) for place in (operation.start, operation.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(content) for place in places)


def saved(pdf: Pdf) -> bytes:
    """Return the file's bytes."""
    target = BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()


@pytest.fixture(scope="module")
def leaflet(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a leaflet as WeasyPrint writes it, and the same after the pass."""
    folder = tmp_path_factory.mktemp("leaflet")
    rendered, finished = folder / "rendered.pdf", folder / "finished.pdf"
    rendered.write_bytes(bare_pdf(LEAFLET))
    with Pdf.open(rendered) as pdf:
        mark_artifacts(pdf)
        finished.write_bytes(saved(pdf))
    return rendered, finished


def tree_text(path: Path) -> str:
    """Return the text of the structure tree, in reading order, as poppler reads it."""
    command = ["pdfinfo", "-struct-text", str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.slow
def test_the_pass_mends_what_verapdf_finds(leaflet: tuple[Path, Path]) -> None:
    rendered, finished = leaflet
    failures = validate(leaflet, "ua1")
    assert [(failure.clause, failure.test_number) for failure in failures[rendered]] == [
        ("7.1", 3),
        ("7.3", 1),
    ]
    assert failures[finished] == ()


@pytest.mark.slow
def test_running_headers_are_on_the_page_and_not_in_the_tree(leaflet: tuple[Path, Path]) -> None:
    document = pypdfium2.PdfDocument(leaflet[1])
    pages = [page.get_textpage().get_text_range() for page in document]
    text = tree_text(leaflet[1])
    for words in ("RUNNING", "CONTACT", "PHONE", "PAGE "):
        assert all(words in page for page in pages)
        assert words not in text
    assert all(words in text for words in ("Bend your ", "gently", "One", "Bend them."))


@pytest.mark.slow
def test_page_and_parent_tree_know_the_same_content(leaflet: tuple[Path, Path]) -> None:
    with Pdf.open(leaflet[1]) as pdf:
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for page in pdf.pages:
            content = page.Contents.read_bytes()
            owners = parents[int(page.obj.StructParents)]
            known = [mcid for mcid, owner in enumerate(owners) if owner is not None]
            assert sorted(map(int, re.findall(rb"/MCID (\d+)", content))) == known
            assert b"/Type /Pagination" in content


@pytest.mark.slow
def test_drawing_operators_stay_byte_for_byte(leaflet: tuple[Path, Path]) -> None:
    with Pdf.open(leaflet[0]) as before, Pdf.open(leaflet[1]) as after:
        for old, new in zip(before.pages, after.pages, strict=True):
            assert drawing(old.Contents.read_bytes()) == drawing(new.Contents.read_bytes())


def drawing(content: bytes) -> list[bytes]:
    """Return the operations of a content stream without those of marked content."""
    marks = {b"BMC", b"BDC", b"EMC"}
    return [content[part.start : part.end] for part in operations(content) if part.operator not in marks]
