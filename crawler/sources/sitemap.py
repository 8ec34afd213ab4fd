"""Sitemaps, sitemap indexes and news sitemaps (sitemaps.org protocol 0.9)."""

from __future__ import annotations

import io
import itertools
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime

from lxml import etree

from crawler.sources.announcement import (
    MOST_ITEMS,
    Announcement,
    parse_time,
    plain_title,
    printed_date,
    web_link,
)
from storage.items import Sighting, SourceKind
from storage.sources import ListedSource

LARGEST = 50 * 2**20
"""Bytes of an uncompressed sitemap that the protocol allows."""
MOST_CHILDREN = 5_000
MOST_ELEMENTS = 1_000_000
"""Elements of one answer that are looked at: 20 for each entry that the protocol allows."""

_MONTH_IN_NAME = re.compile(r"((?:19|20)\d\d)-?(0[1-9]|1[0-2])(?:-?(0[1-9]|[12]\d|3[01]))?(?!\d)")


def parse_sitemap(body: bytes, url: str, *, kind: SourceKind, since: date | None = None) -> Announcement:
    """What a sitemap announces, or which sitemaps an index lists; those older than `since` are left out.

    What stands before a break in the XML counts; an answer of which nothing can be read is a problem.
    """
    try:
        unzipped = _unzip(body)
    except (zlib.error, ValueError) as error:
        return Announcement(problem=f"broken-gzip: {error}")
    sightings: list[Sighting] = []
    children: list[ListedSource] = []
    problem = None
    try:
        for tag, fields in _iter_entries(unzipped):
            if tag == "url" and len(sightings) < MOST_ITEMS:
                sightings.extend(_read_url(fields, url))
            elif tag == "sitemap" and len(children) < MOST_CHILDREN:
                children.extend(_read_child(fields, url, kind, since))
    except (etree.XMLSyntaxError, ValueError) as error:
        problem = f"broken-xml: {str(error)[:120]}"
    if sightings or children:
        problem = None
    return Announcement(tuple(sightings), tuple(children), problem)


def _unzip(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    inflater = zlib.decompressobj(wbits=31)
    unzipped = inflater.decompress(body, LARGEST)
    if inflater.unconsumed_tail:
        raise ValueError(f"more than {LARGEST} bytes")
    return unzipped


def _iter_entries(body: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Each `<url>` or `<sitemap>` with the text of what stands in it, by local name; entities are not expanded."""
    root = None
    events = etree.iterparse(
        io.BytesIO(body.lstrip()), events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False
    )
    for event, element in itertools.islice(events, 2 * MOST_ELEMENTS):
        name = _local_name(element)
        if event == "start":
            root = element if root is None else root
            if root is element and name not in {"urlset", "sitemapindex"}:
                raise ValueError(f"<{name[:40]}> is no sitemap")
        elif name in {"url", "sitemap"}:
            yield name, {_local_name(part): (part.text or "").strip() for part in element.iter() if part is not element}
        if event == "end" and element.getparent() is root:
            element.clear()
            del element.getparent()[:-1]


def _local_name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _read_url(fields: dict[str, str], base: str) -> Iterator[Sighting]:
    if link := web_link(base, fields.get("loc")):
        dated = fields.get("lastmod") or fields.get("publication_date")
        yield Sighting(
            url=link,
            title=plain_title(fields.get("title")),
            published_at=parse_time(fields.get("publication_date")),
            modified_at=parse_time(fields.get("lastmod")),
            dated=printed_date(dated),
        )


def _read_child(fields: dict[str, str], base: str, kind: SourceKind, since: date | None) -> Iterator[ListedSource]:
    link = web_link(base, fields.get("loc"))
    modified_at = parse_time(fields.get("lastmod"))
    if link and not (since and _is_older(link, modified_at, since)):
        yield ListedSource(kind, link, modified_at=modified_at)


def _is_older(link: str, modified_at: datetime | None, since: date) -> bool:
    """By the month in its name, else by its date of change."""
    if match := _MONTH_IN_NAME.search(link.rpartition("/")[2]):
        return (int(match[1]), int(match[2])) < (since.year, since.month)
    return modified_at is not None and modified_at < datetime(since.year, since.month, since.day, tzinfo=UTC)
