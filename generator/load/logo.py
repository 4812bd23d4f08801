"""The logos of a brand and of its partners: files that hospitals have, made fit to print or refused with a reason.

Owns in which sizes logos are printed, and how many pixels and millimetres they need there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.findings import Finding, Severity
from generator.load.brand_parts import Logo, Partner
from generator.load.png import MOST_PIXELS, SIGNATURE, UnreadablePngError, plain_png, png_size
from generator.load.source import KeyPath, Source
from generator.load.svg import inner_file, missing
from generator.load.svg_clean import clean_svg
from generator.load.svg_faults import RefusedSvgError

#: Width and height in mm of the places for logos, the largest first; the stylesheets of the formats say the same.
SLOTS: Mapping[str, tuple[float, float]] = {"poster": (72, 18), "leaflet": (60, 15), "booklet": (48, 12)}
PARTNER_SLOTS: Mapping[str, tuple[float, float]] = {"poster": (32, 12), "leaflet": (24, 9)}
#: Dots to the inch that print smoothly, and those below which squares are seen.
GOOD_DPI, LEAST_DPI = 300, 150
_MM_PER_INCH = 25.4
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

    def finding(self, rule: str, message: str, action: str, *, severity: Severity = Severity.ERROR,
                line: int | None = None) -> Finding:
        """Return a finding about the file itself."""
        return Finding(rule=rule, severity=severity, path=self.place, line=line, message=f"the image {message}.",
                       action=action)


def load_logos(
    logo: Logo, partners: tuple[Partner, ...], source: Source, *, root: Path
) -> tuple[Logos | None, tuple[Finding, ...]]:
    """Read all logos that a brand names, each beside the file that names it; None where one cannot be printed."""
    keys: dict[KeyPath, str | None] = {
        ("logo", "file"): logo.file, ("logo", "one-colour"): logo.one_colour, ("logo", "reversed"): logo.reversed,
        **{("partners", index, "file"): partner.file for index, partner in enumerate(partners)},
    }
    files: dict[KeyPath, LogoFile] = {}
    found: list[Finding] = []
    for key, name in keys.items():
        if name is None:
            continue
        path, line = source.place(key)
        named = _Named(folder=(root / path).parent, name=name, root=root, path=path, line=line)
        file, faults = _load(named)
        found.extend(faults)
        if file is not None:
            files[key] = file
            found.extend(_size_faults(file, named, logo if key[0] == "logo" else None))
    wanted = [key for key, name in keys.items() if name is not None]
    if any(key not in files for key in wanted):
        return None, tuple(found)
    return Logos(
        colour=files["logo", "file"], one_colour=files.get(("logo", "one-colour")),
        reversed=files.get(("logo", "reversed")), partners=tuple(files[key] for key in wanted if key[0] == "partners"),
    ), tuple(found)


def printed_size(ratio: float, slot: tuple[float, float], *, clear_space: float = 0.0) -> tuple[float, float]:
    """Return width and height in mm at which a logo fills a slot and keeps its clear space inside it.

    At the start of the line the margin of the page keeps clear, so the space is kept above, below and at the end.
    """
    width, height = slot
    printed = min(height / (1 + 2 * clear_space), width / (ratio + clear_space))
    return printed * ratio, printed


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
    return None, (named.finding("image-kind", f"is {article}, whatever its name says", action),)


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
            return named.finding("logo-large", f"has more than {_MOST_BYTES // 1_000_000} MB",
                                 "Export the logo alone, without the document around it.")
        return file.read_bytes()
    except OSError as error:
        return named.finding("image-file", f"cannot be read: {error.strerror}",
                             "Check that it is a file and that you may read it.")


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
        return None, (named.finding("image-unsafe", refusal.said, refusal.action, line=refusal.line),)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return None, (named.finding("image-file", "is not UTF-8", "Save it with the encoding UTF-8.", line=line),)
    found = (named.finding(
        "logo-cleaned", f"is printed without {_listed(clean.removed)}, which a logo on paper does not need",
        "Look at it on the page; a file saved as plain SVG needs no cleaning.", severity=Severity.NOTE,
    ),) if clean.removed else ()
    return LogoFile(name=named.name, media_type="image/svg+xml", content=clean.text.encode(), ratio=clean.ratio), found


def _png(named: _Named, content: bytes) -> tuple[LogoFile | None, tuple[Finding, ...]]:
    try:
        width, height = png_size(content)
        if width * height > MOST_PIXELS:
            return None, (named.finding(
                "logo-large", f"has {width:,} x {height:,} pixels, {width * height / 1e6:,.0f} million",
                f"Make it smaller; {_pixels(SLOTS['poster'])} print sharp on every page. Better is the logo as SVG.",
            ),)
        plain = plain_png(content)
    except UnreadablePngError as error:
        return None, (named.finding("image-file", str(error), "Export it again as PNG."),)
    return LogoFile(name=named.name, media_type="image/png", content=plain.content, ratio=width / height,
                    pixels=plain.pixels), ()


def _size_faults(file: LogoFile, named: _Named, logo: Logo | None) -> Iterator[Finding]:
    """Yield a finding for too few pixels and for a size in print below the brand's least."""
    clear = logo.clear_space if logo else 0.0
    slots = SLOTS if logo else PARTNER_SLOTS
    if file.pixels:
        format_, slot = next(iter(slots.items()))
        width, height = printed_size(file.ratio, slot, clear_space=clear)
        dpi = file.pixels[1] / height * _MM_PER_INCH
        if dpi < GOOD_DPI:
            yield named.finding(
                "logo-resolution", f"has {file.pixels[0]} x {file.pixels[1]} pixels: {dpi:.0f} to the inch on the "
                f"{format_}, where it is printed {width:.0f} x {height:.0f} mm",
                f"Export it with at least {_pixels((width, height))}, or better ask for the logo as SVG.",
                severity=Severity.ERROR if dpi < LEAST_DPI else Severity.WARNING,
            )
    if logo is None:
        return
    for format_, slot in reversed([*slots.items()]):
        width, height = printed_size(file.ratio, slot, clear_space=clear)
        if min(width, height) < logo.minimum_height:
            side = "high" if height <= width else "wide"
            yield named.finding(
                "logo-small", f"is printed {min(width, height):.1f} mm {side} on the {format_}, where {slot[0]:g} x "
                f"{slot[1]:g} mm are kept for it; minimum-height asks for {logo.minimum_height:g} mm",
                "Use a variant of the logo that is nearer to a square, or correct minimum-height or clear-space.",
                severity=Severity.WARNING,
            )
            return


def _pixels(size: tuple[float, float]) -> str:
    """Return the pixels that a size in mm needs."""
    across, down = (math.ceil(side / _MM_PER_INCH * GOOD_DPI) for side in size)
    return f"{across:,} x {down:,} pixels"


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(", ".join(names).rsplit(", ", 1))
