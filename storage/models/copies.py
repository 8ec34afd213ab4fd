"""Articles that are copies of one another: syndicated stories, wire copy, press releases."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Digest
from storage.types import Text


class Fingerprint(Base):
    """The MinHash signature of an article's text as it is shown."""

    __tablename__ = "fingerprint"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    text_digest: Mapped[str] = mapped_column(Digest)
    words: Mapped[int]
    signature: Mapped[bytes] = mapped_column(LargeBinary)


class FingerprintBand(Base):
    """One band of a signature: articles that share one are compared."""

    __tablename__ = "fingerprint_band"
    __table_args__ = (Index(None, "band", "value"),)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    band: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


class CopyGroup(Base):
    """Articles with one text; the lead is the one that the others were copied from, as far as can be told."""

    __tablename__ = "copy_group"
    id: Mapped[int] = mapped_column(primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    made_at: Mapped[datetime]


class CopyMember(Base):
    """An article of a group: how like the lead its text is (0 to 1), and the credit it prints, if any."""

    __tablename__ = "copy_member"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("copy_group.id"), index=True)
    likeness: Mapped[float]
    credit: Mapped[str | None] = mapped_column(Text)
    joined_at: Mapped[datetime]
