"""Names of time zones as printed in the press, and the instant of a local time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

_US = {"P": "America/Los_Angeles", "M": "America/Denver", "C": "America/Chicago", "E": "America/New_York"}
_PLACES = {
    **{f"{letter}{kind}": place for letter, place in _US.items() for kind in ("T", "ST", "DT")},
    "AKST": "America/Anchorage",
    "AKDT": "America/Anchorage",
    "HST": "Pacific/Honolulu",
    "AST": "America/Halifax",
    "ADT": "America/Halifax",
    "BST": "Europe/London",
    "WET": "Europe/Lisbon",
    "WEST": "Europe/Lisbon",
    "CET": "Europe/Berlin",
    "CEST": "Europe/Berlin",
    "MEZ": "Europe/Berlin",
    "MESZ": "Europe/Berlin",
    "EET": "Europe/Athens",
    "EEST": "Europe/Athens",
    "MSK": "Europe/Moscow",
    "МСК": "Europe/Moscow",
    "IST": "Asia/Kolkata",
    "PKT": "Asia/Karachi",
    "SGT": "Asia/Singapore",
    "HKT": "Asia/Hong_Kong",
    "KST": "Asia/Seoul",
    "JST": "Asia/Tokyo",
    "AWST": "Australia/Perth",
    "AEST": "Australia/Sydney",
    "AEDT": "Australia/Sydney",
    "NZST": "Pacific/Auckland",
    "NZDT": "Pacific/Auckland",
    "SAST": "Africa/Johannesburg",
    "GST": "Asia/Dubai",
}
_WITHOUT_OFFSET = {"GMT", "UTC", "Z", "UT"}

ZONE_NAMES = tuple(sorted({*_PLACES, *_WITHOUT_OFFSET}, key=len, reverse=True))
"""Every abbreviation known, longest first."""


def find_zone(name: str, *, timezone_name: str | None = None) -> tzinfo | None:
    """The zone that a printed abbreviation means.

    A North American or European name means the place and not the fixed offset, since EST is printed in July too. An
    abbreviation that the publication's own zone uses means that zone: IST is Dublin's, Jerusalem's or Kolkata's.
    """
    folded = name.upper().replace(".", "")
    own = load_zone(timezone_name)
    if own and folded in _abbreviations(own):
        return own
    if folded in _WITHOUT_OFFSET:
        return UTC
    return load_zone(_PLACES.get(folded))


@lru_cache(maxsize=256)
def load_zone(name: str | None) -> ZoneInfo | None:
    """The zone of an IANA name; None when there is none of that name."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError):
        return None


@lru_cache(maxsize=256)
def _abbreviations(zone: ZoneInfo) -> frozenset[str]:
    days = (datetime(2024, month, 15, tzinfo=zone) for month in (1, 7))
    return frozenset(day.strftime("%Z").upper() for day in days)


def fixed_zone(minutes: int) -> tzinfo | None:
    """The zone that many minutes east of UTC; None beyond the offsets in use, −12:00 to +14:00."""
    return timezone(timedelta(minutes=minutes)) if -720 <= minutes <= 840 else None


def offset_minutes(local: datetime) -> int | None:
    """Minutes east of UTC of an aware time."""
    offset = local.utcoffset()
    return None if offset is None else int(offset.total_seconds() // 60)
