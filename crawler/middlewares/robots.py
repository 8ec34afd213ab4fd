"""robots.txt as RFC 9309 has it: an unreachable one forbids, a long one is cut, and Crawl-delay is kept."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Self

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from crawler.address_guard import BlockedAddress
from crawler.extensions.run import RunKeeper
from crawler.extensions.stopping import Interrupted
from storage.errors import BackfileError, UsageError

LONGEST = 500 * 2**10
"""Bytes of robots.txt that are read (RFC 9309 §2.5 asks for at least that many)."""
FORBIDDEN = "robots.txt forbids it"
UNAVAILABLE = "robots.txt cannot be had"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a host's robots.txt says; without `parser`, the reason why it cannot be known."""

    parser: Protego | None = None
    refusal: str = UNAVAILABLE


class RobotsMiddleware:
    """Asks a host for its rules once, before the first request to it, which waits with all others for the answer.

    Scrapy's own takes a server that fails for one that has no rules, parses any length, and does not apply
    Crawl-delay.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._agent = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        self._rules: dict[str, asyncio.Task[_Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Off unless robots.txt is heeded."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Lets a request pass.

        Raises:
            IgnoreRequest: it is forbidden, or whether it is cannot be known; the message says which.
            BackfileError: the archive could not keep the answer.
        """
        if request.meta.get("dont_obey_robotstxt"):
            return
        parts = urlparse_cached(request)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = asyncio.ensure_future(self._learn(site, parts.hostname or ""))
        rules = await asyncio.shield(self._rules[site])
        if rules.parser is None:
            raise IgnoreRequest(rules.refusal)
        if not rules.parser.can_fetch(request.url, self._agent):
            raise IgnoreRequest(FORBIDDEN)

    async def _learn(self, site: str, host: str) -> _Rules:
        request = Request(f"{site}/robots.txt", priority=1000, meta={"dont_obey_robotstxt": True}, callback=NO_CALLBACK)
        try:
            response = await self._crawler.engine.download_async(request)
        except (BackfileError, BlockedAddress, Interrupted):
            raise
        except Exception as error:  # noqa: BLE001 - whatever keeps the rules from us, the host is left alone
            return self._refuse(site, f"{error}" or type(error).__name__)
        if response.status >= 500 or response.status == 429:
            return self._refuse(site, f"HTTP {response.status}")
        parser = _parse(response)
        self._keep_delay(parser, host)
        return _Rules(parser)

    def _refuse(self, site: str, reason: str) -> _Rules:
        logger.info("%s of %s, so nothing is fetched there: %s", UNAVAILABLE, site, reason)
        return _Rules(refusal=f"{UNAVAILABLE}: {reason}"[:500])

    def _keep_delay(self, parser: Protego, host: str) -> None:
        """Makes the host's delay at least what it asks for; what it asks beyond our patience stops the crawl."""
        asked = parser.crawl_delay(self._agent)
        run = self._crawler.get_extension(RunKeeper)
        if not asked or run is None:
            return
        crawl = run.publication.crawl
        if asked > crawl.max_delay:
            run.stop(
                UsageError(
                    f"{host} asks for {asked:g} s between requests, more than crawl.max_delay ({crawl.max_delay:g} s)"
                    f" of {run.publication.slug}: raise it there, or leave the title alone"
                )
            )
            raise Interrupted
        delay = max(asked, crawl.delay)
        downloader = self._crawler.engine.downloader
        downloader.per_slot_settings[host] = {"delay": delay, "concurrency": 1, "jitter": 0.0}
        if slot := downloader.slots.get(host):
            slot.delay, slot.concurrency, slot.jitter = delay, 1, 0.0


def _parse(response: Response) -> Protego:
    """The rules; an answer of 4xx, and one that leads nowhere, are none (RFC 9309 §2.3.1.3)."""
    text = response.body[:LONGEST].decode("utf-8", "ignore") if 200 <= response.status < 300 else ""
    return Protego.parse(text)
