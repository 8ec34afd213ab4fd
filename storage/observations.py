"""Related stories as they were seen: observations of a capture, and links to the articles they name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select, update
from sqlalchemy.orm import Session

from storage import models
from storage.canonical_json import digest_of
from storage.items import PageItem, RelatedStory
from storage.titles import title_key
from storage.urls import url_key


def observe_related(
    session: Session,
    article: models.Article,
    item: PageItem,
    *,
    capture: models.Capture,
    extractor: models.Extractor,
) -> models.Observation | None:
    """Adds what the capture shows, unless it is what the last observation showed; None when nothing was added."""
    digest = digest_of(item.related)
    last = article.observation
    if last is not None and last.digest == digest:
        return None
    if (last is None and not item.related) or _is_observed(session, capture, extractor):
        return None
    observation = models.Observation(
        article_id=article.id,
        capture_id=capture.id,
        extractor_id=extractor.id,
        observed_at=capture.captured_at,
        digest=digest,
        related=[_row(session, article.publication, story) for story in item.related],
    )
    session.add(observation)
    session.flush()
    return observation


def find_observation(session: Session, article: models.Article, *, by: datetime) -> models.Observation | None:
    """What an article had last been seen to show at a moment; None where nothing had been seen by then."""
    seen = models.Observation
    query = select(seen).where(seen.article_id == article.id, seen.observed_at <= by)
    return session.scalar(query.order_by(seen.observed_at.desc(), seen.id.desc()).limit(1))


def _is_observed(session: Session, capture: models.Capture, extractor: models.Extractor) -> bool:
    query = select(models.Observation.id).where(
        models.Observation.capture_id == capture.id, models.Observation.extractor_id == extractor.id
    )
    return session.scalar(query) is not None


def _row(session: Session, publication: str, story: RelatedStory) -> models.RelatedStory:
    key = url_key(story.url) if story.url else None
    by_title = title_key(story.text) if key is None else None
    return models.RelatedStory(
        position=story.position,
        kind=str(story.kind),
        heading=story.heading,
        label=story.label,
        text=story.text,
        url=story.url,
        canonical_url=story.canonical_url,
        url_key=key,
        title_key=by_title,
        target_id=_find_by_url(session, key) if key else _find_by_title(session, publication, by_title),
    )


def _find_by_url(session: Session, key: str) -> int | None:
    return session.scalar(
        select(models.Page.article_id)
        .where(models.Page.url_key == key, models.Page.article_id.is_not(None))
        .order_by(models.Page.id)
        .limit(1)
    )


def _find_by_title(session: Session, publication: str, key: str | None) -> int | None:
    """The one article of the publication with that title; of two, none is chosen.

    Where no article has it any longer, that to which links by it were found to lead while one had.
    """
    if key is None:
        return None
    found: Sequence[int | None] = session.scalars(_entitled(publication, key).limit(2)).all()
    if not found:
        earlier = select(models.RelatedStory.target_id).where(*_links_by_title(publication, key)).distinct()
        found = session.scalars(earlier.where(models.RelatedStory.target_id.is_not(None)).limit(2)).all()
    return found[0] if len(found) == 1 else None


def _entitled(publication: str, key: str) -> Select[int]:
    return select(models.Article.id).where(models.Article.publication == publication, models.Article.title_key == key)


def _links_by_title(publication: str, key: str) -> tuple[ColumnElement[bool], ...]:
    """What selects the links of a publication's articles that name a title and no URL."""
    story = models.RelatedStory
    seen_in = (
        select(models.Observation.id)
        .join(models.Article, models.Article.id == models.Observation.article_id)
        .where(models.Article.publication == publication)
    )
    return story.url_key.is_(None), story.title_key == key, story.observation_id.in_(seen_in)


def resolve_links_to(
    session: Session, article: models.Article, keys: Iterable[str], *, former_title: str | None = None
) -> None:
    """Points links seen earlier at an article that has come, or has got another URL or title.

    `former_title` is the key of a title that it had before. Links that were found to lead to it by that one stay.
    """
    story = models.RelatedStory
    session.execute(
        update(story).where(story.target_id.is_(None), story.url_key.in_(list(keys))).values(target_id=article.id)
    )
    for key in {article.title_key, former_title}:
        if key is not None:
            _resolve_title(session, article.publication, key)


def _resolve_title(session: Session, publication: str, key: str) -> None:
    """Links by a title to the one article that has it; those to an article that had it once are left alone."""
    story = models.RelatedStory
    is_open = or_(story.target_id.is_(None), story.target_id.in_(_entitled(publication, key)))
    found = _find_by_title(session, publication, key)
    session.execute(update(story).where(*_links_by_title(publication, key), is_open).values(target_id=found))
