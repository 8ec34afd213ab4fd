"""Which URLs are one article's, since when, and why."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.articles import Article
from storage.models.base import Base, Word
from storage.models.ledger import Page
from storage.types import Text


class Alias(Base):
    """That a page is an article's, by what evidence, and until when: `page.article_id` is the row without an end.

    `ended_by` is the event of the decision that ended it: what people parted is not joined again by the program.
    """

    __tablename__ = "alias"
    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id"), index=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    evidence: Mapped[str] = mapped_column(Word)
    detail: Mapped[str | None] = mapped_column(Text)
    noted_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(36))
    page: Mapped[Page] = relationship()
    article: Mapped[Article] = relationship()
