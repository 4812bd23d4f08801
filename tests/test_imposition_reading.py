"""Files that cannot be imposed: each is a finding that says what is wrong and what to do, and none is repaired."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from imposed_pages import reader, refused_by, saved
from pikepdf import Array, Encryption, Name, Pdf, Permissions

from generator.findings import Finding
from generator.finish.imposition import Imposed, NUp, SaddleStitch, Scheme, Tile, impose

GOOD = saved(reader(4))
schemes = st.sampled_from([SaddleStitch(), NUp(), Tile()])


def locked(pdf: Pdf, encryption: Encryption) -> bytes:
    target = BytesIO()
    pdf.save(target, encryption=encryption)
    return target.getvalue()


def without_pages() -> bytes:
    pdf = Pdf.new()
    return saved(pdf)


def without_size() -> bytes:
    pdf = reader(4)
    page = pdf.pages[2]
    page.MediaBox = page.TrimBox = page.BleedBox = Array([0, 0, 0, 400])
    return saved(pdf)


def with_broken_stream() -> bytes:
    pdf = reader(4)
    pdf.pages[1].obj.Contents = pikepdf.Stream(pdf, b"no deflated data", Filter=Name.FlateDecode)
    return saved_as_it_is(pdf)


def saved_as_it_is(pdf: Pdf) -> bytes:
    target = BytesIO()
    pdf.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return target.getvalue()


@pytest.mark.parametrize(("content", "said"), [
    (b"", "no PDF"),
    (b"PK\x03\x04 a letter", "no PDF"),
    (b"%PDF-1.7\n", "damaged"),
    (GOOD[: len(GOOD) // 2], "damaged"),
    (GOOD[:-40], "damaged"),
    (re.sub(rb"startxref\s+\d+", b"startxref\n1", GOOD), "damaged"),
    (locked(reader(4), Encryption(user="secret", owner="boss")), "password"),
    (locked(reader(4), Encryption(user="", owner="boss", allow=Permissions(
        modify_assembly=False, modify_other=False))), "protected"),
    (without_pages(), "no pages"),
    (without_size(), "page 3 has no size"),
    (with_broken_stream(), "damaged"),
], ids=["empty", "a letter", "header only", "half", "no trailer", "wrong start", "password", "owner", "no pages",
        "no size", "stream"])
@pytest.mark.filterwarnings("error")
def test_files_that_cannot_be_imposed(content: bytes, said: str) -> None:
    found = refused_by(content, SaddleStitch())
    assert found.rule == "imposition-file"
    assert said in found.message
    assert found.action


def test_a_file_that_may_be_changed_is_imposed_though_it_is_encrypted() -> None:
    printed = impose(locked(reader(4), Encryption(user="", owner="boss")), SaddleStitch())
    assert isinstance(printed, Imposed)
    with Pdf.open(BytesIO(printed.content)) as pdf:
        assert not pdf.is_encrypted


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=12), schemes)
def test_whatever_bytes_stand_in_a_file_nothing_is_raised(at: int, noise: bytes, scheme: Scheme) -> None:
    content = GOOD[:at] + noise + GOOD[at + len(noise) :]
    printed = impose(content, scheme)
    assert isinstance(printed, (Imposed, Finding))
    if isinstance(printed, Imposed):
        with Pdf.open(BytesIO(printed.content)) as pdf:
            assert len(pdf.pages) == printed.sides


#: What stands between the names of a file: references, numbers, arrays, names.
TOKENS = [found.span() for found in re.finditer(rb"\d+ 0 R|\[[^\[\]]*\]|-?\d+\.?\d*|/\w+", GOOD[: GOOD.index(b"xref")])]
STRAY = (b"null", b"/X", b"[]", b"<<>>", b"-1", b"1e99", b"(a)", b"true", b"9 0 R", b"0", b"3 0 R")


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(TOKENS), st.sampled_from(STRAY), schemes)
def test_a_file_whose_parts_are_not_what_they_should_be_is_a_finding(
    token: tuple[int, int], stray: bytes, scheme: Scheme
) -> None:
    start, end = token
    assume(len(stray) <= end - start)
    printed = impose(GOOD[:start] + stray.ljust(end - start) + GOOD[end:], scheme)
    assert isinstance(printed, (Imposed, Finding))
