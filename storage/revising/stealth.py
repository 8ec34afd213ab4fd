"""Stealth edits: text that changed while the page's own date of change did not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from storage.items import Precision
from storage.revising.version import Version

MARGIN = timedelta(days=1)
"""By how much a date of change may lie before the last sight of the old text: zones are often stated wrongly."""

WRITTEN = frozenset({"title", "standfirst", "text"})
"""The fields that are text."""

_COARSE = {Precision.DAY: timedelta(days=1), Precision.MONTH: timedelta(days=31), Precision.YEAR: timedelta(days=366)}


def is_stealth(
    before: Version, after: Version, fields: Collection[str], *, last_seen_at: datetime, seen_at: datetime
) -> bool | None:
    """Whether text changed and the page's own date of change did not.

    `last_seen_at` is when the text before was last seen, `seen_at` when the change was. A date of change that lies
    more than a day before `last_seen_at` is that of an earlier change, and so did not move with this one.

    None where the page states no date of change, or only a day on which both may have happened.
    """
    if not WRITTEN.intersection(fields):
        return False
    stated = after.modified
    if stated is None:
        return None
    if before.modified is None:
        return False
    span = _COARSE.get(stated.precision, timedelta())
    if stated.at + span + MARGIN < last_seen_at:
        return True
    if stated.at != before.modified.at:
        return False
    return None if span and seen_at < stated.at + span + MARGIN else True
