"""A date in a text, as the press prints it and as machines write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from re import Match

from pipelines.dates.clock import find_clock, read_clock, stated_zone
from pipelines.dates.months import MONTHS
from pipelines.dates.zones import load_zone, offset_minutes
from storage.items import Precision

MAXIMUM_TEXT = 400
"""Characters that are searched for a date."""

_NAME = r"(?P<name>[^\W\d_][^\s\d.,:;()/|-]{1,14})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)"
_ISO = rf"(?<![\d/.-]){_YEAR}(?P<sep>[-/.])(?P<month>[01]?\d)(?P=sep){_DAY}(?!\d)"
_COMPACT = rf"(?<!\d){_YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)(?=T\d|\s|$|Z)"
_EAST_ASIAN = rf"(?<!\d){_YEAR}\s?[年년]\s?(?P<month>[01]?\d)\s?[月월]\s?{_DAY}\s?[日일]"
_MONTH_DAY = rf"(?<!\w){_NAME}\.?\s{{0,3}}{_DAY}(?:st|nd|rd|th)?\.?,?\s{{0,3}}{_YEAR}(?!\d)"
_DAY_MONTH = (
    rf"(?<![\d.:]){_DAY}(?:st|nd|rd|th|er|º|ª|\.)?[\s/-]{{0,3}}(?:of\s|de\s|d['’])?{_NAME}\.?,?[\s/-]{{0,3}}"
    rf"(?:del?\s|of\s)?{_YEAR}(?!\d)"
)
_NUMERIC = rf"(?<![\d/.-])(?P<first>[0-3]?\d)\s?(?P<sep>[./-])\s?(?P<second>[0-3]?\d)\s?(?P=sep)\s?{_YEAR}(?!\d)"
_SHORT = r"(?<![\d/.-])(?P<first>[0-3]?\d)(?P<sep>[./])(?P<second>[0-3]?\d)(?P=sep)(?P<short>\d\d)(?![\d.:/])"
_YEAR_MONTH_DAY = rf"(?<![\d/.-]){_YEAR}[.,]?\s{{1,2}}{_NAME}\.?\s{{1,2}}{_DAY}(?!\d)"
_VIETNAMESE = rf"{_DAY}\stháng\s(?P<month>[01]?\d),?\snăm\s{_YEAR}(?!\d)"
_MONTH_ONLY = rf"(?<!\w){_NAME}\.?,?\s{{1,3}}{_YEAR}(?!\d)"
_WHOLE = rf"^{_YEAR}(?:-(?P<month>[01]\d))?$"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        *(_ISO, _COMPACT, _EAST_ASIAN, _YEAR_MONTH_DAY, _VIETNAMESE, _MONTH_DAY, _DAY_MONTH),
        *(_NUMERIC, _SHORT, _MONTH_ONLY, _WHOLE),
    )
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date found in a text.

    Attributes:
        at: aware UTC; a date without a time is that day's midnight in the zone used.
        offset: minutes east of UTC as stated; None when no zone was.
        start: where it begins in the text.
        end: where it ends.
    """

    at: datetime
    precision: Precision
    offset: int | None
    start: int
    end: int


def find_printed_date(
    text: str, *, timezone: str | None = None, month_first: bool = True, zoned: bool = True
) -> PrintedDate | None:
    """The first date in the first 400 characters of `text`, with the time beside it.

    Read are ISO 8601 and the forms of the press: names of months (`pipelines.dates.months`), numbers with the year
    last or first, East Asian signs. Numbers that could be read both ways are month/day with slashes where
    `month_first`, else day/month. A time without a zone is one of `timezone`, else UTC. `zoned` False passes over a
    stated zone, for sources known to stamp local times with a false one.
    """
    text = text[:MAXIMUM_TEXT].replace("\xa0", " ").replace("\u202f", " ")
    found = [match for form in _FORMS if (match := _search(form, text))]
    impossible = 0
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        day = _read_day(match, month_first=month_first) if match.start() >= impossible else None
        if day:
            return _date(text, match, *day, timezone, zoned=zoned)
        impossible = max(impossible, match.end())
    return None


def _search(form: re.Pattern[str], text: str) -> Match[str] | None:
    """The first match of `form` whose name, where it has one, is a month's."""
    named = "name" in form.groupindex
    return next((match for match in form.finditer(text) if not named or match["name"].lower() in MONTHS), None)


def iter_printed_dates(text: str, *, timezone: str | None = None, month_first: bool = True) -> Iterator[PrintedDate]:
    """Every date in the first 400 characters of `text`, in order, at most four."""
    start = 0
    for _ in range(4):
        found = find_printed_date(text[start:MAXIMUM_TEXT], timezone=timezone, month_first=month_first)
        if found is None:
            return
        yield replace(found, start=found.start + start, end=found.end + start)
        start += found.end


def _read_day(match: Match[str], *, month_first: bool) -> tuple[datetime, Precision] | None:
    group = match.groupdict()
    year = int(group.get("year") or 2000 + int(group.get("short") or 0))
    if group.get("first"):
        american = group["sep"] in "/-" and month_first
        month, day = _order(int(group["first"]), int(group["second"]), american=american)
    else:
        month = MONTHS[group["name"].lower()] if group.get("name") else int(group.get("month") or 1)
        day = int(group.get("day") or 1)
    try:
        return datetime(year, month, day), _precision(group)
    except ValueError:
        return None


def _precision(group: dict[str, str | None]) -> Precision:
    if group.get("day") or group.get("first"):
        return Precision.DAY
    return Precision.MONTH if group.get("name") or group.get("month") else Precision.YEAR


def _order(first: int, second: int, *, american: bool) -> tuple[int, int]:
    if first > 12:
        return second, first
    if second > 12 or american:
        return first, second
    return second, first


def _date(
    text: str, match: Match[str], day: datetime, precision: Precision, timezone: str | None, *, zoned: bool
) -> PrintedDate | None:
    own = load_zone(timezone) or UTC
    start, end = match.span()
    machine = match.re.pattern in (_ISO, _COMPACT)
    clock = find_clock(text, start, end, machine=machine) if precision is Precision.DAY else None
    time = read_clock(clock) if clock else None
    if clock is None or time is None:
        return _instant(day, precision, own, None, start, end)
    hour, minute, second = time
    local = day.replace(hour=hour, minute=minute, second=second or 0)
    exact = Precision.MINUTE if second is None else Precision.SECOND
    stated = stated_zone(clock, timezone) if zoned else None
    return _instant(local, exact, own, stated, min(start, clock.start()), max(end, clock.end()))


def _instant(
    local: datetime, precision: Precision, own: tzinfo, stated: tzinfo | None, start: int, end: int
) -> PrintedDate:
    aware = local.replace(tzinfo=stated or own)
    return PrintedDate(aware.astimezone(UTC), precision, offset_minutes(aware) if stated else None, start, end)
