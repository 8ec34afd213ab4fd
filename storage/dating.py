"""Times as they are shown and exported."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

_LENGTHS = {"year": 4, "month": 7}


def iso_time(at: datetime | None, offset: int | None = None) -> str | None:
    """ISO 8601 with the offset that was stated, in minutes east of UTC; in UTC where none was."""
    if at is None:
        return None
    zone = UTC if offset is None else timezone(timedelta(minutes=offset))
    return at.astimezone(zone).isoformat()


def iso_day(at: datetime | None, precision: str | None, zone: str) -> str | None:
    """ISO 8601 date in a publication's time zone, as precise as it was stated: `2026-05-14`, `2026-05` or `2026`."""
    if at is None:
        return None
    day = at.astimezone(ZoneInfo(zone)).date().isoformat()
    return day[: _LENGTHS.get(precision or "day", len(day))]
