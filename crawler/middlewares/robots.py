"""robots.txt as RFC 9309 has it: an unreachable one forbids, a long one is cut, and Crawl-delay is kept."""

from __future__ import annotations

import logging

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from crawler.extensions.run import RunKeeper
from storage.errors import UsageError

LONGEST = 500 * 2**10
"""Bytes of robots.txt that are read (RFC 9309 §2.5 asks for at least that many)."""
FORBIDDEN = "robots.txt forbids it"
UNAVAILABLE = "robots.txt cannot be had"

logger = logging.getLogger(__name__)


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's, but it tells a server that fails from one that has no rules, and applies Crawl-delay."""

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Lets a request pass.

        Raises:
            IgnoreRequest: it is forbidden, or whether it is cannot be known; the message says which.
        """
        agent = self._robotstxt_useragent or self._default_useragent
        if rp is None:
            raise IgnoreRequest(UNAVAILABLE)
        if not rp.allowed(request.url, agent):
            raise IgnoreRequest(FORBIDDEN)

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of a host, once they are there.

        Scrapy lets all requests that come before them wait for one Deferred, which gives its value to the first only.
        """
        await super().robot_parser(request)
        parser = self._parsers[urlparse_cached(request).netloc]
        return parser if isinstance(parser, RobotParser) else None

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._robots_error(IgnoreRequest(f"HTTP {response.status}"), netloc)
            return
        body = response.body[:LONGEST] if response.status < 400 else b""
        await super()._parse_robots(response.replace(body=body), netloc, request)
        self._keep_delay(netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        logger.warning("%s of %s: %s", UNAVAILABLE, netloc, exc)
        super()._robots_error(IgnoreRequest(str(exc)), netloc)

    def _keep_delay(self, netloc: str, request: Request) -> None:
        """Makes the host's delay at least what it asks for; what it asks beyond our patience stops the crawl."""
        parser = self._parsers[netloc]
        asked = parser.crawl_delay(self._robotstxt_useragent or "*") if isinstance(parser, RobotParser) else None
        run = self.crawler.get_extension(RunKeeper)
        if not asked or run is None:
            return
        crawl = run.publication.crawl
        if asked > crawl.max_delay:
            run.stop(
                UsageError(
                    f"{netloc} asks for {asked:g} s between requests, more than crawl.max_delay ({crawl.max_delay:g} s)"
                    f" of {run.publication.slug}: raise it there, or leave the title alone"
                )
            )
            return
        delay = max(asked, crawl.delay)
        downloader = self.crawler.engine.downloader
        host = urlparse_cached(request).hostname or ""
        downloader.per_slot_settings[host] = {"delay": delay, "concurrency": 1, "jitter": 0.0}
        if slot := downloader.slots.get(host):
            slot.delay, slot.concurrency, slot.jitter = delay, 1, 0.0
