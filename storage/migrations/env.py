"""Runs migrations on the engine that `storage.schema` hands over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from sqlalchemy import Connection

from storage.errors import WrongSchema
from storage.models import Base
from storage.search.table import SearchDocumentRow as _  # noqa: F401 - its table belongs to the metadata

UNMANAGED = ("search_index",)


def _include(_object: Any, name: str | None, kind: str, _reflected: bool, _compare_to: Any) -> bool:
    """Leaves out what the search backends make: FTS5's shadow tables, the tsvector and its index."""
    return not (kind in {"table", "column", "index"} and (name or "").startswith(UNMANAGED))


@contextmanager
def _keys_checked_at_the_end(connection: Connection) -> Iterator[None]:
    """SQLite deletes rows before it drops a table, and those that depend on them; a pragma must precede BEGIN."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")  # type: ignore[union-attr]


def _require_keys(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        raise WrongSchema(f"{len(broken)} rows would refer to nothing, first {tuple(broken[0])}: nothing was changed")


def run_migrations() -> None:
    """One transaction for all of them, so that a failed upgrade changes nothing."""
    engine = context.config.attributes["engine"].execution_options(writes=True)
    with engine.connect() as connection, _keys_checked_at_the_end(connection):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            include_object=_include,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
            _require_keys(connection)


run_migrations()
