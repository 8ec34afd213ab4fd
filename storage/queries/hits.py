"""What a search found, as a list shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from storage.dating import iso_day, iso_time
from storage.queries.columns import ARTICLES, CONTRIBUTORS, PUBLICATIONS, READINGS
from storage.queries.filters import Filters, named, newest_first, select_articles
from storage.search import Piece, Query, highlight

_SHOWN = (
    ARTICLES.c.public_id,
    ARTICLES.c.publication,
    ARTICLES.c.url,
    ARTICLES.c.published_at,
    ARTICLES.c.reading_id,
    PUBLICATIONS.c.timezone,
    READINGS.c.title,
    READINGS.c.standfirst,
    READINGS.c.byline_printed,
    READINGS.c.published_precision,
    READINGS.c.published_offset,
    READINGS.c.text,
)


@dataclass(frozen=True, slots=True)
class Credit:
    """A contributor whom the search names; `credit` is None for an author."""

    name: str
    credit: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found.

    Attributes:
        published_at: ISO 8601 with the offset that was stated, else in UTC.
        published_on: the day in the publication's time zone, as precise as stated.
        title: with its hits.
        by: the contributors that the search names.
        snippet: a part of the text with its hits, or of the standfirst where only that has one.
    """

    id: str
    publication: str
    url: str | None
    published_at: str | None
    published_on: str | None
    title: tuple[Piece, ...]
    byline_printed: str | None
    by: tuple[Credit, ...]
    snippet: tuple[Piece, ...]

    def as_json(self) -> dict[str, Any]:
        """The hit for programs; keys in the order of docs/query.md."""
        return {
            "id": self.id,
            "publication": self.publication,
            "url": self.url,
            "published_at": self.published_at,
            "published_on": self.published_on,
            "title": joined(self.title) or None,
            "byline_printed": self.byline_printed,
            "by": [{"name": credit.name, "credit": credit.credit} for credit in self.by],
            "snippet": joined(self.snippet),
        }


@dataclass(frozen=True, slots=True)
class Hits:
    """The newest of what was found, and how much there is."""

    total: int
    shown: tuple[Hit, ...]


def find_hits(connection: Connection, filters: Filters, *, limit: int) -> Hits:
    """The newest `limit` articles asked for.

    Raises:
        UsageError: a filter holds nothing to look for.
        NotFound: the archive has no such publication.
    """
    selected = select_articles(connection, filters)
    joins = ARTICLES.join(READINGS, READINGS.c.id == ARTICLES.c.reading_id).join(
        PUBLICATIONS, PUBLICATIONS.c.slug == ARTICLES.c.publication
    )
    listed = newest_first(selected.with_only_columns(*_SHOWN).select_from(joins)).limit(limit)
    rows = connection.execute(listed).all()
    total = len(rows)
    if total == limit:
        total = connection.scalar(select(func.count()).select_from(selected.subquery())) or 0
    credits_of = _credits(connection, filters.by, [row.reading_id for row in rows])
    return Hits(total, tuple(_hit(row, filters.query, credits_of[row.reading_id]) for row in rows))


def _credits(connection: Connection, name: str | None, readings: Sequence[int]) -> dict[int, list[Credit]]:
    found: dict[int, list[Credit]] = defaultdict(list)
    if name is None:
        return found
    columns = CONTRIBUTORS.c
    query = (
        select(columns.reading_id, columns.name, columns.credit)
        .where(columns.reading_id.in_(readings), named(name))
        .order_by(columns.reading_id, columns.position)
    )
    for reading_id, printed, credit in connection.execute(query):
        found[reading_id].append(Credit(printed, credit))
    return found


def _hit(row: Row[Any], query: Query, by: Sequence[Credit]) -> Hit:
    published_at: datetime | None = row.published_at
    title = row.title or ""
    return Hit(
        id=row.public_id,
        publication=row.publication,
        url=row.url,
        published_at=iso_time(published_at, row.published_offset),
        published_on=iso_day(published_at, row.published_precision, row.timezone),
        title=tuple(highlight(title, query, length=len(title) + 1)),
        byline_printed=row.byline_printed,
        by=tuple(by),
        snippet=tuple(_snippet(row.text, row.standfirst, query)),
    )


def _snippet(text: str, standfirst: str | None, query: Query) -> list[Piece]:
    shown = highlight(text, query)
    if standfirst and not _has_hit(shown):
        other = highlight(standfirst, query)
        return other if _has_hit(other) or not text else shown
    return shown


def _has_hit(pieces: Sequence[Piece]) -> bool:
    return any(piece.is_hit for piece in pieces)


def joined(pieces: Sequence[Piece]) -> str:
    """The text of a snippet."""
    return "".join(piece.text for piece in pieces)
