"""The item pipelines: each reads an item's fields through ItemAdapter and calls the functions of one concern."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any, ClassVar, Protocol, Self

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler

from pipelines import normalise
from pipelines.rules import Rules
from pipelines.workshop import LONGEST_PAYLOAD, Workshop, workshop_of
from storage import models
from storage.captures.codings import decode_body
from storage.errors import BrokenRecord
from storage.identity import find_article
from storage.items import Capture, PageItem
from storage.outcomes import Outcome
from storage.revisions import Compared, list_compared
from storage.schedule import RETRY_AFTER, Schedule
from storage.settlement import Settled, Visit, settle_page

logger = logging.getLogger(__name__)


class Definition(Protocol):
    """What the stages need of a publication."""

    def rules_at(self, captured_at: datetime) -> Rules:
        """The rules of the day of capture."""

    def schedule_of(self, url: str) -> Schedule:
        """When the page is visited again."""


class Stage:
    """What all stages are made with."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.workshop: Workshop = workshop_of(crawler)
        self.definition: Definition = crawler.spidercls.publication  # type: ignore[attr-defined]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    def rules(self, fields: ItemAdapter) -> Rules:
        """The rules an item is read by."""
        return self.definition.rules_at(fields["capture"].captured_at)

    async def read(self, item: Any) -> None:
        """Has a worker process read a page by the rules of its day; the payload is dropped once it has."""
        fields = ItemAdapter(item)
        rules = self.rules(fields)
        capture = fields["capture"]
        fields["extraction"] = await self.workshop.extract(
            fields["payload"] or b"",
            url="" if capture.url.startswith("urn:") else capture.url,
            content_type=fields["content_type"],
            rules=rules,
        )
        fields["extractor"] = self.workshop.extractor(rules)
        fields["payload"] = None


class ExtractStage(Stage):
    """Has a worker process read the page."""

    async def process_item(self, item: Any) -> Any:
        """Fills in `extraction` and `extractor`."""
        await self.read(item)
        return item


class _NormaliseStage(Stage):
    steps: ClassVar[tuple[Callable[[normalise.Fields, Rules], None], ...]]

    def process_item(self, item: Any) -> Any:
        """Fills in what the stage is for."""
        fields = ItemAdapter(item)
        rules = self.rules(fields)
        for step in self.steps:
            step(fields, rules)
        return item


class AddressStage(_NormaliseStage):
    """Title and canonical URL."""

    steps = (normalise.normalise_address, normalise.normalise_title)


class BylineStage(_NormaliseStage):
    """Who wrote it."""

    steps = (normalise.normalise_byline,)


class RelatedStage(_NormaliseStage):
    """What it points to."""

    steps = (normalise.normalise_related,)


class DateStage(_NormaliseStage):
    """When it was published and changed."""

    steps = (normalise.normalise_dates,)


class JudgeStage(_NormaliseStage):
    """Whether it is an article, and if not, why not."""

    steps = (normalise.judge,)


class RereadStage(Stage):
    """Reads the captures anew that the page is compared with, when an older extractor read them: like with like."""

    async def process_item(self, item: Any) -> Any:
        """Fills in `earlier`, and whether the page can be compared.

        Where an earlier capture could not be read just now, the page is settled as one that could not, and visited
        again: an edit would be lost otherwise. A page that is given up after that is kept without being compared.
        """
        fields = ItemAdapter(item)
        if fields["outcome"] not in {Outcome.ARCHIVED, Outcome.STUB}:
            return item
        outdated = await asyncio.to_thread(self._list_outdated, item)
        earlier = [(one, await self._reread(one.capture, fields["url"])) for one in outdated]
        fields["earlier"] = tuple(found for _, found in earlier if found is not None)
        fields["is_comparable"] = all(_is_comparable(one, found) for one, found in earlier)
        failed = next((found for found in fields["earlier"] if found.outcome == Outcome.EXTRACTION_FAILED), None)
        if failed is not None and await asyncio.to_thread(self._may_retry, fields["page_id"]):
            fields["outcome"] = str(Outcome.EXTRACTION_FAILED)
            fields["reason"] = f"of the capture it is compared with: {failed.reason}"
        return item

    def _list_outdated(self, item: PageItem) -> list[Compared]:
        with self.workshop.archive.read() as session:
            article = find_article(session, item)
            compared = list_compared(session, article) if article is not None else []
        return [one for one in compared if self._is_outdated(one) and one.capture != item.capture]

    def _is_outdated(self, compared: Compared) -> bool:
        rules = self.definition.rules_at(compared.capture.captured_at)
        return compared.extractor != self.workshop.extractor(rules)

    def _may_retry(self, page_id: int | None) -> bool:
        with self.workshop.archive.read() as session:
            page = session.get(models.Page, page_id) if page_id is not None else None
            return page is None or page.failures < len(RETRY_AFTER)

    async def _reread(self, capture: Capture, url: str | None) -> PageItem | None:
        try:
            stored = await asyncio.to_thread(self.workshop.read_back, capture)
        except BrokenRecord as error:
            logger.warning("An earlier capture cannot be read again: %s", error)
            return None
        earlier = PageItem(
            publication=capture.publication or "",
            url=url,
            capture=capture,
            payload=decode_body(stored.payload_headers, stored.body, LONGEST_PAYLOAD).data,
            content_type=capture.content_type or stored.content_type,
            given_title=stored.given_title,
        )
        await self.read(earlier)
        normalise.normalise(ItemAdapter(earlier), self.rules(ItemAdapter(earlier)))
        return earlier


def _is_comparable(compared: Compared, reread: PageItem | None) -> bool:
    """Whether the capture was read anew, and is what it was taken for."""
    good = {Outcome.ARCHIVED} if compared.is_shown else {Outcome.ARCHIVED, Outcome.STUB}
    return reread is not None and reread.outcome in good


class ArchiveStage(Stage):
    """Settles the page; what comes after may rely on it being committed."""

    async def process_item(self, item: Any) -> Any:
        """Waits for the transaction that holds the page."""
        fields = ItemAdapter(item)
        is_import = fields.get("page_id") is None
        visit = Visit(
            now=datetime.now(UTC),
            run_id=fields.get("run_id"),
            schedule=None if is_import else self.definition.schedule_of(fields["url"] or ""),
        )
        settled: Settled = await asyncio.wrap_future(
            self.workshop.writer.submit(partial(settle_page, item=item, visit=visit))
        )
        fields["outcome"] = str(settled.outcome)
        stats = self.crawler.stats
        stats.inc_value(f"backfile/visited/{settled.outcome}")
        if settled.is_new:
            stats.inc_value("backfile/new")
        return item
