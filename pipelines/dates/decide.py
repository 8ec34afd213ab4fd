"""Which of a page's claims dates its article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from pipelines.dates.zones import load_zone
from storage.items import DateClaim, DateRole, Precision

FUTURE = timedelta(days=2)
"""How far after its capture a page may be dated: zones and stamps a day ahead."""

_FINENESS = {Precision.YEAR: 0, Precision.MONTH: 1, Precision.DAY: 2, Precision.MINUTE: 3, Precision.SECOND: 3}
_TRUST = {"rules": 20, "json-ld": 6, "article": 6, "meta": 4, "time": 5, "printed": 5, "url": 3, "state": 2}
_TRUST_OF_KIND = {
    "json-ld:webpage": 5,
    "json-ld:work": 4,
    "meta:og:article:published_time": 6,
    "printed:bare": 4.5,
    "printed:dateline": 1,
    "printed:distant": 1,
    "time:distant": 1,
}
_CREATED = ":created"
_DISTANT = ":distant"
_TRUST_OF_CREATION = 2
_TRUST_OF_MONTH = 1.5
_FAMILIES = {"time": "page", "printed": "page"}


def decide_dates(
    claims: Sequence[DateClaim], *, timezone: str | None, captured_at: datetime | None = None
) -> tuple[DateClaim | None, DateClaim | None]:
    """The claims of publication and of the last change that hold, each None where there is none.

    The claims of one role vote, each kind of source once and with its trust, for the days they agree with; the claim
    with the most votes wins, then the most trusted, then the first. Of all that agree with it the finest is taken. A
    claim more than two days after `captured_at` never wins. A change before publication is kept: publishers stamp
    local times as UTC. A page that only says when it was changed goes by that date: then the claim of publication is
    the claim of the change, and its role says so.
    """
    held = [claim for claim in claims if captured_at is None or claim.at <= captured_at + FUTURE]
    published = _decide([claim for claim in held if claim.role is DateRole.PUBLISHED], timezone)
    modified = _decide([claim for claim in held if claim.role is DateRole.MODIFIED], timezone)
    return published or modified, modified


def _decide(claims: list[DateClaim], timezone: str | None) -> DateClaim | None:
    if not claims:
        return None
    best = max(claims, key=lambda claim: (_votes(claim, claims, timezone), _trust(claim)))
    agreeing = [claim for claim in claims if _agree(claim, best, timezone)]
    finest = max(
        agreeing, key=lambda claim: (_FINENESS[claim.precision], _votes(claim, claims, timezone), _trust(claim))
    )
    same = [claim for claim in agreeing if _same_instant(claim, finest)]
    return max(same, key=lambda claim: _says_day(claim, agreeing, timezone), default=finest)


def _says_day(claim: DateClaim, agreeing: list[DateClaim], timezone: str | None) -> tuple[bool, bool]:
    """How well `claim` tells the local day: whether a printed day is its day, and whether its offset is not UTC's."""
    printed = (other for other in agreeing if other.precision is Precision.DAY and not other.source.endswith(_DISTANT))
    day = printed_day(claim, timezone)
    return any(printed_day(other, timezone) == day for other in printed), bool(claim.offset)


def _same_instant(one: DateClaim, other: DateClaim) -> bool:
    return _FINENESS[one.precision] == _FINENESS[other.precision] == 3 and abs(one.at - other.at) < timedelta(minutes=1)


def _trust(claim: DateClaim) -> float:
    if claim.source.endswith(_CREATED):
        return _TRUST_OF_CREATION
    trust = _TRUST_OF_KIND.get(claim.source) or _TRUST.get(claim.source.split(":")[0], 1)
    return trust if _FINENESS[claim.precision] > 1 else min(trust, _TRUST_OF_MONTH)


def _votes(claim: DateClaim, claims: list[DateClaim], timezone: str | None) -> float:
    trusted: dict[str, float] = {}
    for other in claims:
        if _agree(claim, other, timezone):
            kind = other.source.split(":")[0]
            family = _FAMILIES.get(kind, kind)
            trusted[family] = max(_trust(other), trusted.get(family, 0))
    return sum(trusted.values())


def _agree(one: DateClaim, other: DateClaim, timezone: str | None) -> bool:
    days = printed_day(one, timezone), printed_day(other, timezone)
    coarser = min(one, other, key=lambda claim: _FINENESS[claim.precision]).precision
    if coarser is Precision.YEAR:
        return days[0].year == days[1].year
    if coarser is Precision.MONTH:
        return (days[0].year, days[0].month) == (days[1].year, days[1].month)
    return abs((days[0] - days[1]).days) <= 1


def printed_day(claim: DateClaim, timezone: str | None) -> date:
    """The day a claim stands for: in its stated zone, else in the publication's."""
    if claim.offset is not None:
        return _shift(claim.at, claim.offset).date()
    zone = load_zone(timezone)
    return (claim.at.astimezone(zone) if zone else claim.at).date()


def _shift(at: datetime, minutes: int) -> datetime:
    return at + timedelta(minutes=minutes)
