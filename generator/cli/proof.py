"""`handouts proof`: a PDF for the person who signs off."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import FINDINGS, exit_status, loaded_project, print_findings, print_json

if TYPE_CHECKING:
    from generator.findings import Finding
    from generator.load import Project
    from generator.load.brand import Brand
    from generator.proof import Proof
    from generator.render.pdf import Pdf

#: Findings with which a proof would show less than what is signed.
_UNREADABLE = frozenset({"text-lost", "font-missing"})


@click.command()
@click.argument("handout")
@click.argument("language")
@click.option("--brand", "brand_name", default=None, help="Whose country, labels and paper (default: the first brand).")
@click.option("--output", type=click.Path(path_type=Path), default=None,
              help="The file to write (default: output/proofs/HANDOUT-LANGUAGE-proof.pdf).")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout, nothing else.")
@click.pass_obj
def proof(
    root: Path | None, /, *, handout: str, language: str, brand_name: str | None, output: Path | None, as_json: bool
) -> int:
    """Make a PDF of every message of HANDOUT beside its translation into LANGUAGE, to be read and signed.

    What is missing or needs review is marked in it and never stops it.
    """
    from generator.compose.templates import TemplateFaultError  # noqa: PLC0415
    from generator.files import write_whole  # noqa: PLC0415
    from generator.proof import proof_of  # noqa: PLC0415

    project, loaded = loaded_project(root)
    known_name(handout, project.handouts, "handout", loaded)
    known_name(language, project.settings.project.languages, "language", ())
    brand = known_brand(project, brand_name, language, loaded)
    try:
        content = proof_of(project, loaded, handout=project.handouts[handout], language=language, brand=brand)
    except TemplateFaultError as fault:
        raise click.ClickException(str(fault.finding)) from fault
    pdf, found = _rendered(project, content)
    file = output or project.root / "output" / "proofs" / f"{handout}-{language}-proof.pdf"
    if pdf is None:
        print_findings(found)
        click.echo(f"{file} is not written.", err=True)
        return FINDINGS
    try:
        write_whole(file, pdf.content)
    except OSError as error:
        message = f"{file} cannot be written: {error.strerror}. Name another with --output."
        raise click.ClickException(message) from error
    if as_json:
        print_json(_data(content, pdf, file, found))
    else:
        print_findings(found)
        click.echo(f"{file}: {len(pdf.page_sizes)} pages, {len(content.rows)} messages, digest {content.digest[:12]}")
    return exit_status(project, found)


def _rendered(project: Project, content: Proof) -> tuple[Pdf | None, tuple[Finding, ...]]:
    """Return the finished document and what rendering found; none where text would be missing in it."""
    from generator.build.pantry import CACHE_FOLDER  # noqa: PLC0415
    from generator.check import check_page  # noqa: PLC0415
    from generator.compose.page import Page  # noqa: PLC0415
    from generator.compose.templates import Templates  # noqa: PLC0415
    from generator.compose.typefaces import faces_for  # noqa: PLC0415
    from generator.finish import finish  # noqa: PLC0415
    from generator.fonts import font_files  # noqa: PLC0415
    from generator.proof import proof_page  # noqa: PLC0415
    from generator.proof.page import Ingredients  # noqa: PLC0415
    from generator.render.engine import render  # noqa: PLC0415
    from generator.render.versions import engine_versions  # noqa: PLC0415

    faces = dict.fromkeys((*faces_for(content.source_language), *faces_for(content.language)))
    fonts, found = font_files(tuple(faces), cache=project.root / CACHE_FOLDER / "fonts")
    page = proof_page(content, Ingredients(
        templates=Templates(project.templates, words=None), stylesheet=project.proof_stylesheet, fonts=fonts,
        engine=engine_versions(),
    ))
    if not isinstance(page, Page):
        return None, (*found, page)
    pdf = finish(render(page), page)
    found = tuple(dict.fromkeys((*found, *pdf.findings, *check_page(page, pdf))))
    unreadable = not pdf.content or any(finding.rule in _UNREADABLE for finding in found)
    return None if unreadable else pdf, found


def known_name(name: str, known: Iterable[str], what: str, loaded: Iterable[Finding]) -> None:
    """End with status 2 where there is no such thing; what could not be loaded may be why."""
    known = tuple(known)
    if name in known:
        return
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5) or known[:5]
    fault = f"there is no {what} {name!r}. The nearest: {', '.join(near) or 'there are none'}."
    faults = [str(finding) for finding in loaded if getattr(finding, what) == name]
    raise click.ClickException("\n".join([*faults, fault]))


def known_brand(project: Project, name: str | None, language: str, loaded: tuple[Finding, ...]) -> Brand:
    """Return the named brand, or the first that offers the language."""
    if name is None:
        offering = [brand for brand in project.brands.values() if language in brand.file.languages]
        for brand in (*offering, *project.brands.values()):
            return brand
    known_name(name or "", project.brands, "brand", loaded)
    return project.brands[name or ""]


def _data(content: Proof, pdf: Pdf, file: Path, found: Iterable[Finding]) -> dict[str, object]:
    """Return the result for a program."""
    counts = {name: len(rows) for name, rows in content.open.items()}
    return {
        "path": str(file), "handout": content.handout.name, "language": content.language, "brand": content.brand.name,
        "pages": len(pdf.page_sizes), "digest": content.digest, "messages": len(content.rows),
        "words": content.word_count, "safety-critical": counts["critical"], "untranslated": counts["untranslated"],
        "needs-review": counts["review"], "changed": counts["changed"], "with-findings": counts["findings"],
        "signed": content.signature.date.isoformat() if content.signature else None,
        "findings": [finding.as_data() for finding in found],
    }
