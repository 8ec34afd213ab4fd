"""When it was published and changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DateRole(StrEnum):
    """Which date of an article a claim is about."""

    PUBLISHED = "published"
    MODIFIED = "modified"


class Precision(StrEnum):
    """How much of a date was stated."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class DateClaim:
    """One place of a page that dates it.

    Attributes:
        printed: as printed.
        at: aware UTC; a date without a time is that day's midnight in the zone used.
        offset: minutes east of UTC as stated; None when the zone is the publication's or unknown.
    """

    source: str
    role: DateRole
    printed: str
    at: datetime
    precision: Precision
    offset: int | None = None
