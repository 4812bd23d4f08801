"""Pages of a tiny clinic, composed without fonts and never rendered."""

from __future__ import annotations

from tiny_clinic import TinyClinic

from generator.compose import Ingredients, compose
from generator.compose.page import Page
from generator.compose.templates import Templates
from generator.findings import Finding
from generator.load import load_project
from generator.plan import Job
from generator.translate import translate

ENGINE = {"weasyprint": "70.0"}


def composed(clinic: TinyClinic, *, language: str = "en", brand: str = "oak") -> Page | Finding:
    """Load the clinic's project and compose one of its sheets, without fonts."""
    project, found = load_project(clinic.root)
    assert found == ()
    document, _missing = translate(project.handouts["water"].document, project.catalogs.get((language, "water")))
    words = project.catalogs.get((language, "templates"))
    return compose(
        Job(handout="water", language=language, format="sheet", brand=brand),
        Ingredients(project=project, document=document, templates=Templates(project.templates, words=words),
                    fonts=(), engine=ENGINE),
    )


def page(clinic: TinyClinic, *, language: str = "en", brand: str = "oak") -> Page:
    made = composed(clinic, language=language, brand=brand)
    assert isinstance(made, Page), made
    return made
