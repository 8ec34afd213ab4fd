"""Crawls in this process: several publications at once, each host by one of them, until nothing is due."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.settings import Settings
from twisted.python.failure import Failure

from crawler import settings as defaults
from crawler.extensions.run import RunKeeper
from crawler.extensions.stopping import Stopping
from crawler.publication import Publication
from crawler.sample.edition import SLUG, serve_for
from crawler.spiders.publication import PublicationSpider
from storage.errors import BackfileError, CrawlLost, SourcesUnavailable
from storage.runs import Report

_MOST_SERIOUS_FIRST = (3, 4, 1, 74, 73, 78, 2, 69, 75)


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """What a crawl is told besides its publications.

    Attributes:
        at_once: publications crawled at the same time.
        settings: Scrapy settings over ours.
    """

    archive: Path
    database_url: str | None = None
    contact: str | None = None
    at_once: int = 4
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Crawled:
    """How one publication's crawl ended."""

    publication: str
    report: Report | None
    error: BaseException | None

    @property
    def problem(self) -> BaseException | None:
        """The error that ended it, or what its report amounts to; None when all went well."""
        if self.error is not None or self.report is None:
            return self.error or CrawlLost("the run ended without a report; run the command again")
        return _problem_of(self.report)


def _problem_of(report: Report) -> BackfileError | None:
    where = f"`backfile status {report.publication}` names them"
    if report.lost:
        return CrawlLost(f"{report.lost} pages ended in no known state; {where}, and the next crawl takes them again")
    if not report.books.get("balances"):
        return CrawlLost("the books do not balance: run `backfile verify`")
    if report.sources and set(report.sources) == {"failed"}:
        return SourcesUnavailable(
            f"none of its {report.sources['failed']} sources could be read; {where}; try again later"
        )
    if report.ended not in {"finished", "interrupted"}:
        return CrawlLost(f"the run ended early ({report.ended}); what was not settled is due, so run the command again")
    return None


class _Process(CrawlerProcess):
    """Remembers which signal ended it."""

    signal: int | None = None

    def _signal_shutdown(self, signum: int, frame: Any) -> None:
        from twisted.internet import reactor

        self.signal = self.signal or signum
        reactor.callFromThread(self._hasten)
        super()._signal_shutdown(signum, frame)

    def _hasten(self) -> None:
        for crawler in self.crawlers:
            if crawler.engine is not None and (stopping := crawler.get_extension(Stopping)):
                stopping.begin()


SpiderOf = Callable[[Publication], type[PublicationSpider]]


def crawl(
    publications: Iterable[Publication], options: CrawlOptions, *, spider_of: SpiderOf = PublicationSpider.of
) -> tuple[list[Crawled], int]:
    """Crawls publications, or brings into them what another spider has; gives how each ended, and the exit code.

    The code is 0 when every run finished and lost nothing, else as `exit_code_of` ranks.
    """
    titles = list(publications)
    with ExitStack() as stack:
        routes = {}
        if any(title.slug == SLUG for title in titles) and "BACKFILE_ROUTES" not in options.settings:
            routes = stack.enter_context(serve_for(options.archive, options.database_url))
        process = _Process(_settings(options, routes))
        # A page given up is in the report with its reason. Scrapy's set-up of logging resets levels set before it.
        # What stops a crawl is said at the end, in one sentence.
        for name in ("scrapy.downloadermiddlewares.retry", "crawler.extensions.run"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        lanes = _Lanes(process, titles, options.at_once, spider_of)
        lanes.fill()
        process.start()
        return lanes.ended, exit_code_of(lanes.ended, process.signal)


class _Lanes:
    """Starts the next crawl when one ends; titles that share a host come one after the other."""

    def __init__(self, process: _Process, titles: list[Publication], at_once: int, spider_of: SpiderOf) -> None:
        self._process = process
        self._spider_of = spider_of
        self._waiting = titles
        self._free = at_once
        self._asked: set[str] = set()
        self.ended: list[Crawled] = []

    def fill(self) -> None:
        """Starts as many as may be under way."""
        while self._free and not self._process.signal and (title := self._find_next()) is not None:
            self._start(title)

    def _find_next(self) -> Publication | None:
        return next((title for title in self._waiting if title.hosts.isdisjoint(self._asked)), None)

    def _start(self, title: Publication) -> None:
        self._waiting.remove(title)
        self._free -= 1
        self._asked |= title.hosts
        crawler = self._process.create_crawler(self._spider_of(title))
        self._process.crawl(crawler).addBoth(self._end, title, crawler)

    def _end(self, result: Failure | None, title: Publication, crawler: Crawler) -> None:
        error = result.value if isinstance(result, Failure) else None
        if isinstance(error, KeyboardInterrupt):
            # It came while the crawl was made, before Scrapy listens for it.
            self._process.signal, error = signal.SIGINT, None
        try:
            run = crawler.get_extension(RunKeeper)
        except RuntimeError:
            run = None
        report = run.report if run else None
        self.ended.append(Crawled(title.slug, report, error or (run.error if run else None)))
        self._free += 1
        self._asked -= title.hosts
        self.fill()


def _settings(options: CrawlOptions, routes: dict[str, str]) -> Settings:
    settings = Settings()
    settings.setmodule(defaults, priority="project")
    ours = {
        "BACKFILE_ARCHIVE": str(options.archive),
        "BACKFILE_DATABASE_URL": options.database_url,
        "BACKFILE_CONTACT": options.contact,
        "BACKFILE_ROUTES": routes,
    }
    settings.setdict({**ours, **options.settings}, priority="cmdline")
    return settings


def exit_code_of(ended: Iterable[Crawled], signum: int | None = None) -> int:
    """The exit code of several crawls: a loss before the signal that ended them, else the most serious error's.

    A fault of ours comes before what keeps all crawls from going on (disk, rights, definitions), that before what
    concerns one title, and what passes by itself comes last.
    """
    crawls = list(ended)
    codes = {_code_of(crawled.problem) for crawled in crawls if crawled.problem is not None}
    if signum is None:
        return min(codes, key=_rank, default=0)
    if any(isinstance(crawled.problem, CrawlLost) and crawled.report is not None for crawled in crawls):
        return CrawlLost.exit_code
    return 128 + signum if signum in {signal.SIGINT, signal.SIGTERM} else 130


def _rank(code: int) -> int:
    return _MOST_SERIOUS_FIRST.index(code) if code in _MOST_SERIOUS_FIRST else len(_MOST_SERIOUS_FIRST)


def _code_of(problem: BaseException) -> int:
    return problem.exit_code if isinstance(problem, BackfileError) else 1
