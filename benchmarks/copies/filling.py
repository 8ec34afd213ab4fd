"""Articles put into an archive as a crawl leaves them, and their copies found, with what that costs."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session, selectinload

from benchmarks.copies.corpus import PUBLICATIONS, CorpusArticle
from storage import models
from storage.archive import Archive
from storage.copies.noting import note_copies
from storage.errors import UsageError
from storage.overlays import NOTHING

BATCH = 64
"""Articles of one transaction, as many as the crawl's writer puts into one at most."""

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Spent:
    """What a batch cost.

    Attributes:
        articles: so many were there when it was done.
        cpu: milliseconds of this process an article.
        wall: milliseconds an article, commit included.
    """

    articles: int
    cpu: float
    wall: float


def fill(archive: Archive, articles: Iterable[CorpusArticle]) -> Iterator[Spent]:
    """Puts articles into an archive that is empty, a batch at a time; yields what finding their copies cost.

    Raises:
        UsageError: the archive is not empty.
    """
    engine = archive.engine.execution_options(writes=True)
    with Session(engine) as session, session.begin():
        if session.scalar(select(models.Publication.slug).limit(1)) is not None:
            raise UsageError("the database holds an archive already: give an empty one")
        _add_surroundings(session)
    waiting = iter(articles)
    while batch := list(islice(waiting, BATCH)):
        with Session(engine) as session, session.begin():
            _add_articles(session, batch)
        with Session(engine) as session:
            yield _note(session, batch)


def _note(session: Session, batch: list[CorpusArticle]) -> Spent:
    numbers = [article.number for article in batch]
    with session.begin():
        loading = select(models.Article).where(models.Article.id.in_(numbers)).order_by(models.Article.id)
        whole = selectinload(models.Article.reading).selectinload(models.Reading.contributors)
        rows = session.scalars(loading.options(whole)).all()
        cpu, wall = time.process_time(), time.perf_counter()
        for row in rows:
            note_copies(session, row, NOTHING)
    spent = time.process_time() - cpu, time.perf_counter() - wall
    return Spent(numbers[-1], *(1000 * seconds / len(batch) for seconds in spent))


def _add_surroundings(session: Session) -> None:
    session.execute(
        insert(models.Publication),
        [{"slug": slug, "name": slug.title(), "timezone": "UTC", "added_at": _NOW} for slug in PUBLICATIONS],
    )
    session.execute(insert(models.WarcFile), [{"id": 1, "name": "invented.warc.gz", "added_at": _NOW}])
    session.execute(insert(models.Extractor), [{"id": 1, "identity": "invented", "added_at": _NOW}])


def _add_articles(session: Session, batch: list[CorpusArticle]) -> None:
    """Rows refer to one another by the article's number."""
    session.execute(insert(models.Capture), [_capture(article) for article in batch])
    session.execute(insert(models.Article), [_article(article) for article in batch])
    session.execute(insert(models.Reading), [_reading(article) for article in batch])
    shown = models.Article.id.between(batch[0].number, batch[-1].number)
    session.execute(update(models.Article).where(shown).values(reading_id=models.Article.id))


def _capture(article: CorpusArticle) -> Row:
    return {
        "id": article.number,
        "publication": article.publication,
        "record_id": f"urn:uuid:{article.number}",
        "record_type": "response",
        "role": "page",
        "url": f"https://{article.publication}.example/{article.number}/",
        "url_key": _digest(str(article.number)),
        "captured_at": _NOW,
        "status": 200,
        "payload_digest": _digest(str(article.number)),
        "payload_length": 1,
        "warc_file_id": 1,
        "offset": article.number,
        "length": 1,
    }


def _article(article: CorpusArticle) -> Row:
    return {
        "id": article.number,
        "public_id": _digest(str(article.number))[:12],
        "publication": article.publication,
        "url": f"https://{article.publication}.example/{article.number}/",
        "text_digest": _digest("\n\n".join(article.paragraphs)),
        "published_at": article.published_at,
        "archived_at": _NOW,
    }


def _reading(article: CorpusArticle) -> Row:
    text = "\n\n".join(article.paragraphs)
    return {
        "id": article.number,
        "article_id": article.number,
        "capture_id": article.number,
        "extractor_id": 1,
        "read_at": _NOW,
        "digest": _digest(text),
        "byline_claims": [],
        "tags": [],
        "published_at": article.published_at,
        "date_claims": [],
        "blocks": [{"kind": "paragraph", "text": paragraph} for paragraph in article.paragraphs],
        "text": text,
        "text_digest": _digest(text),
        "text_state": "complete",
        "notices": [],
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
