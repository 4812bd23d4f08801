"""What a job's file would say of itself today: composed as a build would, never rendered."""

from __future__ import annotations

from generator.build.pantry import Pantry
from generator.compose import Ingredients, compose
from generator.compose.metadata import Metadata
from generator.compose.page import Page
from generator.compose.templates import Templates
from generator.load import TEMPLATE_DOMAIN, Project
from generator.plan import Job


def current_metadata(project: Project, job: Job, *, released: bool) -> Metadata | None:
    """Return the metadata of a job's page, None where the page cannot be composed; fonts decide nothing in it."""
    page = compose(job, Ingredients(
        project=project, document=Pantry(project).text(job.handout, job.language)[0].document,
        templates=Templates(project.templates, words=project.catalogs.get((job.language, TEMPLATE_DOMAIN))),
        fonts=(), engine={}, released=released,
    ))
    return page.metadata if isinstance(page, Page) else None
