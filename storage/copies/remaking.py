"""Copies found anew in a whole archive: for articles kept before there were fingerprints, and for what was missed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from storage import models
from storage.archive import Archive
from storage.copies.groups import join
from storage.copies.links import find_alike
from storage.copies.noting import note_copies
from storage.copies.wording import words_of
from storage.database import plain_errors
from storage.overlays import NOTHING
from storage.queries.overlaying import find_overlays

_AT_ONCE = 100


def remake_copies(archive: Archive) -> int:
    """Compares every article with the others, in short transactions; gives the number of articles that are copies.

    Each gets the fingerprint that it lacks. Links that are there stay; those are added that were missed when two
    processes stored copies at the same moment, or when more articles shared a phrase than are looked at.

    Raises:
        ArchiveBusy: another process holds the database.
    """
    engine = archive.engine.execution_options(writes=True)
    last: int | None = 0
    with plain_errors(engine.url):
        while last is not None:
            with Session(engine) as session, session.begin():
                last = _remake_after(session, last)
        with Session(engine) as session:
            return session.scalar(select(func.count()).select_from(models.CopyMember)) or 0


def _remake_after(session: Session, last: int) -> int | None:
    """Some articles after one; gives the last of them, or None when there are no more."""
    articles = _list_after(session, last)
    overlays = find_overlays(session, [article.id for article in articles])
    for article in articles:
        note_copies(session, article, overlays.get(article.id, NOTHING))
        own = session.get(models.Fingerprint, article.id)
        if own is not None and article.reading is not None:
            _add_missed(session, own, article.reading.text)
    return articles[-1].id if articles else None


def _list_after(session: Session, last: int) -> Sequence[models.Article]:
    article = models.Article
    whole = selectinload(article.reading).selectinload(models.Reading.contributors)
    shown = select(article).where(article.id > last, article.reading_id.is_not(None)).options(whole)
    return session.scalars(shown.order_by(article.id).limit(_AT_ONCE)).all()


def _add_missed(session: Session, own: models.Fingerprint, text: str) -> None:
    link = models.CopyLink
    known = set(session.scalars(select(link.other_id).where(link.article_id == own.article_id)))
    alike = find_alike(session, own, words_of(text))
    if missed := {id_: likeness for id_, likeness in alike.items() if id_ not in known}:
        join(session, own.article_id, missed)
