"""The ledger as a crawl's frontier: due sources and pages, leased in bounded batches while the crawl goes on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import partial

from crawler.extensions.run import RunKeeper
from crawler.extensions.stopping import Interrupted
from crawler.failures import judge_failure
from storage.errors import BackfileError
from storage.items import Capture
from storage.ledger import LeasedPage, lease_due
from storage.outcomes import Outcome
from storage.sources import DueSource, ListedSource, list_sources

AT_ONCE = 32
"""Pages of one publication leased and not settled: enough to keep one polite host busy. When half are settled, the
next are leased, together."""

Work = DueSource | LeasedPage | tuple[LeasedPage, Capture]


class Frontier:
    """Hands out work until nothing is due and nothing is under way.

    Pages are due by the moment the run began, so that a short interval between visits does not make a run visit a
    page twice; what its own sources announce counts as due then.
    """

    def __init__(self, run: RunKeeper) -> None:
        self._run = run
        self._open = 0
        self._moved = asyncio.Event()

    async def work(self) -> AsyncIterator[Work]:
        """Sources first, then what a killed run left unread, then pages as they are due."""
        await self._run.adopt()
        for source in await self._due_sources():
            self.took()
            yield source
        async for left in self._adopted():
            yield left
        while True:
            await self._room(AT_ONCE // 2)
            pages = await self._lease()
            for page in pages:
                self.took()
                yield page
            if not pages:
                if not self._open:
                    return
                await self.movement()

    async def left_over(self) -> AsyncIterator[tuple[LeasedPage, Capture]]:
        """What a killed run captured and did not read."""
        await self._run.adopt()
        async for left in self._adopted():
            yield left

    async def _adopted(self) -> AsyncIterator[tuple[LeasedPage, Capture]]:
        for adopted in self._run.adopted:
            await self.room()
            self.took()
            yield adopted

    def took(self) -> None:
        """Notes that work was handed out."""
        self._open += 1

    def done(self) -> None:
        """Notes that work is settled."""
        self._open -= 1
        self._moved.set()

    def leaves_due(self, error: BaseException | None) -> bool:
        """Whether an error ends the run, or the run's end caused it: what was under way then stays due."""
        if isinstance(error, BackfileError) and judge_failure(error)[0] is Outcome.FAILED:
            self._run.stop(error)
        elif not isinstance(error, Interrupted):
            return False
        self.done()
        return True

    async def quiet(self) -> None:
        """Waits until nothing is under way."""
        await self._room(1)

    async def room(self) -> None:
        """Waits until more work may be handed out."""
        await self._room(AT_ONCE)

    async def _room(self, below: int) -> None:
        while self._open >= below:
            await self.movement()

    async def movement(self) -> None:
        """Waits until some work is settled."""
        self._moved.clear()
        await self._moved.wait()

    async def _due_sources(self) -> list[DueSource]:
        publication = self._run.publication
        listed = [ListedSource(s.kind, s.url, s.every, reach=s.reach) for s in publication.sources]
        return await asyncio.wrap_future(
            self._run.workshop.writer.submit(
                partial(list_sources, publication=publication.slug, sources=listed, now=self._run.started_at)
            )
        )

    async def _lease(self) -> list[LeasedPage]:
        return await asyncio.wrap_future(
            self._run.workshop.writer.submit(
                partial(
                    lease_due,
                    publication=self._run.publication.slug,
                    run_id=self._run.id,
                    due_by=self._run.started_at,
                    limit=AT_ONCE - self._open,
                )
            )
        )
