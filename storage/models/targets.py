"""Where a related story leads, worked out from what the archive holds when it is asked.

Nothing of it is stored, so it is the same in whatever order articles, moves, merges and splits came.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.orm import aliased, column_property

from storage.collation import by_code_point
from storage.models.articles import Article, Reading
from storage.models.ledger import Page
from storage.models.related import Observation, RelatedStory
from storage.overlays import is_shown

_named, _origin, _shown = aliased(Article), aliased(Article), aliased(Article)
_entitled, _formerly = aliased(Article), aliased(Article)


def _root(article: type[Article]) -> ColumnElement[int]:
    """The article that it was merged into, or itself."""
    return func.coalesce(article.merged_into_id, article.id)


_FROM_HERE = (Observation.id == RelatedStory.observation_id, _origin.id == Observation.article_id)
"""Joins the article that shows the link; each subquery names it itself, for SQLite looks out of one level only."""

_BY_URL = (
    select(_root(_named))
    .where(Page.url_key == RelatedStory.url_key, Page.article_id == _named.id, *_FROM_HERE)
    .order_by(case((Page.publication == _origin.publication, 0), else_=1), by_code_point(Page.publication))
    .limit(1)
    .correlate(RelatedStory)
    .scalar_subquery()
)
"""The article of any page with its URL; where several publications have one, that of its own, then by slug."""

_HAS_TITLE = (
    _entitled.title_key == RelatedStory.title_key,
    _entitled.merged_into_id.is_(None),
    _entitled.publication == _origin.publication,
    *_FROM_HERE,
)
_BY_TITLE = (
    select(case((func.count(_entitled.id.distinct()) == 1, func.min(_entitled.id))))
    .where(*_HAS_TITLE)
    .correlate(RelatedStory)
    .scalar_subquery()
)
_IS_TITLE = exists().where(*_HAS_TITLE).correlate(RelatedStory)
_FORMER_HOLDERS = func.count(_root(_formerly).distinct())
_BY_FORMER_TITLE = (
    select(case((_FORMER_HOLDERS == 1, func.min(_root(_formerly)))))
    .where(Reading.title_key == RelatedStory.title_key, Reading.article_id == _formerly.id)
    .where(_formerly.publication == _origin.publication, *_FROM_HERE)
    .correlate(RelatedStory)
    .scalar_subquery()
)
"""The one article of its publication that has the title; where none has, the one that had it once; of two, none."""

TARGET_ID: ColumnElement[int | None] = case(
    (RelatedStory.url_key.is_not(None), _BY_URL), (_IS_TITLE, _BY_TITLE), else_=_BY_FORMER_TITLE
)
"""The key of the archived article that a related story leads to, be it taken down or not."""

RelatedStory.leads_to = column_property(
    select(_shown.public_id)
    .where(_shown.id == TARGET_ID, is_shown(_shown.taken_down))
    .correlate(RelatedStory)
    .scalar_subquery()
)
