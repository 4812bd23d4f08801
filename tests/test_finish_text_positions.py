"""Text arrays: an empty string says nothing, and a number beside it is lost in PDFium unless it is merged."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.finish.text_positions import merged_arrays


@pytest.mark.parametrize(("before", "after"), [
    (b"[<>782<>-963.5<004b>963] TJ", b"[-181.5 <004b> 963] TJ"),
    (b"[<>-16] TJ", b"[-16] TJ"),
    (b"[<>] TJ", b"[] TJ"),
    (b"[<0001>1<>2<0002>] TJ", b"[<0001> 3 <0002>] TJ"),
])
def test_empty_strings_are_merged(before: bytes, after: bytes) -> None:
    assert merged_arrays(before) == after


@pytest.mark.parametrize("content", [
    b"[<0001>12<0002>] TJ", b"(<>) Tj", b"[(a<>b)] TJ", b"/P <</MCID 0>> BDC [<0001>] TJ EMC", b"[<>5] 0 d",
])
def test_everything_else_stays_to_the_byte(content: bytes) -> None:
    assert merged_arrays(content) == content


numbers = st.decimals(min_value=-2000, max_value=2000, places=3)
parts = st.lists(numbers | st.sampled_from([b"<>", b"<0001>", b"<00020003>"]), max_size=8)


@given(parts)
def test_what_is_shown_and_where_it_is_shown_stay(array: list[Decimal | bytes]) -> None:
    written = b" ".join(part if isinstance(part, bytes) else f"{part:f}".encode() for part in array)
    assert shown(merged_arrays(b"[" + written + b"] TJ")) == shown(b"[" + written + b"] TJ")


def shown(content: bytes) -> tuple[list[tuple[bytes, Decimal]], Decimal]:
    """Return each string with the sum of the numbers before it, and the sum at the end."""
    position, strings = Decimal(0), []
    for part in re.findall(rb"<[0-9a-f]*>|[-\d.]+", content):
        if not part.startswith(b"<"):
            position += Decimal(part.decode())
        elif part != b"<>":
            strings.append((part, position))
    return strings, position
