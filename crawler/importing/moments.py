"""Moments as an operator writes them: ISO 8601, in the publication's zone where none is given."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

FIRST_YEAR = 1000
"""WARC-Date has four digits for the year (WARC 1.1 §5.4), and so have ours."""

FORMS = "2025-09-06, 2025-09-06T14:30 or 2025-09-06T14:30:00+02:00"


def parse_moment(text: str, zone: ZoneInfo) -> datetime:
    """Aware UTC; a day alone is its midnight.

    Raises:
        ValueError: it is no such form, or has no place on the calendar; the message shows the forms.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        utc = (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"{text[:60]!r} is no moment; write it like {FORMS}") from None
    if utc.year < FIRST_YEAR:
        raise ValueError(f"{text[:60]!r} is before the year {FIRST_YEAR}; write it like {FORMS}")
    return utc
