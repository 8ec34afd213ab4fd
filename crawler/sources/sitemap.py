"""Sitemaps, sitemap indexes and news sitemaps (sitemaps.org protocol 0.9)."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TypeVar

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

Entry = TypeVar("Entry")

LARGEST = 50 * 2**20
"""Bytes of an uncompressed sitemap that the protocol allows."""
MOST_CHILDREN = 5_000
MOST_ELEMENTS = 1_000_000
"""Elements of one answer that are looked at: 20 for each entry that the protocol allows."""

_NEWS = "/schemas/sitemap-news/"
_MONTH_IN_NAME = re.compile(r"((?:19|20)\d\d)-?(0[1-9]|1[0-2])(?:-?(0[1-9]|[12]\d|3[01]))?(?!\d)")


class _TooLong(ValueError):
    """What stands before the bound was read."""


def parse_sitemap(body: bytes, url: str, *, kind: SourceKind, since: date | None = None) -> Announcement:
    """What a sitemap announces, or which sitemaps an index lists; those older than `since` are left out.

    What stands before a break in the XML, or before a bound, counts; the problem says that there is more.
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
            if tag == "url":
                _extend(sightings, _read_url(fields, url), MOST_ITEMS)
            else:
                _extend(children, _read_child(fields, url, kind, since), MOST_CHILDREN)
    except _TooLong as error:
        problem = f"too-long: {error}"
    except (etree.XMLSyntaxError, ValueError) as error:
        problem = f"broken-xml: {str(error)[:120]}"
    return Announcement(tuple(sightings), tuple(children), problem)


def _extend(found: list[Entry], entries: Iterator[Entry], most: int) -> None:
    for entry in entries:
        if len(found) == most:
            raise _TooLong(f"more than {most} entries")
        found.append(entry)


def _unzip(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    inflater = zlib.decompressobj(wbits=31)
    unzipped = inflater.decompress(body, LARGEST)
    if inflater.unconsumed_tail:
        raise ValueError(f"more than {LARGEST} bytes")
    return unzipped


def _iter_entries(body: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Each `<url>` or `<sitemap>` with its fields; entities are not expanded."""
    root = None
    events = etree.iterparse(
        io.BytesIO(body.lstrip()), events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False
    )
    for number, (event, element) in enumerate(events):
        if number == 2 * MOST_ELEMENTS:
            raise _TooLong(f"more than {MOST_ELEMENTS} elements")
        if root is None:
            root = element
            _check_root(root)
        if event == "end" and element.getparent() is root:
            if (name := _split_tag(element)[1]) in {"url", "sitemap"}:
                yield name, _read_fields(element, _split_tag(root)[0])
            element.clear()
            while element.getprevious() is not None:
                del root[0]


def _check_root(root: etree._Element) -> None:
    name = _split_tag(root)[1]
    if name not in {"urlset", "sitemapindex"}:
        raise ValueError(f"<{name[:40]}> is no sitemap")


def _read_fields(entry: etree._Element, own: str) -> dict[str, str]:
    """The sitemap's fields and those of its news extension; other extensions (images, videos) have a `loc` too."""
    fields: dict[str, str] = {}
    for part in entry.iterdescendants():
        namespace, name = _split_tag(part)
        is_own = part.getparent() is entry and namespace in {own, ""} and name in {"loc", "lastmod"}
        is_news = _NEWS in namespace and name in {"title", "publication_date"}
        text = (part.text or "").strip()
        if text and (is_own or is_news):
            fields.setdefault(name, text)
    return fields


def _split_tag(element: etree._Element) -> tuple[str, str]:
    """Namespace and local name; none of a comment or a reference."""
    namespace, _, name = (element.tag if isinstance(element.tag, str) else "").rpartition("}")
    return namespace.removeprefix("{"), name


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
