"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import JSON, DateTime, Dialect, TypeDecorator
from sqlalchemy.types import TypeEngine

_REFUSED = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """The text without what PostgreSQL refuses and SQLite stops at: NUL, and halves of surrogate pairs."""
    return _REFUSED.sub(lambda match: "" if match[0] == "\0" else "\N{REPLACEMENT CHARACTER}", text)


class Text(TypeDecorator[str]):
    """Text that both databases keep alike, whatever a page held."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Storable text."""
        return storable(value) if value is not None else None


class Json(TypeDecorator[Any]):
    """JSON; JSONB on PostgreSQL, whose dialect is slow to import and so is imported only there. None is NULL."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type that this database has."""
        if dialect.name != "postgresql":
            return dialect.type_descriptor(self.impl_instance)
        from sqlalchemy.dialects.postgresql import JSONB

        return dialect.type_descriptor(JSONB(none_as_null=True))

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        """Storable strings throughout."""
        return _storable_json(value)

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        """A key or a path in an index stays what it is."""
        return self.impl_instance.coerce_compared_value(op, value)


def _storable_json(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable(key): _storable_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_storable_json(inner) for inner in value]
    return value


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time to the microsecond. SQLite keeps no offset, so it is put back on the way out.

    Raises:
        ValueError: a naive time is stored.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; naive for SQLite, whose text form sorts only then."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Aware UTC."""
        if value is None:
            return None
        aware: datetime = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
