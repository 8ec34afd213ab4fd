"""Which article a page is: by its URL where it has one, by its payload where it has none."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.items import PageItem
from storage.ledger import find_page
from storage.public_ids import mint
from storage.readings import reading_values
from storage.titles import title_key


def find_article_id(session: Session, publication: str, url: str | None, payload_digest: str | None) -> str | None:
    """The public id of the article of a page, or of an import without a URL; None when there is none."""
    if url is not None:
        page = find_page(session, publication, url)
        article = session.get(models.Article, page.article_id) if page and page.article_id else None
        return article.public_id if article else None
    minted = mint(publication, payload_digest or "")
    return session.scalar(select(models.Article.public_id).where(models.Article.public_id == minted))


def find_article(session: Session, item: PageItem) -> models.Article | None:
    """The article a visited page is: by the page that answered, the page that was asked, the publisher's id."""
    answered = None if item.capture.url.startswith("urn:") else find_page(session, item.publication, item.capture.url)
    for page in (answered, _find_asked(session, item)):
        if page is not None and page.article_id is not None:
            return session.get(models.Article, page.article_id)
    return _find_by_post_id(session, item) or _find_minted(session, item)


def _find_asked(session: Session, item: PageItem) -> models.Page | None:
    if item.page_id is not None:
        return session.get(models.Page, item.page_id)
    return find_page(session, item.publication, item.url) if item.url is not None else None


def _find_by_post_id(session: Session, item: PageItem) -> models.Article | None:
    """The article of another URL with the publisher's same id, if it also has the same title or the same text.

    An id in a URL is evidence of an alias, never proof: editions and languages of a title may number alike.
    """
    post_id = item.extraction.post_id if item.extraction else None
    if post_id is None:
        return None
    candidates = session.scalars(
        select(models.Article)
        .join(models.Page, models.Page.article_id == models.Article.id)
        .where(models.Page.publication == item.publication, models.Page.post_id == post_id)
        .order_by(models.Article.id)
    )
    title, digest = title_key(item.title), reading_values(item)["text_digest"]
    for article in candidates:
        if article.text_digest == digest or (title is not None and article.title_key == title):
            return article
    return None


def _find_minted(session: Session, item: PageItem) -> models.Article | None:
    asked = _find_asked(session, item)
    public_id = mint(item.publication, asked.url_key if asked is not None else item.capture.payload_digest)
    return session.scalar(select(models.Article).where(models.Article.public_id == public_id))
