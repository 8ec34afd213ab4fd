"""The spider of a rebuild: every visit of a publication whose page was read, again and in the same order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from functools import partial
from itertools import chain, count
from typing import Any, ClassVar

from scrapy import Request, signals
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from crawler.answers import judge_answer
from crawler.publication import Publication
from crawler.spiders.publication import PublicationSpider
from crawler.spiders.rereading import FAILED, NO_ADDRESS, UNREADABLE, RereadingSpider
from pipelines.replaying import Turns
from storage.errors import BackfileError, BrokenRecord
from storage.items import CaptureRole
from storage.outcomes import Outcome
from storage.rebuilding import (
    Replay,
    ReplayItem,
    begin_rebuild,
    end_rebuild,
    iter_dumps,
    iter_replays,
    refuse_replay,
)

UNFIT = "visited/unfit-decision"
"""Decisions that do not fit what was made again."""


class RebuildingSpider(RereadingSpider):
    """Takes a publication's articles away and makes them again. `rebuilding` makes the class."""

    run_kind: ClassVar[str] = "rebuild"
    stages: ClassVar[dict[str, int | None]] = {
        "pipelines.replaying.TurnStage": 650,
        "pipelines.stages.ArchiveStage": None,
        "pipelines.replaying.ReplayStage": 900,
    }

    @classmethod
    def rebuilding(cls, publication: Publication) -> type[PublicationSpider]:
        """The spider class of a publication's rebuild."""
        return type(cls.__name__, (cls,), {"name": publication.slug, "publication": publication})

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Requests in the order they are made: each waits for the one before it."""
        super().update_settings(settings)
        settings.set("SCHEDULER_MEMORY_QUEUE", "scrapy.squeues.FifoMemoryQueue", "spider")
        settings.set("SCRAPER_SLOT_MAX_ACTIVE_SIZE", 2**30, "spider")

    async def start(self) -> AsyncIterator[Any]:
        """Requests that the archive's WARC files answer, a bounded number under way."""
        self.begin()
        self.turns = Turns()
        self.crawler.signals.connect(self.item_dropped, signals.item_dropped)
        numbers = count()
        archive, slug = self.run.workshop.archive, self.publication.slug
        try:
            await asyncio.to_thread(self._require_records)
            begin = partial(begin_rebuild, publication=slug, post_id_of=self.publication.find_post_id)
            after = await self.run.write(begin)
            for replays in (iter_dumps(archive, slug), iter_replays(archive, slug, after=after)):
                while (replay := await asyncio.to_thread(_take, replays)) is not None:
                    await self.frontier.room()
                    self.frontier.took()
                    yield self._replay_request(replay, next(numbers))
            await self.frontier.quiet()
            if self.turns.has_ended:
                return
            if unfit := await self.run.write(partial(end_rebuild, publication=slug)):
                self.run.count(UNFIT, len(unfit))
        except BackfileError as error:
            self.run.stop(error)

    def _require_records(self) -> None:
        """Reads every record that will be read, before anything is taken away.

        Raises:
            BrokenRecord: one is damaged; nothing was changed.
        """
        workshop, slug = self.run.workshop, self.publication.slug
        try:
            for replay in chain(iter_replays(workshop.archive, slug, after=0), iter_dumps(workshop.archive, slug)):
                workshop.read_payload(replay.capture)
        except BrokenRecord as error:
            raise BrokenRecord(f"{error}; nothing was taken away: restore the file, then rebuild") from None

    def _replay_request(self, replay: Replay, turn: int) -> Request:
        item = ReplayItem(
            publication=self.publication.slug,
            url=replay.url,
            capture=replay.capture,
            content_type=replay.capture.content_type,
            page_id=replay.page_id,
            run_id=replay.run_id,
            hops=replay.hops,
            replay=replay,
            turn=turn,
        )
        return Request(
            NO_ADDRESS,
            callback=self.parse_stored,
            errback=self.stored_failed,
            meta={"role": CaptureRole.PAGE, "stored": replay.capture, "item": item},
            dont_filter=True,
        )

    async def parse_stored(self, response: Response) -> AsyncIterator[Any]:
        """Hands the page to the item pipelines, if its answer was one to be read."""
        item: ReplayItem = response.meta["item"]
        assert item.replay is not None
        verdict = None
        if not item.replay.is_import:
            verdict = judge_answer(response, item.capture, item.url or "", self.publication)
        if verdict is not None:
            await self._refuse(item, *verdict)
            return
        async for read in super().parse_stored(response):
            yield read

    async def _refuse(self, item: ReplayItem, outcome: Outcome, reason: str | None) -> None:
        """Counts what the rules of today do not read; nothing is made of it."""
        await self.run.write(partial(refuse_replay, item=item, outcome=outcome, reason=reason))
        self.run.count(f"visited/{outcome}")
        self._pass(item)

    async def stored_failed(self, failure: Failure) -> None:
        """A record that cannot be read back is counted: of what it held, nothing is made."""
        request: Request = failure.request  # type: ignore[attr-defined]
        if not self.frontier.leaves_due(failure.value):
            self.run.count(UNREADABLE)
            self._pass(request.meta["item"])

    def item_dropped(self) -> None:
        """The run ends: what comes later must not be settled first."""
        self.turns.end()

    async def _settle_item(self, item: ReplayItem, failure: Failure, response: Response | None) -> None:  # type: ignore[override]  # noqa: ARG002
        self._give_up(item, failure)

    async def _settle_raised(self, failure: Failure, request: Request) -> None:
        self._give_up(request.meta["item"], failure)

    def _give_up(self, item: ReplayItem, failure: Failure) -> None:
        if self.frontier.leaves_due(failure.value):
            self.turns.end()
        else:
            self.run.count(FAILED)
            self._pass(item)

    def _pass(self, item: ReplayItem) -> None:
        self.turns.done(item.turn)
        self.frontier.done()


def _take(replays: Iterator[Replay]) -> Replay | None:
    return next(replays, None)
