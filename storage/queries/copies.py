"""Groups of copies as readers see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from storage import models
from storage.copies.comparison import Comparison, compare_words
from storage.copies.groups import find_lead
from storage.copies.wording import words_of
from storage.dating import iso_day, iso_time
from storage.overlays import NOTHING, Overlay, overlaid_columns
from storage.paging import iter_pages
from storage.queries.days import begins_at
from storage.queries.overlaying import find_overlays


@dataclass(frozen=True, slots=True)
class Copy:
    """An article of a group.

    Attributes:
        published_at: ISO 8601 with the offset that was stated, else in UTC.
        published_on: the day in the publication's time zone, as precise as stated.
        credit: whom it says its text is from; `credit_source` tells by what.
    """

    id: str
    publication: str
    url: str | None
    title: str | None
    published_at: str | None
    published_on: str | None
    words: int
    credit: str | None
    credit_source: str | None

    def as_json(self) -> dict[str, Any]:
        """The article for programs."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Articles with one text, in the order of publication; `lead` is the one that the others were copied from."""

    lead: Copy
    articles: tuple[Copy, ...]

    def as_json(self) -> dict[str, Any]:
        """The group for programs."""
        return {"lead": self.lead.id, "articles": [article.as_json() for article in self.articles]}


@dataclass(frozen=True, slots=True)
class GroupFilters:
    """Which groups are listed.

    Attributes:
        publication: has an article of the group.
        since: an article of the group was published on this day, in UTC, or later.
        at_least: articles of a group.
    """

    publication: str | None = None
    since: date | None = None
    at_least: int = 2


def find_group(session: Session, article: models.Article) -> CopyGroup | None:
    """The group of an article; None where it has no copies."""
    lead = find_lead(session, article.id)
    return _groups(session, [lead])[0] if lead is not None else None


def list_groups(session: Session, filters: GroupFilters, *, limit: int) -> list[CopyGroup]:
    """The groups asked for, those whose lead was published last first; undated ones come last."""
    row, article = models.CopyMember, models.Article
    leads = (
        select(article.id)
        .join(row, row.lead_id == article.id)
        .group_by(article.id)
        .having(func.count() >= filters.at_least)
        .order_by(article.published_at.desc().nulls_last(), article.public_id)
        .limit(limit)
    )
    member = aliased(article)
    wanted = []
    if filters.publication is not None:
        wanted.append(member.publication == filters.publication)
    if filters.since is not None:
        wanted.append(member.published_at >= begins_at(filters.since, "UTC"))
    if wanted:
        some = aliased(row)
        leads = leads.where(
            exists().where(some.lead_id == article.id, member.id == some.article_id, *wanted).correlate(article)
        )
    return _groups(session, session.scalars(leads).all())


def compare_with_lead(session: Session, group: CopyGroup) -> dict[str, Comparison]:
    """How each article of a group compares with its lead, by public id; the lead is left out."""
    article, reading = models.Article, models.Reading
    ids = [one.id for one in group.articles]
    texts = select(article.public_id, reading.text).join(reading, reading.id == article.reading_id)
    words = {
        id_: words_of(text)
        for some in iter_pages(ids)
        for id_, text in session.execute(texts.where(article.public_id.in_(some)))
    }
    lead = words.pop(group.lead.id)
    return {id_: compare_words(own, lead) for id_, own in words.items()}


def _groups(session: Session, leads: Sequence[int]) -> list[CopyGroup]:
    """The groups of these leads, in their order."""
    members: dict[int, list[tuple[int, Copy]]] = {lead: [] for lead in leads}
    of_leads = (_MEMBERS.where(models.CopyMember.lead_id.in_(some)) for some in iter_pages(leads))
    rows = [row for query in of_leads for row in session.execute(query)]
    overlays = find_overlays(session, [row.id for row in rows])
    for row in rows:
        members[row.lead_id].append((row.id, _copy(row, overlays.get(row.id, NOTHING))))
    return [
        CopyGroup(next(copy for id_, copy in found if id_ == lead), tuple(copy for _, copy in found))
        for lead, found in members.items()
    ]


_MEMBERS = (
    select(
        models.CopyMember.lead_id,
        models.Article.id,
        models.Article.public_id,
        models.Article.publication,
        models.Article.url,
        models.Article.published_at,
        models.Publication.timezone,
        models.Reading.title,
        models.Reading.byline_printed,
        models.Reading.published_precision,
        models.Reading.published_offset,
        models.Fingerprint.words,
        models.Fingerprint.credit,
        models.Fingerprint.credit_source,
    )
    .join(models.Article, models.Article.id == models.CopyMember.article_id)
    .join(models.Reading, models.Reading.id == models.Article.reading_id)
    .join(models.Publication, models.Publication.slug == models.Article.publication)
    .join(models.Fingerprint, models.Fingerprint.article_id == models.Article.id)
    .order_by(models.Article.published_at.asc().nulls_last(), models.Article.public_id)
)


def _copy(row: Any, overlay: Overlay) -> Copy:
    shown = overlaid_columns(dict(row._mapping), overlay)
    return Copy(
        id=row.public_id,
        publication=row.publication,
        url=row.url,
        title=shown["title"],
        published_at=iso_time(row.published_at, shown["published_offset"]),
        published_on=iso_day(row.published_at, shown["published_precision"], row.timezone),
        words=row.words,
        credit=row.credit,
        credit_source=row.credit_source,
    )
