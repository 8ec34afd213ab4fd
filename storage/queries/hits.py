"""What a search found, as a list shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, null, select, union_all

from storage.dating import iso_day, iso_time
from storage.overlays import NOTHING, Overlay, overlaid_columns
from storage.queries.columns import ARTICLES, CONTRIBUTORS, OVERLAID_NAMES, PUBLICATIONS, READINGS
from storage.queries.filters import Filters, named, newest_first, select_articles
from storage.queries.overlaying import find_overlays
from storage.search import Piece, Query, highlight

_SHOWN = (
    ARTICLES.c.id,
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
    overlays = find_overlays(connection, [row.id for row in rows])
    credits_of = _credits(connection, filters.by, [row.id for row in rows])
    return Hits(
        total, tuple(_hit(row, filters.query, credits_of[row.id], overlays.get(row.id, NOTHING)) for row in rows)
    )


def _credits(connection: Connection, name: str | None, articles: Sequence[int]) -> dict[int, list[Credit]]:
    """The names searched for: as read, or those that somebody gave in place of them."""
    found: dict[int, list[Credit]] = defaultdict(list)
    if name is None:
        return found
    read, given = CONTRIBUTORS.c, OVERLAID_NAMES.c
    is_asked_for = ARTICLES.c.id.in_(articles)
    as_read = (
        select(ARTICLES.c.id, read.position, read.name, read.credit)
        .join_from(ARTICLES, CONTRIBUTORS, read.reading_id == ARTICLES.c.reading_id)
        .where(is_asked_for, ARTICLES.c.byline_overlaid.is_(False), named(name))
    )
    as_given = (
        select(ARTICLES.c.id, given.position, given.name, null())
        .join_from(ARTICLES, OVERLAID_NAMES, given.article_id == ARTICLES.c.id)
        .where(is_asked_for, named(name, given.name_key))
    )
    for id_, _, printed, credit in sorted(connection.execute(union_all(as_read, as_given)), key=lambda row: row[:2]):
        found[id_].append(Credit(printed, credit))
    return found


def _hit(row: Row[Any], query: Query, by: Sequence[Credit], overlay: Overlay) -> Hit:
    values = overlaid_columns(dict(row._mapping), overlay)
    published_at: datetime | None = row.published_at
    title = values["title"] or ""
    return Hit(
        id=row.public_id,
        publication=row.publication,
        url=row.url,
        published_at=iso_time(published_at, values["published_offset"]),
        published_on=iso_day(published_at, values["published_precision"], row.timezone),
        title=tuple(highlight(title, query, length=len(title) + 1)),
        byline_printed=values["byline_printed"],
        by=tuple(by),
        snippet=tuple(_snippet(values["text"], values["standfirst"], query)),
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
