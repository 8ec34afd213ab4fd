"""RSS and Atom feeds, well-formed or not."""

from __future__ import annotations

import io
import re
from typing import Any
from xml.sax import SAXException

import feedparser

from crawler.sources.announcement import (
    MOST_ITEMS,
    Announcement,
    parse_time,
    plain_title,
    printed_date,
    too_long,
    web_link,
)
from storage.items import Sighting

LARGEST = 8 * 2**20
"""Bytes of a feed that are read; its newest entries stand first."""

_END = re.compile(rb"</(?:\w{1,20}:)?(?:rss|feed|rdf)\s{0,20}>", re.IGNORECASE)
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9A-Fa-f]{1,12})|([0-9]{1,12}));")


def parse_feed(body: bytes, url: str) -> Announcement:
    """What a feed announces.

    An answer that is no feed (an error page, a consent wall) is a problem, for feedparser reads it as a feed without
    entries; so is a feed that breaks off: what stands before the break counts. A valid feed without entries announces
    nothing.
    """
    try:
        # Given bytes, feedparser would take them for the name of a file first.
        stream = io.BytesIO(_REFERENCE.sub(_replace_reference, body[:LARGEST]))
        feed = feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # noqa: BLE001 - whatever feedparser raises, it is a poll that failed
        return Announcement(problem=f"unreadable-feed: {type(error).__name__}")
    if not feed.get("version"):
        return Announcement(problem="not-a-feed")
    if not feed.entries and feed.get("bozo"):
        return Announcement(problem=f"broken-feed: {type(feed.get('bozo_exception')).__name__}")
    found = (_read_entry(entry, url) for entry in feed.entries[:MOST_ITEMS])
    sightings = tuple(sighting for sighting in found if sighting is not None)
    return Announcement(sightings, problem=_find_break(feed, body[:LARGEST]))


def _find_break(feed: Any, body: bytes) -> str | None:
    """Why entries are missing; a feed that is merely malformed is read to its end."""
    if len(feed.entries) > MOST_ITEMS:
        return too_long(MOST_ITEMS)
    if isinstance(feed.get("bozo_exception"), SAXException) and not _END.search(body):
        return "broken-feed: it breaks off"
    return None


def _replace_reference(match: re.Match[bytes]) -> bytes:
    """References to what is no character (XML 1.0 §2.2), on which feedparser gives up, become U+FFFD."""
    code = int(match[1], 16) if match[1] else int(match[2])
    is_character = code in {0x9, 0xA, 0xD} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0x10FFFF
    return match[0] if is_character else b"&#65533;"


def _read_entry(entry: Any, url: str) -> Sighting | None:
    link = web_link(url, entry.get("link"))
    if link is None:
        return None
    published = dict.get(entry, "published")
    updated = dict.get(entry, "updated")
    return Sighting(
        url=link,
        title=plain_title(entry.get("title")),
        published_at=parse_time(published),
        modified_at=parse_time(updated),
        dated=printed_date(updated or published),
    )
