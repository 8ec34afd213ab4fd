"""Days as a reader types them, and as moments in a publication's time zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from storage.errors import UsageError

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_EARLIEST, _LATEST = 1000, 9998


def parse_first_day(text: str, option: str) -> date:
    """The first day of `2026-05-14`, `2026-05` or `2026`.

    Raises:
        UsageError: it is no such date; the sentence names `option`.
    """
    year, month, day = _parse(text, option)
    return date(year, month or 1, day or 1)


def parse_last_day(text: str, option: str) -> date:
    """The last day of `2026-05-14`, `2026-05` or `2026`.

    Raises:
        UsageError: it is no such date; the sentence names `option`.
    """
    year, month, day = _parse(text, option)
    if day:
        return date(year, month, day)
    after = date(year, month + 1, 1) if 0 < month < 12 else date(year + 1, 1, 1)
    return after - timedelta(days=1)


def _parse(text: str, option: str) -> tuple[int, int, int]:
    """Year, month and day; 0 for what is not stated."""
    found = _DAY.fullmatch(text.strip())
    try:
        year, month, day = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
        date(year, 1 if found and found[2] is None else month, 1 if found and found[3] is None else day)
    except ValueError:
        year = 0
    if not _EARLIEST <= year <= _LATEST:
        raise UsageError(
            f"{option} {text!r} is no date: write a day as 2026-05-14, a month as 2026-05 or a year as 2026"
        )
    return year, month, day


def begins_at(day: date, zone: str) -> datetime:
    """The moment at which a day begins in a time zone, in UTC."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def ends_at(day: date, zone: str) -> datetime:
    """The moment at which a day is over in a time zone, in UTC."""
    return begins_at(day + timedelta(days=1), zone)
