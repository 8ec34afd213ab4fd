"""Passages that other articles have too, such as an invitation to a newsletter: they tell no article from another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from storage import models
from storage.purging.passages import Passages

MANY = 2
"""Other articles that make a passage common; a single one may quote it."""
NEIGHBOURS = 500
"""Articles that are looked at on either side, by the order in which they were archived."""


def find_common(session: Session, articles: Collection[models.Article], passages: Passages) -> frozenset[str]:
    """The passages that stand in the texts of several other articles of the same publication.

    Copies of the articles do not count.
    """
    apart = {row.id for row in articles} | _copies(session, [row.id for row in articles])
    seen: Counter[str] = Counter()
    looked_at: set[int] = set()
    for article in articles:
        for other in _iter_neighbours(session, article, apart):
            if other.article_id not in looked_at:
                looked_at.add(other.article_id)
                seen.update(passages.in_reading(other))
    return frozenset(run for run, number in seen.items() if number >= MANY)


def _copies(session: Session, ids: Collection[int]) -> set[int]:
    member = models.CopyMember
    leads = select(member.lead_id).where(member.article_id.in_(ids))
    return set(session.scalars(select(member.article_id).where(member.lead_id.in_(leads))))


def _iter_neighbours(session: Session, article: models.Article, apart: Collection[int]) -> Iterator[models.Reading]:
    row = models.Article
    shown: Select[models.Reading] = (
        select(models.Reading)
        .join(row, row.reading_id == models.Reading.id)
        .where(row.publication == article.publication, row.id.not_in(apart), row.merged_into_id.is_(None))
        .limit(NEIGHBOURS)
    )
    yield from session.scalars(shown.where(row.id < article.id).order_by(row.id.desc()))
    yield from session.scalars(shown.where(row.id > article.id).order_by(row.id))
