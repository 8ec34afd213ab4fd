"""RSS and Atom feeds, well-formed or not."""

from __future__ import annotations

import io
from typing import Any

import feedparser

from crawler.sources.announcement import MOST_ITEMS, Announcement, parse_time, plain_title
from storage.items import Sighting
from storage.urls import join_url

LARGEST = 8 * 2**20
"""Bytes of a feed that are read; its newest entries stand first."""


def parse_feed(body: bytes, url: str) -> Announcement:
    """What a feed announces.

    An answer that is no feed (an error page, a consent wall) is a problem, for feedparser reads it as a feed without
    entries; so is a feed that breaks off before its first entry. A valid feed without entries announces nothing.
    """
    # Given bytes, feedparser would take them for the name of a file first.
    feed = feedparser.parse(io.BytesIO(body[:LARGEST]), sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version"):
        return Announcement(problem="not-a-feed")
    if not feed.entries and feed.get("bozo"):
        return Announcement(problem=f"broken-feed: {type(feed.get('bozo_exception')).__name__}")
    found = (_read_entry(entry, url) for entry in feed.entries[:MOST_ITEMS])
    return Announcement(sightings=tuple(sighting for sighting in found if sighting is not None))


def _read_entry(entry: Any, url: str) -> Sighting | None:
    link = join_url(url, entry.get("link") or "")
    if link is None:
        return None
    published = dict.get(entry, "published")
    updated = dict.get(entry, "updated")
    return Sighting(
        url=link,
        title=plain_title(entry.get("title")),
        published_at=parse_time(published),
        modified_at=parse_time(updated),
        dated=updated or published,
    )
