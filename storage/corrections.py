"""Corrections: a value that somebody gives in place of what was read. What was read stays and is shown beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.decisions import decide
from storage.errors import NotFound, UsageError
from storage.events import EventKind
from storage.items import Contributor, ContributorKind, Precision
from storage.overlays import Field
from storage.public_ids import parse_beginning
from storage.queries.days import begins_at, parse_first_day
from storage.showing import refresh

LONGEST = 2000
"""Characters of a value."""

YEARS_AHEAD = 5
"""How far a date of publication may be ahead: issues are dated ahead, and by no more."""

_MINUTE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?", re.ASCII)
_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


def title_value(title: str) -> dict[str, Any]:
    """A title as a correction has it.

    Raises:
        UsageError: it is empty.
    """
    if not title.strip():
        raise UsageError("--title is empty: redact it with `backfile takedown redact`, if it shall not be shown")
    return {"title": " ".join(title.split())[:LONGEST]}


def byline_value(printed: str | None, authors: Sequence[str]) -> dict[str, Any]:
    """A byline as a correction has it; the line is made of the names where none is given.

    Raises:
        UsageError: it names nobody and is not empty, somebody twice, or somebody who is not in the line.
    """
    names = [" ".join(name.split())[:LONGEST] for name in authors]
    _require_names(names)
    if printed and printed.strip() and not names:
        raise UsageError("--byline needs the names in it: add --author NAME for each")
    _require_in_line(printed, names)
    line = " ".join((printed or ", ".join(names)).split())[:LONGEST] or None
    return {"printed": line, "contributors": [_contributor(name) for name in names]}


def _require_in_line(printed: str | None, names: Sequence[str]) -> None:
    if printed is None:
        return
    line = " ".join(printed.split())
    if names and not line:
        raise UsageError("--byline '' says that there is no byline: leave --author out, or --byline")
    if absent := [name for name in names if name.casefold() not in line.casefold()]:
        raise UsageError(f"--author {absent[0]!r} is not in --byline {line!r}: give names as they stand in it")


def _require_names(names: Sequence[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if not name:
            raise UsageError("--author is empty: name somebody, or blank the byline with --byline ''")
        if name.casefold() in seen:
            raise UsageError(f"--author {name!r} is given twice")
        seen.add(name.casefold())


def published_value(text: str, zone: str) -> dict[str, Any]:
    """A date, as `2026-03-04`, `2026-03`, `2026`, or with a time `2026-03-04T09:30`, as a correction has it.

    A time without an offset, and a day, are those of the publication's time zone `zone`.

    Raises:
        UsageError: it is no such date, or more than `YEARS_AHEAD` in the future.
    """
    text = text.strip()
    has_time = _MINUTE.fullmatch(text) is not None
    day = parse_first_day(text[:10] if has_time else text, "--published")
    if day.year > datetime.now(UTC).year + YEARS_AHEAD:
        raise UsageError(f"--published {text[:40]!r} is more than {YEARS_AHEAD} years ahead")
    if not has_time:
        at = begins_at(day, zone)
        return {"at": at.isoformat(), "printed": text, "precision": str(_PRECISIONS[len(text)]), "offset": None}
    try:
        return _moment(text, ZoneInfo(zone))
    except (ValueError, OverflowError):
        raise UsageError(f"--published {text[:40]!r} is no moment: write one as 2026-03-04T09:30") from None


def correct(
    session: Session,
    article: models.Article,
    values: Mapping[Field, dict[str, Any]],
    *,
    actor: str,
    reason: str,
    now: datetime,
) -> list[models.Correction]:
    """Shows values in place of what was read, now and of every later capture, until they are withdrawn.

    Args:
        session: of `storage.decisions.deciding`.
        article: whose they are.
        values: as `title_value`, `byline_value` and `published_value` give them.
        actor: who says so.
        reason: why.
        now: when.

    Raises:
        UsageError: there is no value, no actor or no reason.
    """
    if not values:
        raise UsageError("there is nothing to correct: give --title, --byline, --author or --published")
    made = [
        _correct(session, article, field, value, actor=actor, reason=reason, now=now) for field, value in values.items()
    ]
    refresh(session, article)
    return made


def withdraw(
    session: Session, article: models.Article, event: str, *, actor: str, reason: str, now: datetime
) -> models.Correction:
    """Ends a correction: what was shown before it is shown again.

    Args:
        session: of `storage.decisions.deciding`.
        article: whose correction it is.
        event: the correction's id, or the beginning of it.
        actor: who withdraws it.
        reason: why.
        now: when.

    Raises:
        NotFound: the article has no such correction in force.
    """
    correction = _get_in_force(session, article, event)
    decide(
        session, kind=EventKind.CORRECTION, actor=actor, reason=reason, now=now, article=article.public_id,
        publication=article.publication, details={"field": correction.field}, undoes=correction.event,
        outcome="withdrawn",
    )  # fmt: skip
    correction.withdrawn_at = now
    refresh(session, article)
    return correction


def _correct(
    session: Session,
    article: models.Article,
    field: Field,
    value: dict[str, Any],
    *,
    actor: str,
    reason: str,
    now: datetime,
) -> models.Correction:
    event = decide(
        session, kind=EventKind.CORRECTION, actor=actor, reason=reason, now=now, article=article.public_id,
        publication=article.publication, details={"field": str(field)}, content={"value": value}, outcome="given",
    )  # fmt: skip
    row = models.Correction(
        article_id=article.id,
        field=str(field),
        value=value,
        reason=event.reason,
        actor=event.actor,
        made_at=now,
        event=event.public_id,
    )
    session.add(row)
    return row


def _get_in_force(session: Session, article: models.Article, event: str) -> models.Correction:
    row = models.Correction
    query = select(row).where(row.article_id == article.id, row.withdrawn_at.is_(None)).order_by(row.id)
    in_force = session.scalars(query).all()
    beginning = parse_beginning(event)
    found = [row for row in in_force if row.event.startswith(beginning)]
    if len(found) == 1:
        return found[0]
    ids = ", ".join(f"{row.event} ({row.field})" for row in in_force) or "none"
    how_many = "several corrections in force have" if found else "no correction in force has"
    raise NotFound(f"{how_many} the id {event!r}; article {article.public_id} has {ids}")


def _moment(text: str, zone: tzinfo) -> dict[str, Any]:
    at = datetime.fromisoformat(text)
    at = at if at.tzinfo is not None else at.replace(tzinfo=zone)
    offset = at.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset is not None else None
    in_utc = at.astimezone(UTC).isoformat()
    return {"at": in_utc, "printed": text, "precision": str(Precision.MINUTE), "offset": minutes}


def _contributor(name: str) -> dict[str, Any]:
    person = Contributor(name, ContributorKind.PERSON, source="correction")
    names = ("role", "affiliation", "credit", "credentials", "honorific", "location")
    said = {attribute: getattr(person, attribute) for attribute in names}
    return {"name": person.name, "kind": str(person.kind), **said, "source": person.source}
