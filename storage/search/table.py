"""The table that search reads; what indexes it is made by the backends."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models import Base
from storage.search.columns import DOCUMENTS


class SearchDocumentRow(Base):
    """The indexed form of one article (`storage.search.document.IndexedForm`), and the analyser that made it."""

    __tablename__ = DOCUMENTS.name
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    analyser: Mapped[int]
    tokens: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
