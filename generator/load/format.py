"""A format's folder under templates/: format.toml with paper, page budget, regions and fitting steps."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from generator.editions import BILINGUAL, BLACK, FORM, LARGE_PRINT, STANDARD, EditionName
from generator.findings import Finding
from generator.load.source import Model, read_model, read_text
from generator.load.templates import TemplateFolder, TemplateTexts

RULE = "format-file"
LEAST_BODY = 12.0


class Paper(Model):
    """A trimmed page in millimetres; `widths` are those of all pages in turn, where they differ."""

    width: Annotated[float, Field(gt=0)]
    height: Annotated[float, Field(gt=0)]
    widths: tuple[Annotated[float, Field(gt=0)], ...] = ()


def _with_every_family(paper: dict[Literal["A4", "Letter"], Paper]) -> dict[Literal["A4", "Letter"], Paper]:
    if missing := {"A4", "Letter"} - set(paper):
        fault = f"the paper {', '.join(sorted(missing))} is missing"
        raise ValueError(fault)
    return paper


#: The paper of each family, since a brand may ask for either.
Papers = Annotated[dict[Literal["A4", "Letter"], Paper], AfterValidator(_with_every_family)]


#: The value of a custom property: it stands in a style sheet as it is, so it can end no rule and say no words.
Value = Annotated[str, Field(pattern=r"^[^{}<>;\"'\\\\]*$")]


class FittingStep(Model):
    """A set of custom properties that makes a page looser or tighter; steps are ordered from roomy to tight.

    A `shortened` step also leaves out what the text marks as optional on that side.
    """

    name: str
    properties: dict[str, Value]
    shortened: bool = False


#: What stands in the print code of an edition.
EditionCode = Annotated[str, Field(pattern=r"^[A-Z]{2,3}$")]


class CodeFile(Model):
    """An edition of the format's own pages, in another ink or with fields: only its print code is another."""

    code: EditionCode


