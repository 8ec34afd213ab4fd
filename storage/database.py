"""The database of an archive: SQLite or PostgreSQL, opened so that both behave alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from storage.errors import ArchiveBusy, ArchiveUnavailable, CannotWrite, DiskFull, UsageError

BUSY_SECONDS = 30.0
"""How long a transaction waits for another process's before it gives up."""


def parse_url(url: str) -> URL:
    """A database URL; `postgres://` is read as `postgresql://`, which means psycopg 3.

    Raises:
        UsageError: it is no URL of SQLite or PostgreSQL.
    """
    try:
        parsed = make_url(url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url)
    except ArgumentError:
        raise UsageError("the database URL cannot be read; write sqlite:///FILE or postgresql://HOST/NAME") from None
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise UsageError(f"{parsed.get_backend_name()!r} databases are not supported; use sqlite or postgresql")
    return parsed


def open_engine(url: str, *, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """An engine whose parameters never reach a log: they hold articles' text.

    Raises:
        UsageError: the URL is wrong, or the driver for PostgreSQL is not installed.
    """
    parsed = parse_url(url)
    try:
        engine = create_engine(parsed, hide_parameters=True, pool_pre_ping=parsed.get_backend_name() != "sqlite")
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise UsageError(f"no driver for {parsed.drivername}: install backfile[postgresql] ({error})") from None
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, busy_seconds)
    return engine


def _prepare_sqlite(engine: Engine, busy_seconds: float) -> None:
    """WAL, so that readers do not wait for the writer; foreign keys; transactions begun by us, DDL included."""

    def connect(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {int(busy_seconds * 1000)}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")

    def begin(connection: Connection) -> None:
        # A deferred BEGIN that reads and then writes fails at once when another writer came between.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", connect)
    event.listen(engine, "begin", begin)


@contextmanager
def plain_errors(url: URL) -> Iterator[None]:
    """Turns a driver's error into the sentence its reader needs; everything else passes."""
    try:
        yield
    except DBAPIError as error:
        if plain := _explain(error, url.render_as_string(hide_password=True)):
            raise plain from error
        raise


def _explain(error: DBAPIError, where: str) -> Exception | None:
    said = str(error.orig).strip().splitlines()[0] if error.orig else ""
    if "locked" in said or "lock timeout" in said:
        return ArchiveBusy(f"another process holds {where}: wait until it is done and run the command again")
    if "disk is full" in said or "No space left" in said:
        return DiskFull(f"no room left for {where}: make room and run the command again; nothing is lost")
    if "readonly" in said or "unable to open" in said:
        return CannotWrite(f"{where} cannot be opened for writing: give rights to it or choose another archive")
    if "not a database" in said or "malformed" in said:
        return ArchiveUnavailable(f"{where} is damaged or no database ({said}): restore it from a backup")
    if isinstance(error, OperationalError):
        return ArchiveUnavailable(f"{where} does not answer ({said}): check the address and that its server runs")
    return None
