"""Text arrays: an empty string says nothing, and a number beside it is lost in PDFium unless it is merged."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed_lines import boxes_of, is_line, page_in, printed, text_of
from pypdfium2 import PdfDocument, raw

from generator.finish import finish
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


#: Words whose marks the engine raises between two text operators in Nastaliq.
URDU = "ہفتے سے"
#: In points: what writing numbers with few decimals leaves.
ROUNDING = 0.1


@pytest.mark.slow
@pytest.mark.usefixtures("isolated_fonts")
@pytest.mark.filterwarnings("ignore:No fonts configured in FontConfig:UserWarning")
@pytest.mark.parametrize("size", [9, 12, 24])
def test_the_letters_of_an_urdu_line_lie_in_its_box_and_without_the_pass_they_do_not(size: int) -> None:
    page = page_in("ur", f"<p>{URDU}</p>", style=f"html {{ font-size: {size}pt }}")
    (line,) = [box for box in boxes_of(page) if is_line(box) and text_of(box) == URDU]
    left, right = line.position_x * 0.75, (line.position_x + line.width) * 0.75
    bare = printed(page)
    assert strays(finish(bare, page).content, left=left, right=right) == []
    assert max(strays(bare.content, left=left, right=right)) > size / 2


def strays(content: bytes, *, left: float, right: float) -> list[float]:
    """Return how far letters lie outside a line, in points, as PDFium reads them: it prints them there too."""
    with PdfDocument(content) as document:
        words = document[0].get_textpage()
        boxes = [
            words.get_charbox(index) for index in range(words.count_chars())
            if not raw.FPDFText_IsGenerated(words, index) and raw.FPDFText_GetUnicode(words, index) > ord(" ")
        ]
    assert len(boxes) > len(URDU)
    edges = (max(left - box[0], box[2] - right) for box in boxes)
    return [edge for edge in edges if edge > ROUNDING]
