"""The database's own integrity: pages, indexes, and that every reference leads to a row."""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint, and_, func, select, text
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.orm import Session

from storage.archive import Archive
from storage.database import plain_errors
from storage.models import Base
from storage.verification.findings import CheckResult

_INDEXES = """
SELECT c.oid, c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
WHERE a.amname = 'btree' AND c.relnamespace = current_schema()::regnamespace AND i.indisvalid
ORDER BY c.relname
"""


def check_database(archive: Archive, result: CheckResult) -> None:
    """Asks SQLite's `integrity_check` and `foreign_key_check`, or PostgreSQL's amcheck and every foreign key."""
    if archive.engine.dialect.name == "sqlite":
        with archive.read() as session:
            _check_sqlite(session, result)
        return
    _check_references(archive, result)
    with plain_errors(archive.engine.url), Session(archive.engine) as session:
        _check_indexes(session, result)
        session.rollback()


def _check_sqlite(session: Session, result: CheckResult) -> None:
    try:
        for said in session.scalars(text("PRAGMA integrity_check")):
            if said != "ok":
                result.find("database", str(said))
    except DBAPIError as error:
        result.find("database", f"integrity_check stopped: {error.orig}")
        return
    result.count("tables", len(Base.metadata.tables))
    for table, row, parent, _ in session.execute(text("PRAGMA foreign_key_check")):
        result.find(f"{table} {row}", f"refers to a row of {parent} that is not there")


def _check_references(archive: Archive, result: CheckResult) -> None:
    for table in Base.metadata.sorted_tables:
        result.count("tables")
        for key in table.foreign_key_constraints:
            with archive.read() as session:
                _check_key(session, key, result)


def _check_key(session: Session, key: ForeignKeyConstraint, result: CheckResult) -> None:
    (element,) = key.elements
    parent = element.column.table.alias()
    name, target = element.parent, parent.c[element.column.name]
    lost = (
        select(*key.table.primary_key)
        .outerjoin(parent, name == target)
        .where(and_(name.is_not(None), target.is_(None)))
    )
    for row in session.execute(lost.limit(1000)).all():
        result.find(f"{key.table.name} {row[0]}", f"refers to a row of {element.column.table.name} that is not there")


def _check_indexes(session: Session, result: CheckResult) -> None:
    """The extension is made for this transaction alone, which is undone."""
    try:
        session.execute(text("CREATE EXTENSION IF NOT EXISTS amcheck"))
    except DBAPIError as error:
        if not isinstance(error, ProgrammingError) and error.connection_invalidated:
            raise
        result.note("database", "amcheck is not available to this user, so its indexes were not looked into")
        return
    for number, name in session.execute(text(_INDEXES)).all():
        result.count("indexes")
        _check_index(session, number, name, result)


def _check_index(session: Session, number: int, name: str, result: CheckResult) -> None:
    try:
        with session.begin_nested():
            session.execute(select(func.bt_index_check(text("CAST(:number AS regclass)"), True)), {"number": number})
    except DBAPIError as error:
        if error.connection_invalidated:
            raise
        result.find(f"index {name}", str(error.orig).splitlines()[0])
