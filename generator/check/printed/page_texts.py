"""What a page's HTML says before the engine sets it: texts of blocks, pictures, what is read of attributes, styles.

Where the engine's parser might read another text than this one, the markup itself is given as a text, which is known
to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from generator.compose.literal_words import READ_ATTRIBUTES

_ASSET = "asset:"
#: How the ids of sections begin.
_SECTION = "section-"
#: Text ends at these; it goes on across all others, as the engine's own style sheet has it.
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "col", "colgroup", "dd", "details", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hgroup", "hr", "html", "img", "legend", "li", "link", "main", "menu", "meta", "nav", "ol", "p", "pre",
    "search", "section", "style", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
})
_EMPTY = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})
#: What a window or a catalogue shows.
_READ_METADATA = frozenset({"author", "description", "keywords", "subject"})
#: Elements whose markup the engine prints as it stands.
_RAW = frozenset({"iframe", "noembed", "noframes", "noscript", "plaintext", "textarea", "xmp"})
#: Buttons of which the engine says what they do.
_NAMED_BUTTONS = frozenset({"submit", "reset"})
#: The edges of an element that holds the number of a step, or of a page, apart from the words beside it.
STEP, PAGE = "\ufffe", "\uffff"
_NUMBERS = {"step-number": STEP, "page-number": PAGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """A text in one stretch: `read` is what stands on the paper, `image` the picture that an alternative text is for.

    `side` is the number of the side that it stands on, 0 outside all sides; `language` is that of its block, `section`
    the id of the section around it. A text with a `target` (data-target) is an entry of a list of contents and leads
    to the section of that id.
    """

    text: str
    language: str = ""
    side: int = 0
    read: bool = False
    image: str = ""
    section: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class _Element:
    tag: str
    language: str
    side: int
    edge: str = ""
    section: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTexts:
    """The texts of a page in their order, its style sheets, and the `style` of its elements."""

    texts: tuple[PageText, ...]
    styles: tuple[str, ...]
    declarations: tuple[str, ...]


def page_texts(html: str) -> PageTexts:
    """Return what a page's HTML says."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return PageTexts(
        texts=tuple(reader.texts), styles=tuple(reader.styles), declarations=tuple(reader.declarations)
    )


class _Reader(HTMLParser):
    """Collects the texts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[PageText] = []
        self.styles: list[str] = []
        self.declarations: list[str] = []
        self._parts: list[str] = []
        self._open = [_Element("", "", 0)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._end()
        # Of two attributes of one name the engine takes the first.
        given = {name: value for name, value in reversed(attrs) if value}
        self._say(*(value for name, value in attrs if name in READ_ATTRIBUTES - {"alt"} and value))
        self.declarations += [value for name, value in attrs if name == "style" and value]
        if tag == "img" or "alt" in given:
            self.texts.append(PageText(
                text=given.get("alt", ""), image=given.get("src", "").removeprefix(_ASSET), side=self._open[-1].side,
            ))
        if tag == "meta" and given.get("name", "").lower() in _READ_METADATA:
            self._say(given.get("content", ""))
        if tag in _RAW or (tag == "input" and given.get("type", "").lower() in _NAMED_BUTTONS):
            self._say(self.get_starttag_text() or tag)
        if tag not in _EMPTY:
            self._enter(tag, given)

    def _enter(self, tag: str, given: dict[str, str]) -> None:
        outer = self._open[-1]
        name, _, number = given.get("id", "").rpartition("-")
        edge = next((edge for kind, edge in _NUMBERS.items() if kind in given.get("class", "").split()), "")
        self._parts += edge
        self._open.append(_Element(
            tag, given.get("lang", outer.language) if tag in _BLOCKS else outer.language,
            int(number) if name == "side" and number.isdecimal() else outer.side, edge,
            given["id"] if given.get("id", "").startswith(_SECTION) else outer.section,
            given.get("data-target", outer.target),
        ))

    def handle_endtag(self, tag: str) -> None:
        depth = next((depth for depth in range(len(self._open) - 1, 0, -1) if self._open[depth].tag == tag), 0)
        if depth:
            self._parts += "".join(element.edge for element in reversed(self._open[depth:]))
        if tag in _BLOCKS:
            self._end()
        if depth:
            del self._open[depth:]

    def handle_data(self, data: str) -> None:
        if self._open[-1].tag == "style":
            self.styles.append(data)
        else:
            self._parts.append(data)

    def handle_comment(self, data: str) -> None:
        # The engine's parser ends some comments at the first of these.
        if ">" in data:
            self._say(data)

    def handle_pi(self, data: str) -> None:
        self._say(data)

    def unknown_decl(self, data: str) -> None:
        self._say(data)

    def close(self) -> None:
        super().close()
        self._end()

    def _say(self, *texts: str) -> None:
        self.texts += [PageText(text=text) for text in texts if text]

    def _end(self) -> None:
        """End the block that is open; its place among the elements is still that of its text."""
        text, self._parts = "".join(self._parts), []
        if text.strip():
            place = self._open[-1]
            read = all(element.tag != "title" for element in self._open)
            self.texts.append(PageText(
                text=text, language=place.language, side=place.side, read=read, section=place.section,
                target=place.target,
            ))
