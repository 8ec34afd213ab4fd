"""When a page is visited again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

RETRY_AFTER = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=7))
"""Waits after failed visits in a row; after the last the page is left until a source announces it anew."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Intervals between visits of one page: `after[n]` follows visit n + 1, and no visit follows the last."""

    after: tuple[timedelta, ...] = ()

    def next_visit(self, visits: int, now: datetime) -> datetime | None:
        """When the page is due after its `visits`-th good visit at `now`; None is never, by itself."""
        return now + self.after[visits - 1] if 0 < visits <= len(self.after) else None


def next_retry(failures: int, now: datetime) -> datetime | None:
    """When a page is tried again after its `failures`-th failure in a row; None when it is given up."""
    return now + RETRY_AFTER[failures - 1] if 0 < failures <= len(RETRY_AFTER) else None
