"""What people decided about articles: corrections, takedowns, addresses that are not to be fetched."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Digest, Slug, Word
from storage.types import Text


class Correction(Base):
    """A value that somebody gives in place of what was read; what was read stays. `event` is the decision's event."""

    __tablename__ = "correction"
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    field: Mapped[str] = mapped_column(Word)
    value: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(Text)
    actor: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    event: Mapped[str] = mapped_column(String(36), unique=True)
    withdrawn_at: Mapped[datetime | None]


class OverlaidName(Base):
    """A name that is looked up in place of those read from an article's byline (`Article.byline_overlaid`)."""

    __tablename__ = "overlaid_name"
    __table_args__ = (Index(None, "name_key"),)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text)


class Takedown(Base):
    """An article that is hidden, redacted (`fields`) or purged, and for what reason; `undone_at` ends it.

    Of a purge, `passages` are digests by which its words are known where they come again (`storage.purging.passages`).
    """

    __tablename__ = "takedown"
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    level: Mapped[str] = mapped_column(Word)
    fields: Mapped[list[Any]]
    reason: Mapped[str] = mapped_column(Text)
    actor: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    event: Mapped[str] = mapped_column(String(36), unique=True)
    undone_at: Mapped[datetime | None]
    passages: Mapped[dict[str, Any] | None]


class BarredUrl(Base):
    """An address that is never fetched or imported again, until `lifted_at`."""

    __tablename__ = "barred_url"
    __table_args__ = (UniqueConstraint("publication", "url_key", "event"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    publication: Mapped[str] = mapped_column(Slug, ForeignKey("publication.slug"))
    url: Mapped[str] = mapped_column(Text)
    url_key: Mapped[str] = mapped_column(Digest, index=True)
    barred_at: Mapped[datetime]
    event: Mapped[str] = mapped_column(String(36))
    lifted_at: Mapped[datetime | None]
