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
TOO_SLOW = "redirected to a host that asks for too long a delay"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a host's robots.txt says; without `parser`, the reason why it cannot be known. `delay` is in seconds."""

    parser: Protego | None = None
    delay: float = 0.0
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
            IgnoreRequest: it is forbidden, or whether it is cannot be known, or it was redirected to a host that asks
                for a longer delay than we wait; the message says which.
            Interrupted: a host of the publication asks for such a delay, and the crawl ends.
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
        self._require_patience(request, rules.delay)
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
        delay = parser.crawl_delay(self._agent) or 0.0
        self._keep_delay(delay, host)
        return _Rules(parser, delay)

    def _refuse(self, site: str, reason: str) -> _Rules:
        logger.info("%s of %s, so nothing is fetched there: %s", UNAVAILABLE, site, reason)
        return _Rules(refusal=f"{UNAVAILABLE}: {reason}"[:500])

    def _keep_delay(self, asked: float, host: str) -> None:
        """Makes the host's delay at least what it asks for."""
        run = self._crawler.get_extension(RunKeeper)
        if not asked or run is None:
            return
        delay = max(asked, run.publication.crawl.delay)
        downloader = self._crawler.engine.downloader
        downloader.per_slot_settings[host] = {"delay": delay, "concurrency": 1, "jitter": 0.0}
        if slot := downloader.slots.get(host):
            slot.delay, slot.concurrency, slot.jitter = delay, 1, 0.0

    def _require_patience(self, request: Request, asked: float) -> None:
        """A host of the publication that asks for more than our patience ends the crawl, another host one request."""
        run = self._crawler.get_extension(RunKeeper)
        if run is None or asked <= run.publication.crawl.max_delay:
            return
        host = urlparse_cached(request).hostname
        said = f"{host} asks for {asked:g} s between requests"
        if "redirect_times" in request.meta and host not in run.publication.hosts:
            raise IgnoreRequest(f"{TOO_SLOW}: {said}")
        title = run.publication
        run.stop(
            UsageError(
                f"{said}, more than crawl.max_delay ({title.crawl.max_delay:g} s) of {title.slug}: "
                "raise it there, or leave the title alone"
            )
        )
        raise Interrupted


def _parse(response: Response) -> Protego:
    """The rules; an answer of 4xx, and one that leads nowhere, are none (RFC 9309 §2.3.1.3)."""
    text = response.body[:LONGEST].decode("utf-8", "ignore") if 200 <= response.status < 300 else ""
    return Protego.parse(text)
