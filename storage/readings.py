"""Readings: what an extractor made of a capture."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.canonical_json import digest_of, plain
from storage.events import note_reading
from storage.items import DateClaim, DateRole, Extraction, PageItem
from storage.normal_form import text_digest, text_of
from storage.people.name_forms import get_name_forms, key_of
from storage.titles import title_key
from storage.upsert import get_or_add

REVISED_BY = ("title", "standfirst", "byline_printed", "text_digest", "published_at")
"""What `Reading.digest` is of."""


def find_reading(session: Session, capture: models.Capture, extractor: models.Extractor) -> models.Reading | None:
    """The reading one extractor made of one capture."""
    return session.scalar(
        select(models.Reading).where(
            models.Reading.capture_id == capture.id, models.Reading.extractor_id == extractor.id
        )
    )


def find_newest_reading(session: Session, capture: models.Capture) -> models.Reading | None:
    """What was last read of a capture."""
    reading = models.Reading
    query = select(reading).where(reading.capture_id == capture.id).order_by(reading.id.desc()).limit(1)
    return session.scalar(query)


def get_extractor(session: Session, identity: str, *, now: datetime) -> models.Extractor:
    """The extractor's row, added when it is new."""
    return get_or_add(session, models.Extractor, {"identity": identity[:255]}, added_at=now)


def add_reading(
    session: Session,
    article: models.Article,
    item: PageItem,
    values: dict[str, Any],
    *,
    capture: models.Capture,
    extractor: models.Extractor,
    now: datetime,
) -> models.Reading:
    """A new reading with its contributors; `values` are the item's `reading_values`."""
    reading = models.Reading(
        article_id=article.id,
        capture_id=capture.id,
        extractor_id=extractor.id,
        read_at=now,
        title_key=title_key(item.title),
        **values,
    )
    forms = get_name_forms(session, [person.name for person in item.contributors])
    reading.contributors = [
        models.Contributor(
            position=position,
            name=person.name,
            name_key=key_of(person.name),
            name_form_id=forms[person.name],
            kind=str(person.kind),
            role=person.role,
            affiliation=person.affiliation,
            credit=person.credit,
            credentials=person.credentials,
            honorific=person.honorific,
            location=person.location,
            source=person.source,
        )
        for position, person in enumerate(item.contributors)
    ]
    session.add(reading)
    session.flush()
    note_reading(session, reading, article, capture=capture, extractor=extractor.identity)
    return reading


def reading_values(item: PageItem) -> dict[str, Any]:
    """The columns of a reading, from an item that went through all stages."""
    extraction = item.extraction or Extraction()
    metadata = extraction.metadata
    text = text_of(extraction.blocks)
    values: dict[str, Any] = {
        "title": item.title,
        "standfirst": metadata.standfirst,
        "kicker": metadata.kicker,
        "section": metadata.section,
        "language": metadata.language,
        "canonical_url": item.canonical_url,
        "byline_printed": item.byline_printed,
        "byline_claims": plain(extraction.byline_claims),
        "tags": list(metadata.tags),
        "date_claims": plain(extraction.date_claims),
        "blocks": plain(extraction.blocks),
        "text": text,
        "text_digest": text_digest(text),
        "text_state": str(extraction.text_state),
        "text_reason": extraction.text_reason,
        "paywalled": metadata.paywalled,
        "genre": str(extraction.genre) if extraction.genre else None,
        "genre_reason": extraction.genre_reason,
        "lead_image": plain(metadata.lead_image),
        "notices": plain(extraction.notices),
        **_date_columns("published", item.published),
        **_date_columns("modified", item.modified),
    }
    values["published_role"] = str(item.published.role) if item.published else None
    values["digest"] = _digest(values)
    return values


def _digest(values: dict[str, Any]) -> str:
    """A date of change that stands in for one of publication does not count: it moves with every new stamp."""
    is_stamp = values["published_role"] == DateRole.MODIFIED
    counted = values | {"published_at": None} if is_stamp else values
    return digest_of([counted[name] for name in REVISED_BY])


def _date_columns(name: str, claim: DateClaim | None) -> dict[str, Any]:
    return {
        f"{name}_at": claim.at if claim else None,
        f"{name}_printed": claim.printed if claim else None,
        f"{name}_precision": str(claim.precision) if claim else None,
        f"{name}_offset": claim.offset if claim else None,
    }
