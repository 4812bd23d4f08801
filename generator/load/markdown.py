"""Markdown to document: CommonMark with block attributes, containers, tables and word lists.

Owns the reading of a handout's body. Never reads a file and never renders: inline Markdown stays raw in its
message, so that a translator sees what the author wrote. Raw HTML is off.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_block_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from generator.findings import Finding, suggestion
from generator.load.document import (
    UNHEADED,
    Block,
    Box,
    Definition,
    Figure,
    Formats,
    Item,
    Listing,
    Message,
    Paragraph,
    Section,
    Subheading,
    Table,
    messages_of,
)

BOX_KINDS = ("tips", "note", "takeaway", "frames", "diary", "checklist", "appointments", "lines", "contents")
ATTRIBUTE_NAMES = ("id", "class", "formats")
SECTION_CLASSES = ("tier-1", "tier-2", "tier-3", "key-points", "questions", "tips", "steps", "with-sources",
                   "optional", UNHEADED)
CRITICAL, OPTIONAL = "critical", "optional"


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.use(front_matter_plugin).use(attrs_block_plugin).use(deflist_plugin)
    # One container that takes any name: an unknown name becomes a finding, not a silent paragraph.
    parser.use(container_plugin, "box", validate=lambda params, _markup: bool(params.strip()))
    return parser


@dataclass(slots=True, kw_only=True)
class _Reader:
    """The state of one reading: where we are and what was found wrong."""

    path: str
    context: str = ""
    findings: list[Finding] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)

    def claim(self, name: str, line: int) -> None:
        """Note an id; it names one message only, since facts and outlines refer to it."""
        if name in self.ids:
            self.fault(line, f"the id {name!r} is used twice, first on line {self.ids[name]}.", "Rename one of them.")
        self.ids.setdefault(name, line)

    def fault(self, line: int, message: str, action: str) -> None:
        """Note a fault of the source at `line`."""
        self.findings.append(
            Finding(rule="handout-markdown", path=self.path, line=line, message=message, action=action)
        )


def split_front_matter(text: str) -> tuple[str, int] | None:
    """Return the YAML between the first two `---` lines and its first line number, None where there is none."""
    tokens = MarkdownIt("zero").use(front_matter_plugin).parse(text)
    if tokens and tokens[0].type == "front_matter":
        return tokens[0].content, 2
    return None


def read_sections(text: str, *, path: str) -> tuple[tuple[Section, ...], tuple[Finding, ...]]:
    """Return the sections of a handout's Markdown and what is wrong with it.

    A section begins at a heading of level 2 or 3 that carries an id: `{#id .class}` on the line before it.
    """
    reader = _Reader(path=path)
    sections: list[Section] = []
    open_section: _OpenSection | None = None
    for node in SyntaxTreeNode(_parser().parse(text)).children:
        if node.type == "front_matter":
            continue
        if node.type == "heading" and "id" in node.attrs:
            open_section = _open_section(reader, node)
            sections.append(open_section.close())
            continue
        if open_section is None:
            reader.fault(_line(node), "text stands before the first section.",
                         "Put {#id} and a heading '## …' before it.")
            continue
        open_section.blocks.extend(_blocks(reader, node))
        sections[-1] = open_section.close()
    for section in sections:
        if OPTIONAL in section.classes and any(message.critical for message in messages_of([section])):
            reader.fault(section.heading.line,
                         f"the section {section.id!r} is {OPTIONAL} and holds safety-critical text.",
                         f"Remove .{OPTIONAL}, or move that text to a section that is always printed.")
        if section.tier and (OPTIONAL in section.classes or any(map(_may_be_left_out, section.blocks))):
            reader.fault(section.heading.line,
                         f"the warning panel {section.id!r} holds text that is {OPTIONAL}.",
                         f"Remove .{OPTIONAL}: no sign may be left out.")
    return tuple(sections), tuple(reader.findings)


@dataclass(slots=True, kw_only=True)
class _OpenSection:
    id: str
    level: int
    heading: Message
    classes: frozenset[str]
    blocks: list[Block] = field(default_factory=list)

    def close(self) -> Section:
        """Return the section with the blocks read so far."""
        return Section(id=self.id, level=self.level, heading=self.heading, classes=self.classes,
                       blocks=tuple(self.blocks))


def _open_section(reader: _Reader, node: SyntaxTreeNode) -> _OpenSection:
    reader.context = str(node.attrs["id"])
    level = int(node.tag[1])
    _check_attributes(reader, node)
    for name in sorted(_classes(node) - {CRITICAL, *SECTION_CLASSES}):
        reader.fault(_line(node), f"unknown class {name!r}.{suggestion(name, SECTION_CLASSES)}",
                     f"Use one of: {', '.join(SECTION_CLASSES)}.")
    if "formats" in node.attrs:
        reader.fault(_line(node), "a section has formats of its own.",
                     "The outline in the front matter says which format prints it.")
    if level not in (2, 3):
        reader.fault(_line(node), f"the section {reader.context!r} has a heading of level {level}.",
                     "Use ## for a section and ### for one that continues it; the title stands in front matter.")
    return _OpenSection(
        id=reader.context,
        level=level,
        heading=_message(reader, node, role="heading"),
        classes=_classes(node) - {CRITICAL},
    )


def _blocks(reader: _Reader, node: SyntaxTreeNode) -> tuple[Block, ...]:  # noqa: PLR0911 (one for each kind)
    """Return what one node of the tree prints; nothing, with a finding, for what we do not print."""
    _check_attributes(reader, node)
    _check_classes(reader, node)
    match node.type:
        case "paragraph":
            return (_paragraph_or_figure(reader, node),)
        case "heading":
            return (Subheading(message=_message(reader, node, role="subheading"), formats=_formats(node.attrs)),)
        case "bullet_list" | "ordered_list":
            return (_listing(reader, node),)
        case "dl":
            return _definitions(reader, node)
        case "table":
            return (_table(reader, node),)
        case "container_box":
            return _box(reader, node)
        case _:
            reader.fault(_line(node), f"a {node.type.replace('_', ' ')} cannot be printed.",
                         "Use paragraphs, lists, figures, tables, word lists and ::: boxes.")
            return ()


def _paragraph_or_figure(reader: _Reader, node: SyntaxTreeNode) -> Paragraph | Figure:
    inline = node.children[0]
    images = [child for child in inline.children if child.type == "image"]
    if not images:
        return Paragraph(message=_message(reader, node, role="paragraph"), formats=_formats(node.attrs),
                         optional=OPTIONAL in _classes(node))
    image = images[0]
    if len(inline.children) > 1:
        reader.fault(_line(node), "an image shares its paragraph with text.", "Put a blank line around the image.")
    return _figure(reader, image, line=_line(node), formats=_formats(node.attrs))


def _figure(reader: _Reader, image: SyntaxTreeNode, *, line: int, formats: Formats) -> Figure:
    # The parser escapes the address as one of the web; ours is the name of a file.
    source, caption = unquote(str(image.attrs["src"])), str(image.attrs.get("title", ""))
    if not image.content.strip():
        reader.fault(line, f"the image {source} has no alternative text.",
                     "Say in the square brackets what it shows, in 15 words or fewer.")
    # What has a natural name needs none from the author: a figure is its section and its file.
    name = f"{reader.context}.{PurePosixPath(source).stem}"
    return Figure(
        image=source,
        alternative=Message(text=image.content, context=reader.context, role="alternative text", line=line, id=name),
        caption=Message(text=caption, context=reader.context, role="caption", line=line, id=f"{name}.caption")
        if caption else None,
        formats=formats,
    )


def _listing(reader: _Reader, node: SyntaxTreeNode) -> Listing:
    items = []
    for entry in node.children:
        if [child.type for child in entry.children] != ["paragraph"]:
            reader.fault(_line(entry), "a list item holds more than one paragraph.",
                         "Keep one sentence or two in each item.")
            continue
        paragraph = entry.children[0]
        _check_attributes(reader, paragraph)
        _check_classes(reader, paragraph)
        items.append(Item(message=_message(reader, paragraph, role="item"), formats=_formats(paragraph.attrs),
                          optional=OPTIONAL in _classes(paragraph)))
    return Listing(items=tuple(items), numbered=node.type == "ordered_list", formats=_formats(node.attrs))


def _definitions(reader: _Reader, node: SyntaxTreeNode) -> tuple[Block, ...]:
    found: list[Block] = []
    term: Message | None = None
    for child in node.children:
        if child.type == "dt":
            term = _message(reader, child, role="term")
        elif [inner.type for inner in child.children] != ["paragraph"]:
            reader.fault(_line(child), "a meaning in the word list is more than one paragraph.",
                         "Keep it to one short sentence.")
        elif term is not None:
            meaning = _message(reader, child.children[0], role="meaning")
            found.append(Definition(term=term, meaning=replace(meaning, id=meaning.id or _slug(term))))
    return tuple(found)


def _slug(term: Message) -> str:
    """Return the natural name of a term's meaning: its section and the term."""
    return f"{term.context}.{'-'.join(re.findall(r'[a-z0-9]+', term.text.lower()))}"


