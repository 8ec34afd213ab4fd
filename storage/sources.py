"""The sources of a publication: which are to be polled, and what a poll came to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage import models
from storage.capture_index import add_capture
from storage.items import Capture, Sighting, SourceKind
from storage.ledger import Announced, announce
from storage.upsert import get_or_add
from storage.urls import url_key


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
    """A source to poll now, with what a conditional request for it needs."""

    id: int
    kind: SourceKind
    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """What a poll brought.

    Attributes:
        outcome: `changed`, `unchanged` (304) or `failed`.
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
    """Adds the sources of a definition that are new, and gives those whose next poll has come."""
    rows = [(_add(session, publication, source, None, source.reach), source.every) for source in sources]
    return [_as_due(row) for row, every in rows if row.polled_at is None or row.polled_at + every <= now]


def due_children(session: Session, parent_id: int) -> list[DueSource]:
    """The sources a source lists that were never polled, failed, or may have changed since."""
    source = models.Source
    rows = session.scalars(
        select(source)
        .where(
            source.parent_id == parent_id,
            or_(
                source.polled_at.is_(None),
                source.outcome == "failed",
                source.announced_at.is_(None),
                source.polled_for.is_(None),
                source.announced_at > source.polled_for,
            ),
        )
        .order_by(source.id)
    )
    return [_as_due(row) for row in rows]


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
    if poll.outcome == "failed":
        source.failures += 1
        return Announced()
    source.failures, source.polled_for = 0, source.announced_at
    if poll.outcome == "unchanged":
        return Announced()
    answer = poll.captures[-1] if poll.captures else None
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


def _as_due(row: models.Source) -> DueSource:
    return DueSource(row.id, SourceKind(row.kind), row.url, row.etag, row.last_modified)
