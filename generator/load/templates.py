"""Templates by name: the files of a project's templates/ stand before those that the program brings along.

Owns which file a name means, and which templates a project's pages use; never what stands in them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path, PurePosixPath

from generator.editions import EDITIONS, TEMPLATE_EDITIONS
from generator.findings import Finding
from generator.load.settings import ProjectTable
from generator.load.source import read_text

TEMPLATE_FOLDER = "templates"
SHARED_TEMPLATES = "shared"
#: What bifold and trifold extend.
FOLDED_TEMPLATES = "folded"
PROOF = "proof"
#: Names that begin so mean the shipped text, whatever a project has put in its place.
SHIPPED = "shipped"
#: Folders of templates/ that are no format, and names that are taken by editions.
STAFF_FOLDERS = (PROOF, "specimen", "brand-sheet", "brand-compare", "instructions")
RESERVED = frozenset({SHARED_TEMPLATES, FOLDED_TEMPLATES, SHIPPED, *STAFF_FOLDERS, *EDITIONS})
#: `**` would pass over folders that are links.
_ANYWHERE = ("*.html", "*/*.html", "*/*/*.html", "*/*/*/*.html")
_SLOTS = f"{SHARED_TEMPLATES}/slots/"
#: A template is named in another as a string: {% extends "shared/base.html" %}.
_NAMED = re.compile(r"""["']([\w./-]+\.html)["']""")


def shipped_folder(name: str) -> Path:
    """Return `templates` or `locales` as the program brings it along: in a wheel inside the package, else beside it."""
    package = Path(str(files("generator")))
    packed = package / SHIPPED / name
    return packed if packed.is_dir() else package.parent / name


def shipped_templates() -> Path:
    """Return the folder of the shipped templates."""
    return shipped_folder(TEMPLATE_FOLDER)


@dataclass(frozen=True, slots=True)
class TemplateTexts(Mapping[str, str]):
    """Texts by their names under templates/, and where each is written: `path(name)`."""

    texts: Mapping[str, str] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.texts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def joined(self, folder: str) -> str:
        """Return the texts of one folder in their order."""
        return "\n".join(text for name, text in self.texts.items() if name.partition("/")[0] == folder)


def template_path(sources: Mapping[str, str], name: str) -> str:
    """Return where a template is written, as findings name it."""
    paths = sources.paths if isinstance(sources, TemplateTexts) else {}
    return paths.get(name, f"{TEMPLATE_FOLDER}/{name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFolder:
    """A project's templates/ over the shipped one; in the program's own repository both are the same folder."""

    own: Path
    shipped: Path

    def is_own(self, name: str) -> bool:
        """Tell whether the project has this file itself; a link that leads nowhere counts, so that it is found."""
        return os.path.lexists(self.own / name)

    def file(self, name: str) -> Path:
        """Return the file that a name means; the project's own place where there is none."""
        shipped = self.shipped / name
        return self.own / name if self.is_own(name) or not shipped.exists() else shipped

    def path(self, name: str) -> str:
        """Return where a name is written, as findings say it."""
        return f"{TEMPLATE_FOLDER}/{name}" if self.file(name) == self.own / name else shipped_path(name)

    def names(self, *patterns: str) -> tuple[str, ...]:
        """Return the names that match, of both folders, each once."""
        found = {file.relative_to(folder).as_posix() for folder in (self.own, self.shipped)
                 for pattern in patterns for file in folder.glob(pattern)}
        return tuple(sorted(found, key=PurePosixPath))

    def all_names(self) -> tuple[str, ...]:
        """Return the names of all files, of both folders, each once."""
        return self.names(*(f"{'*/' * depth}*.{kind}" for depth in range(4) for kind in ("html", "css", "toml", "svg")))

    def read(self, names: Iterable[str], found: list[Finding]) -> TemplateTexts:
        """Return the texts of these names; what cannot be read is left out and told."""
        texts: dict[str, str] = {}
        for name in names:
            text = read_text(self.file(name), path=self.path(name), rule="template-file")
            if isinstance(text, Finding):
                found.append(text)
            else:
                texts[name] = text
        return TemplateTexts(texts, {name: self.path(name) for name in texts})

    def stylesheets(self, folder: str) -> tuple[str, ...]:
        """Return the names of a folder's style sheets: the one of its name, then any further one by name."""
        first = f"{folder}/{'base' if folder == SHARED_TEMPLATES else folder}.css"
        return tuple(sorted(self.names(f"{folder}/*.css"), key=lambda name: (name != first, name)))


def template_folder(root: Path) -> TemplateFolder:
    """Return the templates of the project in `root`."""
    own, shipped = root / TEMPLATE_FOLDER, shipped_templates()
    return TemplateFolder(own=own, shipped=own if own.resolve() == shipped.resolve() else shipped)


def staff_stylesheet(root: Path, name: str) -> str | Finding:
    """Return the CSS of a document for staff, or the finding that says why it cannot be read."""
    return _sheet(template_folder(root), f"{name}/{name}.css")


def shipped_base(root: Path) -> str | Finding:
    """Return the shipped CSS of all formats, which a project's own may leave things out of."""
    shipped = template_folder(root).shipped
    return _sheet(TemplateFolder(own=shipped, shipped=shipped), f"{SHARED_TEMPLATES}/base.css")


def _sheet(folder: TemplateFolder, name: str) -> str | Finding:
    return read_text(folder.file(name), path=folder.path(name), rule="specimen-stylesheet")


def shipped_path(name: str) -> str:
    """Return how findings name a shipped file."""
    return f"{SHIPPED} {TEMPLATE_FOLDER}/{name}"


def read_templates(folder: TemplateFolder, table: ProjectTable, found: list[Finding]) -> TemplateTexts:
    """Return every template of the project's own, and of the shipped ones those that its pages use.

    What no page uses has words that nobody needs to translate. `shipped/…` is there where a template names it.
    """
    named = folder.read(folder.names(*_ANYWHERE), found)
    if folder.own != folder.shipped and folder.is_own(SHIPPED):
        found.append(Finding(rule="template-file", path=f"{TEMPLATE_FOLDER}/{SHIPPED}",
                             message=f"names that begin with {SHIPPED}/ mean the shipped templates.",
                             action="Give the folder another name: nothing in it is read."))
    originals = _originals(folder, found)
    known = {**named, **originals.texts}
    used = dict.fromkeys(name for name in named if folder.is_own(name) or _is_printed(name, table))
    todo = list(used)
    while todo:
        inner = [name for name in _NAMED.findall(known[todo.pop()]) if name in known and name not in used]
        used.update(dict.fromkeys(inner))
        todo += inner
    names = [name for name in known if name in used]
    return TemplateTexts({name: known[name] for name in names}, {**named.paths, **originals.paths})


def _originals(folder: TemplateFolder, found: list[Finding]) -> TemplateTexts:
    """Return the shipped templates by their names with the prefix."""
    shipped = TemplateFolder(own=folder.shipped, shipped=folder.shipped)
    names = shipped.names(*_ANYWHERE) if folder.own != folder.shipped else ()
    texts = shipped.read(names, found)
    return TemplateTexts({f"{SHIPPED}/{name}": text for name, text in texts.items()},
                         {f"{SHIPPED}/{name}": shipped_path(name) for name in texts})


def _is_printed(name: str, table: ProjectTable) -> bool:
    """Tell whether a page begins with this template, or a slot is filled with it."""
    folders = (*table.formats, *STAFF_FOLDERS, *own_editions(table))
    if name.startswith(_SLOTS):
        # Some slots are those of one edition only: slots/bilingual-contacts.html.
        owner = next((edition for edition in TEMPLATE_EDITIONS if name.startswith(f"{_SLOTS}{edition}-")), None)
        return owner is None or owner in table.editions
    return name in {f"{folder}/{folder}.html" for folder in folders}


def own_editions(table: ProjectTable) -> tuple[str, ...]:
    """Return the editions of a project that have templates of their own."""
    return tuple(name for name in table.editions if EDITIONS[name].flows)
