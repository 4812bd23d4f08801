"""A proof becomes a `Page`: HTML, drawings, fonts and the key. Pure.

The words of a proof are English, the working language of the project; each message stands in its own language,
direction and type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from babel.lists import format_list
from markupsafe import Markup, escape

from generator.check.text import PLACEHOLDERS
from generator.compose.drawing import themed
from generator.compose.inline import PLACEHOLDER, inline_html, isolated
from generator.compose.layout import palette_of
from generator.compose.page import Page, page_key
from generator.compose.side import language_name
from generator.compose.templates import TemplateFaultError, Templates
from generator.compose.typefaces import Setting, direction_of, script_of, setting_for
from generator.compose.typography import typeset
from generator.findings import Finding, Severity
from generator.fonts import FontFile
from generator.load import PROOF
from generator.load.format import FittingStep
from generator.messages.catalogs import english_name
from generator.proof.content import Proof
from generator.proof.values import Row
from generator.proof.word_changes import word_changes

TEMPLATE = f"{PROOF}/proof.html"
#: Trimmed pages in mm (ISO 216, ANSI Y14.1).
PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
#: A proof is working paper: its labels may be smaller than anything that a patient reads.
MINIMUM_TYPE_SIZE = 8.0
#: No text is so long; a proof beyond it is a fault of the layout.
MOST_PAGES = 500
#: So much of a digest tells two proofs apart at a glance.
SHORT_DIGEST = 12
#: What marks a filled placeholder on its way through the inline parser: characters that no text may have.
_NAME, _VALUE, _END = "\ufdd0", "\ufdd1", "\ufdd2"
_FILLED = re.compile(f"{_NAME}([a-z_]*){_VALUE}([^{_END}]*){_END}")
_LETTER = r"[^\x00-\u024f\u1e00-\u1eff\u2000-\u20cf]"
#: What a finding quotes from a text in another script than the Latin one, as a whole with its digits and marks; or
#: a run of such letters by itself.
_FOREIGN = re.compile(
    rf"(?<=')[^']*{_LETTER}[^']*(?=')|(?<=\")[^\"]*{_LETTER}[^\"]*(?=\")|{_LETTER}+(?: +{_LETTER}+)*"
)

@dataclass(frozen=True, slots=True, kw_only=True)
class Ingredients:
    """What composing a proof takes beside its content."""

    templates: Templates
    stylesheet: str
    fonts: tuple[FontFile, ...]
    engine: Mapping[str, str]


def proof_page(proof: Proof, ingredients: Ingredients) -> Page | Finding:
    """Return the proof's page, or the finding that says why its template cannot be set."""
    name = f"{proof.handout.name}/{proof.language}/{PROOF}/{proof.brand.name}"
    width, height = PAPERS[proof.brand.file.paper]
    try:
        filled = ingredients.templates.fill(TEMPLATE, **_context(proof), page_width=width, page_height=height)
    except TemplateFaultError as fault:
        return replace(fault.finding, job=name)
    page = Page(
        job=name, html=typeset(str(filled)), stylesheets=(ingredients.stylesheet,), assets=_drawings(proof),
        fonts=ingredients.fonts, fitting=(FittingStep(name=PROOF, properties={}),), first_step=0,
        width=width, height=height, pages=MOST_PAGES, aimed_pages=MOST_PAGES, minimum_type_size=MINIMUM_TYPE_SIZE,
        imposition="none", binding="left", key="",
    )
    return replace(page, key=page_key(page, ingredients.engine))


def print_code(proof: Proof) -> str:
    """Return the code that stands on every page, made like those of the formats."""
    meta = proof.handout.meta
    return f"{meta.code}-{meta.version}-PROOF-{proof.language}-{proof.brand.file.code}"


def _drawings(proof: Proof) -> dict[str, bytes]:
    """Return the drawings as the pages print them: in the brand's colours, mirrored where the page runs leftwards."""
    palette = palette_of(proof.brand)
    rtl = direction_of(proof.language) == "rtl"
    shown = {image for row in proof.rows for image in row.images}
    return {
        name: themed(svg, palette.drawing_colours(), rtl=rtl).encode()
        for name, svg in proof.handout.images.items() if name in shown
    }


