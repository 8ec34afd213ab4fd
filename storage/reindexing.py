"""The search index made again from the articles as they are shown."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.archive import Archive
from storage.database import plain_errors
from storage.overlays import NOTHING
from storage.queries.overlaying import find_overlays
from storage.search import SearchDocument, rebuild, remake_index
from storage.showing import document_of

_AT_ONCE = 200


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
    shown = shown.where(article.merged_into_id.is_(None))
    last = 0
    while rows := session.execute(shown.where(article.id > last).limit(_AT_ONCE)).all():
        overlays = find_overlays(session, [article_id for article_id, _ in rows])
        for article_id, shown_as in rows:
            if (document := document_of(shown_as, overlays.get(article_id, NOTHING))) is not None:
                yield article_id, document
        last = rows[-1][0]
        session.expunge_all()
