"""Which article a page is: by its URL where it has one, by its payload where it has none."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.ledger import find_page
from storage.public_ids import mint


def find_article_id(session: Session, publication: str, url: str | None, payload_digest: str | None) -> str | None:
    """The public id of the article of a page, or of an import without a URL; None when there is none."""
    if url is not None:
        page = find_page(session, publication, url)
        article = session.get(models.Article, page.article_id) if page and page.article_id else None
        return article.public_id if article else None
    minted = mint(publication, payload_digest or "")
    return session.scalar(select(models.Article.public_id).where(models.Article.public_id == minted))
