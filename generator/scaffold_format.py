"""A new format from a few answers: the texts of its files, and the files that name it. Pure but for the starters.

The starters stand in generator/starters/: templates like any other, with a few places to fill.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

STARTERS = Path(__file__).parent / "starters"
_PLACE = re.compile(r"@([a-z0-9-]+)@")


_NARROW_SHEET = """
/* A narrow sheet: contacts below each other, the words of the code below it. */
.slot-body { padding-inline-end: 34mm; font-size: calc(10.5pt * var(--script-size)) }
.contact { display: block; width: auto; margin-bottom: 1mm }
.qr { display: block; width: 28mm }
.qr-tile, .qr-tile img { display: block; width: 24mm; height: 24mm }
.qr-words { display: block; padding: 1mm 0 0 }
.sources { padding-inline-end: 4mm }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A size of sheet: its papers in millimetres, its scale against A4, the size of its text in points.

    `strip` is the scale of the contacts' height, `foot` the margin below in millimetres, `more` CSS of its own.
    """

    papers: Mapping[str, tuple[float, float]]
    scale: float
    text: float
    strip: float
    foot: float
    more: str = ""


#: Each size with what an office of the other family has in its place: half Letter, Letter, Tabloid.
SIZES = MappingProxyType({
    "A5": Size(papers={"a4": (148, 210), "letter": (139.7, 215.9)}, scale=0.75, text=12, strip=1.8,
               foot=18, more=_NARROW_SHEET),
    "A4": Size(papers={"a4": (210, 297), "letter": (215.9, 279.4)}, scale=1, text=12, strip=1, foot=16),
    "A3": Size(papers={"a4": (297, 420), "letter": (279.4, 431.8)}, scale=1.36, text=17, strip=1.54,
               foot=16),
})
#: Steps of fitting for A4: name, then lengths in millimetres, and the size of the title and the leading.
_LENGTHS = ("title-block", "picture", "section-gap", "item-gap", "tip-height", "tip-width", "masthead-gap", "strip")
_STEPS = (
    ("roomy", (62, 58, 7, 1.8, 21, 30, 4, 27), 36, 1.0),
    ("open", (56, 54, 6, 1.5, 19.5, 28, 4, 27), 34, 1.0),
    ("normal", (50, 50, 5, 1.2, 18, 26, 4, 27), 32, 1.0),
    ("snug", (45, 46, 4.2, 1, 16.5, 24, 4, 27), 30, 0.98),
    ("narrow", (45, 46, 4, 0.9, 16.5, 24, 4, 27), 29, 0.97),
    ("tight", (40, 42, 3.4, 0.8, 15, 22, 3.5, 26), 27, 0.96),
    ("tighter", (36, 40, 2.8, 0.6, 13.5, 20, 3, 26), 24, 0.95),
    ("tightest", (32, 38, 2.2, 0.4, 12, 18, 2.5, 25), 22, 0.94),
    ("shortened", (32, 38, 2.2, 0.4, 12, 18, 2.5, 25), 22, 0.94),
    ("least", (26, 32, 1.4, 0.2, 11, 16, 2, 24), 20, 0.92),
)
#: So many letters of text and panels stand on one side of A5.
_MOST_ON_A5 = 400
_NARROW_FROM, _SHORTENED = "narrow", frozenset({"shortened", "least"})
_TURN = """\
</div>
</section>

