"""Rendering in worker processes, and in this one where starting workers would cost more than it saves."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing.synchronize import Event

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
        futures: dict[Future[Pdf], Page] = {}
        # A pool that a worker has taken along takes no more pages: they are left to the end.
        with suppress(BrokenProcessPool):
            for page in _longest_first(pages):
                futures[pool.submit(_render_here, page)] = page
        for future in as_completed(futures):
            pdf = _result(future, futures[future])
            if pdf is not None:
                del unfinished[pdf.job]
                yield pdf
    # A worker that died takes its pool along, and with it pages that are not at fault: each of what is left gets
    # a process of its own.
    for page in unfinished.values():
        with _pool(1) as alone:
            yield _result(alone.submit(_render_here, page), page) or _failure(page, "the worker process died")


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
    """Give a pool whose workers have all begun.

    CPython 3.11 starts them one by one as work comes in. One that starts while another dies is neither ended nor
    given work, and the pool waits for it for ever (seen with py-spy: shutdown joins a worker that waits for work).
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([ENGINE])
    all_asked = context.Event()
    # The engine keeps 6 MB of fonts in a folder that a worker, which ends at once, would leave behind.
    with tempfile.TemporaryDirectory(prefix="handouts-") as folder, ProcessPoolExecutor(
        max_workers=workers, mp_context=context, initializer=_begin, initargs=(folder, all_asked)
    ) as pool:
        begun = [pool.submit(_wait_for_all) for _worker in range(workers)]
        all_asked.set()
        wait(begun)
        yield pool


#: In a worker: set when each worker has been given its first task, so that none is idle before all are there.
_all_asked: Event | None = None


def _begin(folder: str, all_asked: Event) -> None:
    """Let this worker make its temporary files where they are removed with it."""
    global _all_asked
    tempfile.tempdir, _all_asked = folder, all_asked


def _wait_for_all() -> None:
    if _all_asked:
        _all_asked.wait()


def _failure(page: Page, cause: str) -> Pdf:
    finding = Finding(
        rule="render-failed", job=page.job, message=f"the page could not be rendered: {cause}.",
        action="The other pages are published. Look at what was last changed in its content or template.",
    )
    return Pdf(job=page.job, content=b"", page_sizes=(), steps=(), findings=(finding,))
