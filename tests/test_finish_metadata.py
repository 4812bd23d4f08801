"""What a file says of itself comes back as it was written, from any file that still has it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from hand_pages import hand_page
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Encryption, Pdf
from support import only
from verapdf import validate

from generator.compose.metadata import Metadata
from generator.finish.identity import Identity, read_identity
from generator.finish.metadata import NAMESPACE, write_metadata

METADATA = Metadata(
    handout="water", languages=("es", "en"), format="sheet", edition="bilingual", brand="oak", version="1.0",
    print_code="DW-1.0-SHB-es-OAK-DRAFT", title="Beba agua & más", subject="Cuánta, y cuándo <preguntar>.",
    keywords=("Información para pacientes", "Español"), publisher="Oak & Sons", drafted=date(2026, 1, 2),
    reviewed=date(2026, 2, 3), next_review=date(2027, 1, 2), source="ab" * 32, text="cd" * 32, released=False,
    licence="CC BY 4.0", licence_url="https://creativecommons.org/licenses/by/4.0/",
)
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=30,
).map(lambda text: " ".join(text.split())).filter(bool)
DAYS = st.dates(min_value=date(1900, 1, 1))


def document(metadata: Metadata | None = METADATA) -> Pdf:
    """Return a file of one empty page with what the engine would have written into its document information."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(100, 100))
    if metadata is not None:
        pdf.docinfo.Title, pdf.docinfo.Subject = metadata.title, metadata.subject
        pdf.docinfo.CreationDate = "D:20260102000000Z"
    write_metadata(pdf, metadata)
    return pdf


def saved(pdf: Pdf, *, encryption: Encryption | None = None) -> bytes:
    content = io.BytesIO()
    pdf.save(
        content, deterministic_id=encryption is None, encryption=encryption or False, fix_metadata_version=False,
    )
    return content.getvalue()


def refused(identity: Identity) -> str:
    """Return the rule by which a file says nothing."""
    assert identity.metadata is None
    return only(identity.findings).rule


@settings(max_examples=40)
@given(st.builds(
    replace, st.just(METADATA), title=WORDS, subject=WORDS, publisher=WORDS, version=WORDS, brand=WORDS,
    keywords=st.lists(WORDS, min_size=1, max_size=3).map(tuple), drafted=DAYS, reviewed=st.none() | DAYS,
    next_review=DAYS, released=st.booleans(), languages=st.lists(WORDS, min_size=1, max_size=2).map(tuple),
))
def test_what_is_written_is_read(metadata: Metadata) -> None:
    assert read_identity(saved(document(metadata))) == Identity(metadata=metadata)


def test_the_same_words_give_the_same_bytes_and_no_day_but_those_of_the_text() -> None:
    assert saved(document()) == saved(document())
    with document() as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode()
    assert set(re.findall(r"\b\d{4}-\d\d(?:-\d\d)?\b", packet)) == {"2026-01-02", "2026-02-03", "2027-01-02"}


def test_the_packet_stands_uncompressed_in_the_file() -> None:
    assert b"DW-1.0-SHB-es-OAK-DRAFT" in saved(document())


def test_information_and_packet_say_the_same() -> None:
    with document() as pdf, pdf.open_metadata() as packet:
        assert packet["dc:title"] == str(pdf.docinfo.Title)
        assert packet["dc:description"] == str(pdf.docinfo.Subject)
        assert packet["pdf:Keywords"] == str(pdf.docinfo.Keywords) == "Información para pacientes, Español"
        assert packet["xmp:CreateDate"] == "2026-01-02"
        assert packet["dc:rights"] == "CC BY 4.0"
        assert {packet[name] for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")} == {"2", "A", "1"}


def test_a_project_without_a_licence_claims_none() -> None:
    pdf = document(replace(METADATA, licence="", licence_url=""))
    assert b"xmpRights:" not in pdf.Root.Metadata.read_bytes().replace(b"xmlns:xmpRights", b"").replace(b"xap", b"")


@pytest.mark.parametrize("content", [b"", b"%PDF-", b"%PDF-1.7\nnothing of the kind", b"GIF89a" * 400])
def test_what_is_no_pdf_or_beyond_reading(content: bytes) -> None:
    assert refused(read_identity(content)) == "file-unread"


def test_a_file_with_a_password() -> None:
    content = saved(document(), encryption=Encryption(owner="o", user="u"))
    assert refused(read_identity(content)) == "file-unread"
    assert "password" in read_identity(content).findings[0].message


def test_a_file_that_is_protected_against_changes_still_tells() -> None:
    assert read_identity(saved(document(), encryption=Encryption(owner="o", user=""))).metadata == METADATA


def test_files_of_others() -> None:
    bare = Pdf.new()
    bare.add_blank_page()
    assert refused(read_identity(saved(bare))) == "file-unknown"
    assert refused(read_identity(saved(document(None)))) == "file-unknown"
    bare.Root.Metadata = 7
    assert refused(read_identity(saved(bare))) == "file-unknown"


@pytest.mark.parametrize(("old", "new"), [
    (b"<handouts:printCode>DW-1.0-SHB-es-OAK-DRAFT</handouts:printCode>", b""),
    (b"<handouts:status>draft<", b"<handouts:status>good<"),
    (b"2027-01-02", b"2027-02-30"),
    (b"</rdf:RDF>", b"</rdf:RFD>"),
    (b"<?xpacket begin", b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><?xpacket begin"),
])
def test_what_somebody_has_changed(old: bytes, new: bytes) -> None:
    pdf = document()
    packet = pdf.Root.Metadata.read_bytes()
    assert old in packet
    pdf.Root.Metadata = pdf.make_stream(packet.replace(old, new), Type=pikepdf.Name.Metadata)
    content = saved(pdf)
    if b"DOCTYPE" in new:  # a declaration that is not used takes nothing in
        assert read_identity(content).metadata == METADATA
    else:
        assert refused(read_identity(content)) == "file-unknown"


def test_a_file_that_was_cut_says_what_it_is_and_that_it_is_damaged() -> None:
    content = saved(document())
    cut = read_identity(content[:content.index(b"startxref")])
    assert cut.metadata == METADATA
    assert only(cut.findings).rule == "file-damaged"


@pytest.mark.slow
def test_a_page_with_metadata_is_both_standards_at_once(tmp_path: Path) -> None:
    from generator.finish import finish  # noqa: PLC0415 (half a second with the engine)
    from generator.render.engine import render  # noqa: PLC0415

    page = hand_page("<h1>By hand</h1><p>Drink.</p>")
    files = {}
    for name, metadata in (("with", METADATA), ("reviewed-never", replace(METADATA, reviewed=None)), ("none", None)):
        files[name] = tmp_path / f"{name}.pdf"
        files[name].write_bytes(finish(render(page), replace(page, metadata=metadata)).content)
    assert validate(files.values()) == dict.fromkeys(files.values(), ())
    # The standard asks for the description of each property of ours: without it the file fails.
    with Pdf.open(files["with"], allow_overwriting_input=True) as pdf:
        packet = pdf.Root.Metadata.read_bytes().replace(
            b"<pdfaSchema:namespaceURI>" + NAMESPACE.encode(), b"<pdfaSchema:namespaceURI>urn:other#"
        )
        pdf.Root.Metadata = pdf.make_stream(packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        pdf.save(files["with"])
    assert {failure.clause for failure in validate([files["with"]])[files["with"]]} == {"6.6.2.3.1"}
