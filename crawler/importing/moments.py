"""Moments as an operator writes them: ISO 8601, in the publication's zone where none is given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

FIRST_YEAR = 1000
"""WARC-Date has four digits for the year (WARC 1.1 §5.4), and so have ours."""

AHEAD = timedelta(days=1)
"""How far a capture may be dated after now: clocks differ, and a moment without its zone is read in another one."""

FORMS = "2025-09-06, 2025-09-06T14:30 or 2025-09-06T14:30:00+02:00"


def parse_moment(text: str, zone: ZoneInfo) -> datetime:
    """Aware UTC; a day alone is its midnight.

    Raises:
        ValueError: it is no such form, has no place on the calendar, or is yet to come; the message says which.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        utc = (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"{text[:60]!r} is no moment; write it like {FORMS}") from None
    if utc.year < FIRST_YEAR:
        raise ValueError(f"{text[:60]!r} is before the year {FIRST_YEAR}; write it like {FORMS}")
    if is_to_come(utc):
        raise ValueError(f"{text[:60]!r} is yet to come, and nothing was captured then")
    return utc


def is_to_come(captured_at: datetime) -> bool:
    """Whether a capture is dated in the future: it would stand before all that is captured until then."""
    return captured_at > datetime.now(UTC) + AHEAD
