"""The works, what extractors made of their captures, and what publishers changed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import Base, Digest, Slug, Word
from storage.types import Text

if TYPE_CHECKING:
    from storage.models.captures import Capture
    from storage.models.decisions import Correction, Takedown
    from storage.models.ledger import Page
    from storage.models.related import Observation


class Extractor(Base):
    """Who read a capture: our version, the libraries', and the digest of the rules."""

    __tablename__ = "extractor"
    id: Mapped[int] = mapped_column(primary_key=True)
    identity: Mapped[str] = mapped_column(String(255), unique=True)
    added_at: Mapped[datetime]


class Article(Base):
    """The work. `reading` is the one shown now; `title_key` and `published_at` repeat it for look-ups and order.

    `merged_into_id` is the article that this one turned out to be; `taken_down` the level of a takedown in force;
    `byline_overlaid` says that names are looked up in `overlaid_name`.
    """

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
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"), index=True)
    taken_down: Mapped[str | None] = mapped_column(Word)
    byline_overlaid: Mapped[bool] = mapped_column(server_default=false())
    reading_id: Mapped[int | None] = mapped_column(ForeignKey("reading.id", use_alter=True), index=True)
    observation_id: Mapped[int | None] = mapped_column(ForeignKey("observation.id", use_alter=True))
    reading: Mapped[Reading | None] = relationship(foreign_keys=[reading_id])
    observation: Mapped[Observation | None] = relationship(foreign_keys=[observation_id])
    revisions: Mapped[list[Revision]] = relationship(order_by="Revision.number", viewonly=True)
    corrections: Mapped[list[Correction]] = relationship(order_by="Correction.id", viewonly=True)
    takedowns: Mapped[list[Takedown]] = relationship(order_by="Takedown.id", viewonly=True)
    pages: Mapped[list[Page]] = relationship(order_by="Page.id", viewonly=True)


class Reading(Base):
    """What one extractor made of one capture. `digest` is of what makes a revision when it changes."""

    __tablename__ = "reading"
    __table_args__ = (UniqueConstraint("capture_id", "extractor_id"), Index(None, "genre"), Index(None, "title_key"))
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    capture_id: Mapped[int] = mapped_column(ForeignKey("capture.id"))
    extractor_id: Mapped[int] = mapped_column(ForeignKey("extractor.id"))
    read_at: Mapped[datetime]
    digest: Mapped[str] = mapped_column(Digest)
    title: Mapped[str | None] = mapped_column(Text)
    title_key: Mapped[str | None] = mapped_column(Digest)
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
    published_role: Mapped[str | None] = mapped_column(Word)
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
    name_form_id: Mapped[int | None] = mapped_column(ForeignKey("name_form.id"), index=True)
    kind: Mapped[str] = mapped_column(Word)
    role: Mapped[str | None] = mapped_column(Text)
    affiliation: Mapped[str | None] = mapped_column(Text)
    credit: Mapped[str | None] = mapped_column(Text)
    credentials: Mapped[str | None] = mapped_column(Text)
    honorific: Mapped[str | None] = mapped_column(Text)
    location: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str | None] = mapped_column(Text)


class Revision(Base):
    """A change by the publisher's hand; number 1 is the article as first archived.

    Attributes:
        before_id: the reading it is compared with, by the same extractor as its own; None for number 1.
        is_stealth: whether the text changed and the page's own date of change did not; None where it states none.
    """

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("article_id", "number"), Index(None, "seen_at"))
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    number: Mapped[int]
    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.id"))
    before_id: Mapped[int | None] = mapped_column(ForeignKey("reading.id"))
    seen_at: Mapped[datetime]
    changed: Mapped[list[Any]]
    is_stealth: Mapped[bool | None]
    reading: Mapped[Reading] = relationship(foreign_keys=[reading_id])
    before: Mapped[Reading | None] = relationship(foreign_keys=[before_id])
    edits: Mapped[list[Edit]] = relationship(order_by="Edit.position")


class Edit(Base):
    """One edit of a revision: what kind of change it is, in which field, and the rule that says so."""

    __tablename__ = "edit"
    __table_args__ = (UniqueConstraint("revision_id", "position"), Index(None, "kind"))
    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(Word)
    field: Mapped[str] = mapped_column(Word)
    rule: Mapped[str] = mapped_column(Text)
