"""The sources of a publication: which are to be polled, and what a poll came to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from storage import models
from storage.announcing import Announced, announce
from storage.capture_index import add_capture, find_answer
from storage.items import Capture, CaptureRole, Sighting, SourceKind, Validators
from storage.upsert import get_or_add
from storage.urls import url_key

AT_ONCE = 2_000
"""Sightings written in one transaction."""


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source as a definition, or another source, lists it.

    `modified_at` is what the other source says of it; `reach` is how many levels of sources a defined one may list.
    """

    kind: SourceKind
    url: str
    every: timedelta = timedelta(0)
    modified_at: datetime | None = None
    reach: int = 0


@dataclass(frozen=True, slots=True)
class DueSource:
    """A source to poll now.

    Attributes:
        validators: of the capture that it was last read from as a whole.
    """

    id: int
    kind: SourceKind
    url: str
    validators: Validators = field(default_factory=Validators)


@dataclass(frozen=True, slots=True)
class Poll:
    """What a poll brought.

    Attributes:
        outcome: `changed`, `unchanged` (304), `partial` (what could be read of it is here) or `failed`.
        children: sources this one lists: a sitemap index's sitemaps, a section front's next page.
    """

    source_id: int
    outcome: str
    reason: str | None = None
    captures: tuple[Capture, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    children: tuple[ListedSource, ...] = ()


def list_sources(
    session: Session, publication: str, sources: Iterable[ListedSource], *, now: datetime
) -> list[DueSource]:
    """Adds the sources of a definition that are new, and gives those whose next poll has come.

    One whose last poll failed, or broke off, is asked with every run: no run passes over it in silence.
    """
    rows = [(_add(session, publication, source, None, source.reach), source.every) for source in sources]
    return [_as_due(session, row) for row, every in rows if _is_due(row, every, now)]


def _is_due(row: models.Source, every: timedelta, now: datetime) -> bool:
    return row.polled_at is None or row.outcome in {"failed", "partial"} or row.polled_at + every <= now


def due_children(session: Session, parent_id: int) -> list[DueSource]:
    """The sources a source lists that were not wholly read, or may have changed since.

    A listed source that is not due stands for those it lists itself.
    """
    child = models.Source
    level = select(child.id, _may_bring_news(child).label("is_due")).where(child.parent_id == parent_id)
    walk = level.cte("listed", recursive=True)
    below = aliased(models.Source)
    deeper = select(below.id, _may_bring_news(below)).join(walk, below.parent_id == walk.c.id)
    walk = walk.union(deeper.where(~walk.c.is_due))
    rows = session.scalars(select(child).join(walk, walk.c.id == child.id).where(walk.c.is_due).order_by(child.id))
    return [_as_due(session, row) for row in rows]


def _may_bring_news(source: type[models.Source]) -> ColumnElement[bool]:
    return or_(
        source.polled_at.is_(None),
        source.outcome.in_(("failed", "partial")),
        source.announced_at.is_(None),
        source.polled_for.is_(None),
        source.announced_at > source.polled_for,
    )


def part_poll(poll: Poll) -> tuple[list[tuple[Sighting, ...]], Poll]:
    """A poll as pieces that each hold the writer for a moment: sightings to announce ahead, and what settles it."""
    said = poll.sightings
    last = max(0, len(said) - 1) // AT_ONCE * AT_ONCE
    return [said[start : start + AT_ONCE] for start in range(0, last, AT_ONCE)], replace(poll, sightings=said[last:])


def announce_ahead(
    session: Session,
    sightings: Sequence[Sighting],
    *,
    source_id: int,
    now: datetime,
    post_id_of: Callable[[str], str | None] = lambda _: None,
) -> Announced:
    """Writes a part of what a poll brought before the poll is settled: after a kill the source is polled again."""
    return announce(session, session.get_one(models.Source, source_id), sightings, now=now, post_id_of=post_id_of)


def record_poll(
    session: Session,
    poll: Poll,
    *,
    run_id: int | None,
    now: datetime,
    post_id_of: Callable[[str], str | None] = lambda _: None,
) -> Announced:
    """Settles a poll in one transaction: what it announced, what it lists, and the validators of the next request."""
    source = session.get_one(models.Source, poll.source_id)
    for capture in poll.captures:
        add_capture(session, capture, run_id=run_id)
    source.polled_at, source.outcome, source.reason = now, poll.outcome, poll.reason
    is_whole = poll.outcome in {"changed", "unchanged"}
    source.failures = 0 if is_whole else source.failures + 1
    if is_whole:
        source.polled_for = source.announced_at
    if poll.outcome not in {"changed", "partial"}:
        return Announced()
    answer = poll.captures[-1] if poll.captures and is_whole else None
    source.changed_at = now
    source.etag = answer.etag if answer else None
    source.last_modified = answer.last_modified if answer else None
    for child in poll.children if source.reach else ():
        row = _add(session, source.publication, child, source.id, source.reach - 1)
        row.announced_at = child.modified_at
    return announce(session, source, poll.sightings, now=now, post_id_of=post_id_of)


def _add(session: Session, publication: str, listed: ListedSource, parent_id: int | None, reach: int) -> models.Source:
    row = get_or_add(
        session,
        models.Source,
        {"publication": publication, "url_key": url_key(listed.url)},
        kind=str(listed.kind),
        url=listed.url,
        parent_id=parent_id,
        reach=reach,
        failures=0,
    )
    row.reach = reach
    return row


def _as_due(session: Session, row: models.Source) -> DueSource:
    answer = find_answer(
        session,
        url=row.url,
        publication=row.publication,
        role=CaptureRole.SOURCE,
        since=row.changed_at,
        etag=row.etag,
        last_modified=row.last_modified,
    )
    return DueSource(row.id, SourceKind(row.kind), row.url, Validators(row.etag, row.last_modified, answer))
