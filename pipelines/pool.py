"""The worker pool: extraction beside the crawl, bounded in time and memory, and never an end to it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

from pebble import ProcessExpired, ProcessPool

from pipelines.extract import extract_page
from pipelines.rules import Rules
from pipelines.worker import make_context, prepare_worker
from storage.items import Extraction, TextState

DEADLINE = 30.0
"""Seconds that one page may take."""

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space of one worker."""

TASKS_PER_WORKER = 500
"""Pages after which a worker is replaced."""

TRIES = 2
"""How often a page is tried whose worker died."""

HEARTBEAT = 1.0
"""Seconds after which a page that waits looks whether its pool lives: one that breaks may forget it without a word."""

RESTARTS = 5
"""How often a page is handed to workers at all, the times included when a worker died that had another page or none."""

Extractor = Callable[..., Extraction]


class ExtractionPool:
    """Runs `extract_page` in worker processes. They start with the first page.

    Args:
        workers: how many processes.
        deadline: seconds that one page may take from when a worker has it.
        memory: bytes of address space of one worker.
        tasks_per_worker: pages after which a worker is replaced.
        function: what the workers run; importable by its name, called as `extract_page` is.
    """

    def __init__(
        self,
        *,
        workers: int = 2,
        deadline: float = DEADLINE,
        memory: int = MEMORY,
        tasks_per_worker: int = TASKS_PER_WORKER,
        function: Extractor = extract_page,
    ) -> None:
        self._workers = workers
        self._deadline = deadline
        self._memory = memory
        self._tasks_per_worker = tasks_per_worker
        self._function = function
        self._waiting: dict[Future[Extraction], ProcessPool] = {}
        self._pool: ProcessPool | None = None
        self._closed = False

    async def extract(self, payload: bytes, *, url: str, content_type: str | None, rules: Rules) -> Extraction:
        """What `extract_page` makes of the page, or an empty extraction whose `text_reason` says why there is none.

        `extraction-timeout`: past the deadline. `extraction-crashed`: the worker died, twice. `extraction-memory`: past
        the worker's memory. `extraction-error: X`: exception X. `extraction-stopped`: the pool was closed. No exception
        but the caller's own cancellation leaves this method.
        """
        arguments: dict[str, object] = {"url": url, "content_type": content_type, "rules": rules}
        crashes = 0
        for _ in range(RESTARTS):
            if self._closed or crashes == TRIES:
                break
            try:
                return await self._run(payload, arguments)
            except ProcessExpired:
                crashes += 1
            except BrokenProcessPool:
                continue
            except TimeoutError:
                return _fail("extraction-timeout")
            except MemoryError:
                return _fail("extraction-memory")
            except Exception as error:  # noqa: BLE001 - whatever a page raises, the crawl goes on
                return _fail(f"extraction-error: {type(error).__name__}")
        return _fail("extraction-stopped" if self._closed else "extraction-crashed")

    async def _run(self, payload: bytes, arguments: dict[str, object]) -> Extraction:
        pool = self._pool = self._pool or self._start_pool()
        future: Future[Extraction] | None = None
        try:
            future = self._schedule(pool, payload, arguments)
            self._waiting[future] = pool
            return await _wait(future, pool)
        except BrokenProcessPool:
            self._discard(pool)
            raise
        except asyncio.CancelledError:
            if _is_cancelled_by_caller():
                raise
            raise BrokenProcessPool from None
        finally:
            if future is not None:
                self._waiting.pop(future, None)

    def _schedule(self, pool: ProcessPool, payload: bytes, arguments: dict[str, object]) -> Future[Extraction]:
        try:
            future: Future[Extraction] = pool.schedule(self._function, (payload,), arguments, self._deadline)
        except RuntimeError as error:
            raise BrokenProcessPool from error
        return future

    def _start_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self._workers,
            max_tasks=self._tasks_per_worker,
            initializer=prepare_worker,
            initargs=(self._memory,),
            context=make_context(),
        )

    def close(self) -> None:
        """End the workers and give up what they have not finished. A second call does nothing."""
        self._closed = True
        if self._pool is not None:
            self._discard(self._pool)

    def _discard(self, pool: ProcessPool) -> None:
        """End `pool`, which leaves what it has not begun without a result; those who wait for it try again."""
        if self._pool is pool:
            self._pool = None
            for future, its_pool in list(self._waiting.items()):
                if its_pool is pool:
                    future.cancel()
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()


async def _wait(future: Future[Extraction], pool: ProcessPool) -> Extraction:
    """What the future brings; a page that nobody waits for any longer is given up.

    Raises:
        BrokenProcessPool: the pool is dead.
    """
    answer = asyncio.wrap_future(future)
    try:
        while not (await asyncio.wait({answer}, timeout=HEARTBEAT))[0]:
            if not pool.active:
                raise BrokenProcessPool
        return answer.result()
    finally:
        answer.cancel()


def _is_cancelled_by_caller() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _fail(reason: str) -> Extraction:
    return Extraction(kind_reason=reason, text_state=TextState.NONE, text_reason=reason)
