"""What a printed date leaves open, its zone or the order of its numbers, settled by the other claims of its page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from storage.items import DateClaim, DateRole, Precision

_COARSE = (Precision.YEAR, Precision.MONTH)
_FINE = (Precision.MINUTE, Precision.SECOND)
_STEP = 15
"""Minutes that every offset from UTC in use is a multiple of."""

_WEST, _EAST = -720, 840

_BOTH_WAYS = re.compile(r"\D*(0?[1-9]|1[0-2])\s?[./-]\s?(0?[1-9]|1[0-2])\s?[./-]\s?(?:20|19)?\d\d(?!\d)")


def settle_orders(claims: Sequence[DateClaim]) -> list[DateClaim]:
    """The claims, with numbers that are a day and a month either way read as another kind of claim confirms.

    A claim that some other claim of its role agrees with stays as it is; so does one that none confirms either way.
    """
    fixed = [claim for claim in claims if not _BOTH_WAYS.match(claim.printed) and claim.precision not in _COARSE]
    days = {(claim.role, (claim.at + timedelta(minutes=claim.offset or 0)).date()) for claim in fixed}
    return [_settle(claim, days) for claim in claims]


def _settle(claim: DateClaim, days: set[tuple[DateRole, date]]) -> DateClaim:
    local = claim.at + timedelta(minutes=claim.offset or 0)
    if not _BOTH_WAYS.match(claim.printed) or local.day > 12 or _confirmed(claim.role, local.date(), days):
        return claim
    swapped = local.replace(month=local.day, day=local.month)
    return replace(claim, at=claim.at + (swapped - local)) if _confirmed(claim.role, swapped.date(), days) else claim


def _confirmed(role: DateRole, day: date, days: set[tuple[DateRole, date]]) -> bool:
    return any((role, day + timedelta(days=apart)) in days for apart in (-1, 0, 1))


def align_offsets(claims: Sequence[DateClaim]) -> list[DateClaim]:
    """The claims, with local times of an unknown zone given the offset that another claim of their role proves.

    A page that prints 21:25 and states 00:25 UTC of the next day to machines says that it is written at −03:00. A
    difference that is no offset in use proves nothing. The nearest offset is taken where claims prove several.
    """
    zoned = [claim for claim in claims if claim.offset is not None and claim.precision in _FINE]
    return [_align(claim, zoned) for claim in claims]


def _align(claim: DateClaim, zoned: list[DateClaim]) -> DateClaim:
    if claim.offset is not None or claim.precision not in _FINE or not claim.source.startswith(("printed", "time")):
        return claim
    offsets = [_difference(claim, other) for other in zoned if other.role is claim.role]
    proven = min((offset for offset in offsets if offset is not None), key=abs, default=None)
    if proven is None:
        return claim
    return replace(claim, at=claim.at - timedelta(minutes=proven), offset=proven)


def _difference(local: DateClaim, other: DateClaim) -> int | None:
    """Minutes that `local` is ahead of the moment of `other`, where that is an offset in use."""
    at = other.at if local.precision is Precision.SECOND else other.at.replace(second=0)
    seconds = (local.at - at).total_seconds()
    minutes = round(seconds / 60)
    usable = abs(seconds - minutes * 60) < 2 and minutes % _STEP == 0 and _WEST <= minutes <= _EAST
    return minutes if usable else None
