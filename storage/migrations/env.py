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
    _check_keys(connection, on=False)
    try:
        yield
    finally:
        connection.rollback()
        _check_keys(connection, on=True)


def _check_keys(connection: Connection, *, on: bool) -> None:
    """Inside a transaction SQLite ignores the pragma, and the pool would lend the connection as it is."""
    driver: Any = connection.connection.dbapi_connection
    driver.execute(f"PRAGMA foreign_keys = {int(on)}")
    if driver.execute("PRAGMA foreign_keys").fetchone() != (int(on),):
        raise RuntimeError("SQLite does not say whether it checks foreign keys as it was told to")


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
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()
            _require_keys(connection)


run_migrations()
