"""Related stories as they were seen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import Base, Digest, Word
from storage.types import Text

if TYPE_CHECKING:
    from storage.models.captures import Capture


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
    """One link of an observation; `leads_to` is the public id of the article it leads to (`storage.models.targets`)."""

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
    if TYPE_CHECKING:
        leads_to: Mapped[str | None]
