"""The stages of a rebuild: pages are read side by side and settled one after the other, as they were at first."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any, Protocol, cast

from itemadapter import ItemAdapter
from scrapy.exceptions import DropItem

from pipelines.stages import Stage
from storage.errors import BackfileError, CrawlLost
from storage.outcomes import Outcome
from storage.rebuilding import settle_replay


class Turns:
    """Lets one pass after the other, by number."""

    def __init__(self) -> None:
        self._next = 0
        self._done: set[int] = set()
        self._waiting: dict[int, asyncio.Event] = {}
        self._ended = False

    async def come(self, number: int) -> bool:
        """Waits until all before `number` are done; False when that will not be."""
        if not self._ended and number != self._next:
            await self._waiting.setdefault(number, asyncio.Event()).wait()
        return not self._ended

    def done(self, number: int) -> None:
        """Lets the next one pass, when all before it are done; once is enough."""
        self._done.add(number)
        while self._next in self._done:
            self._done.discard(self._next)
            self._next += 1
        if (waiting := self._waiting.pop(self._next, None)) is not None:
            waiting.set()

    @property
    def has_ended(self) -> bool:
        """Whether nobody passes any longer."""
        return self._ended

    def end(self) -> None:
        """Lets nobody pass any longer."""
        self._ended = True
        for waiting in self._waiting.values():
            waiting.set()


class Stoppable(Protocol):
    """What ends a run."""

    def stop(self, error: BackfileError) -> None:
        """Ends it for a reason."""


class Ordered(Protocol):
    """What these stages need of a spider."""

    turns: Turns
    run: Stoppable


class TurnStage(Stage):
    """Holds an item until those before it are settled."""

    async def process_item(self, item: Any) -> Any:
        """Hands the item on in its turn.

        Raises:
            DropItem: the run ends before that.
        """
        spider = cast("Ordered", self.crawler.spider)
        if not await spider.turns.come(ItemAdapter(item)["turn"]):
            raise DropItem("the run ends before the visit's turn")
        return item


class ReplayStage(Stage):
    """Settles the visit again; what comes after may rely on it being committed."""

    async def process_item(self, item: Any) -> Any:
        """Waits for the transaction that holds it.

        Raises:
            DropItem: the page could not be read just now. The rebuild stops there, and goes on when it is run again.
        """
        fields = ItemAdapter(item)
        if fields["outcome"] == Outcome.EXTRACTION_FAILED:
            said = f"{fields['capture'].url} could not be read now ({fields['reason']}): run the rebuild again"
            cast("Ordered", self.crawler.spider).run.stop(CrawlLost(said))
            raise DropItem(said)
        settled = await asyncio.wrap_future(self.workshop.writer.submit(partial(settle_replay, item=item)))
        self.crawler.stats.inc_value(f"backfile/visited/{settled.outcome}")
        if unfit := ItemAdapter(item)["unfit"]:
            self.crawler.stats.inc_value("backfile/visited/unfit-decision", len(unfit))
        if settled.is_new:
            self.crawler.stats.inc_value("backfile/new")
        spider = cast("Ordered", self.crawler.spider)
        spider.turns.done(ItemAdapter(item)["turn"])
        return item
