"""Hosts that are reached through a loopback server: the bundled sample publication, and tests."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured


class RouteMiddleware:
    """Sends requests for a host of `BACKFILE_ROUTES` to the address given there, as to a proxy (RFC 9112 §3.2.2)."""

    def __init__(self, routes: dict[str, str]) -> None:
        self._routes = routes
        self._proxies = {f"http://{address}" for address in routes.values()}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RouteMiddleware:
        """Off without routes."""
        routes = crawler.settings.getdict("BACKFILE_ROUTES")
        if not routes:
            raise NotConfigured
        return cls(routes)

    def process_request(self, request: Request) -> None:
        """Names the proxy; a redirect to another host does not take it along."""
        if address := self._routes.get(urlsplit(request.url).hostname or ""):
            request.meta["proxy"] = f"http://{address}"
        elif request.meta.get("proxy") in self._proxies:
            del request.meta["proxy"]
