"""When an article was seen to show what: its observations in order, and the visits between them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from storage import models
from storage.observations import SHOWING


@dataclass(frozen=True, slots=True)
class Shown:
    """What an article showed from one moment to another; `article_id` is the article it is counted as."""

    observation_id: int
    article_id: int
    first_seen_at: datetime
    last_seen_at: datetime


def list_shown(session: Session, article_ids: Sequence[int]) -> list[Shown]:
    """What articles showed, those merged into them included; oldest first within each.

    An observation holds until the next one of its article: it was last seen with the last visit before that.
    """
    observations = _observations(session, article_ids)
    visits = _visits(session, list(observations))
    shown: list[Shown] = []
    for id_, own in observations.items():
        ends = [row.observed_at for row in own[1:]]
        for row, end in zip(own, [*ends, None], strict=True):
            last = _last_before(visits[id_], end) or row.observed_at
            shown.append(Shown(row.id, row.root_id, row.observed_at, max(row.observed_at, last)))
    return shown


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    article_id: int
    root_id: int
    observed_at: datetime


def _observations(session: Session, article_ids: Sequence[int]) -> dict[int, list[_Row]]:
    """By article, in the order of the captures; of a capture that was read again the newest alone."""
    seen, newer = models.Observation, aliased(models.Observation)
    root = func.coalesce(models.Article.merged_into_id, models.Article.id)
    query = (
        select(seen.id, seen.article_id, root, seen.observed_at)
        .join(models.Article, models.Article.id == seen.article_id)
        .where(root.in_(article_ids))
        .where(~select(newer.id).where(newer.capture_id == seen.capture_id, newer.id > seen.id).exists())
        .order_by(seen.article_id, seen.observed_at, seen.id)
    )
    rows = defaultdict(list)
    for row in session.execute(query):
        rows[row[1]].append(_Row(*row))
    return rows


def _visits(session: Session, article_ids: Sequence[int]) -> dict[int, list[datetime]]:
    """The times of the captures that showed each article, in order.

    A visit counts for the article that its page was of at the time, be it merged or split since.
    """
    page, visit, capture, alias = models.Page, models.Visit, models.Capture, models.Alias
    ever = select(alias.page_id).where(alias.article_id.in_(article_ids))
    then = (
        select(alias.article_id)
        .where(alias.page_id == visit.page_id, alias.ended_at > visit.visited_at)
        .order_by(alias.ended_at, alias.id)
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(func.coalesce(then, page.article_id).label("article_id"), capture.captured_at)
        .join(visit, visit.page_id == page.id)
        .join(capture, capture.id == visit.capture_id)
        .where(or_(page.article_id.in_(article_ids), page.id.in_(ever)), visit.outcome.in_(SHOWING))
        .order_by(capture.captured_at)
    )
    times: dict[int, list[datetime]] = defaultdict(list)
    for row in session.execute(query):
        times[row.article_id].append(row.captured_at)
    return times


def _last_before(times: Sequence[datetime], end: datetime | None) -> datetime | None:
    place = len(times) if end is None else bisect_left(times, end)
    return times[place - 1] if place else None