class EditionFile(Model):
    """How a format makes an edition that flows: a table [editions.<name>] of format.toml.

    The pages flow, as many as the text takes: it is tightened by the fitting steps to at most `aimed_pages`; where the
    last step takes more, at most `most_pages`, at the first step that takes no more than the last. `code` stands in the
    print code, `properties` are custom properties of the whole document; `title_region` is the region whose heading and
    first paragraph are the title, where a format has its own; a region of `new_page` begins a page, exactly the one
    that is named unless it is 0, so that what a text says of pages stays true; a `cover` has its picture above the
    title. `order` is that of the regions, where it is another than the format's.
    """

    code: EditionCode
    least_pages: Annotated[int, Field(gt=0)] = 1
    aimed_pages: Annotated[int, Field(gt=0)]
    most_pages: Annotated[int, Field(gt=0)]
    minimum_type_size: Annotated[float, Field(gt=0)]
    paper: Papers
    contacts: bool = True
    cover: bool = False
    properties: dict[str, Value] = Field(default_factory=dict)
    title_region: str | None = None
    new_page: dict[str, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    order: tuple[str, ...] | None = None
    fitting: Annotated[tuple[FittingStep, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _has_room(self) -> EditionFile:
        if self.most_pages < self.aimed_pages:
            fault = f"most-pages {self.most_pages} is less than aimed-pages {self.aimed_pages}"
            raise ValueError(fault)
        return self


class EditionFiles(Model):
    """The editions that a format makes beside its own pages."""

    bilingual: EditionFile | None = None
    large_print: EditionFile | None = None
    black: CodeFile | None = None
    form: CodeFile | None = None

    def named(self) -> dict[EditionName, EditionFile | CodeFile]:
        """Return those that there are, by name."""
        made: dict[EditionName, EditionFile | CodeFile | None] = {
            BILINGUAL: self.bilingual, LARGE_PRINT: self.large_print, BLACK: self.black,
            FORM: self.form,
        }
        return {name: file for name, file in made.items() if file is not None}

    def flowing(self) -> dict[EditionName, EditionFile]:
        """Return those whose pages flow, by name."""
        return {name: file for name, file in self.named().items() if isinstance(file, EditionFile)}


class FormatFile(Model):
    """The file format.toml."""

    code: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    #: How many pages, or the most where the outline decides.
    pages: Annotated[int, Field(gt=0)]
    #: What may be folded, where the outline decides: the regions are the pages from the second on, and an outline fills
    #: so many of them that the cover and they are one of these numbers.
    page_counts: tuple[Annotated[int, Field(gt=0)], ...] = ()
    #: How the pages lie on the sheets of an office printer: `finish/imposition`.
    imposition: Literal["none", "saddle-stitch", "trifold", "n-up", "tile"] = "none"
    #: The folder whose stylesheets come before the format's own, as its template extends that folder's.
    extends: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")] | None = None
    regions: Annotated[tuple[str, ...], Field(min_length=1)]
    minimum_type_size: Annotated[float, Field(gt=0)]
    #: Most of the running text has so many points or more: 12 for patients (NHS England, Accessible Information; RNIB,
    #: Clear Print), smaller only where the page is carried in a pocket.
    minimum_body_size: Annotated[float, Field(gt=0)] = LEAST_BODY
    arabic_body: Literal["naskh", "sans"] = "naskh"
    #: Running text may be hyphenated in languages that the engine has a dictionary for; off, since hyphens slow
    #: people down who read with effort.
    hyphenation: bool = False
    paper: Papers
    fitting: Annotated[tuple[FittingStep, ...], Field(min_length=1)]
    editions: EditionFiles = EditionFiles()
    #: How many times as wide as its source a translation may be before a warning.
    most_growth: Annotated[float, Field(gt=1)] = 2.0

    first_step: dict[str, int] = Field(default_factory=dict)
    #: What there is room for of a brand's own: so many contacts, one box of local text, a line of small print.
    contacts: Annotated[int, Field(ge=0)] = 2
    local_box: bool = False
    notes: bool = False
    #: The side at whose foot box and small print stand, in a format that has many.
    brand_side: Annotated[int, Field(gt=0)] | None = None

    @model_validator(mode="after")
    def _orders_its_regions(self) -> FormatFile:
        for name, edition in self.editions.flowing().items():
            if edition.order is not None and sorted(edition.order) != sorted(self.regions):
                fault = f"the order of the edition {name} has other regions than the format"
                raise ValueError(fault)
        return self

    @model_validator(mode="after")
    def _has_every_width(self) -> FormatFile:
        for family, paper in self.paper.items():
            if paper.widths and len(paper.widths) != self.pages:
                fault = f"the paper {family} has {len(paper.widths)} widths, the format {self.pages} pages"
                raise ValueError(fault)
        return self

    @model_validator(mode="after")
    def _counts_its_pages(self) -> FormatFile:
        if self.page_counts and (max(self.page_counts) != self.pages or len(self.regions) != self.pages - 1):
            most, named = max(self.page_counts), len(self.regions)
            fault = f"page-counts has {most}, pages {self.pages}, and there are {named} regions, one less is needed"
            raise ValueError(fault)
        return self

    def regions_of(self, outline: Collection[str]) -> tuple[str, ...]:
        """Return the regions that an outline fills, in the format's order."""
        return tuple(region for region in self.regions if region in outline) if self.page_counts else self.regions

    def page_count(self, outline: Collection[str]) -> int:
        """Return how many pages an outline makes."""
        return len(self.regions_of(outline)) + 1 if self.page_counts else self.pages

    def outline_fault(self, outline: Collection[str]) -> tuple[str, str] | None:
        """Return what is wrong with the regions of an outline and what to do, None where they are the format's."""
        filled = self.regions_of(outline)
        wanted = self.regions[:len(filled)] if self.page_counts else self.regions
        if differing := set(wanted) ^ set(outline):
            return f"differ in: {', '.join(sorted(differing))}", f"has the regions {', '.join(self.regions)}"
        count = self.page_count(outline)
        if self.page_counts and count not in self.page_counts:
            *most, last = map(str, self.page_counts)
            return f"differ: with the cover it has {count} pages", f"can have {', '.join(most)} or {last} pages"
        return None

    def makes(self, edition: str) -> bool:
        """Tell whether the format has an edition."""
        return edition == STANDARD or edition in self.editions.named()

    def code_of(self, edition: str) -> str:
        """Return what the print code says of format and edition."""
        codes: dict[str, str] = {name: file.code for name, file in self.editions.named().items()}
        return codes.get(edition, self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: its name is its folder's; `stylesheets` are <name>.css and whatever CSS stands beside it.

    Those of the folder that it extends are among them.
    """

    name: str
    path: str
    file: FormatFile
    stylesheets: TemplateTexts

    @property
    def stylesheet(self) -> str:
        """Return the format's CSS, that of the folder it extends before its own."""
        folders = filter(None, (self.file.extends, self.name))
        return "\n".join(map(self.stylesheets.joined, folders))


def load_format(name: str, *, folder: TemplateFolder) -> tuple[Format | None, tuple[Finding, ...]]:
    """Read one format; None where it cannot be used."""
    format_, found = _load(name, folder)
    return format_, tuple(replace(finding, format=name) for finding in found)


def _load(name: str, folder: TemplateFolder) -> tuple[Format | None, tuple[Finding, ...]]:
    settings = f"{name}/format.toml"
    file, _source, found = read_model(FormatFile, folder.file(settings), path=folder.path(settings), rule=RULE)
    folders = (file.extends, name) if file and file.extends else (name,)
    texts: dict[str, str] = {}
    for sheet in dict.fromkeys(sheet for of in folders for sheet in (f"{of}/{of}.css", *folder.stylesheets(of))):
        css = read_text(folder.file(sheet), path=folder.path(sheet), rule="format-stylesheet")
        if isinstance(css, Finding):
            return None, (*found, css)
        texts[sheet] = css
    if file is None:
        return None, found
    sheets = TemplateTexts(texts, {sheet: folder.path(sheet) for sheet in texts})
    return Format(name=name, path=folder.path(settings), file=file, stylesheets=sheets), found
