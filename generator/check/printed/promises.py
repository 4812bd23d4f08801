"""Rules over what the page promises: language, title and tags, the brand's address and numbers, the draft line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.check.addresses import without_contacts
from generator.check.numbers import numbers
from generator.check.printed.printed import Printed, Sheet
from generator.check.printed.telling import is_scrambled, letters, shown, told
from generator.compose.expected import Expected
from generator.compose.page import Page
from generator.findings import Finding, Severity
from generator.load.brand_numbers import emergency_doubt, is_emergency

#: What an image of a page names where it carries the brand's code.
CODE = "asset:qr.svg"
#: The share of the draft line's letters that must be read again: Indic clusters are not read letter by letter.
DRAFT_SHARE = 0.8
#: How many times as many letters as the draft line the runs may have in which it is looked for.
MOST_LETTERS = 2
#: Three digits that stand alone: no part of a longer number, a date, a decimal or a code.
_THREE_DIGITS = re.compile(r"(?<![\w.,:/+\-\u2013])\d{3}(?![\w%°]|[.,:/\-\u2013]\d)")
#: An emergency number in five countries, and a round number in every text.
_ROUND = "100"


def language_wrong(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding when the document does not say its language, and for each of its languages that no tag has."""
    if (expected := page.expected) is None:
        return
    if printed.language != expected.languages[0]:
        yield told(
            page, None, rule="language-wrong",
            message=f"the document says that its language is {printed.language or 'none'}, it is "
                    f"{expected.languages[0]}.",
            action="Set `lang` on the html element of the template.",
        )
    tagged = {run.block.language for _sheet, run in printed.runs() if run.block}
    for language in expected.languages[1:]:
        if tagged and language not in tagged:
            yield told(page, None, rule="language-wrong", message=f"no passage is tagged as {language}.",
                       action="Set `lang` on the elements of that language.")


