"""An archive filled with invented articles, in the form that a crawl leaves them in."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from sqlalchemy import insert
from sqlalchemy.orm import Session

from benchmarks.invented.rows import (
    Row,
    article_row,
    capture_row,
    count_rows,
    reading_row,
    show_readings,
    start_archive,
)
from benchmarks.search.texts import PUBLICATIONS, InventedArticle
from storage import models
from storage.archive import Archive
from storage.search.analyser import ANALYSER, name_key
from storage.search.columns import DOCUMENTS
from storage.search.index import create_index_objects, drop_index_objects

BATCH = 1000


def fill(archive: Archive, articles: Iterable[InventedArticle]) -> None:
    """Puts articles into an archive that is empty; the index of search is made after them, which is faster.

    Raises:
        UsageError: the archive is not empty.
    """
    engine = archive.engine.execution_options(writes=True)
    with Session(engine) as session, session.begin():
        start_archive(session, PUBLICATIONS)
        drop_index_objects(session.connection())
    waiting = iter(articles)
    while batch := list(islice(waiting, BATCH)):
        with Session(engine) as session, session.begin():
            _add_articles(session, batch)
    with engine.begin() as connection:
        create_index_objects(connection)
    count_rows(engine)


def _add_articles(session: Session, batch: list[InventedArticle]) -> None:
    session.execute(insert(models.Capture), [capture_row(a.number, a.publication, _url(a)) for a in batch])
    session.execute(insert(models.Article), [_article(article) for article in batch])
    session.execute(insert(models.Reading), [_reading(article) for article in batch])
    show_readings(session, range(batch[0].number, batch[-1].number + 1))
    session.execute(insert(models.Contributor), [_contributor(article) for article in batch])
    session.execute(insert(DOCUMENTS), [_document(article) for article in batch])


def _article(article: InventedArticle) -> Row:
    row = article_row(article.number, article.publication, _url(article), article.text)
    return row | {"published_at": article.published_at}


def _reading(article: InventedArticle) -> Row:
    return reading_row(article.number, article.text) | {
        "title": article.title,
        "byline_printed": f"By {article.author}",
        "published_at": article.published_at,
        "published_precision": "minute",
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
