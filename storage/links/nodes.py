"""Articles as lists and graphs name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.dating import iso_day
from storage.overlays import overlaid_columns
from storage.paging import iter_pages
from storage.queries.overlaying import find_overlays


@dataclass(frozen=True, slots=True)
class Node:
    """An article of the graph, as lists name it; `published_on` is as precise as stated."""

    id: str
    publication: str
    title: str | None
    url: str | None
    published_on: str | None

    def as_json(self) -> dict[str, Any]:
        """The article for programs."""
        return {name: getattr(self, name) for name in ("id", "publication", "title", "url", "published_on")}


def nodes_of(session: Session, article_ids: Sequence[int]) -> dict[int, Node]:
    """Articles as lists name them, by key."""
    article, reading, title = models.Article, models.Reading, models.Publication
    query = (
        select(article, reading.title, reading.published_precision, title.timezone)
        .join(title, title.slug == article.publication)
        .outerjoin(reading, reading.id == article.reading_id)
    )
    overlays = find_overlays(session.connection(), article_ids)
    nodes = {}
    rows = (row for some in iter_pages(article_ids) for row in session.execute(query.where(article.id.in_(some))))
    for row, printed, precision, zone in rows:
        values = {"title": printed, "published_precision": precision, "byline_printed": None, "published_offset": None}
        values = overlaid_columns(values, overlays[row.id]) if row.id in overlays else values
        day = iso_day(row.published_at, values["published_precision"], zone)
        nodes[row.id] = Node(row.public_id, row.publication, values["title"], row.url, day)
    return nodes