def title_wrong(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding when the title that a window shows is not that of the handout."""
    if page.expected and letters(printed.title) != letters(page.expected.title):
        yield told(
            page, None, rule="title-wrong", text=page.expected.title,
            message=f"the document's title is {shown(printed.title)}, that of the handout is "
                    f"{shown(page.expected.title)}.",
            action="Set the title in the template's head from the handout.",
        )


def tags_missing(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding for an untagged document, and for each page with a figure without alternative text."""
    if not printed.tagged:
        yield told(page, None, rule="tags-missing", message="the document has no tags: no voice can read it in order.",
                   action="Render it as PDF/UA.")
    for sheet in printed.sheets:
        count = sum(not figure.alternative for figure in sheet.figures)
        if count:
            yield told(
                page, sheet.number, rule="tags-missing", message=f"{count} of its figures have no alternative text.",
                action="Write what the picture tells; make a decoration a background.",
            )


def code_wrong(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding for a QR code that leads elsewhere, and for one that no camera reads."""
    if (expected := page.expected) is None:
        return
    codes = [(sheet, code) for sheet in printed.sheets for code in sheet.codes]
    for sheet, code in codes:
        if code != expected.web_address:
            yield told(
                page, sheet.number, rule="code-wrong",
                message=f"the QR code leads to {code}, the brand's address is {expected.web_address}.",
                action=f"Make the code of the address in {expected.brand_path}.",
            )
    if CODE in page.html and not codes:
        yield told(
            page, None, rule="code-wrong", message="its QR code cannot be read from the printed page.",
            action="Print it larger, dark on light, with four modules of white around it.",
        )


def link_wrong(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding for each link that opens neither the brand's address nor one that the text names."""
    if (expected := page.expected) is None:
        return
    known = " ".join(placed.text for placed in expected.messages)
    for sheet in printed.sheets:
        for address in dict.fromkeys(sheet.links):
            named = address.startswith(("https://", "mailto:", "tel:")) and _bare(address) in known
            if address != expected.web_address and not named:
                yield told(
                    page, sheet.number, rule="link-wrong",
                    message=f"a link opens {address}, which is neither the brand's address nor in the text.",
                    action=f"Link to {expected.web_address}, or write the address in the text.",
                )


def _bare(address: str) -> str:
    return re.sub(r"^(https://|mailto:|tel:)", "", address).rstrip("/")


def emergency_wrong(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding when the emergency number is another country's, or not on the page.

    One that is not known at all is told once, where the brand writes it. A page that was never meant to name it gets a
    note.
    """
    if (expected := page.expected) is None:
        return
    number = expected.emergency
    if emergency_doubt(number, expected.country, expected.confirmed) is Severity.ERROR:
        yield told(
            page, None, rule="emergency-wrong",
            message=f"{number} is no emergency number of {expected.country}.",
            action=f"Correct or confirm `emergency` under `[numbers]` in {expected.brand_path}.",
        )
    alone = re.compile(rf"(?<!\d){number}(?!\d)")
    if not any(alone.search(text) for sheet in printed.sheets for text in _texts(sheet)):
        meant = bool(alone.search(re.sub(r"<[^>]*>", " ", page.html)))
        yield told(
            page, None, rule="emergency-wrong", severity=Severity.ERROR if meant else Severity.NOTE,
            message=f"the emergency number {number} is not on it.",
            action="Say what to dial in an emergency: {emergency_number}.",
        )


def emergency_foreign(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding for each number of three digits that reaches an emergency service in other countries only."""
    if (expected := page.expected) is None:
        return
    for sheet in printed.sheets:
        for text in dict.fromkeys(_texts(sheet)):
            for number in _foreign(text, expected):
                yield told(
                    page, sheet.number, rule="emergency-foreign", text=text,
                    message=f"{number} in {shown(text)} is an emergency number elsewhere; in {expected.country} it is "
                            f"{expected.emergency}.",
                    action="Write {emergency_number}; if it is a count, write its unit behind it.",
                )


def _foreign(text: str, expected: Expected) -> Iterator[str]:
    plain = without_contacts(text)
    found = [number for number in _THREE_DIGITS.findall(plain) if number not in {*expected.numbers, _ROUND}]
    if not found:
        return
    measured = {number.value for number in numbers(plain, expected.languages[0]) if number.unit or number.lent}
    for number in dict.fromkeys(found):
        if number not in measured and is_emergency(number) and not is_emergency(number, expected.country):
            yield number


def _texts(sheet: Sheet) -> Iterator[str]:
    """Yield the texts of a page, block by block, those of headers and footers run by run."""
    blocks: dict[object, list[str]] = {}
    for place, run in enumerate(sheet.runs):
        blocks.setdefault(run.block or place, []).append(run.text)
    return (" ".join(texts) for texts in blocks.values())


def print_code_missing(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding for a document that bears its print code on no page."""
    if page.expected is None:
        return
    wanted = letters(page.expected.print_code)
    if not any(_has_words(sheet, wanted, share=1, scrambled=True) for sheet in printed.sheets):
        yield told(
            page, None, rule="print-code-missing", message=f"no page bears the print code {page.expected.print_code}.",
            action="Set the slot print-code in the footer: without it nobody can take the paper off the rack.",
        )


def draft_line_wrong(page: Page, printed: Printed) -> Iterator[Finding]:
    """Yield a finding for each page of a draft without the draft line, and of a release with it."""
    if (expected := page.expected) is None:
        return
    for sheet in printed.sheets:
        for language, words in expected.drafts:
            if expected.released == _has_words(sheet, letters(words), scrambled=is_scrambled(words)):
                said = "carries the draft line, and it is released" if expected.released else "lacks the draft line"
                yield told(
                    page, sheet.number, rule="draft-line-wrong", message=f"it {said} ({language}: {shown(words)}).",
                    action="Set the draft line in the margin of every page until the text is signed.",
                )


def _has_words(sheet: Sheet, words: str, *, share: float = DRAFT_SHARE, scrambled: bool) -> bool:
    """Tell whether the words stand on the page as they are written, or in a header whatever order it is read in.

    Arabic and Indic clusters are not read in the order of their letters. Where letters alone are counted, only a few
    neighbouring runs of a header may hold them: the letters of a short line are found in any long text.
    """
    text = "".join(letters(run.text) for run in sheet.runs)
    if words in text or words[::-1] in text:
        return True
    if not scrambled:
        return False
    wanted, runs = Counter(words), [Counter(letters(run.text)) for run in sheet.runs if run.block is None]
    for first in range(len(runs)):
        window: Counter[str] = Counter()
        for run in runs[first:]:
            window += run
            if (wanted & window).total() >= share * wanted.total():
                return True
            if window.total() > MOST_LETTERS * wanted.total():
                break
    return False
