"""The address that a page declares as its own, as far as it can be one: evidence, and never more."""

from __future__ import annotations

from urllib.parse import urlsplit

from storage.items import PageItem
from storage.urls import canonicalise, join_url, same_site, url_key


def declared_key(item: PageItem) -> str | None:
    """The key of the page's `rel=canonical` (RFC 6596), else `og:url`; None where that can be no article's address.

    It can be none on another site, on a site's front page, and on a page of an import without a URL.
    """
    declared = item.extraction.metadata.declared_canonical if item.extraction else None
    if declared is None or item.capture.url.startswith("urn:"):
        return None
    address = join_url(item.capture.url, declared)
    if address is None or is_front_page(address) or not same_site(address, item.capture.url):
        return None
    return url_key(address)


def is_front_page(url: str) -> bool:
    """Whether an address is that of a site's front page."""
    parts = urlsplit(canonicalise(url))
    return parts.path.strip("/") in {"", "home", "index.html", "index.htm", "index.php"} and not parts.query
