"""Mark what must not be read aloud: running headers and footers, decorative images, stray drawing.

Owns the seam between the structure tree and the content streams: after this pass each piece of content is
either reachable from the tree or an artifact (ISO 14289-1, 7.1). Never changes, moves or reformats a drawing
operator, only the marked-content operators around it.

What WeasyPrint 70 writes, and this pass relies on: text and images are marked one by one, never nested, with
their MCID in line. What stands in the boxes of the page margin (`@top-left` and the like, strings and running
elements alike) gets structure elements that the parent tree points at but no element above them does; that
absence is how a header is told from a paragraph. A group with opacity becomes a form XObject whose MCIDs
count on with those of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Page, Pdf

from generator.finish.content import Edit, edited, operations, page_content
from generator.finish.structure import ContentItem, ObjectId, content_items, elements, is_element, kids_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTIFACT = b"/Artifact BMC"
PAGINATION = b"/Artifact <</Type /Pagination>> BDC"  # ISO 32000-1, table 330

_PATH = frozenset({b"m", b"l", b"c", b"v", b"y", b"h", b"re", b"W", b"W*"})
_PAINT_PATH = frozenset({b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_PAINT = _PAINT_PATH | {b"sh", b"Do", b"BI", b"Tj", b"TJ", b"'", b'"'}
_MCID = re.compile(rb"/MCID\s+(\d+)")


def mark_artifacts(pdf: Pdf) -> None:
    """Turn all content that the structure tree does not reach into artifacts, in place.

    Figures without Alt and ActualText leave the tree first, so that decorative images are artifacts too (ISO
    14289-1, 7.3). Links in the page margin lose their annotation: it would stand outside the tree (7.18.5),
    or inside it be read out on each page. A file without a structure tree is left as it is. Marking twice
    changes nothing more.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if root is None or "/ParentTree" not in root:
        return
    decorative = frozenset(_remove_decorative_figures(root))
    tree = _read_tree(root, decorative)
    marker = _Marker(pdf=pdf, tree=tree)
    for page in pdf.pages:
        _drop_unread_annotations(page.obj, tree)
        marker.mark_page(page)


def _is_decorative(kid: Object | int) -> bool:
    """Recognise a Figure that says nothing in words."""
    if not is_element(kid) or Name.Figure != kid.S:
        return False
    return not any(str(kid.get(key, "")) for key in ("/Alt", "/ActualText"))


def _remove_decorative_figures(root: Object) -> Iterator[ContentItem]:
    """Take the Figures without words out of the tree and yield the content that they owned."""
    for element in elements(root):
        kids = kids_of(element)
        figures = [kid for kid in kids if is_element(kid) and _is_decorative(kid)]
        if figures:
            element.K = Array([kid for kid in kids if not _is_decorative(kid)])
        for figure in figures:
            for part in elements(figure):
                yield from content_items(part)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tree:
    """What the structure tree reaches, and the parent tree that leads back from content to elements."""

    reached: frozenset[ObjectId]
    owners: dict[ContentItem, Object]
    decorative: frozenset[ContentItem]
    parents: NumberTree

    def entries(self, home: Object) -> Object:
        """Return the parent tree's list, by MCID, for a page or a form."""
        key = home.get("/StructParents")
        return Array() if key is None else self.parents.get(int(key), Array())

    def forget(self, mcid: int, page: Object) -> bool:
        """Clear the parent tree's entry for content of a page; false when there was none."""
        entries = self.entries(page)
        if mcid >= len(entries) or entries[mcid] is None:
            return False
        entries[mcid] = None
        return True

    def next_key(self) -> int:
        """Return the first free key behind those of the parent tree."""
        return max(self.parents.keys(), default=-1) + 1


def _read_tree(root: Object, decorative: frozenset[ContentItem]) -> _Tree:
    """Index what can be reached from the root of the structure tree."""
    reached, owners = set(), {}
    for element in elements(root):
        reached.add(element.objgen)
        owners.update(dict.fromkeys(content_items(element), element))
    parents = NumberTree(root.ParentTree)
    return _Tree(reached=frozenset(reached), owners=owners, decorative=decorative, parents=parents)


