"""What is noted of what happens to what is kept (docs/provenance.md)."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum
from functools import cache
from importlib.metadata import version
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from storage import models
from storage.upsert import insert_if_new

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:backfile:event")


class EventKind(StrEnum):
    """The kinds of events, after PREMIS's event types. From `merge` on they are decisions of people."""

    CAPTURE = "capture"
    EXTRACTION = "extraction"
    REEXTRACTION = "re-extraction"
    FIXITY_CHECK = "fixity-check"

    MERGE = "merge"
    SPLIT = "split"
    CORRECTION = "correction"
    TAKEDOWN = "takedown"
    PERSON = "person"
    PERSON_MERGE = "person-merge"
    PERSON_SPLIT = "person-split"
    LAPSE = "lapse"


@cache
def program() -> str:
    """Name and version of this program, as events and WARC files have it."""
    return f"Backfile/{version('backfile')}"


def key_of(kind: EventKind, *parts: str) -> str:
    """The id of an event that is the same whenever the same thing is noted: a UUID of version 5 (RFC 9562)."""
    return str(uuid.uuid5(_NAMESPACE, "\n".join((kind, *parts))))


def record_event(
    session: Session,
    kind: EventKind,
    *,
    now: datetime,
    actor: str | None = None,
    key: str | None = None,
    publication: str | None = None,
    article: str | None = None,
    record_id: str | None = None,
    run_id: int | None = None,
    outcome: str | None = None,
    reason: str | None = None,
    details: dict[str, Any] | None = None,
    undoes: str | None = None,
) -> str:
    """Notes an event; gives its id. One whose `key` (of `key_of`) is there already is not noted again.

    The actor is the program where it is nobody's decision, `article` a public id. `details` hold no text of an article,
    which a purge would have to remove.
    """
    public_id = key or str(uuid.uuid4())
    insert_if_new(
        session,
        models.Event,
        public_id=public_id,
        kind=str(kind),
        happened_at=now,
        actor=actor or program(),
        program=program(),
        publication=publication,
        article=article,
        record_id=record_id,
        run_id=run_id,
        outcome=outcome,
        reason=reason,
        details=details,
        undoes=undoes,
    )
    return public_id


def note_capture(session: Session, capture: models.Capture) -> None:
    """Notes that a response was captured, once for each record."""
    record_event(
        session,
        EventKind.CAPTURE,
        now=capture.captured_at,
        key=key_of(EventKind.CAPTURE, capture.record_id),
        publication=capture.publication,
        record_id=capture.record_id,
        run_id=capture.run_id,
        outcome=str(capture.status) if capture.status else None,
    )


def note_reading(
    session: Session, reading: models.Reading, article: models.Article, *, capture: models.Capture, extractor: str
) -> None:
    """Notes that a capture was read, once for each extractor; not by the first one, it is a re-extraction."""
    earlier = exists().where(models.Reading.capture_id == capture.id, models.Reading.id != reading.id)
    kind = EventKind.REEXTRACTION if session.scalar(select(earlier)) else EventKind.EXTRACTION
    record_event(
        session,
        kind,
        now=reading.read_at,
        key=key_of(EventKind.EXTRACTION, capture.record_id, extractor),
        publication=article.publication,
        article=article.public_id,
        record_id=capture.record_id,
        run_id=capture.run_id if kind is EventKind.EXTRACTION else None,
        outcome=reading.text_state,
        details={"extractor": extractor},
    )
