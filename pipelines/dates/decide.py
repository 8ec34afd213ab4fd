"""Which of a page's claims dates its article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from pipelines.dates.zones import load_zone
from storage.items import DateClaim, DateRole, Precision

_FINENESS = {Precision.YEAR: 0, Precision.MONTH: 1, Precision.DAY: 2, Precision.MINUTE: 3, Precision.SECOND: 3}
_TRUST = {"rules": 9, "json-ld": 6, "article": 6, "itemprop": 5, "meta": 4, "time": 4, "printed": 4, "url": 3}
_TOLERANCE = timedelta(days=2)


def decide_dates(
    claims: Sequence[DateClaim], *, timezone: str | None, captured_at: datetime | None = None
) -> tuple[DateClaim | None, DateClaim | None]:
    """The claims of publication and of the last change that hold, each None where there is none.

    The claims of one role vote for their day, each with its source's trust, a claim of the day before or after
    counting too (zones). Of the day with the most votes the finest claim wins, then the most trusted, then the first.
    A claim more than two days after `captured_at` never wins. A change before publication is kept: publishers stamp
    local times as UTC.
    """
    held = [claim for claim in claims if captured_at is None or claim.at <= captured_at + _TOLERANCE]
    return (
        _decide([claim for claim in held if claim.role is DateRole.PUBLISHED], timezone),
        _decide([claim for claim in held if claim.role is DateRole.MODIFIED], timezone),
    )


def _decide(claims: list[DateClaim], timezone: str | None) -> DateClaim | None:
    if not claims:
        return None
    best = max(claims, key=lambda claim: (_votes(claim, claims, timezone), _FINENESS[claim.precision], _trust(claim)))
    same = [claim for claim in claims if _agree(claim, best, timezone)]
    return max(same, key=lambda claim: (_FINENESS[claim.precision], _trust(claim)))


def _trust(claim: DateClaim) -> int:
    return _TRUST.get(claim.source.split(":")[0], 1)


def _votes(claim: DateClaim, claims: list[DateClaim], timezone: str | None) -> int:
    trusted: dict[str, int] = {}
    for other in claims:
        if _agree(claim, other, timezone):
            trusted[other.source] = _trust(other)
    return sum(trusted.values())


def _agree(one: DateClaim, other: DateClaim, timezone: str | None) -> bool:
    if Precision.YEAR in (one.precision, other.precision):
        return one.at.year == other.at.year
    return abs((printed_day(one, timezone) - printed_day(other, timezone)).days) <= 1


def printed_day(claim: DateClaim, timezone: str | None) -> date:
    """The day a claim stands for: in its stated zone, else in the publication's."""
    if claim.offset is not None:
        return (claim.at + timedelta(minutes=claim.offset)).date()
    zone = load_zone(timezone)
    return (claim.at.astimezone(zone) if zone else claim.at).date()
