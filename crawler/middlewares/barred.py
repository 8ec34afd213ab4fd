"""Addresses that were purged: no request goes there, nor is one redirected there."""

from __future__ import annotations

from functools import cached_property
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawler.extensions.run import RunKeeper
from storage.barring import BARRED, find_barred, is_barred


class BarredMiddleware:
    """Asks the archive once which addresses are barred: a purge does not go on while a crawl does."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Lets a request pass.

        Raises:
            IgnoreRequest: its address is barred.
        """
        if is_barred(self._barred, request.url):
            raise IgnoreRequest(BARRED)

    @cached_property
    def _barred(self) -> frozenset[str]:
        run = self._crawler.get_extension(RunKeeper)
        if run is None:
            return frozenset()
        with run.workshop.archive.read() as session:
            return find_barred(session, run.publication.slug)
