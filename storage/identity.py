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
from storage.urls import url_key


def find_article_id(session: Session, publication: str, url: str | None, payload_digest: str | None) -> str | None:
    """The public id of the article of a page, or of an import without a URL; None when there is none."""
    if url is not None:
        page = find_page(session, publication, url)
        article = session.get(models.Article, page.article_id) if page and page.article_id else None
        return article.public_id if article else None
    minted = mint(publication, payload_digest or "")
    return session.scalar(select(models.Article.public_id).where(models.Article.public_id == minted))


def find_article(session: Session, item: PageItem) -> models.Article | None:
    """The article a visited page is.

    It is that of the page that answered; of the page that was asked, which after a redirect to another one takes
    evidence, for removed stories are redirected to others; of another page with the publisher's same id.
    """
    asked, answered = find_pages(session, item)
    for page in (answered, asked):
        if page is None or page.article_id is None:
            continue
        article = session.get_one(models.Article, page.article_id)
        if page is answered or _agrees(article, page, item):
            return article
    return _find_by_post_id(session, item) or _find_minted(session, item)


def find_pages(session: Session, item: PageItem) -> tuple[models.Page | None, models.Page | None]:
    """The page that was asked, and the one that answered: another where a redirect led; None where there is no row."""
    asked = _find_asked(session, item)
    if is_answered_elsewhere(item, asked):
        return asked, find_page(session, item.publication, item.capture.url)
    return asked, asked


def is_answered_elsewhere(item: PageItem, asked: models.Page | None) -> bool:
    """Whether the capture's address is another page's than the one that was asked."""
    if item.capture.url.startswith("urn:") or (asked is None and item.url is None):
        return False
    key = asked.url_key if asked is not None else url_key(item.url or "")
    return url_key(item.capture.url) != key


def identity_of(item: PageItem) -> str:
    """What an article first known by this item is minted from: the key of the URL that answered, else the payload."""
    return item.capture.payload_digest if item.capture.url.startswith("urn:") else url_key(item.capture.url)


def _find_asked(session: Session, item: PageItem) -> models.Page | None:
    if item.page_id is not None:
        return session.get(models.Page, item.page_id)
    return find_page(session, item.publication, item.url) if item.url is not None else None


def _agrees(article: models.Article, page: models.Page, item: PageItem) -> bool:
    """Evidence that an address now leads to the same story: the publisher's id, the title or the text."""
    post_id = item.extraction.metadata.post_id if item.extraction else None
    if post_id is not None and post_id == page.post_id:
        return True
    return _is_same_work(article, item)


def _is_same_work(article: models.Article, item: PageItem) -> bool:
    title = title_key(item.title)
    return article.text_digest == reading_values(item)["text_digest"] or (
        title is not None and article.title_key == title
    )


def _find_by_post_id(session: Session, item: PageItem) -> models.Article | None:
    """The article of another URL with the publisher's same id, if it also has the same title or the same text.

    An id in a URL is evidence of an alias, never proof: editions and languages of a title may number alike.
    """
    post_id = item.extraction.metadata.post_id if item.extraction else None
    if post_id is None:
        return None
    candidates = session.scalars(
        select(models.Article)
        .join(models.Page, models.Page.article_id == models.Article.id)
        .where(models.Page.publication == item.publication, models.Page.post_id == post_id)
        .order_by(models.Article.id)
    )
    return next((article for article in candidates if _is_same_work(article, item)), None)


def _find_minted(session: Session, item: PageItem) -> models.Article | None:
    public_id = mint(item.publication, identity_of(item))
    return session.scalar(select(models.Article).where(models.Article.public_id == public_id))
