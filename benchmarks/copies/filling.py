"""Articles put into an archive as a crawl leaves them, and their copies found, with what that costs."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import insert, select
from sqlalchemy.orm import Session, selectinload

from benchmarks.copies.corpus import PUBLICATIONS, CorpusArticle
from benchmarks.invented.rows import Row, article_row, capture_row, reading_row, show_readings, start_archive
from storage import models
from storage.archive import Archive
from storage.copies.noting import note_copies
from storage.normal_form import PARAGRAPH_BREAK
from storage.overlays import NOTHING

BATCH = 64
"""Articles of one transaction, as many as the crawl's writer puts into one at most."""


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
        start_archive(session, PUBLICATIONS)
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


def _add_articles(session: Session, batch: list[CorpusArticle]) -> None:
    session.execute(insert(models.Capture), [capture_row(a.number, a.publication, _url(a)) for a in batch])
    session.execute(insert(models.Article), [_article(article) for article in batch])
    session.execute(insert(models.Reading), [_reading(article) for article in batch])
    show_readings(session, range(batch[0].number, batch[-1].number + 1))


def _article(article: CorpusArticle) -> Row:
    row = article_row(article.number, article.publication, _url(article), _text(article))
    return row | {"published_at": article.published_at}


def _reading(article: CorpusArticle) -> Row:
    return reading_row(article.number, _text(article)) | {
        "published_at": article.published_at,
        "blocks": [{"kind": "paragraph", "text": paragraph} for paragraph in article.paragraphs],
    }


def _text(article: CorpusArticle) -> str:
    return PARAGRAPH_BREAK.join(article.paragraphs)


def _url(article: CorpusArticle) -> str:
    return f"https://{article.publication}.example/{article.number}/"
