"""What a page's file says of itself: the digests follow the words, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from composed_pages import page
from support import BRAND, HANDOUT, SPANISH
from tiny_clinic import TinyClinic, tiny_clinic

from generator.build.current import current_metadata
from generator.compose.metadata import Metadata
from generator.compose.page import page_key
from generator.load import load_project
from generator.plan import Job


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def said(clinic: TinyClinic, *, language: str = "en") -> Metadata:
    metadata = page(clinic, language=language).metadata
    assert metadata is not None
    return metadata


def test_a_page_says_what_it_is(clinic: TinyClinic) -> None:
    metadata = said(clinic, language="es")
    assert (metadata.job, metadata.title, metadata.subject) == (
        "water/es/sheet/oak", "Beba agua", "Cuánta, y cuándo preguntar.",
    )
    assert (metadata.print_code, metadata.version, metadata.status) == ("DW-1.0-SH-es-OAK-DRAFT", "1.0", "draft")
    assert metadata.keywords[0] == "Información para pacientes"
    assert (metadata.licence, metadata.reviewed) == ("", None)


def test_the_licence_is_the_projects(clinic: TinyClinic) -> None:
    clinic.change("handouts.toml", "[project]", '[licence]\nname = "CC0"\nurl = "https://cc0.example/"\n\n[project]')
    assert (said(clinic).licence, said(clinic).licence_url) == ("CC0", "https://cc0.example/")


@pytest.mark.parametrize(("file", "old", "new", "changed"), [
    (HANDOUT, "Drink 6 cups", "Drink 7 cups", {"en": {"source", "text"}, "es": {"source", "text"}}),
    (SPANISH, "Beba 6 tazas", "Beba 7 tazas", {"en": set(), "es": {"text"}}),
    (BRAND, "999", "112", {"en": {"text"}, "es": {"text"}}),
    (HANDOUT, "next-review: 2027-01-02", "next-review: 2027-01-03", {"en": {"next_review"}, "es": {"next_review"}}),
])
def test_the_digests_follow_the_words(
    clinic: TinyClinic, file: str, old: str, new: str, changed: dict[str, set[str]]
) -> None:
    before = {language: said(clinic, language=language) for language in changed}
    clinic.change(file, old, new)
    for language, names in changed.items():
        now = said(clinic, language=language)
        assert {name for name in ("source", "text", "next_review") if getattr(now, name) != getattr(
            before[language], name
        )} == names


def test_a_draft_and_its_release_have_the_same_words(clinic: TinyClinic) -> None:
    project, _found = load_project(clinic.root)
    job = Job(handout="water", language="es", format="sheet", brand="oak")
    draft, release = (current_metadata(project, job, released=released) for released in (False, True))
    assert draft == said(clinic, language="es")
    assert release is not None
    assert release == replace(said(clinic, language="es"), released=True, print_code="DW-1.0-SH-es-OAK")
    assert (release.signatures, said(clinic).signatures) == ("complete", "not asked for")


def test_what_stands_in_the_file_is_in_the_key(clinic: TinyClinic) -> None:
    one = page(clinic)
    assert one.metadata is not None
    other = replace(one, metadata=replace(one.metadata, publisher="The Elm"))
    assert page_key(one, {}) != page_key(other, {})
