"""The WARC files and the index of their records."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import Base, Digest, Slug, Word
from storage.types import Text


class WarcFile(Base):
    """One WARC file. `sealed_at` is set when it is closed and every record of it has its row.

    `removed_at` says that another took its place without some records (`storage.purging`): it is no longer there.
    """

    __tablename__ = "warc_file"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255), unique=True)
    added_at: Mapped[datetime]
    sealed_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    size: Mapped[int | None] = mapped_column(BigInteger)
    digest: Mapped[str | None] = mapped_column(Digest)


class Capture(Base):
    """The index of the WARC files: one row for each response, revisit or resource record.

    `modified_at` is the date of change that the page states, where it is another than that of the archived reading.
    """

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
    modified_at: Mapped[datetime | None]
    payload_digest: Mapped[str] = mapped_column(Digest)
    payload_length: Mapped[int] = mapped_column(BigInteger)
    truncated: Mapped[str | None] = mapped_column(Word)
    warc_file_id: Mapped[int] = mapped_column(ForeignKey("warc_file.id"))
    offset: Mapped[int] = mapped_column(BigInteger)
    length: Mapped[int] = mapped_column(BigInteger)
    warc_file: Mapped[WarcFile] = relationship()
