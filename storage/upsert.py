"""Rows that several processes may add at the same moment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models import Base

Row = TypeVar("Row", bound=Base)


def insert_if_new(session: Session, model: type[Base], **values: Any) -> None:
    """Adds a row unless one with the same unique key is there: ON CONFLICT DO NOTHING, on both databases."""
    insert_all_if_new(session, model, [values])


def insert_all_if_new(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Adds rows with the same columns, but for those whose unique key is there, in one statement."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(model).values(rows).on_conflict_do_nothing())


def get_or_add(session: Session, model: type[Row], key: dict[str, Any], **others: Any) -> Row:
    """The row with `key`, which is unique; added with `others` when it is not there."""
    query = select(model).filter_by(**key)
    if (row := session.scalar(query)) is not None:
        return row
    insert_if_new(session, model, **key, **others)
    return session.scalars(query).one()
