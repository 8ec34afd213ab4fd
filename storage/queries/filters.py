"""Which articles a reader asks for, as a selection that both databases answer alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, false, literal, or_, select

from storage.errors import NotFound, UsageError
from storage.items import Genre, TextState
from storage.overlays import is_shown
from storage.queries.columns import ARTICLES, CONTRIBUTORS, COPIES, OVERLAID_NAMES, PUBLICATIONS, READINGS
from storage.queries.days import begins_at, ends_at
from storage.queries.persons import credited_to
from storage.search import Query, matching, name_key, parse_query
from storage.search.folding import is_unspaced

LONGEST_NAME = 200
"""Characters of a name that are looked up."""


@dataclass(frozen=True)
class Filters:
    """What an article must be.

    Attributes:
        text: a query as docs/search.md has it.
        by: words of a name in the byline.
        publication: a slug.
        since: the first day of publication, in the publication's time zone.
        until: the last one.
        genre: the form of the story.
        text_state: how much of its text there is.
        person: the id of a person in the byline, under whatever name.
        no_copies: leave out those that are copies of another, their lead.
    """

    text: str = ""
    by: str | None = None
    publication: str | None = None
    since: date | None = None
    until: date | None = None
    genre: Genre | None = None
    text_state: TextState | None = None
    person: str | None = None
    no_copies: bool = False

    @cached_property
    def query(self) -> Query:
        """The text, parsed."""
        return parse_query(self.text)

    @property
    def is_empty(self) -> bool:
        """Whether every article is asked for."""
        return self.query.is_empty and not any(
            (self.by, self.person, self.publication, self.since, self.until, self.genre, self.text_state)
        )


def select_articles(connection: Connection, filters: Filters) -> Select[Any]:
    """The ids of the articles asked for, in no order; more columns of `ARTICLES` may be added.

    Raises:
        UsageError: `by` holds no name, or the days end before they begin.
        NotFound: the archive has no such publication or person.
    """
    found = select(ARTICLES.c.id).where(
        ARTICLES.c.reading_id.is_not(None), ARTICLES.c.merged_into_id.is_(None), is_shown(ARTICLES.c.taken_down)
    )
    if not filters.query.is_empty:
        found = found.where(ARTICLES.c.id.in_(matching(connection, filters.query)))
    if filters.by is not None:
        found = found.where(_credited(filters.by))
    if filters.person is not None:
        found = found.where(credited_to(connection, filters.person))
    if filters.publication is not None:
        require_publication(connection, filters.publication)
        found = found.where(ARTICLES.c.publication == filters.publication)
    if filters.genre or filters.text_state:
        found = found.where(ARTICLES.c.reading_id.in_(_readings(filters)))
    if filters.since or filters.until:
        found = found.where(_published_within(connection, filters))
    if filters.no_copies:
        copy = exists().where(COPIES.c.article_id == ARTICLES.c.id, COPIES.c.lead_id != ARTICLES.c.id)
        found = found.where(~copy.correlate(ARTICLES))
    return found


def _credited(name: str) -> ColumnElement[bool]:
    """The condition that the byline holds a name: as it was read, or as somebody corrected or redacted it."""
    read = exists().where(CONTRIBUTORS.c.reading_id == ARTICLES.c.reading_id, named(name)).correlate(ARTICLES)
    names = OVERLAID_NAMES.c
    given = exists().where(names.article_id == ARTICLES.c.id, named(name, names.name_key)).correlate(ARTICLES)
    return or_(and_(ARTICLES.c.byline_overlaid.is_(False), read), given)


def _readings(filters: Filters) -> Select[Any]:
    found = select(READINGS.c.id)
    if filters.genre:
        found = found.where(READINGS.c.genre == str(filters.genre))
    return found.where(READINGS.c.text_state == str(filters.text_state)) if filters.text_state else found


def newest_first(selected: Select[Any]) -> Select[Any]:
    """The order of every list: by publication, undated ones last; by public id where that is the same."""
    return selected.order_by(ARTICLES.c.published_at.desc().nulls_last(), ARTICLES.c.public_id)


def named(name: str, key_of: ColumnElement[str] = CONTRIBUTORS.c.name_key) -> ColumnElement[bool]:
    """The condition that a contributor's name holds every word of `name`, in any order.

    Raises:
        UsageError: there is no word in it.
    """
    phrases = list(_iter_phrases(name_key(name[:LONGEST_NAME])))
    if not phrases:
        raise UsageError(f"--by {name!r} holds no name")
    key = literal(" ") + key_of + literal(" ")
    return and_(*(key.contains(f" {phrase} ", autoescape=True) for phrase in phrases))


def _iter_phrases(key: str) -> Iterator[str]:
    """The words of a name; characters of a script without blanks stay together."""
    for stays_together, group in groupby(key.split(), key=lambda word: len(word) == 1 and is_unspaced(word)):
        words = list(group)
        yield from [" ".join(words)] if stays_together else words


def require_publication(connection: Connection, slug: str) -> None:
    """Checks that the archive has the publication.

    Raises:
        NotFound: it has not; the sentence names those it has.
    """
    slugs = sorted(connection.scalars(select(PUBLICATIONS.c.slug)))
    if slug not in slugs:
        raise NotFound(f"the archive has no publication {slug!r}; it has {', '.join(slugs) or 'none yet'}")


def _published_within(connection: Connection, filters: Filters) -> ColumnElement[bool]:
    """The days of each publication are those of its own time zone."""
    since, until = filters.since, filters.until
    if since and until and until < since:
        raise UsageError(f"--to {until} is before --from {since}")
    slugs = defaultdict(list)
    for slug, zone in connection.execute(select(PUBLICATIONS.c.slug, PUBLICATIONS.c.timezone)):
        slugs[zone].append(slug)
    conditions = [and_(ARTICLES.c.publication.in_(slugs[zone]), *_bounds(zone, since, until)) for zone in sorted(slugs)]
    return or_(false(), *conditions)


def _bounds(zone: str, since: date | None, until: date | None) -> Iterator[ColumnElement[bool]]:
    if since:
        yield ARTICLES.c.published_at >= begins_at(since, zone)
    if until:
        yield ARTICLES.c.published_at < ends_at(until, zone)