def _context(proof: Proof) -> dict[str, object]:
    """Return what the template of the proof may use."""
    target = setting_for(proof.language, headings="sans", arabic_body="naskh")
    source = setting_for(proof.source_language, headings="sans", arabic_body="naskh")
    return {
        "proof": proof,
        "meta": proof.handout.meta,
        "source": _side(proof.source_language),
        "target": _side(proof.language),
        "properties": {**_properties("source", source), **_properties("target", target)},
        "title": _plain(proof.document.title.text, proof.target_words),
        "source_title": _plain(proof.handout.document.title.text, proof.words),
        "source_html": lambda row: _forms(row, row.source, proof.words),
        "target_html": lambda row: _forms(row, row.target, proof.target_words),
        "plain": lambda text: _plain(text, proof.words),
        "changes": word_changes,
        "quoted": lambda text: _quoted(text, proof.language),
        "isolated": isolated,
        "counts": tuple(_counts(proof)),
        "open": tuple(_open(proof)),
        "listed": _listed,
        "print_code": print_code(proof),
        "digest": " ".join(re.findall(".{8}", proof.digest)),
        "short_digest": proof.digest[:SHORT_DIGEST],
        "severity": lambda finding: Severity(finding.severity).label,
    }


def _side(language: str) -> dict[str, str]:
    """Return how a side is named and set."""
    english, own = english_name(language), language_name(language)
    return {"language": language, "direction": direction_of(language), "script": script_of(language).lower(),
            "english": english, "own": own}


def _properties(side: str, setting: Setting) -> dict[str, str]:
    """Return a side's type as custom properties, each with the name of the side."""
    return {f"--{side}-{name.removeprefix('--')}": value for name, value in setting.custom_properties().items()}


def _forms(row: Row, texts: Iterable[str], words: Mapping[str, str]) -> list[Markup]:
    """Return the HTML of a message, one for each plural form."""
    return [_inline(text, words) if row.markdown else _verbatim(text) for text in texts]


def _inline(text: str, words: Mapping[str, str]) -> Markup:
    """Return a message as it is printed, with each filled placeholder shown as what it is."""
    marked = {name: f"{_NAME}{name}{_VALUE}{words.get(name, '')}{_END}" for name in PLACEHOLDER.findall(text)}
    return Markup(_FILLED.sub(_filled, inline_html(text, words=marked)))  # noqa: S704 (escaped by the parser)


def _filled(found: re.Match[str]) -> str:
    """Return a placeholder's value with its name behind it; one that nobody defines is its name alone."""
    label = f'<bdi dir="ltr" class="name">{{{found[1]}}}</bdi>'
    return f'<span class="filled">{found[2]}</span> {label}' if found[2] else label


def _verbatim(text: str) -> Markup:
    """Return words that are no Markdown, their placeholders marked."""
    parts, end = [], 0
    for found in PLACEHOLDERS.finditer(text):
        parts += [escape(text[end:found.start()]), Markup('<bdi dir="ltr" class="name">{}</bdi>').format(found[0])]
        end = found.end()
    return Markup().join([*parts, escape(text[end:])])


def _plain(text: str, words: Mapping[str, str]) -> str:
    """Return a message without marks; a placeholder that nobody defines stays as it is written."""
    known = {name: words.get(name, f"{{{name}}}") for name in PLACEHOLDER.findall(text)}
    return inline_html(text, words=known).striptags()


def _quoted(text: str, language: str) -> Markup:
    """Return an English sentence whose quotations from the translation keep their own direction and type."""
    parts, end = [], 0
    tag = Markup('<bdi lang="{}" dir="{}" class="quoted">{}</bdi>')
    for found in _FOREIGN.finditer(text):
        parts += [escape(text[end:found.start()]), tag.format(language, direction_of(language), found[0])]
        end = found.end()
    return Markup().join([*parts, escape(text[end:])])


def _counts(proof: Proof) -> Iterator[tuple[int, str]]:
    """Yield the numbers of the head."""
    number = {name: len(rows) for name, rows in proof.open.items()}
    yield len(proof.rows), "messages"
    yield proof.word_count, f"words in {english_name(proof.source_language)}"
    yield number["critical"], "safety-critical"
    yield number["untranslated"], "not translated"
    yield number["review"], "need review"
    yield number["findings"], "with findings"
    yield number["changed"], "changed since the last sign-off" if proof.signature else "not signed off yet"


def _open(proof: Proof) -> Iterator[tuple[str, str]]:
    """Yield what has to be looked at twice, with the numbers of the rows."""
    names = {"critical": "Safety-critical", "untranslated": "Not translated", "review": "Needs review",
             "findings": "Findings of the checks", "changed": "Changed"}
    for name, label in names.items():
        rows = proof.open[name]
        if rows and (name != "changed" or proof.signature):
            yield label, number_ranges(rows)


def number_ranges(numbers: Iterable[int]) -> str:
    """Return numbers in rising order as people write them: 3, 5–8, 12."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _listed(names: Iterable[str]) -> str:
    return format_list(list(names), locale="en_GB") if names else ""
