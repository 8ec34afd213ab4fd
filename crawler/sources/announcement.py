"""What a source's answer says, and how dates in it are read."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dateutil import parser as date_parser

from storage.items import Sighting
from storage.sources import ListedSource

MOST_ITEMS = 50_000
"""Entries read of one answer: what the sitemap protocol allows; a feed never has as many."""

_TAG = re.compile(r"<[^<>]*>")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Announcement:
    """What one answer of a source says.

    Attributes:
        problem: why nothing could be read of it: then it is a failed poll, not a day without news.
        children: sources it lists.
    """

    sightings: tuple[Sighting, ...] = ()
    children: tuple[ListedSource, ...] = ()
    problem: str | None = None


def parse_time(printed: str | None) -> datetime | None:
    """A time of a feed or sitemap (W3C or RFC 5322 form) as aware UTC; a zone that is not given is UTC."""
    if not printed or len(printed) > 64:
        return None
    try:
        parsed = date_parser.parse(printed)
    except (ValueError, OverflowError, TypeError):
        return None
    try:
        aware = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
        return aware.astimezone(UTC) if abs(aware.utcoffset() or timedelta()) < timedelta(days=1) else None
    except (OverflowError, ValueError):
        return None


def plain_title(markup: str | None) -> str | None:
    """A title as text: tags out, entities undone also where a feed escaped them twice, blanks folded."""
    if not markup:
        return None
    text = html.unescape(html.unescape(markup[:20_000]))
    return _BLANKS.sub(" ", _TAG.sub("", text)).strip() or None
