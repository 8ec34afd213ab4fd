"""The posts list of the WordPress REST API (`/wp-json/wp/v2/posts`)."""

from __future__ import annotations

import json
from typing import Any

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


def parse_posts(body: bytes, url: str) -> Announcement:
    """What the list announces, as far as its bound; `date_gmt` and `modified_gmt` are UTC without saying so."""
    try:
        posts = json.loads(body)
    except (ValueError, RecursionError):
        return Announcement(problem="not-json")
    if not isinstance(posts, list):
        return Announcement(problem="not-a-list-of-posts")
    found = (_read_post(post, url) for post in posts[:MOST_ITEMS])
    sightings = tuple(sighting for sighting in found if sighting is not None)
    if posts and not sightings:
        return Announcement(problem="no-links")
    return Announcement(sightings, problem=too_long(MOST_ITEMS) if len(posts) > MOST_ITEMS else None)


def _read_post(post: Any, url: str) -> Sighting | None:
    if not isinstance(post, dict):
        return None
    link = web_link(url, post.get("link"))
    if link is None:
        return None
    title = post.get("title")
    published, modified = (str(post.get(name) or "") or None for name in ("date_gmt", "modified_gmt"))
    return Sighting(
        url=link,
        title=plain_title(str(title.get("rendered") or "")) if isinstance(title, dict) else None,
        published_at=parse_time(published),
        modified_at=parse_time(modified),
        dated=printed_date(modified or published),
    )
