"""The database's rows of an article that goes: what is left says that it was there, and no word of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Delete, delete, select, update
from sqlalchemy.orm import Session

from storage import models
from storage.copies.noting import forget_copies
from storage.normal_form import text_digest
from storage.outcomes import Outcome
from storage.overlays import Level
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
    _settle_pages(session, articles, pages, captures, now)
    _part_from_others(session, articles, captures)
    for statement in _deletions(articles, captures):
        session.execute(statement)
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


def _settle_pages(
    session: Session, articles: Sequence[int], ids: Sequence[int], captures: Sequence[int], now: datetime
) -> None:
    """The pages stay in the account, as barred; what was said of them when they were announced goes."""
    page, visit = models.Page, models.Visit
    for column in (page.capture_id, page.evidence_id):
        session.execute(update(page).where(column.in_(captures)).values({column.key: None}))
    session.execute(update(visit).where(visit.capture_id.in_(captures)).values(capture_id=None))
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
    session.execute(update(sighting).where(sighting.page_id.in_(ids)).values(title=None))
    session.execute(update(alias).where(alias.page_id.in_(ids) | alias.article_id.in_(articles)).values(detail=None))
    session.flush()


def _part_from_others(session: Session, articles: Sequence[int], captures: Sequence[int]) -> None:
    """Other articles may refer to what goes: those that were split off, and those that this was split off from."""
    revision, article = models.Revision, models.Article
    readings = select(models.Reading.id).where(models.Reading.article_id.in_(articles))
    session.execute(update(revision).where(revision.before_id.in_(readings)).values(before_id=None))
    going = models.Observation.capture_id.in_(captures)
    of_others = select(article).where(article.observation_id.in_(select(models.Observation.id).where(going)))
    for other in session.scalars(of_others).all():
        seen = models.Observation
        newest = (
            select(seen).where(seen.article_id == other.id, ~going).order_by(seen.observed_at.desc(), seen.id.desc())
        )
        other.observation = session.scalar(newest.limit(1))
    session.flush()


def _deletions(articles: Sequence[int], captures: Sequence[int]) -> Iterator[Delete]:
    """Children first."""
    readings = select(models.Reading.id).where(models.Reading.article_id.in_(articles))
    revisions = select(models.Revision.id).where(models.Revision.article_id.in_(articles))
    is_seen = models.Observation.article_id.in_(articles) | models.Observation.capture_id.in_(captures)
    seen = select(models.Observation.id).where(is_seen)
    yield delete(models.Edit).where(models.Edit.revision_id.in_(revisions))
    yield delete(models.Revision).where(models.Revision.article_id.in_(articles))
    yield delete(models.Contributor).where(models.Contributor.reading_id.in_(readings))
    yield delete(models.RelatedStory).where(models.RelatedStory.observation_id.in_(seen))
    yield delete(models.Observation).where(is_seen)
    yield delete(models.Reading).where(models.Reading.article_id.in_(articles))
    for model in (models.OverlaidName, models.Correction):
        yield delete(model).where(model.article_id.in_(articles))
    yield delete(models.Capture).where(models.Capture.id.in_(captures))
