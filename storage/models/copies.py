"""Articles that are copies of one another: syndicated stories, wire copy, press releases.

All of it follows from the articles as they are shown, and can be made again (docs/copies.md).
"""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Digest, Word
from storage.types import Text


class Fingerprint(Base):
    """The MinHash signature of an article's text as it is shown, and the credit it prints, if any.

    Attributes:
        scheme: how the signature was made; those of two schemes are not compared.
        words: of the text, as they are compared.
        credit: whom the article says it is from; `credit_source` says where it does (`storage.copies.credits`).
    """

    __tablename__ = "fingerprint"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    scheme: Mapped[str] = mapped_column(Word)
    text_digest: Mapped[str] = mapped_column(Digest)
    words: Mapped[int]
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    credit: Mapped[str | None] = mapped_column(Text)
    credit_source: Mapped[str | None] = mapped_column(Word)


class FingerprintBand(Base):
    """One number of a signature, with its place: articles that share some are compared.

    There are so many rows that they are kept in their index only (SQLite) and refer to nothing.
    """

    __tablename__ = "fingerprint_band"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012
    value: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    article_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class CopyLink(Base):
    """Two articles whose texts were compared and are one; each pair is there in both directions."""

    __tablename__ = "copy_link"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    likeness: Mapped[float]


class CopyMember(Base):
    """An article that links join to others, and the one they were copied from, as far as can be told: their lead.

    The lead of a group is one of its members, and what the group is known by.
    """

    __tablename__ = "copy_member"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
