"""Printed names, and the persons that a human joined them to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import Base, Digest, Slug
from storage.types import Text


class NameForm(Base):
    """One name as it is printed in bylines; `name_key` is its folded form, for look-ups."""

    __tablename__ = "name_form"
    __table_args__ = (Index(None, "name_key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    name_digest: Mapped[str] = mapped_column(Digest, unique=True)
    name_key: Mapped[str] = mapped_column(Text)


class Person(Base):
    """An authority record: a preferred name, and the name forms that were joined to it.

    `event` is the decision that made it, `ended_by` the one that left it without any form.
    """

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True)
    name: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime]
    event: Mapped[str] = mapped_column(String(36))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(36))
    forms: Mapped[list[PersonForm]] = relationship(order_by="PersonForm.id", back_populates="person")


class PersonForm(Base):
    """That a name form is a person's, everywhere or only in one publication or article; the narrower one decides.

    So two persons of one name stay two. `event` is the decision that joined them, `ended_by` the one that parted them.
    """

    __tablename__ = "person_form"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name_form_id: Mapped[int] = mapped_column(ForeignKey("name_form.id"), index=True)
    publication: Mapped[str | None] = mapped_column(Slug, ForeignKey("publication.slug"))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"), index=True)
    joined_at: Mapped[datetime]
    event: Mapped[str] = mapped_column(String(36), index=True)
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(36), index=True)
    person: Mapped[Person] = relationship(back_populates="forms")
    form: Mapped[NameForm] = relationship()
