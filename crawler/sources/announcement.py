"""What a source's answer says, and how dates in it are read."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from dateutil import parser as date_parser

from storage.items import Sighting
from storage.normal_form import normalise_text
from storage.sources import ListedSource
from storage.urls import join_url

MOST_ITEMS = 50_000
"""Entries read of one answer: what the sitemap protocol allows; a feed never has as many."""

LONGEST_DATE = 64
LONGEST_TITLE = 20_000
LONGEST_URL = 16_384
"""Characters; longer URLs are no addresses of articles, and servers refuse them (RFC 9110 §4.1 asks for 8000)."""

_TAG = re.compile(r"<[^<>]*>")
_UNSTORABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_DEFAULTS = (datetime(2000, 1, 1), datetime(2001, 2, 2))


@dataclass(frozen=True, slots=True)
class Announcement:
    """What one answer of a source says.

    Attributes:
        problem: why nothing could be read of it, then it is a failed poll, not a day without news; or why not all.
        children: sources it lists.
    """

    sightings: tuple[Sighting, ...] = ()
    children: tuple[ListedSource, ...] = ()
    problem: str | None = None


def too_long(most: int) -> str:
    """The problem of an answer of which only so many entries are read."""
    return f"too-long: more than {most} entries"


def parse_time(printed: str | None) -> datetime | None:
    """A time of a feed or sitemap as aware UTC; a zone that is not given is UTC.

    RFC 5322 and W3C forms are read as they are meant, others as they look; one without year, month and day is none.
    """
    if not printed or len(printed) > LONGEST_DATE:
        return None
    for parse in (datetime.fromisoformat, parsedate_to_datetime, _guess_time):
        try:
            parsed = parse(printed)
            aware = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
            return aware.astimezone(UTC)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return None


def _guess_time(printed: str) -> datetime:
    """Dateutil fills what is missing from a default: what differs between two was not printed.

    Raises:
        ValueError: it is no date, or a part of one.
    """
    one, other = (date_parser.parse(printed, default=day, tzinfos=_no_zone) for day in _DEFAULTS)
    if one != other:
        raise ValueError(printed)
    return one


def _no_zone(_name: str | None, offset: int | None) -> int:
    return offset or 0


def printed_date(text: str | None) -> str | None:
    """A date as printed, its length bounded and without what no database takes."""
    return normalise_text(text[:LONGEST_DATE]) or None if text else None


def web_link(base: str, href: object) -> str | None:
    """A link as an absolute http(s) URL that can be stored and asked for; None for any other."""
    link = join_url(base, href) if isinstance(href, str) and len(href) <= LONGEST_URL else None
    return link if link and not _UNSTORABLE.search(link) else None


def plain_title(markup: str | None) -> str | None:
    """A title as text: tags out, entities undone also where a feed escaped them twice, blanks folded."""
    if not markup:
        return None
    text = html.unescape(html.unescape(markup[:LONGEST_TITLE]))
    return normalise_text(_TAG.sub("", text)) or None
