"""Captured before parsed: every response is in the WARC file before anything reads it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.headers import Headers
from scrapy.utils.httpobj import urlparse_cached

from crawler.answers import is_conditional
from crawler.extensions.run import RunKeeper
from pipelines.workshop import Workshop, workshop_of
from storage.captures.digests import sha256_hex
from storage.captures.exchange import Exchange, Header
from storage.errors import BackfileError
from storage.items import Capture, CaptureRole


class CaptureMiddleware:
    """Stands outside decompression, so the body it keeps is the one received.

    The capture joins `request.meta["captures"]`, which redirects and retries carry along; a response of robots.txt,
    which no spider sees, is indexed at once.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._workshop: Workshop = workshop_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CaptureMiddleware:
        """As Scrapy makes it."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Keeps the exchange; a crawl that cannot keep stops.

        Raises:
            BackfileError: it could not be written; the page stays due.
        """
        if "stored" in request.meta:
            return response
        run = self._crawler.get_extension(RunKeeper)
        assert run is not None
        exchange = _exchange(request, response, run)
        digest = sha256_hex(response.body)
        try:
            capture = await asyncio.to_thread(self._workshop.keep, exchange, digest, confirmed=_confirmed(request))
        except BackfileError as error:
            run.stop(error)
            raise
        run.count_response(capture.status, len(exchange.body))
        self._note(request, capture, run)
        return response

    def _note(self, request: Request, capture: Capture, run: RunKeeper) -> None:
        if capture.role is CaptureRole.ROBOTS:
            run.index(capture)
        else:
            request.meta.setdefault("captures", []).append(capture)


def _confirmed(request: Request) -> Capture | None:
    """The capture whose validators a request carries; after a redirect to another page it carries none."""
    return request.meta.get("answer") if is_conditional(request) else None


def _exchange(request: Request, response: Response, run: RunKeeper) -> Exchange:
    truncated = None
    if "download_stopped" in response.flags:
        truncated = "length"
    elif "dataloss" in response.flags or "partial" in response.flags:
        truncated = "disconnect"
    address = None if "proxy" in request.meta else response.ip_address
    return Exchange(
        method=request.method,
        url=request.url,
        request_headers=_request_headers(request),
        http_version=response.protocol or "HTTP/1.1",
        status=response.status,
        reason=_reason(response.status),
        response_headers=_pairs(response.headers),
        body=response.body,
        captured_at=datetime.now(UTC),
        ip=str(address) if address else None,
        truncated=truncated,
        publication=run.publication.slug,
        role=_role(request),
        requested_url=request.meta.get("requested_url"),
        run=str(run.id),
    )


def _role(request: Request) -> CaptureRole:
    if "role" in request.meta:
        return CaptureRole(request.meta["role"])
    return CaptureRole.ROBOTS


def _request_headers(request: Request) -> list[Header]:
    """What was sent: Scrapy's headers and the Host that its client adds (RFC 9112 §3.2)."""
    host = urlparse_cached(request).netloc.rpartition("@")[2]
    return [(b"Host", host.encode("idna" if not host.isascii() else "ascii")), *_pairs(request.headers)]


def _pairs(headers: Headers) -> list[Header]:
    return [(name, value) for name, values in _items(headers) for value in values]


def _items(headers: Any) -> list[tuple[bytes, list[bytes]]]:
    return [(name, headers.getlist(name)) for name in headers]


def _reason(status: int) -> str:
    """The registered phrase: the client does not hand on the one received."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
