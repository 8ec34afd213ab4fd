"""Related stories as they were seen: what each capture of an article showed, whatever order the captures come in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from storage import models
from storage.canonical_json import digest_of
from storage.items import PageItem, RelatedStory
from storage.outcomes import Outcome
from storage.titles import title_key
from storage.urls import url_key

SHOWING = (Outcome.ARCHIVED, Outcome.UNCHANGED)
"""Outcomes of visits that saw the article itself."""

NOTHING = digest_of(())


def observe_related(
    session: Session,
    article: models.Article,
    item: PageItem,
    *,
    capture: models.Capture,
    extractor: models.Extractor,
    is_reread: bool = False,
    until_visit: int | None = None,
) -> None:
    """Adds what the capture shows, unless it is what was seen at its time already; done twice, it changes nothing.

    A capture may come late, when later ones were settled. What those showed stays what was seen at their time. Of one
    that `is_reread`, it is the reading that comes late: what did not change after it is as it is read now. Only visits
    before `until_visit` count, where it is given.
    """
    digest = digest_of(item.related)
    before = _find_before(session, article, capture.captured_at)
    if digest == (before.digest if before is not None else NOTHING) or _is_observed(session, capture, extractor):
        return
    after = _find_after(session, article, capture.captured_at)
    added = _add(session, article, capture, extractor, digest, map(_row, item.related))
    is_reread = is_reread or (before is not None and before.capture_id == capture.id)
    following = None if is_reread else _find_following(session, article, capture.captured_at, after, until_visit)
    if following is not None:
        _restate(session, article, before, extractor, following)
    is_last = after is None and following is None
    article.observation = added if is_last else _find_shown(session, article)


def find_observation(session: Session, article: models.Article, *, by: datetime) -> models.Observation | None:
    """What an article had last been seen to show at a moment; None where nothing had been seen by then."""
    seen = models.Observation
    return session.scalar(_newest_first(article).where(seen.observed_at <= by).limit(1))


def _newest_first(article: models.Article) -> Select[models.Observation]:
    seen = models.Observation
    return select(seen).where(seen.article_id == article.id).order_by(seen.observed_at.desc(), seen.id.desc())


def _find_before(session: Session, article: models.Article, at: datetime) -> models.Observation | None:
    """As a rule the capture is the newest, and the article knows what was seen last."""
    last = article.observation
    return last if last is None or last.observed_at <= at else find_observation(session, article, by=at)


def _find_after(session: Session, article: models.Article, at: datetime) -> datetime | None:
    """When something else was seen after a moment."""
    seen = models.Observation
    query = select(func.min(seen.observed_at)).where(seen.article_id == article.id, seen.observed_at > at)
    return session.scalar(query)


def _find_following(
    session: Session, article: models.Article, since: datetime, until: datetime | None, until_visit: int | None
) -> models.Capture | None:
    """The next capture that showed the article, unless something else was seen by then."""
    page, visit, capture = models.Page, models.Visit, models.Capture
    query = (
        select(capture)
        .join(visit, visit.capture_id == capture.id)
        .join(page, page.id == visit.page_id)
        .where(page.article_id == article.id, visit.outcome.in_(SHOWING), capture.captured_at > since)
        .order_by(capture.captured_at, capture.id)
        .limit(1)
    )
    if until_visit is not None:
        query = query.where(visit.id < until_visit)
    following = session.scalar(query)
    if following is None or (until is not None and until <= following.captured_at):
        return None
    return following


def _restate(
    session: Session,
    article: models.Article,
    before: models.Observation | None,
    extractor: models.Extractor,
    following: models.Capture,
) -> None:
    """Says of the next capture what no longer follows, for an earlier one came between: it showed what was before."""
    if before is None:
        _add(session, article, following, extractor, NOTHING, ())
    else:
        repeat_observation(session, article, before, following)


def repeat_observation(
    session: Session, article: models.Article, seen: models.Observation, capture: models.Capture
) -> None:
    """Says of an article's capture that it showed what had been seen before, be it around another article."""
    by = session.get_one(models.Extractor, seen.extractor_id)
    _add(session, article, capture, by, seen.digest, map(_copy, seen.related))


def _find_shown(session: Session, article: models.Article) -> models.Observation | None:
    """The observation since which the article was seen to show what it showed last."""
    shown: models.Observation | None = None
    for seen in session.scalars(_newest_first(article)):
        if shown is not None and seen.digest != shown.digest:
            break
        shown = seen
    return shown


def _add(
    session: Session,
    article: models.Article,
    capture: models.Capture,
    extractor: models.Extractor,
    digest: str,
    related: Iterable[models.RelatedStory],
) -> models.Observation:
    observation = models.Observation(
        article_id=article.id,
        capture_id=capture.id,
        extractor_id=extractor.id,
        observed_at=capture.captured_at,
        digest=digest,
        related=list(related),
    )
    session.add(observation)
    session.flush()
    return observation


def _is_observed(session: Session, capture: models.Capture, extractor: models.Extractor) -> bool:
    query = select(models.Observation.id).where(
        models.Observation.capture_id == capture.id, models.Observation.extractor_id == extractor.id
    )
    return session.scalar(query) is not None


def _row(story: RelatedStory) -> models.RelatedStory:
    key = url_key(story.url) if story.url else None
    return models.RelatedStory(
        position=story.position,
        kind=str(story.kind),
        heading=story.heading,
        label=story.label,
        text=story.text,
        url=story.url,
        canonical_url=story.canonical_url,
        url_key=key,
        title_key=title_key(story.text) if key is None else None,
    )


COPIED: Sequence[str] = (
    "position", "kind", "heading", "label", "text", "url", "canonical_url", "url_key", "title_key",
)  # fmt: skip


def _copy(story: models.RelatedStory) -> models.RelatedStory:
    return models.RelatedStory(**{name: getattr(story, name) for name in COPIED})
