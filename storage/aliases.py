"""Which URLs are one article's: every change of it is a row with its evidence, and none is taken away."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage import models
from storage.copies.noting import forget_copies
from storage.events import EventKind, key_of, record_event
from storage.search import remove_article


class Evidence(StrEnum):
    """What shows that a page is an article's (docs/identity.md).

    ARCHIVED: the article is what was found there. REDIRECT: the page leads to the article's. CANONICAL: one of both
    pages declares the other, or both declare a third, by `rel=canonical`. POST_ID: both have the publisher's same id.
    MERGED: its article turned out to be the other. SPLIT, UNDONE: somebody decided so.
    """

    ARCHIVED = "archived"
    REDIRECT = "redirect"
    CANONICAL = "canonical"
    POST_ID = "post-id"
    MERGED = "merged"
    SPLIT = "split"
    UNDONE = "undone"


def attach(
    session: Session,
    page: models.Page,
    article: models.Article,
    evidence: Evidence,
    *,
    now: datetime,
    detail: str | None = None,
    decision: str | None = None,
) -> None:
    """Makes a page one of the article's. What it was before ends, by the decision's event where it is one."""
    if page.article_id == article.id:
        return
    detach(session, page, now=now, decision=decision)
    page.article_id = article.id
    session.add(
        models.Alias(page_id=page.id, article_id=article.id, evidence=str(evidence), detail=detail, noted_at=now)
    )
    session.flush()


def detach(session: Session, page: models.Page, *, now: datetime, decision: str | None = None) -> None:
    """Makes a page nobody's."""
    if page.article_id is None:
        return
    row = models.Alias
    session.execute(
        update(row).where(row.page_id == page.id, row.ended_at.is_(None)).values(ended_at=now, ended_by=decision)
    )
    page.article_id = None
    session.flush()


def is_parted(session: Session, page: models.Page, article: models.Article) -> bool:
    """Whether somebody decided that a page is not this article's: no evidence outweighs that."""
    row = models.Alias
    last = select(row.ended_by).where(row.page_id == page.id, row.article_id == article.id)
    return session.scalar(last.order_by(row.id.desc()).limit(1)) is not None


def are_parted(session: Session, one: models.Article, other: models.Article) -> bool:
    """Whether somebody decided that a page of one article is not the other's."""
    row, page = models.Alias, models.Page
    ours = {one.id, other.id}
    parted = (
        select(row.id)
        .join(page, page.id == row.page_id)
        .where(page.article_id.in_(ours), row.article_id.in_(ours), row.article_id != page.article_id)
        .where(row.ended_by.is_not(None))
    )
    return session.scalar(parted.limit(1)) is not None


def join_articles(
    session: Session, one: models.Article, other: models.Article, evidence: Evidence, *, now: datetime
) -> models.Article:
    """Makes two articles that turned out to be one the one that was archived first; gives it."""
    kept, merged = sorted((one, other), key=lambda article: (article.archived_at, article.public_id))
    details = merge_details(session, merged, kept)
    merge(session, merged, kept, evidence=evidence, now=now)
    record_event(
        session,
        EventKind.MERGE,
        now=now,
        key=key_of(EventKind.MERGE, merged.public_id, kept.public_id),
        publication=merged.publication,
        article=merged.public_id,
        outcome=str(evidence),
        details=details,
    )
    return kept


def merge_details(session: Session, article: models.Article, into: models.Article) -> dict[str, Any]:
    """What the event of a merge that is about to be made says, so that it can be undone: what comes along."""
    page, known = models.Page, models.Article
    return {
        "into": into.public_id,
        "urls": list(session.scalars(select(page.url).where(page.article_id == article.id).order_by(page.id))),
        "with": sorted(session.scalars(select(known.public_id).where(known.merged_into_id == article.id))),
    }


def pass_page(
    session: Session,
    page: models.Page,
    article: models.Article,
    evidence: Evidence,
    *,
    record_id: str,
    now: datetime,
    detail: str | None = None,
) -> None:
    """Makes a page another article's, whose story the capture of that record showed; what it was before ends."""
    before = session.get_one(models.Article, page.article_id)
    attach(session, page, article, evidence, detail=detail, now=now)
    record_event(
        session,
        EventKind.SPLIT,
        now=now,
        key=key_of(EventKind.SPLIT, before.public_id, article.public_id, record_id),
        publication=before.publication,
        article=before.public_id,
        outcome=str(evidence),
        details={"url": page.url, "to": article.public_id, "records": [record_id], "first": {}, "showed": None},
    )


def merge(
    session: Session,
    article: models.Article,
    into: models.Article,
    *,
    evidence: Evidence,
    now: datetime,
    decision: str | None = None,
) -> None:
    """Makes an article another one, which gets its pages and those that were merged into it before.

    Its id leads to the other from now on. What was read of it stays its own, so that the merge can be undone.
    """
    pages = select(models.Page).where(models.Page.article_id == article.id).order_by(models.Page.id)
    for page in session.scalars(pages).all():
        attach(session, page, into, evidence, detail=f"merged {article.public_id}", now=now, decision=decision)
    merged = models.Article.merged_into_id
    session.execute(update(models.Article).where(merged == article.id).values(merged_into_id=into.id))
    article.merged_into_id = into.id
    session.flush()
    remove_article(session, article.id)
    forget_copies(session, article.id)


def living(session: Session, article: models.Article) -> models.Article:
    """The article that one was merged into; itself where it was not."""
    into = article.merged_into_id
    return session.get_one(models.Article, into) if into is not None else article
