"""The database's rows of an article that goes: what is left says that it was there, and no word of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Delete, Update, delete, select, update
from sqlalchemy.orm import Session

from storage import models
from storage.copies.noting import forget_copies
from storage.normal_form import text_digest
from storage.outcomes import Outcome
from storage.overlays import Level
from storage.paging import iter_pages
from storage.purging.names import Gone, drop_names, name_forms_of
from storage.purging.traces import Traces
from storage.search import remake_index, remove_article

PURGED = "taken down for good"


def clear_rows(session: Session, traces: Traces, *, now: datetime) -> Gone:
    """Deletes what was read of the articles and the index of their captures, and empties the rows that stay.

    Gives the names that were printed nowhere else.
    """
    articles, pages = [row.id for row in traces.articles], [row.id for row in traces.pages]
    captures = [row.id for row in traces.captures]
    forms = name_forms_of(session, articles)
    _empty_articles(session, articles)
    _settle_pages(session, articles, pages, now)
    for some in iter_pages(captures):
        _forget_captures(session, some)
    for statement in _deletions(articles):
        session.execute(statement)
    for some in iter_pages(captures):
        session.execute(delete(models.Capture).where(models.Capture.id.in_(some)))
    gone = drop_names(session, articles, forms, now=now)
    for id_ in articles:
        remove_article(session, id_)
        forget_copies(session, id_)
    session.flush()
    session.expire_all()
    remake_index(session)
    return gone


def _empty_articles(session: Session, ids: Sequence[int]) -> None:
    session.execute(
        update(models.Article)
        .where(models.Article.id.in_(ids))
        .values(
            reading_id=None,
            observation_id=None,
            title_key=None,
            canonical_url=None,
            published_at=None,
            text_digest=text_digest(""),
            byline_overlaid=False,
            taken_down=str(Level.PURGE),
        )
    )


def _settle_pages(session: Session, articles: Sequence[int], ids: Sequence[int], now: datetime) -> None:
    """The pages stay in the account, as barred; what was said of them when they were announced goes."""
    page, visit = models.Page, models.Visit
    session.execute(update(visit).where(visit.page_id.in_(ids)).values(reason=None))
    session.execute(
        update(page)
        .where(page.id.in_(ids))
        .values(
            article_id=None,
            outcome=str(Outcome.BARRED),
            reason=PURGED,
            visited_at=now,
            since_at=now,
            evidence_id=None,
            next_visit_at=None,
            leased_by=None,
        )
    )
    session.add_all(
        models.Visit(page_id=id_, visited_at=now, outcome=str(Outcome.BARRED), reason=PURGED) for id_ in ids
    )
    sighting, alias = models.Sighting, models.Alias
    leading = select(page.id).where(page.id.in_(ids) | (page.moved_to_id.in_(ids) & page.article_id.is_(None)))
    session.execute(update(sighting).where(sighting.page_id.in_(leading)).values(title=None))
    session.execute(update(alias).where(alias.page_id.in_(ids) | alias.article_id.in_(articles)).values(detail=None))
    session.flush()


def _forget_captures(session: Session, ids: Sequence[int]) -> None:
    """Takes captures out of what refers to them, other articles included: those that were one with this before."""
    page, visit, seen, article = models.Page, models.Visit, models.Observation, models.Article
    for column in (page.capture_id, page.evidence_id):
        session.execute(update(page).where(column.in_(ids)).values({column.key: None}))
    session.execute(update(visit).where(visit.capture_id.in_(ids)).values(capture_id=None))
    going = select(seen.id).where(seen.capture_id.in_(ids))
    for other in session.scalars(select(article).where(article.observation_id.in_(going))).all():
        left = select(seen).where(seen.article_id == other.id, seen.capture_id.not_in(ids))
        other.observation = session.scalar(left.order_by(seen.observed_at.desc(), seen.id.desc()).limit(1))
    session.flush()
    session.execute(delete(models.RelatedStory).where(models.RelatedStory.observation_id.in_(going)))
    session.execute(delete(seen).where(seen.capture_id.in_(ids)))


def _deletions(articles: Sequence[int]) -> Iterator[Delete | Update]:
    """Children first."""
    readings = select(models.Reading.id).where(models.Reading.article_id.in_(articles))
    revisions = select(models.Revision.id).where(models.Revision.article_id.in_(articles))
    seen = select(models.Observation.id).where(models.Observation.article_id.in_(articles))
    yield delete(models.Edit).where(models.Edit.revision_id.in_(revisions))
    yield delete(models.Revision).where(models.Revision.article_id.in_(articles))
    yield update(models.Revision).where(models.Revision.before_id.in_(readings)).values(before_id=None)
    yield delete(models.Contributor).where(models.Contributor.reading_id.in_(readings))
    yield delete(models.RelatedStory).where(models.RelatedStory.observation_id.in_(seen))
    yield delete(models.Observation).where(models.Observation.article_id.in_(articles))
    yield delete(models.Reading).where(models.Reading.article_id.in_(articles))
    for model in (models.OverlaidName, models.Correction):
        yield delete(model).where(model.article_id.in_(articles))
