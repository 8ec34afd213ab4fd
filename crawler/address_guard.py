"""Addresses a crawl never connects to, whatever a name or a redirect says: our own networks (CWE-918)."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.datatypes import LocalCache
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred, fail
from twisted.internet.error import DNSLookupError

# Python calls these global; the first leads to any IPv4 address through a NAT64 gateway (RFC 6052), the second is
# for protocol use inside a network (RFC 6890).
_NOT_REALLY_GLOBAL = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("192.0.0.0/24"))

_refused: LocalCache[str, str] = LocalCache(10_000)


class BlockedAddress(IgnoreRequest):
    """A request would have gone to an address that is not public."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address} is not a public address")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    special = any(ip in network for network in _NOT_REALLY_GLOBAL if network.version == ip.version)
    return ip.is_global and not ip.is_multicast and not special


def find_refused(name: str) -> str | None:
    """The address because of which a name, or literal address, was refused when it was last looked up."""
    return _refused.get(name)


class GuardedResolver(CachingThreadedResolver):
    """Resolves names, and refuses those that lead to an address that is not public.

    Literal addresses come through here too. Exceptions are where `BACKFILE_ROUTES` leads, and the addresses of
    `BACKFILE_ALLOWED_ADDRESSES`: an operator's own intranet.
    """

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float, allowed: Sequence[str]) -> None:
        super().__init__(reactor, cache_size, timeout)
        self._allowed = frozenset(allowed)

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """As Scrapy makes it."""
        settings = crawler.settings
        cache_size = settings.getint("DNSCACHE_SIZE") if settings.getbool("DNSCACHE_ENABLED") else 0
        routes = settings.getdict("BACKFILE_ROUTES")
        allowed = [*settings.getlist("BACKFILE_ALLOWED_ADDRESSES"), *(a.partition(":")[0] for a in routes.values())]
        return cls(reactor, cache_size, settings.getfloat("DNS_TIMEOUT"), allowed)

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        """The address of a name; fails with a lookup error for one that may not be connected to."""
        if _is_address(name) and not self._may_connect(name):
            return self._refuse(name, name)
        return super().getHostByName(name, timeout).addCallback(self._check, name)

    def _check(self, address: str, name: str) -> str | Deferred[str]:
        if not self._may_connect(address):
            return self._refuse(address, name)
        _refused.pop(name, None)
        return address

    def _may_connect(self, address: str) -> bool:
        return address in self._allowed or is_public(address)

    def _refuse(self, address: str, name: str) -> Deferred[str]:
        _refused[name] = address
        return fail(DNSLookupError(f"{address} is not a public address"))


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
