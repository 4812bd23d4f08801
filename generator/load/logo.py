"""The logos of a brand and of its partners: files that hospitals have, made fit to print or refused with a reason.

Owns what counts as a logo: what a file is, whatever its name says. How large one is printed stands in `logo_size.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.findings import Finding, Severity
from generator.load.brand_parts import Logo, Partner
from generator.load.logo_size import (
    ROOM,
    ROOM_BESIDE,
    SLOTS,
    Size,
    logo_faults,
    needed_pixels,
    partner_faults,
    partner_sizes,
    spare_width,
)
from generator.load.png import MOST_PIXELS, SIGNATURE, UnreadablePngError, plain_png, png_size
from generator.load.source import KeyPath, Source
from generator.load.svg import inner_file, missing
from generator.load.svg_clean import clean_svg
from generator.load.svg_faults import RefusedSvgError

_MOST_BYTES = 20_000_000
#: How files of other kinds begin, and what they are.
_KINDS = {
    b"\xff\xd8\xff": "a photograph (JPEG)", b"GIF8": "a GIF picture", b"%PDF": "a PDF or Illustrator document",
    b"RIFF": "a WebP picture", b"\x1f\x8b": "a compressed file (SVGZ)", b"BM": "a bitmap (BMP)", b"PK": "a ZIP archive",
    b"II*\0": "a TIFF picture", b"MM\0*": "a TIFF picture", b"%!PS": "an EPS drawing", b"8BPS": "a Photoshop document",
    b"\xff\xfe": "a text in UTF-16", b"\xfe\xff": "a text in UTF-16",
}
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogoFile:
    """One logo, fit to print: `ratio` is width / height, `pixels` those of a PNG's file, None for an SVG."""

    name: str
    media_type: str
    content: bytes
    ratio: float
    pixels: tuple[int, int] | None = None

    @property
    def suffix(self) -> str:
        """Return the ending of a file of this kind."""
        return ".png" if self.pixels else ".svg"

    @property
    def text(self) -> str:
        """Return the text of an SVG; empty for a PNG."""
        return "" if self.pixels else self.content.decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Logos:
    """A brand's logo in its variants, and the logos of its partners in their order."""

    colour: LogoFile
    one_colour: LogoFile | None = None
    reversed: LogoFile | None = None
    partners: tuple[LogoFile, ...] = ()

    def all(self) -> dict[str, LogoFile]:
        """Return every logo by what it is."""
        variants = {"logo": self.colour, "logo one-colour": self.one_colour, "logo reversed": self.reversed}
        partners = {f"partner {number}": file for number, file in enumerate(self.partners, start=1)}
        return {**{name: file for name, file in variants.items() if file}, **partners}

    def partner_sizes(self, *, clear_space: float, room: float = ROOM) -> tuple[Size, ...]:
        """Return how large the partners' logos are printed behind the brand's, in parts of the height of its slot."""
        # Whichever variant stands before them, there is room.
        spare = min(spare_width(one.ratio, clear_space=clear_space) for one in (self.colour, self.one_colour) if one)
        return partner_sizes([file.ratio for file in self.partners], room=room + spare)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A file as brand.toml names it: the folder it lies in, and the place of the name."""

    folder: Path
    name: str
    root: Path
    path: str
    line: int | None

    @property
    def place(self) -> str:
        return (self.folder / self.name).relative_to(self.root).as_posix()

    def finding(self, *, rule: str, said: str, action: str, severity: Severity = Severity.ERROR,
                line: int | None = None) -> Finding:
        """Return a finding about the file itself; `said` follows on "the image"."""
        return Finding(rule=rule, severity=severity, path=self.place, line=line, message=f"the image {said}.",
                       action=action)


def load_logos(
    logo: Logo, partners: tuple[Partner, ...], source: Source, *, root: Path, beside: bool = False
) -> tuple[Logos | None, tuple[Finding, ...]]:
    """Read all logos that a brand names, each beside the file that names it; None where one cannot be printed.

    `beside` tells that a box of the brand's own shares the line with the partners' logos on the poster.
    """
    names: dict[KeyPath, str | None] = {
        ("logo", "file"): logo.file, ("logo", "one-colour"): logo.one_colour, ("logo", "reversed"): logo.reversed,
        **{("partners", index, "file"): partner.file for index, partner in enumerate(partners)},
    }
    named = {key: _named(name, source.place(key), root=root) for key, name in names.items() if name is not None}
    read = {key: _load(one) for key, one in named.items()}
    files = {key: file for key, (file, _found) in read.items() if file is not None}
    found = tuple(finding for _file, findings in read.values() for finding in findings)
    sized = tuple(
        named[key].finding(rule=fault.rule, said=fault.said, action=fault.action, severity=fault.severity)
        for key, file in files.items() if key[0] == "logo"
        for fault in logo_faults(file.ratio, file.pixels, clear_space=logo.clear_space, least=logo.minimum_height)
    )
    if files.keys() != named.keys():
        return None, (*found, *sized)
    logos = Logos(
        colour=files["logo", "file"], one_colour=files.get(("logo", "one-colour")),
        reversed=files.get(("logo", "reversed")),
        partners=tuple(files["partners", index, "file"] for index in range(len(partners))),
    )
    return logos, (*found, *sized, *(
        named["partners", index, "file"].finding(
            rule=fault.rule, said=fault.said, action=fault.action, severity=fault.severity,
        )
        for index, fault in partner_faults(
            logos.partner_sizes(clear_space=logo.clear_space), [file.pixels for file in logos.partners],
            beside=logos.partner_sizes(clear_space=logo.clear_space, room=ROOM_BESIDE) if beside else (),
        )
    ))


def _named(name: str, place: tuple[str, int | None], *, root: Path) -> _Named:
    return _Named(folder=(root / place[0]).parent, name=name, root=root, path=place[0], line=place[1])


def _load(named: _Named) -> tuple[LogoFile | None, tuple[Finding, ...]]:
    """Read one file by what it is, not by what it is called."""
    content = _content(named)
    if isinstance(content, Finding):
        return None, (content,)
    kind = _kind(content)
    if kind == "PNG" and named.name.lower().endswith(".png"):
        return _png(named, content)
    if kind == "SVG" and named.name.lower().endswith(".svg"):
        return _svg(named, content)
    article = {"PNG": "a PNG picture", "SVG": "an SVG drawing"}.get(kind, kind)
    action = f"Rename it to end in .{kind.lower()}, and correct the name in {named.path}." if kind in {"PNG", "SVG"} \
        else "Ask the hospital for its logo as SVG, or as PNG; a browser's \"save as\" often saves the page around it."
    return None, (named.finding(rule="image-kind", said=f"is {article}, whatever its name says", action=action),)


def _content(named: _Named) -> bytes | Finding:
    file = inner_file(named.folder, named.name, path=named.path, line=named.line)
    if isinstance(file, Finding):
        return file
    if file.suffix.lower() not in {".svg", ".png"}:
        return Finding(rule="image-kind", path=named.path, line=named.line,
                       message=f"the image {named.name} is no SVG and no PNG.",
                       action="Ask the hospital for its logo as SVG, or as PNG where there is no SVG.")
    if not file.is_file():
        return missing(named.name, path=named.path, line=named.line)
    try:
        if file.stat().st_size > _MOST_BYTES:
            return named.finding(rule="logo-large", said=f"has more than {_MOST_BYTES // 1_000_000} MB",
                                 action="Export the logo alone, without the document around it.")
        return file.read_bytes()
    except OSError as error:
        return named.finding(rule="image-file", said=f"cannot be read: {error.strerror}",
                             action="Check that it is a file and that you may read it.")


def _kind(content: bytes) -> str:
    """Return PNG, SVG, or in words what a file is instead."""
    if content.startswith(SIGNATURE):
        return "PNG"
    for start, kind in _KINDS.items():
        if content.startswith(start):
            return kind
    head = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:4000].lower()
    if head.startswith(_HTML) or (b"<html" in head and b"<svg" not in head.partition(b"<html")[0]):
        return "a web page (HTML)"
    return "SVG" if b"<svg" in content or b":svg" in content else "neither an SVG nor a PNG"


def _svg(named: _Named, content: bytes) -> tuple[LogoFile | None, tuple[Finding, ...]]:
    try:
        clean = clean_svg(content)
    except RefusedSvgError as refusal:
        return None, (
            named.finding(rule="image-unsafe", said=refusal.said, action=refusal.action, line=refusal.line),
        )
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return None, (
            named.finding(rule="image-file", said="is not UTF-8", action="Save it with the encoding UTF-8.", line=line),
        )
    found = (named.finding(
        rule="logo-cleaned", severity=Severity.NOTE,
        said=f"has {_listed(clean.removed)}; it is made plain for print, and the file stays as it is",
        action="Look at it on the page; a file saved as plain SVG needs no cleaning.",
    ),) if clean.removed else ()
    file = LogoFile(name=named.name, media_type="image/svg+xml", content=clean.text.encode(), ratio=clean.ratio)
    return file, found


def _png(named: _Named, content: bytes) -> tuple[LogoFile | None, tuple[Finding, ...]]:
    try:
        width, height = png_size(content)
        if width * height > MOST_PIXELS:
            return None, (named.finding(
                rule="logo-large", said=f"has {width:,} x {height:,} pixels, {width * height / 1e6:,.0f} million",
                action=f"Make it smaller; {needed_pixels(SLOTS['poster'])} print sharp. Better is the logo as SVG.",
            ),)
        plain = plain_png(content)
    except UnreadablePngError as error:
        return None, (named.finding(rule="image-file", said=str(error), action="Export it again as PNG."),)
    return LogoFile(name=named.name, media_type="image/png", content=plain.content, ratio=width / height,
                    pixels=plain.pixels), ()


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(", ".join(names).rsplit(", ", 1))
