"""The URLs of an article, those it had before, and what was merged into it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from storage.dating import iso_time
from storage.errors import NotFound
from storage.models import Alias, Article, Capture, Page
from storage.states import page_json
from storage.urls import url_key


def aliases_json(session: Session, article: Article) -> dict[str, Any]:
    """An article's aliases with their evidence, oldest first; ended ones included."""
    merged = session.scalars(select(Article).where(Article.merged_into_id == article.id).order_by(Article.id)).all()
    ids = [article.id, *(one.id for one in merged)]
    query = (
        select(Alias)
        .where(Alias.article_id.in_(ids), or_(Alias.article_id == article.id, Alias.ended_at.is_not(None)))
        .options(joinedload(Alias.article), joinedload(Alias.page).options(*_PAGE))
        .order_by(Alias.noted_at, Alias.id)
    )
    return {
        "article": article.public_id,
        "publication": article.publication,
        "merged": [one.public_id for one in merged],
        "aliases": [_alias_json(row) for row in session.scalars(query)],
    }


_PAGE = (joinedload(Page.moved_to), joinedload(Page.evidence).joinedload(Capture.warc_file))


def _alias_json(row: Alias) -> dict[str, Any]:
    return {
        "url": row.page.url,
        "article": row.article.public_id,
        "evidence": row.evidence,
        "detail": row.detail,
        "noted_at": iso_time(row.noted_at),
        "ended_at": iso_time(row.ended_at),
        "ended_by": row.ended_by,
        "page": page_json(row.page),
    }


def get_aliased_page(session: Session, url: str) -> Page:
    """The page of a URL that leads to an article.

    Raises:
        NotFound: there is none, or there are several; the sentence says what there is.
    """
    key = url_key(url if "://" in url else f"https://{url}")
    found = session.scalars(select(Page).where(Page.url_key == key).order_by(Page.id)).all()
    led = [page for page in found if page.article_id is not None]
    if len(led) == 1:
        return led[0]
    if led:
        raise NotFound(f"{url} is a page of {', '.join(page.publication for page in led)}: that is more than one")
    if not found and not {".", "/"} & set(url):
        raise NotFound(f"{url!r} is no address: name one of those that `backfile aliases {url}` lists")
    raise NotFound(f"{url} is in the ledger and no article's" if found else f"{url} is no page of this archive")
