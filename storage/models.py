"""The archive's tables.

Autoincrement keys stay inside; what leaves the archive is a publication's slug, an article's public id, a WARC
record's id. `article`, `reading`, `revision` and everything below them are only ever added to.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, MetaData, String, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from storage.types import Json, Text, UtcDateTime

Digest = String(64)
Slug = String(63)
Word = String(32)


class Base(DeclarativeBase):
    """Names of constraints are fixed, so that migrations can name them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime(), dict[str, Any]: Json, list[Any]: Json}  # noqa: RUF012


class Publication(Base):
    """A title the archive has met; its definition is a file."""

    __tablename__ = "publication"
    slug: Mapped[str] = mapped_column(Slug, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    timezone: Mapped[str] = mapped_column(Text, default="UTC")
    added_at: Mapped[datetime]


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
    row that may go better another time.
    """

    __tablename__ = "page"
    __table_args__ = (
        UniqueConstraint("publication", "url_key"),
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
    visits: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    next_visit_at: Mapped[datetime | None]
    leased_by: Mapped[int | None] = mapped_column(ForeignKey("run.id"), index=True)
    capture_id: Mapped[int | None] = mapped_column(ForeignKey("capture.id", use_alter=True))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id", use_alter=True), index=True)
    moved_to_id: Mapped[int | None] = mapped_column(ForeignKey("page.id"))
    moved_to: Mapped[Page | None] = relationship(remote_side="Page.id", viewonly=True)


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


class WarcFile(Base):
    """One WARC file. `sealed_at` is set when it is closed and every record of it has its row."""

    __tablename__ = "warc_file"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255), unique=True)
    added_at: Mapped[datetime]
    sealed_at: Mapped[datetime | None]
    size: Mapped[int | None] = mapped_column(BigInteger)
    digest: Mapped[str | None] = mapped_column(Digest)


class Capture(Base):
    """The index of the WARC files: one row for each response, revisit or resource record."""

    __tablename__ = "capture"
    __table_args__ = (
        UniqueConstraint("warc_file_id", "offset"),
        Index(None, "payload_digest"),
        Index(None, "url_key", "captured_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    publication: Mapped[str | None] = mapped_column(Slug, ForeignKey("publication.slug"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"), index=True)
    record_id: Mapped[str] = mapped_column(String(64), unique=True)
    record_type: Mapped[str] = mapped_column(Word)
    role: Mapped[str] = mapped_column(Word)
    url: Mapped[str] = mapped_column(Text)
    url_key: Mapped[str] = mapped_column(Digest)
    requested_url: Mapped[str | None] = mapped_column(Text)
    location: Mapped[str | None] = mapped_column(Text)
    captured_at: Mapped[datetime]
    status: Mapped[int]
    content_type: Mapped[str | None] = mapped_column(Text)
    etag: Mapped[str | None] = mapped_column(Text)
    last_modified: Mapped[str | None] = mapped_column(Text)
    payload_digest: Mapped[str] = mapped_column(Digest)
    payload_length: Mapped[int] = mapped_column(BigInteger)
    truncated: Mapped[str | None] = mapped_column(Word)
    warc_file_id: Mapped[int] = mapped_column(ForeignKey("warc_file.id"))
    offset: Mapped[int] = mapped_column(BigInteger)
    length: Mapped[int] = mapped_column(BigInteger)
    warc_file: Mapped[WarcFile] = relationship()


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


class Extractor(Base):
    """Who read a capture: our version, the libraries', and the digest of the rules."""

    __tablename__ = "extractor"
    id: Mapped[int] = mapped_column(primary_key=True)
    identity: Mapped[str] = mapped_column(String(255), unique=True)
    added_at: Mapped[datetime]


class Article(Base):
    """The work. `reading` is the one shown now; `title_key` and `published_at` repeat it for look-ups and order."""

    __tablename__ = "article"
    __table_args__ = (
        Index(None, "publication", "title_key"),
        Index(None, "published_at", "id"),
        Index(None, "text_digest"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True)
    publication: Mapped[str] = mapped_column(Slug, ForeignKey("publication.slug"), index=True)
    url: Mapped[str | None] = mapped_column(Text)
    url_key: Mapped[str | None] = mapped_column(Digest)
    canonical_url: Mapped[str | None] = mapped_column(Text)
    title_key: Mapped[str | None] = mapped_column(Digest)
    text_digest: Mapped[str] = mapped_column(Digest)
    published_at: Mapped[datetime | None]
    archived_at: Mapped[datetime]
    reading_id: Mapped[int | None] = mapped_column(ForeignKey("reading.id", use_alter=True))
    observation_id: Mapped[int | None] = mapped_column(ForeignKey("observation.id", use_alter=True))
    reading: Mapped[Reading | None] = relationship(foreign_keys=[reading_id])
    observation: Mapped[Observation | None] = relationship(foreign_keys=[observation_id])
    revisions: Mapped[list[Revision]] = relationship(order_by="Revision.number", viewonly=True)
    pages: Mapped[list[Page]] = relationship(order_by="Page.id", viewonly=True)


class Reading(Base):
    """What one extractor made of one capture. `digest` is of what makes a revision when it changes."""

    __tablename__ = "reading"
    __table_args__ = (UniqueConstraint("capture_id", "extractor_id"), Index(None, "genre"))
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    capture_id: Mapped[int] = mapped_column(ForeignKey("capture.id"))
    extractor_id: Mapped[int] = mapped_column(ForeignKey("extractor.id"))
    read_at: Mapped[datetime]
    digest: Mapped[str] = mapped_column(Digest)
    title: Mapped[str | None] = mapped_column(Text)
    standfirst: Mapped[str | None] = mapped_column(Text)
    kicker: Mapped[str | None] = mapped_column(Text)
    section: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(Text)
    canonical_url: Mapped[str | None] = mapped_column(Text)
    byline_printed: Mapped[str | None] = mapped_column(Text)
    byline_claims: Mapped[list[Any]]
    tags: Mapped[list[Any]]
    published_at: Mapped[datetime | None]
    published_printed: Mapped[str | None] = mapped_column(Text)
    published_precision: Mapped[str | None] = mapped_column(Word)
    published_offset: Mapped[int | None]
    modified_at: Mapped[datetime | None]
    modified_printed: Mapped[str | None] = mapped_column(Text)
    modified_precision: Mapped[str | None] = mapped_column(Word)
    modified_offset: Mapped[int | None]
    date_claims: Mapped[list[Any]]
    blocks: Mapped[list[Any]]
    text: Mapped[str] = mapped_column(Text)
    text_digest: Mapped[str] = mapped_column(Digest)
    text_state: Mapped[str] = mapped_column(Word)
    text_reason: Mapped[str | None] = mapped_column(Text)
    paywalled: Mapped[bool | None]
    genre: Mapped[str | None] = mapped_column(Word)
    genre_reason: Mapped[str | None] = mapped_column(Text)
    lead_image: Mapped[dict[str, Any] | None]
    notices: Mapped[list[Any]] = mapped_column(server_default="[]")
    capture: Mapped[Capture] = relationship()
    extractor: Mapped[Extractor] = relationship()
    contributors: Mapped[list[Contributor]] = relationship(order_by="Contributor.position")


class Contributor(Base):
    """One name of a reading's byline; `name_key` is its folded form, for look-ups."""

    __tablename__ = "contributor"
    __table_args__ = (UniqueConstraint("reading_id", "position"), Index(None, "name_key"))
    id: Mapped[int] = mapped_column(primary_key=True)
    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Word)
    role: Mapped[str | None] = mapped_column(Text)
    affiliation: Mapped[str | None] = mapped_column(Text)
    credit: Mapped[str | None] = mapped_column(Text)
    credentials: Mapped[str | None] = mapped_column(Text)
    honorific: Mapped[str | None] = mapped_column(Text)
    location: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str | None] = mapped_column(Text)


