"""Publications, what announces their articles, and every URL that was announced."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import Base, Digest, Slug, Word
from storage.types import Text

if TYPE_CHECKING:
    from storage.models.captures import Capture


class Publication(Base):
    """A title the archive has met; its definition is a file.

    `rebuilt_to` is the last visit that a rebuild which is under way has gone through, `redone_to` the event of the last
    decision; None while there is none.
    """

    __tablename__ = "publication"
    slug: Mapped[str] = mapped_column(Slug, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    timezone: Mapped[str] = mapped_column(Text, default="UTC")
    added_at: Mapped[datetime]
    rebuilt_to: Mapped[int | None]
    redone_to: Mapped[int | None]


class Run(Base):
    """One crawl or import of one publication, with its report."""

    __tablename__ = "run"
    id: Mapped[int] = mapped_column(primary_key=True)
    publication: Mapped[str] = mapped_column(Slug, ForeignKey("publication.slug"), index=True)
    kind: Mapped[str] = mapped_column(Word)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended: Mapped[str | None] = mapped_column(Word)
    version: Mapped[str] = mapped_column(Text)
    definition: Mapped[str | None] = mapped_column(Digest)
    report: Mapped[dict[str, Any] | None]


class Source(Base):
    """A place that announces articles, with what conditional requests for it need.

    `announced_at` is the date of change its parent gives it, `polled_for` that of the last poll that went well.
    `reach` is how many levels of further sources it may list.
    """

    __tablename__ = "source"
    __table_args__ = (UniqueConstraint("publication", "url_key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    publication: Mapped[str] = mapped_column(Slug, ForeignKey("publication.slug"))
    kind: Mapped[str] = mapped_column(Word)
    url: Mapped[str] = mapped_column(Text)
    url_key: Mapped[str] = mapped_column(Digest)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"))
    reach: Mapped[int] = mapped_column(default=0)
    etag: Mapped[str | None] = mapped_column(Text)
    last_modified: Mapped[str | None] = mapped_column(Text)
    announced_at: Mapped[datetime | None]
    polled_for: Mapped[datetime | None]
    polled_at: Mapped[datetime | None]
    changed_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(Word)
    reason: Mapped[str | None] = mapped_column(Text)
    failures: Mapped[int] = mapped_column(default=0)


class Page(Base):
    """One announced URL and its state: the ledger.

    `outcome` is that of the last visit, None before the first; `article_id` says whether there is an article.
    `leased_by` is the run that is fetching it now. `visits` counts those that came to an end, `failures` those in a
    row that may go better another time. It is in its state since `since_at`, as the capture `evidence_id` shows.
    `canonical_key` is the key of the address that the page last declared as its own.
    """

    __tablename__ = "page"
    __table_args__ = (
        UniqueConstraint("publication", "url_key"),
        Index(None, "publication", "canonical_key"),
        Index(None, "publication", "next_visit_at"),
        Index(
            "ix_page_new",
            "publication",
            "next_visit_at",
            sqlite_where=text("visited_at IS NULL"),
            postgresql_where=text("visited_at IS NULL"),
        ),
        Index(None, "publication", "post_id"),
        Index(None, "url_key"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    publication: Mapped[str] = mapped_column(Slug, ForeignKey("publication.slug"))
    url: Mapped[str] = mapped_column(Text)
    url_key: Mapped[str] = mapped_column(Digest)
    key_rules: Mapped[int]
    post_id: Mapped[str | None] = mapped_column(String(64))
    announced_at: Mapped[datetime]
    outcome: Mapped[str | None] = mapped_column(Word)
    reason: Mapped[str | None] = mapped_column(Text)
    visited_at: Mapped[datetime | None]
    since_at: Mapped[datetime | None]
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("capture.id", use_alter=True))
    visits: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    next_visit_at: Mapped[datetime | None]
    leased_by: Mapped[int | None] = mapped_column(ForeignKey("run.id"), index=True)
    capture_id: Mapped[int | None] = mapped_column(ForeignKey("capture.id", use_alter=True))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id", use_alter=True), index=True)
    moved_to_id: Mapped[int | None] = mapped_column(ForeignKey("page.id"))
    canonical_key: Mapped[str | None] = mapped_column(Digest)
    moved_to: Mapped[Page | None] = relationship(remote_side="Page.id", viewonly=True)
    evidence: Mapped[Capture | None] = relationship(foreign_keys=[evidence_id], viewonly=True)


class Sighting(Base):
    """One thing a source said of a page, and from when to when it said so."""

    __tablename__ = "sighting"
    __table_args__ = (UniqueConstraint("page_id", "source_id", "digest"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    digest: Mapped[str] = mapped_column(Digest)
    title: Mapped[str | None] = mapped_column(Text)
    dated: Mapped[str | None] = mapped_column(Text)
    published_at: Mapped[datetime | None]
    modified_at: Mapped[datetime | None]
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]


class Visit(Base):
    """One visit of one page and what it came to."""

    __tablename__ = "visit"
    __table_args__ = (UniqueConstraint("page_id", "capture_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id"), index=True)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"), index=True)
    capture_id: Mapped[int | None] = mapped_column(ForeignKey("capture.id"))
    visited_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(Word)
    reason: Mapped[str | None] = mapped_column(Text)
