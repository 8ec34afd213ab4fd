"""One run of one publication: its lock, its row, its report, and what stops it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from scrapy import signals
from scrapy.crawler import Crawler
from sqlalchemy.orm import Session

from crawler.extensions.stopping import Stopping
from crawler.identity import contact_or_account, software
from crawler.publication import Publication
from pipelines.workshop import Workshop, WorkshopSettings, assign
from storage.account import open_account
from storage.archive import Archive
from storage.canonical_json import digest_of
from storage.capture_index import add_capture
from storage.errors import BackfileError
from storage.items import Capture, CaptureRole
from storage.ledger import LeasedPage, find_page, lease_page
from storage.locks import exclusive, host_lock
from storage.rebuilding import refuse_half_rebuilt
from storage.runs import Report, begin_run, books_of, end_run

logger = logging.getLogger(__name__)

_DECISIVE = frozenset({200, 304, 404, 410})
_ADOPTED_AT_ONCE = 500
_ENDED = {"finished": "finished", "shutdown": "interrupted", "Refused": "refused"}
PREFIX = "backfile/"

Result = TypeVar("Result")


class RunKeeper:
    """Begins a run before the first request and ends it after the last page is settled.

    Making it prepares the archive, takes the locks of the publication and of the hosts that it asks, repairs WARC files
    a killed process left, and frees what that process had leased.

    Attributes:
        adopted: captures of pages that were kept but never read, with the ledger's row of each; `adopt` finds them.
        error: what stopped the run, if anything did.
        report: the run's report, once it is over.
    """

    def __init__(self, crawler: Crawler, publication: Publication) -> None:
        self._crawler = crawler
        self.publication = publication
        self.started_at = datetime.now(UTC)
        self.error: BackfileError | None = None
        self.report: Report | None = None
        self.adopted: list[tuple[LeasedPage, Capture]] = []
        self._closing = ExitStack()
        settings = _workshop_settings(crawler)
        with ExitStack() as undo:
            hosts = publication.hosts if crawler.spidercls.asks_hosts else ()  # type: ignore[attr-defined]
            undo.enter_context(_sole_crawl(settings, publication.slug, hosts))
            self.workshop = Workshop(settings, software=software())
            undo.callback(self.workshop.close)
            self.id: int = self.workshop.writer.do(self._begin)
            self._closing = undo.pop_all()
        assign(crawler, self.workshop)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RunKeeper:
        """As Scrapy makes it.

        Raises:
            BackfileError: the archive cannot be used, or the publication or one of its hosts is being crawled.
        """
        keeper = cls(crawler, crawler.spidercls.publication)  # type: ignore[attr-defined]
        crawler.signals.connect(keeper.close, signals.spider_closed)
        return keeper

    def stop(self, error: BackfileError) -> None:
        """Ends the crawl: what is under way is finished or stays due."""
        if self.error is None:
            self.error = error
            logger.error("The crawl of %s stops: %s", self.publication.slug, error)
            if stopping := self._crawler.get_extension(Stopping):
                stopping.begin()
            self._closing_task = asyncio.ensure_future(
                self._crawler.engine.close_spider_async(reason=type(error).__name__)
            )

    def count_response(self, status: int, received: int) -> None:
        """Notes a response and the bytes of its body for the report."""
        self.count(f"fetched/{status}")
        self.count("bytes", received)

    def count(self, name: str, number: int = 1) -> None:
        """Adds to a figure of the report."""
        self._crawler.stats.inc_value(f"{PREFIX}{name}", number)

    async def write(self, work: Callable[[Session], Result]) -> Result:
        """What `work` gives, once its transaction is over.

        Raises:
            BackfileError: the archive cannot be written to; the crawl stops.
        """
        try:
            return await asyncio.wrap_future(self.workshop.writer.submit(work))
        except BackfileError as error:
            self.stop(error)
            raise

    def index(self, capture: Capture) -> None:
        """Gives a capture that belongs to no page or source its row."""
        self.workshop.writer.submit(partial(_index, capture=capture, run_id=self.id))

    async def adopt(self) -> None:
        """Indexes what a killed run kept and did not index. To be awaited before the first request goes out."""
        try:
            found = await asyncio.to_thread(self.workshop.find_unindexed, self.publication.slug)
            for start in range(0, len(found), _ADOPTED_AT_ONCE):
                some = partial(self._adopt, captures=found[start : start + _ADOPTED_AT_ONCE])
                self.adopted += await asyncio.wrap_future(self.workshop.writer.submit(some))
        except BackfileError as error:
            self.stop(error)

    async def close(self, reason: str) -> None:
        """Writes the report, closes the workshop, frees the lock."""
        try:
            self.report = await asyncio.to_thread(self._end, _ENDED.get(reason, reason))
        except BackfileError as error:
            self.error = self.error or error
        try:
            await asyncio.to_thread(self._closing.close)
        except BackfileError as error:
            self.error = self.error or error

    def _begin(self, session: Session) -> int:
        publication = self.publication
        kind: str = self._crawler.spidercls.run_kind  # type: ignore[attr-defined]
        if kind != "rebuild":
            refuse_half_rebuilt(session, publication.slug)
        return begin_run(
            session,
            publication.slug,
            name=publication.name,
            timezone=publication.timezone,
            kind=kind,
            version=software(),
            definition=digest_of(publication.model_dump_json()),
            now=self.started_at,
        )

    def _adopt(self, session: Session, captures: list[Capture]) -> list[tuple[LeasedPage, Capture]]:
        """Rows for records without one; a page's own answer is handed on to be read instead of fetched again.

        What was captured before the page was announced is a killed import's, and no visit of today.
        """
        adopted = []
        for capture in captures:
            page = find_page(session, self.publication.slug, capture.requested_url or capture.url)
            is_answer = capture.role is CaptureRole.PAGE and capture.status in _DECISIVE
            if is_answer and page is not None and capture.captured_at >= page.announced_at:
                leased = lease_page(session, page.publication, page.url, self.id, now=self.started_at)
                adopted.append((leased, capture))
            else:
                add_capture(session, capture, run_id=self.id)
        return adopted

    def _end(self, ended: str) -> Report:
        counts = self._counts()
        report = partial(
            Report,
            publication=self.publication.slug,
            run=self.id,
            started_at=self.started_at,
            ended_at=datetime.now(UTC),
            ended=ended,
            adopted=len(self.adopted),
            **counts,
        )
        return self.workshop.writer.do(partial(_write_report, report=report, run_id=self.id, ended=ended))

    def _counts(self) -> dict[str, Any]:
        stats = self._crawler.stats.get_stats()
        mine = {key.removeprefix(PREFIX): value for key, value in stats.items() if key.startswith(PREFIX)}

        def group(name: str) -> dict[str, int]:
            return {key.removeprefix(name): value for key, value in sorted(mine.items()) if key.startswith(name)}

        return {
            "announced": mine.get("announced", 0),
            "due_again": mine.get("due_again", 0),
            "new": mine.get("new", 0),
            "visited": group("visited/"),
            "fetched": group("fetched/"),
            "bytes_received": mine.get("bytes", 0),
            "sources": group("sources/"),
            "failures": sorted(group("failures/")),
        }


@contextmanager
def _sole_crawl(settings: WorkshopSettings, slug: str, hosts: Iterable[str]) -> Iterator[None]:
    archive = Archive(settings.directory, settings.database_url, busy_seconds=settings.busy_seconds)
    try:
        archive.prepare()
        with exclusive(slug, *map(host_lock, sorted(hosts)), directory=archive.lock_directory, engine=archive.engine):
            yield
    finally:
        archive.close()


def _workshop_settings(crawler: Crawler) -> WorkshopSettings:
    settings = crawler.settings
    return WorkshopSettings(
        directory=Path(settings["BACKFILE_ARCHIVE"]),
        database_url=settings["BACKFILE_DATABASE_URL"],
        operator=contact_or_account(settings["BACKFILE_CONTACT"]),
        min_free=settings.getint("BACKFILE_MIN_FREE"),
        workers=settings.getint("BACKFILE_WORKERS"),
        deadline=settings.getfloat("BACKFILE_DEADLINE"),
        busy_seconds=settings.getfloat("BACKFILE_BUSY_SECONDS"),
    )


def _index(session: Session, capture: Capture, run_id: int) -> None:
    add_capture(session, capture, run_id=run_id)


def _write_report(session: Session, report: Any, run_id: int, ended: str) -> Report:
    """A finished run must have settled all it took; one that was stopped leaves the rest due."""
    from storage.ledger import count_leased

    left = count_leased(session, run_id) if ended == "finished" else 0
    account = open_account(session, report.keywords["publication"])
    whole: Report = report(lost=left + account.unexplained, books=books_of(account))
    end_run(session, whole)
    return whole
