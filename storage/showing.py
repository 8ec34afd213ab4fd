"""What follows, for look-ups, order and search, from an article's reading and what people put in its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from storage import models
from storage.copies.noting import note_copies
from storage.overlays import NOTHING, Field, Overlay
from storage.people.name_forms import get_name_forms
from storage.queries.overlaying import find_overlays
from storage.search import SearchDocument, index_article, name_key, remove_article

LONGEST_KEY = 200
"""Characters of a name that are looked up: PostgreSQL indexes no value of over 2,700 bytes."""


def find_overlay(session: Session, article_id: int) -> Overlay:
    """What people put in place of what was read of an article."""
    return find_overlays(session, [article_id]).get(article_id, NOTHING)


def refresh(session: Session, article: models.Article) -> None:
    """Brings up to date what searches and lists go by; to be called when the reading or what holds for it changed."""
    session.flush()
    overlay = find_overlay(session, article.id)
    article.taken_down = overlay.level
    if article.reading is not None:
        article.published_at = _published_at(article.reading, overlay)
    _set_names(session, article, overlay)
    session.flush()
    is_found = article.reading is not None and article.merged_into_id is None
    document = document_of(article.reading, overlay) if article.reading is not None and is_found else None
    if document is None:
        remove_article(session, article.id)
    else:
        index_article(session, article.id, document)
    note_copies(session, article, overlay)


def document_of(reading: models.Reading, overlay: Overlay) -> SearchDocument | None:
    """What an article is found by; None for one that is hidden."""
    if overlay.is_hidden:
        return None
    title, byline = overlay.find(Field.TITLE), overlay.find(Field.BYLINE)
    values: dict[str, str | None] = {
        "title": title["title"] if title else reading.title,
        "standfirst": reading.standfirst,
        "byline": byline["printed"] if byline else reading.byline_printed,
        "body": reading.text,
    }
    return SearchDocument(**{name: None if name in overlay.redacted else said for name, said in values.items()})


def _published_at(reading: models.Reading, overlay: Overlay) -> datetime | None:
    value = overlay.find(Field.PUBLISHED)
    return datetime.fromisoformat(value["at"]) if value else reading.published_at


def _set_names(session: Session, article: models.Article, overlay: Overlay) -> None:
    """The names that are looked up in place of those that were read; with a redacted byline, none."""
    value = overlay.find(Field.BYLINE)
    is_overlaid = value is not None or "byline" in overlay.redacted
    if not is_overlaid and not article.byline_overlaid:
        return
    article.byline_overlaid = is_overlaid
    session.execute(delete(models.OverlaidName).where(models.OverlaidName.article_id == article.id))
    if rows := _names(article, value):
        get_name_forms(session, [row["name"] for row in rows])
        session.execute(insert(models.OverlaidName), rows)


def _names(article: models.Article, value: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    contributors = value["contributors"] if value else []
    return [
        {
            "article_id": article.id,
            "position": position,
            "name": person["name"],
            "name_key": name_key(person["name"])[:LONGEST_KEY],
        }
        for position, person in enumerate(contributors)
    ]
