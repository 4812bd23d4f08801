"""Rendering in worker processes, and in this one where starting workers would cost more than it saves."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from generator.compose.page import Page
from generator.findings import Finding
from generator.render.pdf import Pdf

ENGINE = "generator.build.task"
#: Below this many pages one warm process is faster than starting workers (each loads the engine's fonts anew).
FEWEST_FOR_WORKERS = 4


def render_all(pages: Sequence[Page], *, workers: int) -> Iterator[Pdf]:
    """Yield the PDF of each page as it is finished, in any order; of a page that fails, a finding and no bytes."""
    if workers < 2 or len(pages) < FEWEST_FOR_WORKERS:  # noqa: PLR2004 (two is what makes workers workers)
        yield from map(_render_here, pages)
    else:
        yield from _render_in_workers(pages, workers=min(workers, len(pages)))


def _render_here(page: Page) -> Pdf:
    from generator.build.task import render_and_finish  # noqa: PLC0415 (loads the engine: only where needed)

    try:
        return render_and_finish(page)
    except Exception as error:  # noqa: BLE001 (one page's failure must not take the others down)
        return _failure(page, f"{type(error).__name__}: {error}")


def _render_in_workers(pages: Sequence[Page], *, workers: int) -> Iterator[Pdf]:
    unfinished = {page.job: page for page in pages}
    with _pool(workers) as pool:
        futures = {pool.submit(_render_here, page): page for page in _longest_first(pages)}
        for future in as_completed(futures):
            pdf = _result(future, futures[future])
            if pdf is not None:
                del unfinished[pdf.job]
                yield pdf
    # A worker that died takes its pool along, and with it pages that are not at fault: each of what is left gets
    # a process of its own.
    for page in unfinished.values():
        with _pool(1) as alone:
            future = alone.submit(_render_here, page)
            yield _result(future, page) or _failure(page, "the worker process died")


def _longest_first(pages: Sequence[Page]) -> list[Page]:
    """Start with what takes longest, so that no worker is left alone with a booklet at the end."""
    return sorted(pages, key=lambda page: (-page.pages, page.job))


def _result(future: Future[Pdf], page: Page) -> Pdf | None:
    """Return what a worker made; None when its process died."""
    try:
        return future.result()
    except BrokenProcessPool:
        return None
    except Exception as error:  # noqa: BLE001 (one page's failure must not take the others down)
        return _failure(page, f"{type(error).__name__}: {error}")


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([ENGINE])
    # The engine keeps 6 MB of fonts in a folder that a worker, which ends at once, would leave behind.
    with tempfile.TemporaryDirectory(prefix="handouts-") as folder, ProcessPoolExecutor(
        max_workers=workers, mp_context=context, initializer=_keep_files_in, initargs=(folder,)
    ) as pool:
        yield pool


def _keep_files_in(folder: str) -> None:
    """Let this worker make its temporary files where they are removed with it."""
    tempfile.tempdir = folder


def _failure(page: Page, cause: str) -> Pdf:
    finding = Finding(
        rule="render-failed", job=page.job, message=f"the page could not be rendered: {cause}.",
        action="The other pages are published. Look at what was last changed in its content or template.",
    )
    return Pdf(job=page.job, content=b"", page_sizes=(), steps=(), findings=(finding,))
