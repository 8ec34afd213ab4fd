"""Pages read by all cores, through the pool of production, in the order they are given."""

from __future__ import annotations

import asyncio
import json
import os
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.extraction.manifest import Page
from benchmarks.extraction.prediction import CONTENT_TYPE, make_capture, normalise_page, predict, unread
from crawler.importing.files import read_file
from pipelines.pool import ExtractionPool
from pipelines.rules import NO_RULES
from storage.errors import CannotWrite, UnreadableInput

AHEAD = 16
"""Pages in memory for each worker: enough that none waits while another is busy with a long page."""

GIVEN_UP = "extraction-"
"""How the reasons begin that the pool gives for a page that no worker came to an end with."""

Line = dict[str, Any]


def write_predictions(pages: Iterable[Page], output: Path, *, workers: int | None = None) -> list[Line]:
    """Writes one line for each page; the lines of those that could not be read are returned.

    As many `workers` read as the machine lends cores, unless it is said how many.

    Raises:
        CannotWrite: `output` cannot be written.
    """
    missed: list[Line] = []
    try:
        # Half of a surrogate pair, which a manifest may hold, is written as JSON escapes it (RFC 8259 §7).
        with output.open("w", encoding="utf-8", errors="backslashreplace") as file:

            def write(line: Line) -> None:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                if line["body"] is None:
                    missed.append(line)

            asyncio.run(_predict_all(pages, workers or len(os.sched_getaffinity(0)), write))
    except OSError as error:
        raise CannotWrite(f"{output} cannot be written: {error.strerror}") from None
    return missed


async def _predict_all(pages: Iterable[Page], workers: int, write: Callable[[Line], None]) -> None:
    pool = ExtractionPool(workers=workers)
    try:
        async for line in _iter_lines(pages, pool, workers * AHEAD):
            write(line)
    finally:
        pool.close()


async def _iter_lines(pages: Iterable[Page], pool: ExtractionPool, ahead: int) -> AsyncIterator[Line]:
    waiting: deque[asyncio.Task[Line]] = deque()
    for page in pages:
        waiting.append(asyncio.create_task(predict_page(page, pool)))
        if len(waiting) >= ahead:
            yield await waiting.popleft()
    while waiting:
        yield await waiting.popleft()


async def predict_page(page: Page, pool: ExtractionPool) -> Line:
    """One page's line; without values where the file cannot be read or no worker came to an end with it."""
    try:
        payload = read_file(page.path)
    except UnreadableInput as error:
        return unread(page.id, str(error))
    extraction = await pool.extract(payload, url=page.url, content_type=CONTENT_TYPE, rules=NO_RULES)
    if (extraction.text_reason or "").startswith(GIVEN_UP):
        return unread(page.id, extraction.text_reason or GIVEN_UP)
    return predict(page.id, normalise_page(page.url, make_capture(page.url, payload), extraction))
