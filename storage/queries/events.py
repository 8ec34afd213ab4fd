"""What happened, as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from storage.dating import iso_time
from storage.events import EventKind
from storage.models import Article, Capture, Event, Page, Reading, Visit


@dataclass(frozen=True, slots=True)
class EventFilters:
    """What an event must be.

    Attributes:
        article: one that it is about, that it merged another into or parted from another, or that its record is a
            capture of.
        kind: one of `storage.events.EventKind`.
        publication: a slug.
        since: the first day, in UTC.
    """

    article: Article | None = None
    kind: str | None = None
    publication: str | None = None
    since: date | None = None


def list_events(session: Session, filters: EventFilters, *, limit: int) -> Sequence[Event]:
    """The newest events asked for, in the order in which they happened."""
    query = select(Event).order_by(Event.happened_at.desc(), Event.id.desc()).limit(limit)
    if filters.article is not None:
        query = query.where(_about(filters.article))
    if filters.kind is not None:
        query = query.where(Event.kind == filters.kind)
    if filters.publication is not None:
        query = query.where(Event.publication == filters.publication)
    if filters.since is not None:
        query = query.where(Event.happened_at >= datetime.combine(filters.since, time(), UTC))
    return session.scalars(query).all()[::-1]


def _about(article: Article) -> Any:
    visited = select(Visit.capture_id).join(Page, Page.id == Visit.page_id).where(Page.article_id == article.id)
    read = select(Reading.capture_id).where(Reading.article_id == article.id)
    other = [Event.details[key].as_string() == article.public_id for key in ("into", "to")]
    parted = and_(Event.kind.in_([EventKind.MERGE, EventKind.SPLIT]), or_(*other))
    return or_(Event.article == article.public_id, parted, Event.record_id.in_(_records(visited, read)))


def _records(*captures: Select[Any]) -> Select[Any]:
    return select(Capture.record_id).where(or_(*(Capture.id.in_(ids) for ids in captures)))


def event_json(event: Event) -> dict[str, Any]:
    """An event for programs."""
    return {
        "id": event.public_id,
        "kind": event.kind,
        "happened_at": iso_time(event.happened_at),
        "actor": event.actor,
        "program": event.program,
        "publication": event.publication,
        "article": event.article,
        "record_id": event.record_id,
        "run": event.run_id,
        "outcome": event.outcome,
        "reason": event.reason,
        "details": event.details,
        "undoes": event.undoes,
    }
