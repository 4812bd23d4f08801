"""Rules over the finished page, read back from the PDF's bytes: what is printed, not what was meant.

Owns what can only be seen on the page that a patient gets: sizes after every scaling, contrast on the real ground,
codes that a camera reads. Pure: a rule gets the page, whose promises are in `Page.expected`, and the document as
read, and yields findings. What the layout can say by itself stays with `render/inspection.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.check.printed.ground import contrast_low, text_covered
from generator.check.printed.paper import (
    glyph_unprinted,
    outside_page,
    page_blank,
    picture_coarse,
    text_near_edge,
)
from generator.check.printed.printed import Printed
from generator.check.printed.promises import (
    code_wrong,
    draft_line_wrong,
    emergency_foreign,
    emergency_wrong,
    language_wrong,
    link_wrong,
    print_code_missing,
    tags_missing,
    title_wrong,
)
from generator.check.printed.reading import read_printed
from generator.check.printed.signed_wording import text_altered
from generator.check.printed.type import (
    body_small,
    line_long,
    text_slanted,
    text_unaligned,
    text_underlined,
    type_small,
)
from generator.compose.page import Page
from generator.findings import Finding, Severity

__all__ = ["PRINTED_RULES", "Printed", "PrintedRule", "check_printed", "read_printed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRule:
    """A rule over the printed page; `severity` is that of its gravest finding."""

    id: str
    why: str
    severity: Severity = Severity.ERROR
    check: Callable[[Page, Printed], Iterator[Finding]]


PRINTED_RULES = (
    PrintedRule(id="text-altered", check=text_altered,
                why="A template that drops a word or adds one says what nobody has read."),
    PrintedRule(id="type-small", check=type_small,
                why="What is scaled with a drawing is smaller on paper than its stylesheet says."),
    PrintedRule(id="body-small", check=body_small, severity=Severity.WARNING,
                why="Running text below 12 pt shuts out readers with weak eyes."),
    PrintedRule(id="line-long", check=line_long, severity=Severity.WARNING,
                why="From the end of a long line the eye does not find the next one."),
    PrintedRule(id="text-unaligned", check=text_unaligned, severity=Severity.WARNING,
                why="Justified text has holes, centred text no edge to come back to: both slow weak readers."),
    PrintedRule(id="text-slanted", check=text_slanted, severity=Severity.WARNING,
                why="Italics are hard to read, and most scripts have none."),
    PrintedRule(id="text-underlined", check=text_underlined, severity=Severity.WARNING,
                why="A line under words cuts the marks that stand below their letters."),
    PrintedRule(id="contrast-low", check=contrast_low,
                why="Pale text is gone under a dim lamp, for weak eyes and on the next photocopy."),
    PrintedRule(id="text-covered", check=text_covered,
                why="A picture over a line takes it from every reader, and the file still has it."),
    PrintedRule(id="text-near-edge", check=text_near_edge, severity=Severity.WARNING,
                why="Office printers do not print to the edge: the last letters are cut off."),
    PrintedRule(id="outside-page", check=outside_page, why="What lies beside the paper is not printed at all."),
    PrintedRule(id="picture-coarse", check=picture_coarse,
                why="A picture from the web is sharp on a screen and made of squares on paper."),
    PrintedRule(id="page-blank", check=page_blank, why="A blank page looks like a page that got lost."),
    PrintedRule(id="glyph-unprinted", check=glyph_unprinted,
                why="A letter without a glyph is an empty box, and the word another one."),
    PrintedRule(id="language-wrong", check=language_wrong,
                why="A voice reads Polish as English when the file says that it is English."),
    PrintedRule(id="title-wrong", check=title_wrong, why="The title is what a window and a voice name the file by."),
    PrintedRule(id="tags-missing", check=tags_missing,
                why="Without tags and alternative texts a page is silent to who cannot see it."),
    PrintedRule(id="code-wrong", check=code_wrong, why="A code leads a patient to whoever owns its address."),
    PrintedRule(id="link-wrong", check=link_wrong, why="A link that nobody wrote leads to somebody else."),
    PrintedRule(id="emergency-wrong", check=emergency_wrong,
                why="A page that names no emergency number, or one that is none, costs the minutes that count."),
    PrintedRule(id="emergency-foreign", check=emergency_foreign,
                why="Another country's emergency number reaches nobody."),
    PrintedRule(id="print-code-missing", check=print_code_missing,
                why="Paper without its code cannot be found again when it has to come back."),
    PrintedRule(id="draft-line-wrong", check=draft_line_wrong,
                why="A draft without its line is handed out; a released page with it is thrown away."),
)


def check_printed(page: Page, content: bytes, rules: Iterable[PrintedRule] = PRINTED_RULES) -> tuple[Finding, ...]:
    """Return everything that the rules find in the bytes of a document; nothing where it promises nothing."""
    if page.expected is None or not content:
        return ()
    printed = read_printed(content)
    return tuple(finding for rule in rules for finding in rule.check(page, printed))
