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
from pipelines.workshop import Workshop, workshop_of
from storage.errors import BrokenRecord
from storage.identity import find_article
from storage.items import Capture, PageItem
from storage.outcomes import Outcome
from storage.readings import Shown, shown_by
from storage.schedule import Schedule
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


class ExtractStage(Stage):
    """Has a worker process read the page; the payload is dropped once it has."""

    async def process_item(self, item: Any) -> Any:
        """Fills in `extraction` and `extractor`."""
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
    """Reads the capture the archive shows anew, when an older extractor read it: like is compared with like."""

    async def process_item(self, item: Any) -> Any:
        """Fills in `earlier`, and whether the two can be compared."""
        fields = ItemAdapter(item)
        if fields["outcome"] in {Outcome.ARCHIVED, Outcome.STUB}:
            shown = await asyncio.to_thread(self._find_shown, item)
            if shown is not None and self._is_outdated(shown) and shown.capture != fields["capture"]:
                earlier = await self._reread(shown.capture, fields["url"])
                fields["earlier"] = earlier
                fields["is_comparable"] = earlier is not None and earlier.outcome == Outcome.ARCHIVED
        return item

    def _find_shown(self, item: Any) -> Shown | None:
        with self.workshop.archive.read() as session:
            article = find_article(session, item)
            return shown_by(article) if article is not None else None

    def _is_outdated(self, shown: Shown) -> bool:
        return shown.extractor != self.workshop.extractor(self.definition.rules_at(shown.capture.captured_at))

    async def _reread(self, capture: Capture, url: str | None) -> PageItem | None:
        try:
            payload = await asyncio.to_thread(self.workshop.read_payload, capture)
        except BrokenRecord as error:
            logger.warning("An earlier capture cannot be read again: %s", error)
            return None
        rules = self.definition.rules_at(capture.captured_at)
        earlier = PageItem(publication=capture.publication or "", url=url, capture=capture)
        earlier.extraction = await self.workshop.extract(
            payload, url=capture.url, content_type=capture.content_type, rules=rules
        )
        earlier.extractor = self.workshop.extractor(rules)
        normalise.normalise(ItemAdapter(earlier), rules)
        return earlier


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