class Revision(Base):
    """A change by the publisher's hand; number 1 is the article as first archived."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("article_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    number: Mapped[int]
    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.id"))
    seen_at: Mapped[datetime]
    changed: Mapped[list[Any]]
    reading: Mapped[Reading] = relationship()


class Observation(Base):
    """The related stories one capture of an article showed, as one extractor read them."""

    __tablename__ = "observation"
    __table_args__ = (UniqueConstraint("capture_id", "extractor_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    capture_id: Mapped[int] = mapped_column(ForeignKey("capture.id"))
    extractor_id: Mapped[int] = mapped_column(ForeignKey("extractor.id"))
    observed_at: Mapped[datetime]
    digest: Mapped[str] = mapped_column(Digest)
    related: Mapped[list[RelatedStory]] = relationship(order_by="RelatedStory.position")
    capture: Mapped[Capture] = relationship()


class RelatedStory(Base):
    """One link of an observation; `target_id` is the archived article it leads to, filled in when that arrives."""

    __tablename__ = "related_story"
    __table_args__ = (
        UniqueConstraint("observation_id", "position"),
        Index(None, "url_key"),
        Index(None, "title_key"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    observation_id: Mapped[int] = mapped_column(ForeignKey("observation.id"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(Word)
    heading: Mapped[str | None] = mapped_column(Text)
    label: Mapped[str | None] = mapped_column(Text)
    text: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    canonical_url: Mapped[str | None] = mapped_column(Text)
    url_key: Mapped[str | None] = mapped_column(Digest)
    title_key: Mapped[str | None] = mapped_column(Digest)
    target_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"), index=True)
    target: Mapped[Article | None] = relationship()