def _drop_unread_annotations(page: Object, tree: _Tree) -> None:
    """Remove the annotations whose structure element is not reached, with their keys in the parent tree."""
    kept = []
    for annotation in page.get("/Annots", Array()):
        key = annotation.get("/StructParent")
        if key is not None and tree.parents[int(key)].objgen not in tree.reached:
            del tree.parents[int(key)]
        else:
            kept.append(annotation)
    if "/Annots" in page:
        page.Annots = Array(kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """The page being marked and, inside a form XObject, that form."""

    page: Object
    form: Object | None
    resources: Object

    def item(self, mcid: int) -> ContentItem:
        """Return the key of marked content in this stream."""
        return (self.page if self.form is None else self.form).objgen, mcid


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marker:
    """Rewrite the marked-content operators of a file, page by page and form by form."""

    pdf: Pdf
    tree: _Tree
    forms: set[ObjectId] = field(default_factory=set)

    def mark_page(self, page: Page) -> None:
        """Mark the content of one page and of the forms that it paints."""
        content = page_content(page)
        marked = self._marked(content, _Scope(page=page.obj, form=None, resources=page.resources))
        if marked != content:
            page.obj.Contents = self.pdf.make_stream(marked)

    def _marked(self, content: bytes, scope: _Scope) -> bytes:
        """Return the content with artifacts where the structure tree does not reach."""
        edits: list[Edit] = []
        depth, path = 0, -1
        for operation in operations(content):
            operator, start, end = operation.operator, operation.start, operation.end
            if operator in _PATH:  # no marked content begins inside a path (ISO 32000-1, figure 9)
                path = start if path < 0 else path
                continue
            if operator in {b"BMC", b"BDC"}:
                edits.append((start, end, self._opening(content[start:end], scope)))
                depth += 1
            elif operator == b"EMC":
                depth -= 1
            elif operator in _PAINT and not depth and not self._is_form(content[start:end], scope):
                first = path if operator in _PAINT_PATH and path >= 0 else start
                edits.append((first, end, ARTIFACT + b"\n" + content[first:end] + b"\nEMC"))
            path = -1
        return edited(content, edits)

    def _opening(self, opening: bytes, scope: _Scope) -> bytes:
        """Return the operator that opens a marked-content sequence, or that of an artifact."""
        match = _MCID.search(opening)
        if match is None:
            return opening
        mcid = int(match[1])
        on_page = scope.page.objgen, mcid
        if scope.item(mcid) in self.tree.owners:
            return opening
        if scope.form is not None and on_page in self.tree.owners:
            self._move_to_form(mcid, page=scope.page, form=scope.form)
            return opening
        is_margin = self.tree.forget(mcid, scope.page) and on_page not in self.tree.decorative
        return PAGINATION if is_margin else ARTIFACT

    def _is_form(self, painting: bytes, scope: _Scope) -> bool:
        """Mark the form XObject that an operation paints; false when it paints something else."""
        if not painting.endswith(b"Do"):
            return False
        name = painting.removesuffix(b"Do").strip().decode("latin-1")
        form = scope.resources.XObject[name]
        if form.get("/Subtype") != Name.Form:
            return False
        if form.objgen not in self.forms:
            self.forms.add(form.objgen)
            resources = form.get("/Resources", scope.resources)
            content = form.read_bytes()
            form.write(self._marked(content, _Scope(page=scope.page, form=form, resources=resources)))
        return True

    def _move_to_form(self, mcid: int, *, page: Object, form: Object) -> None:
        """Make marked content in a form the form's own: MCIDs count per stream (ISO 32000-1, 14.7.4.2)."""
        element = self.tree.owners[page.objgen, mcid]
        reference = Dictionary(Type=Name.MCR, Pg=page, Stm=form, MCID=mcid)
        kids = kids_of(element)
        element.K = Array([reference if isinstance(kid, int) and kid == mcid else kid for kid in kids])
        self.tree.forget(mcid, page)
        if "/StructParents" not in form:
            form.StructParents = self.tree.next_key()
            self.tree.parents[int(form.StructParents)] = self.pdf.make_indirect(Array())
        entries = self.tree.entries(form)
        while len(entries) <= mcid:
            entries.append(None)
        entries[mcid] = element
