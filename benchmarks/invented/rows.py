"""Rows of invented articles, as a crawl leaves them; those of one article refer to one another by its number."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, insert, select, text, update
from sqlalchemy.orm import Session

from storage import models
from storage.errors import UsageError
from storage.urls import url_key

NOW = datetime(2026, 1, 1, tzinfo=UTC)
"""When everything was archived, unless a benchmark says otherwise."""

Row = dict[str, Any]


def start_archive(session: Session, publications: Iterable[str]) -> None:
    """The rows that all articles refer to.

    Raises:
        UsageError: the archive is not empty.
    """
    if session.scalar(select(models.Publication.slug).limit(1)) is not None:
        raise UsageError("the database holds an archive already: give an empty one")
    titles = [{"slug": slug, "name": slug.title(), "timezone": "UTC", "added_at": NOW} for slug in publications]
    session.execute(insert(models.Publication), titles)
    session.execute(insert(models.WarcFile), [{"id": 1, "name": "invented.warc.gz", "added_at": NOW}])
    session.execute(insert(models.Extractor), [{"id": 1, "identity": "invented", "added_at": NOW}])


def show_readings(session: Session, numbers: range) -> None:
    """Lets each of these articles show its reading, which has the same number."""
    shown = models.Article.id.between(numbers[0], numbers[-1])
    session.execute(update(models.Article).where(shown).values(reading_id=models.Article.id))


def count_rows(engine: Engine) -> None:
    """Has PostgreSQL count what was put in, as its autovacuum would within minutes."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("ANALYZE"))


def capture_row(number: int, publication: str, url: str, *, at: datetime = NOW) -> Row:
    """The row of the one capture of an article."""
    return {
        "id": number,
        "publication": publication,
        "record_id": f"urn:uuid:{number}",
        "record_type": "response",
        "role": "page",
        "url": url,
        "url_key": url_key(url),
        "captured_at": at,
        "status": 200,
        "payload_digest": digest_of(url),
        "payload_length": 1,
        "warc_file_id": 1,
        "offset": number,
        "length": 1,
    }


def article_row(number: int, publication: str, url: str, body: str, *, at: datetime = NOW) -> Row:
    """The row of an article that is yet to show its reading."""
    return {
        "id": number,
        "public_id": digest_of(url)[:12],
        "publication": publication,
        "url": url,
        "url_key": url_key(url),
        "text_digest": digest_of(body),
        "archived_at": at,
    }


def reading_row(number: int, body: str, *, at: datetime = NOW) -> Row:
    """The row of what was read of it: the text, and nothing else."""
    return {
        "id": number,
        "article_id": number,
        "capture_id": number,
        "extractor_id": 1,
        "read_at": at,
        "digest": digest_of(body),
        "byline_claims": [],
        "tags": [],
        "date_claims": [],
        "blocks": [],
        "text": body,
        "text_digest": digest_of(body),
        "text_state": "complete",
        "notices": [],
    }


def digest_of(text: str) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(text.encode()).hexdigest()