<section class="side" id="side-2">
{{ footer(version, slots["print-code"], next_review, language_name@page-2@) }}
<div class="running-head"><p>{{ inline(document.title) }}</p><p>{{ inline(document.document_type) }}</p></div>
<div class="flow">
{% block back %}
{{ sections("back") }}
{% endblock %}
</div>
<div class="anchored">
"""
_RUNNING_HEAD = """
/* Side 2 */
.running-head {
  display: flex;
  justify-content: space-between;
  column-gap: 6mm;
  padding-bottom: 0.8mm;
  margin-bottom: calc(1mm + 0.4 * var(--section-gap));
  border-bottom: 0.8mm solid var(--rule);
  font-family: var(--small-family);
  font-weight: 600;
  line-height: max(1.3, var(--least-leading));
  color: var(--quiet-ink);
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFormat:
    """What a new format is made of: `name` is its folder under templates/, `code` stands in the print code.

    `editions` are those that it makes beside its own pages.
    """

    name: str
    title: str
    code: str
    size: str
    pages: int
    editions: tuple[str, ...] = ()

    @property
    def regions(self) -> tuple[str, ...]:
        """Return the places of its pages, from the first to the last."""
        return ("body", "signs") if self.pages == 1 else ("body", "signs", "back")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section as a proposal sees it: `letters` is its length, `acts` whether it has a list or tips."""

    id: str
    tier: int
    classes: frozenset[str]
    letters: int
    acts: bool


def proposed(new: NewFormat, parts: Iterable[Part]) -> dict[str, tuple[str, ...]]:
    """Return which sections stand in which region: what fits on such a sheet, and tells what to do and when to call.

    One side has the key points, the shortest section that says what to do, and the emergency panel; a second side has
    the rest. A5 has room for the panel, and little else.
    """
    parts = tuple(parts)
    texts = [part for part in parts if not part.tier]
    keys = [part for part in texts if "key-points" in part.classes]
    acting = sorted((part for part in texts if part.acts and part not in keys and "optional" not in part.classes),
                    key=lambda part: part.letters)[:1] or [part for part in texts if part not in keys][:1]
    tiers = {1} if new.pages == 1 or new.size == "A5" else {1, 2}
    signs = [part for part in parts if part.tier in tiers]
    short = [part for part in texts if part in (*keys, *acting)]
    rest = [part for part in texts if part not in keys and "optional" not in part.classes]
    crowded = new.size == "A5" and sum(part.letters for part in (*short, *signs)) > _MOST_ON_A5
    if new.pages == 1:
        chosen = {"body": [] if crowded else short, "signs": signs}
    elif crowded:
        chosen = {"body": [], "signs": signs, "back": short}
    else:
        chosen = {"body": keys or short, "signs": signs, "back": [part for part in rest if keys or part not in short]}
    return {region: tuple(part.id for part in chosen[region]) for region in new.regions}


def format_code(name: str, taken: Iterable[str]) -> str:
    """Return two letters for a name that no other format has: of the name where they are free, else any."""
    letters = re.sub(r"[^A-Z]", "", name.upper()) or "F"
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    wanted = [letters[0] + second for second in letters[1:] + alphabet]
    wanted += [first + second for first in alphabet for second in alphabet]
    return next(code for code in wanted if code not in set(taken))


def format_files(new: NewFormat) -> dict[str, str]:
    """Return the texts of a new format's files by their paths in the project."""
    folder = f"templates/{new.name}"
    return {
        f"{folder}/format.toml": _filled("format.toml", new) + "".join(
            _filled(f"edition-{edition}.toml", new) for edition in new.editions
        ),
        f"{folder}/{new.name}.html": _filled("format.html", new),
        f"{folder}/{new.name}.css": "".join((
            _filled("format.css", new), SIZES[new.size].more, _RUNNING_HEAD if new.pages > 1 else "",
        )),
    }


def _filled(starter: str, new: NewFormat) -> str:
    text, places = (STARTERS / starter).read_text(encoding="utf-8"), _places(new)
    # Twice: what turns the page has places of its own.
    for _round in range(2):
        text = _PLACE.sub(lambda found: places.get(found[1], found[0]), text)
    return text


def _places(new: NewFormat) -> dict[str, str]:
    size = SIZES[new.size]
    pages = {f"page-{n}": f', page=_("Page %(page)s / %(pages)s", page=number({n}), pages=number(side_count))'
             if new.pages > 1 else "" for n in (1, 2)}
    papers = {f"{family}-{side}": f"{length:g}" for family, paper in size.papers.items()
              for side, length in zip(("width", "height"), paper, strict=True)}
    return {
        **pages, **papers, "title": " ".join(new.title.replace("@", "").split()), "code": new.code,
        "sheet": f"one sheet {new.size}, {'one side' if new.pages == 1 else 'two sides'}", "pages": str(new.pages),
        "two-pages": str(2 * new.pages), "four-pages": str(4 * new.pages), "six-pages": str(6 * new.pages),
        "regions": json.dumps(new.regions), "steps": "\n\n".join(_steps(size)), "turn": _TURN if new.pages > 1 else "",
        "scale": f"{size.scale:g}", "size": f"{size.text:g}", "foot": f"{size.foot:g}",
    }


def _steps(size: Size) -> list[str]:
    made, narrow = [], False
    for name, lengths, letters, leading in _STEPS:
        narrow = narrow or name == _NARROW_FROM
        properties = {key: f"{round(length * (size.strip if key == 'strip' else size.scale), 2):g}mm"
                      for key, length in zip(_LENGTHS, lengths, strict=True)}
        properties |= {"title-size": f"{round(letters * size.scale, 1):g}pt", "leading-factor": f"{leading:g}"}
        properties |= {"body-family": "var(--narrow-family)"} if narrow else {}
        made.append(_step("fitting", name, properties, shortened=name in _SHORTENED))
    return made


def _step(table: str, name: str, properties: Mapping[str, str], *, shortened: bool = False) -> str:
    inner = ", ".join(f"{key} = {json.dumps(value)}" for key, value in properties.items())
    return "\n".join((f"[[{table}]]", f"name = {json.dumps(name)}", *(("shortened = true",) if shortened else ()),
                      f"properties = {{ {inner} }}"))


def outline_lines(new: NewFormat, outline: Mapping[str, Iterable[str]], *, indent: str = "  ") -> str:
    """Return the entry of a handout's outline, as it stands in the front matter."""
    regions = "".join(f"{indent * 2}{region}: [{', '.join(outline.get(region, ()))}]\n" for region in new.regions)
    return f"{indent}{new.name}:\n{regions}"


def with_outline(handout: str, new: NewFormat, outline: Mapping[str, Iterable[str]]) -> str | None:
    """Return the text of a handout.md with one more entry at the end of its outline; None where that has no lines."""
    lines = handout.split("\n")
    end = next((number for number, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), 0)
    start = next((number for number, line in enumerate(lines[:end]) if line.rstrip() == "outline:"), end)
    inner = []
    for number in range(start + 1, end):
        if lines[number].strip() and not lines[number].startswith((" ", "#")):
            break
        if lines[number].startswith(" ") and lines[number].strip() and not lines[number].lstrip().startswith("#"):
            inner.append(number)
    if not inner:
        return None
    first, last, ending = lines[inner[0]], inner[-1], "\r" if lines[0].endswith("\r") else ""
    entry = outline_lines(new, outline, indent=first[:len(first) - len(first.lstrip())])
    added = [line + ending for line in entry.rstrip("\n").split("\n")]
    return "\n".join([*lines[:last + 1], *added, *lines[last + 1:]])
