"""The spider of a publication: it asks its frontier for work and hands on what comes back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from datetime import UTC, datetime
from functools import partial
from typing import Any, ClassVar

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from crawler.answers import judge_answer
from crawler.asking import conditions, is_sendable
from crawler.extensions.run import RunKeeper
from crawler.failures import judge_failure
from crawler.frontier import Frontier, Work
from crawler.identity import user_agent
from crawler.publication import Publication
from crawler.refusals import Refusals
from crawler.spiders.polling import Polling
from storage.errors import BackfileError, CrawlLost
from storage.items import Capture, CaptureRole, PageItem
from storage.ledger import LeasedPage
from storage.outcomes import Outcome
from storage.settlement import Visit, settle_miss
from storage.sources import DueSource

# Without any delay Scrapy begins all that waits for a host before it counts what is under way.
_SHORTEST_DELAY = 0.001


class PublicationSpider(Spider):
    """Crawls one publication by its definition. `of` makes the class for a title.

    Attributes:
        run_kind: what its runs are called in the archive.
        asks_hosts: whether it fetches, so that no other crawl may ask the publication's hosts meanwhile.
    """

    publication: ClassVar[Publication]
    run_kind: ClassVar[str] = "crawl"
    asks_hosts: ClassVar[bool] = True
    handle_httpstatus_list: ClassVar[list[int]] = [304, *range(400, 600)]
    run: RunKeeper
    frontier: Frontier

    @classmethod
    def of(cls, publication: Publication) -> type[PublicationSpider]:
        """The spider class of a publication."""
        return type(f"{cls.__name__}", (cls,), {"name": publication.slug, "publication": publication})

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """The definition's politeness, and a truthful User-Agent."""
        super().update_settings(settings)
        crawl = cls.publication.crawl
        settings.set("DOWNLOAD_DELAY", max(crawl.delay, _SHORTEST_DELAY), "spider")
        settings.set("CONCURRENT_REQUESTS_PER_DOMAIN", crawl.concurrency, "spider")
        settings.set("USER_AGENT", user_agent(settings.get("BACKFILE_CONTACT")), "spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> PublicationSpider:
        """As Scrapy makes it."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.item_scraped, signals.item_scraped)
        crawler.signals.connect(spider.item_failed, signals.item_error)
        crawler.signals.connect(spider.callback_failed, signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Requests for what is due, as the frontier hands it out."""
        self.begin()
        try:
            async for work in self.frontier.work():
                if (request := await self._make_request(work)) is not None:
                    yield request
        except BackfileError as error:
            self.run.stop(error)

    def begin(self) -> None:
        """Takes up the run that was begun for this crawl."""
        run = self.crawler.get_extension(RunKeeper)
        assert run is not None
        self.run, self.frontier = run, Frontier(run)
        self._polling = Polling(run, self.frontier)
        self._refusals = Refusals()

    async def _make_request(self, work: Work) -> Request | None:
        """The request for a piece of work; None once a page whose URL cannot be asked for is settled."""
        try:
            return self._request(work)
        except ValueError as error:
            if not isinstance(work, LeasedPage):
                raise
            await self._settle_miss(work, Outcome.UNREACHABLE, f"no address: {error}"[:500], ())
            return None

    def _request(self, work: Work) -> Request:
        if isinstance(work, DueSource):
            return self._polling.request(work)
        if isinstance(work, LeasedPage):
            return self._page_request(work)
        page, capture = work
        return self._page_request(page, stored=capture, captures=[capture])

    def _page_request(self, page: LeasedPage, **meta: Any) -> Request:
        stored: Capture | None = meta.get("stored")
        url = stored.url if stored else page.url
        return Request(
            url,
            callback=self.parse_page,
            errback=self.page_failed,
            headers=conditions(page.validators),
            meta={
                "role": CaptureRole.PAGE,
                "page": page,
                "answer": page.validators.answer,
                "requested_url": page.url,
                "verbatim_url": is_sendable(url),
                **meta,
            },
            dont_filter=True,
        )

    async def parse_page(self, response: Response) -> AsyncIterator[Any]:
        """Settles what the status or the address decides; hands the rest to the item pipelines."""
        page: LeasedPage = response.meta["page"]
        captures: list[Capture] = response.meta["captures"]
        if problem := self._refusals.find_problem(response):
            self.run.stop(problem)
        if verdict := judge_answer(response, captures[-1], page.url, self.publication):
            await self._settle_miss(page, *verdict, tuple(captures))
            return
        yield PageItem(
            publication=self.publication.slug,
            url=page.url,
            capture=captures[-1],
            payload=response.body,
            content_type=captures[-1].content_type,
            page_id=page.id,
            run_id=self.run.id,
            hops=tuple(captures[:-1]),
            given_title=response.meta.get("given_title"),
        )

    async def page_failed(self, failure: Failure) -> None:
        """Settles a visit that brought no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        if not self.frontier.leaves_due(failure.value):
            captures = tuple(request.meta.get("captures", ()))
            await self._settle_miss(request.meta["page"], *judge_failure(failure.value), captures)

    def item_scraped(self) -> None:
        """A page is settled: there is room for another."""
        self.frontier.done()

    async def item_failed(self, item: PageItem, failure: Failure, response: Response | None = None) -> None:
        """A stage raised: a fault of ours, so the page is a loss until it is mended."""
        await self._settle_or_stop(self._settle_item(item, failure, response))

    async def _settle_item(self, item: PageItem, failure: Failure, response: Response | None) -> None:  # noqa: ARG002
        if not self.frontier.leaves_due(failure.value) and item.page_id is not None:
            page = LeasedPage(item.page_id, item.url or "")
            reason = f"{type(failure.value).__name__}: {failure.value}"[:500]
            await self._settle_miss(page, Outcome.FAILED, reason, (*item.hops, item.capture))

    def callback_failed(self, failure: Failure, response: Response | Failure | None) -> None:
        """Reading an answer raised: as when a stage does. Scrapy does not wait for this signal's handlers.

        Without a response it was `start`, and Scrapy ends the crawl.
        """
        if response is None:
            return
        request: Request = response.request  # type: ignore[assignment, union-attr]
        self._settling = asyncio.ensure_future(self._settle_or_stop(self._settle_raised(failure, request)))

    async def _settle_raised(self, failure: Failure, request: Request) -> None:
        if self.frontier.leaves_due(failure.value):
            return
        reason = f"{type(failure.value).__name__}: {failure.value}"[:500]
        captures = tuple(request.meta.get("captures", ()))
        if (page := request.meta.get("page")) is not None:
            await self._settle_miss(page, Outcome.FAILED, reason, captures)
        elif (source := request.meta.get("source")) is not None:
            await self._polling.settle_failed(source, reason, captures)

    async def _settle_or_stop(self, settling: Awaitable[None]) -> None:
        """The last resort: what cannot even be settled as failed ends the run, for its books would not balance."""
        try:
            await settling
        except Exception as error:  # noqa: BLE001 - nothing stands above a signal's handler
            said = f"a page could not be settled ({type(error).__name__}: {error}); it stays due"
            self.run.stop(error if isinstance(error, BackfileError) else CrawlLost(said))
            self.frontier.done()

    async def _settle_miss(
        self, page: LeasedPage, outcome: Outcome, reason: str | None, captures: tuple[Capture, ...]
    ) -> None:
        visit = Visit(datetime.now(UTC), self.run.id, self.publication.schedule_of(page.url))
        await self.run.write(
            partial(settle_miss, page_id=page.id, outcome=outcome, reason=reason, visit=visit, captures=captures)
        )
        self.run.count(f"visited/{outcome}")
        self.frontier.done()