def _table(reader: _Reader, node: SyntaxTreeNode) -> Table:
    rows = [
        tuple(_message(reader, cell, role="cell") for cell in row.children)
        for part in node.children
        for row in part.children
    ]
    return Table(header=rows[0], rows=tuple(rows[1:]), formats=_formats(node.attrs))


def _box(reader: _Reader, node: SyntaxTreeNode) -> tuple[Block, ...]:
    kind = node.info.strip()
    if kind not in BOX_KINDS:
        reader.fault(_line(node), f"unknown box ::: {kind}.{suggestion(kind, BOX_KINDS)}",
                     f"Use one of: {', '.join(BOX_KINDS)}.")
        return ()
    blocks = tuple(block for child in node.children for block in _blocks(reader, child))
    if fault := _box_fault(kind, blocks):
        reader.fault(_line(node), f"the box ::: {kind} {fault[0]}.", fault[1])
        return ()
    return (Box(kind=kind, blocks=blocks, formats=_formats(node.attrs)),)


def _box_fault(kind: str, blocks: tuple[Block, ...]) -> tuple[str, str] | None:  # noqa: PLR0911 (one for each kind)
    """Return what is wrong with a box and what to do; every block of a box must have its place on the page."""
    kinds = [block.kind for block in blocks]
    match kind:
        case "tips" if not blocks or kinds != ["figure", "paragraph"] * (len(blocks) // 2):
            return "is not made of pairs", "Put an image, then one paragraph, with blank lines between."
        case "frames" if not blocks or any(not isinstance(block, Figure) or not block.caption for block in blocks):
            return "holds more than images with captions", 'Write ![what it shows](images/x.svg "Caption").'
        case "diary" | "appointments" if kinds != ["table"]:
            return "is not one table", "Put one table with a header row into it."
        case "checklist" if kinds != ["list"]:
            return "is not one list", "Put one bulleted list into it."
        case "lines" | "contents" if blocks:
            return "is not empty", "Put the text outside it: what stands in such a box comes by itself."
        case "note" | "takeaway" if not blocks or set(kinds) != {"paragraph"}:
            return "holds more than paragraphs", "Put lists and figures outside it."
        case _:
            return None


def _message(reader: _Reader, node: SyntaxTreeNode, *, role: str) -> Message:
    # Soft line breaks of the source are not the translator's business.
    text = " ".join(node.children[0].content.split("\n")) if node.children else ""
    message_id = node.attrs.get("id")
    if message_id is not None:
        reader.claim(str(message_id), _line(node))
    if re.match(r"\{[#.]", text):
        reader.fault(_line(node), f"the attributes in {text[:40]!r} are not understood.",
                     "Put them alone on their line and close the brace: {#id .critical}.")
    if {CRITICAL, OPTIONAL} <= _classes(node):
        reader.fault(_line(node), f"a safety-critical text is marked as {OPTIONAL}.", f"Remove .{OPTIONAL}.")
    return Message(
        text=text,
        context=reader.context,
        role=role,
        line=_line(node),
        id=None if message_id is None else str(message_id),
        critical=CRITICAL in _classes(node),
    )


def _line(node: SyntaxTreeNode) -> int:
    span = node.map or (node.parent.map if node.parent else None) or (0, 0)
    return span[0] + 1


def _classes(node: SyntaxTreeNode) -> frozenset[str]:
    return frozenset(str(node.attrs.get("class", "")).split())


def _formats(attributes: Mapping[str, object]) -> Formats:
    named = attributes.get("formats")
    return None if named is None else frozenset(str(named).split())


def _may_be_left_out(block: Block) -> bool:
    match block:
        case Paragraph():
            return block.optional
        case Listing():
            return any(item.optional for item in block.items)
        case _:
            return False


def _check_classes(reader: _Reader, node: SyntaxTreeNode) -> None:
    """Note a class that would have no effect: a mistyped .critical would leave a sentence unguarded."""
    known: tuple[str, ...] = ()
    if node.type == "heading":
        known = (CRITICAL,)
    elif node.type == "paragraph" and not any(child.type == "image" for child in node.children[0].children):
        known = (CRITICAL, OPTIONAL)
    for name in sorted(_classes(node) - {*known}):
        reader.fault(_line(node), f"the class {name!r} has no effect here.{suggestion(name, known)}",
                     f"Put .{CRITICAL} or .{OPTIONAL} on a paragraph or an item of a list, no other class.")


def _check_attributes(reader: _Reader, node: SyntaxTreeNode) -> None:
    for name in node.attrs:
        if name not in ATTRIBUTE_NAMES and name != "style" and node.type != "ordered_list":
            reader.fault(_line(node), f"unknown attribute {name!r}.{suggestion(name, ATTRIBUTE_NAMES)}",
                         f'Use #id, .{CRITICAL} or formats="…".')

