"""The rules over the printed page on real pages of the shipped handout, in four scripts and every format."""

from __future__ import annotations

from functools import cache

import pytest
from support import jobs, shipped

from generator.build.pantry import Pantry
from generator.check.printed import check_printed, read_printed
from generator.compose import compose
from generator.compose.page import Page
from generator.findings import Severity
from generator.finish import finish

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("isolated_fonts"),
    pytest.mark.filterwarnings("ignore:No fonts configured in FontConfig:UserWarning"),
]
HANDOUT = "back-pain-after-birth"
JOBS = (
    f"{HANDOUT}/en/leaflet/riverside", f"{HANDOUT}/ar/leaflet/cedar-ridge", f"{HANDOUT}/ur/leaflet/riverside",
    f"{HANDOUT}/zh-Hans/leaflet/cedar-ridge", f"{HANDOUT}/hi/leaflet/riverside", f"{HANDOUT}/en/booklet/riverside",
    f"{HANDOUT}/ar/poster/riverside",
)


@cache
def printed(job_id: str) -> tuple[Page, bytes]:
    """Return a shipped job's page and its finished bytes."""
    from generator.render.engine import render  # noqa: PLC0415 (half a second)

    page = compose(jobs(job_id)[0], Pantry(shipped()[0]).ingredients(jobs(job_id)[0]))
    assert isinstance(page, Page)
    return page, finish(render(page), page).content


@pytest.mark.parametrize("job", JOBS)
def test_a_shipped_page_has_nothing_above_advice(job: str) -> None:
    found = check_printed(*printed(job))
    assert [str(finding) for finding in found if finding.severity > Severity.NOTE] == []


@pytest.mark.parametrize("job", JOBS)
def test_a_shipped_page_is_read_with_its_text_tags_and_code(job: str) -> None:
    page, content = printed(job)
    read = read_printed(content)
    assert page.expected is not None
    assert (read.tagged, read.language) == (True, job.split("/")[1])
    assert all(sheet.runs and sheet.ink > 0.01 for sheet in read.sheets)
    codes = [code for sheet in read.sheets for code in sheet.codes]
    assert codes == ([] if "/poster/" in job else [page.expected.web_address])
