"""The spider of a re-extraction: captures that are kept go through the stages again, and nothing is fetched."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from crawler.publication import Publication
from crawler.rereading import list_spans
from crawler.spiders.publication import PublicationSpider
from storage.errors import BackfileError
from storage.items import Capture, CaptureRole, PageItem
from storage.rereading import Candidate, Selection, iter_candidates

logger = logging.getLogger(__name__)

NO_ADDRESS = "about:capture"
"""The URL of every request: it is answered from the WARC file."""

UNREADABLE = "visited/unreadable"
FAILED = "visited/failed"


class RereadingSpider(PublicationSpider):
    """Reads the captures of a selection that the extractor of today did not read. `reading` makes the class.

    `stages` are those that stand in for the ones that settle a visit.
    """

    run_kind: ClassVar[str] = "reextract"
    asks_hosts: ClassVar[bool] = False
    handle_httpstatus_list: ClassVar[list[int]] = [0, *PublicationSpider.handle_httpstatus_list]
    selection: ClassVar[Selection]
    stages: ClassVar[dict[str, int | None]] = {
        "pipelines.stages.RereadStage": None,
        "pipelines.stages.ArchiveStage": None,
        "pipelines.rereading.KeepRereadStage": 900,
    }

    @classmethod
    def reading(cls, publication: Publication, selection: Selection) -> type[PublicationSpider]:
        """The spider class of a re-extraction of what is selected."""
        members = {"name": publication.slug, "publication": publication, "selection": selection}
        return type(cls.__name__, (cls,), members)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Other stages at the end."""
        super().update_settings(settings)
        settings.set("ITEM_PIPELINES", settings.getdict("ITEM_PIPELINES") | cls.stages, "spider")

    async def start(self) -> AsyncIterator[Any]:
        """Requests that the archive's WARC files answer, a bounded number under way."""
        self.begin()
        candidates = iter_candidates(self.run.workshop.archive, self.selection, list_spans(self.publication))
        try:
            while (candidate := await asyncio.to_thread(_take, candidates)) is not None:
                await self.frontier.room()
                self.frontier.took()
                yield self._stored_request(candidate.capture)
        except BackfileError as error:
            self.run.stop(error)

    def _stored_request(self, capture: Capture) -> Request:
        item = PageItem(
            publication=self.publication.slug,
            url=None if capture.url.startswith("urn:") else capture.url,
            capture=capture,
            content_type=capture.content_type,
            run_id=self.run.id,
        )
        return Request(
            NO_ADDRESS,
            callback=self.parse_stored,
            errback=self.stored_failed,
            meta={"role": CaptureRole.PAGE, "stored": capture, "item": item},
            dont_filter=True,
        )

    async def parse_stored(self, response: Response) -> AsyncIterator[Any]:
        """Hands the capture to the item pipelines."""
        item: PageItem = response.meta["item"]
        item.payload, item.given_title = response.body, response.meta["given_title"]
        item.content_type = item.content_type or response.meta["content_type"]
        yield item

    async def stored_failed(self, failure: Failure) -> None:
        """A record that cannot be read back is counted; what was read of it stays."""
        if not self.frontier.leaves_due(failure.value):
            logger.warning("A capture cannot be read again: %s", failure.value)
            self.run.count(UNREADABLE)
            self.frontier.done()

    async def _settle_item(self, item: PageItem, failure: Failure, response: Response | None) -> None:  # noqa: ARG002
        self._fail(failure)

    async def _settle_raised(self, failure: Failure, request: Request) -> None:  # noqa: ARG002
        self._fail(failure)

    def _fail(self, failure: Failure) -> None:
        """A fault of ours: what was read of the capture stays, and it comes up again."""
        if not self.frontier.leaves_due(failure.value):
            self.run.count(FAILED)
            self.frontier.done()


def _take(candidates: Iterator[Candidate]) -> Candidate | None:
    return next(candidates, None)
