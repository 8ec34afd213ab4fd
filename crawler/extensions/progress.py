"""How far a crawl is, while it runs: a moving line in a terminal, a plain one now and then elsewhere."""

from __future__ import annotations

import sys

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

from crawler.extensions.run import PREFIX

_SECONDS = {True: 0.5, False: 10.0}


class Progress:
    """One line on standard error: pages settled, articles new, visits that brought none.

    The books' missed pages are others: a page whose visit brought none keeps the article that it had.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._moving = sys.stderr.isatty()
        self._loop = create_looping_call(self._print)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        """Off unless `BACKFILE_PROGRESS` is set."""
        if not crawler.settings.getbool("BACKFILE_PROGRESS"):
            raise NotConfigured
        progress = cls(crawler)
        crawler.signals.connect(progress.open, signals.spider_opened)
        crawler.signals.connect(progress.close, signals.spider_closed)
        return progress

    def open(self) -> None:
        """Begins."""
        self._loop.start(_SECONDS[self._moving], now=False)

    def close(self) -> None:
        """Ends, with the last count."""
        if self._loop.running:
            self._loop.stop()
        self._print()
        if self._moving:
            sys.stderr.write("\n")

    def _print(self) -> None:
        stats = self._crawler.stats.get_stats()
        visited = {k.rpartition("/")[2]: v for k, v in stats.items() if k.startswith(f"{PREFIX}visited/")}
        good = sum(visited.get(name, 0) for name in ("archived", "unchanged", "moved"))
        settled = sum(visited.values())
        line = (
            f"{self._crawler.spidercls.name}: {stats.get(f'{PREFIX}announced', 0)} announced, {settled} visited, "
            f"{(new := stats.get(f'{PREFIX}new', 0))} new article{'' if new == 1 else 's'}, "
            f"{settled - good} without an article"
        )
        sys.stderr.write(f"\r\x1b[K{line}" if self._moving else f"{line}\n")
        sys.stderr.flush()
