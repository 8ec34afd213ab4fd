"""A body that never ends is cut, and what came of it is kept as cut."""

from __future__ import annotations

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload

_RECEIVED = "bytes_received"


class BodyLimit:
    """Stops a download after `BACKFILE_MAX_BODY` bytes as received; the capture says so (WARC 1.1 §5.13)."""

    def __init__(self, most: int) -> None:
        self._most = most

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BodyLimit:
        """As Scrapy makes it."""
        limit = cls(crawler.settings.getint("BACKFILE_MAX_BODY"))
        crawler.signals.connect(limit.begin, signals.headers_received)
        crawler.signals.connect(limit.count, signals.bytes_received)
        return limit

    def begin(self, request: Request) -> None:
        """Counts from nothing: a retried or redirected request takes over what the one before it carried."""
        request.meta[_RECEIVED] = 0

    def count(self, data: bytes, request: Request) -> None:
        """Counts what came.

        Raises:
            StopDownload: it is too much.
        """
        received = request.meta.get(_RECEIVED, 0) + len(data)
        request.meta[_RECEIVED] = received
        if received > self._most:
            raise StopDownload(fail=False)
