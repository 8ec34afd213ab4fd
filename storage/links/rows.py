"""The links of many articles as rows, to be counted by the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, String, Subquery, cast, func, select
from sqlalchemy.orm import Session, aliased

from storage import models
from storage.barring import is_at_barred
from storage.overlays import is_shown
from storage.queries.filters import Filters, select_articles

AT_ONCE = 200
"""Articles whose links are in memory at a time."""


def select_origins(session: Session, filters: Filters) -> Select[Any]:
    """The articles asked for, each as the one that it was merged into."""
    article = models.Article
    chosen = select_articles(session.connection(), filters)
    query = select(article.id).where(article.merged_into_id.is_(None), is_shown(article.taken_down))
    return query.where(article.id.in_(chosen)).order_by(article.public_id)


def _redacted() -> Select[Any]:
    """Articles whose related stories are not to be shown."""
    taken = models.Takedown
    return select(taken.article_id).where(taken.undone_at.is_(None), cast(taken.fields, String).contains('"related"'))


def link_rows(selected: Select[Any]) -> Subquery:
    """The links of articles as the newest reading of each capture has them, but for those to addresses barred."""
    story, seen, newer, member = models.RelatedStory, models.Observation, aliased(models.Observation), models.Article
    root = func.coalesce(member.merged_into_id, member.id)
    return (
        select(
            root.label("origin_id"), member.publication, models.TARGET_ID.label("target_id"),
            story.url_key, story.url, story.title_key, story.text,
        )
        .select_from(story)
        .join(seen, seen.id == story.observation_id)
        .join(member, member.id == seen.article_id)
        .where(root.in_(selected.order_by(None)), root.not_in(_redacted()))
        .where(~is_at_barred(story.url_key))
        .where(~select(newer.id).where(newer.capture_id == seen.capture_id, newer.id > seen.id).exists())
        .subquery()
    )  # fmt: skip
