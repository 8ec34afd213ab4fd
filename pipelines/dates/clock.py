"""The time of day beside a date, and its zone."""

from __future__ import annotations

import re
from datetime import tzinfo
from re import Match

from pipelines.dates.zones import ZONE_NAMES, find_zone, fixed_zone

_ZONE = "|".join(ZONE_NAMES)
_EAST = r"(?P<east>\d\d|(?(utc)\d|(?!)))(?::?(?P<past>[0-5]\d))?(?!\d)"
_NAMED = rf"(?P<zone>(?:{_ZONE})\b)(?!\s?[+−-]\d)"
_PRINTED = re.compile(
    r"(?<![\d.:/-])(?P<hour>[0-2]?\d)"
    r"(?:[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?(?!\d)|(?=\s?[ap]\.?m\b))"
    r"\s?(?P<half>[ap]\.?\s?m\b\.?)?(?:\s?Uhr)?"
    rf"(?:\s{{0,3}}\(?(?P<utc>GMT|UTC)?\s?(?P<sign>(?(utc)[+−-]|(?:[+−]|-(?=\d{{4}}(?!\d))))){_EAST}"
    rf"|\s{{0,3}}\(?{_NAMED})?",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"[T_\s]{1,2}(?P<hour>[0-2]?\d):?(?P<minute>[0-5]\d)(?::?(?P<second>[0-5]\d)(?:[.,:]\d{1,9})?)?"
    rf"\s?(?P<half>[ap]\.?m\b)?(?:\s?\(?(?P<utc>GMT|UTC)?\s?(?P<sign>[+−-]){_EAST}|\s?\(?{_NAMED})?",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?"
_JOINING = re.compile(
    rf"[\s.,|•·–—@()/-]*(?:(?:at|um|à|a las|kl\.?|klo|on|of|alle|ore|om|às|as|o)\s)?[\s|•·-]*(?:{_WEEKDAY}\s)?",
    re.IGNORECASE,
)


def find_clock(text: str, start: int, end: int, *, machine: bool) -> Match[str] | None:
    """The time that belongs to the date at `start` to `end` of `text`: after it, or else before it.

    `machine` tells a date in ISO 8601 order, whose time follows it directly. A time in 24 hours or with am or pm is
    one; a bare hour is none.
    """
    iso = _MACHINE.match(text, end) if machine else None
    if iso:
        return iso
    after = _PRINTED.search(text, end)
    if after and _joins(text[end : after.start()]):
        return after
    before = [clock for clock in _PRINTED.finditer(text, 0, start) if _joins(text[clock.end() : start])]
    return before[-1] if before else None


def _joins(between: str) -> bool:
    return len(between) <= 20 and _JOINING.fullmatch(between) is not None


def read_clock(clock: Match[str]) -> tuple[int, int, int | None] | None:
    """Hour, minute and second (None when not stated); None when it is no time of day."""
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    half = (clock["half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return (hour, minute, int(clock["second"]) if clock["second"] else None) if hour < 24 else None


def stated_zone(clock: Match[str], timezone: str | None) -> tzinfo | None:
    """The zone stated beside the time, read as the publication's `timezone` would use its abbreviation."""
    if clock["zone"]:
        return find_zone(clock["zone"], timezone_name=timezone)
    if clock["sign"]:
        east = int(clock["east"]) * 60 + int(clock["past"] or 0)
        return fixed_zone(east if clock["sign"] == "+" else -east)
    return None
