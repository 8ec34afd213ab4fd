"""An archive filled with invented articles, in the form that a crawl leaves them in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import insert, select, text, update
from sqlalchemy.orm import Session

from benchmarks.search.texts import PUBLICATIONS, InventedArticle
from storage import models
from storage.archive import Archive
from storage.errors import UsageError
from storage.search.analyser import ANALYSER, name_key
from storage.search.columns import DOCUMENTS
from storage.search.index import create_index_objects, drop_index_objects

BATCH = 1000
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
Row = dict[str, Any]


def fill(archive: Archive, articles: Iterable[InventedArticle]) -> None:
    """Puts articles into an archive that is empty; the index of search is made after them, which is faster.

    Raises:
        UsageError: the archive is not empty.
    """
    engine = archive.engine.execution_options(writes=True)
    with engine.begin() as connection:
        if connection.scalar(select(models.Publication.slug).limit(1)) is not None:
            raise UsageError("the database holds an archive already: give an empty one")
        drop_index_objects(connection)
    with Session(engine) as session, session.begin():
        _add_surroundings(session)
    waiting = iter(articles)
    while batch := list(islice(waiting, BATCH)):
        with Session(engine) as session, session.begin():
            _add_articles(session, batch)
    with engine.begin() as connection:
        create_index_objects(connection)
        if connection.dialect.name == "postgresql":
            # Its autovacuum would do so within minutes.
            connection.execute(text("ANALYZE"))


def _add_surroundings(session: Session) -> None:
    session.execute(
        insert(models.Publication),
        [{"slug": slug, "name": slug, "timezone": "UTC", "added_at": _NOW} for slug in PUBLICATIONS],
    )
    session.execute(insert(models.WarcFile), [{"id": 1, "name": "invented.warc.gz", "added_at": _NOW}])
    session.execute(insert(models.Extractor), [{"id": 1, "identity": "invented", "added_at": _NOW}])


def _add_articles(session: Session, batch: list[InventedArticle]) -> None:
    """Rows refer to one another by the article's number."""
    session.execute(insert(models.Capture), [_capture(article) for article in batch])
    session.execute(insert(models.Article), [_article(article) for article in batch])
    session.execute(insert(models.Reading), [_reading(article) for article in batch])
    shown = models.Article.id.between(batch[0].number, batch[-1].number)
    session.execute(update(models.Article).where(shown).values(reading_id=models.Article.id))
    session.execute(insert(models.Contributor), [_contributor(article) for article in batch])
    session.execute(insert(DOCUMENTS), [_document(article) for article in batch])


def _capture(article: InventedArticle) -> Row:
    return {
        "id": article.number,
        "publication": article.publication,
        "record_id": f"urn:uuid:{article.number}",
        "record_type": "response",
        "role": "page",
        "url": _url(article),
        "url_key": _digest(_url(article)),
        "captured_at": _NOW,
        "status": 200,
        "payload_digest": _digest(article.text),
        "payload_length": len(article.text),
        "warc_file_id": 1,
        "offset": article.number,
        "length": 1,
    }


def _article(article: InventedArticle) -> Row:
    return {
        "id": article.number,
        "public_id": _digest(_url(article))[:12],
        "publication": article.publication,
        "url": _url(article),
        "url_key": _digest(_url(article)),
        "text_digest": _digest(article.text),
        "published_at": article.published_at,
        "archived_at": _NOW,
    }


def _reading(article: InventedArticle) -> Row:
    return {
        "id": article.number,
        "article_id": article.number,
        "capture_id": article.number,
        "extractor_id": 1,
        "read_at": _NOW,
        "digest": _digest(article.text),
        "title": article.title,
        "byline_printed": f"By {article.author}",
        "byline_claims": [],
        "tags": [],
        "published_at": article.published_at,
        "published_precision": "minute",
        "date_claims": [],
        "blocks": [],
        "text": article.text,
        "text_digest": _digest(article.text),
        "text_state": "complete",
        "notices": [],
    }


def _contributor(article: InventedArticle) -> Row:
    return {
        "reading_id": article.number,
        "position": 0,
        "name": article.author,
        "name_key": name_key(article.author),
        "kind": "person",
    }


def _document(article: InventedArticle) -> Row:
    form = article.form
    return {"article_id": article.number, "analyser": ANALYSER, "tokens": form.tokens, "words": form.words}


def _url(article: InventedArticle) -> str:
    return f"https://{article.publication}.example/{article.number}/"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
