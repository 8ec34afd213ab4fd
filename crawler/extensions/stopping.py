"""The end of a crawl before its end: nothing new goes out, and what is under way gets a few seconds."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, Self, TypeVar

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from pipelines.workshop import workshop_of

GRACE = 5.0
"""Seconds that an answer under way may still take."""

Result = TypeVar("Result")


class Interrupted(IgnoreRequest):
    """The crawl ends before this request was answered; its page stays due."""


class Stopping:
    """Knows whether the crawl is being stopped, and ends what would hold it up.

    Scrapy waits for all requests that its downloader has taken, with the delay between them and the time limit of
    each: many minutes for a polite crawl.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._under_way: set[asyncio.Future[Any]] = set()
        self.begun = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    def begin(self) -> None:
        """Sends nothing more. After the grace it gives up answers and extractions under way. Once is enough."""
        if self.begun:
            return
        self.begun = True
        asyncio.get_running_loop().call_later(GRACE, self._give_up)
        if self._crawler.engine is not None:
            self._empty_queues()

    def _empty_queues(self) -> None:
        """Hands out what waits for its turn, each to be refused: without the delay, for nothing is sent."""
        downloader = self._crawler.engine.downloader
        for slot in list(downloader.slots.values()):
            slot.delay = slot.jitter = 0.0
            if slot.latercall is not None:
                slot.latercall.cancel()
                downloader._latercall(slot)

    def _give_up(self) -> None:
        for future in list(self._under_way):
            future.cancel()
        workshop_of(self._crawler).give_up()

    async def bounded(self, download: Coroutine[Any, Any, Result]) -> Result:
        """What a download brings, as long as the crawl goes on.

        Raises:
            Interrupted: it does not.
        """
        if self.begun:
            download.close()
            raise Interrupted
        future = asyncio.ensure_future(download)
        self._under_way.add(future)
        try:
            return await future
        except asyncio.CancelledError:
            raise Interrupted from None
        finally:
            self._under_way.discard(future)
