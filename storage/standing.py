"""How a page stands to its article: whether it is the article's own address, and whether it shows another story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from storage import models
from storage.aliases import Evidence
from storage.declared import declared_key
from storage.items import PageItem
from storage.likeness import Likeness
from storage.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Moment:
    """When a visit is settled: only what was known by then counts, for a rebuild settles it again.

    Attributes:
        at: the time; None for now.
        visit: the row of the visit that is settled again; only those before it had been.
    """

    at: datetime | None = None
    visit: int | None = None


NOW = Moment()


def shows_another(
    session: Session, item: PageItem, page: models.Page, article: models.Article, likeness: Likeness, moment: Moment
) -> bool:
    """Whether what a page shows is another story than that of its article.

    An article's own address may be rewritten from the first word to the last; it shows another story only when it
    names another address for it. Any other address is the article's as long as its text is; where it names another, in
    nearly every word, for two editions come from one mould, and a round-up quotes.
    """
    is_alike = likeness.is_edited or likeness.is_part
    names_another = _names_another(session, item, page)
    if is_alike and not names_another:
        return False
    if is_own_address(session, item, page, article, moment):
        return names_another and not is_alike
    if names_another:
        return not (likeness.is_same_text or likeness.is_one_moment)
    if is_held_back(article, moment):
        return False
    return not (_is_named_still(session, item, page, article) and likeness.is_akin)


def keeps_article(session: Session, item: PageItem, page: models.Page, evidence: Evidence, moment: Moment) -> bool:
    """Whether a page that by that evidence shows another article's story stays its own article's address.

    It does not where it declared the other's address all along, as the AMP form of a page does.
    """
    article = session.get_one(models.Article, page.article_id)
    if is_held_back(article, moment) or _is_decided(session, page):
        return True
    is_form = evidence is Evidence.CANONICAL and page.canonical_key == declared_key(item)
    return not is_form and is_own_address(session, item, page, article, moment)


def is_own_address(
    session: Session, item: PageItem, page: models.Page, article: models.Article, moment: Moment
) -> bool:
    """Whether what a page shows is the article, whatever it was before.

    It is where somebody decided so; where the article was found, unless the page led on to another since, or declared
    another address; and where no other page of the article is left, or one of them leads to this one or declares it.
    """
    row, other = models.Alias, models.Page
    if _is_decided(session, page):
        return True
    others = select(other).where(other.article_id == article.id, other.id != page.id)
    if _led_on(session, page, moment) or _is_hub(session, item, page, article):
        return False
    held = select(row.evidence).where(row.page_id == page.id, row.article_id == article.id, row.ended_at.is_(None))
    if session.scalar(held.limit(1)) == Evidence.ARCHIVED or session.scalar(others.limit(1)) is None:
        return True
    pointing = session.scalars(others.where(or_(other.moved_to_id == page.id, other.canonical_key == page.url_key)))
    return any(one.canonical_key == page.url_key or _led_on(session, one, moment) for one in pointing.all())


def _is_decided(session: Session, page: models.Page) -> bool:
    """Whether somebody ever decided which article a page is."""
    row = models.Alias
    ended = select(row.id).where(row.page_id == page.id, row.ended_by.is_not(None)).limit(1)
    return session.scalar(ended) is not None


def _is_hub(session: Session, item: PageItem, page: models.Page, article: models.Article) -> bool:
    """Whether a page declared another address: of the article, or one that it does not declare any longer."""
    before, other = page.canonical_key, models.Page
    if before is None or before == page.url_key:
        return False
    named = select(other.id).where(other.article_id == article.id, other.url_key == before)
    return session.scalar(named) is not None or declared_key(item) not in {None, page.url_key, before}


def is_held_back(article: models.Article, moment: Moment) -> bool:
    """Whether a takedown of the article was in force: then nothing joins it to another, or parts it."""
    at = moment.at
    return any(
        taken.undone_at is None
        if at is None
        else taken.made_at <= at and (taken.undone_at is None or taken.undone_at > at)
        for taken in article.takedowns
    )


def _names_another(session: Session, item: PageItem, page: models.Page) -> bool:
    """Whether a page declares an address that it did not declare before, and of which nothing is archived yet."""
    declared = declared_key(item)
    if declared in {None, page.url_key, page.canonical_key}:
        return False
    other = models.Page
    known = exists().where(
        other.publication == page.publication, other.url_key == declared, other.article_id.is_not(None)
    )
    return not session.scalar(select(known))


def _is_named_still(session: Session, item: PageItem, page: models.Page, article: models.Article) -> bool:
    """Whether the evidence stands: the page still declares one of the article's addresses, or has the id of one."""
    declared = declared_key(item)
    post_id = item.extraction.metadata.post_id if item.extraction else None
    other = models.Page
    others = select(other.id).where(other.article_id == article.id, other.id != page.id)
    if declared is not None and declared != page.url_key:
        is_named = session.scalar(
            others.where(or_(other.url_key == declared, other.canonical_key == declared)).limit(1)
        )
        return is_named is not None
    return post_id is not None and session.scalar(others.where(other.post_id == post_id).limit(1)) is not None


def _led_on(session: Session, page: models.Page, moment: Moment) -> bool:
    """Whether the last visit of a page found that it led to another."""
    if moment.visit is None:
        return page.outcome == Outcome.MOVED
    visit = models.Visit
    before = select(visit.outcome).where(visit.page_id == page.id, visit.id < moment.visit)
    return session.scalar(before.order_by(visit.id.desc()).limit(1)) == Outcome.MOVED
