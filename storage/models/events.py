"""What happened to what is kept: one table, only ever added to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Slug, Word
from storage.types import Text


class Event(Base):
    """One thing that was done to an object of the archive, after PREMIS's term (https://www.loc.gov/standards/premis/).

    It refers by what leaves the archive, and by no key of ours: an event outlives what it is about. Triggers refuse to
    change or delete a row, but for names that a purge takes out of `details`, where `purged` names its event then. No
    text of an article stands in it, for a purge must not have to touch it.

    Attributes:
        public_id: a UUID; decisions name their events by it, and so does an event that `undoes` another.
        actor: who decided or did it: a person's name, or the program.
        program: name and version of what carried it out.
        article: an article's public id.
        record_id: of the WARC record it is about, or that holds the decision.
    """

    __tablename__ = "event"
    __table_args__ = (Index(None, "kind", "happened_at"), Index(None, "happened_at"))
    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(36), unique=True)
    kind: Mapped[str] = mapped_column(Word)
    happened_at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(Text)
    program: Mapped[str | None] = mapped_column(Text)
    publication: Mapped[str | None] = mapped_column(Slug)
    article: Mapped[str | None] = mapped_column(String(16), index=True)
    record_id: Mapped[str | None] = mapped_column(String(64), index=True)
    run_id: Mapped[int | None]
    outcome: Mapped[str | None] = mapped_column(Word)
    reason: Mapped[str | None] = mapped_column(Text)
    details: Mapped[dict[str, Any] | None]
    undoes: Mapped[str | None] = mapped_column(String(36), index=True)
