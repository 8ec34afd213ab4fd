"""The search index made again from the articles as they are shown."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.archive import Archive
from storage.database import plain_errors
from storage.search import SearchDocument, rebuild, remake_index

_AT_ONCE = 200


def document_of(reading: models.Reading) -> SearchDocument:
    """What an article is found by when it is read so."""
    return SearchDocument(
        title=reading.title, standfirst=reading.standfirst, byline=reading.byline_printed, body=reading.text
    )


def reindex(archive: Archive) -> int:
    """Makes the index anew in one transaction; gives the number of articles.

    Raises:
        ArchiveBusy: another process holds the database.
    """
    engine = archive.engine.execution_options(writes=True)
    with plain_errors(engine.url), Session(engine) as session, session.begin():
        number = rebuild(session, _iter_documents(session))
        remake_index(session)
    return number


def _iter_documents(session: Session) -> Iterator[tuple[int, SearchDocument]]:
    """The articles by their ids, a few in memory at a time."""
    article, reading = models.Article, models.Reading
    shown = select(article.id, reading).join(reading, article.reading_id == reading.id).order_by(article.id)
    last = 0
    while rows := session.execute(shown.where(article.id > last).limit(_AT_ONCE)).all():
        yield from ((article_id, document_of(shown_as)) for article_id, shown_as in rows)
        last = rows[-1][0]
        session.expunge_all()
