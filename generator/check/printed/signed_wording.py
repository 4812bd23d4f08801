"""Whether a page says what was signed, whole and nothing else.

A template can drop a message, cut it, add words to it or turn the order round, though each word that it was given is
signed. So the page is read as it went to the engine, block by block: each must be made up of whole messages, words of
the templates and words of the brand. What the engine loses of it is `text-lost`; what it draws, the other rules read.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from generator.check.printed.known_texts import KnownTexts, bare, number_of
from generator.check.printed.page_texts import PAGE, STEP, PageText, page_texts
from generator.check.printed.passage_order import first_turn
from generator.check.printed.printed import Printed
from generator.check.printed.telling import shown, told
from generator.compose.page import Page
from generator.compose.stylesheet_words import style_words, stylesheet_words
from generator.compose.templates import SOURCE_TAG
from generator.compose.wording import Passage
from generator.findings import Finding

RULE = "text-altered"


@dataclass(frozen=True, slots=True)
class _Said:
    """A known text of the page, bare, and the stretch that it stands in."""

    part: str
    text: PageText


@dataclass(kw_only=True)
class _Reading:
    """A page's passages, bare and as they are written, and what the page says."""

    page: Page
    passages: list[tuple[Passage, str, str]]
    known: KnownTexts
    said: list[_Said] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def read(self, texts: Iterable[PageText]) -> None:
        parted: dict[str, tuple[str, ...] | None] = {}
        for text in texts:
            if text.text not in parted:
                parted[text.text] = self.known.parts(text.text)
                if parted[text.text] is None:
                    self.unknown.append(text.text)
            self.said += [_Said(part, text) for part in parted[text.text] or ()]

    @cached_property
    def marks(self) -> frozenset[str]:
        """Return what stands before a message that is not translated."""
        return frozenset({SOURCE_TAG, *(one.language.upper() for one, _text, _plain in self.passages)})

    def passages_said(self, *, pictures: bool) -> list[_Said]:
        """Return what may be a message: what stands on paper, or the alternative texts of pictures.

        What a list of contents says again is looked at by itself.
        """
        return [one for one in self.said
                if (bool(one.text.image) if pictures else one.text.read and not one.text.target)]

    def entries(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the id that each entry of a list of contents leads to, and the parts of the entry."""
        for text, said in groupby((one for one in self.said if one.text.target), key=lambda one: one.text):
            yield text.target, [one.part for one in said if one.part not in self.marks]


def text_altered(page: Page, _printed: Printed) -> Iterator[Finding]:
    """Yield a finding for each text of the page that is no message, and for each message that it does not say.

    A message that the format prints twice is there twice, and those of a section stand together in their order; a
    number counts what it stands at. A picture with another picture's alternative text is one that a template has
    exchanged.
    """
    if page.expected is None:
        return
    texts = page_texts(page.html)
    reading = _reading(page, texts.texts)
    for text in reading.unknown:
        yield _unknown(page, text, reading.known)
    yield from _miscounted(reading)
    for pictures in (False, True):
        missing = _missing(reading, pictures=pictures)
        yield from (_unsaid(page, *one) for one in missing.values())
        yield from _turned(reading, frozenset(missing), pictures=pictures)
    yield from _exchanged(reading)
    yield from _misled(reading)
    said = [words for style in (*texts.styles, *page.stylesheets) for _line, words in stylesheet_words(style)]
    for words in dict.fromkeys((*said, *(words for one in texts.declarations for words in style_words(one)))):
        yield told(page, None, rule=RULE, message=f"its style says {shown(words)}, which nobody signed.",
                   action="Put words into {% trans %}, not into a style.")


def _reading(page: Page, texts: Iterable[PageText]) -> _Reading:
    wording = page.expected.wording  # type: ignore[union-attr]  # the caller has seen that it is there
    passages = [(one, bare(plain), plain) for one in wording.passages for plain in (wording.plain(one),)]
    # The pages, and what is said of an incomplete translation.
    counted = [str(number) for number in (*range(1, page.pages + 1), len(page.untranslated))]
    known = KnownTexts(wording, ((text, plain) for _one, text, plain in passages), counted=counted)
    reading = _Reading(page=page, passages=passages, known=known)
    reading.read(texts)
    return reading


def _unknown(page: Page, text: str, known: KnownTexts) -> Finding:
    text = text.replace(STEP, " ").replace(PAGE, " ")
    near = difflib.get_close_matches(bare(text), known.texts, n=1)
    return told(
        page, None, rule=RULE, text=known.texts[near[0]] if near else "",
        message=f"it says {shown(text)}, which is no text that was read and signed.",
        action="Let the template print messages as they are, and put its own words into {% trans %}.",
    )


def _miscounted(reading: _Reading) -> Iterator[Finding]:
    """Yield a finding for each number that is not that of the step behind it, or of the page that it stands on."""
    steps: dict[str, set[int]] = {}
    for passage, text, _plain in reading.passages:
        steps.setdefault(text, set()).add(passage.step)
    read = [one for one in reading.passages_said(pictures=False) if one.part not in reading.marks]
    for place, one in enumerate(read):
        kind, number = number_of(one.part)
        if not number:
            continue
        behind = read[place + 1].part if place + 1 < len(read) else ""
        sides = (one.text.side,) if one.text.side else range(1, reading.page.pages + 1)
        if number not in (steps.get(behind, ()) if kind == STEP else sides):
            what = f"before {shown(behind)}, which is no such step" if kind == STEP else "as the number of another page"
            yield told(reading.page, None, rule=RULE, message=f"it says {number} {what}.", text=behind,
                       action="Let the template count the steps of numbered lists and the pages, nothing else.")


def _missing(reading: _Reading, *, pictures: bool) -> Mapping[str, tuple[str, int, int]]:
    """Return what the page does not say as often as it must: by its bare text, how it is written, said and needed."""
    said = Counter(one.part for one in reading.passages_said(pictures=pictures))
    needed = [(text, plain) for passage, text, plain in reading.passages
              if passage.needed and bool(passage.picture) == pictures]
    plains = dict(needed)
    times = Counter(text for text, _plain in needed)
    return {text: (plains[text], said[text], often) for text, often in times.items() if said[text] < often}


def _unsaid(page: Page, plain: str, said: int, needed: int) -> Finding:
    message = f"it says {shown(plain)} only {said} of {needed} times." if said else f"it does not say {shown(plain)}."
    return told(page, None, rule=RULE, text=plain, message=message, action="Let the template print the message.")


def _turned(reading: _Reading, missing: frozenset[str], *, pictures: bool) -> Iterator[Finding]:
    """Yield a finding for the first message on each side of the page that stands in another place of its section."""
    groups: dict[str, dict[str, list[tuple[str, bool]]]] = {}
    plains: dict[str, str] = {"": ""}
    for passage, text, plain in reading.passages:
        if passage.group and bool(passage.picture) == pictures and text:
            group = groups.setdefault(passage.side, {}).setdefault(passage.group, [])
            group.append((text, passage.needed and text not in missing))
            plains[text] = plain
    for side, said in _by_side(reading, groups, pictures=pictures).items():
        turn = first_turn(said, [tuple(group) for group in groups[side].values()])
        if turn is None:
            continue
        found, expected = shown(plains[turn.found]), shown(plains[turn.expected])
        where = f"behind {shown(plains[turn.before])}, where {expected} was signed" if turn.expected else (
            "apart from what it was signed with")
        yield told(reading.page, None, rule=RULE, text=plains[turn.found or turn.expected],
                   message=f"it says {found} {where}.",
                   action="Let the template print the messages of a section together and in their order.")


def _by_side(
    reading: _Reading, groups: Mapping[str, Mapping[str, Iterable[tuple[str, bool]]]], *, pictures: bool
) -> dict[str, list[str]]:
    """Return what each side of the page says of its sections, in the order of the page."""
    own = {side: {text for group in of.values() for text, _needed in group} for side, of in groups.items()}
    said: dict[str, list[str]] = {side: [] for side in groups}
    shared: Counter[str] = Counter()
    for one in reading.passages_said(pictures=pictures):
        sides = [side for side, texts in own.items() if one.part in texts]
        if not sides:
            continue
        # Words that both languages write alike are those of their block's; a picture has them one after the other.
        number = shared[one.part] if pictures else sides.index(one.text.language) if one.text.language in sides else 0
        said[sides[number % len(sides)]].append(one.part)
        shared[one.part] += 1
    return said


def _misled(reading: _Reading) -> Iterator[Finding]:
    """Yield a finding for each entry of a list of contents that is not the heading and the page of what it leads to."""
    headings: dict[str, _Said] = {}
    for one in reading.passages_said(pictures=False):
        if one.text.section and one.part not in reading.marks:
            headings.setdefault(one.text.section, one)
    for target, parts in reading.entries():
        heading = headings.get(target)
        numbers = [number_of(part) for part in parts[1:]]
        # Where the text flows, the entry has no number: the engine counts the page.
        right = heading and [(PAGE, heading.text.side)], [(PAGE, 0)]
        if heading is None or parts[0] != heading.part or numbers not in right:
            said = shown(" ".join(map(_without_edges, parts)))
            yield told(reading.page, None, rule=RULE, text=parts[0],
                       message=f"its contents say {said}, which is not the heading and page of what it leads to.",
                       action="Let the template take both from `contents`.")


def _without_edges(part: str) -> str:
    return part.strip(STEP + PAGE)


def _exchanged(reading: _Reading) -> Iterator[Finding]:
    own: dict[str, set[str]] = {}
    for passage, text, _plain in reading.passages:
        if passage.picture:
            own.setdefault(passage.picture, set()).add(text)
    every: set[str] = set().union(*own.values())
    shown_in: dict[str, list[str]] = {}
    for one in reading.said:
        if one.text.image:
            shown_in.setdefault(one.text.image, []).append(one.part)
    for image, parts in shown_in.items():
        if any(part in every and part not in own.get(image, ()) for part in parts):
            yield told(reading.page, None, rule=RULE, message=f"the picture {image} stands in the place of another.",
                       action="Let the template print each figure with its own alternative text.")
