"""Captures that are already kept take the same path as fresh ones, without a request going out."""

from __future__ import annotations

import asyncio

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Headers, HtmlResponse, Response
from scrapy.responsetypes import responsetypes

from pipelines.workshop import Workshop, workshop_of

NOT_MODIFIED = 304


class StoredCaptureMiddleware:
    """Answers a request that carries a capture in `meta["stored"]` from the WARC file.

    It stands first, so that neither robots.txt nor politeness, which are for sites, hold up a file; and because it is
    a request, Scrapy's backpressure holds, which items from `start()` do not have.
    """

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StoredCaptureMiddleware:
        """As Scrapy makes it."""
        return cls(workshop_of(crawler))

    async def process_request(self, request: Request) -> Response | None:
        """The stored response, or None for a request that is to go out.

        `meta` gets the title that an import was given, and the media type of the body, which a 304 does not name.

        Raises:
            BrokenRecord: the record is damaged.
        """
        if (capture := request.meta.get("stored")) is None:
            return None
        stored = await asyncio.to_thread(self._workshop.read_back, capture)
        request.meta.update(given_title=stored.given_title, content_type=stored.content_type)
        headers = Headers({})
        for name, value in stored.payload_headers if stored.status == NOT_MODIFIED else stored.headers:
            headers.appendlist(name, value)
        kind = responsetypes.from_args(headers=headers, url=request.url, body=stored.body) or HtmlResponse
        return kind(request.url, status=stored.status, headers=headers, body=stored.body, request=request)
