"""The spider of an import: what comes in takes the way of a fetched page, and nothing is fetched."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.failures import judge_failure
from crawler.importing.delivery import Delivery, Refusal
from crawler.importing.intake import Intake
from crawler.importing.keeping import Keeper
from crawler.publication import Publication
from crawler.spiders.publication import PublicationSpider
from storage.barring import BARRED, find_barred, is_barred
from storage.captures.digests import sha256_hex
from storage.errors import BackfileError
from storage.items import Capture, CaptureRole, PageItem
from storage.outcomes import Outcome
from storage.settlement import Visit, settle_page
from storage.urls import url_key

_NO_ADDRESS = "about:import"
"""The URL of every request: it is answered from the WARC file, and a dump has none."""

_NOT_MODIFIED = 304


class StoredCaptureSpider(PublicationSpider):
    """Brings one publication's pages of an intake into the archive. `bringing` makes the class.

    What a killed run captured and did not read comes first, as in a crawl.
    """

    intake: ClassVar[Intake]
    asks_hosts: ClassVar[bool] = False
    handle_httpstatus_list: ClassVar[list[int]] = [0, *PublicationSpider.handle_httpstatus_list]

    @classmethod
    def bringing(cls, publication: Publication, intake: Intake) -> type[PublicationSpider]:
        """The spider class of an import into a publication."""
        members = {"name": publication.slug, "publication": publication, "intake": intake, "run_kind": intake.kind}
        return type(cls.__name__, (cls,), members)

    async def start(self) -> AsyncIterator[Any]:
        """Requests that the archive's WARC file answers, a bounded number under way."""
        self.begin()
        self._under_way: set[str] = set()
        async for work in self.frontier.left_over():
            yield self._request(work)
        keeper = Keeper(self.run.workshop, publication=self.publication.slug, run_id=self.run.id)
        barred = await asyncio.to_thread(self._find_barred)
        while (delivery := await asyncio.to_thread(self.intake.take)) is not None:
            if is_barred(barred, delivery.url, sha256_hex(delivery.payload) if barred else None):
                self.intake.refuse(delivery, BARRED)
                self.run.count(f"visited/{Outcome.BARRED}")
                continue
            await self.frontier.room()
            try:
                kept = await asyncio.to_thread(keeper.keep, delivery)
            except BackfileError as error:
                self.run.stop(error)
                return
            if isinstance(kept, Refusal):
                self.intake.misses.add(kept)
                continue
            await self._wait_for(delivery.url)
            self.frontier.took()
            if kept.status == _NOT_MODIFIED and not await asyncio.to_thread(keeper.is_news, kept):
                await self._settle_unread(self._item(delivery, kept), Outcome.UNCHANGED, "HTTP 304", delivery.label)
            else:
                yield self._stored_request(delivery, kept)

    async def _wait_for(self, url: str | None) -> None:
        """Captures of one page are settled in the order they come in: which of two is an edit depends on it."""
        if url is None:
            return
        key = url_key(url)
        while key in self._under_way:
            await self.frontier.movement()
        self._under_way.add(key)

    def _leave(self, item: PageItem) -> None:
        if item.url is not None:
            self._under_way.discard(url_key(item.url))

    def _find_barred(self) -> frozenset[str]:
        with self.run.workshop.archive.read() as session:
            return find_barred(session, self.publication.slug)

    def _stored_request(self, delivery: Delivery, capture: Capture) -> Request:
        item = self._item(delivery, capture)
        return Request(
            _NO_ADDRESS,
            callback=self.parse_stored,
            errback=self.stored_failed,
            meta={"role": CaptureRole.PAGE, "stored": capture, "item": item, "label": delivery.label},
            dont_filter=True,
        )

    def _item(self, delivery: Delivery, capture: Capture) -> PageItem:
        return PageItem(
            publication=self.publication.slug,
            url=delivery.url,
            capture=capture,
            content_type=capture.content_type,
            run_id=self.run.id,
            given_title=delivery.title,
        )

    async def parse_stored(self, response: Response) -> AsyncIterator[Any]:
        """Hands the capture to the item pipelines."""
        item: PageItem = response.meta["item"]
        item.payload, item.content_type = response.body, item.content_type or response.meta["content_type"]
        yield item

    async def stored_failed(self, failure: Failure) -> None:
        """Settles a capture that could not be read back."""
        request: Request = failure.request  # type: ignore[attr-defined]
        if not self.frontier.leaves_due(failure.value):
            await self._settle_unread(request.meta["item"], *judge_failure(failure.value), request.meta["label"])

    def item_scraped(self, item: PageItem | None = None, response: Response | None = None) -> None:
        """A page is settled: its outcome is noted, and there is room for another."""
        if item is not None and response is not None and "label" in response.meta:
            self._leave(item)
            outcome = Outcome(item.outcome or Outcome.FAILED)
            self.intake.settle(response.meta["label"], item, outcome)
        super().item_scraped()

    async def _settle_item(self, item: PageItem, failure: Failure, response: Response | None) -> None:
        if item.page_id is not None:
            await super()._settle_item(item, failure, response)
        elif not self.frontier.leaves_due(failure.value):
            label = response.meta.get("label", "") if response is not None else ""
            await self._settle_unread(item, *judge_failure(failure.value), label)

    async def _settle_raised(self, failure: Failure, request: Request) -> None:
        if "item" not in request.meta:
            await super()._settle_raised(failure, request)
        elif not self.frontier.leaves_due(failure.value):
            meta = request.meta
            await self._settle_unread(meta["item"], *judge_failure(failure.value), meta["label"])

    async def _settle_unread(self, item: PageItem, outcome: Outcome, reason: str | None, label: str) -> None:
        item.outcome, item.reason = str(outcome), reason
        visit = Visit(datetime.now(UTC), self.run.id, schedule=None)
        await self.run.write(partial(settle_page, item=item, visit=visit))
        self.run.count(f"visited/{outcome}")
        self._leave(item)
        self.intake.settle(label, item, outcome)
        self.frontier.done()
